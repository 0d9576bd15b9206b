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
    var sums: [[Int64]] = []
    for set in 0..<(1 << count) {
      let members = (0..<count).filter { set >> $0 & 1 == 1 }
      func sum(_ column: [Int64]) -> Int64 { members.reduce(0) { $0 + column[$1] } }
      let isKept = members.allSatisfy { member in
        required[member].map { members.contains($0) } ?? true
      }
      guard isKept, sum(costs) <= fund, sum(hours) <= room else { continue }
      sums.append(columns.map(sum) + [-sum(costs)])
    }
    return (try Scenario(draft), sums)
  }

  private func pareto(_ points: Set<[Int64]>) -> Set<[Int64]> {
    points.filter { point in
      !points.contains { other in
        other != point && zip(other, point).allSatisfy { $0 >= $1 }
      }
    }
  }

  private func criterion(_ name: String, _ scenario: Scenario) throws -> Criterion {
    let isLess = name == "cost"
    let measure = try #require(scenario.measure(named: name))
    return Criterion(name: name, measure: measure, isLessBetter: isLess)
  }

  @Test(arguments: [["m1", "m2"], ["m2", "cost"], ["m1", "m2", "m3"], ["m3", "cost", "m1"]])
  func equalsFullEnumeration(_ names: [String]) throws {
    let order = ["m1", "m2", "m3", "cost"]
    for seed in UInt64(0)..<8 {
      let count = names.count == 2 ? 10 : 8
      let (scenario, sums) = try instance(seed, count: count)
      let picks = try names.map { try #require(order.firstIndex(of: $0)) }
      let expected = pareto(Set(sums.map { sum in picks.map { sum[$0] } }))
      let criteria = try names.map { try criterion($0, scenario) }
      let frontier = try Planner(scenario, digest: "d").frontier(criteria)
      let found = frontier.points.map { point in
        zip(point.values, criteria).map { $1.isLessBetter ? -$0.significand : $0.significand }
      }
      #expect(frontier.isComplete)
      #expect(found.count == Set(found).count)
      #expect(Set(found) == expected, "seed \(seed), \(names)")
      guard names.count == 2 else { continue }
      // A supported point is the best for weights between those of its neighbours on the hull.
      for (point, values) in zip(frontier.points, found) {
        let isBest = (0...60).contains { angle in
          weights(angle, found).map { weight in
            found.allSatisfy { weight($0) <= weight(values) }
          } ?? false
        }
        if isBest { #expect(point.isSupported == true, "seed \(seed): \(values)") }
      }
      #expect(frontier.points.filter(\.isKnee).count == (found.count >= 3 ? 1 : 0))
    }
  }

  /// A weighing from a grid of directions.
  private func weights(_ angle: Int, _ points: [[Int64]]) -> (([Int64]) -> Int64)? {
    guard angle > 0, angle < 60 else { return nil }
    return { Int64(angle) * $0[0] + Int64(60 - angle) * $0[1] }
  }

  @Test func atMostKeepsTheEnds() throws {
    let (scenario, _) = try instance(3, count: 10)
    let criteria = try ["m1", "m2"].map { try criterion($0, scenario) }
    let frontier = try Planner(scenario, digest: "d").frontier(criteria)
    let few = frontier.spread(atMost: 3)
    #expect(few.points.count == min(3, frontier.points.count))
    #expect(few.points.first?.values == frontier.points.first?.values)
    #expect(few.points.last?.values == frontier.points.last?.values)
  }
}
