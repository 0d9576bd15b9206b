import Planning
import Portfolio
import Preferences
import Selection
import Testing

/// Alternatives against trying all portfolios.
struct AlternativesTests {
  private let terms: [ScenarioDraft.TermDraft] = [
    .init(measure: "m1", weight: 3), .init(measure: "m2", weight: 2),
  ]

  @Test(arguments: [1, 2, 4] as [Int64], UInt64(0)..<6)
  func eachIsTheBestThatDiffers(_ differ: Int64, _ seed: UInt64) throws {
    let table = try SmallTable(seed: seed, count: 9, terms: terms, interactions: true)
    let points = try Valuation(table.scenario).points[0]
    func value(_ set: [Int]) -> Int64 {
      let pairs = table.scenario.interactions.filter {
        set.contains($0.first) && set.contains($0.second)
      }
      return set.reduce(0) { $0 + points[$1] } + pairs.reduce(0) { $0 + $1.value }
    }
    var expected: [[Int]] = []
    for _ in 0..<7 {
      let open = table.feasible.filter { set in
        expected.allSatisfy { Set($0).symmetricDifference(set).count >= Int(differ) }
      }
      let best = open.min { left, right in
        value(left) == value(right)
          ? table.comesBefore(left, right) : value(left) > value(right)
      }
      guard let best else { break }
      expected.append(best)
    }
    let planner = Planner(table.scenario, digest: "d")
    let base = try planner.solve()
    #expect(base.selected.map(\.id) == table.ids(expected[0]))
    let found = try planner.alternatives(to: base, count: 6, differ: differ)
    #expect(found.isComplete)
    #expect(found.found.map { $0.answer.selected.map(\.id) } == expected.dropFirst().map(table.ids))
    for (alternative, set) in zip(found.found, expected.dropFirst()) {
      #expect(alternative.loss == [value(expected[0]) - value(set)])
      let changes = [0, 1].map { term in
        Quantity(
          set.reduce(0) { $0 + table.columns[term][$1] }
            - expected[0].reduce(0) { $0 + table.columns[term][$1] }
        )
      }
      #expect(alternative.changes == changes)
      #expect(
        alternative.answer.limits
          == base.limits.map { limit in
            var limit = limit
            limit.activity = alternative.answer.limits[0].activity
            return limit
          }
      )
      #expect(alternative.exchange.entering == table.ids(set.filter { !expected[0].contains($0) }))
      #expect(alternative.exchange.leaving == table.ids(expected[0].filter { !set.contains($0) }))
    }
  }

  /// There are fewer than asked for.
  @Test func allThereAre() throws {
    let table = try SmallTable(seed: 2, count: 5, terms: terms)
    let planner = Planner(table.scenario, digest: "d")
    let base = try planner.solve()
    let found = try planner.alternatives(to: base, count: 100, differ: 1)
    #expect(found.isComplete)
    #expect(found.found.count == table.feasible.count - 1)
    #expect(Set(found.found.map { $0.answer.selected.map(\.id) }).count == found.found.count)
  }
}
