import Portfolio

/// Finds good portfolios near a relaxation's point: rounding, repair and swaps.
///
/// Starts enter in the order of the relaxation's value, then of points for money; first those that
/// an unmet lower bound needs, then all that help. Single swaps improve the result (Toyoda 1975
/// for the greedy idea; 1-1 exchanges are common to all knapsack heuristics). Rules are checked in
/// integers, money by an incremental flow. Deterministic; work is bounded by a count of trials.
struct GreedyHeuristic {
  private let stage: Stage
  private let limits: SearchLimits
  /// The rows over starts, by start column: row and coefficient.
  private let rowsOfColumn: [[(row: Int, coefficient: Int64)]]
  private let lower: [Int64?]
  private let upper: [Int64?]
  /// Rows with a lower bound above 0, and their columns.
  private let demands: [(row: Int, columns: [Int])]
  private let startOfColumn: [Start?]
  /// What each column is taken to be worth.
  private let worth: [Int64]

  /// Prepares a stage's rows.
  ///
  /// Once a limit is reached, only what takes no time is done.
  init(_ stage: Stage, limits: SearchLimits = SearchLimits()) {
    self.stage = stage
    self.limits = limits
    let program = stage.program
    var startOfColumn = [Start?](repeating: nil, count: program.lower.count)
    for (column, start) in stage.startColumns { startOfColumn[column] = start }
    var rowsOfColumn = [[(row: Int, coefficient: Int64)]](
      repeating: [],
      count: program.lower.count
    )
    var demands: [(row: Int, columns: [Int])] = []
    for (index, row) in program.rows.enumerated() {
      let columns = row.terms.map { program.columns[$0] }
      guard columns.allSatisfy({ startOfColumn[$0] != nil }) else { continue }
      for k in row.terms {
        rowsOfColumn[program.columns[k]].append((index, program.coefficients[k]))
      }
      if let low = row.lower, low > 0 { demands.append((index, columns)) }
    }
    self.startOfColumn = startOfColumn
    worth = stage.guidance ?? program.objective
    self.rowsOfColumn = rowsOfColumn
    self.demands = demands
    lower = program.rows.map(\.lower)
    upper = program.rows.map(\.upper)
  }

  /// A portfolio near `guide` (a value 0…1 for each column), or `nil` if none was found that meets
  /// every lower bound; with the tickets by which it can be paid.
  func portfolio(guidedBy guide: [Double]) -> (starts: [Start], tickets: TicketDecisions)? {
    var trial = Trial(self)
    let order = order(guide)
    for column in order where stage.program.lower[column] == 1 { trial.add(column) }
    for column in order where guide[column] > 0.999 { trial.add(column) }
    for demand in demands {
      let members = Set(demand.columns)
      for column in order where members.contains(column) {
        if trial.activity[demand.row] >= lower[demand.row] ?? .min { break }
        trial.add(column)
      }
    }
    fill(&trial, order, guide)
    guard trial.meetsLowerBounds else { return nil }
    // Among very many, exchanges that gain are too few to be looked for one by one.
    if order.count <= Sifting.many { swap(&trial, order, guide) }
    return (trial.starts, trial.funding?.tickets ?? TicketDecisions())
  }

  private func goesOn() -> Bool { !limits.isReached }

  /// Columns that may be chosen: the relaxation's favourites first, then the most points for money.
  private func order(_ guide: [Double]) -> [Int] {
    let cost = stage.formulation.scenario.initiatives.map { Double($0.cost.minorUnits) }
    func density(_ column: Int) -> Double {
      guard let start = startOfColumn[column] else { return 0 }
      return Double(worth[column]) / (cost[start.initiative] + 1)
    }
    let keyed = stage.startColumns.lazy.map(\.column)
      .filter { stage.program.upper[$0] == 1 }
      .map { (column: $0, guide: (guide[$0] * 1000).rounded(), density: density($0)) }
    return keyed.sorted {
      ($0.guide, $0.density, -$0.column) > ($1.guide, $1.density, -$1.column)
    }.map(\.column)
  }

  /// Adds all that fits and helps; passes repeat while one requirement opens the way for another.
  private func fill(_ trial: inout Trial, _ order: [Int], _ guide: [Double]) {
    var wasAdded = true
    while wasAdded {
      wasAdded = false
      for column in order where worth[column] > 0 || guide[column] > 0.5 {
        if trial.add(column) { wasAdded = true }
      }
    }
  }

  /// Exchanges one that is in for one that is out while that gains points.
  private func swap(_ trial: inout Trial, _ order: [Int], _ guide: [Double]) {
    let objective = worth
    var trials = 20_000
    var hasImproved = true
    while hasImproved, trials > 0 {
      hasImproved = false
      for entering in order where !trial.isIn[entering] && objective[entering] > 0 {
        for leaving in order.reversed()
        where trial.isIn[leaving] && objective[leaving] < objective[entering]
          && stage.program.lower[leaving] == 0
        {
          trials -= 1
          guard trials > 0, !limits.isReached else { return }
          if trial.exchange(leaving, for: entering) {
            hasImproved = true
            fill(&trial, order, guide)
            // A filling looks at every column.
            trials -= order.count / 16
            break
          }
        }
      }
    }
  }

  /// A portfolio under construction.
  private struct Trial {
    let heuristic: GreedyHeuristic
    var isIn: [Bool]
    var isChosen: [Bool]
    var activity: [Int64]
    var funding: FundingState?
    /// The least cost that could not be paid, by kind of start, since the last exchange: nothing as
    /// dear is tried.
    private var unpayable: [Int: Int64] = [:]

    init(_ heuristic: GreedyHeuristic) {
      self.heuristic = heuristic
      let stage = heuristic.stage
      isIn = [Bool](repeating: false, count: stage.program.lower.count)
      isChosen = [Bool](repeating: false, count: stage.formulation.scenario.initiatives.count)
      activity = [Int64](repeating: 0, count: stage.program.rows.count)
      funding = stage.formulation.isInForce(.funds) ? FundingState(stage.network) : nil
    }

    var starts: [Start] {
      heuristic.stage.startColumns.filter { isIn[$0.column] }.map(\.start)
    }

    var meetsLowerBounds: Bool {
      heuristic.demands.allSatisfy { activity[$0.row] >= heuristic.lower[$0.row] ?? .min }
    }

    /// Adds a column if no upper bound and no pledge is overdrawn.
    @discardableResult
    mutating func add(_ column: Int) -> Bool {
      guard let start = heuristic.startOfColumn[column], !isChosen[start.initiative],
        heuristic.rowsOfColumn[column].allSatisfy({
          activity[$0.row] + $0.coefficient <= heuristic.upper[$0.row] ?? .max
        }), pay(start)
      else { return false }
      enter(column, start)
      return true
    }

    /// Exchanges two columns if every rule allows it.
    mutating func exchange(_ leaving: Int, for entering: Int) -> Bool {
      guard let old = heuristic.startOfColumn[leaving], let new = heuristic.startOfColumn[entering],
        !isChosen[new.initiative] || old.initiative == new.initiative
      else { return false }
      leave(leaving, old)
      let isAllowed =
        heuristic.rowsOfColumn[entering].allSatisfy {
          activity[$0.row] + $0.coefficient <= heuristic.upper[$0.row] ?? .max
        }
        && heuristic.rowsOfColumn[leaving].allSatisfy { row in
          let regained = heuristic.rowsOfColumn[entering].first { $0.row == row.row }
          let sum = activity[row.row] + (regained?.coefficient ?? 0)
          return sum >= heuristic.lower[row.row] ?? .min
            && sum <= heuristic.upper[row.row] ?? .max
        }
      if isAllowed, exchangePayment(old, new) {
        enter(entering, new)
        return true
      }
      enter(leaving, old)
      return false
    }

    private mutating func enter(_ column: Int, _ start: Start) {
      isIn[column] = true
      isChosen[start.initiative] = true
      for (row, coefficient) in heuristic.rowsOfColumn[column] { activity[row] += coefficient }
    }

    private mutating func leave(_ column: Int, _ start: Start) {
      isIn[column] = false
      isChosen[start.initiative] = false
      for (row, coefficient) in heuristic.rowsOfColumn[column] { activity[row] -= coefficient }
    }

    private mutating func pay(_ start: Start) -> Bool {
      let network = heuristic.stage.network
      let kind = network.kindIndex(of: start)
      let cost = network.cost(start.initiative)
      if let least = unpayable[kind], cost >= least { return false }
      guard var state = funding.take() else { return true }
      let isPaid = state.add(start, while: heuristic.goesOn)
      funding = state
      if !isPaid {
        unpayable[kind] = cost
      } else if network.waiting[start.initiative] != nil {
        unpayable = [:]
      }
      return isPaid
    }

    private mutating func exchangePayment(_ old: Start, _ new: Start) -> Bool {
      guard var state = funding.take() else { return true }
      unpayable = [:]
      // With tickets a way to pay is not found again for sure.
      let before = state.network.hasTickets ? state : nil
      var isPaid = false
      if state.remove(old, while: heuristic.goesOn) {
        isPaid = state.add(new, while: heuristic.goesOn)
        if !isPaid, let before {
          state.restore(before)
        } else if !isPaid {
          _ = state.add(old)
        }
      }
      funding = state
      return isPaid
    }
  }
}
