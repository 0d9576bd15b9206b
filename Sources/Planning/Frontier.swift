import MixedInteger
import OrderedCollections
public import Portfolio
import Preferences
public import Selection

/// A measure that a frontier trades against others.
public struct Criterion: Hashable, Sendable {
  /// The measure's name and the measure.
  public var name: String, measure: Measure
  /// Whether less of it is better.
  public var isLessBetter: Bool

  /// Makes a criterion.
  public init(name: String, measure: Measure, isLessBetter: Bool) {
    self.name = name
    self.measure = measure
    self.isLessBetter = isLessBetter
  }
}

/// A portfolio that is better than any other in some weighing, or at least not worse in all.
public struct FrontierPoint: Hashable, Sendable {
  /// The sums of the criteria's measures: money in minor units, at most 6 decimals.
  public var values: [Quantity]
  /// The portfolio; its aim is the criteria's, as whole numbers of which more is better.
  public var answer: Answer
  /// Whether some weights above 0 make it the best of all.
  public var isSupported: Bool
  /// Whether it is proposed: the one that is furthest beyond the plane through the ends.
  public var isKnee = false
}

/// All trade-offs between two or three measures.
public struct Frontier: Hashable, Sendable {
  /// The measures.
  public var criteria: [Criterion]
  /// The points, from the largest to the smallest of the first criterion.
  public var points: [FrontierPoint]
  /// Whether these are all that there are; not if it was stopped.
  public var isComplete: Bool
}

extension Planner {
  /// All Pareto-optimal values of two or three measures over the portfolios that keep the rules,
  /// with a portfolio for each.
  ///
  /// The ε-constraint method with lexicographic objectives and jumps (AUGMECON2: Mavrotas and
  /// Florios, "An improved version of the augmented ε-constraint method (AUGMECON2) for finding the
  /// exact Pareto set in multi-objective integer programming problems", Applied Mathematics and
  /// Computation 219, 2013). With z₁ … z_K in whole numbers, the lexicographic optimum of
  /// (z₁, z₂, z₃) under z₂ ≥ e₂, z₃ ≥ e₃ is Pareto-optimal, and every Pareto point is the optimum of
  /// its own floors. The next e₂ is one more than the z₂ found (bypass); a row ends when nothing is
  /// left (early exit); the next e₃ is one more than the least z₃ of the row. An optimum that
  /// satisfies larger floors too, and a pair of floors above one that is known to be empty, are not
  /// solved again.
  ///
  /// With two measures the range of the second is cut into a fixed number of parts that are searched
  /// side by side, so that the outcome does not depend on the threads. Ties are the portfolio's canonical
  /// ones.
  public func frontier(_ criteria: [Criterion]) throws -> Frontier {
    precondition(criteria.count == 2 || criteria.count == 3, "two or three measures")
    let search = try FrontierSearch(self, criteria)
    var found: [Answer] = []
    var isComplete = true
    do {
      let order = Array(criteria.indices)
      let ends = try parallelMap([order, order.reversed()]) { order in
        try search.best(floors: criteria.map { _ in nil }, order)
      }
      let (first, last) = (ends[0] ?? nil, ends[1] ?? nil)
      // The other end's aim is in another order; its point is met again at the largest floor.
      found = [first].compactMap(\.self)
      isComplete = !stop.isRaised
      if let first, let most = last.map({ search.values($0) })?.last {
        let parts = search.parts(from: search.least(first), through: most)
        let results = try parallelMap(parts) { try search.points(in: $0) }
        isComplete = results.allSatisfy { $0?.isComplete == true }
        found += results.flatMap { $0?.answers ?? [] }
      }
    } catch is Interrupted {
      isComplete = false
    }
    var unique: OrderedDictionary<[Int64], Answer> = [:]
    for answer in found {
      let key = search.values(answer)
      if unique[key] == nil { unique[key] = answer }
    }
    let keys = unique.keys.sorted { $1.lexicographicallyPrecedes($0) }
    let knee = FrontierShape.knee(keys)
    let supported = FrontierShape.supported(keys)
    return Frontier(
      criteria: criteria,
      points: keys.enumerated().compactMap { index, key in
        unique[key].map {
          FrontierPoint(
            values: search.quantities(key),
            answer: $0,
            isSupported: supported.contains(index),
            isKnee: index == knee
          )
        }
      },
      isComplete: isComplete
    )
  }
}

/// The solves of one frontier.
private struct FrontierSearch: Sendable {
  /// With three criteria every part would meet the points of those above it again.
  private var partCount: Int64 { criteria.count == 2 ? 8 : 1 }

  private let planner: Planner
  private let criteria: [Criterion]
  private let columns: OrderedDictionary<String, MeasureColumn>
  private let denominators: [Int64]
  /// What the criteria are, in words for a journal.
  private var words: [String] { criteria.map { ($0.isLessBetter ? "-" : "") + $0.name } }

  init(_ planner: Planner, _ criteria: [Criterion]) throws {
    self.planner = planner
    self.criteria = criteria
    let valuation = try Valuation(planner.scenario)
    var columns: OrderedDictionary<String, MeasureColumn> = [:]
    var denominators: [Int64] = []
    for (index, criterion) in criteria.enumerated() {
      let exact = try valuation.measure(criterion.measure)
      let sign: Int64 = criterion.isLessBetter ? -1 : 1
      // A space keeps the name apart from every column of a table.
      columns["criterion \(index + 1)"] = MeasureColumn(
        exact.numerators.map { Quantity(sign * $0) }
      )
      denominators.append(exact.denominator)
    }
    self.columns = columns
    self.denominators = denominators
  }

  /// The lexicographic optimum of the criteria in an order, each at least its floor.
  func best(floors: [Int64?], _ order: [Int]) throws -> Answer? {
    let elements = Array(columns)
    let scenario = planner.scenario.aiming(
      at: OrderedDictionary(
        uniqueKeysWithValues: order.map { (elements[$0].key, elements[$0].value) }
      ),
      floors: order.map { floors[$0] }
    )
    let bounds = order.map { "\(columns.keys[$0]) \(floors[$0].map(String.init) ?? "any")" }
    let answer = try planner.solve(scenario, question: (words + bounds).joined(separator: "; "))
    return answer.status == .optimal ? answer : nil
  }

  /// The criteria's sums of a portfolio, as whole numbers of which more is better.
  func values(_ answer: Answer) -> [Int64] {
    let positions = answer.selected.compactMap { planner.scenario.positions[$0.id] }
    return columns.values.map { column in
      positions.reduce(0) { $0 + (column.significands[$1] ?? 0) }
    }
  }

  func quantities(_ values: [Int64]) -> [Quantity] {
    zip(zip(values, denominators), criteria).map { pair, criterion in
      let sign: Int64 = criterion.isLessBetter ? -1 : 1
      return Quantity(rounding: sign * pair.0, over: pair.1)
    }
  }

  /// The least value that the last criterion can have in a Pareto point, or less.
  ///
  /// - `first`: The lexicographic optimum of the criteria in their order.
  func least(_ first: Answer) -> Int64 {
    if criteria.count == 2 { return values(first)[1] }
    return columns.values.last?.significands.reduce(0) { $0 + min(0, $1 ?? 0) } ?? 0
  }

  /// Ranges of floors of the last criterion, which together are the whole range.
  func parts(from least: Int64, through most: Int64) -> [Range<Int64>] {
    let width = max(1, (most - least) / partCount + 1)
    return stride(from: least, through: most, by: Int64.Stride(width)).map {
      $0..<min($0 + width, most + 1)
    }
  }

  /// The optima of all floors of the last criterion in a range.
  func points(in range: Range<Int64>) throws -> (answers: [Answer], isComplete: Bool) {
    var row = Row(search: self)
    do {
      var floor = range.lowerBound
      while floor < range.upperBound {
        let found = criteria.count == 2 ? try row.point(floor) : try row.points(third: floor)
        guard let reached = found else { break }
        floor = reached + 1
      }
      return (row.answers, true)
    } catch is Interrupted {
      return (row.answers, false)
    }
  }

  /// What a part knows.
  private struct Row {
    let search: FrontierSearch
    private(set) var answers: [Answer] = []
    /// Floors that were solved, with the optimum's values; `nil`: nothing is left.
    private var known: [(floors: [Int64], values: [Int64]?)] = []

    init(search: FrontierSearch) { self.search = search }

    /// With two criteria: the second one's value in the optimum of its floor.
    mutating func point(_ floor: Int64) throws -> Int64? { try values([floor])?[1] }

    /// With three criteria: all optima of a floor of the third; the least value of the third in
    /// them, `nil` if there are none.
    mutating func points(third: Int64) throws -> Int64? {
      var least: Int64?
      var second = Int64.min
      while let values = try values([second, third]) {
        least = min(least ?? .max, values[2])
        second = values[1] + 1
      }
      return least
    }

    private mutating func values(_ floors: [Int64]) throws -> [Int64]? {
      for old in known where zip(old.floors, floors).allSatisfy({ $0 <= $1 }) {
        guard let values = old.values else { return nil }
        if zip(values.dropFirst(), floors).allSatisfy({ $0 >= $1 }) { return values }
      }
      let wanted = floors.map { $0 == .min ? nil : $0 }
      let answer = try search.best(floors: [nil] + wanted, Array(search.criteria.indices))
      let values = answer.map { search.values($0) }
      known.append((floors, values))
      if let answer { answers.append(answer) }
      return values
    }
  }
}

extension Frontier {
  /// At most `count` of the points, evenly spread: the best ones of each measure, the knee, and
  /// those furthest from the ones taken.
  public func spread(atMost count: Int) -> Frontier {
    var frontier = self
    let keys = points.map { point in point.answer.aim?.values ?? [] }
    frontier.points = FrontierShape.spread(keys, atMost: count).map { points[$0] }
    return frontier
  }
}
