/// How satisfied the voters are with what is funded.
///
/// Voters with a purse of their own (earmarked pledges) have a claim to money but no say, so they
/// are left out here. A voter's *satisfaction* is Σ utility of the funded projects ÷ Σ utility of all that
/// its ballot names, 0 if that is nothing; its *part of the money* is the share of the funded projects'
/// cost that goes to those it names.
///
/// Source of the inequality index: Gini, "Variabilità e mutabilità", 1912.
public struct SatisfactionAudit: Sendable {
  /// What a group's voters each got.
  public struct Standing: Hashable, Sendable {
    /// The position of the group among the electorate's.
    public let group: Int
    /// 0…1 each, exact.
    public let satisfaction: Fraction, partOfMoney: Fraction
    /// How many funded projects it names.
    public let funded: Int
  }

  /// The standing of each group without a purse, in the electorate's order.
  public let standings: [Standing]
  /// How many voters there are, and how many have at least one funded project that they name.
  public let voters: Int, served: Int
  /// The position of the first of the least satisfied voters, `nil` if nobody votes.
  public let worstOff: Int?
  /// The satisfaction of the least satisfied.
  public let leastSatisfaction: Fraction
  /// Σ_i Σ_j |s_i − s_j| ÷ (2·n·Σ s): 0 if all are equally satisfied.
  ///
  /// A `Double`: thousands of denominators have a common one of thousands of digits.
  public let gini: Double

  /// The Gini index in millionths, rounded.
  public var giniMillionths: ExactInteger { ExactInteger(Int64((gini * 1_000_000).rounded())) }

  /// Looks at a set of projects, whichever way it was chosen.
  public init(_ selected: [Int], _ electorate: Electorate) {
    let chosen = Set(selected)
    let election = electorate.election
    let spent = ExactInteger(election.cost(of: selected))
    var standings: [Standing] = []
    var served = 0
    var voters = 0
    for (index, group) in electorate.groups.enumerated() where !group.isPurse {
      var gained: ExactInteger = 0
      var all: ExactInteger = 0
      var cost: Int64 = 0
      var funded = 0
      for choice in group.choices {
        let worth = ExactInteger(choice.points) * ExactInteger(electorate.scales[choice.project])
        all += worth
        guard chosen.contains(choice.project) else { continue }
        gained += worth
        cost += election.projects[choice.project].cost
        funded += 1
      }
      standings.append(
        Standing(
          group: index,
          satisfaction: all == 0 ? 0 : Fraction(gained, all),
          partOfMoney: spent == 0 ? 0 : Fraction(ExactInteger(cost), spent),
          funded: funded
        )
      )
      voters += group.members.count
      if funded > 0 { served += group.members.count }
    }
    self.standings = standings
    self.voters = voters
    self.served = served
    let worst = standings.min { $0.satisfaction < $1.satisfaction }
    worstOff = worst.map { electorate.groups[$0.group].members[0] }
    leastSatisfaction = worst?.satisfaction ?? 0
    gini = SatisfactionAudit.gini(
      standings.map { ($0.satisfaction, electorate.groups[$0.group].members.count) }
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
