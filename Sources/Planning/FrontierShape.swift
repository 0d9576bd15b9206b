import Preferences

/// What can be said of a frontier's points alone: whole numbers of which more is better, from the
/// largest to the smallest of the first.
enum FrontierShape {
  /// The points that are best for some weights above 0.
  ///
  /// The weights for which a point is at least as good as some others are a cone, known by its rays;
  /// each further point cuts it by a plane (as polygons are clipped: Sutherland and Hodgman,
  /// "Reentrant polygon clipping", Communications of the ACM 17, 1974), exactly.
  static func supported(_ points: [[Int64]]) -> Set<Int> {
    let exact = points.map { $0.map { ExactInteger($0) } }
    return Set(points.indices.filter { isSupported($0, among: exact) })
  }

  private static func isSupported(_ index: Int, among points: [[ExactInteger]]) -> Bool {
    let point = points[index]
    var rays = point.indices.map { axis in
      point.indices.map { ExactInteger(Int64($0 == axis ? 1 : 0)) }
    }
    // Neighbours first: they cut most.
    let others = points.indices.sorted { abs($0 - index) < abs($1 - index) }
    return others.allSatisfy { other in
      rays = clipped(rays, by: zip(point, points[other]).map(-))
      // The sum of the rays lies in the cone, and no weights in it are 0 where the sum's are not.
      return point.indices.allSatisfy { axis in rays.contains { $0[axis].sign > 0 } }
    }
  }

  /// The rays, in their order around the cone, of its part on the inner side of a plane.
  private static func clipped(
    _ rays: [[ExactInteger]],
    by normal: [ExactInteger]
  ) -> [[ExactInteger]] {
    let sides = rays.map { ray in zip(ray, normal).reduce(0) { $0 + $1.0 * $1.1 } }
    guard sides.contains(where: { $0.sign < 0 }) else { return rays }
    var clipped: [[ExactInteger]] = []
    for (index, ray) in rays.enumerated() {
      let next = (index + 1) % rays.count
      if sides[index].sign >= 0 { clipped.append(ray) }
      guard sides[index].sign * sides[next].sign < 0 else { continue }
      let crossing = zip(ray, rays[next]).map {
        sides[next].magnitude * $0 + sides[index].magnitude * $1
      }
      let divisor = crossing.reduce(0) { ExactInteger.greatestCommonDivisor($0, $1) }
      clipped.append(crossing.map { $0.dividedDown(by: divisor).quotient })
    }
    return clipped
  }

  /// The point furthest beyond the plane through the ends, once each criterion goes from 0 to 1 over
  /// the points: the largest sum; the first of equal ones, `nil` with fewer than three points.
  ///
  /// Source: Das, "On characterizing the knee of the Pareto curve based on normal-boundary
  /// intersection", Structural Optimization 18, 1999.
  static func knee(_ points: [[Int64]]) -> Int? {
    guard points.count >= 3 else { return nil }
    let scaled = normalized(points)
    let sums = scaled.map { $0.reduce(Fraction(0), +) }
    var best = 0
    for index in sums.indices where sums[best] < sums[index] { best = index }
    return best
  }

  /// At most `count` of the points, evenly spread: the best ones of each criterion, the knee, then
  /// again and again the one that is furthest from those taken.
  ///
  /// Source: Gonzalez, "Clustering to minimize the maximum intercluster distance", Theoretical
  /// Computer Science 38, 1985.
  static func spread(_ points: [[Int64]], atMost count: Int) -> [Int] {
    guard points.count > count, let first = points.first else { return Array(points.indices) }
    let scaled = normalized(points)
    var taken: [Int] = []
    func take(_ index: Int?) {
      if let index, !taken.contains(index), taken.count < count { taken.append(index) }
    }
    for criterion in first.indices {
      take(points.indices.max { points[$0][criterion] < points[$1][criterion] })
    }
    take(knee(points))
    func distance(_ first: Int, _ second: Int) -> Fraction {
      zip(scaled[first], scaled[second]).reduce(0) { largest, pair in
        let gap = pair.0 < pair.1 ? pair.1 - pair.0 : pair.0 - pair.1
        return largest < gap ? gap : largest
      }
    }
    var gaps = points.indices.map { point in
      taken.map { distance(point, $0) }.min() ?? 0
    }
    while taken.count < count {
      var furthest = 0
      for index in gaps.indices where gaps[furthest] < gaps[index] { furthest = index }
      taken.append(furthest)
      for index in gaps.indices { gaps[index] = min(gaps[index], distance(index, furthest)) }
    }
    return taken.sorted()
  }

  /// Each criterion from 0 to 1 over the points.
  private static func normalized(_ points: [[Int64]]) -> [[Fraction]] {
    guard let first = points.first else { return [] }
    let low = first.indices.map { criterion in points.map { $0[criterion] }.min() ?? 0 }
    let high = first.indices.map { criterion in points.map { $0[criterion] }.max() ?? 0 }
    return points.map { point in
      point.indices.map { criterion in
        let width = high[criterion] - low[criterion]
        guard width > 0 else { return 0 }
        return Fraction(ExactInteger(point[criterion] - low[criterion]), ExactInteger(width))
      }
    }
  }
}
