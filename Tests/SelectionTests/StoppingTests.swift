import MixedInteger
import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// Searches that end before the proof: what they say is true all the same.
@Suite struct StoppingTests {
  /// Every third scenario has forty initiatives and no tickets, which would make a bin packing
  /// of it; the others are those of the random scenarios.
  private func question(_ seed: UInt64) throws -> Question {
    guard seed.isMultiple(of: 3) else { return try Question(RandomScenario.draft(seed: seed)) }
    var draft = try RandomScenario.draft(seed: seed, count: 40)
    for row in draft.pledges.rows.indices { draft.pledges.rows[row].minTicket = nil }
    return try Question(draft)
  }

  /// Checks an answer against the truth.
  private func check(_ answer: Answer, against truth: Answer, _ question: Question, _ seed: UInt64)
  {
    let violations = Verifier(question.scenario, digest: "d").violations(in: answer)
    #expect(violations.isEmpty, "seed \(seed): \(violations.map(\.message.english))")
    #expect(truth.status == .optimal || truth.status == .infeasible, "seed \(seed)")
    switch answer.status {
    case .optimal: #expect(answer.aim == truth.aim, "seed \(seed)")
    case .infeasible: #expect(truth.status == .infeasible, "seed \(seed)")
    case .unknown: #expect(answer.aim == nil && answer.selected.isEmpty, "seed \(seed)")
    case .feasible:
      guard let aim = answer.aim, let best = truth.aim?.values else {
        Issue.record("seed \(seed): a portfolio of an infeasible scenario")
        return
      }
      #expect(!aim.bounds.lexicographicallyPrecedes(best), "seed \(seed): \(aim) \(best)")
      #expect(!best.lexicographicallyPrecedes(aim.values), "seed \(seed): \(aim) \(best)")
    }
  }

  @Test(arguments: Array(stride(from: UInt64(20_000), to: 20_100, by: 25)))
  func aRaisedStopFlag(from first: UInt64) throws {
    for seed in first..<first + 25 {
      var question = try question(seed)
      question.options.ties = .any
      let truth = try question.answer()
      question.options.stop.raise()
      check(try question.answer(), against: truth, question, seed)
    }
  }

  @Test(arguments: Array(stride(from: UInt64(21_000), to: 21_100, by: 25)))
  func aTimeLimitOfAMillisecond(from first: UInt64) throws {
    for seed in first..<first + 25 {
      var question = try question(seed)
      question.options.ties = .any
      let truth = try question.answer()
      question.options.ties = nil
      question.options.timeLimit = .milliseconds(1)
      check(try question.answer(), against: truth, question, seed)
    }
  }

  @Test(arguments: Array(stride(from: UInt64(22_000), to: 22_100, by: 25)))
  func aGapOfFivePercent(from first: UInt64) throws {
    for seed in first..<first + 25 {
      var question = try question(seed)
      question.options.ties = .any
      let truth = try question.answer()
      question.options.gap = 0.05
      let answer = try question.answer()
      check(answer, against: truth, question, seed)
      #expect(answer.status != .unknown, "seed \(seed)")
      #expect((answer.status == .infeasible) == (truth.status == .infeasible), "seed \(seed)")
      #expect(answer.aim?.gap ?? 0 <= 0.05, "seed \(seed)")
      if let aim = answer.aim, let best = truth.aim?.values {
        let open = aim.values.indices.first { aim.values[$0] != aim.bounds[$0] } ?? 0
        #expect(Array(aim.values[..<open]) == Array(best[..<open]), "seed \(seed)")
        let distance = Double(best[open] - aim.values[open])
        #expect(distance <= 0.05 * max(1, abs(Double(aim.values[open]))), "seed \(seed)")
      }
    }
  }

  /// Whoever stops a search before its first relaxation gets a portfolio, and a bound by all the money.
  @Test(arguments: [100, 30_000])
  func aStopAtTheStart(_ count: Int) throws {
    var random = SplitMix64(seed: 5)
    let rows = (0..<count).map { number in
      (id: "i\(number)", cost: random.number(10...90), points: random.number(1...50))
    }
    let half = Int64(25 * count)
    let pledges = [Tiny.pledge("north", half), Tiny.pledge("south", half / 10)]
    var draft = try Tiny.draft(rows, pledges: pledges)
    draft.pledges.rows[1].earmarks = [Earmark(column: "initiative", values: ["i1", "i2"])]
    let scenario = try Scenario(draft)
    var options = SelectionOptions()
    options.ties = .any
    let truth = try Selector(scenario, digest: "d", options: options).best()
    options.stop.raise()
    let answer = try Selector(scenario, digest: "d", options: options).best()
    #expect(Verifier(scenario, digest: "d").violations(in: answer).isEmpty)
    #expect(answer.status == .feasible && truth.status == .optimal)
    let (aim, best) = (try #require(answer.aim), try #require(truth.aim?.values[0]))
    #expect(aim.values[0] <= best && best <= aim.bounds[0])
    // All initiatives together have far more.
    let most = rows.reduce(0) { $0 + $1.points }
    #expect(aim.bounds[0] < best + (most - best) / 4, "\(aim.bounds[0]), \(best), \(most)")
    #expect(aim.values[0] * 10 > best * 9)
  }
}
