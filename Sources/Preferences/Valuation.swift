public import Portfolio

/// What every initiative is worth: the exact values of its measures, and its integer points.
///
/// With K terms of weight w_k and the scaled value s_k(i) of initiative i in term k, the points are
///
///     lexicographic  p_k(i) = round(10000 · s_k(i))
///     all others     p(i)   = round(10000 · Σ w_k s_k(i) ÷ Σ w_k)
///
/// and halves are rounded to the even integer. A raw term that stands alone gives the number
/// itself. Points belong to viable initiatives only; the others have 0.
///
/// s_k(i) is the measure divided by the largest among viable initiatives (0 if that is not above
/// 0), its place between the two ends of a range, or the number itself. Raw money is in minor units; the
/// ends of a range on money are in the currency's major unit, as people write them.
///
/// Complexity: O(n·K + the number of ballot values) integer operations for n initiatives.
public struct Valuation: Sendable {
  /// Whether each initiative passes every gate.
  public let isViable: [Bool]
  /// For each aim (one a term for the mode lexicographic, one for the others) the points of each
  /// initiative.
  ///
  /// Their magnitudes and those of the interactions add up to at most
  /// ``ExactColumn/largestSum``.
  public let points: [[Int64]]
  /// The stakeholders' preferences.
  public let profile: PreferenceProfile

  let scenario: Scenario

  /// Values every initiative of a scenario.
  ///
  /// - Throws: `Problems` if the points are too large to be added up exactly.
  public init(_ scenario: Scenario) throws(Problems) {
    self.scenario = scenario
    profile = PreferenceProfile(scenario)
    isViable = scenario.initiatives.indices.map { scenario.isViable($0) }
    let terms = scenario.objective.terms
    let aims = scenario.objective.mode == .lexicographic ? terms.map { [$0] } : [terms]
    let source = MeasureValues(scenario, profile)
    var points: [[Int64]] = []
    for aim in aims {
      guard let found = Valuation.points(of: aim, source, isViable, scenario) else {
        throw Valuation.tooLarge(scenario, aim.map(\.name).joined(separator: ", "))
      }
      points.append(found)
    }
    self.points = points
  }

  /// Whether another scenario's initiatives are worth the same: all but its money and limits is equal.
  public func holds(for other: Scenario) -> Bool {
    scenario.initiatives == other.initiatives && scenario.objective == other.objective
      && scenario.interactions == other.interactions && scenario.gates == other.gates
      && scenario.stakeholders == other.stakeholders && scenario.currency == other.currency
      && scenario.measures == other.measures && scenario.categories == other.categories
  }

  /// The exact values of a measure.
  ///
  /// - Throws: `Problems` if they are too large, or have too many different denominators, to be
  ///   added up exactly.
  public func measure(_ measure: Measure) throws(Problems) -> ExactColumn {
    let values = MeasureValues(scenario, profile).values(of: measure).reduced
    let numerators = values.numerators.compactMap(\.int64)
    guard let denominator = values.denominator.int64, numerators.count == values.numerators.count,
      Valuation.addsUp(numerators)
    else { throw Valuation.tooLarge(scenario, name(of: measure)) }
    return ExactColumn(denominator: denominator, numerators: numerators)
  }

  /// The scaled value of each term of the objective (outer) for each initiative, in units of
  /// 1 ÷ `unit`, halves to even; 0 for those that are not viable.
  ///
  /// - `drawn`: What the measures come to instead of their planned values, whose scale is kept.
  ///
  /// - Throws: `Problems` if they are too large to be added up exactly.
  public func scaledValues(
    unit: Int64,
    drawn: DrawnScores? = nil
  ) throws(Problems) -> [[Int64]] {
    let source = MeasureValues(scenario, profile)
    var columns: [[Int64]] = []
    for (index, term) in scenario.objective.terms.enumerated() {
      let values = source.scaled(
        term,
        isViable,
        values: drawn.map { source.values(of: term.measure, drawn: $0, at: index) }
      )
      var column: [Int64] = []
      for (position, numerator) in values.numerators.enumerated() {
        let product = isViable[position] ? numerator * ExactInteger(unit) : 0
        guard let rounded = product.dividedHalfToEven(by: values.denominator).int64 else {
          throw Valuation.tooLarge(scenario, term.name)
        }
        column.append(rounded)
      }
      guard Valuation.addsUp(column) else { throw Valuation.tooLarge(scenario, term.name) }
      columns.append(column)
    }
    return columns
  }

  private static func points(
    of terms: [Objective.Term],
    _ source: MeasureValues,
    _ isViable: [Bool],
    _ scenario: Scenario
  ) -> [Int64]? {
    let weight =
      terms.count == 1 ? Fraction(1) : terms.reduce(Fraction(0)) { $0 + Fraction($1.weight) }
    let factor: Fraction = terms.count == 1 && terms[0].scale == .raw ? 1 : 10_000
    var parts: [(coefficient: Fraction, values: ExactValues)] = []
    for term in terms {
      let share = terms.count == 1 ? 1 : Fraction(term.weight) / weight
      guard share > 0 else { continue }
      parts.append((share * factor, source.scaled(term, isViable)))
    }
    let sums = ExactValues(adding: parts, count: isViable.count)
    var points: [Int64] = []
    points.reserveCapacity(isViable.count)
    for position in isViable.indices {
      let sum = isViable[position] ? sums.numerators[position] : 0
      let rounded = sums.denominator == 1 ? sum : sum.dividedHalfToEven(by: sums.denominator)
      guard let number = rounded.int64 else { return nil }
      points.append(number)
    }
    let interactions = scenario.objective.mode.addsTermsUp ? scenario.interactions.map(\.value) : []
    return addsUp(points + interactions) ? points : nil
  }

  static func addsUp(_ numbers: [Int64]) -> Bool {
    let sum = numbers.reduce(Int128(0)) { $0 + Int128($1.magnitude) }
    return sum <= Int128(ExactColumn.largestSum)
  }

  func name(of measure: Measure) -> String {
    switch measure {
    case .count: "count"
    case .cost: "cost"
    case .investment: "investment"
    case .expectedInvestment: "expected_investment"
    case .preference: "preference"
    case .preferenceOf(let stakeholder): "preference:\(scenario.stakeholders[stakeholder].id)"
    case .column(let name): name
    }
  }

  static func tooLarge(_ scenario: Scenario, _ name: String) -> Problems {
    Problems([
      Problem(
        Place(source: scenario.name, column: name),
        Text(
          en: "the numbers are too large to be added up exactly (above 9·10^15 with all their"
            + " decimals). Use a larger unit or fewer decimals.",
          es: "los números son demasiado grandes para sumarlos en forma exacta (más de 9·10^15 con"
            + " todos sus decimales). Use una unidad mayor o menos decimales."
        )
      )
    ])
  }
}
