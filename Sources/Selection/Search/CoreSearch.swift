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
  }

  /// A binary column held at a value, in four bytes: the tree holds many.
  struct Fixing {
    private let code: Int32

    init(_ column: Int, _ value: Int64) { code = Int32(column) << 1 | Int32(value) }

    var column: Int { Int(code >> 1) }
    var value: Int64 { Int64(code & 1) }
  }

  /// A part of the core that has not been searched.
  private struct Node: Comparable {
    var fixings: [Fixing]
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

  /// How a node is cut in two; `first` is looked at first.
  private struct Branch {
    var first: [Fixing]
    var second: [Fixing]
  }

  /// The program, to which rows are added.
  private var core: IntegerProgram
  /// The stage's column for each column of the core.
  private let kept: [Int]
  /// What the columns outside the core add to the objective.
  private let constant: Int64
  private let isFirst: Bool
  private let starts: [(column: Int, start: Start)]
  /// The core's integer columns.
  private let integers: [Int]
  /// Those that say whether an initiative is in.
  private let memberships: [Int]
  /// For each initiative with several free cycles: its columns in their order.
  private let cycles: [[Int]]
  /// For each free membership column: the free starts that it is the sum of.
  private let startsOfMembership: [Int: [Int]]
  /// The money; `nil` where it is no rule.
  private let funding: FundingCuts?
  /// The heuristic, with the number of rows that it was made for.
  private var heuristic: (rows: Int, heuristic: CoreHeuristic)?
  private var propagator: Propagator
  /// The session's row for each row of the core, −1 while it is outside, and the other way round.
  private var places: [Int]
  private var loaded: [Int]
  /// Whether a row of the core is a cut.
  private var isCut: [Bool]
  /// The rows outside the session that points are held against.
  private var waiting: [Int]
  /// The bounds in the session.
  private var lower: [Int64]
  private var upper: [Int64]
  private var values: [Double] = []
  private var rowPrices: [Double] = []
  private var costs: PseudoCosts
  private var numbered = 0
  /// The root's bound, which fixes more whenever the incumbent gets better, and the threshold that
  /// it was last held against.
  private var rootExact: ExactBound?
  private var lastThreshold: Int64?

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
    lower = core.lower
    upper = core.upper
    costs = PseudoCosts(count: 2 * core.lower.count)
    loaded = []
    waiting = []
    places = [Int](repeating: -1, count: core.rows.count)
    isCut = core.rows.indices.map { $0 >= rowsBeforeCuts }
    for row in core.rows.indices {
      if isCut[row] || core.isShort(row) {
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
    try SimplexSession.with(core.relaxation(rows: loaded)) { session in
      try explore(&session, &search)
    }
  }

  /// Solves the root on few of many columns, and fixes what that allows.
  ///
  /// - Returns: Whether the core is smaller now.
  mutating func sift(in search: inout TreeSearch) throws -> Bool {
    guard search.mayNarrow, integers.count == core.lower.count, integers.count > Sifting.many
    else { return false }
    var sifting = Sifting(
      core,
      funding: funding,
      known: Set(search.shortfalls),
      limits: search.limits
    )
    guard try sifting.solve(), let exact = sifting.bound else { return false }
    for shortfall in sifting.shortfalls { _ = search.note(shortfall) }
    values = sifting.values
    search.noteRoot(
      exact.value(adding: constant),
      sifting.objective.map { $0 + Double(constant) }
    )
    if isFirst { rememberRoot(exact, &search) }
    search.improve(guidedBy: starts.map { (kept[$0.column], values[$0.column]) })
    if search.isDone { return true }
    try searchNeighbourhood(exact, rows: sifting.rowCount, &search)
    return search.isDone || fixes(exact, &search)
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
      if search.turnsThorough() { return .reduced }
      guard search.isWorthwhile(node.bound) else { continue }
      search.countNode()
      guard try enter(node, &session) else { continue }
      var relaxed = try solve(node, &session, &search)
      guard search.isWorthwhile(relaxed.bound) else { continue }
      if isRoot {
        search.noteRoot(
          relaxed.bound,
          relaxed.isSolved ? session.objective + Double(constant) : nil
        )
        if isFirst, let exact = relaxed.exact { rememberRoot(exact, &search) }
      }
      if relaxed.isSolved, isRoot || search.nodes % 16 == 0 {
        if isRoot, isFirst {
          search.improve(guidedBy: starts.map { (kept[$0.column], values[$0.column]) })
        }
        try improve(&session, &search, effort: isRoot ? 400_000 : 4_000)
        if search.isDone { return .finished }
        guard search.isWorthwhile(relaxed.bound) else { continue }
      }
      if isRoot {
        isRoot = false
        if integers.count > 2_000, let exact = relaxed.exact, relaxed.isSolved {
          try searchNeighbourhood(exact, rows: loaded.count, &search)
        }
        if search.isDone { return .finished }
        if let exact = relaxed.exact, fixes(exact, &search) { return .reduced }
        guard search.isThorough || !search.mayNarrow else {
          rootExact = relaxed.exact
          next = try branch(node, relaxed, &session, &search, &open)
          if search.isDone { return .finished }
          continue
        }
        if search.mayNarrow { relaxed = try addCuts(node, relaxed, &session, &search) }
        search.noteRoot(relaxed.bound, nil)
        guard search.isWorthwhile(relaxed.bound) else { continue }
        if relaxed.isSolved, let exact = relaxed.exact {
          try improve(&session, &search, effort: 400_000)
          try searchNeighbourhood(exact, rows: loaded.count, &search)
        }
        if search.isDone { return .finished }
        guard search.isWorthwhile(relaxed.bound) else { continue }
        if let exact = relaxed.exact, fixes(exact, &search) { return .reduced }
        if try probe(&session, &search) { return .reduced }
        guard try enter(node, &session) else { continue }
        relaxed = try solve(node, &session, &search)
        guard search.isWorthwhile(relaxed.bound) else { continue }
        rootExact = relaxed.exact
      } else if isImproved(search), let exact = rootExact, fixes(exact, &search) {
        return .reduced
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
    for fixing in node.fixings {
      low[fixing.column] = max(low[fixing.column], fixing.value)
      high[fixing.column] = min(high[fixing.column], fixing.value)
      if low[fixing.column] > high[fixing.column] { return false }
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

  /// Solves the node's relaxation, with all rows that its point would break, and bounds it in
  /// integers.
  private mutating func solve(
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
  private func exactBound(_ sessionPrices: [Double], withObjective: Bool) -> ExactBound? {
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

  // MARK: - Rows

  private mutating func load(_ row: Int, _ session: inout SimplexSession) throws {
    let terms = core.rows[row].terms
    try session.addRow(
      terms.map { (core.columns[$0], Double(core.coefficients[$0])) },
      lower: core.rows[row].lower.map(Double.init) ?? -.infinity,
      upper: core.rows[row].upper.map(Double.init) ?? .infinity
    )
    places[row] = loaded.count
    loaded.append(row)
  }

  private mutating func add(
    _ terms: [(column: Int, coefficient: Int64)],
    upper: Int64,
    isCut: Bool = false,
    _ session: inout SimplexSession
  ) throws {
    places.append(-1)
    self.isCut.append(isCut)
    try load(core.addRow(terms, upper: upper), &session)
  }

  /// Takes in the waiting rows that the point breaks; whether there are any.
  private mutating func loadBrokenRows(_ session: inout SimplexSession) throws -> Bool {
    let broken = waiting.filter { core.isBroken($0, by: values) }
    guard !broken.isEmpty else { return false }
    for row in broken { try load(row, &session) }
    waiting.removeAll { places[$0] >= 0 }
    return true
  }

  /// Adds the money's row that the point breaks most; whether there is one.
  private mutating func addFundingRow(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    guard let funding, let shortfall = funding.violated(by: values),
      search.note(shortfall)
    else { return false }
    let row = funding.row(of: shortfall)
    try add(row.terms, upper: row.upper, &session)
    return true
  }

  /// Takes the cuts out of the session that do not bind; they wait to be broken again.
  private mutating func unloadSlackCuts(_ session: inout SimplexSession) throws {
    try session.copyRowPrices(into: &rowPrices)
    let slack = loaded.indices.filter { isCut[loaded[$0]] && rowPrices[$0] == 0 }
    guard !slack.isEmpty else { return }
    try session.removeRows(slack)
    for place in slack {
      waiting.append(loaded[place])
      places[loaded[place]] = -1
    }
    let gone = Set(slack)
    loaded = loaded.indices.filter { !gone.contains($0) }.map { loaded[$0] }
    for (place, row) in loaded.enumerated() { places[row] = place }
    rowPrices = []
  }

  /// The knapsacks among the rows, and in what sets of pledges can pay at most.
  private func knapsackCuts() -> KnapsackCuts {
    var wider = core
    var rows = core.rows.indices.filter { !isCut[$0] }
    for row in funding?.knapsacks() ?? [] { rows.append(wider.addRow(row.terms, upper: row.upper)) }
    return KnapsackCuts(wider, rows: rows, startsOfMembership: startsOfMembership)
  }

  /// Cuts off points outside the hulls of single rows at the root while that lowers the bound.
  private mutating func addCuts(
    _ node: Node,
    _ root: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Relaxed {
    var relaxed = root
    var stalled = 0
    var knapsacks = knapsackCuts()
    while relaxed.isSolved, stalled < 3, !search.limits.isReached,
      search.isWorthwhile(relaxed.bound)
    {
      let cuts = try knapsacks.violated(by: values)
      guard !cuts.isEmpty else { break }
      let before = session.objective
      for cut in cuts {
        search.note(cut.terms.map { (kept[$0.column], $0.coefficient) }, upper: cut.upper)
        try add(cut.terms, upper: cut.upper, isCut: true, &session)
      }
      relaxed = try solve(node, &session, &search)
      let gap = search.gap(to: before + Double(constant))
      stalled = before - session.objective < 0.01 * gap ? stalled + 1 : 0
      try unloadSlackCuts(&session)
    }
    propagator = Propagator(core)
    return relaxed
  }

  /// Offers a portfolio near the relaxation's point.
  private mutating func improve(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch,
    effort: Int
  ) throws {
    if heuristic?.rows != core.rows.count {
      let made = CoreHeuristic(
        core,
        starts: starts.map(\.column),
        startsOfMembership: startsOfMembership
      )
      heuristic = (core.rows.count, made)
    }
    guard
      let columns = heuristic?.heuristic.portfolio(near: values, lower, upper, effort: effort)
    else { return }
    try offer(columns, &session, &search)
  }

  /// Offers a portfolio of the core; if the money is short, adds the row that says so.
  ///
  /// - Returns: Whether the search took it, and whether a row is new.
  @discardableResult
  private mutating func offer(
    _ columns: [Int],
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> (isTaken: Bool, isRowNew: Bool) {
    let portfolio = columns.map { kept[$0] }
    guard search.reachesThreshold(portfolio) else { return (false, false) }
    if search.offer(columns: portfolio) { return (true, false) }
    guard let funding, let shortfall = search.shortfall(of: portfolio), search.note(shortfall)
    else { return (false, false) }
    let row = funding.row(of: shortfall)
    try add(row.terms, upper: row.upper, &session)
    return (false, true)
  }

  // MARK: - Reduced costs

  /// Searches among the columns with the smallest reduced costs, all others held where the root
  /// prefers them: the *core* of the problem, where a nearly optimal portfolio is found in few
  /// nodes (Balas and Zemel, "An algorithm for large zero-one knapsack problems", Operations
  /// Research 28, 1980).
  private func searchNeighbourhood(
    _ exact: ExactBound,
    rows: Int,
    _ search: inout TreeSearch
  ) throws {
    guard search.mayNarrow else { return }
    let size = min(60 + 2 * rows, integers.count / 2)
    if size >= 20 {
      let order = integers.map { (column: $0, cost: exact.reducedCosts[$0].magnitude) }
        .sorted { ($0.cost, $0.column) < ($1.cost, $1.column) }
      var narrow = search.narrowing(nodes: 200)
      for (column, _) in order.dropFirst(size) {
        narrow.fix(kept[column], at: exact.prefersOne(column) ? 1 : 0)
      }
      try narrow.run()
      search.take(narrow)
    }
    // Where initiatives have cycles: those that the relaxation takes or leaves whole, taken or left;
    // when they start stays open.
    guard !search.isDone, !cycles.isEmpty else { return }
    var narrow = search.narrowing(nodes: 200)
    for column in memberships where !isFractional(column) {
      narrow.fix(kept[column], at: values[column] > 0.5 ? 1 : 0)
    }
    try narrow.run()
    search.take(narrow)
  }

  private func rememberRoot(_ exact: ExactBound, _ search: inout TreeSearch) {
    search.flips = starts.map { column, _ in
      (
        kept[column], exact.prefersOne(column) ? 1 : 0,
        exact.valueIfFlipped(column, adding: constant)
      )
    }
  }

  /// Whether there is a new incumbent since the last time.
  private mutating func isImproved(_ search: TreeSearch) -> Bool {
    defer { lastThreshold = search.threshold }
    return search.threshold != lastThreshold
  }

  /// Tries both values of the fractional memberships and fixes those of which one is proven to be
  /// worthless (Savelsbergh, "Preprocessing and probing techniques for mixed integer programming
  /// problems", ORSA Journal on Computing 6, 1994); whether any was.
  private mutating func probe(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    let candidates = memberships.filter { lower[$0] < upper[$0] && isFractional($0) }
      .sorted { (abs(values[$0] - 0.5), $0) < (abs(values[$1] - 0.5), $1) }
    let root = (values: values, objective: session.objective)
    let basis = try session.basis()
    var hasFixed = false
    for column in candidates.prefix(30) where !search.limits.isReached {
      for side in [Int64(0), 1] {
        let node = Node(fixings: [Fixing(column, side)], bound: .max, number: 0)
        var bound = Int64.min
        if try enter(node, &session) {
          let relaxed = try solve(node, &session, &search)
          bound = relaxed.bound
          let loss = relaxed.isSolved ? max(0, root.objective - session.objective) : root.objective
          costs.record(column, isUp: side == 1, loss: loss, fraction: root.values[column])
        }
        if !search.isWorthwhile(bound) {
          search.fix(kept[column], at: 1 - side)
          core.fix(column, at: 1 - side)
          hasFixed = true
          break
        }
      }
      if loaded.count == basis.rowCount { try session.restore(basis) }
    }
    values = root.values
    return hasFixed
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
        node.fixings.append(Fixing(column, exact.prefersOne(column) ? 1 : 0))
      }
      if node.fixings.count > known, try !enter(node, &session) { return nil }
    }
    guard starts.contains(where: { lower[$0.column] < upper[$0.column] }) else {
      search.offer(columns: starts.filter { lower[$0.column] == 1 }.map { kept[$0.column] })
      return nil
    }
    guard let branch = try choose(relaxed, &session, &search) else { return nil }
    if branch.first.isEmpty { return node }
    numbered += 2
    open.insert(
      Node(fixings: node.fixings + branch.second, bound: node.bound, number: numbered - 1)
    )
    return Node(fixings: node.fixings + branch.first, bound: node.bound, number: numbered)
  }

  /// How to cut the node in two; `nil` if it is settled, an empty branch to look at it again.
  private mutating func choose(
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Branch? {
    let free = memberships.filter { lower[$0] < upper[$0] }
    guard relaxed.isSolved else {
      return branch(on: free.first ?? firstFreeStart, goesUp: true)
    }
    let candidates = free.filter(isFractional).map(candidate) + cycles.compactMap(candidate)
    if !candidates.isEmpty {
      let best = try mostPromising(candidates, &session, search)
      return best.share >= 0.5
        ? Branch(first: best.up, second: best.down) : Branch(first: best.down, second: best.up)
    }
    let chosen = starts.filter {
      lower[$0.column] == 1 || (upper[$0.column] == 1 && values[$0.column] > 0.5)
    }
    let (_, isRowNew) = try offer(chosen.map(\.column), &session, &search)
    if search.isDone || !search.isWorthwhile(relaxed.bound) { return nil }
    // Money that the relaxation overdrew by a hair. Otherwise tickets cannot be kept: go on.
    if isRowNew { return Branch(first: [], second: []) }
    let column = free.first { values[$0] > 0.5 } ?? free.first ?? firstFreeStart
    return branch(on: column, goesUp: values[column] > 0.5)
  }

  private var firstFreeStart: Int {
    starts.first { lower[$0.column] < upper[$0.column] }?.column ?? 0
  }

  private func branch(on column: Int, goesUp: Bool) -> Branch {
    let up = [Fixing(column, 1)]
    let down = [Fixing(column, 0)]
    return goesUp ? Branch(first: up, second: down) : Branch(first: down, second: up)
  }

  /// A way to cut a node in two.
  private struct Candidate {
    /// Where its pseudo-costs are kept.
    var number: Int
    /// How much of the relaxation's point is on the upper side, 0…1.
    var share: Double
    /// What is at stake: the points that the point takes in halves.
    var stake: Double
    var up: [Fixing]
    var down: [Fixing]
  }

  /// An initiative in or out.
  private func candidate(_ column: Int) -> Candidate {
    let value = values[column]
    let points = core.objective[startsOfMembership[column]?.first ?? column]
    return Candidate(
      number: column,
      share: value,
      stake: Double(points.magnitude) * min(value, 1 - value),
      up: [Fixing(column, 1)],
      down: [Fixing(column, 0)]
    )
  }

  /// No start before a cycle (down), or none from it on (up), where the point is most undecided;
  /// `nil` if it is not.
  private func candidate(_ columns: [Int]) -> Candidate? {
    var best: (split: Int, early: Double, late: Double)?
    var early = 0.0
    let all = columns.reduce(0.0) { $0 + values[$1] }
    for split in 1..<max(1, columns.count) {
      early += values[columns[split - 1]]
      let doubt = min(early, all - early)
      if doubt > 1e-6, doubt > best.map({ min($0.early, $0.late) }) ?? 0 {
        best = (split, early, all - early)
      }
    }
    guard let best else { return nil }
    func none(_ columns: ArraySlice<Int>) -> [Fixing] {
      columns.filter { lower[$0] < upper[$0] }.map { Fixing($0, 0) }
    }
    let last = columns[best.split - 1]
    return Candidate(
      number: core.lower.count + last,
      share: best.early / all,
      stake: Double(core.objective[last].magnitude) * min(best.early, best.late),
      up: none(columns[best.split...]),
      down: none(columns[..<best.split])
    )
  }

  private func isFractional(_ column: Int) -> Bool {
    abs(values[column] - values[column].rounded()) > 1e-6
  }

  /// The most promising candidate, by pseudo-costs; new ones are tried first.
  private mutating func mostPromising(
    _ candidates: [Candidate],
    _ session: inout SimplexSession,
    _ search: TreeSearch
  ) throws -> Candidate {
    guard candidates.count > 1 else { return candidates[0] }
    let order = candidates.sorted { ($1.stake, $0.number) < ($0.stake, $1.number) }
    let untried = order.filter { !costs.isReliable($0.number) }.prefix(8)
    if !untried.isEmpty {
      let objective = session.objective
      let basis = try session.basis()
      for candidate in untried {
        for (fixings, isUp) in [(candidate.down, false), (candidate.up, true)] {
          for fixing in fixings {
            let side = Double(fixing.value)
            try session.setBounds(of: fixing.column, lower: side, upper: side)
          }
          let status = try session.solve(iterationLimit: 40, method: .dual)
          let loss =
            status == .infeasible ? abs(objective) + 1 : max(0, objective - session.objective)
          costs.record(candidate.number, isUp: isUp, loss: loss, fraction: candidate.share)
          for fixing in fixings {
            try session.setBounds(
              of: fixing.column,
              lower: Double(lower[fixing.column]),
              upper: Double(upper[fixing.column])
            )
          }
          try session.restore(basis)
        }
      }
    }
    var best = order[0]
    for candidate in order.dropFirst()
    where costs.score(candidate.number, candidate.share) > costs.score(best.number, best.share) {
      best = candidate
    }
    return best
  }
}
