import OrderedCollections
import Portfolio
import Preferences
import Testing

/// A draft with one initiative for each cost, and one pledge.
func draft(costs: [Int64], currency: String = "CLP") throws -> ScenarioDraft {
  let rows = costs.enumerated().map {
    ScenarioDraft.InitiativeRow(
      id: "i\($0.offset)",
      name: "Initiative \($0.offset)",
      cost: Money(minorUnits: $0.element)
    )
  }
  return ScenarioDraft(
    name: "test",
    currency: try #require(Currency(code: currency)),
    initiatives: ScenarioDraft.Table(source: "initiatives", rows: rows),
    pledges: ScenarioDraft.Table(
      source: "pledges",
      rows: [ScenarioDraft.PledgeRow(funder: "f", amount: Money(minorUnits: 100))]
    )
  )
}

func term(
  _ measure: String,
  weight: Quantity = 1,
  scale: Objective.Scale = .largest
) -> ScenarioDraft.Located<ScenarioDraft.TermDraft> {
  ScenarioDraft.Located(
    ScenarioDraft.TermDraft(measure: measure, weight: weight, scale: scale),
    at: Place(source: "test")
  )
}

@Suite struct ValuationTests {
  @Test func dividesByTheLargestViable() throws {
    var draft = try draft(costs: [3, 2, 1, 8])
    draft.gates = [
      ScenarioDraft.Located(
        Gate(column: "cost", condition: .atMost(3)),
        at: Place(source: "test")
      )
    ]
    draft.terms = [term("cost")]
    let valuation = try Valuation(Scenario(draft))
    #expect(valuation.points == [[10_000, 6667, 3333, 0]])
    #expect(valuation.isViable == [true, true, true, false])
  }

  @Test func roundsHalvesToEven() throws {
    var draft = try draft(costs: [1, 3, 5, 20_000])
    draft.terms = [term("cost")]
    // 0.5, 1.5 and 2.5 points.
    #expect(try Valuation(Scenario(draft)).points == [[0, 2, 2, 10_000]])
  }

  @Test func placesOnARangeOfMajorUnitsAndClips() throws {
    var draft = try draft(costs: [0, 150, 250, 400], currency: "USD")
    draft.terms = [term("cost", scale: .range(1, 3))]
    #expect(try Valuation(Scenario(draft)).points == [[0, 2500, 7500, 10_000]])
    draft.terms = [term("cost", scale: .range(3, 1))]
    #expect(try Valuation(Scenario(draft)).points == [[10_000, 7500, 2500, 0]])
    draft.terms = [term("cost", scale: .range(Quantity(15, decimals: 1), 3))]
    #expect(try Valuation(Scenario(draft)).points == [[0, 0, 6667, 10_000]])
  }

  @Test func takesOneRawTermAsItIs() throws {
    var draft = try draft(costs: [7, 12_345], currency: "USD")
    draft.terms = [term("cost", weight: 5, scale: .raw)]
    #expect(try Valuation(Scenario(draft)).points == [[7, 12_345]])
    draft.terms = [term("cost", weight: 1, scale: .raw), term("count", weight: 3, scale: .raw)]
    #expect(try Valuation(Scenario(draft)).points == [[25_000, 30_870_000]])
  }

  @Test func weighsTermsAndTakesLexicographicOnesAlone() throws {
    var draft = try draft(costs: [1, 2])
    draft.measures = ["people": try #require(MeasureColumn([Quantity(25, decimals: 1), 1]))]
    draft.terms = [term("cost", weight: Quantity(5, decimals: 1)), term("people", weight: 1)]
    // (0.5·1/2 + 1·1) ÷ 1.5 and (0.5·1 + 1·1/2.5) ÷ 1.5
    #expect(try Valuation(Scenario(draft)).points == [[8333, 6000]])
    draft.mode.value = .lexicographic
    #expect(try Valuation(Scenario(draft)).points == [[5000, 10_000], [10_000, 4000]])
  }

  @Test func measuresShareTheLeastDenominator() throws {
    var draft = try draft(costs: [1, 2, 3])
    draft.initiatives.rows[0].investment = Money(minorUnits: 50)
    draft.initiatives.rows[0].awardProbability = Quantity(25, decimals: 2)
    draft.initiatives.rows[1].investment = Money(minorUnits: 3)
    draft.terms = [term("count")]
    draft.measures = ["hours": try #require(MeasureColumn([Quantity(25, decimals: 1), 4, nil]))]
    let valuation = try Valuation(Scenario(draft))
    #expect(
      try valuation.measure(.expectedInvestment)
        == ExactColumn(denominator: 2, numerators: [25, 6, 0])
    )
    #expect(
      try valuation.measure(.column("hours"))
        == ExactColumn(denominator: 2, numerators: [5, 8, 0])
    )
    #expect(try valuation.measure(.count) == ExactColumn(denominator: 1, numerators: [1, 1, 1]))
  }

  @Test func refusesWhatCannotBeAddedUpExactly() throws {
    var draft = try draft(costs: [1, 2])
    draft.measures = [
      "huge": try #require(MeasureColumn([9_000_000_000_000_000, 0])),
      "larger": try #require(MeasureColumn([9_000_000_000_000_000, -1])),
    ]
    draft.terms = [term("count")]
    let valuation = try Valuation(Scenario(draft))
    #expect(try valuation.measure(.column("huge")).numerators == [9_000_000_000_000_000, 0])
    #expect(throws: Problems.self) { try valuation.measure(.column("larger")) }
    draft.terms = [term("larger", scale: .raw)]
    #expect(throws: Problems.self) { try Valuation(Scenario(draft)) }
  }
}
