import Portfolio
import Preferences
import ScenarioFiles
import Selection

extension PortfolioAudit {
  /// The audit of an answer's portfolio, all of whose initiatives the scenario has, with what each
  /// funder would have alone.
  ///
  /// With `isRepeating` the search is repeated without each pledge, unless it was stopped.
  init(
    of answer: Answer,
    to document: ScenarioDocument,
    utility: Utility = .cost,
    isRepeating: Bool
  ) throws {
    let scenario =
      answer.settings.budget.map(document.scenario.scalingPledges) ?? document.scenario
    let selected = answer.selected.compactMap { scenario.positions[$0.id] }
    try self.init(of: selected, in: scenario, utility: utility)
    participation = try Participation(
      of: selected,
      in: scenario,
      excluding: answer.settings.exclude,
      repeating: isRepeating && answer.status == .optimal
        ? { try PortfolioAudit.solve($0, as: answer) } : nil
    )
  }

  /// The best portfolio of a changed scenario, found as the answer was; `nil` if there is none.
  private static func solve(_ scenario: Scenario, as answer: Answer) throws -> [Int]? {
    var options = SelectionOptions()
    options.ties = answer.ties
    options.settings = Answer.Settings(lock: answer.settings.lock, exclude: answer.settings.exclude)
    let without = try Selector(scenario, digest: answer.scenarioDigest, options: options).best()
    guard without.status == .optimal else { return nil }
    return without.selected.compactMap { scenario.positions[$0.id] }
  }
}
