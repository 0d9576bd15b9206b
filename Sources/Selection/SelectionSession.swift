public import Portfolio
import Preferences

/// Solves scenarios that differ little, one after the other, each with what the ones before taught.
///
///     var session = SelectionSession()
///     let answer = try session.best(of: scenario)
///     let richer = try session.best(of: scenario, settings: .init(budget: Quantity(101, decimals: 2)))
///
/// Whatever changes (budget, pledges, weights, locks, limits), every answer is as exact as that of a
/// ``Selector``: portfolios of earlier answers are judged anew before they are incumbents, rows of the
/// payments are written anew from the money that there is, and values are kept only where all that they
/// are made from is equal. With canonical ties the answers are those of a ``Selector`` (but for the
/// counts of work); with `any`, an equally good portfolio may be another one.
///
/// A session belongs to one thread at a time.
public struct SelectionSession: Sendable {
  private let options: SelectionOptions
  private var memory = SelectionMemory()

  /// Begins a session; `options.settings` are replaced by those of each question.
  public init(options: SelectionOptions = .init()) {
    self.options = options
  }

  /// The best portfolio of a scenario, or why there is none.
  ///
  /// `digest`: the SHA-256 of the scenario's files, repeated in the answer. `ties`: instead of those of
  /// the session's options. `near`: an answer whose portfolio may be nearly as good here.
  ///
  /// - Throws: as `Selector.best()`.
  public mutating func best(
    of scenario: Scenario,
    digest: String = "",
    settings: Answer.Settings = .init(),
    ties: Answer.Ties? = nil,
    near: Answer? = nil
  ) throws -> Answer {
    if let near { memory.remember(near, scenario) }
    var options = options
    options.settings = settings
    options.ties = ties ?? options.ties
    return try Selector(scenario, digest: digest, options: options).best(remembering: &memory)
  }

  /// The same portfolio alone, without payments, reasons and verification, which take longer than a
  /// solve of a scenario like the ones before.
  ///
  /// It is judged in integers as every portfolio of the search is. `ties` and `near` are as for
  /// ``best(of:digest:settings:ties:near:)``.
  ///
  /// - Throws: as `Selector.best()`.
  public mutating func outline(
    of scenario: Scenario,
    settings: Answer.Settings = .init(),
    ties: Answer.Ties? = nil,
    near: Answer? = nil
  ) throws -> Outline {
    if let near { memory.remember(near, scenario) }
    var options = options
    options.settings = settings
    options.ties = ties ?? options.ties
    let finding = try Selector(scenario, digest: "", options: options)
      .find(.now, remembering: &memory)
    let starts = finding.run.best ?? []
    return Outline(
      status: finding.run.status,
      ties: finding.ties,
      starts: starts,
      values: finding.formulation.aimValues(of: starts)
    )
  }
}

/// The best portfolio alone: what is in and what it is worth.
public struct Outline: Hashable, Sendable {
  /// How sure it is; with `infeasible` and `unknown` there is no portfolio.
  public var status: Answer.Status
  /// Which of several equally good portfolios it is.
  public var ties: Answer.Ties
  /// The portfolio.
  public var starts: [Start]
  /// What each aim comes to (``Answer/Aim/values``).
  public var values: [Int64]
}

extension Outline {
  /// The outline of an answer to a scenario.
  public init(of answer: Answer, in scenario: Scenario) {
    status = answer.status
    ties = answer.ties
    starts = answer.selected.compactMap { choice in
      guard let initiative = scenario.positions[choice.id] else { return nil }
      return Start(
        initiative: initiative,
        cycle: scenario.cycles.firstIndex(of: choice.cycle) ?? 0
      )
    }
    values = answer.aim?.values ?? []
  }
}

/// What solves of similar scenarios teach one another.
struct SelectionMemory: Sendable {
  /// Portfolios that were best, the last one first.
  private var portfolios: [[Start]] = []
  private var initiatives: [String] = []
  /// Sets of pledges whose money was short, by the ids of the pledges that can pay.
  private var shortfalls: [Shortfall] = []
  private var payers: [String] = []
  private var formulation: Formulation?
  private var network: FundingNetwork?
  /// What branching cost, by the objectives.
  private var costs: [[Int64]: PseudoCosts] = [:]

  /// How many portfolios are remembered.
  private static let capacity = 8

  /// A scenario's formulation, from the one before as far as that holds.
  func formulation(of scenario: Scenario, _ settings: Answer.Settings) throws -> Formulation {
    if let known = formulation?.adapted(to: scenario, settings: settings) { return known }
    let valuation = formulation?.valuation
    let known = valuation.flatMap { $0.holds(for: scenario) ? $0 : nil }
    return try Formulation(scenario, settings: settings, valuation: known)
  }

  /// A scenario's network, the one before with other money if that will do.
  func network(of scenario: Scenario) -> FundingNetwork {
    network?.adapted(to: scenario) ?? FundingNetwork(scenario)
  }

  /// Gives a run the best of the portfolios that are feasible in it, and the rows to begin with.
  func help(_ run: inout Selector.Run) {
    if payers == ids(run.stage.network) { run.stage.shortfalls = shortfalls }
    let scenario = run.stage.formulation.scenario
    guard initiatives == scenario.initiatives.map(\.id) else { return }
    run.stage.learn(costs: costs)
    var best: (value: Int64, starts: [Start])?
    for starts in portfolios
    where starts.allSatisfy({ $0.cycle < scenario.cycles.count }) {
      let value = run.stage.value(of: starts)
      guard value > best?.value ?? .min,
        case .feasible = run.stage.verdict(on: starts, while: { $0 < 100 })
      else { continue }
      best = (value, starts)
    }
    run.best = best?.starts
  }

  /// Keeps what a run found.
  mutating func learn(from run: Selector.Run) {
    let formulation = run.stage.formulation
    self.formulation = formulation
    network = run.stage.network
    payers = ids(run.stage.network)
    shortfalls = run.stage.shortfalls
    costs = run.stage.costs.count > SelectionMemory.capacity ? [:] : run.stage.costs
    let ids = formulation.scenario.initiatives.map(\.id)
    if ids != initiatives {
      portfolios = []
      initiatives = ids
    }
    if let best = run.best { remember(best) }
  }

  /// Keeps the portfolio of an answer to the same question or a similar one.
  mutating func remember(_ answer: Answer, _ scenario: Scenario) {
    guard initiatives == scenario.initiatives.map(\.id) else { return }
    let starts = Outline(of: answer, in: scenario).starts
    remember(starts.sorted { $0.initiative < $1.initiative })
  }

  private mutating func remember(_ portfolio: [Start]) {
    guard portfolios.first != portfolio else { return }
    portfolios.removeAll { $0 == portfolio }
    portfolios.insert(portfolio, at: 0)
    if portfolios.count > SelectionMemory.capacity { portfolios.removeLast() }
  }

  private func ids(_ network: FundingNetwork) -> [String] { network.payers.map(\.pledge.id) }
}
