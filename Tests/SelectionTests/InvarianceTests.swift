import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// Changes of a scenario that change nothing in its answer.
@Suite struct InvarianceTests {
  /// Seeds away from those that are compared with brute force, in parts that can run side by side.
  static let parts = Array(stride(from: UInt64(10_000), to: 10_160, by: 40))

  /// Calls `check` with each feasible scenario of a part.
  private func forFeasible(
    _ first: UInt64,
    _ change: (inout ScenarioDraft) -> Void = { _ in },
    _ check: (UInt64, ScenarioDraft, Question, Answer) throws -> Void
  ) throws {
    var feasible = 0
    for seed in first..<first + 40 {
      var draft = try RandomScenario.draft(seed: seed).namingPledges
      change(&draft)
      let question = try Question(draft)
      let answer = try question.answer()
      guard answer.status == .optimal else { continue }
      feasible += 1
      try check(seed, draft, question, answer)
    }
    #expect(feasible >= 25)
  }

  @Test(arguments: parts)
  func anotherOrderOfRowsChangesNothingButTies(from first: UInt64) throws {
    try forFeasible(first) { seed, draft, _, answer in
      var random = SplitMix64(seed: seed &+ 1)
      let other = try Question(draft.shuffled(using: &random)).answer()
      #expect(other.aim == answer.aim, "seed \(seed)")
      #expect(other.unique == answer.unique, "seed \(seed)")
      // The first steps among ties do not look at the order.
      #expect(other.totals.cost == answer.totals.cost, "seed \(seed)")
      if answer.unique == true {
        #expect(other.portfolio == answer.portfolio, "seed \(seed)")
        #expect(Set(other.funders) == Set(answer.funders), "seed \(seed)")
        #expect(Set(other.rejected.map(\.id)) == Set(answer.rejected.map(\.id)), "seed \(seed)")
        #expect(Set(other.limits) == Set(answer.limits), "seed \(seed)")
      }
    }
  }

  /// Costs are multiples of 20 and shares of 5 %, so that no largest share is rounded.
  @Test(arguments: parts)
  func tenTimesTheMoneyChangesNothingInThePortfolio(from first: UInt64) throws {
    try forFeasible(first) { draft in
      for row in draft.pledges.rows.indices
      where draft.pledges.rows[row].maxShare == Quantity(333, decimals: 3) {
        draft.pledges.rows[row].maxShare = Quantity(35, decimals: 2)
      }
      // The points of raw money are the money.
      for term in draft.terms.indices where draft.terms[term].value.scale == .raw {
        draft.terms[term].value.measure = "beneficiaries"
      }
      draft = draft.multiplyingMoney(by: 20)
    } _: { seed, draft, _, answer in
      let other = try Question(draft.multiplyingMoney(by: 10)).answer()
      #expect(other.aim == answer.aim, "seed \(seed)")
      #expect(other.unique == answer.unique, "seed \(seed)")
      #expect(other.starts == answer.starts, "seed \(seed)")
      #expect(other.rejected.map(\.reason) == answer.rejected.map(\.reason), "seed \(seed)")
      #expect(
        other.totals.cost.minorUnits == 10 * answer.totals.cost.minorUnits,
        "seed \(seed)"
      )
      // Without tickets the totals are a lexicographically optimal base of a polymatroid: the
      // whole one is less than one unit a funder away from the fractional one, which scales.
      guard draft.pledges.rows.allSatisfy({ $0.minTicket == nil }) else { return }
      for (large, small) in zip(other.funders, answer.funders) {
        let distance = abs(large.paid.minorUnits - 10 * small.paid.minorUnits)
        #expect(distance <= Int64(11 * answer.funders.count), "seed \(seed)")
      }
    }
  }

  /// With raw terms and no shares of a sum over initiatives, what is not chosen has no influence.
  @Test(arguments: parts)
  func droppingAnUnchosenInitiativeChangesNothing(from first: UInt64) throws {
    var dropped = 0
    try forFeasible(first) { draft in
      for term in draft.terms.indices {
        let isBalance = draft.terms[term].value.measure == "balance"
        draft.terms[term].value = .init(
          measure: isBalance ? "balance" : "beneficiaries",
          scale: .raw
        )
      }
      if draft.mode.value == .sum { draft.terms = [draft.terms[0]] }
      // Ranks must be without gaps, and nothing asks for preferences any more.
      draft.stakeholders = nil
      draft.ballots = nil
      draft.limits.removeAll { limit in
        guard limit.value.measure != "cost" else { return false }
        if case .share = limit.value.min { return true }
        if case .share = limit.value.max { return true }
        return false
      }
    } _: { seed, draft, question, answer in
      let chosen = Set(answer.selected.map(\.id))
      let rows = draft.initiatives.rows
      guard rows.count > 1,
        let row = rows.indices.first(where: { !chosen.contains(rows[$0].id) && !draft.names($0) })
      else { return }
      // An earmark that names a commune which only this one has would become a mistake.
      guard let smaller = try? Question(draft.dropping(row)) else { return }
      dropped += 1
      let other = try smaller.answer()
      #expect(other.aim == answer.aim, "seed \(seed)")
      #expect(other.selected == answer.selected, "seed \(seed)")
      #expect(other.funders == answer.funders, "seed \(seed)")
      // It may have been the only other way, but it cannot make one.
      if answer.unique == true { #expect(other.unique == true, "seed \(seed)") }
    }
    #expect(dropped >= 10)
  }

  @Test(arguments: parts)
  func lockingTheChosenAndExcludingTheRestChangesNothing(from first: UInt64) throws {
    try forFeasible(first) { seed, _, question, answer in
      var random = SplitMix64(seed: seed)
      if let id = answer.selected.randomElement(using: &random)?.id {
        let locked = try question.answer(.init(lock: [id]))
        #expect(locked.aim == answer.aim, "seed \(seed): \(id)")
        #expect(locked.selected == answer.selected, "seed \(seed): \(id)")
      }
      if let id = answer.rejected.randomElement(using: &random)?.id {
        let excluded = try question.answer(.init(exclude: [id]))
        #expect(excluded.aim == answer.aim, "seed \(seed): \(id)")
        #expect(excluded.selected == answer.selected, "seed \(seed): \(id)")
        if answer.unique == true { #expect(excluded.unique == true, "seed \(seed): \(id)") }
      }
      let all = Answer.Settings(
        lock: answer.selected.map(\.id),
        exclude: answer.rejected.map(\.id)
      )
      #expect(try question.answer(all).starts == answer.starts, "seed \(seed)")
    }
  }

  @Test(arguments: parts)
  func theSameQuestionHasTheSameAnswerTwice(from first: UInt64) throws {
    try forFeasible(first) { seed, _, question, answer in
      var other = try question.answer()
      other.work.seconds = answer.work.seconds
      #expect(other == answer, "seed \(seed)")
    }
  }
}
