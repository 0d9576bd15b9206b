import Portfolio
import Preferences

/// What portfolios are worth under any weights: linear in the weights, in whole numbers.
///
/// The terms' scaled values are held in millionths (coarser where the numbers are large). So, unlike the
/// scenario's points, which are rounded for each weighting, the worth is one linear function of the
/// weights for each portfolio.
struct WeightedPoints: Sendable {
  private let scenario: Scenario
  /// For each term (outer) and initiative the scaled value in units of 1 ÷ ``unit``.
  private let values: [[Int64]]
  let unit: Int64

  /// Reads a scenario's terms, to be weighed by weights that add up to at most `largest`.
  ///
  /// - `planned`: What the initiatives are worth as planned, if that is known.
  /// - `drawn`: What their measures come to instead.
  ///
  /// - Throws: `Problems` if the numbers are too large to be added up exactly.
  init(
    _ scenario: Scenario,
    weightsUpTo largest: Int64,
    planned: Valuation? = nil,
    drawn: DrawnScores? = nil
  ) throws {
    self.scenario = scenario
    let valuation = try planned ?? Valuation(scenario)
    let pairs = scenario.interactions.reduce(Int128(0)) { $0 + Int128($1.value.magnitude) }
    for unit in [1_000_000, 10_000, 100, 1] as [Int64] {
      let values = try valuation.scaledValues(unit: unit, drawn: drawn)
      let sum = scenario.initiatives.indices.reduce(Int128(0)) { sum, position in
        sum + Int128(values.map { $0[position].magnitude }.max() ?? 0)
      }
      let factor = Int128(largest / WeightSet.whole)
      let all = (sum * Int128(WeightSet.whole) + pairs * Int128(unit)) * factor
      if unit == 1 || all <= Int128(ExactColumn.largestSum) {
        self.values = values
        self.unit = unit
        return
      }
    }
    preconditionFailure("the loop returns")
  }

  /// The scenario with the points of some weights, whose sum is a multiple of `WeightSet.whole`.
  func scenario(_ weights: [Int64]) throws -> Scenario {
    guard let column = MeasureColumn(column(weights).map { Quantity($0) }) else { return scenario }
    return scenario.valuing(by: column, pairsTimes: pairFactor(weights))
  }

  /// What each initiative is worth.
  func column(_ weights: [Int64]) -> [Int64] {
    scenario.initiatives.indices.map { position in
      zip(weights, values).reduce(0) { $0 + $1.0 * $1.1[position] }
    }
  }

  private func pairFactor(_ weights: [Int64]) -> Int64 {
    weights.reduce(0, +) / WeightSet.whole * unit
  }

  /// What a portfolio is worth for each term alone, and what its pairs are (last).
  func sums(_ portfolio: [Int]) -> [Int64] {
    let chosen = Set(portfolio)
    let pairs = scenario.interactions.reduce(Int64(0)) {
      chosen.contains($1.first) && chosen.contains($1.second) ? $0 + $1.value : $0
    }
    return values.map { column in portfolio.reduce(0) { $0 + column[$1] } } + [pairs]
  }

  /// What a portfolio of these sums is worth under weights.
  func value(_ sums: [Int64], _ weights: [Int64]) -> Int64 {
    zip(sums, weights + [pairFactor(weights)]).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// A worth, or a difference of two, under weights as points with at most 6 decimals.
  func points(_ value: Int64, _ weights: [Int64]) -> Quantity {
    Quantity(rounding: value, over: pairFactor(weights))
  }
}
