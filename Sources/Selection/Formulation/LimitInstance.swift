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
  /// Which initiatives count, by position.
  var counts: [Bool]
  /// Position of the only cycle in which they count.
  var cycle: Int?
  /// The least and the largest sum, rounded inwards, in multiples of 1 ÷ the denominator.
  var lower: Int64?
  var upper: Int64?
  /// The bounds as exact fractions of the measure's unit.
  var least: Fraction?
  var most: Fraction?

  /// Whether a start counts, at `column.numerators[initiative]`.
  func includes(_ initiative: Int, startingIn cycle: Int) -> Bool {
    counts[initiative] && (self.cycle ?? cycle) == cycle
  }

  /// The sum over a portfolio, in multiples of 1 ÷ the denominator.
  func activity(of starts: [Start]) -> Int64 {
    starts.reduce(0) {
      includes($1.initiative, startingIn: $1.cycle) ? $0 + column.numerators[$1.initiative] : $0
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
    for (index, limit) in scenario.limits.enumerated() {
      let column = try valuation.measure(limit.measure)
      let matching = scenario.initiatives.indices.map { scenario.matches(limit.filters, $0) }
      let least = limit.min.map { exact($0, limit.measure, scenario, column) }
      let most = limit.max.map { exact($0, limit.measure, scenario, column) }
      let denominator = Fraction(column.denominator)
      for (value, members) in parts(of: limit, scenario, matching) {
        instances.append(
          LimitInstance(
            limit: index,
            value: value,
            column: column,
            counts: members,
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

  private static func parts(
    of limit: Limit,
    _ scenario: Scenario,
    _ matching: [Bool]
  ) -> [(value: String?, members: [Bool])] {
    guard let per = limit.per else { return [(nil, matching)] }
    var order: [String] = []
    var members: [String: [Bool]] = [:]
    for position in scenario.initiatives.indices {
      let values =
        per == "sdgs"
        ? scenario.initiatives[position].sdgs.map(String.init)
        : scenario.cell(per, of: position).map { [$0] } ?? []
      for value in values {
        if members[value] == nil {
          order.append(value)
          members[value] = [Bool](repeating: false, count: matching.count)
        }
        members[value]?[position] = matching[position]
      }
    }
    return order.map { ($0, members[$0] ?? []) }
  }
}
