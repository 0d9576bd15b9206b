import Portfolio

/// One question to the tree search: an integer program over a formulation's columns, and the
/// exact judge of every portfolio that the search proposes.
struct Stage {
  let formulation: Formulation
  let network: FundingNetwork
  /// The formulation's program with this stage's objective and rows.
  var program: IntegerProgram
  /// The columns of starts, with what they mean, in column order.
  let startColumns: [(column: Int, start: Start)]
  /// The columns of interactions that can be in force, with their two initiatives.
  private let pairColumns: [(column: Int, first: Int, second: Int)]
  /// Whether a column says that an initiative is in: its only start, or its membership.
  var isMembership: [Bool]
  /// Whether a column is whole whenever the integer columns are: it says that both initiatives of an
  /// interaction are in.
  let isPair: [Bool]
  /// The columns that follow from the portfolio.
  var derived: DerivedColumns
  /// What heuristics take columns to be worth where the objective is not a sum over starts.
  var guidance: [Int64]?
  /// The min-cut rows of the payments that a search met, for the next one to begin with.
  var shortfalls: [Shortfall] = []
  /// The best portfolios of the last search for which it found tickets to pay them by, with those.
  private(set) var paid: [[Start]: TicketDecisions] = [:]
  /// What branching cost in searches, by their objectives.
  private(set) var costs: [[Int64]: PseudoCosts] = [:]

  /// The formulation itself, with the objective of its first aim.
  init(_ formulation: Formulation, network: FundingNetwork) {
    self.formulation = formulation
    self.network = network
    program = formulation.program
    program.objective = formulation.objective(ofAim: 0)
    derived = DerivedColumns(formulation.satisfactions)
    var starts: [(column: Int, start: Start)] = []
    var pairs: [(column: Int, first: Int, second: Int)] = []
    for (column, meaning) in formulation.meanings.enumerated() {
      switch meaning {
      case .start(let initiative, let cycle):
        starts.append((column, Start(initiative: initiative, cycle: cycle)))
      case .pair(let index):
        let pair = formulation.scenario.interactions[index]
        pairs.append((column, pair.first, pair.second))
      case .membership, .flow, .payment, .ticket, .level: break
      }
    }
    startColumns = starts
    isMembership = formulation.meanings.map { meaning in
      switch meaning {
      case .start(let initiative, _): formulation.starts[initiative].count == 1
      case .membership: true
      case .pair, .flow, .payment, .ticket, .level: false
      }
    }
    isPair = formulation.meanings.map { meaning in
      if case .pair = meaning { true } else { false }
    }
    if formulation.isInForce(.funds) {
      for (column, start) in starts where !network.canPay(start) { program.upper[column] = 0 }
    }
    pairColumns = pairs
  }

  /// Keeps what a search learnt for those that follow.
  mutating func learn(from search: borrowing TreeSearch) {
    shortfalls = search.shortfalls
    paid = search.paid
    learn(costs: [search.stage.program.objective: search.costs])
  }

  /// Keeps tickets by which a portfolio can be paid.
  mutating func learn(_ starts: [Start], paidBy tickets: TicketDecisions?) {
    paid[starts] = tickets
  }

  /// Begins with what branching cost in other searches.
  mutating func learn(costs others: [[Int64]: PseudoCosts]) {
    costs.merge(others) { $1 }
  }

  /// Makes the points of the aim at `index` the objective.
  mutating func setObjective(ofAim index: Int) {
    let points = formulation.objective(ofAim: index)
    let others = [Int64](repeating: 0, count: program.lower.count - points.count)
    program.objective = points + others
    guidance = nil
  }

  /// Adds a column that follows from the portfolio.
  mutating func addDerivedColumn(upper: Int64, isInteger: Bool) -> Int {
    isMembership.append(isInteger)
    return program.addColumn(upper: upper, isInteger: isInteger)
  }

  /// Makes the sum of these terms the objective.
  mutating func setObjective(_ terms: [(column: Int, coefficient: Int64)]) {
    program.objective = [Int64](repeating: 0, count: program.lower.count)
    for (column, coefficient) in terms { program.objective[column] = coefficient }
  }

  /// Adds a row over starts, interactions and derived columns.
  mutating func addChoiceRow(
    _ terms: [(column: Int, coefficient: Int64)],
    lower: Int64? = nil,
    upper: Int64? = nil
  ) {
    program.addRow(terms, lower: lower, upper: upper)
  }

  /// Demands that the present objective is at least `value`.
  mutating func holdObjective(atLeast value: Int64) {
    addChoiceRow(
      program.objective.indices.map { ($0, program.objective[$0]) },
      lower: value
    )
  }

  /// Holds a column at a value.
  mutating func fix(_ column: Int, at value: Int64) {
    program.fix(column, at: value)
  }

  /// Holds all initiatives in or out as a portfolio has them; when they start stays open.
  mutating func hold(initiativesOf starts: [Start]) {
    let members = Set(starts.map(\.initiative))
    for initiative in formulation.starts.indices {
      let isIn = members.contains(initiative)
      let own = formulation.starts[initiative].map(\.column)
      for column in own where !isIn { fix(column, at: 0) }
      if let column = formulation.memberships[initiative] ?? (isIn ? own.first : nil) {
        fix(column, at: isIn ? 1 : 0)
      }
    }
  }

  /// Holds each column whose other value is proven to keep a portfolio below `value`.
  mutating func fix(
    _ flips: [(column: Int, preferred: Int64, boundIfFlipped: Int64)],
    below value: Int64
  ) {
    for flip in flips where flip.boundIfFlipped < value { fix(flip.column, at: flip.preferred) }
  }

  /// Whether a portfolio keeps every rule, money included.
  enum Verdict {
    /// It does; with tickets by which it can be paid, where they had to be looked for.
    case feasible(TicketDecisions?)
    case infeasible
    /// The search for whole tickets was given up.
    case undecided
  }

  /// Judges a portfolio in integers.
  ///
  /// - Parameters:
  ///   - starts: the portfolio.
  ///   - isPaid: whether a way to pay it is known.
  ///   - goesOn: asked before each node of a search for whole tickets, with the number of those before.
  /// - Returns: Whether it keeps every rule, money included.
  func verdict(
    on starts: [Start],
    isPaid: Bool = false,
    while goesOn: (_ nodes: Int) -> Bool
  ) -> Verdict {
    guard starts.allSatisfy({ column(of: $0) != nil }) else { return .infeasible }
    let values = values(of: starts)
    for row in program.rows {
      var activity: Int64 = 0
      for k in row.terms { activity += program.coefficients[k] * values[program.columns[k]] }
      if let lower = row.lower, activity < lower { return .infeasible }
      if let upper = row.upper, activity > upper { return .infeasible }
    }
    for (column, _) in startColumns {
      guard program.lower[column]...program.upper[column] ~= values[column] else {
        return .infeasible
      }
    }
    guard !isPaid, formulation.isInForce(.funds) else { return .feasible(nil) }
    switch network.funding(of: starts, while: goesOn) {
    case .found(let state): return .feasible(network.hasTickets ? state.tickets : nil)
    case .impossible: return .infeasible
    case .undecided: return .undecided
    }
  }

  /// The present objective of a portfolio.
  func value(of starts: [Start]) -> Int64 {
    var value: Int64 = 0
    for start in starts {
      if let column = column(of: start) { value += program.objective[column] }
    }
    for (column, number) in derivedValues(of: starts) {
      value += program.objective[column] * number
    }
    guard !pairColumns.isEmpty else { return value }
    let chosen = Set(starts.map(\.initiative))
    for (column, first, second) in pairColumns
    where chosen.contains(first) && chosen.contains(second) {
      value += program.objective[column]
    }
    return value
  }

  private func derivedValues(of starts: [Start]) -> [(column: Int, value: Int64)] {
    guard !derived.isEmpty else { return [] }
    var chosen = [Bool](repeating: false, count: formulation.scenario.initiatives.count)
    for start in starts { chosen[start.initiative] = true }
    return derived.values(of: chosen)
  }

  private func column(of start: Start) -> Int? {
    formulation.starts[start.initiative].first { $0.cycle == start.cycle }?.column
  }

  /// The portfolio's value of every column but those of payments.
  private func values(of starts: [Start]) -> [Int64] {
    var values = [Int64](repeating: 0, count: program.lower.count)
    for start in starts {
      if let column = column(of: start) { values[column] = 1 }
      if let column = formulation.memberships[start.initiative] { values[column] = 1 }
    }
    for (column, value) in derivedValues(of: starts) { values[column] = value }
    guard !pairColumns.isEmpty else { return values }
    let chosen = Set(starts.map(\.initiative))
    for (column, first, second) in pairColumns
    where chosen.contains(first) && chosen.contains(second) {
      values[column] = 1
    }
    return values
  }
}
