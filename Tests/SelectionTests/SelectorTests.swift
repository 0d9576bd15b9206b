import MixedInteger
import OrderedCollections
import Portfolio
import Testing

@testable import Selection

/// Small scenarios whose answers can be seen by eye.
@Suite struct SelectorTests {
  private func draft(
    _ rows: [(id: String, cost: Int64, points: Int64)],
    pledges: [Int64]
  ) throws -> ScenarioDraft {
    var draft = ScenarioDraft(
      name: "test",
      currency: try #require(Currency(code: "CLP")),
      initiatives: .init(
        source: "initiatives.csv",
        rows: rows.map { .init(id: $0.id, name: $0.id, cost: Money(minorUnits: $0.cost)) }
      ),
      pledges: .init(
        source: "pledges.csv",
        rows: pledges.enumerated().map {
          .init(funder: "f\($0.offset)", amount: Money(minorUnits: $0.element))
        }
      )
    )
    draft.measures["value"] = MeasureColumn(rows.map { Quantity($0.points) })
    draft.terms = [
      .init(.init(measure: "value", scale: .raw), at: Place(source: "scenario.yaml"))
    ]
    return draft
  }

  private func ids(_ answer: Answer) -> [String] { answer.selected.map(\.id) }

  @Test func aKnapsackTakesTheBestPairNotTheBestDensity() throws {
    let scenario = try Scenario(
      draft([("a", 6, 13), ("b", 5, 10), ("c", 5, 10)], pledges: [10])
    )
    let answer = try Selector(scenario, digest: "").best()
    #expect(ids(answer) == ["b", "c"])
    #expect(answer.status == .optimal)
    #expect(answer.aim?.values == [20])
    #expect(answer.aim?.bounds == [20])
    #expect(answer.unique == true)
  }

  @Test func equalPortfoliosAreSettledByCostThenByTableOrder() throws {
    let scenario = try Scenario(
      draft([("a", 6, 10), ("b", 5, 10), ("c", 5, 10)], pledges: [6])
    )
    let answer = try Selector(scenario, digest: "").best()
    #expect(ids(answer) == ["b"])
    #expect(answer.unique == false)
    #expect(answer.ties == .canonical)
  }

  @Test func aMinimumThatMoneyCannotMeetIsAConflict() throws {
    var draft = try draft([("a", 6, 10), ("b", 5, 10)], pledges: [6])
    draft.limits = [
      .init(.init(measure: "count", min: .amount(2)), at: Place(source: "scenario.yaml"))
    ]
    let answer = try Selector(Scenario(draft), digest: "").best()
    #expect(answer.status == .infeasible)
    #expect(answer.conflict.count == 2)
    #expect(answer.conflict.last?.english == "count ≥ 2")
  }
}
