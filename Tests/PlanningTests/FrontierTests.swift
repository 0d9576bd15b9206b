import OrderedCollections
import Planning
import Portfolio
import Selection
import TestSupport
import Testing

/// The frontier against full enumeration of portfolios, on one pledge, one limit and requirements.
struct FrontierTests {
  /// A scenario and, for every set of its initiatives that keeps the rules, the sums of its measures.
  private func instance(_ seed: UInt64, count: Int) throws -> (Scenario, [[Int64]]) {
    var random = SplitMix64(seed: seed)
    let costs = (0..<count).map { _ in random.number(1...20) }
    let columns = (0..<3).map { _ in (0..<count).map { _ in random.number(0...12) } }
    let hours = (0..<count).map { _ in random.number(0...9) }
    let (fund, room) = (costs.reduce(0, +) / 2, hours.reduce(0, +) / 2)
    let required: [Int?] = (0..<count).map { index in
      index > 0 && random.happens(20) ? Int(random.number(0...Int64(index - 1))) : nil
    }
    var draft = ScenarioDraft(
      name: "frontier",
      currency: try #require(Currency(code: "CLP")),
      initiatives: .init(
        source: "initiatives",
        rows: (0..<count).map { index in
          .init(
            id: "i\(index)",
            name: "i\(index)",
            cost: Money(minorUnits: costs[index]),
            requires: required[index].map { ["i\($0)"] } ?? []
          )
        }
      ),
      pledges: .init(
        source: "pledges",
        rows: [.init(funder: "fund", amount: Money(minorUnits: fund))]
      )
    )
    for (index, column) in columns.enumerated() {
      draft.measures["m\(index + 1)"] = MeasureColumn(column.map { Quantity($0) })
    }
    draft.measures["hours"] = MeasureColumn(hours.map { Quantity($0) })
    let place = Place(source: "scenario")
    draft.terms = [.init(.init(measure: "m1", scale: .raw), at: place)]
    draft.limits = [.init(.init(measure: "hours", max: .amount(Quantity(room))), at: place)]
    // Each set's sums, cost and hours last, from those of the set without its first member.
    let parts = (0..<count).map { item in columns.map { $0[item] } + [costs[item], hours[item]] }
    var all = [[Int64](repeating: 0, count: 5)]
    var sums: [[Int64]] = []
    for set in 0..<(1 << count) {
      if set > 0 {
        all.append(zip(all[set & (set - 1)], parts[set.trailingZeroBitCount]).map(+))
      }
      guard all[set][3] <= fund, all[set][4] <= room else { continue }
      let isKept = required.indices.allSatisfy { member in
        set >> member & 1 == 0 || required[member].map { set >> $0 & 1 == 1 } ?? true
      }
      if isKept { sums.append(all[set][..<3] + [-all[set][3]]) }
    }
    return (try Scenario(draft), sums)
  }

  /// The points that no other one is as good as in all and better in some.
  private func pareto(_ points: Set<[Int64]>) -> Set<[Int64]> {
    var front: [[Int64]] = []
    // What dominates a point stands before it.
    for point in points.sorted(by: { $1.lexicographicallyPrecedes($0) })
    where !front.contains(where: { zip($0, point).allSatisfy { $0 >= $1 } }) {
      front.append(point)
    }
    return Set(front)
  }

  private func criterion(_ name: String, _ scenario: Scenario) throws -> Criterion {
    let isLess = name == "cost"
    let measure = try #require(scenario.measure(named: name))
    return Criterion(name: name, measure: measure, isLessBetter: isLess)
  }

  @Test(arguments: [["m1", "m2"], ["m2", "cost"], ["m1", "m2", "m3"], ["m3", "cost", "m1"]])
  func equalsFullEnumeration(_ names: [String]) throws {
    let order = ["m1", "m2", "m3", "cost"]
    for seed in UInt64(0)..<25 {
      // Up to 14 initiatives; few of the instances are that large, as portfolios are enumerated.
      let count = [8, 9, 8, 10, 9][Int(seed % 5)] + (seed < 4 ? 4 : 0)
      let (scenario, sums) = try instance(seed, count: count)
      let picks = try names.map { try #require(order.firstIndex(of: $0)) }
      let expected = pareto(Set(sums.map { sum in picks.map { sum[$0] } }))
      let criteria = try names.map { try criterion($0, scenario) }
      let frontier = try Planner(scenario, digest: "d").frontier(criteria)
      let found = frontier.points.map { point in
        zip(point.values, criteria).map { $1.isLessBetter ? -$0.significand : $0.significand }
      }
      #expect(frontier.isComplete)
      // The planner's answers are verified; without the floors they are portfolios of the scenario too.
      for point in frontier.points where seed < 3 {
        let ids = point.answer.selected.map(\.id)
        let rest = scenario.initiatives.map(\.id).filter { !ids.contains($0) }
        let planner = Planner(scenario, digest: "d", settings: .init(lock: ids, exclude: rest))
        let alone = try planner.solve()
        #expect(alone.totals == point.answer.totals, "seed \(seed), \(names)")
      }
      #expect(found.count == Set(found).count)
      #expect(Set(found) == expected, "seed \(seed), \(names)")
      if found.count <= 24 {
        #expect(frontier.points.map(\.isSupported) == found.map { isSupported($0, found) })
      }
      #expect(frontier.points.filter(\.isKnee).count == (found.count >= 3 ? 1 : 0))
    }
  }

  /// Whether weights above 0 make a point the best: all rays of the cone of such weights are found among
  /// the lines in which two of its planes meet.
  private func isSupported(_ point: [Int64], _ points: [[Int64]]) -> Bool {
    let axes = point.indices.map { axis in point.indices.map { Int64($0 == axis ? 1 : 0) } }
    let planes = axes + points.filter { $0 != point }.map { zip(point, $0).map(-) }
    let lines: [[Int64]] =
      point.count == 2
      ? planes.map { [$0[1], -$0[0]] }
      : planes.indices.flatMap { first in
        planes[..<first].map { other in
          (0..<3).map { axis in
            let (next, last) = ((axis + 1) % 3, (axis + 2) % 3)
            return planes[first][next] * other[last] - planes[first][last] * other[next]
          }
        }
      }
    let rays = (lines + lines.map { line in line.map { -$0 } }).filter { ray in
      planes.allSatisfy { plane in zip(plane, ray).reduce(0) { $0 + $1.0 * $1.1 } >= 0 }
    }
    return point.indices.allSatisfy { axis in rays.contains { $0[axis] > 0 } }
  }

  @Test func atMostKeepsTheEndsAndTheKnee() throws {
    let (scenario, _) = try instance(1, count: 13)
    let criteria = try ["m2", "cost"].map { try criterion($0, scenario) }
    let frontier = try Planner(scenario, digest: "d").frontier(criteria)
    #expect(frontier.points.count > 4)
    let few = frontier.spread(atMost: 4)
    #expect(few.points.count == 4)
    #expect(few.points.first?.values == frontier.points.first?.values)
    #expect(few.points.last?.values == frontier.points.last?.values)
    #expect(few.points.filter(\.isKnee).count == 1)
    // Every portfolio's aim is the measures in the order that was asked for, more being better.
    for point in frontier.points {
      let values = zip(point.values, criteria).map {
        $1.isLessBetter ? -$0.significand : $0.significand
      }
      #expect(point.answer.aim?.values == values)
    }
  }
}
