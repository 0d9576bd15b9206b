import GLPKSolver
import MixedInteger

/// What is done once, at the root: sifting, fixing, probing, a first search of a part.
extension CoreSearch {
  /// Solves the root on few of many columns, and fixes what that allows.
  ///
  /// - Returns: Whether the core is smaller now.
  mutating func sift(in search: inout TreeSearch) throws -> Bool {
    guard search.mayNarrow, search.uses(.sifting), integers.count == core.lower.count,
      integers.count > Sifting.many
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
    if search.isDone || search.stops(at: search.bound) { return true }
    try searchNeighbourhood(exact, rows: sifting.rowCount, &search)
    return search.isDone || fixes(exact, &search)
  }

  /// Searches among the columns with the smallest reduced costs, all others held where the root
  /// prefers them: the *core* of the problem, where a nearly optimal portfolio is found in few
  /// nodes (Balas and Zemel, "An algorithm for large zero-one knapsack problems", Operations
  /// Research 28, 1980).
  func searchNeighbourhood(
    _ exact: ExactBound,
    rows: Int,
    _ search: inout TreeSearch
  ) throws {
    guard search.mayNarrow, search.uses(.neighbourhood) else { return }
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

  /// Searches where the best portfolio and the relaxation's point disagree, what they agree on being
  /// held, while that has taken less than half of the search (Danna, Rothberg and Le Pape,
  /// "Exploring relaxation induced neighborhoods to improve MIP solutions", Mathematical
  /// Programming 102, 2005).
  func searchBetween(_ search: inout TreeSearch) throws {
    guard search.mayNarrow, search.uses(.between), search.hasTimeToNarrow,
      let best = search.best
    else { return }
    let chosen = Set(best)
    var isIn = [Bool](repeating: false, count: core.lower.count)
    for (column, start) in starts where chosen.contains(start) {
      isIn[column] = true
    }
    for (membership, columns) in startsOfMembership {
      isIn[membership] = columns.contains { isIn[$0] }
    }
    let agreed = integers.filter { abs(values[$0] - (isIn[$0] ? 1 : 0)) < 0.1 }
    guard agreed.count < integers.count, 4 * agreed.count > integers.count else { return }
    var narrow = search.narrowing(nodes: 400)
    for column in agreed { narrow.fix(kept[column], at: isIn[column] ? 1 : 0) }
    try narrow.run()
    search.take(narrow)
  }

  func rememberRoot(_ exact: ExactBound, _ search: inout TreeSearch) {
    search.flips = starts.map { column, _ in
      (
        kept[column], exact.prefersOne(column) ? 1 : 0,
        exact.valueIfFlipped(column, adding: constant)
      )
    }
  }

  /// Whether there is a new incumbent since the last time.
  mutating func isImproved(_ threshold: Int64?) -> Bool {
    defer { lastThreshold = threshold }
    return threshold != lastThreshold
  }

  /// Tries both values of the fractional memberships and fixes those of which one is proven to be
  /// worthless (Savelsbergh, "Preprocessing and probing techniques for mixed integer programming
  /// problems", ORSA Journal on Computing 6, 1994); whether any was.
  mutating func probe(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    guard search.uses(.probing) else { return false }
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
          search.costs.record(
            kept[column],
            isUp: side == 1,
            loss: loss,
            fraction: root.values[column]
          )
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
  func fixes(_ exact: ExactBound, _ search: inout TreeSearch) -> Bool {
    guard search.uses(.coreFixing) else { return false }
    let threshold = search.threshold
    let fixed = integers.filter {
      !TreeSearch.isWorthwhile(exact.valueIfFlipped($0, adding: constant), threshold)
    }
    guard !fixed.isEmpty, fixed.count * 10 >= integers.count else { return false }
    for column in fixed { search.fix(kept[column], at: exact.prefersOne(column) ? 1 : 0) }
    return true
  }
}
