import Preferences

/// What can be said of a frontier's points alone: whole numbers of which more is better, from the
/// largest to the smallest of the first.
enum FrontierShape {
  /// With two criteria: the points that are best for some weights above 0, ends included; the upper
  /// right hull, points on its edges too.
  ///
  /// Source: Andrew, "Another efficient algorithm for convex hulls in two dimensions", Information
  /// Processing Letters 9, 1979.
  static func supported(_ points: [[Int64]]) -> Set<Int> {
    var hull: [Int] = []
    for index in points.indices {
      while hull.count >= 2,
        isBelow(points[hull[hull.count - 1]], points[hull[hull.count - 2]], points[index])
      {
        hull.removeLast()
      }
      hull.append(index)
    }
    return Set(hull)
  }

  /// Whether `middle` lies strictly on the inner side of the line from `first` to `last`.
  private static func isBelow(_ middle: [Int64], _ first: [Int64], _ last: [Int64]) -> Bool {
    let (ax, ay) = (Int128(middle[0]) - Int128(first[0]), Int128(middle[1]) - Int128(first[1]))
    let (bx, by) = (Int128(last[0]) - Int128(first[0]), Int128(last[1]) - Int128(first[1]))
    return ax * by - ay * bx < 0
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
