import Portfolio

/// Chooses among portfolios with equal points, as FORMAT §1 says, and says whether there were any.
///
/// After the aims are held at their optimal values: first the search for any other portfolio; if
/// there is one, the smallest cost, then the smallest sum of cycle positions, then row by row
/// through the table (in before out), then row by row the earlier start. Each step is an exact
/// search with everything before it held, so the answer is the same on every machine.
struct TieBreaking {
  private var stage: Stage
  private let limits: SearchLimits
  private var best: [Start]
  /// A portfolio for each set of initiatives that is as good, where they are known.
  private let ties: [[Start]]?
  private(set) var nodes = 0
  /// Whether every step ended with its proof.
  private(set) var isProven = true

  /// Breaks ties among the portfolios of `stage`, in which every aim is held at its optimum, of
  /// which `best` is one.
  ///
  /// `ties`: one for each set of initiatives that is as good; `nil` where they are not known.
  init(_ stage: Stage, _ best: [Start], among ties: [[Start]]? = nil, limits: SearchLimits) {
    self.stage = stage
    self.best = best
    self.ties = ties
    self.limits = limits
  }

  /// Whether no other portfolio is as good; `nil` if the search was stopped.
  mutating func isUnique() throws -> Bool? {
    if let ties, ties.count > 1 { return false }
    var other = stage
    let chosen = Set(best)
    other.addChoiceRow(
      stage.startColumns.map { ($0.column, chosen.contains($0.start) ? 1 : -1) },
      upper: Int64(best.count) - 1
    )
    if stage.formulation.scenario.cycles.count > 1 {
      // Most often the same initiatives can start otherwise, which a small search finds.
      var same = other
      same.hold(initiativesOf: best)
      let (found, isProven) = try portfolio(of: same)
      if found != nil { return false }
      if ties != nil, !isProven { return nil }
    }
    if ties != nil { return true }
    let (found, isProven) = try portfolio(of: other)
    return found != nil ? false : isProven ? true : nil
  }

  /// Any portfolio of a stage that is as good, and whether it is proven that there is none otherwise.
  private mutating func portfolio(of trial: Stage) throws -> (found: [Start]?, isProven: Bool) {
    var search = TreeSearch(
      trial,
      limits: limits,
      threshold: trial.value(of: best),
      endsAtFirst: true
    )
    try search.run()
    nodes += search.nodes
    return (search.best, search.isProven)
  }

  /// The canonical portfolio among those that are as good.
  mutating func canonical() throws -> [Start] {
    let initiatives = stage.formulation.scenario.initiatives
    if let ties {
      holdCheapest(of: ties)
    } else {
      try minimize { initiatives[$0.initiative].cost.minorUnits }
    }
    if stage.formulation.scenario.cycles.count > 1 { try minimize { Int64($0.cycle) } }
    for initiative in initiatives.indices {
      try prefer(stage.formulation.starts[initiative].map(\.column))
    }
    if stage.formulation.scenario.cycles.count > 1 {
      for initiative in initiatives.indices {
        for (_, column) in stage.formulation.starts[initiative].sorted(by: { $0.cycle < $1.cycle })
        {
          try prefer([column])
        }
      }
    }
    return best
  }

  /// Holds the cost of the cheapest of all portfolios that are as good, and the initiatives where they
  /// are the same in all of those.
  private mutating func holdCheapest(of ties: [[Start]]) {
    let costs = stage.formulation.scenario.initiatives.map(\.cost.minorUnits)
    let sums = ties.map { $0.reduce(0) { $0 + costs[$1.initiative] } }
    guard let least = sums.min() else { return }
    let cheapest = ties.indices.filter { sums[$0] == least }
    best = ties[cheapest[0]]
    if cheapest.count == 1 {
      stage.hold(initiativesOf: best)
    } else {
      let terms = stage.startColumns.map { ($0.column, costs[$0.start.initiative]) }
      stage.addChoiceRow(terms, upper: least)
    }
  }

  /// Holds the sum of `amount` over the chosen starts at its minimum.
  private mutating func minimize(_ amount: (Start) -> Int64) throws {
    guard isProven else { return }
    var objective = [Int64](repeating: 0, count: stage.program.lower.count)
    for (column, start) in stage.startColumns { objective[column] = -amount(start) }
    let previous = stage.program.objective
    stage.program.objective = objective
    var search = TreeSearch(stage, limits: limits, incumbent: best)
    try search.run()
    nodes += search.nodes
    best = search.best ?? best
    guard search.isProven else {
      isProven = false
      return
    }
    stage.holdObjective(atLeast: stage.value(of: best))
    stage.fix(search.flips, below: stage.value(of: best))
    stage.program.objective = previous
  }

  /// Holds one of `columns` at 1 if some portfolio that is as good has one, else all at 0.
  private mutating func prefer(_ columns: [Int]) throws {
    let free = columns.filter { stage.program.lower[$0] < stage.program.upper[$0] }
    guard !free.isEmpty, isProven else { return }
    let chosen = Set(best)
    let isIn = stage.startColumns.contains {
      columns.contains($0.column) && chosen.contains($0.start)
    }
    if !isIn {
      var trial = stage
      trial.addChoiceRow(free.map { ($0, 1) }, lower: 1)
      let (found, isSettled) = try portfolio(of: trial)
      if let found {
        best = found
      } else if isSettled {
        for column in free { stage.fix(column, at: 0) }
        return
      } else {
        isProven = false
        return
      }
    }
    if columns.count == 1 {
      stage.fix(columns[0], at: 1)
    } else {
      stage.addChoiceRow(columns.map { ($0, 1) }, lower: 1)
    }
  }
}
