import GLPKSolver
public import MixedInteger
public import Portfolio
import Preferences
import Synchronization

/// How to select, beyond the scenario.
public struct SelectionOptions: Sendable {
  /// The longest time from the scenario to the answer; `nil`: until the proof.
  public var timeLimit: Duration?
  /// The gap, (bound − value) ÷ max(1, |value|), that is small enough; 0: until the proof.
  public var gap = 0.0
  /// Which of several equal portfolios is given; `nil`: canonical up to
  /// ``canonicalUpTo`` initiatives.
  public var ties: Answer.Ties?
  /// What the user asks for beyond the scenario.
  public var settings = Answer.Settings()
  /// Raised to end the search with what it has.
  public var stop = StopFlag()
  /// Told how far the search is, at most ten times a second.
  public var progress: (@Sendable (SelectionProgress) -> Void)?

  /// How the search goes; all ideas but where one is measured.
  var ideas = SearchIdeas.all
  /// When a tree is shared.
  var sharing = SearchLimits.Sharing()

  /// Up to this many initiatives ties are canonical by default.
  public static let canonicalUpTo = 500

  /// The defaults: until the proof, and nothing beyond the scenario.
  public init() {}
}

/// How far a search is.
public struct SelectionProgress: Sendable {
  /// Nodes of the search tree so far.
  public var nodes: Int
  /// The points of the best portfolio so far.
  public var value: Int64?
  /// No portfolio has more.
  public var bound: Int64
}

/// Chooses the best portfolio of a scenario and says who pays for what.
///
///     let answer = try Selector(scenario, digest: digest).best()
///
/// The aims are optimized in their order, each held while the next is looked at; then ties are
/// broken (`TieBreaking`), the costs split (``PaymentSplit``) and every rejection explained. The
/// same scenario and options give the same answer, unless a time limit or a stop cuts the search.
public struct Selector {
  private let scenario: Scenario
  private let digest: String
  private let options: SelectionOptions

  /// A selector for one scenario.
  ///
  /// `digest`: the SHA-256 of the scenario's files, repeated in the answer.
  public init(_ scenario: Scenario, digest: String, options: SelectionOptions = .init()) {
    self.scenario = scenario
    self.digest = digest
    self.options = options
  }

  /// The best portfolio, or why there is none.
  ///
  /// - Throws: `Problems` when a measure cannot be written in whole numbers, `SolverError` when
  ///   GLPK fails fatally.
  public func best() throws -> Answer {
    var memory = SelectionMemory()
    return try best(remembering: &memory)
  }

  /// The best portfolio, found with the help of what solves of similar scenarios left in a memory.
  func best(remembering memory: inout SelectionMemory) throws -> Answer {
    let begin = ContinuousClock.now
    var finding = try find(begin, remembering: &memory)
    var conflict: [Text] = []
    var isConflictMinimal = true
    if finding.run.status == .infeasible {
      finding.ties = wantedTies
      var search = Conflict(
        finding.formulation,
        network: finding.network,
        limits: finding.run.limits
      )
      conflict = try search.minimal().map(finding.formulation.words)
      isConflictMinimal = search.isProven
      finding.run.nodes += search.nodes
    }
    let seconds = begin.duration(to: .now) / .seconds(1)
    let run = finding.run
    let work = Answer.Work(
      glpk: GLPKVersion.current,
      method: run.isKnapsack
        ? "dynamic programming over the core of a knapsack"
        : "branch and bound with exact Lagrangian bounds",
      nodes: run.nodes,
      seconds: seconds,
      relaxation: run.relaxation
    )
    let builder = AnswerBuilder(
      finding.formulation,
      finding.network,
      name: scenario.name,
      digest: digest,
      searchLimits: run.limits.extended
    )
    var answer = try builder.answer(
      run.best,
      known: run.best.flatMap { run.stage.paid[$0] },
      status: run.status,
      bounds: run.bounds,
      ties: finding.ties,
      unique: finding.unique,
      conflict: conflict,
      work: work
    )
    answer.isConflictMinimal = isConflictMinimal
    return answer
  }

  /// A search that has ended, before its answer is written.
  struct Finding {
    let formulation: Formulation
    let network: FundingNetwork
    var run: Run
    var ties = Answer.Ties.any
    var unique: Bool?
  }

  private var wantedTies: Answer.Ties {
    options.ties
      ?? (scenario.initiatives.count <= SelectionOptions.canonicalUpTo ? .canonical : .any)
  }

  /// Searches for the best portfolio and breaks ties.
  func find(
    _ begin: ContinuousClock.Instant,
    remembering memory: inout SelectionMemory
  ) throws -> Finding {
    let (formulation, network) = try memory.prepare(scenario, options.settings)
    var finding = Finding(
      formulation: formulation,
      network: network,
      run: Run(formulation, network, searchLimits(begin))
    )
    if let known = memory.settle(&finding.run, ties: wantedTies) {
      (finding.ties, finding.unique) = known
    } else {
      memory.help(&finding.run)
      try search(&finding)
    }
    memory.learn(from: finding)
    return finding
  }

  private func search(_ finding: inout Finding) throws {
    finding.run.collectsTies = wantedTies == .canonical
    try finding.run.optimize()
    guard finding.run.status == .optimal, wantedTies == .canonical, let best = finding.run.best
    else { return }
    var breaking = TieBreaking(
      finding.run.stage,
      best,
      among: finding.run.ties,
      limits: finding.run.limits
    )
    finding.unique = try breaking.isUnique()
    if finding.unique == true {
      finding.ties = .canonical
    } else if finding.unique == false {
      finding.run.best = try breaking.canonical()
      if breaking.isProven { finding.ties = .canonical }
    }
    finding.run.nodes += breaking.nodes
  }

  private func searchLimits(_ begin: ContinuousClock.Instant) -> SearchLimits {
    var limits = SearchLimits()
    limits.deadline = options.timeLimit.map { begin + $0 }
    limits.stop = options.stop
    limits.gap = options.gap
    limits.ideas = options.ideas
    limits.sharing = options.sharing
    if let progress = options.progress {
      let pace = Pace(begin)
      limits.report = { nodes, value, bound in
        guard pace.isDue else { return }
        progress(SelectionProgress(nodes: nodes, value: value, bound: bound))
      }
    }
    return limits
  }

  /// When progress was told.
  private final class Pace: Sendable {
    private let last: Mutex<ContinuousClock.Instant>

    init(_ begin: ContinuousClock.Instant) { last = Mutex(begin) }

    /// Whether that was a tenth of a second ago; if so, it begins anew.
    var isDue: Bool {
      last.withLock { last in
        let now = ContinuousClock.now
        guard last.duration(to: now) >= .milliseconds(100) else { return false }
        last = now
        return true
      }
    }
  }

  /// The aims, one after the other.
  struct Run {
    var stage: Stage
    let limits: SearchLimits
    var best: [Start]?
    var status = Answer.Status.optimal
    /// The bound on each aim that was looked at.
    var bounds: [Int64] = []
    var nodes = 0
    var relaxation: Double?
    /// Whether all that was searched were knapsacks.
    private(set) var isKnapsack = false
    /// Whether the search for the last aim is to look for all that is as good too.
    var collectsTies = false
    /// A portfolio for each set of initiatives that is as good; `nil` where no search told.
    private(set) var ties: [[Start]]?

    init(_ formulation: Formulation, _ network: FundingNetwork, _ limits: SearchLimits) {
      stage = Stage(formulation, network: network)
      self.limits = limits
    }

    /// Takes a portfolio that is known to be the best, the bounds on the aims, and tickets that pay it.
    mutating func settle(_ starts: [Start], bounds: [Int64], paidBy tickets: TicketDecisions?) {
      best = starts
      self.bounds = bounds
      stage.learn(starts, paidBy: tickets)
    }

    mutating func optimize() throws {
      if let risk = stage.formulation.risk { return try pursueTail(risk) }
      switch stage.formulation.scenario.objective.mode {
      case .sum, .lexicographic:
        for aim in stage.formulation.valuation.points.indices {
          guard try maximizePoints(ofAim: aim) else { return }
        }
      case .maximin: try pursueMaximin()
      case .nash: try pursueNash()
      }
    }

    /// Maximizes the points of an aim and holds them; whether that is proven.
    mutating func maximizePoints(ofAim aim: Int) throws -> Bool {
      stage.setObjective(ofAim: aim)
      let isLast = aim == stage.formulation.valuation.points.indices.last
      guard let value = try maximize(stage, collectsTies: collectsTies && isLast) else {
        return false
      }
      stage.holdObjective(atLeast: value)
      return true
    }

    /// Maximizes the objective of a stage that is as this one, perhaps with more columns and rows.
    ///
    /// - Returns: The optimum; `nil` if it is not proven, of which ``status`` says why.
    mutating func maximize(_ trial: Stage, collectsTies: Bool = false) throws -> Int64? {
      var search = TreeSearch(
        trial,
        limits: limits,
        incumbent: best,
        collectsTies: collectsTies
      )
      try search.run()
      if search.isProven {
        ties = search.ties.map { ties in
          ties.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { ties[$0] }
        }
      }
      note(search)
      best = search.best ?? best
      bounds.append(min(search.bound, stage.formulation.aimCeilings[bounds.count]))
      guard let best else {
        status = search.isProven ? .infeasible : .unknown
        return nil
      }
      let value = trial.value(of: best)
      guard search.isProven || search.bound == value else {
        status = .feasible
        return nil
      }
      stage.fix(search.flips, below: value)
      return value
    }

    /// Counts a search's work and keeps what it learnt of the payments.
    mutating func note(_ search: TreeSearch) {
      isKnapsack = search.isKnapsack && (isKnapsack || nodes == 0)
      nodes += search.nodes
      stage.learn(from: search)
      relaxation = relaxation ?? search.relaxation
    }
  }
}
