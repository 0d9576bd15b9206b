import OrderedCollections
import Portfolio
import Preferences
import Selection

/// The best portfolio of each of many weightings, exactly, with few solves.
///
/// A portfolio that is the best for some weightings is the best for every positive combination of them: what a
/// portfolio is worth is linear in the weights, so if another were worth more at a combination it
/// would be worth more at one of its parts (the sets of weights are convex: Przybylski, Gandibleux and
/// Ehrgott, "A recursive algorithm for finding all nondominated extreme points in the outcome set of a
/// multiobjective integer programme", INFORMS Journal on Computing 22, 2010). Ties are inherited too: one that
/// is as good at a combination is as good at all of its parts, where the canonical choice fell on
/// the same portfolio. So the answers are those of solving each weighting, whatever was solved.
struct WeightedSearch {
  private let planner: Planner
  private let points: WeightedPoints
  /// The portfolios that were best so far, with the weightings that were solved.
  private var cones: OrderedDictionary<[Int], Cone> = [:]

  /// How many weightings are solved between looks at what follows from them.
  private static let batch = 16

  init(_ planner: Planner, _ points: WeightedPoints) {
    self.planner = planner
    self.points = points
  }

  /// The best portfolio of each weighting; `nil` where it was interrupted.
  mutating func best(
    _ weightings: [[Int64]],
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> [[Int]?] {
    var known: [[Int64]: [Int]] = [:]
    var open = Array(OrderedSet(weightings))
    while !open.isEmpty {
      let candidates = cones.elements.map { ($0.key, $0.value) }
      let views = try parallelMap(open) { weights in View(of: weights, candidates) }
      var rest: [(weights: [Int64], margin: Int64)] = []
      for (weights, view) in zip(open, views) {
        if let portfolio = view?.inherited {
          known[weights] = portfolio
        } else {
          rest.append((weights, view?.margin ?? .max))
        }
      }
      done?(weightings.count - rest.count, weightings.count)
      // Those near where another portfolio takes over have most of the others behind them.
      rest.sort { $0.margin < $1.margin }
      let batch = rest.prefix(WeightedSearch.batch).map(\.weights)
      guard try solve(batch, &known) else { break }
      open = rest.dropFirst(batch.count).map(\.weights)
    }
    return weightings.map { known[$0] }
  }

  /// Solves weightings; whether none was interrupted.
  private mutating func solve(
    _ weightings: [[Int64]],
    _ known: inout [[Int64]: [Int]]
  ) throws -> Bool {
    let (planner, points) = (planner, points)
    let found = try parallelMap(weightings) { weights in
      try planner.portfolio(
        of: points.scenario(weights),
        question: "weights \(weights), points in 1/\(points.unit)"
      ) ?? []
    }
    for (weights, portfolio) in zip(weightings, found) {
      guard let portfolio else { return false }
      known[weights] = portfolio
      cones[portfolio, default: Cone(points.sums(portfolio), points)].add(weights)
    }
    return true
  }

  /// What is known of a weighting.
  private struct View {
    /// The best portfolio, if it follows from what was solved.
    var inherited: [Int]?
    /// By how much the best known portfolio is ahead of the next one.
    var margin = Int64.max

    init(of weights: [Int64], _ candidates: [([Int], Cone)]) {
      let worths = candidates.map { $0.1.worth(weights) }
      guard let leader = worths.indices.max(by: { worths[$0] < worths[$1] }) else { return }
      for index in worths.indices where index != leader {
        margin = min(margin, worths[leader] - worths[index])
      }
      // With another one as good, which is canonical is left to a solve.
      if margin > 0, candidates[leader].1.holds(weights) { inherited = candidates[leader].0 }
    }
  }
}

/// The weightings for which one portfolio was found to be the best, and all between them.
private struct Cone: Sendable {
  private let sums: [Int64]
  private let points: WeightedPoints
  private var members: [[Int64]] = []
  /// The same, each divided by its sum.
  private var directions: [[Double]] = []

  init(_ sums: [Int64], _ points: WeightedPoints) {
    self.sums = sums
    self.points = points
  }

  mutating func add(_ weights: [Int64]) {
    members.append(weights)
    directions.append(Cone.direction(weights))
  }

  private static func direction(_ weights: [Int64]) -> [Double] {
    let sum = Double(weights.reduce(0, +))
    return weights.map { Double($0) / sum }
  }

  /// What the portfolio is worth.
  func worth(_ weights: [Int64]) -> Int64 { points.value(sums, weights) }

  /// Whether weights are proven to be a combination of members.
  ///
  /// Floating point only proposes which members; that their factors are not negative is computed
  /// exactly.
  func holds(_ weights: [Int64]) -> Bool {
    guard let basis = basis(of: Cone.direction(weights)) else { return false }
    let rows = weights.indices.map { term in
      WeightSet.Row(coefficients: basis.map { members[$0][term] }, bound: weights[term])
    }
    return WeightSet.solution(rows)?.allSatisfy { $0 >= 0 } ?? false
  }

  /// As many members as there are terms of which the target seems to be a combination: the first phase
  /// of the simplex method.
  private func basis(of target: [Double]) -> [Int]? {
    let count = directions.count
    guard count >= target.count else { return nil }
    var rows = target.indices.map { term in directions.map { $0[term] } + [target[term]] }
    var basis = [Int?](repeating: nil, count: target.count)
    for _ in 0..<100 where basis.contains(nil) {
      var gains = [Double](repeating: 0, count: count)
      for row in rows.indices where basis[row] == nil {
        for column in gains.indices { gains[column] += rows[row][column] }
      }
      guard let entering = gains.indices.max(by: { gains[$0] < gains[$1] }),
        gains[entering] > 1e-9
      else { return nil }
      let able = rows.indices.filter { rows[$0][entering] > 1e-9 }
      let ratios = able.map { rows[$0][count] / rows[$0][entering] }
      guard let least = ratios.indices.min(by: { ratios[$0] < ratios[$1] }) else { return nil }
      pivot(&rows, able[least], entering)
      basis[able[least]] = entering
    }
    let found = basis.compactMap(\.self)
    return found.count == target.count ? found : nil
  }

  private func pivot(_ rows: inout [[Double]], _ row: Int, _ column: Int) {
    let scale = rows[row][column]
    for index in rows[row].indices { rows[row][index] /= scale }
    for other in rows.indices where other != row && rows[other][column] != 0 {
      let factor = rows[other][column]
      for index in rows[other].indices { rows[other][index] -= factor * rows[row][index] }
    }
  }
}
