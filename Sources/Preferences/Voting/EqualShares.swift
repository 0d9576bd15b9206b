import Portfolio

/// The Method of Equal Shares: each voter has an equal part of the budget, and projects are bought
/// by those who want them.
///
/// Let u_i(p) be voter i's utility of project p and b_i what is left of i's money. A project is
/// *ρ-affordable* if Σ_i min(b_i, ρ·u_i(p)) = cost(p). The rule buys, again and again, the project
/// with the least ρ, and each voter pays min(b_i, ρ·u_i(p)), until none is affordable. Projects
/// without cost that somebody wants come first.
///
/// The rule often leaves money over. The completion *add1* runs it again with endowments that are one
/// currency unit larger, and so on; *add1u* then spends what add1 leaves by utilitarian greedy.
///
/// - Committed projects come first and are paid off the top: voters share what is left.
/// - Of a group of alternatives, one that is bought rules out the others; a project can be bought
///   once all that it requires has been.
///
/// Everything is exact: an approximation in `Double` with a bound on its error finds the
/// candidates, and whatever it cannot decide is decided in integers (see `EqualSharesEngine`).
///
/// Sources: Peters and Skowron, "Proportionality and the Limits of Welfarism", EC 2020,
/// arXiv:1911.11747; Peters, Pierczyński and Skowron, "Proportional Participatory Budgeting with
/// Additive Utilities", NeurIPS 2021, arXiv:2008.13276; the completions: Faliszewski and others,
/// "Participatory Budgeting: Data, Tools and Analysis", IJCAI 2023, doi:10.24963/ijcai.2023/297.
public struct EqualShares: Sendable {
  /// How the money that is left over is spent.
  public enum Completion: String, CaseIterable, Sendable {
    case none, add1, add1u
  }

  /// When add1 stops raising the endowments.
  public enum StopRule: String, CaseIterable, Sendable {
    /// At the first outcome that overspends (the one before it counts) or to which no wanted
    /// project can be added within the budget.
    case exhaustive
    /// Only at the first outcome that overspends; the one before it counts.
    case overspend
  }

  /// The completion.
  public var completion: Completion
  /// When add1 stops.
  public var stopRule: StopRule

  /// Makes the rule.
  public init(completion: Completion = .none, stopRule: StopRule = .exhaustive) {
    self.completion = completion
    self.stopRule = stopRule
  }

  /// Runs the rule.
  ///
  /// The result's ledger has the payments of what was bought; projects that add1u adds are behind
  /// those, and nobody pays for them in the ledger.
  ///
  /// Complexity: a run buys r ≤ m projects, each after O(n) steps for every project that it
  /// looks at. add1 runs once for each critical endowment rather than once for each currency unit.
  public func outcome(of electorate: Electorate) -> VotingOutcome {
    var engine = EqualSharesEngine(electorate)
    guard completion != .none else { return engine.run(step: 0, looksAhead: false).outcome }
    let last = completed(&engine, electorate)
    var outcome = last
    if completion == .add1u {
      let added = Greedy().completion(of: outcome.selected, in: electorate)
      outcome.ties += added.ties.map {
        VotingOutcome.Tie(round: $0.round + last.selected.count, tied: $0.tied)
      }
      outcome.selected += added.selected
    }
    return outcome
  }

  /// The outcome of add1.
  ///
  /// A run says how many more steps cannot change what it buys (its *reach*), so those steps are
  /// skipped: their outcomes have the same cost and are exhaustive or not just as this one is, so
  /// neither stop condition can first come true among them.
  private func completed(
    _ engine: inout EqualSharesEngine,
    _ electorate: Electorate
  ) -> VotingOutcome {
    let election = electorate.election
    var previous: EqualSharesEngine.Run?
    var step: Int64 = 0
    while true {
      let run = engine.run(step: step, looksAhead: true)
      let cost = election.cost(of: run.outcome.selected)
      if cost > election.money, let previous {
        // The last endowment before this one bought what the previous run did.
        return previous.step == step - 1
          ? previous.outcome : engine.run(step: step - 1, looksAhead: false).outcome
      }
      if isFinal(run.outcome.selected, cost, electorate) { return run.outcome }
      previous = run
      guard let next = run.nextStep else { return run.outcome }
      step = next
    }
  }

  private func isFinal(_ selected: [Int], _ cost: Int64, _ electorate: Electorate) -> Bool {
    let election = electorate.election
    let chosen = Set(selected)
    return election.projects.indices.allSatisfy { position in
      chosen.contains(position) || electorate.supporters[position].isEmpty
        || !election.allows(position, after: chosen)
        || (stopRule == .exhaustive && election.projects[position].cost > election.money - cost)
    }
  }
}

extension Election {
  /// Whether a project may be added to those chosen: it is not excluded, no alternative of it is in, and all that it
  /// requires is.
  public func allows(_ position: Int, after chosen: Set<Int>) -> Bool {
    let project = projects[position]
    guard project.status == .open, project.requires.allSatisfy(chosen.contains) else {
      return false
    }
    guard let group = project.group else { return true }
    return !chosen.contains { projects[$0].group == group }
  }
}
