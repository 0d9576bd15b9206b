import GLPKSolver
import HeapModule
import MixedInteger

/// The tree search over the columns that are still free: one simplex session on one program.
///
/// It works for a ``TreeSearch``, which owns the incumbent, the limits and what has been fixed. The
/// session holds few rows at first; the short ones (requirements, groups) and those of the money enter
/// when a point breaks them.
struct CoreSearch {
  enum Outcome {
    /// Proven or stopped; the search says which.
    case finished
    /// The root fixed so much that a smaller program pays.
    case reduced
    /// The tree is long: what is open is to be shared.
    case long
  }

  /// A binary column held at a value, in four bytes: the tree holds many.
  struct Fixing {
    private let code: Int32

    init(_ column: Int, _ value: Int64) { code = Int32(column) << 1 | Int32(value) }

    var column: Int { Int(code >> 1) }
    var value: Int64 { Int64(code & 1) }
  }

  /// A part of the core that has not been searched.
  struct Node: Comparable {
    var fixings: [Fixing]
    /// No portfolio in it is worth more.
    var bound: Int64
    /// Later nodes are deeper on the current path and go first among equal bounds.
    var number: Int
    /// The branching that made it, if it is to be learnt from.
    var branching: Branching?

    static func < (left: Node, right: Node) -> Bool {
      (left.bound, left.number) < (right.bound, right.number)
    }

    static func == (left: Node, right: Node) -> Bool {
      (left.bound, left.number) == (right.bound, right.number)
    }
  }

  /// How a node came from its parent.
  struct Branching {
    /// The candidate's number among the pseudo-costs.
    var number: Int
    /// How much of the parent's point was on the upper side.
    var share: Double
    /// The value of the parent's relaxation.
    var objective: Double
    var isUp: Bool
  }

  /// What is known of the node at hand.
  struct Relaxed {
    /// No portfolio in the node is worth more.
    var bound: Int64
    /// The exact evaluation behind it, if there is one.
    var exact: ExactBound?
    /// Whether `values` hold the optimal point of its relaxation.
    var isSolved: Bool
  }

  /// How a node is cut in two; `first` is looked at first.
  struct Branch {
    var first: [Fixing]
    var second: [Fixing]
    /// Where it is a candidate's: what `first` is.
    var branching: Branching?
  }

  /// The program, to which rows are added.
  var core: IntegerProgram
  /// The stage's column for each column of the core.
  let kept: [Int]
  /// What the columns outside the core add to the objective.
  let constant: Int64
  let isFirst: Bool
  let starts: [(column: Int, start: Start)]
  /// The core's integer columns.
  let integers: [Int]
  /// Those that say whether an initiative is in.
  let memberships: [Int]
  /// Whether every column of the core is 0 or 1 at each portfolio.
  let isBinary: Bool
  /// For each initiative with several free cycles: its columns in their order.
  let cycles: [[Int]]
  /// For each free membership column: the free starts that it is the sum of.
  let startsOfMembership: [Int: [Int]]
  /// The money; `nil` where it is no rule.
  let funding: FundingCuts?
  /// The heuristic, with the number of rows that it was made for.
  var heuristic: (rows: Int, heuristic: CoreHeuristic)?
  var propagator: Propagator
  private let propagates: Bool
  /// The session's row for each row of the core, −1 while it is outside, and the other way round.
  var places: [Int]
  var loaded: [Int]
  /// Whether a row of the core is a cut.
  var isCut: [Bool]
  /// The rows outside the session that points are held against.
  var waiting: [Int]
  /// The bounds in the session.
  var lower: [Int64]
  var upper: [Int64]
  var values: [Double] = []
  var rowPrices: [Double] = []
  /// The number from which candidates that cut cycles have their pseudo-costs.
  let undatedNumber: Int
  /// How many points in a row broke no row of the money that was not known.
  var paidPoints = 0
  var numbered = 0
  /// The parts that have not been searched.
  var open = Heap<Node>()
  /// The root's bound, which fixes more whenever the incumbent gets better, and the threshold that
  /// it was last held against.
  var rootExact: ExactBound?
  var lastThreshold: Int64?

  /// A search of what is free of the stage's program within `lower…upper`.
  init(_ search: borrowing TreeSearch, isFirst: Bool) {
    let stage = search.stage
    var narrowed = stage.program
    narrowed.lower = search.lower
    narrowed.upper = search.upper
    let (reduced, kept, constant) = narrowed.reduced()
    core = reduced
    self.kept = kept
    self.constant = constant
    self.isFirst = isFirst
    integers = reduced.isInteger.indices.filter { reduced.isInteger[$0] }
    var position = [Int](repeating: -1, count: narrowed.lower.count)
    for (index, column) in kept.enumerated() { position[column] = index }
    let free = stage.startColumns.filter { position[$0.column] >= 0 }
      .map { (column: position[$0.column], start: $0.start) }
    starts = free
    memberships = integers.filter { stage.isMembership[kept[$0]] }
    isBinary = kept.indices.allSatisfy {
      reduced.isInteger[$0] || kept[$0] < stage.isPair.count && stage.isPair[kept[$0]]
    }
    var byInitiative: [Int: [Int]] = [:]
    for (column, start) in free where !stage.isMembership[kept[column]] {
      byInitiative[start.initiative, default: []].append(column)
    }
    cycles = byInitiative.keys.sorted().compactMap { byInitiative[$0] }
    var sums: [Int: [Int]] = [:]
    for (initiative, columns) in byInitiative {
      guard let membership = stage.formulation.memberships[initiative],
        position[membership] >= 0
      else { continue }
      sums[position[membership]] = columns
    }
    startsOfMembership = sums
    if stage.formulation.isInForce(.funds) {
      let fixed = stage.startColumns.filter { narrowed.lower[$0.column] == 1 }.map(\.start)
      let cuts = FundingCuts(stage.network, free: free, fixed: fixed)
      for shortfall in search.shortfalls {
        let row = cuts.row(of: shortfall)
        core.addRow(row.terms, upper: row.upper)
      }
      funding = cuts
    } else {
      funding = nil
    }
    let rowsBeforeCuts = core.rows.count
    for cut in search.cuts {
      var upper = cut.upper
      var terms: [(column: Int, coefficient: Int64)] = []
      for (column, coefficient) in cut.terms {
        if position[column] >= 0 {
          terms.append((position[column], coefficient))
        } else {
          upper -= coefficient * narrowed.lower[column]
        }
      }
      if !terms.isEmpty { core.addRow(terms, upper: upper) }
    }
    propagator = Propagator(core)
    propagates = search.uses(.propagation)
    lower = core.lower
    upper = core.upper
    undatedNumber = stage.program.lower.count
    loaded = []
    waiting = []
    places = [Int](repeating: -1, count: core.rows.count)
    isCut = core.rows.indices.map { $0 >= rowsBeforeCuts }
    let waitsIfShort = search.uses(.lateRows)
    for row in core.rows.indices {
      if isCut[row] || waitsIfShort && core.isShort(row) {
        waiting.append(row)
      } else {
        places[row] = loaded.count
        loaded.append(row)
      }
    }
  }

  /// Searches the core on behalf of `search`.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally.
  mutating func run(in search: inout TreeSearch) throws -> Outcome {
    try SimplexSession.with(
      core.relaxation(rows: loaded),
      // Another path through the bases where the usual one made GLPK give up.
      longStep: search.failures % 2 == 0
    ) { session in
      open.insert(Node(fixings: [], bound: search.bound, number: 0))
      return try explore(&session, &search, fromRoot: true)
    }
  }

  /// Goes on with the open parts in a session of its own until the share is over.
  mutating func resume(in search: inout TreeSearch) throws {
    lower = core.lower
    upper = core.upper
    try SimplexSession.with(
      core.relaxation(rows: loaded),
      longStep: search.failures % 2 == 0
    ) { session in
      _ = try explore(&session, &search, fromRoot: false)
    }
  }

  private mutating func explore(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch,
    fromRoot: Bool
  ) throws -> Outcome {
    var next: Node?
    var isRoot = fromRoot
    while let node = next ?? open.popMax() {
      let isChild = next != nil
      next = nil
      let reach = max(node.bound, open.max?.bound ?? .min)
      if search.stops(at: reach) || search.isShareOver {
        open.insert(node)
        return .finished
      }
      if search.turnsThorough() { return .reduced }
      if !isRoot, search.isLong(open: open.count) {
        open.insert(node)
        return .long
      }
      guard search.isWorthwhile(node.bound) else { continue }
      search.countNode()
      guard try enter(node, fromParent: isChild, &session) else { continue }
      var relaxed = try solve(node, &session, &search)
      if relaxed.isSolved, let branching = node.branching {
        search.costs.record(
          branching.number,
          isUp: branching.isUp,
          loss: max(0, branching.objective - session.objective),
          fraction: branching.share
        )
      }
      guard search.isWorthwhile(relaxed.bound) else { continue }
      if isRoot {
        search.noteRoot(
          relaxed.bound,
          relaxed.isSolved ? session.objective + Double(constant) : nil
        )
        if isFirst, let exact = relaxed.exact { rememberRoot(exact, &search) }
        if try settle(relaxed, &session, &search) {
          if search.isDone { return .finished }
          continue
        }
      }
      if relaxed.isSolved, isRoot || search.nodes % 16 == 0 {
        try improve(
          relaxed,
          &session,
          &search,
          effort: effort(isRoot: isRoot, isThorough: search.isThorough),
          order: isRoot || !cycles.isEmpty ? .cheapest : .mostPoints
        )
        if isRoot, isFirst, search.best == nil {
          search.improve(guidedBy: starts.map { (kept[$0.column], values[$0.column]) })
        }
        if !isRoot, search.isThorough { try searchBetween(&search) }
        if search.isDone { return .finished }
        guard search.isWorthwhile(relaxed.bound) else { continue }
      }
      if isRoot {
        isRoot = false
        if integers.count > 2_000, let exact = relaxed.exact, relaxed.isSolved {
          try searchNeighbourhood(exact, rows: loaded.count, &search)
        }
        if search.isDone { return .finished }
        if try settle(relaxed, &session, &search) {
          if search.isDone { return .finished }
          continue
        }
        if let exact = relaxed.exact, fixes(exact, &search) { return .reduced }
        guard search.isThorough || !search.mayNarrow else {
          rootExact = relaxed.exact
          next = try branch(node, relaxed, &session, &search)
          if search.isDone { return .finished }
          continue
        }
        if search.mayNarrow { relaxed = try addCuts(node, relaxed, &session, &search) }
        search.noteRoot(relaxed.bound, nil)
        guard search.isWorthwhile(relaxed.bound) else { continue }
        if relaxed.isSolved, let exact = relaxed.exact {
          try improve(relaxed, &session, &search, effort: 400_000, order: .cheapest)
          try searchNeighbourhood(exact, rows: loaded.count, &search)
        }
        if search.isDone { return .finished }
        guard search.isWorthwhile(relaxed.bound) else { continue }
        if let exact = relaxed.exact, fixes(exact, &search) { return .reduced }
        if relaxed.isSolved, try probe(&session, &search) { return .reduced }
        guard try enter(node, &session) else { continue }
        relaxed = try solve(node, &session, &search)
        guard search.isWorthwhile(relaxed.bound) else { continue }
        rootExact = relaxed.exact
      } else if !search.isShare, isImproved(search.threshold), let exact = rootExact,
        fixes(exact, &search)
      {
        return .reduced
      }
      next = try branch(node, relaxed, &session, &search)
      if search.isDone { return .finished }
    }
    search.finish()
    return .finished
  }

  /// The exchanges that the heuristic may try: many where a long search is ahead.
  private func effort(isRoot: Bool, isThorough: Bool) -> Int {
    guard isRoot else { return 4_000 }
    return isThorough ? 400_000 : min(400_000, 100 * integers.count)
  }

  // MARK: - One node

  /// Sets the bounds of a node in the session, changing only what differs from the last one.
  ///
  /// - `fromParent`: Whether the session holds the bounds of a node that this one is a part of, so that
  ///   only what is new has to be propagated.
  /// - Returns: Whether the node can hold a portfolio.
  mutating func enter(
    _ node: Node,
    fromParent: Bool = false,
    _ session: inout SimplexSession
  ) throws -> Bool {
    var low = fromParent ? lower : core.lower
    var high = fromParent ? upper : core.upper
    var changed: [Int] = []
    for fixing in node.fixings where low[fixing.column] < high[fixing.column] {
      low[fixing.column] = fixing.value
      high[fixing.column] = fixing.value
      changed.append(fixing.column)
    }
    for fixing in node.fixings where low[fixing.column] != fixing.value { return false }
    guard !propagates || propagator.propagate(&low, &high, from: changed) else { return false }
    for column in integers { try setBounds(of: column, low[column], high[column], &session) }
    return true
  }

  mutating func setBounds(
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

  /// Solves the node's relaxation, with all rows that its point would break, and bounds it in
  /// integers.
  mutating func solve(
    _ node: Node,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Relaxed {
    let cutoff = search.threshold.map { Double($0) - Double(constant) - 0.5 }
    while true {
      let before = session.iterations
      let status = try session.solve(
        timeLimit: search.limits.remaining,
        objectiveCutoff: cutoff
      )
      search.count(iterations: session.iterations - before, rows: loaded.count)
      switch status {
      case .infeasible:
        if let multipliers = try session.infeasibilityCertificate(),
          let proof = exactBound(multipliers, withObjective: false),
          proof.provesEmpty
        {
          return Relaxed(bound: .min, exact: nil, isSolved: false)
        }
      case .undefined, .unbounded: return Relaxed(bound: node.bound, exact: nil, isSolved: false)
      case .optimal, .cutoff, .iterationLimit, .timeLimit: break
      }
      if status == .optimal {
        try session.copyPrimal(into: &values)
        if !search.limits.isReached {
          if try loadBrokenRows(&session) { continue }
          if try addFundingRow(&session, &search) { continue }
          if try addTangents(&session, &search) { continue }
          if try addTailRow(&session, &search) { continue }
        }
      }
      try session.copyRowPrices(into: &rowPrices)
      let exact = exactBound(rowPrices, withObjective: true)
      return Relaxed(
        bound: min(node.bound, exact?.value(adding: constant) ?? .max),
        exact: exact,
        isSolved: status == .optimal
      )
    }
  }

  /// The exact bound within the node at prices of the session's rows.
  func exactBound(_ sessionPrices: [Double], withObjective: Bool) -> ExactBound? {
    var prices = [Double](repeating: 0, count: core.rows.count)
    for (row, price) in zip(loaded, sessionPrices) { prices[row] = price }
    return ExactBound(
      core,
      prices: prices,
      lower: lower,
      upper: upper,
      withObjective: withObjective
    )
  }
}
