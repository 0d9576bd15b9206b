import GLPKSolver
import MixedInteger

/// Rows that enter the session late: those that points break, the money's, and cuts.
extension CoreSearch {
  mutating func load(_ row: Int, _ session: inout SimplexSession) throws {
    let terms = core.rows[row].terms
    try session.addRow(
      terms.map { (core.columns[$0], Double(core.coefficients[$0])) },
      lower: core.rows[row].lower.map(Double.init) ?? -.infinity,
      upper: core.rows[row].upper.map(Double.init) ?? .infinity
    )
    places[row] = loaded.count
    loaded.append(row)
  }

  mutating func add(
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
  mutating func loadBrokenRows(_ session: inout SimplexSession) throws -> Bool {
    let broken = waiting.filter { core.isBroken($0, by: values) }
    guard !broken.isEmpty else { return false }
    for row in broken { try load(row, &session) }
    waiting.removeAll { places[$0] >= 0 }
    return true
  }

  /// Adds the money's row that the point breaks most; whether there is one.
  ///
  /// Where many points in a row broke none, only some are looked at: a portfolio that cannot be paid
  /// is told from its own flow.
  mutating func addFundingRow(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    guard let funding, paidPoints < 16 || search.nodes % 8 == 0 else { return false }
    guard let shortfall = funding.violated(by: values), search.note(shortfall) else {
      paidPoints += 1
      return false
    }
    paidPoints = 0
    let row = funding.row(of: shortfall)
    try add(row.terms, upper: row.upper, &session)
    return true
  }

  /// Takes the cuts out of the session that do not bind; they wait to be broken again.
  mutating func unloadSlackCuts(_ session: inout SimplexSession) throws {
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
  func knapsackCuts() -> KnapsackCuts {
    var wider = core
    var rows = core.rows.indices.filter { !isCut[$0] }
    if let funding {
      for set in funding.sets() {
        let row = funding.row(of: set)
        rows.append(wider.addRow(row.terms, upper: row.upper))
      }
    }
    return KnapsackCuts(wider, rows: rows, startsOfMembership: startsOfMembership)
  }

  /// Cuts off points outside the hulls of single rows at the root while that lowers the bound.
  mutating func addCuts(
    _ node: Node,
    _ root: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Relaxed {
    guard search.uses(.cuts) else { return root }
    var relaxed = root
    var stalled = 0
    var knapsacks = knapsackCuts()
    defer { search.countCutting(knapsacks.work) }
    while relaxed.isSolved, stalled < 3, !search.limits.isReached,
      search.mayCut(after: knapsacks.work),
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
  mutating func improve(
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch,
    effort: Int,
    order: CoreHeuristic.Order
  ) throws {
    guard search.uses(.heuristics) else { return }
    if heuristic?.rows != core.rows.count {
      let made = CoreHeuristic(
        core,
        starts: starts.map(\.column),
        worth: starts.map { search.stage.guidance?[kept[$0.column]] ?? core.objective[$0.column] },
        startsOfMembership: startsOfMembership
      )
      heuristic = (core.rows.count, made)
    }
    let prices =
      search.stage.guidance == nil ? relaxed.exact?.prices(of: starts.map(\.column)) : nil
    let columns = heuristic?.heuristic.portfolio(
      near: values,
      lower,
      upper,
      effort: effort,
      order: order,
      prices: prices
    )
    guard let columns else { return }
    try offer(columns, &session, &search)
  }

  /// Offers a portfolio of the core; if the money is short, adds the row that says so.
  ///
  /// - Returns: Whether the search took it, and whether a row is new.
  @discardableResult
  mutating func offer(
    _ columns: [Int],
    isLast: Bool = false,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> (isTaken: Bool, isRowNew: Bool) {
    let portfolio = columns.map { kept[$0] }
    guard search.reachesThreshold(portfolio) else { return (false, false) }
    if search.offer(columns: portfolio, isLast: isLast) { return (true, false) }
    guard let funding, let shortfall = search.shortfall(of: portfolio), search.note(shortfall)
    else { return (false, false) }
    let row = funding.row(of: shortfall)
    try add(row.terms, upper: row.upper, &session)
    return (false, true)
  }

  /// The core's column for each column of the stage that it has.
  var positions: [Int: Int] {
    Dictionary(uniqueKeysWithValues: kept.enumerated().map { ($1, $0) })
  }

  /// The row Σ terms ≤ 0 of the stage in the core's columns, those outside being held at `lower`.
  func localized(
    _ row: [(column: Int, coefficient: Int64)],
    _ lower: [Int64]
  ) -> (terms: [(column: Int, coefficient: Int64)], upper: Int64) {
    let position = positions
    var terms: [(column: Int, coefficient: Int64)] = []
    var upper: Int64 = 0
    for (column, coefficient) in row where coefficient != 0 {
      if let place = position[column] {
        terms.append((place, coefficient))
      } else {
        upper -= coefficient * lower[column]
      }
    }
    return (terms, upper)
  }
}
