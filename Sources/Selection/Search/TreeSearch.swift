import GLPKSolver
import MixedInteger

/// Exact branch and bound over the starts of a ``Stage``.
///
/// GLPK's warm-started simplex proposes prices and points; every bound is evaluated in integers
/// (``ExactBound``) and every portfolio is judged in integers (`Stage.isFeasible`), so neither a
/// pruned node nor an accepted portfolio rests on floating point. What GLPK cannot decide is
/// branched on, down to single portfolios, so the search ends with a proof whatever GLPK says.
///
/// The root's reduced costs fix most columns once an incumbent is known; the rest, the *core*, is
/// rebuilt as a smaller program and searched best bound first with plunging. Parts with few free columns
/// are settled by ``Enumeration``. Branching is by
/// pseudo-costs that strong branching starts (Achterberg, Koch and Martin, "Branching rules
/// revisited", Operations Research Letters 33, 2005).
struct TreeSearch {
  let stage: Stage
  private(set) var limits: SearchLimits
  /// Only portfolios worth at least this are looked for; `nil`: all.
  private(set) var threshold: Int64?
  private(set) var best: [Start]?
  /// What `best` is worth.
  private var value: Int64?
  /// No feasible portfolio is worth more than this.
  private(set) var bound: Int64
  private(set) var isProven = false
  private(set) var nodes = 0
  /// Those of searches of parts.
  private var narrowed = 0
  /// The relaxation's value at the first root.
  private(set) var relaxation: Double?
  /// For each start column free at the first root: the value that its reduced cost prefers, and
  /// the bound on all portfolios in which it has the other.
  var flips: [(column: Int, preferred: Int64, boundIfFlipped: Int64)] = []
  /// Whether the search ended, by a proof or otherwise.
  private(set) var isDone = false
  /// Whether all of it was one knapsack.
  var isKnapsack = false

  /// Unequal portfolios' values are at least so far apart.
  private let step: Int64
  private let endsAtFirst: Bool
  /// One of the best portfolios for each set of initiatives that has any, where that is asked for and
  /// they are not too many.
  private(set) var ties: [[Int]: [Start]]?
  /// The most sets of initiatives that are kept.
  private static let mostTies = 100
  /// Whether it may search a part of the problem first, to have a good incumbent.
  private(set) var mayNarrow = true
  /// How often the search has begun anew because its tree had grown long.
  private var thoroughness = 0
  /// Iterations of the simplex method times rows: work that is the same on every machine.
  private var work = 0
  /// The work done to find cuts: iterations of the simplex method times items.
  private var cutting = 0
  /// The work after which a tree is begun anew, and the most that is done from then on to find cuts: they
  /// cost most instances more than they save, and are all that helps with the longest trees.
  private static let turns = [
    (work: 400_000, cutting: 50_000), (work: 3_000_000, cutting: 1_000_000),
  ]
  /// The nodes after which parts are searched again and again.
  private static let longTree = 4_000
  /// The work at which a search of a share stops.
  private var end = Int.max
  /// The starts from which on a first relaxation may take long.
  private static let slowRoot = 20_000
  /// How often GLPK gave up in this search.
  private(set) var failures = 0
  /// How often it may.
  private static let patience = 8
  /// The most that a portfolio is worth of which it was not decided whether its tickets can be kept.
  private var undecided: Int64?
  /// The work of a search for whole tickets when the portfolio will be met again: nodes times starts, and no
  /// more nodes than in small portfolios.
  private static let ticketPatience = (work: 400_000, nodes: 2_000)
  /// The nodes after which a search of a part gives up.
  private var nodeLimit = Int.max
  /// The tickets by which those of the best portfolios can be paid for which that was found here.
  private(set) var paid: [[Start]: TicketDecisions]
  /// The program's bounds, narrowed by what has been proven.
  private(set) var lower: [Int64]
  private(set) var upper: [Int64]
  /// The min-cut rows of the payments that points have broken so far.
  private(set) var shortfalls: [Shortfall]
  private var known: Set<Shortfall>
  /// What branching has cost so far.
  var costs: PseudoCosts
  /// The most free columns with which a node's points are looked at one after the other.
  var enumerable = 32
  /// The cuts found so far, over the program's columns: Σ terms ≤ upper.
  private(set) var cuts: [(terms: [(column: Int, coefficient: Int64)], upper: Int64)] = []

  /// A search for the best portfolio.
  ///
  /// Only portfolios better than `incumbent`, a feasible one, are looked for, or those worth `threshold`
  /// or more; with `endsAtFirst` the first that is found will do. With `collectsTies` all sets of
  /// initiatives that are as good as the best are looked for.
  init(
    _ stage: Stage,
    limits: SearchLimits,
    incumbent: [Start]? = nil,
    threshold: Int64? = nil,
    endsAtFirst: Bool = false,
    collectsTies: Bool = false
  ) {
    self.stage = stage
    self.limits = limits
    self.endsAtFirst = endsAtFirst
    ties = collectsTies ? [:] : nil
    step = stage.program.objectiveStep
    lower = stage.program.lower
    upper = stage.program.upper
    shortfalls = stage.shortfalls
    paid = [:]
    known = Set(shortfalls)
    costs = stage.costs[stage.program.objective] ?? PseudoCosts()
    bound = stage.program.objective.indices.reduce(0) {
      $0 + max(0, stage.program.objective[$1] * stage.program.upper[$1])
    }
    self.threshold = threshold
    if let incumbent {
      accept(incumbent, stage.value(of: incumbent), paidBy: stage.paid[incumbent])
    }
  }

  /// Searches to the proof or to a limit.
  ///
  /// When GLPK gives up, which loses its problems but nothing of what is known here, the search goes
  /// on from what is known, with other settings of the simplex method.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally again and again.
  mutating func run() throws {
    // Whoever stops the search before its first relaxation is solved is to have something too. With few
    // columns that is made in no time at the end.
    let isLarge = stage.startColumns.count > TreeSearch.slowRoot
    if isLarge {
      beginAtLimit()
      if limits.isReached, stops(at: bound) { return }
    }
    try searchCores()
    if !isProven { beginAtLimit() }
  }

  /// Makes a portfolio without a relaxation if there is none, and a bound, where a limit is set or the search
  /// was stopped.
  private mutating func beginAtLimit() {
    guard mayNarrow, limits.deadline != nil || limits.isReached else { return }
    if best == nil { improve(guidedBy: []) }
    if relaxation == nil { boundByMoney() }
  }

  private mutating func searchCores() throws {
    let propagator = Propagator(stage.program)
    var isFirst = true
    while !isDone {
      guard propagator.propagate(&lower, &upper) else {
        finish()
        return
      }
      guard stage.startColumns.contains(where: { lower[$0.column] < upper[$0.column] }) else {
        offer(columns: [], isLast: true)
        finish()
        return
      }
      if isFirst, solveKnapsack() { return }
      var search = CoreSearch(self, isFirst: isFirst)
      isFirst = false
      do {
        let hasFixed = try search.sift(in: &self)
        if isDone || stops(at: bound) { return }
        if hasFixed { continue }
        switch try search.run(in: &self) {
        case .finished: return
        case .reduced: continue
        case .long: if try share(search) == .finished { return }
        }
      } catch SolverError.fatal(let text) {
        try recover(from: .fatal(text))
      } catch SolverError.sessionIsDead {
        try recover(from: .sessionIsDead)
      }
    }
  }

  /// Prepares to begin anew after GLPK gave up.
  ///
  /// A part of a search leaves that to the whole, whose
  /// problem is lost too.
  mutating func recover(from error: SolverError) throws {
    failures += 1
    guard mayNarrow, failures <= TreeSearch.patience else { throw error }
  }

  /// Whether it makes use of an idea.
  func uses(_ idea: SearchIdeas) -> Bool { limits.ideas.contains(idea) }

  /// Whether a part of the tree with this bound can hold what is looked for.
  func isWorthwhile(_ bound: Int64) -> Bool { TreeSearch.isWorthwhile(bound, threshold) }

  /// The same for loops, in which a call to the search itself would copy it.
  static func isWorthwhile(_ bound: Int64, _ threshold: Int64?) -> Bool {
    bound > .min && bound >= threshold ?? .min
  }

  /// Offers the portfolio of the columns that are proven to be 1 and of `columns`: it is taken if
  /// it is feasible and reaches the threshold.
  @discardableResult
  mutating func offer(columns: [Int], isLast: Bool = false) -> Bool {
    offer(portfolio(columns), isLast: isLast)
  }

  /// Looks for a good portfolio near the relaxation's point.
  mutating func improve(guidedBy guide: [(column: Int, value: Double)]) {
    guard uses(.heuristics) else { return }
    var values = [Double](repeating: 0, count: lower.count)
    for (column, _) in stage.startColumns { values[column] = Double(lower[column]) }
    for (column, value) in guide { values[column] = value }
    let heuristic = GreedyHeuristic(stage, limits: limits)
    guard let (starts, tickets) = heuristic.portfolio(guidedBy: values) else { return }
    offer(starts, paidBy: tickets)
  }

  /// A search of a part of this one, for a good portfolio, with at most so many nodes.
  func narrowing(nodes: Int) -> TreeSearch {
    var part = self
    part.mayNarrow = false
    part.ties = nil
    if let value { part.threshold = value + step }
    part.nodeLimit = nodes
    part.nodes = 0
    part.undecided = nil
    part.end = .max
    return part
  }

  /// Whether the tree has grown so long, with so many open parts, that it is shared.
  func isLong(open: Int) -> Bool {
    mayNarrow && uses(.sharing) && !isShare && work > limits.sharing.work
      && open >= limits.sharing.parts
  }

  /// Whether this is one of several that share a tree for a while.
  var isShare: Bool { end < .max }

  /// Whether such a one has done its part for now.
  var isShareOver: Bool { work >= end }

  /// The search of a share of the tree, for so much work.
  func sharing() -> TreeSearch {
    var share = self
    share.limits.report = nil
    share.end = work + limits.sharing.share
    return share
  }

  /// Takes over what the search of a share found since it and this one were the same.
  mutating func take(_ share: TreeSearch, since before: TreeSearch) {
    nodes += share.nodes - before.nodes
    narrowed += share.narrowed - before.narrowed
    work += share.work - before.work
    for shortfall in share.shortfalls { _ = note(shortfall) }
    costs.learn(from: share.costs, since: before.costs)
    if let more = share.undecided { undecided = max(undecided ?? .min, more) }
    guard let value = share.value, value >= self.value ?? .min, let starts = share.best else {
      return
    }
    if endsAtFirst, value != before.value { isDone = true }
    if value > self.value ?? .min { accept(starts, value, paidBy: share.paid[starts]) }
    // What is as good counts only if both looked for it.
    guard let others = share.ties else {
      ties = nil
      threshold = value + step
      return
    }
    for (_, starts) in others.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) })
    where ties != nil { accept(starts, value, paidBy: share.paid[starts]) }
  }

  /// Whether the search is long, and those of its parts have had less than half of it.
  var hasTimeToNarrow: Bool { 2 * narrowed < nodes - TreeSearch.longTree }

  /// Takes over what the search of a part found.
  mutating func take(_ part: TreeSearch) {
    nodes += part.nodes
    narrowed += part.nodes
    for shortfall in part.shortfalls { _ = note(shortfall) }
    costs = part.costs
    enumerable = part.enumerable
    if let starts = part.best { offer(starts, paidBy: part.paid[starts]) }
  }

  /// Ends the search if a limit is reached; `reach` is the largest bound of what is left.
  mutating func stops(at reach: Int64) -> Bool {
    limits.report?(nodes, value, reach)
    guard limits.isReached || nodes >= nodeLimit || limits.isCloseEnough(value, reach) else {
      return false
    }
    bound = max(min(bound, reach), value ?? .min)
    isDone = true
    return true
  }

  /// Ends the search with the proof that nothing better is left, unless a limit left a portfolio
  /// undecided.
  mutating func finish() {
    isDone = true
    if let undecided, isWorthwhile(undecided) {
      bound = max(undecided, value ?? .min)
      return
    }
    isProven = true
    if let value { bound = value }
  }

  /// How far a bound is above the best portfolio; a hundredth of the bound where there is none.
  func gap(to bound: Double) -> Double {
    value.map { max(0, bound - Double($0)) } ?? abs(bound) / 100
  }

  mutating func noteRoot(_ rootBound: Int64, _ relaxation: Double?) {
    bound = min(bound, rootBound)
    if self.relaxation == nil { self.relaxation = relaxation }
  }

  mutating func countNode() { nodes += 1 }

  /// Whether more may be done to find cuts, after so much work since the last count.
  func mayCut(after more: Int) -> Bool { cutting + more < mostCutting }

  private var mostCutting: Int {
    thoroughness == 0 ? 0 : TreeSearch.turns[thoroughness - 1].cutting
  }

  /// Counts work done to find cuts.
  mutating func countCutting(_ work: Int) { cutting += work }

  /// Counts iterations of the simplex method on so many rows.
  mutating func count(iterations: Int, rows: Int) { work += iterations * rows }

  /// Counts steps of an enumeration.
  mutating func count(steps: Int) { work += steps / 12 }

  /// Whether the search has left the hope of a short tree behind and cuts and probes at the root.
  var isThorough: Bool { thoroughness > 0 }

  /// Whether the tree, begun without cuts as small problems need none, or with those that little work finds,
  /// has grown so much that it is begun anew with more.
  mutating func turnsThorough() -> Bool {
    guard mayNarrow, !isShare, thoroughness < TreeSearch.turns.count,
      work > TreeSearch.turns[thoroughness].work,
      thoroughness == 0 || cutting >= mostCutting
    else { return false }
    thoroughness += 1
    return true
  }

  /// Keeps a row of the payments; whether it is new.
  mutating func note(_ shortfall: Shortfall) -> Bool {
    guard known.insert(shortfall).inserted else { return false }
    shortfalls.append(shortfall)
    return true
  }

  /// Whether the portfolio of the columns that are proven to be 1 and of `columns` is worth enough, and
  /// none with its initiatives is known.
  func reachesThreshold(_ columns: [Int]) -> Bool {
    let starts = portfolio(columns)
    let value = stage.value(of: starts)
    return value >= threshold ?? .min
      && !(value == self.value && isKnown(starts.map(\.initiative)))
  }

  /// Keeps a cut on rows that were lifted within the present bounds.
  mutating func note(_ terms: [(column: Int, coefficient: Int64)], upper: Int64) {
    cuts.append((terms, upper))
  }

  /// Why the portfolio of the columns that are proven to be 1 and of `columns` cannot be paid.
  func shortfall(of columns: [Int]) -> Shortfall? {
    stage.network.shortfall(of: portfolio(columns))
  }

  private func portfolio(_ columns: [Int]) -> [Start] {
    let chosen = Set(columns)
    return stage.startColumns.filter { lower[$0.column] == 1 || chosen.contains($0.column) }
      .map(\.start)
  }

  /// Whether a portfolio as good as the best is known that has these initiatives.
  func isKnown(_ initiatives: [Int]) -> Bool { ties?[initiatives] != nil }

  mutating func fix(_ column: Int, at value: Int64) {
    lower[column] = value
    upper[column] = value
  }

  /// Takes a portfolio if it is feasible and reaches the threshold.
  ///
  /// One that is not the last of its part of the tree will be met again: its tickets are not looked at
  /// for long. The last one is decided, or, at a limit, remembered as undecided. `paidBy`: tickets by which
  /// it can be paid.
  @discardableResult
  private mutating func offer(
    _ starts: [Start],
    isLast: Bool = false,
    paidBy known: TicketDecisions? = nil
  ) -> Bool {
    let value = stage.value(of: starts)
    guard value >= threshold ?? .min else { return false }
    if value == self.value, isKnown(starts.map(\.initiative)) { return false }
    let patience = TreeSearch.ticketPatience
    let most =
      isLast && mayNarrow ? .max : min(patience.nodes, patience.work / max(1, starts.count))
    let verdict = stage.verdict(on: starts, isPaid: known != nil) { [limits] nodes in
      nodes == 0 || nodes < most && !limits.isReached
    }
    switch verdict {
    case .feasible(let tickets): accept(starts, value, paidBy: known ?? tickets)
    case .infeasible: return false
    case .undecided:
      if isLast { undecided = max(undecided ?? .min, value) }
      return false
    }
    if endsAtFirst { isDone = true }
    return true
  }

  private mutating func accept(_ starts: [Start], _ value: Int64, paidBy tickets: TicketDecisions?)
  {
    if value != self.value { paid = [:] }
    paid[starts] = tickets
    if value != self.value, ties != nil { ties = [:] }
    ties?[starts.map(\.initiative)] = starts
    if let ties, ties.count > TreeSearch.mostTies { self.ties = nil }
    best = starts
    self.value = value
    threshold = ties == nil ? value + step : value
  }
}
