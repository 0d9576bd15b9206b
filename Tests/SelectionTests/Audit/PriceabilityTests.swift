import Portfolio
import Preferences
import TestSupport
import Testing

@testable import Selection

/// Priceability: what is found passes the definition, and what is refuted has a proof.
@Suite struct PriceabilityTests {
  /// Electorates with purses, weights, alternatives and committed initiatives, and a set of projects.
  private static func samples() throws -> [(electorate: Electorate, selected: [Int])] {
    try (UInt64(0)..<400).compactMap { seed in
      let scenario = try RandomScenario.scenario(seed: seed)
      guard !scenario.stakeholders.isEmpty else { return nil }
      var random = SplitMix64(seed: seed &+ 5)
      let electorate = try Electorate(
        Election(scenario, hasPurses: true),
        utility: random.pick(.cost, .cardinality, .ballot),
        weights: random.pick(.purse, .voters)
      )
      let selected = scenario.initiatives.indices.filter { position in
        scenario.initiatives[position].status == .committed
          || electorate.election.projects[position].status == .open && random.happens(50)
      }
      return (electorate, selected)
    }
  }

  @Test func everyVerdictIsProven() throws {
    var (priceable, refuted) = (0, 0)
    for (electorate, selected) in try PriceabilityTests.samples().prefix(200) {
      let program = PriceProgram(selected, electorate)
      switch try program.system.outcome() {
      case .solution(let values):
        let system = program.priceSystem(of: values)
        #expect(system.explains(selected, electorate))
        priceable += 1
      case .refutation(let multipliers):
        let rows = program.system.right.indices
        let bound = rows.reduce(Fraction(0)) { $0 + multipliers[$1] * program.system.right[$1] }
        #expect(bound > 0)
        for column in program.system.columns {
          #expect(column.reduce(Fraction(0)) { $0 + multipliers[$1.row] * $1.value } <= 0)
        }
        refuted += 1
      case nil: break
      }
    }
    #expect(priceable + refuted == 200)
    #expect(priceable > 20)
    #expect(refuted > 20)
  }

  /// The payments of Equal Shares are a price system (Peters, Pierczyński and Skowron 2021), and the
  /// linear program agrees that there is one.
  @Test func equalSharesIsPriceable() throws {
    for (electorate, _) in try PriceabilityTests.samples().prefix(100)
    where electorate.election.projects.allSatisfy({ $0.group == nil && $0.requires.isEmpty }) {
      for completion in [EqualShares.Completion.none, .add1] {
        let outcome = EqualShares(completion: completion).outcome(of: electorate)
        let ledger = try #require(outcome.ledger)
        #expect(PriceSystem(ledger).explains(outcome.selected, electorate))
        guard case .priceable = try Priceability(outcome.selected, electorate) else {
          Issue.record("the payments exist, and the program did not find any")
          continue
        }
      }
    }
  }

  /// Two voters, a and b for 4 each, x wants a and y wants b: to pay for b alone y needs 4, and
  /// then x could pay for a; with both funded each pays its own.
  @Test func byHand() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 4), .init(id: "b", cost: 6)],
      voters: [.init(id: "x", choices: [.init(0)]), .init(id: "y", choices: [.init(1)])],
      budget: 10
    )
    let electorate = try Electorate(election, utility: .cost)
    guard case .unpriceable = try Priceability([1], electorate) else {
      Issue.record("x would have 6 and could pay 4 for a")
      return
    }
    guard case .priceable(let system?) = try Priceability([0, 1], electorate) else {
      Issue.record("each pays for its own")
      return
    }
    #expect(system.payments.map(\.amount).sorted() == [4, 6])
    // A system with any payment changed is none.
    for index in system.payments.indices {
      var payments = system.payments
      let payment = payments[index]
      payments[index] = .init(
        group: payment.group,
        project: payment.project,
        amount: payment.amount + 1
      )
      #expect(!PriceSystem(level: system.level, payments: payments).explains([0, 1], electorate))
      payments.remove(at: index)
      #expect(!PriceSystem(level: system.level, payments: payments).explains([0, 1], electorate))
    }
    #expect(!PriceSystem(level: 0, payments: system.payments).explains([0, 1], electorate))
  }
}
