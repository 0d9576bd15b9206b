public import Portfolio

/// One stakeholder's satisfaction with a portfolio: Σ preference of the chosen ÷ Σ preference of all
/// initiatives in the table, in whole numbers without a common divisor.
///
/// Who has no weight has no say and who prefers nothing can be neither satisfied nor dissatisfied:
/// neither has one.
public struct Satisfaction: Hashable, Sendable {
  /// Position of the stakeholder.
  public let stakeholder: Int
  /// How much it counts, above 0: the stakeholders' weights as whole numbers without a common divisor.
  public let weight: Int64
  /// What each initiative adds, 0 or more.
  public let gains: [Int64]
  /// What all initiatives add together, above 0.
  public let whole: Int64

  /// The most that ``whole`` may be: a million times as much can still be added up exactly.
  public static let largestWhole = ExactColumn.largestSum / 1_000_000

  /// What the chosen initiatives add.
  public func gained(_ chosen: [Bool]) -> Int64 {
    var sum: Int64 = 0
    for initiative in gains.indices where chosen[initiative] { sum += gains[initiative] }
    return sum
  }

  /// The least sum that is a share of `share` or more.
  public func least(for share: Fraction) -> Int64 {
    (share * Fraction(whole)).roundedUp ?? whole + 1
  }
}

extension Valuation {
  /// The satisfactions that the modes `maximin` and `nash` look at, in the stakeholders' order.
  ///
  /// - Throws: `Problems` if preferences or weights are too fine to be whole numbers.
  public func satisfactions() throws(Problems) -> [Satisfaction] {
    let voices = scenario.stakeholders.indices.filter { scenario.stakeholders[$0].weight > 0 }
    let decimals = voices.reduce(0) { max($0, scenario.stakeholders[$1].weight.decimals) }
    let weights = Valuation.withoutCommonDivisor(
      voices.map { scenario.stakeholders[$0].weight.integer(decimals: decimals) }
    ).compactMap(\.int64)
    guard weights.count == voices.count, Valuation.addsUp(weights) else {
      throw Valuation.tooLarge(scenario, "weight")
    }
    var satisfactions: [Satisfaction] = []
    for (stakeholder, weight) in zip(voices, weights) {
      let values = profile.values(by: stakeholder).numerators
      let gains = Valuation.withoutCommonDivisor(values).compactMap(\.int64)
      guard gains.count == values.count, Valuation.addsUp(gains) else {
        throw Valuation.tooLarge(scenario, name(of: .preferenceOf(stakeholder)))
      }
      let whole = gains.reduce(0, +)
      guard whole <= Satisfaction.largestWhole else {
        throw Valuation.tooLarge(scenario, name(of: .preferenceOf(stakeholder)))
      }
      guard whole > 0 else { continue }
      satisfactions.append(
        Satisfaction(stakeholder: stakeholder, weight: weight, gains: gains, whole: whole)
      )
    }
    return satisfactions
  }

  private static func withoutCommonDivisor(_ numbers: [ExactInteger]) -> [ExactInteger] {
    let divisor = numbers.reduce(ExactInteger(Int128(0))) {
      ExactInteger.greatestCommonDivisor($0, $1)
    }
    return divisor == 0 ? numbers : numbers.map { $0.dividedDown(by: divisor).quotient }
  }
}
