import Planning
import Portfolio
import Testing

/// The corners and the draws of sets of weights.
struct WeightSetTests {
  /// Corners as shares of 60, which all of these examples are.
  private func corners(_ set: WeightSet?) throws -> Set<[Int64]> {
    let set = try #require(set)
    let sums = set.corners.map { $0.reduce(0, +) }
    #expect(sums.allSatisfy { $0.isMultiple(of: WeightSet.whole) })
    return Set(zip(set.corners, sums).map { corner, sum in corner.map { 60 * $0 / sum } })
  }

  /// By hand: the corners of the ordered simplex are (1), (1/2, 1/2), (1/3, 1/3, 1/3).
  @Test func ordered() throws {
    let any = 0...WeightSet.whole
    let set = WeightSet(ranges: [any, any, any], order: [2, 0, 1])
    #expect(try corners(set) == [[0, 0, 60], [30, 0, 30], [20, 20, 20]])
    let two = WeightSet(ranges: [any, any, any], order: [0, 1])
    #expect(try corners(two) == [[60, 0, 0], [30, 30, 0], [0, 0, 60]])
    #expect(try corners(WeightSet(ranges: [any, any])) == [[60, 0], [0, 60]])
  }

  /// By hand: a hexagon around the middle of the triangle.
  @Test func intervals() throws {
    let range = Int64(2500)...Int64(4500)
    let set = WeightSet(ranges: [range, range, range])
    #expect(
      try corners(set) == [
        [15, 18, 27], [15, 27, 18], [18, 15, 27], [18, 27, 15], [27, 15, 18], [27, 18, 15],
      ]
    )
    let halved = WeightSet(ranges: [range, range, range], order: [0, 1])
    #expect(
      try corners(halved) == [
        [18, 15, 27], [27, 15, 18], [27, 18, 15], [16, 16, 27], [22, 22, 15],
      ]
    )
  }

  @Test func noWeightsAtAll() {
    #expect(WeightSet(ranges: [0...4000, 0...5000]) == nil)
    #expect(WeightSet(ranges: [6000...7000, 5000...5000]) == nil)
    #expect(WeightSet(ranges: [1000...2000, 8000...9000], order: [0, 1]) == nil)
    #expect(WeightSet(ranges: [5000...5000, 5000...5000])?.corners.count == 1)
  }

  /// A part of the set is hit as often as it is large, and all that is drawn is in the set.
  @Test(arguments: [[], [0, 1, 2]])
  func drawsAreUniform(_ order: [Int]) throws {
    let any = 0...WeightSet.whole
    let set = try #require(WeightSet(ranges: [any, any, any], order: order))
    let drawn = try #require(Planner.weightings(of: set, count: 4000, seed: 7))
    #expect(drawn.allSatisfy { set.contains($0) && $0.reduce(0, +) == WeightSet.whole })
    // The triangle's middle is the mean; w₁ ≥ 1/2 is a quarter of the triangle, and with the order
    // three quarters of its sixth.
    let sums = drawn.reduce([0, 0, 0]) { zip($0, $1).map(+) }
    let mean = sums.map { Double($0) / 4000 / Double(WeightSet.whole) }
    let expected = order.isEmpty ? [1 / 3.0, 1 / 3.0, 1 / 3.0] : [11 / 18.0, 5 / 18.0, 2 / 18.0]
    #expect(zip(mean, expected).allSatisfy { abs($0 - $1) < 0.015 })
    let half = drawn.count { 2 * $0[0] >= WeightSet.whole }
    #expect(abs(Double(half) / 4000 - (order.isEmpty ? 0.25 : 0.75)) < 0.03)
    #expect(Planner.weightings(of: set, count: 10, seed: 7) == Array(drawn.prefix(10)))
    #expect(Planner.weightings(of: set, count: 10, seed: 8) != Array(drawn.prefix(10)))
  }

  @Test func narrowSetsAreDrawnFrom() throws {
    let set = try #require(
      WeightSet(ranges: [3900...4100, 2400...2600, 1900...2100, 1400...1600], order: [0, 1, 2, 3])
    )
    let drawn = try #require(Planner.weightings(of: set, count: 200, seed: 1))
    #expect(drawn.allSatisfy(set.contains))
    #expect(Set(drawn).count > 150)
  }
}
