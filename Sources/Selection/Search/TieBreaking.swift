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
    let starts = stage.formulation.starts
    try prefer(starts.map { $0.map { (column: $0.column, rank: 1) } }, ranks: 2)
    let cycles = Int64(stage.formulation.scenario.cycles.count)
    guard cycles > 1 else { return best }
    try prefer(
      starts.map { $0.map { (column: $0.column, rank: cycles - 1 - Int64($0.cycle)) } },
      ranks: cycles
    )
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
    guard try maximize(objective) else { return }
    stage.addChoiceRow(
      objective.indices.map { ($0, objective[$0]) },
      lower: -best.reduce(0) { $0 + amount($1) }
    )
  }

  /// Holds the rank of each choice, that of the one of its columns that is chosen, else 0, at its
  /// highest, one choice after the other.
  ///
  /// One search settles as many as weights that are powers of the number of ranks allow.
  private mutating func prefer(
    _ choices: [[(column: Int, rank: Int64)]],
    ranks: Int64
  ) throws {
    var left = choices.filter { choice in
      choice.contains { stage.program.lower[$0.column] < stage.program.upper[$0.column] }
    }[...]
    while isProven, !left.isEmpty {
      var weight: Int64 = 1
      var block: [[(column: Int, rank: Int64)]] = []
      while let choice = left.first, block.isEmpty || weight <= TieBreaking.heaviest / ranks {
        block.append(choice)
        left.removeFirst()
        weight *= ranks
      }
      var objective = [Int64](repeating: 0, count: stage.program.lower.count)
      for choice in block {
        weight /= ranks
        for (column, rank) in choice { objective[column] = rank * weight }
      }
      guard try maximize(objective) else { return }
      let chosen = Set(best)
      let isIn = Set(stage.startColumns.filter { chosen.contains($0.start) }.map(\.column))
      for choice in block {
        let rank = choice.first { isIn.contains($0.column) }?.rank ?? 0
        for (column, other) in choice where other > rank { stage.fix(column, at: 0) }
        if rank > 0 { stage.addChoiceRow(choice.map { ($0.column, $0.rank) }, lower: rank) }
      }
    }
  }

  /// The largest weight of a choice: larger ones would strain the simplex method.
  private static let heaviest: Int64 = 1 << 12

  /// Finds a portfolio that is best by an objective among those that are as good; whether it is proven.
  private mutating func maximize(_ objective: [Int64]) throws -> Bool {
    let previous = stage.program.objective
    stage.program.objective = objective
    defer { stage.program.objective = previous }
    var search = TreeSearch(stage, limits: limits, incumbent: best)
    try search.run()
    nodes += search.nodes
    best = search.best ?? best
    isProven = search.isProven
    if isProven { stage.fix(search.flips, below: stage.value(of: best)) }
    return isProven
  }
}
