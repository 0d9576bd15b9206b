import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// Limits, each with an answer that would be another without it.
@Suite struct LimitRuleTests {
  /// Without a limit the fund pays a and b.
  private func draft(
    _ limit: ScenarioDraft.LimitDraft?,
    cycles: [String] = []
  ) throws -> ScenarioDraft {
    var draft = try Tiny.draft(
      [("a", 5, 9), ("b", 5, 8), ("c", 5, 7), ("d", 2, 1)],
      fund: 10,
      cycles: cycles
    )
    draft.categories["commune"] = ["north", "north", "south", ""]
    draft.measures["hours"] = MeasureColumn([
      Quantity(25, decimals: 1), Quantity(26, decimals: 1), 1, 4,
    ])
    for (row, goals) in [[6], [6, 9], [9], []].enumerated() {
      draft.initiatives.rows[row].sdgs = goals
    }
    draft.limits = limit.map { [Tiny.located($0)] } ?? []
    return draft
  }

  @Test func withoutLimits() throws {
    #expect(try Tiny.chosen(draft(nil)) == ["a", "b"])
  }

  @Test func largestCount() throws {
    #expect(try Tiny.chosen(draft(.init(measure: "count", max: .amount(1)))) == ["a"])
  }

  @Test func leastCount() throws {
    // Three cost at least 12.
    #expect(try Tiny.chosen(draft(.init(measure: "count", min: .amount(3)))) == nil)
    var rich = try draft(.init(measure: "count", min: .amount(3)))
    rich.pledges.rows[0].amount = Money(minorUnits: 12)
    #expect(try Tiny.chosen(rich) == ["a", "b", "d"])
    rich.limits = [Tiny.located(.init(measure: "count", min: .amount(4)))]
    #expect(try Tiny.chosen(rich) == nil)
  }

  @Test func limitWhereCountsOnlyWhatMatches() throws {
    let north = Earmark(column: "commune", values: ["north"])
    let limit = ScenarioDraft.LimitDraft(measure: "count", max: .amount(1), filters: [north])
    #expect(try Tiny.chosen(draft(limit)) == ["a", "c"])
  }

  @Test func limitPerCommuneHoldsForEachAndPassesOverBlanks() throws {
    let most = ScenarioDraft.LimitDraft(measure: "count", max: .amount(1), per: "commune")
    #expect(try Tiny.chosen(draft(most)) == ["a", "c"])
    let least = ScenarioDraft.LimitDraft(measure: "count", min: .amount(1), per: "commune")
    let answer = try Tiny.answer(draft(least))
    #expect(answer.selected.map(\.id) == ["a", "c"])
    #expect(
      answer.limits.map(\.label)
        == ["count ≥ 1 per commune: north", "count ≥ 1 per commune: south"]
    )
  }

  @Test func limitPerGoalCountsAnInitiativeForEachOfItsGoals() throws {
    let most = ScenarioDraft.LimitDraft(measure: "count", max: .amount(1), per: "sdgs")
    #expect(try Tiny.chosen(draft(most)) == ["a", "c"])
  }

  @Test func limitInACycleCountsOnlyWhatStartsThen() throws {
    var limited = try draft(
      .init(measure: "count", max: .amount(1), cycle: "2022"),
      cycles: ["2022", "2023"]
    )
    #expect(try Tiny.chosen(limited) == ["a@2022", "b@2023"])
    limited.initiatives.rows[1].latest = "2022"
    // Ties on points and cycles end with the first of the table that can start earlier.
    #expect(try Tiny.chosen(limited) == ["a@2023", "b@2022"])
  }

  @Test func largestShareOfCostIsOfThePledgedMoney() throws {
    // 40 % of 10 is 4: no room for anything but d.
    let forty = ScenarioDraft.LimitDraft(measure: "cost", max: .share(Quantity(4, decimals: 1)))
    #expect(try Tiny.chosen(draft(forty)) == ["d"])
    let fifty = ScenarioDraft.LimitDraft(measure: "cost", max: .share(Quantity(5, decimals: 1)))
    #expect(try Tiny.chosen(draft(fifty)) == ["a"])
  }

  @Test func shareOfCostFollowsTheBudgetAndSoMoreMoneyCanBeTooMuch() throws {
    let most = ScenarioDraft.LimitDraft(measure: "cost", max: .share(Quantity(5, decimals: 1)))
    #expect(try Tiny.chosen(draft(most), .init(budget: 2)) == ["a", "b"])
    // A least share grows with the money: the condition under which more is never worse.
    let least = ScenarioDraft.LimitDraft(measure: "cost", min: .share(1))
    #expect(try Tiny.chosen(draft(least)) == ["a", "b"])
    #expect(try Tiny.chosen(draft(least), .init(budget: 2)) == nil)
  }

  @Test func shareOfAnotherMeasureIsOfTheViableSum() throws {
    // Of 10.1 hours half is 5.05, and a and b have 5.1 together.
    let half = ScenarioDraft.LimitDraft(measure: "hours", max: .share(Quantity(5, decimals: 1)))
    #expect(try Tiny.chosen(draft(half)) == ["a", "c"])
    // Without d, which no gate lets in, half of 6.1 is 3.05: neither of them beside c… but one.
    var gated = try draft(half)
    gated.gates = [Tiny.located(Gate(column: "hours", condition: .atMost(3)))]
    #expect(try Tiny.chosen(gated) == ["a"])
  }

  @Test func leastAndLargestOfFractions() throws {
    let most = ScenarioDraft.LimitDraft(measure: "hours", max: .amount(Quantity(5)))
    #expect(try Tiny.chosen(draft(most)) == ["a", "c"])
    let exactly = ScenarioDraft.LimitDraft(
      measure: "hours",
      max: .amount(Quantity(51, decimals: 1))
    )
    #expect(try Tiny.chosen(draft(exactly)) == ["a", "b"])
    let least = ScenarioDraft.LimitDraft(measure: "hours", min: .amount(Quantity(66, decimals: 1)))
    #expect(try Tiny.chosen(draft(least)) == ["b", "d"])
  }

  @Test func largestOfANegativeMeasureCanDemandOthers() throws {
    var limited = try draft(.init(measure: "balance", max: .amount(0)))
    limited.measures["balance"] = MeasureColumn([1, 1, -1, -1])
    #expect(try Tiny.chosen(limited) == ["a", "c"])
  }
}
