import Portfolio

/// Payments that explain a set of projects: everybody has the same endowment, pays only for what
/// it wants, and no group could pay for one project more.
///
/// With an endowment ``level``·growth_g ÷ divisor for each voter of a group g (a purse has what it has), payments
/// p_g(c) ≥ 0 are a price system for the funded set W if
///
/// 1. p_g(c) > 0 only where c is worth something to g;
/// 2. nobody pays more than its endowment;
/// 3. each project of W is paid in full: Σ_g m_g·p_g(c) = cost(c), with m_g voters in group g;
/// 4. nothing is paid for any other project;
/// 5. for each other project c that could be funded, what its supporters have left together is at most cost(c).
///
/// The endowment is free, so that larger ones than the budget gives (as after add1) count too. Committed projects are paid off the
/// top and by nobody.
///
/// Sources: Peters and Skowron, "Proportionality and the Limits of Welfarism", EC 2020, arXiv:1911.11747; for
/// costs and utilities: Peters, Pierczyński and Skowron, NeurIPS 2021, arXiv:2008.13276.
public struct PriceSystem: Hashable, Sendable {
  /// What each voter of a group pays for a project, above 0.
  public struct Payment: Hashable, Sendable {
    /// The group and the project.
    public let group: Int, project: Int
    /// In the election's unit of money.
    public let amount: Fraction

    /// Makes a payment.
    public init(group: Int, project: Int, amount: Fraction) {
      self.group = group
      self.project = project
      self.amount = amount
    }
  }

  /// How many steps of a completion the endowments are worth, from nothing.
  public let level: Fraction
  /// All payments.
  public let payments: [Payment]

  /// Makes a price system; it need not be valid.
  public init(level: Fraction, payments: [Payment]) {
    self.level = level
    self.payments = payments
  }

  /// The payments that Equal Shares itself made.
  public init(_ ledger: Ledger) {
    let electorate = ledger.electorate
    let sharing = electorate.groups.first { !$0.isPurse }
    level =
      sharing.map {
        Fraction(ExactInteger($0.base), ExactInteger($0.growth)) + Fraction(ledger.step)
      }
      ?? 0
    var payments: [Payment] = []
    for group in electorate.groups.indices {
      for (round, amount) in zip(ledger.rounds, ledger.account(of: group).payments) where amount > 0
      {
        payments.append(Payment(group: group, project: round.project, amount: amount))
      }
    }
    self.payments = payments
  }

  /// What each voter of a group begins with.
  public func endowment(of group: Electorate.Group, in electorate: Electorate) -> Fraction {
    let numerator =
      group.isPurse ? Fraction(group.base) : level * Fraction(group.growth)
    return numerator / Fraction(electorate.divisor)
  }

  /// Whether the five conditions hold, in exact fractions.
  public func explains(_ selected: [Int], _ electorate: Electorate) -> Bool {
    let chosen = Set(selected)
    let election = electorate.election
    var left = electorate.groups.map { endowment(of: $0, in: electorate) }
    var paid = [Fraction](repeating: 0, count: election.projects.count)
    for payment in payments {
      let group = electorate.groups[payment.group]
      guard payment.amount > 0,
        group.choices.contains(where: { $0.project == payment.project && $0.points > 0 })
      else { return false }
      left[payment.group] = left[payment.group] - payment.amount
      paid[payment.project] += payment.amount * Fraction(group.multiplicity)
    }
    guard level >= 0, left.allSatisfy({ $0 >= 0 }) else { return false }
    return election.projects.indices.allSatisfy { project in
      let cost = Fraction(election.projects[project].cost)
      if chosen.contains(project) {
        return paid[project] == (election.projects[project].status == .committed ? 0 : cost)
      }
      guard paid[project] == 0 else { return false }
      guard election.allows(project, after: chosen) else { return true }
      let rest = electorate.supporters[project].reduce(Fraction(0)) {
        $0 + left[$1.group] * Fraction(electorate.groups[$1.group].multiplicity)
      }
      return rest <= cost
    }
  }
}
