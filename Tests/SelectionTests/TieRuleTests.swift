import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// The steps by which equal portfolios are told apart, one test for each.
@Suite struct TieRuleTests {
  @Test func theSmallerCostComesFirst() throws {
    let answer = try Tiny.answer(Tiny.draft([("a", 6, 9), ("b", 5, 9)], fund: 6))
    #expect(answer.selected.map(\.id) == ["b"])
    #expect(answer.unique == false)
    #expect(answer.ties == .canonical)
  }

  @Test func whatBringsNothingAndCostsNothingIsInBecauseInComesBeforeOut() throws {
    let answer = try Tiny.answer(Tiny.draft([("a", 5, 9), ("b", 0, 0)], fund: 5))
    #expect(answer.selected.map(\.id) == ["a", "b"])
    #expect(answer.unique == false)
  }

  @Test func whatBringsNothingAndCostsSomethingIsOut() throws {
    let answer = try Tiny.answer(Tiny.draft([("a", 5, 9), ("b", 1, 0)], fund: 6))
    #expect(answer.selected.map(\.id) == ["a"])
    #expect(answer.unique == false)
  }

  @Test func theEarlierStartComesSecondAndCostFirst() throws {
    var draft = try Tiny.draft(
      [("a", 5, 9), ("b", 5, 9), ("c", 4, 9)],
      fund: 5,
      cycles: ["2022", "2023"]
    )
    draft.initiatives.rows[0].earliest = "2023"
    draft.initiatives.rows[2].status = .excluded
    #expect(try Tiny.chosen(draft) == ["b@2022"])
    draft.initiatives.rows[2].status = .open
    draft.initiatives.rows[2].earliest = "2023"
    #expect(try Tiny.chosen(draft) == ["c@2023"])
  }

  @Test func thenTheFirstRowOfTheTable() throws {
    let answer = try Tiny.answer(Tiny.draft([("z", 5, 9), ("a", 5, 9)], fund: 5))
    #expect(answer.selected.map(\.id) == ["z"])
  }

  @Test func amongRowsTheFirstThatDiffersDecidesNotTheirNumber() throws {
    // a alone, or b and c: equal points, equal cost.
    let draft = try Tiny.draft([("b", 2, 4), ("a", 5, 9), ("c", 3, 5)], fund: 5)
    #expect(try Tiny.chosen(draft) == ["b", "c"])
    let other = try Tiny.draft([("a", 5, 9), ("b", 2, 4), ("c", 3, 5)], fund: 5)
    #expect(try Tiny.chosen(other) == ["a"])
  }

  @Test func lastTheFirstRowThatStartsInAnotherCycleStartsEarlier() throws {
    var draft = try Tiny.draft([("a", 5, 9), ("b", 5, 9)], fund: 10, cycles: ["2022", "2023"])
    draft.limits = [Tiny.located(.init(measure: "count", max: .amount(1), cycle: "2022"))]
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["a", "b"])
    #expect(answer.selected.map(\.cycle) == ["2022", "2023"])
    #expect(answer.unique == false)
  }

  @Test func anotherStartOfTheSamePortfolioIsATieToo() throws {
    let answer = try Tiny.answer(Tiny.draft([("a", 5, 9)], fund: 5, cycles: ["2022", "2023"]))
    #expect(answer.selected.map(\.cycle) == ["2022"])
    #expect(answer.unique == false)
  }

  @Test func oneBestPortfolioIsUnique() throws {
    #expect(try Tiny.answer(Tiny.draft([("a", 5, 9), ("b", 5, 8)], fund: 5)).unique == true)
  }

  @Test func anyTiesAreNotExamined() throws {
    let scenario = try Scenario(Tiny.draft([("a", 5, 9), ("b", 5, 9)], fund: 5))
    var options = SelectionOptions()
    options.ties = .any
    let answer = try Selector(scenario, digest: "d", options: options).best()
    #expect(answer.ties == .any)
    #expect(answer.unique == nil)
    #expect(answer.aim?.values == [9])
  }

  /// With as many cycles as there may be, of amounts and points as large as they may be.
  @Test func theLargestNumbersInVeryManyCycles() throws {
    let draft = try Tiny.draft(
      [
        ("a", 5_000_000_000_000_000, 3_999_999_999_999_999),
        ("b", 4_000_000_000_000_000, 5_000_000_000_000_000),
      ],
      fund: 9_000_000_000_000_000,
      cycles: (1...Scenario.mostCycles).map(String.init)
    )
    #expect(try Tiny.chosen(draft) == ["a@1", "b@1"])
  }

  /// Two that cost too much together are proven to do so at once, not for each pair of their cycles.
  @Test func theLargestNumbersDoNotHideThatTwoCostTooMuch() throws {
    let draft = try Tiny.draft(
      [("a", 5_000_000_000_000_000, 3), ("b", 3_999_999_999_999_999, 5)],
      fund: 8_000_000_000_000_000,
      cycles: (1...30).map(String.init)
    )
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map { "\($0.id)@\($0.cycle)" } == ["b@1"])
    #expect(answer.work.nodes < 20)
  }
}
