import Portfolio
import Selection
import Testing

@Suite struct LimitLabelTests {
  private func label(
    _ limit: ScenarioDraft.LimitDraft,
    for value: String? = nil
  ) throws -> String {
    var draft = try #require(ValleyExample.draft())
    draft.limits = [.init(limit, at: Place(source: "scenario"))]
    let scenario = try Scenario(draft)
    return try #require(scenario.limits.first).label(for: value, in: scenario)
  }

  @Test func writesBounds() throws {
    #expect(try label(.init(measure: "count", min: .amount(1))) == "count ≥ 1")
    #expect(try label(.init(measure: "count", max: .amount(3))) == "count ≤ 3")
    #expect(
      try label(.init(measure: "count", min: .amount(1), max: .amount(3))) == "1 ≤ count ≤ 3"
    )
    #expect(try label(.init(measure: "count", min: .amount(2), max: .amount(2))) == "count = 2")
    #expect(
      try label(.init(measure: "hours", max: .amount(Quantity(-25, decimals: 1)))) == "hours ≤ -2.5"
    )
  }

  @Test func writesSharesAndMoney() throws {
    #expect(try label(.init(measure: "cost", max: .share(1))) == "cost ≤ 100%")
    #expect(
      try label(.init(measure: "cost", max: .share(Quantity(4, decimals: 1)))) == "cost ≤ 40%"
    )
    #expect(
      try label(.init(measure: "cost", max: .share(Quantity(333, decimals: 3)))) == "cost ≤ 33.3%"
    )
    #expect(try label(.init(measure: "cost", max: .share(0))) == "cost ≤ 0%")
    #expect(try label(.init(measure: "cost", max: .amount(150_000))) == "cost ≤ 1500")
    #expect(try label(.init(measure: "cost", max: .amount(5))) == "cost ≤ 0.05")
    #expect(try label(.init(measure: "cost", max: .amount(1250))) == "cost ≤ 12.5")
  }

  @Test func writesWhereAndWhen() throws {
    #expect(
      try label(
        .init(
          measure: "count",
          min: .amount(1),
          filters: [
            Earmark(column: "sector", values: ["water", "roads"]),
            Earmark(column: "sdgs", values: ["6"]),
          ],
          per: "commune",
          cycle: "2023"
        ),
        for: "N"
      ) == "count ≥ 1 where sector: roads, water; sdgs: 6 per commune: N in 2023"
    )
  }
}
