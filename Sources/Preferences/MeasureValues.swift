import Portfolio

/// Reads measures from a scenario as exact values, and scales them for a term.
struct MeasureValues {
  private let scenario: Scenario
  private let profile: PreferenceProfile

  init(_ scenario: Scenario, _ profile: PreferenceProfile) {
    self.scenario = scenario
    self.profile = profile
  }

  /// The exact values of a measure for every initiative; money in minor units, blanks 0.
  func values(of measure: Measure) -> ExactValues {
    let initiatives = scenario.initiatives
    switch measure {
    case .count:
      return ExactValues(numerators: [ExactInteger](repeating: 1, count: initiatives.count))
    case .cost:
      return ExactValues(numerators: initiatives.map { ExactInteger($0.cost.minorUnits) })
    case .investment:
      return ExactValues(
        numerators: initiatives.map { ExactInteger($0.investment?.minorUnits ?? 0) }
      )
    case .expectedInvestment:
      let decimals = initiatives.reduce(0) { max($0, $1.awardProbability.decimals) }
      return ExactValues(
        denominator: ExactInteger(powerOfTen: decimals),
        numerators: initiatives.map {
          ExactInteger($0.investment?.minorUnits ?? 0)
            * $0.awardProbability.integer(decimals: decimals)
        }
      )
    case .preference: return profile.values()
    case .preferenceOf(let stakeholder): return profile.values(by: stakeholder)
    case .column(let name):
      let cells = scenario.numbers(name).map { $0 ?? 0 }
      let decimals = cells.reduce(0) { max($0, $1.decimals) }
      return ExactValues(
        denominator: ExactInteger(powerOfTen: decimals),
        numerators: cells.map { $0.integer(decimals: decimals) }
      )
    }
  }

  /// The values of a measure where they are drawn, for the term at `index`.
  func values(of measure: Measure, drawn: DrawnScores, at index: Int) -> ExactValues {
    let planned: ExactValues
    switch (measure, drawn.awards, drawn.costs) {
    case (.investment, let awards?, _), (.expectedInvestment, let awards?, _):
      planned = ExactValues(
        numerators: zip(scenario.initiatives, awards).map { initiative, isAwarded in
          ExactInteger(isAwarded ? initiative.investment?.minorUnits ?? 0 : 0)
        }
      )
    case (.cost, _, let costs?):
      planned = ExactValues(numerators: costs.map { ExactInteger($0.minorUnits) })
    default: planned = values(of: measure)
    }
    guard let factors = drawn.factors else { return planned }
    return ExactValues(
      denominator: planned.denominator * ExactInteger(DrawnScores.unit),
      numerators: zip(planned.numerators, factors[index]).map { $0 * ExactInteger($1) }
    )
  }

  /// The scaled values of a term, or of other values of its measure on the scale of the planned ones.
  func scaled(
    _ term: Objective.Term,
    _ isViable: [Bool],
    values drawn: ExactValues? = nil
  ) -> ExactValues {
    let planned = values(of: term.measure)
    let values = drawn ?? planned
    switch term.scale {
    case .raw: return values
    case .range(let low, let high):
      let unit = Fraction(minorUnits(of: term.measure))
      return values.placed(between: Fraction(low) * unit, and: Fraction(high) * unit)
    case .largest:
      var largest: ExactInteger = 0
      for (numerator, viable) in zip(planned.numerators, isViable) where viable {
        largest = max(largest, numerator)
      }
      guard largest > 0 else { return ExactValues(zeros: isViable.count) }
      guard let drawn else {
        return ExactValues(denominator: largest, numerators: values.numerators)
      }
      return ExactValues(
        denominator: largest * drawn.denominator,
        numerators: drawn.numerators.map { $0 * planned.denominator }
      )
    }
  }

  /// How many of the units that values are held in make the unit that a range is written in.
  private func minorUnits(of measure: Measure) -> ExactInteger {
    switch measure {
    case .cost, .investment, .expectedInvestment:
      ExactInteger(powerOfTen: scenario.currency.decimals)
    case .count, .preference, .preferenceOf, .column: 1
    }
  }
}
