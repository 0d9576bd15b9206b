import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// The rules on what is taken and when, each with an answer that would be another without it.
@Suite struct ChoiceRuleTests {
  private func three(cycles: [String] = []) throws -> ScenarioDraft {
    try Tiny.draft([("a", 5, 9), ("b", 5, 8), ("c", 5, 7)], fund: 10, cycles: cycles)
  }

  @Test func onlyMoneyDecidesWithoutRules() throws {
    #expect(try Tiny.chosen(three()) == ["a", "b"])
  }

  @Test func gateAtLeastKeepsOutWhatIsBelowOrBlank() throws {
    var draft = try three()
    draft.measures["viability"] = MeasureColumn([59, nil, 60])
    draft.gates = [Tiny.located(Gate(column: "viability", condition: .atLeast(60)))]
    #expect(try Tiny.chosen(draft) == ["c"])
  }

  @Test func gateAtMostIsOnMoneyToo() throws {
    var draft = try three()
    draft.initiatives.rows[1].cost = Money(minorUnits: 4)
    draft.initiatives.rows[2].cost = Money(minorUnits: 4)
    #expect(try Tiny.chosen(draft) == ["a", "b"])
    draft.gates = [Tiny.located(Gate(column: "cost", condition: .atMost(4)))]
    #expect(try Tiny.chosen(draft) == ["b", "c"])
  }

  @Test func gatesOneOfAndNoneOfReadCategories() throws {
    var draft = try three()
    draft.categories["commune"] = ["north", "south", ""]
    draft.gates = [Tiny.located(Gate(column: "commune", condition: .oneOf(["south", "east"])))]
    #expect(try Tiny.chosen(draft) == ["b"])
    // A blank cell passes no gate, not even one that only rules values out.
    draft.gates = [Tiny.located(Gate(column: "commune", condition: .noneOf(["south"])))]
    #expect(try Tiny.chosen(draft) == ["a"])
  }

  @Test func excludedIsNeverTaken() throws {
    var draft = try three()
    draft.initiatives.rows[0].status = .excluded
    #expect(try Tiny.chosen(draft) == ["b", "c"])
  }

  @Test func committedIsTakenThoughOthersBringMore() throws {
    var draft = try three()
    draft.initiatives.rows[2].status = .committed
    #expect(try Tiny.chosen(draft) == ["a", "c"])
  }

  @Test func committedThatFailsAGateIsInfeasible() throws {
    var draft = try three()
    draft.measures["viability"] = MeasureColumn([90, 90, 10])
    draft.gates = [Tiny.located(Gate(column: "viability", condition: .atLeast(60)))]
    #expect(try Tiny.chosen(draft) == ["a", "b"])
    draft.initiatives.rows[2].status = .committed
    #expect(try Tiny.chosen(draft) == nil)
  }

  @Test func requiredComesAlong() throws {
    var draft = try three()
    draft.initiatives.rows[0].requires = ["c"]
    #expect(try Tiny.chosen(draft) == ["a", "c"])
    draft.initiatives.rows[2].requires = ["b"]
    // Now a needs all three, which the fund cannot pay.
    #expect(try Tiny.chosen(draft) == ["b", "c"])
  }

  @Test func requiredMustStartInTheSameCycleOrBefore() throws {
    var draft = try Tiny.draft([("a", 5, 9), ("b", 5, 0)], fund: 10, cycles: ["2022", "2023"])
    draft.initiatives.rows[0].requires = ["b"]
    #expect(try Tiny.chosen(draft) == ["a@2022", "b@2022"])
    draft.initiatives.rows[1].earliest = "2023"
    #expect(try Tiny.chosen(draft) == ["a@2023", "b@2023"])
    draft.initiatives.rows[0].latest = "2022"
    #expect(try Tiny.chosen(draft) == [])
  }

  @Test func requirementsThatGoRoundInACircleAreAMistake() throws {
    var draft = try three()
    draft.initiatives.rows[0].requires = ["b"]
    draft.initiatives.rows[1].requires = ["a"]
    #expect(throws: Problems.self) { try Scenario(draft) }
  }

  @Test func groupLetsOneInAtMost() throws {
    var draft = try three()
    draft.initiatives.rows[0].group = "bridge"
    draft.initiatives.rows[1].group = "bridge"
    #expect(try Tiny.chosen(draft) == ["a", "c"])
  }

  @Test func groupHoldsAcrossCycles() throws {
    var draft = try three(cycles: ["2022", "2023"])
    draft.initiatives.rows[0].group = "bridge"
    draft.initiatives.rows[1].group = "bridge"
    draft.initiatives.rows[1].earliest = "2023"
    #expect(try Tiny.chosen(draft) == ["a@2022", "c@2022"])
  }

  @Test func earliestAndLatestBoundTheStart() throws {
    var draft = try Tiny.draft(
      [("a", 5, 9), ("b", 5, 8)],
      pledges: [Tiny.pledge("fund", 5), Tiny.pledge("later", 5)],
      cycles: ["2022", "2023"]
    )
    draft.initiatives.rows[0].earliest = "2023"
    #expect(try Tiny.chosen(draft) == ["a@2023", "b@2022"])
    // What may start only before the later money comes cannot use it.
    draft.pledges.rows[1].cycle = "2023"
    draft.initiatives.rows[0].earliest = nil
    draft.initiatives.rows[0].latest = "2022"
    draft.initiatives.rows[1].latest = "2022"
    #expect(try Tiny.chosen(draft) == ["a@2022"])
  }

  @Test func goodInteractionBringsBothIn() throws {
    var draft = try three()
    draft.interactions = .init(
      source: "interactions",
      rows: [.init(first: "b", second: "c", value: 3)]
    )
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["b", "c"])
    #expect(answer.aim?.values == [18])
  }

  @Test func badInteractionKeepsThemApart() throws {
    var draft = try three()
    draft.interactions = .init(
      source: "interactions",
      rows: [.init(first: "a", second: "b", value: -2)]
    )
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["a", "c"])
    #expect(answer.aim?.values == [16])
  }

  @Test func badInteractionCostsItsPointsWhereBothAreTaken() throws {
    var draft = try Tiny.draft([("a", 5, 9), ("b", 5, 8)], fund: 10)
    draft.interactions = .init(
      source: "interactions",
      rows: [.init(first: "a", second: "b", value: -2)]
    )
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["a", "b"])
    #expect(answer.aim?.values == [15])
  }

  @Test func lockIsKeptThoughOthersBringMore() throws {
    #expect(try Tiny.chosen(three(), .init(lock: ["c"])) == ["a", "c"])
  }

  @Test func excludeIsKeptThoughItWouldBringMost() throws {
    #expect(try Tiny.chosen(three(), .init(exclude: ["a"])) == ["b", "c"])
    #expect(try Tiny.chosen(three(), .init(lock: ["a"], exclude: ["a"])) == nil)
  }

  @Test func lexicographicLooksAtTheSecondTermOnlyAmongTheBestInTheFirst() throws {
    var draft = try three()
    draft.measures["people"] = MeasureColumn([0, 1, 9])
    draft.measures["need"] = MeasureColumn([5, 5, 1])
    draft.terms = ["need", "people"].map { Tiny.located(.init(measure: $0, scale: .raw)) }
    // As a sum, b and c bring 6 + 10.
    draft.mode.value = .lexicographic
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["a", "b"])
    #expect(answer.aim?.values == [10, 1])
    #expect(answer.aim?.bounds == [10, 1])
    draft.measures["need"] = MeasureColumn([1, 1, 1])
    #expect(try Tiny.chosen(draft) == ["b", "c"])
  }
}
