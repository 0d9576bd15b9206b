import Foundation
import Portfolio
import ScenarioFiles
import Selection
import Synthetic
import TestSupport
import Testing

/// Drawn scenarios: the same for the same seed, valid, and with a portfolio.
struct SyntheticScenarioTests {
  /// A change of these digests changes what a seed means: say so in the CHANGELOG.
  @Test(
    arguments: [
      (.budget, "c4012edd61a6f5e1f51ebe26b816b5168143712bc1f2bd6722d96b98ebd0f41f"),
      (.table, "1b9133939e2c6e2289083363b1412924aa88d7dc78a2a724ec21e26bbaea6791"),
      (.region, "af2b372a26ffbab8826029560e6345315b96097cae24026c7cd2732bef76f65c"),
      (.cycles, "9cb46d224c5ce7b7d77211611260bdb3ad1c9336c8354aec147e24e90fc8df85"),
      (.tickets, "5dec18c1aff431072a8358864e671c03f09a441fe7818c90779f1aab46584751"),
      (.national, "edfdeb45c07c60c5515b6d5f6e979a27dfddd81962ea4e88c34e49c991cb1bbc"),
      (.dense, "81e6550b9d095c4ed6cc052c2b2c12225c698786bab3e05315144815eeddea36"),
    ] as [(SyntheticScenario.Family, String)]
  )
  func aSeedMeansTheSameBytes(_ family: SyntheticScenario.Family, _ digest: String) throws {
    #expect(try SyntheticScenario(family, initiatives: 60, seed: 1).document().digest == digest)
  }

  @Test(arguments: SyntheticScenario.Family.allCases)
  func seedsDiffer(_ family: SyntheticScenario.Family) throws {
    let digests = try (0..<10).map {
      try SyntheticScenario(family, initiatives: 30, seed: $0).document().digest
    }
    #expect(Set(digests).count == 10)
  }

  @Test(arguments: SyntheticScenario.Family.allCases)
  func everySizeIsValid(_ family: SyntheticScenario.Family) throws {
    for size in [1, 2, 3, 5, 10, 25, 100, 400] {
      for seed in 1...3 as ClosedRange<UInt64> {
        let scenario = try SyntheticScenario(family, initiatives: size, seed: seed).document()
          .scenario
        #expect(scenario.initiatives.count == size)
        #expect(scenario.warnings.isEmpty)
      }
    }
  }

  @Test(arguments: SyntheticScenario.Family.allCases)
  func thereIsAPortfolio(_ family: SyntheticScenario.Family) throws {
    let document = try SyntheticScenario(family, initiatives: 20, seed: 2).document()
    var options = SelectionOptions()
    options.ties = .any
    let answer = try Selector(document.scenario, digest: document.digest, options: options).best()
    #expect(answer.status == .optimal)
    #expect(!answer.selected.isEmpty)
  }

  @Test func denseRowsAreAsTightAsAsked() throws {
    let loose = try SyntheticScenario(
      .dense,
      initiatives: 100,
      seed: 4,
      rows: 10,
      tightness: 75
    ).document().scenario
    #expect(loose.limits.count == 10)
    for (row, limit) in loose.limits.enumerated() {
      let uses = (0..<100).map { loose.number("m\(row + 1)", of: $0)?.significand ?? -1 }
      #expect(uses.allSatisfy { (0...1000).contains($0) })
      #expect(limit.max == .amount(Quantity(uses.reduce(0, +) * 75 / 100)))
    }
  }
}
