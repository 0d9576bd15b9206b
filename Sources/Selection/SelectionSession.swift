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
/// are made from is equal. Where the money alone changes and as much or more of each pledge was solved
/// before with a portfolio that can still be paid, nothing is searched. With canonical ties the answers
/// are those of a ``Selector`` (but for the counts of work); with `any`, an equally good portfolio may be
/// another one.
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
  /// What was proven of questions that differ from the last one in the money alone, the last one last.
  private var proofs: [Proof] = []

  /// A question's money and its answer.
  private struct Proof {
    var amounts: [Int64]
    var best: [Start]
    /// Tickets by which it can be paid, where it took a search to find them.
    var tickets: TicketDecisions?
    var bounds: [Int64]
    var ties: Answer.Ties
    var unique: Bool?

    var total: Int64 { amounts.reduce(0, +) }
  }

  /// How many portfolios are remembered, how many proofs, and how many of those are tried.
  private static let capacity = 8
  private static let proofCapacity = 64
  private static let proofTries = 3

  /// A scenario's formulation and network: those of the last one with other money, or new ones made with
  /// what still holds.
  mutating func prepare(
    _ scenario: Scenario,
    _ settings: Answer.Settings
  ) throws -> (Formulation, FundingNetwork) {
    let same = formulation?.adapted(to: scenario, settings: settings)
    let valuation = formulation.map(\.valuation).flatMap { $0.holds(for: scenario) ? $0 : nil }
    let made = try same ?? Formulation(scenario, settings: settings, valuation: valuation)
    let network = network?.adapted(to: made.scenario)
    if same == nil || network == nil { proofs = [] }
    return (made, network ?? FundingNetwork(made.scenario))
  }

  /// Settles a run whose best portfolio is known: one that is feasible in it and was the best with no less
  /// of any pledge.
  ///
  /// Whatever can be paid can be paid with more, so with less nothing is better, and what was the only one
  /// still is. Which of several the canonical one is was said for that money alone.
  ///
  /// - Returns: Which of equal portfolios it is, and whether it is the only one; `nil` if it is not known.
  func settle(
    _ run: inout Selector.Run,
    ties wanted: Answer.Ties
  ) -> (ties: Answer.Ties, unique: Bool?)? {
    let amounts = run.stage.network.payers.map(\.amount)
    let fitting = proofs.filter { proof in
      zip(amounts, proof.amounts).allSatisfy { $0 <= $1 }
        && (wanted == .any || proof.unique == true
          || proof.ties == .canonical && amounts == proof.amounts)
    }
    if let same = fitting.first(where: { $0.amounts == amounts }) {
      run.settle(same.best, bounds: same.bounds, paidBy: same.tickets)
      return (same.ties, same.unique)
    }
    // What was the best with more money can seldom be paid where what was with less cannot.
    let nearest = fitting.sorted { $0.total < $1.total }.prefix(SelectionMemory.proofTries)
    for proof in nearest {
      guard case .feasible(let tickets) = run.stage.verdict(on: proof.best, while: { $0 < 100 })
      else { continue }
      run.settle(proof.best, bounds: proof.bounds, paidBy: tickets)
      return (proof.unique == true ? proof.ties : .any, proof.unique == true ? true : nil)
    }
    return nil
  }

  /// Gives a run the best of the portfolios that are feasible in it, and the rows to begin with.
  func help(_ run: inout Selector.Run) {
    if payers == ids(run.stage.network) { run.stage.shortfalls = shortfalls }
    let scenario = run.stage.formulation.scenario
    guard initiatives == scenario.initiatives.map(\.id) else { return }
    run.stage.learn(costs: costs)
    let known = portfolios.filter { $0.allSatisfy { $0.cycle < scenario.cycles.count } }
      .map { (value: run.stage.value(of: $0), starts: $0) }
      .sorted { $0.value > $1.value }
    run.best =
      known.first { (_, starts) in
        guard case .feasible = run.stage.verdict(on: starts, while: { $0 < 100 }) else {
          return false
        }
        return true
      }?.starts
  }

  /// Keeps what was found.
  mutating func learn(from finding: Selector.Finding) {
    let run = finding.run
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
    guard let best = run.best else { return }
    remember(best)
    guard run.status == .optimal, run.limits.gap == 0 else { return }
    let amounts = run.stage.network.payers.map(\.amount)
    proofs.removeAll { $0.amounts == amounts }
    proofs.append(
      Proof(
        amounts: amounts,
        best: best,
        tickets: run.stage.paid[best],
        bounds: run.bounds,
        ties: finding.ties,
        unique: finding.unique
      )
    )
    if proofs.count > SelectionMemory.proofCapacity { proofs.removeFirst() }
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
