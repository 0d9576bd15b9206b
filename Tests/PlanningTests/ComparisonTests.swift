import MixedInteger
import Planning
import Portfolio
import Selection
import TestSupport
import Testing

struct ComparisonTests {
  /// Under its own scenario the best portfolio has its own points, and no other portfolio that
  /// keeps the rules has more; parts add up to the whole.
  @Test func laws() throws {
    var checked = 0
    for seed in UInt64(0)..<40 {
      let scenario = try RandomScenario.scenario(seed: seed)
      let planner = Planner(scenario, digest: "d")
      let best = try planner.solve()
      guard let values = best.aim?.values, let first = best.selected.first?.id else { continue }
      let other = try planner.solve(exclude: [first])
      guard other.status == .optimal else { continue }
      checked += 1
      let comparison = try Planner.compare(
        [best, other].map { .init(name: "n", scenario: scenario, answer: $0) },
        judges: [.init(name: "own", digest: "d", scenario: scenario)],
        stop: StopFlag()
      )
      #expect(comparison.worths[0] == [.init(values: values, isFeasible: true)], "seed \(seed)")
      #expect(comparison.worths[1][0].values == other.aim?.values, "seed \(seed)")
      #expect(comparison.worths[1][0].isFeasible)
      #expect(comparison.different.contains { $0.id == first && $0.isIn == [true, false] })
      let ids = Set(best.selected.map(\.id)).intersection(other.selected.map(\.id))
      #expect(Set(comparison.common.map(\.id)) == ids)
      for (index, answer) in [best, other].enumerated() {
        let paid = comparison.funders.reduce(Int64(0)) { $0 + $1.amounts[index] }
        #expect(paid == answer.totals.cost.minorUnits, "seed \(seed)")
        let blank = answer.selected.filter { choice in
          scenario.positions[choice.id].map { scenario.cell("commune", of: $0) == nil } ?? true
        }
        let placed = comparison.communes.reduce(Int64(0)) { $0 + $1.amounts[index] }
        let nowhere = blank.reduce(Int64(0)) { $0 + $1.cost.minorUnits }
        #expect(placed + nowhere == answer.totals.cost.minorUnits, "seed \(seed)")
        for row in comparison.stakeholders { #expect(0...10_000 ~= row.amounts[index]) }
      }
    }
    #expect(checked > 10)
  }

  /// A scenario that bars what another's portfolio has says that it breaks its rules.
  @Test func anotherScenariosRules() throws {
    let draft = try RandomScenario.draft(seed: 4)
    let scenario = try Scenario(draft)
    let best = try Planner(scenario, digest: "d").solve()
    let first = try #require(best.selected.first?.id)
    var strict = draft
    let row = try #require(draft.initiatives.rows.firstIndex { $0.id == first })
    strict.initiatives.rows[row].status = .excluded
    let comparison = try Planner.compare(
      [.init(name: "n", scenario: scenario, answer: best)],
      judges: [.init(name: "strict", digest: "e", scenario: try Scenario(strict))],
      stop: StopFlag()
    )
    #expect(!comparison.worths[0][0].isFeasible)
    #expect(comparison.worths[0][0].values != nil)
  }
}
