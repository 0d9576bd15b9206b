import BigInt
import Portfolio

/// The exact values of a measure, read from the scenario for the verifier alone.
struct VerifiedColumn {
  /// Above 0; common to all values.
  var denominator: BigInt
  /// A blank cell is 0.
  var numerators: [BigInt]

  subscript(position: Int) -> Rational { Rational(numerators[position], over: denominator) }

  func sum(_ positions: some Sequence<Int>) -> Rational {
    Rational(positions.reduce(BigInt(0)) { $0 + numerators[$1] }, over: denominator)
  }

  /// Reads a measure; money in minor units.
  init(_ measure: Measure, of scenario: Scenario) {
    self.init(measure, of: scenario, at: Array(scenario.initiatives.indices))
  }

  /// Reads a measure of some initiatives only, in the order of their positions.
  init(_ measure: Measure, of scenario: Scenario, at positions: [Int]) {
    let rows = scenario.initiatives
    switch measure {
    case .count: self.init(denominator: 1, numerators: positions.map { _ in 1 })
    case .cost:
      self.init(denominator: 1, numerators: positions.map { rows[$0].cost.exact })
    case .investment:
      self.init(denominator: 1, numerators: positions.map { rows[$0].investment?.exact ?? 0 })
    case .expectedInvestment:
      let chance = VerifiedColumn(positions.map { rows[$0].awardProbability })
      self.init(
        denominator: chance.denominator,
        numerators: zip(positions, chance.numerators).map { position, chance in
          rows[position].investment.map { $0.exact * chance } ?? 0
        }
      )
    case .preference, .preferenceOf:
      let all =
        if case .preferenceOf(let stakeholder) = measure {
          VerifiedColumn(scenario.stakeholders[stakeholder], among: rows.count)
        } else {
          VerifiedColumn(preferencesOfAllIn: scenario)
        }
      self.init(
        denominator: all.denominator,
        numerators: positions.map { all.numerators[$0] }
      )
    case .column(let name):
      self.init(positions.map { scenario.number(name, of: $0) ?? 0 })
    }
  }

  /// The sum of all values.
  var total: Rational { Rational(numerators.reduce(BigInt(0), +), over: denominator) }

  private init(denominator: BigInt, numerators: [BigInt]) {
    self.denominator = denominator
    self.numerators = numerators
  }

  private init(_ values: [Quantity]) {
    let decimals = values.map(\.decimals).max() ?? 0
    let powers = (0...decimals).map { BigInt(10).power($0) }
    denominator = powers[decimals]
    numerators = values.map { value in
      let digits = BigInt(integerLiteral: value.significand)
      return value.decimals == decimals ? digits : digits * powers[decimals - value.decimals]
    }
  }

  /// One stakeholder's preferences: a share of the scale or of the largest value given, an
  /// approval, or a rank's distance from the last rank.
  private init(_ stakeholder: Stakeholder, among count: Int) {
    let given = (0..<count).map { stakeholder.values[$0] ?? 0 }
    let whole: Quantity
    switch stakeholder.ballot {
    case .score: whole = stakeholder.scale ?? given.max() ?? 0
    case .points: whole = given.max() ?? 0
    case .approval: whole = 1
    case .ranking:
      denominator = BigInt(max(count - 1, 1))
      numerators = (0..<count).map { position in
        guard let rank = stakeholder.values[position] else { return 0 }
        return count == 1 ? 1 : BigInt(count) - BigInt(rank.significand)
      }
      return
    }
    let column = VerifiedColumn(given + [whole])
    let divisor = column.numerators.last ?? 0
    denominator = divisor > 0 ? divisor : 1
    numerators = divisor > 0 ? column.numerators.dropLast() : given.map { _ in 0 }
  }

  private init(preferencesOfAllIn scenario: Scenario) {
    let weights = VerifiedColumn(scenario.stakeholders.map(\.weight))
    denominator = 1
    numerators = scenario.initiatives.map { _ in 0 }
    for (stakeholder, weight) in zip(scenario.stakeholders, weights.numerators) {
      let one = VerifiedColumn(stakeholder, among: numerators.count)
      let divisor = denominator.greatestCommonDivisor(with: one.denominator)
      let ours = one.denominator / divisor
      let theirs = denominator / divisor * weight
      denominator *= ours
      for position in numerators.indices {
        numerators[position] = numerators[position] * ours + one.numerators[position] * theirs
      }
    }
    let total = weights.numerators.reduce(0, +)
    if total > 0 { denominator *= total }
  }
}
