import MixedInteger
import Synchronization
import TestSupport
import Testing

@testable import GLPKSolver
@testable import Selection

/// GLPK gives up in the middle of a search: the search goes on from what it knows.
@Suite struct RecoveryTests {
  /// Makes GLPK give up on this thread, which loses all problems of the thread.
  private static func breakGLPK() {
    var model = Model(sense: .maximize)
    let variable = model.addVariable(upper: 1, objective: 1)
    model.addRow([.init(variable, 1)], upper: 1)
    _ = try? SimplexSession.with(model) { session in try session.provokeFatalError() }
  }

  @Test(arguments: Array(stride(from: UInt64(23_000), to: 23_040, by: 10)))
  func aFatalErrorNowAndThenChangesNoOptimum(from first: UInt64) throws {
    var failures = 0
    for seed in first..<first + 10 {
      let question = try Question(RandomScenario.draft(seed: seed, count: 14))
      let formulation = try Formulation(question.scenario)
      let stage = Stage(formulation, network: FundingNetwork(formulation.scenario))
      var undisturbed = TreeSearch(stage, limits: SearchLimits())
      try undisturbed.run()
      var limits = SearchLimits()
      let reports = Atomic(0)
      limits.report = { _, _, _ in
        if [2, 5].contains(reports.add(1, ordering: .relaxed).newValue) { Self.breakGLPK() }
      }
      var disturbed = TreeSearch(stage, limits: limits)
      try disturbed.run()
      failures += disturbed.failures
      #expect(disturbed.isProven, "seed \(seed)")
      #expect(
        disturbed.best.map(stage.value) == undisturbed.best.map(stage.value),
        "seed \(seed)"
      )
    }
    #expect(failures > 0, "nothing was disturbed")
  }

  @Test func aSearchThatOnlyFailsSaysSo() throws {
    let question = try Question(RandomScenario.draft(seed: 23_001, count: 14))
    let formulation = try Formulation(question.scenario)
    let stage = Stage(formulation, network: FundingNetwork(formulation.scenario))
    var limits = SearchLimits()
    limits.report = { _, _, _ in Self.breakGLPK() }
    var search = TreeSearch(stage, limits: limits)
    #expect(throws: SolverError.self) { try search.run() }
  }
}
