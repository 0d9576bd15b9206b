public import Portfolio
public import Preferences

/// What a portfolio does for each who has a say or gives, whichever command chose it.
public struct PortfolioAudit: Sendable {
  /// The voters: stakeholders share the money without earmarks, and each earmarked pledge is a
  /// purse that wants what its earmarks permit.
  public let electorate: Electorate
  /// Positions of what is funded.
  public let selected: [Int]
  /// Satisfaction, the worst-off and the spread.
  public let satisfaction: SatisfactionAudit
  /// Whether a group is deprived.
  public let representation: RepresentationAudit
  /// Whether payments explain the portfolio.
  public let priceability: Priceability
  /// Where the money goes: by commune and by goal, where the scenario has them.
  public let spending: [SpendingAudit]
  /// What the funders gain; `nil` if it was not asked for.
  public var participation: Participation?

  /// Audits a set of projects of an electorate.
  ///
  /// - Parameters:
  ///   - selected: Positions of the projects.
  ///   - electorate: The voters.
  ///   - ledger: The payments of Equal Shares, if it chose the projects.
  ///   - scenario: The scenario that the electorate was read from, if any.
  /// - Throws: `SolverError` when GLPK fails fatally.
  public init(
    of selected: [Int],
    _ electorate: Electorate,
    ledger: Ledger? = nil,
    scenario: Scenario? = nil
  ) throws {
    self.selected = selected
    self.electorate = electorate
    satisfaction = SatisfactionAudit(selected, electorate)
    representation = RepresentationAudit(selected, electorate)
    priceability = try Priceability(selected, electorate, ledger: ledger)
    spending =
      scenario.map { scenario in
        ["commune", "sdgs"].compactMap { SpendingAudit(selected, in: scenario, by: $0) }
      } ?? []
  }
  /// Audits initiatives of a scenario, given by their positions; all cycles are taken together.
  ///
  /// - Throws: `Problems` if nobody votes, or if the numbers are too large; `SolverError` when GLPK
  ///   fails fatally.
  public init(
    of selected: [Int],
    in scenario: Scenario,
    utility: Utility,
    weights: WeightReading = .purse,
    ledger: Ledger? = nil
  ) throws {
    let election = try Election(scenario, hasPurses: true)
    let electorate = try Electorate(election, utility: utility, weights: weights)
    try self.init(of: selected, electorate, ledger: ledger, scenario: scenario)
  }
}
