import Portfolio

/// Every payment of a run of Equal Shares, exact.
///
/// In round t the supporters who can pay ``Round/price`` for each unit of value, and those who can
/// not pay all that they still have. So a voter's money is its endowment minus a few prices, and
/// the prices are all that has to be kept.
public struct Ledger: Sendable {
  /// A round in which a project was bought.
  public struct Round: Sendable {
    /// The project.
    public let project: Int
    /// The groups that paid all they still had, ascending.
    public let poor: [Int]
    /// The price's numerator and denominator, not in lowest terms: most are never asked for.
    let numerator: ExactInteger, denominator: ExactInteger

    /// The price for each unit of value, in money.
    public var price: Fraction { Fraction(numerator, denominator) }
  }

  /// The voters.
  public let electorate: Electorate
  /// How many steps had been added to the endowments.
  public let step: Int64
  /// The rounds in order.
  public let rounds: [Round]

  /// What each voter of a group began with.
  public func endowment(of group: Int) -> Fraction {
    let group = electorate.groups[group]
    return Fraction(
      ExactInteger(group.base) + ExactInteger(step) * ExactInteger(group.growth),
      ExactInteger(electorate.divisor)
    )
  }

  /// What each voter of a group paid in every round, and what it had left.
  ///
  /// The payments stand in the order of the rounds; those of rounds in which it did not take part
  /// are 0.
  public func account(of group: Int) -> (payments: [Fraction], left: Fraction) {
    var left = endowment(of: group)
    var payments: [Fraction] = []
    let choices = electorate.groups[group].choices
    for round in rounds {
      let value = choices.first { $0.project == round.project }?.points ?? 0
      let isPoor = round.poor.contains(group)
      let payment = isPoor ? left : round.price * Fraction(value)
      payments.append(payment)
      left = left - payment
    }
    return (payments, left)
  }

  /// Whether these payments are for just these projects, but for committed and free ones.
  public func pays(for selected: [Int]) -> Bool {
    let paid = Set(rounds.map(\.project))
    return paid.isSubset(of: selected)
      && selected.allSatisfy { position in
        let project = electorate.election.projects[position]
        return paid.contains(position) || project.status == .committed || project.cost == 0
      }
  }

  /// What a voter paid in a round.
  public struct Payment: Hashable, Sendable {
    /// The position of the round, and of the voter.
    public let round: Int, voter: Int
    /// Above 0; all that it paid, where its weight stands for several voters.
    public let amount: Fraction
  }

  /// All payments above 0, by round and then by voter.
  public var payments: [Payment] {
    var payments: [Payment] = []
    for (index, group) in electorate.groups.enumerated() {
      let copies = Fraction(
        ExactInteger(group.multiplicity),
        ExactInteger(Int64(group.members.count))
      )
      for (round, amount) in account(of: index).payments.enumerated() where amount > 0 {
        payments += group.members.map { Payment(round: round, voter: $0, amount: amount * copies) }
      }
    }
    return payments.sorted { ($0.round, $0.voter) < ($1.round, $1.voter) }
  }

  /// What the supporters of a project have left together.
  ///
  /// Of a project that was not bought it is less than the cost. At a cost of no more than this it is
  /// bought for certain: until it is, everything goes as it went, and at the end its supporters can
  /// pay it.
  public func moneyLeft(for project: Int) -> Fraction {
    electorate.supporters[project].reduce(Fraction(0)) { sum, supporter in
      sum + account(of: supporter.group).left
        * Fraction(electorate.groups[supporter.group].multiplicity)
    }
  }
}
