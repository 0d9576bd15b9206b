import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// The rules on pledges, each with an answer that would be another without it.
@Suite struct MoneyRuleTests {
  /// Without further rules the money of both pledges pays a and b.
  private func two(cycles: [String] = []) throws -> ScenarioDraft {
    var draft = try Tiny.draft(
      [("a", 6, 9), ("b", 4, 5), ("c", 4, 4)],
      pledges: [Tiny.pledge("mine", 5), Tiny.pledge("town", 5)],
      cycles: cycles
    )
    draft.categories["commune"] = ["north", "south", "north"]
    draft.categories["sector"] = ["roads", "roads", "water"]
    draft.categories["fund_line"] = ["F1", "F1", "F2"]
    draft.initiatives.rows[0].sdgs = [6, 9]
    draft.initiatives.rows[1].sdgs = [11]
    draft.initiatives.rows[2].sdgs = [6]
    return draft
  }

  @Test func allMoneyMayPayAnythingWithoutEarmarks() throws {
    #expect(try Tiny.chosen(two()) == ["a", "b"])
  }

  @Test func oneMoreThanThePledgesIsNotAffordable() throws {
    var draft = try two()
    draft.pledges.rows[1].amount = Money(minorUnits: 4)
    #expect(try Tiny.chosen(draft) == ["a"])
  }

  @Test(arguments: [
    (Earmark(column: "commune", values: ["south"]), ["b", "c"]),
    (Earmark(column: "commune", values: ["north", "south"]), ["a", "b"]),
    (Earmark(column: "sector", values: ["water"]), ["b", "c"]),
    (Earmark(column: "sdgs", values: ["9", "11"]), ["a", "b"]),
    (Earmark(column: "sdgs", values: ["11"]), ["b", "c"]),
    (Earmark(column: "fund_line", values: ["F2"]), ["b", "c"]),
    (Earmark(column: "initiative", values: ["c"]), ["b", "c"]),
    (Earmark(column: "initiative", values: ["a", "b"]), ["a", "b"]),
  ])
  func earmarkOfEachColumnHoldsMoneyBack(_ earmark: Earmark, _ expected: [String]) throws {
    var draft = try two()
    draft.pledges.rows[1].earmarks = [earmark]
    #expect(try Tiny.chosen(draft) == expected)
  }

  @Test func earmarksOfSeveralColumnsMustAllMatch() throws {
    var draft = try two()
    draft.pledges.rows[1].earmarks = [
      Earmark(column: "commune", values: ["north"]), Earmark(column: "sector", values: ["roads"]),
    ]
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["a", "b"])
    #expect(Tiny.payments(for: "b", in: answer) == ["mine 4"])
    draft.pledges.rows[1].earmarks[1] = Earmark(column: "sector", values: ["water"])
    #expect(try Tiny.chosen(draft) == ["b", "c"])
  }

  @Test func moneyOfALaterCycleNeverPaysAnEarlierOne() throws {
    var draft = try two(cycles: ["2022", "2023"])
    #expect(try Tiny.chosen(draft) == ["a@2022", "b@2022"])
    draft.pledges.rows[1].cycle = "2023"
    #expect(try Tiny.chosen(draft) == ["a@2023", "b@2022"])
    for row in draft.initiatives.rows.indices { draft.initiatives.rows[row].latest = "2022" }
    #expect(try Tiny.chosen(draft) == ["b@2022"])
  }

  @Test func moneyThatIsLeftCarriesOver() throws {
    var draft = try two(cycles: ["2022", "2023"])
    for row in draft.initiatives.rows.indices { draft.initiatives.rows[row].earliest = "2023" }
    #expect(try Tiny.chosen(draft) == ["a@2023", "b@2023"])
  }

  @Test func maxShareIsRoundedUpToTheMinorUnit() throws {
    // Half of 7 is 3.5, of which mine may pay 4; town pays the other 3.
    var draft = try Tiny.draft(
      [("a", 7, 9)],
      pledges: [Tiny.pledge("mine", 7), Tiny.pledge("town", 3)]
    )
    draft.pledges.rows[0].maxShare = Quantity(5, decimals: 1)
    let answer = try Tiny.answer(draft)
    #expect(Tiny.payments(for: "a", in: answer) == ["mine 4", "town 3"])
    draft.pledges.rows[1].amount = Money(minorUnits: 2)
    #expect(try Tiny.chosen(draft) == [])
    draft.pledges.rows[0].maxShare = nil
    #expect(try Tiny.chosen(draft) == ["a"])
  }

  @Test func minTicketPaysThatMuchOrNothing() throws {
    var draft = try two()
    #expect(try Tiny.chosen(draft) == ["a", "b"])
    // For a and b together town must pay 1 of the one and 4 of the other, or 5 of a.
    draft.pledges.rows[1].minTicket = Money(minorUnits: 5)
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["a", "b"])
    #expect(Tiny.payments(for: "a", in: answer) == ["mine 1", "town 5"])
    // And mine pays 5 of one or nothing: 10 cannot be split into tickets of 5 for 6 and 4.
    draft.pledges.rows[0].minTicket = Money(minorUnits: 5)
    #expect(try Tiny.chosen(draft) == [])
    draft.pledges.rows[0].minTicket = Money(minorUnits: 3)
    draft.pledges.rows[1].minTicket = Money(minorUnits: 3)
    #expect(try Tiny.chosen(draft) == ["a"])
  }

  @Test func onlyIfWaitsForTheOthersChoice() throws {
    var draft = try two()
    draft.pledges.rows[1].onlyIf = ["c"]
    #expect(try Tiny.chosen(draft) == ["a", "c"])
    draft.pledges.rows[1].onlyIf = ["c", "b"]
    #expect(try Tiny.chosen(draft) == ["b", "c"])
    draft.pledges.rows[1].onlyIf = ["c", "a"]
    draft.initiatives.rows[0].cost = Money(minorUnits: 7)
    // The condition cannot be met with 10 pesos, so only mine's 5 are there.
    #expect(try Tiny.chosen(draft) == ["b"])
  }

  @Test func withdrawnPaysNothing() throws {
    var draft = try two()
    draft.pledges.rows[1].status = .withdrawn
    #expect(try Tiny.chosen(draft) == ["b"])
    draft.pledges.rows[1].status = .formalized
    #expect(try Tiny.chosen(draft) == ["a", "b"])
  }

  @Test func budgetMultipliesEveryPledgeRoundedDown() throws {
    let draft = try two()
    #expect(try Tiny.chosen(draft, .init(budget: 1)) == ["a", "b"])
    // 99 % of 5 is 4.95, of which 4 pesos are left: 8 in all.
    #expect(try Tiny.chosen(draft, .init(budget: Quantity(99, decimals: 2))) == ["a"])
    #expect(try Tiny.chosen(draft, .init(budget: Quantity(14, decimals: 1))) == ["a", "b", "c"])
    #expect(try Tiny.chosen(draft, .init(budget: 0)) == [])
  }

  @Test func balancedPaymentsScaleWithAllMoney() throws {
    for factor in [Int64(1), 10, 100] {
      let draft = try Tiny.draft(
        [("a", 9 * factor, 1)],
        pledges: [Tiny.pledge("mine", 10 * factor), Tiny.pledge("town", 20 * factor)]
      )
      let answer = try Tiny.answer(draft)
      #expect(
        Tiny.payments(for: "a", in: answer) == ["mine \(3 * factor)", "town \(6 * factor)"]
      )
    }
  }
}
