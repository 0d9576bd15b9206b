import Preferences

/// Programs that are one knapsack, as there is money and nothing else to keep, or one limit; and the bound
/// that all the money together puts on any program.
extension TreeSearch {
  /// Solves the program if it is one knapsack; whether it did.
  mutating func solveKnapsack() -> Bool {
    guard uses(.knapsack), ties == nil, let (free, terms, capacity) = oneKnapsack() else {
      return false
    }
    var given = stage.program.objective.indices.reduce(0) {
      $0 + stage.program.objective[$1] * lower[$1]
    }
    var columns: [Int] = []
    var items: [Knapsack.Item] = []
    let step = stage.program.objectiveStep
    for (column, weight) in zip(free, terms) where stage.program.objective[column] > 0 {
      let profit = stage.program.objective[column]
      if weight == 0 {
        columns.append(column)
        given += profit
      } else {
        items.append(Knapsack.Item(profit: profit / step, weight: weight, column: column))
      }
    }
    var knapsack = Knapsack(items, capacity: capacity)
    countNode()
    noteRoot(bound, Double(given) + knapsack.relaxation * Double(step))
    if stage.formulation.valuation.points.count > 1 {
      flips = knapsack.flips.map { ($0.column, $0.isIn ? 1 : 0, given + step * $0.bound) }
    }
    let floor = threshold.map { max(0, ($0 - given + step - 1) / step) }
    switch knapsack.solve(atLeast: floor, while: { [limits] in !limits.isReached }) {
    case .best(let chosen, _):
      guard offer(columns: columns + chosen, isLast: true) else { return false }
    case .nothing: break
    case .undecided: return false
    }
    isKnapsack = true
    finish()
    return true
  }

  /// Bounds what can be found by all the money together, at the price that it has for a sample of the starts.
  mutating func boundByMoney() {
    guard stage.formulation.isInForce(.funds) else { return }
    let funds = stage.network.payers.reduce(0) { $0 + $1.amount }
    let every = max(1, stage.startColumns.count / TreeSearch.sampled)
    let costs = stage.startColumns.map {
      (column: $0.column, coefficient: stage.network.cost($0.start.initiative))
    }
    let sample = stride(from: 0, to: costs.count, by: every).map { costs[$0] }
      .filter { $0.coefficient > 0 && stage.program.objective[$0.column] > 0 }
      .map { column, cost in
        Knapsack.Item(profit: stage.program.objective[column], weight: cost, column: column)
      }
    var program = stage.program
    program.addRow(costs, upper: funds)
    var prices = [Double](repeating: 0, count: program.rows.count)
    prices[prices.count - 1] = Knapsack(sample, capacity: funds / Int64(every)).price
    guard let exact = ExactBound(program, prices: prices, lower: lower, upper: upper) else {
      return
    }
    noteRoot(exact.value(adding: 0), nil)
  }

  /// About how many starts a sample has.
  private static let sampled = 10_000

  /// The free columns, what each weighs in the only row that a choice may break, and what that has room for;
  /// `nil` if there is no such row or another one, or what is free is not starts alone.
  private func oneKnapsack() -> (free: [Int], weights: [Int64], capacity: Int64)? {
    let program = stage.program
    let free = stage.startColumns.filter { lower[$0.column] < upper[$0.column] }
    guard stage.derived.isEmpty, lower.indices.count(where: { lower[$0] < upper[$0] }) == free.count
    else { return nil }
    var rows: [(weights: [Int64], capacity: Int64)] = []
    if stage.formulation.isInForce(.funds) {
      guard stage.network.isPooled else { return nil }
      let costs = free.map { stage.network.cost($0.start.initiative) }
      let certain = stage.startColumns.filter { lower[$0.column] == 1 }
      let room =
        stage.network.payers.reduce(0) { $0 + $1.amount }
        - certain.reduce(0) { $0 + stage.network.cost($1.start.initiative) }
      guard room >= 0 else { return nil }
      if costs.reduce(0, +) > room { rows.append((costs, room)) }
    }
    for row in program.rows {
      var (least, most) = (Int64(0), Int64(0))
      for k in row.terms {
        let low = lower[program.columns[k]] * program.coefficients[k]
        let high = upper[program.columns[k]] * program.coefficients[k]
        least += min(low, high)
        most += max(low, high)
      }
      if let side = row.lower, least < side { return nil }
      guard let side = row.upper, most > side else { continue }
      guard rows.isEmpty, side >= least else { return nil }
      var weights = [Int64](repeating: 0, count: lower.count)
      for k in row.terms { weights[program.columns[k]] = program.coefficients[k] }
      guard free.allSatisfy({ weights[$0.column] >= 0 }) else { return nil }
      rows.append((free.map { weights[$0.column] }, side - least))
    }
    return rows.first.map { (free.map(\.column), $0.weights, $0.capacity) }
  }
}
