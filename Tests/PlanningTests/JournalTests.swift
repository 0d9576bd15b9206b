import MixedInteger
import Planning
import Portfolio
import Selection
import Synchronization
import TestSupport
import Testing

/// A run that is stopped after any number of answers and goes on ends as one that is not.
struct JournalTests {
  /// Answers in memory, which stops the run once it has kept so many new ones.
  private final class Journal: AnswerJournal {
    private struct State {
      var answers: [String: Answer]
      var kept = 0
    }

    private let state: Mutex<State>
    private let most: Int
    let stop = StopFlag()

    init(_ answers: [String: Answer] = [:], stoppingAfter most: Int = .max) {
      state = Mutex(State(answers: answers))
      self.most = most
    }

    var answers: [String: Answer] { state.withLock { $0.answers } }
    var kept: Int { state.withLock { $0.kept } }

    func answer(to question: String) -> Answer? { state.withLock { $0.answers[question] } }

    func keep(_ answer: Answer, to question: String) {
      let kept = state.withLock { state in
        state.kept += 1
        var short = answer
        short.rejected = []
        state.answers[question] = short
        return state.kept
      }
      if kept >= most { stop.raise() }
    }
  }

  /// What a run says, without the counts of work.
  private func words(_ answers: [Answer?]) -> [String] {
    answers.map { answer in
      guard let answer else { return "none" }
      return "\(answer.status) \(answer.aim?.values ?? []) \(answer.totals.cost) "
        + answer.selected.map(\.id).joined(separator: ",")
    }
  }

  private func expectResumed(
    _ scenario: Scenario,
    _ seed: UInt64,
    _ run: (Planner) throws -> [Answer?]
  ) throws {
    let plain = words(try run(Planner(scenario, digest: "d")))
    let all = Journal()
    var planner = Planner(scenario, digest: "d", stop: all.stop)
    planner.journal = all
    #expect(words(try run(planner)) == plain, "seed \(seed)")
    for most in [1, 3, 7] where most < all.kept {
      let stopped = Journal(stoppingAfter: most)
      planner = Planner(scenario, digest: "d", stop: stopped.stop)
      planner.journal = stopped
      _ = try run(planner)
      #expect(stopped.kept >= most && stopped.kept < all.kept + 1, "seed \(seed)")
      let resumed = Journal(stopped.answers)
      planner = Planner(scenario, digest: "d", stop: resumed.stop)
      planner.journal = resumed
      #expect(words(try run(planner)) == plain, "seed \(seed) after \(most)")
      // Every answer that was kept is used, and none is found twice.
      #expect(resumed.kept + stopped.answers.count == all.answers.count, "seed \(seed)")
    }
  }

  @Test func sweeps() throws {
    let budgets = stride(from: Int64(4), through: 16, by: 2).map { Quantity($0, decimals: 1) }
    for seed in UInt64(0)..<12 {
      try expectResumed(try RandomScenario.scenario(seed: seed), seed) { planner in
        let steps = try planner.nesting(.budget, try planner.sweep(.budget, over: budgets))
        let points = try planner.breakpoints(of: .budget, between: steps)
        return steps.map(\.answer) + steps.map(\.nested) + points.map(\.answer)
      }
    }
  }

  @Test func frontiers() throws {
    for seed in UInt64(0)..<12 {
      try expectResumed(try RandomScenario.scenario(seed: seed), seed) { planner in
        let criteria = [("beneficiaries", false), ("cost", true)].compactMap { name, isLess in
          planner.scenario.measure(named: name).map {
            Criterion(name: name, measure: $0, isLessBetter: isLess)
          }
        }
        return try planner.frontier(criteria).points.map(\.answer)
      }
    }
  }

  @Test func protections() throws {
    for seed in UInt64(0)..<12 {
      try expectResumed(try RandomScenario.scenario(seed: seed), seed) { planner in
        let best = try planner.solve(question: "best")
        let protection = try planner.costProtection(
          from: best,
          deviation: Quantity(7, decimals: 1),
          mostRises: 4
        )
        return protection.steps.map(\.answer)
      }
    }
  }
}
