import Portfolio
import Selection
import TestSupport
import Testing

/// The selector against all portfolios, all cycles and all ways to pay (issue: 300 scenarios).
@Suite struct BruteForceComparisonTests {
  @Test(arguments: Array(stride(from: UInt64(0), to: 300, by: 20)))
  func theAnswerIsTheCanonicalOptimum(from first: UInt64) throws {
    for seed in first..<first + 20 {
      let scenario = try RandomScenario.scenario(seed: seed)
      let settings = try RandomScenario.settings(seed: seed)
      let oracle = try BruteForce(scenario, settings: settings)
      var options = SelectionOptions()
      options.settings = settings
      let answer = try Selector(scenario, digest: "d", options: options).best()
      guard let optimum = oracle.optimum() else {
        #expect(answer.status == .infeasible, "seed \(seed)")
        #expect(!answer.conflict.isEmpty, "seed \(seed)")
        continue
      }
      #expect(answer.status == .optimal, "seed \(seed)")
      #expect(answer.aim?.values == optimum.values, "seed \(seed)")
      #expect(answer.aim?.bounds == optimum.values, "seed \(seed)")
      #expect(answer.ties == .canonical, "seed \(seed)")
      #expect(answer.unique == optimum.isUnique, "seed \(seed)")
      var starts = BruteForce.Starts(repeating: nil, count: scenario.initiatives.count)
      for choice in answer.selected {
        let position = try #require(scenario.positions[choice.id])
        starts[position] = scenario.cycles.firstIndex(of: choice.cycle)
      }
      #expect(starts == optimum.starts, "seed \(seed)")
      let violations = Verifier(scenario).violations(in: answer)
      #expect(violations.isEmpty, "seed \(seed): \(violations.map(\.message.english))")
    }
  }
}
