import GLPKSolver
import HeapModule
import MixedInteger

/// The tree search over the columns that are still free: one simplex session on one program.
///
/// It works for a ``TreeSearch``, which owns the incumbent, the limits and what has been fixed.
struct CoreSearch {
  enum Outcome {
    /// Proven or stopped; the search says which.
    case finished
    /// The root fixed so much that a smaller program pays.
    case reduced
  }

  /// A part of the core that has not been searched: binary columns held at a value.
  private struct Node: Comparable {
    var fixings: [(column: Int, value: Int64)]
    /// No portfolio in it is worth more.
    var bound: Int64
    /// Later nodes are deeper on the current path and go first among equal bounds.
    var number: Int

    static func < (left: Node, right: Node) -> Bool {
      (left.bound, left.number) < (right.bound, right.number)
    }

    static func == (left: Node, right: Node) -> Bool {
      (left.bound, left.number) == (right.bound, right.number)
    }
  }

  /// What is known of the node at hand.
  private struct Relaxed {
    /// No portfolio in the node is worth more.
    var bound: Int64
    /// The exact evaluation behind it, if there is one.
    var exact: ExactBound?
    /// Whether `values` hold the optimal point of its relaxation.
    var isSolved: Bool
  }

  /// The program, to which the root adds cuts.
  private var core: IntegerProgram
  /// The stage's column for each column of the core.
  private let kept: [Int]
  /// What the columns outside the core add to the objective.
  private let constant: Int64
  private let isFirst: Bool
  /// The core's integer columns: all, starts, tickets, and those whose values settle a portfolio,
  /// with the ones that say which initiatives are in.
  private let integers: [Int]
  private let startColumns: [Int]
  private let ticketColumns: [Int]
  private let decisions: [Int]
  private let isMembership: [Bool]
  private var propagator: Propagator
  /// The bounds in the session.
  private var lower: [Int64]
  private var upper: [Int64]
  private var values: [Double]
  private var prices: [Double]
  private var costs: PseudoCosts
  private var numbered = 0

  /// A search of `core`, the program that ``IntegerProgram/reduced()`` made of the stage's.
  init(
    _ core: IntegerProgram,
    kept: [Int],
    constant: Int64,
    roles: [Role?],
    isStart: [Bool],
    isFirst: Bool
  ) {
    self.core = core
    self.kept = kept
    self.constant = constant
    self.isFirst = isFirst
    let integers = core.isInteger.indices.filter { core.isInteger[$0] }
    self.integers = integers
    isMembership = kept.map { roles[$0] == .membership }
    ticketColumns = integers.filter { roles[kept[$0]] == .ticket }
    decisions = integers.filter { [.membership, .begun].contains(roles[kept[$0]]) }
    startColumns = kept.indices.filter { isStart[kept[$0]] }
    propagator = Propagator(core)
    lower = core.lower
    upper = core.upper
    values = [Double](repeating: 0, count: core.lower.count)
    prices = [Double](repeating: 0, count: core.rows.count)
    costs = PseudoCosts(count: core.lower.count)
  }

  /// Searches the core on behalf of `search`.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally.
  mutating func run(in search: inout TreeSearch) throws -> Outcome {
    try SimplexSession.with(core.relaxation) { session in
      try explore(&session, &search)
    }
  }

  private mutating func explore(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Outcome {
    var open = Heap<Node>()
    var next: Node? = Node(fixings: [], bound: search.bound, number: 0)
    var isRoot = true
    while let node = next ?? open.popMax() {
      next = nil
      let reach = max(node.bound, open.max?.bound ?? .min)
      if search.stops(at: reach) { return .finished }
      guard search.isWorthwhile(node.bound) else { continue }
      search.countNode()
      guard try enter(node, &session) else { continue }
      var relaxed = try solve(node, &session, search)
      guard search.isWorthwhile(relaxed.bound) else { continue }
      if isRoot {
        search.noteRoot(
          relaxed.bound,
          relaxed.isSolved ? session.objective + Double(constant) : nil
        )
        if isFirst, let exact = relaxed.exact { rememberRoot(exact, &search) }
      }
      if relaxed.isSolved, isRoot || search.nodes % 64 == 0 {
        search.improve(guidedBy: startColumns.map { (kept[$0], values[$0]) })
        if search.isDone { return .finished }
        guard search.isWorthwhile(relaxed.bound) else { continue }
      }
      if isRoot {
        if let exact = relaxed.exact, fixes(exact, &search) { return .reduced }
        isRoot = false
        relaxed = try addCuts(node, relaxed, &session, search)
        search.noteRoot(relaxed.bound, nil)
        guard search.isWorthwhile(relaxed.bound) else { continue }
        if let exact = relaxed.exact, fixes(exact, &search) { return .reduced }
      }
      next = try branch(node, relaxed, &session, &search, &open)
      if search.isDone { return .finished }
    }
    search.finish()
    return .finished
  }

  // MARK: - One node

  /// Sets the bounds of a node in the session, changing only what differs from the last one.
  ///
  /// - Returns: Whether the node can hold a portfolio.
  private mutating func enter(_ node: Node, _ session: inout SimplexSession) throws -> Bool {
    var low = core.lower
    var high = core.upper
    for (column, value) in node.fixings {
      low[column] = value
      high[column] = value
    }
    guard propagator.propagate(&low, &high, from: node.fixings.map(\.column)) else { return false }
    for column in integers { try setBounds(of: column, low[column], high[column], &session) }
    return true
  }

  private mutating func setBounds(
    of column: Int,
    _ low: Int64,
    _ high: Int64,
    _ session: inout SimplexSession
  ) throws {
    guard lower[column] != low || upper[column] != high else { return }
    lower[column] = low
    upper[column] = high
    try session.setBounds(of: column, lower: Double(low), upper: Double(high))
  }

  /// Solves the node's relaxation and bounds it in integers.
  private mutating func solve(
    _ node: Node,
    _ session: inout SimplexSession,
    _ search: TreeSearch
  ) throws -> Relaxed {
    let cutoff = search.threshold.map { Double($0) - Double(constant) - 0.5 }
    let status = try session.solve(
      timeLimit: search.limits.remaining,
      objectiveCutoff: cutoff
    )
    switch status {
    case .infeasible:
      if let multipliers = try session.infeasibilityCertificate(),
        let proof = ExactBound(
          core,
          prices: multipliers,
          lower: lower,
          upper: upper,
          withObjective: false
        ),
        proof.provesEmpty
      {
        return Relaxed(bound: .min, exact: nil, isSolved: false)
      }
    case .undefined, .unbounded: return Relaxed(bound: node.bound, exact: nil, isSolved: false)
    case .optimal, .cutoff, .iterationLimit, .timeLimit: break
    }
    try session.copyRowPrices(into: &prices)
    let exact = ExactBound(core, prices: prices, lower: lower, upper: upper)
    if status == .optimal { try session.copyPrimal(into: &values) }
    return Relaxed(
      bound: min(node.bound, exact?.value(adding: constant) ?? .max),
      exact: exact,
      isSolved: status == .optimal
    )
  }

  // MARK: - Cuts

  /// Adds lifted covers at the root while they lower the bound.
  private mutating func addCuts(
    _ node: Node,
    _ root: Relaxed,
    _ session: inout SimplexSession,
    _ search: TreeSearch
  ) throws -> Relaxed {
    let covers = CoverCuts(core)
    var relaxed = root
    var stalled = 0
    while relaxed.isSolved, stalled < 3, !search.limits.isReached,
      search.isWorthwhile(relaxed.bound)
    {
      let cuts = covers.violated(by: values, most: 50)
      guard !cuts.isEmpty else { break }
      let before = session.objective
      for cut in cuts {
        core.addRow(cut.terms, upper: cut.upper)
        try session.addRow(
          cut.terms.map { ($0.column, Double($0.coefficient)) },
          upper: Double(cut.upper)
        )
        prices.append(0)
      }
      relaxed = try solve(node, &session, search)
      stalled = before - session.objective < 1e-4 * abs(before) ? stalled + 1 : 0
    }
    propagator = Propagator(core)
    return relaxed
  }

  // MARK: - Reduced costs

  private func rememberRoot(_ exact: ExactBound, _ search: inout TreeSearch) {
    search.flips = startColumns.map {
      (kept[$0], exact.prefersOne($0) ? 1 : 0, exact.valueIfFlipped($0, adding: constant))
    }
  }

  /// Fixes the columns that the root's reduced costs allow, if that is a tenth of them or more.
  private func fixes(_ exact: ExactBound, _ search: inout TreeSearch) -> Bool {
    let fixed = integers.filter {
      !search.isWorthwhile(exact.valueIfFlipped($0, adding: constant))
    }
    guard !fixed.isEmpty, fixed.count * 10 >= integers.count else { return false }
    for column in fixed { search.fix(kept[column], at: exact.prefersOne(column) ? 1 : 0) }
    return true
  }

  // MARK: - Branching

  /// Branches on the node; returns the child to go on with, having put the other aside.
  private mutating func branch(
    _ parent: Node,
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch,
    _ open: inout Heap<Node>
  ) throws -> Node? {
    var node = parent
    node.bound = relaxed.bound
    if let exact = relaxed.exact {
      let known = node.fixings.count
      for column in integers where lower[column] < upper[column] {
        guard !search.isWorthwhile(exact.valueIfFlipped(column, adding: constant)) else { continue }
        node.fixings.append((column, exact.prefersOne(column) ? 1 : 0))
      }
      if node.fixings.count > known, try !enter(node, &session) { return nil }
    }
    let free = decisions.filter { lower[$0] < upper[$0] }
    guard !free.isEmpty else {
      search.offer(columns: startColumns.filter { lower[$0] == 1 }.map { kept[$0] })
      return nil
    }
    guard
      let (column, goesUp) = try choose(among: free, relaxed, &session, &search)
    else { return nil }
    numbered += 2
    let up = Node(fixings: node.fixings + [(column, 1)], bound: node.bound, number: numbered)
    let down = Node(
      fixings: node.fixings + [(column, 0)],
      bound: node.bound,
      number: numbered - 1
    )
    open.insert(goesUp ? down : up)
    return goesUp ? up : down
  }

  /// The column to branch on and the side to look at first; `nil` if the node is settled.
  private mutating func choose(
    among free: [Int],
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> (column: Int, goesUp: Bool)? {
    guard relaxed.isSolved else { return (free[0], true) }
    let undecided = free.filter(isFractional)
    if !undecided.isEmpty {
      let memberships = undecided.filter { isMembership[$0] }
      let fractional = memberships.isEmpty ? undecided : memberships
      let column = try mostPromising(fractional, &session, search)
      return (column, values[column] >= 0.5)
    }
    let whole = startColumns.filter { lower[$0] == 1 || (upper[$0] == 1 && values[$0] > 0.5) }
    let isTaken = search.offer(columns: whole.map { kept[$0] })
    if search.isDone || !search.isWorthwhile(relaxed.bound) { return nil }
    // The relaxation found a portfolio that money cannot pay: decide a ticket before a start.
    if !isTaken,
      let ticket = ticketColumns.first(where: { lower[$0] < upper[$0] && isFractional($0) })
    {
      return (ticket, values[ticket] >= 0.5)
    }
    let column = free.first { values[$0] > 0.5 } ?? free[0]
    return (column, values[column] > 0.5)
  }

  private func isFractional(_ column: Int) -> Bool {
    abs(values[column] - values[column].rounded()) > 1e-6
  }

  /// The most promising of the fractional columns, by pseudo-costs; new ones are tried first.
  private mutating func mostPromising(
    _ fractional: [Int],
    _ session: inout SimplexSession,
    _ search: TreeSearch
  ) throws -> Int {
    guard fractional.count > 1 else { return fractional[0] }
    let candidates = fractional.sorted {
      (abs(values[$0] - 0.5), $0) < (abs(values[$1] - 0.5), $1)
    }
    let untried = candidates.filter { !costs.isReliable($0) }.prefix(8)
    if !untried.isEmpty {
      let objective = session.objective
      let basis = try session.basis()
      for column in untried {
        for side in [0.0, 1.0] {
          try session.setBounds(of: column, lower: side, upper: side)
          let status = try session.solve(iterationLimit: 40, method: .dual)
          let loss =
            status == .infeasible ? abs(objective) + 1 : max(0, objective - session.objective)
          costs.record(column, isUp: side == 1, loss: loss, fraction: values[column])
          try session.setBounds(of: column, lower: 0, upper: 1)
          try session.restore(basis)
        }
      }
    }
    var best = candidates[0]
    for column in candidates.dropFirst()
    where costs.score(column, values[column]) > costs.score(best, values[best]) {
      best = column
    }
    return best
  }
}
