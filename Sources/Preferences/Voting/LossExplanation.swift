public import Portfolio

/// What a project that a rule did not fund lacked.
///
/// The answers are found by running the rule again, so they hold for every rule: at the cost
/// ``winningCost`` the project is funded and one unit dearer it is not; with ``neededSupport`` more voters who want nothing else
/// it is funded and with one fewer it is not. Where a rule is not monotone there can be other such costs and
/// numbers; these are ones that bisection finds.
///
/// Source of the questions: Boehmer, Faliszewski, Janeczko, Peters, Pierczyński, Schierreich, Skowron and Szufa,
/// "Evaluation of Project Performance in Participatory Budgeting", IJCAI 2024, arXiv:2312.14723.
public struct LossExplanation: Sendable {
  /// How much of a project's support still counted when it could last be paid.
  public struct EffectiveSupport: Hashable, Sendable {
    /// The place of what was bought then in the order of selection, from 1.
    public let round: Int
    /// cost ÷ the price for each unit of value: as many voters who pay in full would do.
    public let own: Fraction
    /// What was bought then, and its own such number.
    public let winner: Int, ofWinner: Fraction
  }

  /// The project, by its position.
  public let project: Int
  /// How many voters it is worth something to.
  public let support: Int64
  /// Under Equal Shares what its supporters have left together, else what the rule left unspent; rounded down.
  public let moneyLeft: Int64
  /// The alternative that is funded in its stead.
  public let alternative: Int?
  /// What it requires and is not funded.
  public let missing: [Int]
  /// Under Equal Shares: `nil` if its supporters could never pay it.
  public let effective: EffectiveSupport?
  /// A lower cost at which it is funded, and at one unit more is not; `nil` if it is not even for nothing.
  public let winningCost: Int64?
  /// How many more voters of weight 1 who want only this would do; `nil` if not even ``mostSupport`` do.
  public let neededSupport: Int64?
  /// The largest number of additional voters that was tried.
  public let mostSupport: Int64

  /// Explains why a method did not fund a project; `nil` if it did, or if no vote could have: it is excluded.
  ///
  /// - Throws: What the method throws on an election with another cost or more voters.
  ///
  /// Complexity: some dozens of runs of the rule.
  public init?(
    _ project: Int,
    of outcome: VotingOutcome,
    _ electorate: Electorate,
    by method: VotingMethod
  ) throws(Problems) {
    let election = electorate.election
    guard !outcome.selected.contains(project), election.projects[project].status == .open else {
      return nil
    }
    self.project = project
    support = electorate.support(of: project)
    moneyLeft =
      outcome.ledger?.moneyLeft(for: project).roundedDown
      ?? election.money - election.cost(of: outcome.selected)
    let chosen = Set(outcome.selected)
    let group = election.projects[project].group
    alternative = group.flatMap { group in
      outcome.selected.first { election.projects[$0].group == group }
    }
    missing = election.projects[project].requires.filter { !chosen.contains($0) }
    effective = outcome.ledger.flatMap { LossExplanation.effective(project, outcome, $0) }

    func isFunded(in changed: Election) throws(Problems) -> Bool {
      try method.outcome(of: method.electorate(of: changed)).selected.contains(project)
    }
    func wins(at cost: Int64) throws(Problems) -> Bool {
      var changed = election
      changed.projects[project].cost = cost
      return try isFunded(in: changed)
    }
    if try wins(at: 0) {
      var (enough, loses) = (Int64(0), election.projects[project].cost)
      while loses - enough > 1 {
        let middle = enough + (loses - enough) / 2
        if try wins(at: middle) { enough = middle } else { loses = middle }
      }
      winningCost = enough
    } else {
      winningCost = nil
    }

    let newcomer = Election.Voter(
      id: "",
      choices: [
        .init(
          project,
          points: election.voters.reduce(1) { $1.choices.reduce($0) { max($0, $1.points) } }
        )
      ]
    )
    func wins(with count: Int64) throws(Problems) -> Bool {
      var changed = election
      changed.voters += repeatElement(newcomer, count: Int(count))
      return try isFunded(in: changed)
    }
    let weight = election.voters.reduce(Fraction(0)) { $0 + Fraction($1.weight) }
    mostSupport = max(1000, min(1_000_000, 4 * (weight.roundedUp ?? 0)))
    var (loses, enough) = (Int64(0), Int64(1))
    while enough <= mostSupport, try !wins(with: enough) { (loses, enough) = (enough, enough * 2) }
    guard enough <= mostSupport else {
      neededSupport = nil
      return
    }
    while enough - loses > 1 {
      let middle = loses + (enough - loses) / 2
      if try wins(with: middle) { enough = middle } else { loses = middle }
    }
    neededSupport = enough
  }

  /// Looks back from the last round for one in which the supporters could have paid.
  private static func effective(
    _ project: Int,
    _ outcome: VotingOutcome,
    _ ledger: Ledger
  ) -> EffectiveSupport? {
    let electorate = ledger.electorate
    let cost = Fraction(electorate.election.projects[project].cost)
    let accounts = electorate.supporters[project].map { ledger.account(of: $0.group) }
    var money = accounts.map(\.left)
    for round in ledger.rounds.indices.reversed() {
      for index in accounts.indices { money[index] += accounts[index].payments[round] }
      guard let price = electorate.price(of: project, whenOwning: money) else { continue }
      let bought = ledger.rounds[round]
      guard price > 0, bought.price > 0,
        let place = outcome.selected.firstIndex(of: bought.project)
      else { return nil }
      return EffectiveSupport(
        round: place + 1,
        own: cost / price,
        winner: bought.project,
        ofWinner: Fraction(electorate.election.projects[bought.project].cost) / bought.price
      )
    }
    return nil
  }
}

extension Electorate {
  /// The least price for each unit of value at which the supporters of a project, each with this
  /// money, pay its cost; `nil` if they cannot.
  fileprivate func price(of project: Int, whenOwning money: [Fraction]) -> Fraction? {
    let supporters = supporters[project]
    var left = Fraction(election.projects[project].cost)
    var units = supporters.reduce(Int64(0)) { $0 + groups[$1.group].multiplicity * $1.value }
    let order = supporters.indices.stablySorted {
      money[$0] * Fraction(supporters[$1].value) < money[$1] * Fraction(supporters[$0].value)
    }
    for index in order {
      let (group, value) = supporters[index]
      let price = left / Fraction(units)
      if !(money[index] < price * Fraction(value)) { return price }
      left = left - money[index] * Fraction(groups[group].multiplicity)
      units -= groups[group].multiplicity * value
    }
    return nil
  }
}
