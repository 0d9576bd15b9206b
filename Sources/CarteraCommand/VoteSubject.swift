import Portfolio
import Preferences
import Reporting
import ScenarioFiles
import Selection

/// What is voted on: a scenario's ballots, or a Pabulib file.
enum VoteSubject {
  case scenario(ScenarioDocument)
  case pabulib(Election)

  /// Reads a scenario or, by the ending `.pb`, a Pabulib file, and says what is odd in it.
  init(_ path: String, _ output: OutputOptions) throws {
    guard path.lowercased().hasSuffix(".pb") else {
      self = .scenario(try output.read(path))
      return
    }
    let read = try PabulibElection(PabulibReader.read(path))
    if !output.quiet {
      Terminal.writeError(WarningReport(read.warnings, on: Terminal.errorPage(output.lang)).text)
    }
    self = .pabulib(read.election)
  }

  /// The scenario, if it is one.
  var document: ScenarioDocument? {
    if case .scenario(let document) = self { document } else { nil }
  }

  /// The election as a voting rule sees it.
  func election(for method: VotingMethod) throws -> Election {
    switch self {
    case .scenario(let document): try method.election(of: document.scenario)
    case .pabulib(let election): election
    }
  }

  /// What projects, given by positions, do for each; payments of Equal Shares are looked at first.
  func audit(
    of selected: [Int],
    utility: Utility,
    weights: WeightReading,
    ledger: Ledger? = nil
  ) throws -> PortfolioAudit {
    switch self {
    case .scenario(let document):
      try PortfolioAudit(
        of: selected,
        in: document.scenario,
        utility: utility,
        weights: weights,
        ledger: ledger
      )
    case .pabulib(let election):
      try PortfolioAudit(
        of: selected,
        Electorate(election, utility: utility, weights: weights),
        ledger: ledger
      )
    }
  }
}
