public import Portfolio
import Preferences

/// What is known of the weights of an objective's terms: their shares of the sum of all weights lie in
/// intervals, and some are ordered.
///
/// The set of weights is a polytope, and its corners are the extreme points (Salo and Hämäläinen,
/// "Preference assessment by imprecise ratio statements", Operations Research 40, 1992).
public struct WeightSet: Hashable, Sendable {
  /// What the weights of a vector add up to: each is a number of hundredths of a percent.
  public static let whole: Int64 = 10_000
  /// The most terms of which the corners are looked for.
  public static let mostTerms = 8

  /// For each term the least and the largest share, within 0…``whole``.
  public let ranges: [ClosedRange<Int64>]
  /// Positions of terms, from the most important one: none weighs more than the one before it.
  public let order: [Int]
  /// The corners, each as whole numbers that stand in the ratio of the weights; their sum is a multiple of
  /// ``whole``.
  public let corners: [[Int64]]

  /// Makes a set; `nil` if no weights are in it.
  ///
  /// - Precondition: There are at most ``mostTerms`` ranges, all within 0…``whole``.
  public init?(ranges: [ClosedRange<Int64>], order: [Int] = []) {
    precondition(ranges.count <= WeightSet.mostTerms, "too many terms")
    self.ranges = ranges
    self.order = order
    corners = WeightSet.corners(ranges, order)
    guard !corners.isEmpty else { return nil }
  }

  /// The largest sum of a corner's numbers.
  var largestSum: Int64 { corners.reduce(WeightSet.whole) { max($0, $1.reduce(0, +)) } }

  /// Whether weights that add up to ``whole`` are in the set.
  public func contains(_ weights: [Int64]) -> Bool {
    zip(ranges, weights).allSatisfy { $0 ~= $1 }
      && zip(order, order.dropFirst()).allSatisfy { weights[$0] >= weights[$1] }
  }

  // MARK: - Drawing

  /// Weights that are drawn uniformly from those in the set that add up to ``whole``; `nil` after a
  /// million attempts in vain, where the set is too thin.
  ///
  /// Two ways of drawing are tried in turn, what falls outside is thrown away: all weights but the
  /// loosest from their ranges, which settles that one; and a uniform vector of the whole simplex, the
  /// ordered terms sorted (Rubinstein, "Generating random vectors uniformly distributed inside and on
  /// the surface of different regions", European Journal of Operational Research 10, 1982).
  public func draw(_ stream: inout RandomStream) -> [Int64]? {
    for attempt in 0..<1_000_000 {
      let weights = attempt.isMultiple(of: 2) ? drawRanges(&stream) : drawSimplex(&stream)
      if contains(weights) { return weights }
    }
    return nil
  }

  private func drawRanges(_ stream: inout RandomStream) -> [Int64] {
    var weights = ranges.map { Int64.random(in: $0, using: &stream) }
    let widths = ranges.map { $0.upperBound - $0.lowerBound }
    let loosest = widths.indices.max { widths[$0] < widths[$1] } ?? 0
    weights[loosest] = 0
    weights[loosest] = WeightSet.whole - weights.reduce(0, +)
    return weights
  }

  private func drawSimplex(_ stream: inout RandomStream) -> [Int64] {
    let parts = Int64(ranges.count)
    var cuts: Set<Int64> = []
    while cuts.count < ranges.count - 1 {
      cuts.insert(Int64.random(in: 1...(WeightSet.whole + parts - 1), using: &stream))
    }
    let edges = [0] + cuts.sorted() + [WeightSet.whole + parts]
    var weights = zip(edges, edges.dropFirst()).map { $1 - $0 - 1 }
    let sorted = order.map { weights[$0] }.sorted(by: >)
    for (term, weight) in zip(order, sorted) { weights[term] = weight }
    return weights
  }

  // MARK: - Corners

  /// A row Σ coefficients · weights ≥ bound.
  struct Row {
    var coefficients: [Int64]
    var bound: Int64

    func slack(_ point: [Fraction]) -> Fraction {
      zip(coefficients, point).reduce(Fraction(-bound)) { $0 + Fraction($1.0) * $1.1 }
    }
  }

  private static func corners(_ ranges: [ClosedRange<Int64>], _ order: [Int]) -> [[Int64]] {
    let count = ranges.count
    func unit(_ term: Int, _ sign: Int64) -> [Int64] {
      (0..<count).map { $0 == term ? sign : 0 }
    }
    let least = ranges.reduce(Int64(0)) { $0 + $1.lowerBound }
    var rows: [Row] = []
    for (term, range) in ranges.enumerated() {
      // What follows from the other rows would only give corners twice.
      let isImplied = order.dropLast().contains(term) && range.lowerBound == 0
      if !isImplied { rows.append(Row(coefficients: unit(term, 1), bound: range.lowerBound)) }
      if range.upperBound < whole - (least - range.lowerBound) {
        rows.append(Row(coefficients: unit(term, -1), bound: -range.upperBound))
      }
    }
    for (above, below) in zip(order, order.dropFirst()) {
      rows.append(Row(coefficients: zip(unit(above, 1), unit(below, -1)).map(+), bound: 0))
    }
    let sum = Row(coefficients: [Int64](repeating: 1, count: count), bound: whole)
    var points: Set<[Fraction]> = []
    var tight = [sum]
    func visit(_ next: Int) {
      guard tight.count < count else {
        if let point = solution(tight), rows.allSatisfy({ $0.slack(point) >= 0 }) {
          points.insert(point)
        }
        return
      }
      for index in next..<max(next, rows.count) {
        tight.append(rows[index])
        visit(index + 1)
        tight.removeLast()
      }
    }
    visit(0)
    return points.map { point in
      let common = point.reduce(ExactInteger(Int64(1))) {
        ExactInteger.leastCommonMultiple($0, $1.denominator)
      }
      return point.map { ($0 * Fraction(common)).roundedDown ?? 0 }
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// The only point on all rows, by elimination; `nil` if there is not exactly one.
  static func solution(_ rows: [Row]) -> [Fraction]? {
    var matrix = rows.map { row in row.coefficients.map { Fraction($0) } + [Fraction(row.bound)] }
    let count = rows.count
    for column in 0..<count {
      guard let pivot = (column..<count).first(where: { matrix[$0][column] != 0 }) else {
        return nil
      }
      matrix.swapAt(column, pivot)
      let scale = matrix[column][column]
      matrix[column] = matrix[column].map { $0 / scale }
      for row in 0..<count where row != column && matrix[row][column] != 0 {
        let factor = matrix[row][column]
        matrix[row] = zip(matrix[row], matrix[column]).map { $0 - factor * $1 }
      }
    }
    return matrix.map { $0[count] }
  }
}
