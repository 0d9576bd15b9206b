/// How satisfied the voters are with what is funded.
///
/// A voter's satisfaction is Σ utility of the funded projects ÷ Σ utility of all that its ballot
/// names, 0 if that is nothing. Source of the inequality index: Gini, "Variabilità e mutabilità", 1912.
public struct SatisfactionAudit: Sendable {
  /// Each group's satisfaction, in the order of the electorate's groups.
  public let satisfactions: [Fraction]
  /// How many voters there are, and how many have at least one funded project that they name.
  public let voters: Int, served: Int
  /// The sum of all utilities.
  public let welfare: ExactInteger
  /// The id of the first of the least satisfied voters, `nil` if nobody votes.
  public let worstOff: String?
  /// Σ_i Σ_j |s_i − s_j| ÷ (2·n·Σ s): 0 if all are equally satisfied.
  ///
  /// A `Double`: thousands of denominators have a common one of thousands of digits.
  public let gini: Double

  /// Looks at a set of projects, whichever way it was chosen.
  public init(_ selected: [Int], _ electorate: Electorate) {
    let chosen = Set(selected)
    var satisfactions: [Fraction] = []
    var served = 0
    var voters = 0
    for group in electorate.groups {
      var gained: ExactInteger = 0
      var all: ExactInteger = 0
      for choice in group.choices {
        let worth = ExactInteger(choice.points) * ExactInteger(electorate.scales[choice.project])
        all += worth
        if chosen.contains(choice.project) { gained += worth }
      }
      satisfactions.append(all == 0 ? 0 : Fraction(gained, all))
      voters += group.members.count
      if group.choices.contains(where: { chosen.contains($0.project) }) {
        served += group.members.count
      }
    }
    welfare = selected.reduce(0) { $0 + ExactInteger(electorate.utility(of: $1)) }
    self.satisfactions = satisfactions
    self.voters = voters
    self.served = served
    let worst = satisfactions.indices.min { satisfactions[$0] < satisfactions[$1] }
    worstOff = worst.map {
      electorate.election.voters[electorate.groups[$0].members[0]].id
    }
    gini = SatisfactionAudit.gini(
      zip(satisfactions, electorate.groups).map { ($0, $1.members.count) }
    )
  }

  /// Sorted upwards, Σ_i Σ_j |s_i − s_j| = 2·Σ_i s_i·(voters before − voters behind).
  private static func gini(_ values: [(value: Fraction, count: Int)]) -> Double {
    let sorted = values.map { value, count in
      (value: ExactPrices.double(value.numerator, value.denominator), count: Double(count))
    }.sorted { $0.value < $1.value }
    let total = sorted.reduce(0) { $0 + $1.count }
    var before = 0.0
    var sum = 0.0
    var spread = 0.0
    for (value, count) in sorted {
      sum += value * count
      spread += value * count * (before - (total - before - count))
      before += count
    }
    return sum == 0 ? 0 : spread / (sum * total)
  }
}
