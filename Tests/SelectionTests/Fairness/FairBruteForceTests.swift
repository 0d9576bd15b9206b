import OrderedCollections
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

/// `maximin`, `leximin` and `nash` against all portfolios, all cycles and all ways to pay.
@Suite struct FairBruteForceTests {
  static let parts = Array(stride(from: UInt64(30_000), to: 30_220, by: 20))

  /// The scenario of a seed in another mode; `nil` where nobody prefers anything.
  private func scenario(
    _ seed: UInt64,
    _ mode: Objective.Mode,
    _ refinement: Objective.Refinement? = nil
  ) throws -> Scenario? {
    var draft = try RandomScenario.draft(seed: seed)
    draft.mode.value = mode
    draft.refinement = refinement.map { Tiny.located($0) }
    do {
      return try Scenario(draft)
    } catch {
      let isVoiceless = error.all.allSatisfy { $0.message.english.contains("looks at how") }
      guard isVoiceless else { throw error }
      return nil
    }
  }

  /// Compares the answers of a part's seeds with the oracle's.
  private func compare(
    _ first: UInt64,
    _ mode: Objective.Mode,
    _ refinement: Objective.Refinement?,
    _ optimum: (FairOracle) -> FairOracle.Optimum?
  ) throws {
    var compared = 0
    for seed in first..<first + 20 {
      guard let scenario = try scenario(seed, mode, refinement) else { continue }
      let settings = try RandomScenario.settings(seed: seed)
      let oracle = try FairOracle(scenario, settings: settings)
      var options = SelectionOptions()
      options.settings = settings
      let answer = try Selector(scenario, digest: "d", options: options).best()
      guard let best = optimum(oracle) else {
        #expect(answer.status == .infeasible, "seed \(seed)")
        #expect(!answer.conflict.isEmpty, "seed \(seed)")
        continue
      }
      compared += 1
      #expect(answer.status == .optimal, "seed \(seed)")
      #expect(answer.aim?.values == values(best, mode), "seed \(seed)")
      #expect(answer.aim?.bounds == values(best, mode), "seed \(seed)")
      let exact = oracle.satisfactions(of: best.starts)
      #expect(answer.aim?.satisfactions.map(\.exact) == exact, "seed \(seed)")
      #expect(answer.ties == .canonical, "seed \(seed)")
      #expect(answer.unique == best.isUnique, "seed \(seed)")
      #expect(oracle.starts(of: answer) == best.starts, "seed \(seed)")
      let violations = Verifier(scenario).violations(in: answer)
      #expect(violations.isEmpty, "seed \(seed): \(violations.map(\.message.english))")
    }
    #expect(compared >= 10)
  }

  /// What the answer's values are to be.
  private func values(_ optimum: FairOracle.Optimum, _ mode: Objective.Mode) -> [Int64] {
    let unit: Fraction = mode == .maximin ? 1_000_000 : 1
    let levels = optimum.levels.map { ($0 * unit).roundedDown ?? -1 }
    return mode == .maximin ? levels + [optimum.points] : levels
  }

  @Test(arguments: parts) func maximin(from first: UInt64) throws {
    try compare(first, .maximin, nil) { $0.maximin() }
  }

  @Test(arguments: parts) func leximin(from first: UInt64) throws {
    try compare(first, .maximin, .leximin) { $0.maximin() }
  }

  @Test(arguments: parts) func nash(from first: UInt64) throws {
    try compare(first, .nash, nil) { $0.nash() }
  }

  /// The logarithms that are not rounded agree to the stated tolerance: no portfolio has a product of
  /// satisfactions that is larger by a millionth.
  @Test(arguments: parts) func noProductIsLargerByAMillionth(from first: UInt64) throws {
    for seed in first..<first + 20 {
      guard let scenario = try scenario(seed, .nash) else { continue }
      let oracle = try FairOracle(scenario)
      let answer = try Selector(scenario, digest: "d").best()
      guard answer.status == .optimal else { continue }
      let (weight, mean) = oracle.meanLogarithm(of: oracle.starts(of: answer))
      #expect(abs(Double(answer.aim?.values[1] ?? 0) / 1e9 - mean) < 1e-8, "seed \(seed)")
      var largest = mean
      oracle.oracle.forEachPortfolio { starts in
        let other = oracle.meanLogarithm(of: starts)
        guard other.weight > weight || other.weight == weight && other.mean > largest else {
          return
        }
        guard oracle.oracle.keepsRules(starts), oracle.oracle.canBePaid(starts) else { return }
        #expect(other.weight == weight, "seed \(seed)")
        largest = other.mean
      }
      #expect(largest - mean <= 1e-6, "seed \(seed)")
    }
  }
}
