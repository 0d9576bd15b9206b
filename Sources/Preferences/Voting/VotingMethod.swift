public import Portfolio

/// A voting rule with all its options: what is needed to run it, and to run it again.
public struct VotingMethod: Hashable, Sendable {
  /// The rules.
  public enum Rule: String, CaseIterable, Sendable {
    case equalShares = "equal_shares"
    case phragmen, greedy, utilitarian
  }

  /// The rule.
  public var rule: Rule
  /// What a funded project is worth to who wants it.
  public var utility: Utility
  /// How Equal Shares spends what is left, and when it stops doing so.
  public var completion: EqualShares.Completion, stopRule: EqualShares.StopRule
  /// How weights count; only Equal Shares knows money, elsewhere a weight is so many voters.
  public var weights: WeightReading
  /// What decides between equals.
  public var ties: [TieBreak]

  /// Makes a method.
  public init(
    _ rule: Rule,
    utility: Utility = .cost,
    completion: EqualShares.Completion = .none,
    stopRule: EqualShares.StopRule = .exhaustive,
    weights: WeightReading = .purse,
    ties: [TieBreak] = [.id]
  ) {
    self.rule = rule
    self.utility = utility
    self.completion = completion
    self.stopRule = stopRule
    self.weights = weights
    self.ties = ties
  }

  /// A scenario as the rule sees it: under Equal Shares an earmarked pledge is a purse.
  ///
  /// - Throws: `Problems` if there are several cycles, or for what ``Election`` throws.
  public func election(of scenario: Scenario) throws(Problems) -> Election {
    let election = try Election(scenario, hasPurses: rule == .equalShares)
    guard scenario.cycles.count <= 1 else {
      throw Problems([
        Problem(
          Place(source: scenario.name, column: "cycles"),
          Text(
            en:
              "a voting rule spends money once, and there are \(scenario.cycles.count) cycles. Use cartera solve, or vote on one cycle.",
            es:
              "una regla de votación gasta el dinero una vez, y hay \(scenario.cycles.count) ciclos. Use cartera solve, o vote sobre un ciclo."
          )
        )
      ])
    }
    return election
  }

  /// The voters of an election as the rule sees them.
  ///
  /// - Throws: `Problems` if the numbers are too large to be added up exactly.
  public func electorate(of election: Election) throws(Problems) -> Electorate {
    try Electorate(
      election,
      utility: utility,
      weights: rule == .equalShares ? weights : .voters,
      ties: ties
    )
  }

  /// What the rule funds.
  ///
  /// - Throws: `Problems` for what the rule cannot keep.
  public func outcome(of electorate: Electorate) throws(Problems) -> VotingOutcome {
    switch rule {
    case .equalShares:
      EqualShares(completion: completion, stopRule: stopRule).outcome(of: electorate)
    case .phragmen: Phragmen().outcome(of: electorate)
    case .greedy: Greedy().outcome(of: electorate)
    case .utilitarian: try UtilitarianOptimum().outcome(of: electorate)
    }
  }
}
