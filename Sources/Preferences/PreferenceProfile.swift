public import Portfolio

/// What the stakeholders want: each one's preference for each initiative, 0…1, exact.
///
/// With m initiatives in the table, a ballot's value v becomes
/// - score: v ÷ the ballot's scale, or ÷ the largest value given if it states none;
/// - points: v ÷ the largest value given;
/// - approval: v, which is 0 or 1;
/// - ranking: (m − v) ÷ (m − 1), or 1 if m = 1 (Borda 1781).
///
/// What a ballot does not name is 0, and so is everything if the ballot gives nothing but zeros.
public struct PreferenceProfile: Sendable {
  private let ballots: [Ballot]
  private let weights: [Fraction]
  private let totalWeight: Fraction
  private let initiativeCount: Int

  /// Reads the stakeholders' ballots.
  public init(_ scenario: Scenario) {
    initiativeCount = scenario.initiatives.count
    ballots = scenario.stakeholders.map { Ballot($0, among: scenario.initiatives.count) }
    weights = scenario.stakeholders.map { Fraction($0.weight) }
    totalWeight = weights.reduce(0, +)
  }

  /// The preference, 0…1, of the stakeholder for the initiative at these positions.
  public func preference(of initiative: Int, by stakeholder: Int) -> Fraction {
    let ballot = ballots[stakeholder]
    return Fraction(ballot.numerator(of: initiative), ballot.denominator)
  }

  /// The preference, 0…1, of all stakeholders for the initiative at this position:
  /// Σ weight·preference ÷ Σ weight.
  public func preference(of initiative: Int) -> Fraction {
    guard totalWeight > 0 else { return 0 }
    let sum = weights.indices.reduce(Fraction(0)) {
      $0 + weights[$1] * preference(of: initiative, by: $1)
    }
    return sum / totalWeight
  }

  /// One stakeholder's preferences over their common denominator.
  func values(by stakeholder: Int) -> ExactValues {
    let ballot = ballots[stakeholder]
    var numerators = [ExactInteger](repeating: 0, count: initiativeCount)
    // Each position is written once, so the dictionary's order does not matter.
    for position in ballot.values.keys { numerators[position] = ballot.numerator(of: position) }
    return ExactValues(denominator: ballot.denominator, numerators: numerators)
  }

  /// All stakeholders' preferences over their common denominator.
  func values() -> ExactValues {
    guard totalWeight > 0 else { return ExactValues(zeros: initiativeCount) }
    let parts = ballots.indices.filter { weights[$0] > 0 }.map {
      (coefficient: weights[$0] / totalWeight, values: values(by: $0))
    }
    return ExactValues(adding: parts, count: initiativeCount)
  }
}

/// One stakeholder's values as numerators of a common denominator.
private struct Ballot: Sendable {
  let values: [Int: Quantity]
  let denominator: ExactInteger
  /// The value is subtracted from this (a rank), `nil`: it is the numerator itself.
  private let worstRank: ExactInteger?
  private let decimals: Int

  init(_ stakeholder: Stakeholder, among count: Int) {
    values = stakeholder.values
    let largest = stakeholder.values.values.max() ?? 0
    var whole: Quantity
    switch stakeholder.ballot {
    case .score: whole = stakeholder.scale ?? largest
    case .points: whole = largest
    case .approval: whole = 1
    case .ranking: whole = Quantity(Int64(max(1, count - 1)))
    }
    if whole <= 0 { whole = 1 }
    // With one initiative alone (m − 1) would be 0 ÷ 0: its first and only rank counts 1.
    worstRank = stakeholder.ballot == .ranking ? ExactInteger(Int64(max(2, count))) : nil
    decimals = stakeholder.values.values.reduce(whole.decimals) { max($0, $1.decimals) }
    denominator = whole.integer(decimals: decimals)
  }

  func numerator(of position: Int) -> ExactInteger {
    guard let value = values[position] else { return 0 }
    return worstRank.map { $0 - ExactInteger(value.significand) }
      ?? value.integer(decimals: decimals)
  }
}

extension Quantity {
  /// The digits of this quantity when it is written with at least its own decimals.
  func integer(decimals: Int) -> ExactInteger {
    ExactInteger(significand) * ExactInteger(powerOfTen: decimals - self.decimals)
  }
}
