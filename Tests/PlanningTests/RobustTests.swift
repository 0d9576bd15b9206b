import Portfolio
import Selection
import TestSupport
import Testing

@testable import Planning

/// Robustness against trying all portfolios.
struct RobustTests {
  /// The roots of (p − x/n)² = z²·p·(1 − p)/n by hand, rounded outwards.
  @Test(
    arguments: [
      (0, 10, 0, 2776), (1, 10, 178, 4042), (5, 10, 2365, 7635), (50, 100, 4038, 5962),
      (10, 10, 7224, 10_000),
    ]
  )
  func wilsonsInterval(_ count: Int, _ weightings: Int, _ low: Int64, _ high: Int64) {
    let member = Robustness.Member(
      id: "A",
      count: count,
      weightings: weightings,
      portfolios: 1,
      isChosen: true
    )
    #expect(member.interval.low == Quantity(low, decimals: 4))
    #expect(member.interval.high == Quantity(high, decimals: 4))
  }

  private let terms: [ScenarioDraft.TermDraft] = [
    .init(measure: "m1", weight: 3), .init(measure: "m2", weight: 2),
    .init(measure: "m3", weight: 1),
  ]
  private let any = 0...WeightSet.whole

  /// What a set of initiatives is worth: for each term Σ of its scaled values in millionths, rounded as
  /// people round, and the points of its pairs.
  private func sums(_ members: [Int], _ table: SmallTable) -> [Int64] {
    let scaled = table.columns.map { column -> Int64 in
      let largest = Double(column.max() ?? 1)
      return members.reduce(0) { $0 + Int64((Double(column[$1]) / largest * 1e6).rounded()) }
    }
    let pairs = table.scenario.interactions.filter {
      members.contains($0.first) && members.contains($0.second)
    }
    return scaled + [pairs.reduce(0) { $0 + $1.value }]
  }

  private func worth(_ members: [Int], _ weights: [Int64], _ table: SmallTable) -> Int64 {
    let factor = weights.reduce(0, +) / WeightSet.whole * 1_000_000
    return zip(sums(members, table), weights + [factor]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private func best(_ weights: [Int64], _ table: SmallTable) -> [Int] {
    let worths = table.feasible.map { worth($0, weights, table) }
    let most = worths.max() ?? 0
    let tied = zip(table.feasible, worths).filter { $0.1 == most }.map(\.0)
    return tied.min { table.comesBefore($0, $1) } ?? []
  }

  private func sets() throws -> [WeightSet] {
    [
      try #require(WeightSet(ranges: [any, any, any])),
      try #require(WeightSet(ranges: [any, any, any], order: [1, 0, 2])),
      try #require(WeightSet(ranges: [3000...6000, 2000...4000, 0...3000])),
    ]
  }

  @Test(arguments: UInt64(0)..<5)
  func eachWeightingIsSolvedAsIfAlone(_ seed: UInt64) throws {
    let table = try SmallTable(seed: seed, count: 10, terms: terms, interactions: seed % 2 == 0)
    let planner = Planner(table.scenario, digest: "d")
    let chosen = try planner.solve()
    for set in try sets() {
      let drawn = try #require(Planner.weightings(of: set, count: 150, seed: seed))
      let rival = table.feasible[table.feasible.count / 2]
      let found = try planner.robustness(
        of: chosen,
        over: set,
        weightings: drawn,
        against: table.ids(rival)
      )
      #expect(found.isComplete && !found.isExact && found.weightings == 150)
      var counts: [[Int]: Int] = [:]
      for weights in drawn { counts[best(weights, table), default: 0] += 1 }
      let reported = found.portfolios.map { ($0.portfolio, $0.weightings) }
      #expect(Dictionary(uniqueKeysWithValues: reported) == counts, "seed \(seed)")
      for (position, member) in found.members.enumerated() {
        let expected = counts.filter { $0.key.contains(position) }
        #expect(member.count == expected.values.reduce(0, +))
        #expect(member.portfolios == expected.count)
        let interval = member.interval
        let share = Double(member.count) / 150
        #expect(double(interval.low) <= share && share <= double(interval.high))
        #expect(member.count == 150 || interval.high > interval.low)
      }
      let mine = chosen.selected.compactMap { table.scenario.positions[$0.id] }
      check(try #require(found.regret), mine, nil, set, drawn, table)
      check(try #require(found.rivalry), mine, rival, set, drawn, table)
    }
  }

  /// No weights of a grid or drawn have more regret than the largest, and a corner has that.
  private func check(
    _ regret: Robustness.Regret,
    _ mine: [Int],
    _ rival: [Int]?,
    _ set: WeightSet,
    _ drawn: [[Int64]],
    _ table: SmallTable
  ) {
    func gap(_ weights: [Int64]) -> Double {
      let other = rival ?? best(weights, table)
      let factor = Double(weights.reduce(0, +) / WeightSet.whole * 1_000_000)
      return Double(worth(other, weights, table) - worth(mine, weights, table)) / factor
    }
    let largest = double(regret.largest)
    #expect(drawn.allSatisfy { gap($0) <= largest + 1e-6 })
    #expect(abs((set.corners.map(gap).max() ?? 0) - largest) < 1e-6)
    #expect(regret.drawn.asGood == drawn.count { gap($0) <= 0 })
    let mean = drawn.map(gap).reduce(0, +) / Double(drawn.count)
    #expect(abs((regret.drawn.mean.map(double) ?? -1) - mean) < 1e-5)
    if let rival { #expect(regret.better == rival) }
  }

  private func double(_ quantity: Quantity) -> Double {
    Double(quantity.significand) / Double(Quantity.powerOfTen(quantity.decimals))
  }

  /// Non-dominated by the definition: no other is as good at every corner and better at one.
  @Test(arguments: UInt64(0)..<6)
  func allNonDominated(_ seed: UInt64) throws {
    let table = try SmallTable(seed: seed, count: seed < 2 ? 12 : 9, terms: terms)
    let planner = Planner(table.scenario, digest: "d")
    let chosen = try planner.solve()
    for set in try sets() {
      let worths = table.feasible.map { members in
        set.corners.map { worth(members, $0, table) }
      }
      let expected = zip(table.feasible, worths).filter { _, mine in
        !worths.contains { other in other != mine && zip(other, mine).allSatisfy { $0 >= $1 } }
      }.map(\.0)
      let found = try planner.exactRobustness(of: chosen, over: set)
      #expect(found.isComplete && found.isExact)
      #expect(found.portfolios.count == expected.count)
      #expect(Set(found.portfolios.map(\.portfolio)) == Set(expected), "seed \(seed)")
      for (position, member) in found.members.enumerated() {
        #expect(member.count == expected.count { $0.contains(position) })
      }
      let mine = chosen.selected.compactMap { table.scenario.positions[$0.id] }
      let largest = set.corners.map { corner in
        Double(worth(best(corner, table), corner, table) - worth(mine, corner, table))
          / Double(corner.reduce(0, +) / WeightSet.whole * 1_000_000)
      }.max()
      #expect(abs(double(try #require(found.regret).largest) - (largest ?? 0)) < 1e-6)
    }
  }
}
