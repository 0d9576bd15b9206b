import Portfolio
import Preferences

/// One limit over one value of its `per` category, in whole numbers: what the formulation, the
/// heuristics and the report all read.
struct LimitInstance {
  /// Position of the limit in the scenario.
  var limit: Int
  /// The value of the `per` category that it is for.
  var value: String?
  /// The measure, in whole multiples of 1 ÷ its denominator.
  var column: ExactColumn
  /// The positions of the initiatives that count, ascending.
  var members: [Int]
  /// Position of the only cycle in which they count.
  var cycle: Int?
  /// The least and the largest sum, rounded inwards, in multiples of 1 ÷ the denominator.
  var lower: Int64?
  var upper: Int64?
  /// The bounds as exact fractions of the measure's unit.
  var least: Fraction?
  var most: Fraction?

  /// The sum over a portfolio that says of each initiative in which cycle it starts, in multiples
  /// of 1 ÷ the denominator.
  func activity(_ cycleOf: [Int?]) -> Int64 {
    members.reduce(0) { sum, initiative in
      guard let start = cycleOf[initiative], (cycle ?? start) == start else { return sum }
      return sum + column.numerators[initiative]
    }
  }
}

extension Limit {
  /// Whether a bound is a share of all pledged money.
  var isShareOfMoney: Bool {
    measure == .cost
      && [min, max].contains { bound in
        if case .share = bound { true } else { false }
      }
  }
}

extension LimitInstance {
  /// The limits of a scenario, one for each value of `per` in the order of first appearance.
  static func all(
    of scenario: Scenario,
    valuation: Valuation
  ) throws(Problems) -> [LimitInstance] {
    var instances: [LimitInstance] = []
    var index = CategoryIndex(scenario)
    var columns: [Measure: ExactColumn] = [:]
    for (position, limit) in scenario.limits.enumerated() {
      let column =
        if let known = columns[limit.measure] { known } else {
          try valuation.measure(limit.measure)
        }
      columns[limit.measure] = column
      let least = limit.min.map { exact($0, limit.measure, scenario, column) }
      let most = limit.max.map { exact($0, limit.measure, scenario, column) }
      let denominator = Fraction(column.denominator)
      for (value, members) in index.parts(of: limit) {
        instances.append(
          LimitInstance(
            limit: position,
            value: value,
            column: column,
            members: members,
            cycle: limit.cycle,
            lower: least.flatMap { ($0 * denominator).roundedUp },
            upper: most.flatMap { ($0 * denominator).roundedDown },
            least: least,
            most: most
          )
        )
      }
    }
    return instances
  }

  /// A bound as a number of the measure's unit: a share is of all pledged money for `cost`, else
  /// of the sum over viable initiatives.
  private static func exact(
    _ bound: Limit.Bound,
    _ measure: Measure,
    _ scenario: Scenario,
    _ column: ExactColumn
  ) -> Fraction {
    switch bound {
    case .amount(let amount): return Fraction(amount)
    case .share(let share):
      if measure == .cost { return Fraction(share) * Fraction(scenario.pledged.minorUnits) }
      let total = scenario.initiatives.indices.reduce(Int64(0)) {
        scenario.isViable($1) ? $0 + column.numerators[$1] : $0
      }
      return Fraction(share) * Fraction(total) / Fraction(column.denominator)
    }
  }
}
