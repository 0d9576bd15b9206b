import Preferences

/// Programs that are one knapsack: there is money and nothing else to keep, or one limit.
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
  /// `nil` if there is another row, or what is free is not starts alone.
  private func oneKnapsack() -> (free: [Int], weights: [Int64], capacity: Int64)? {
    let program = stage.program
    let free = stage.startColumns.map(\.column).filter { lower[$0] < upper[$0] }
    guard stage.derived.isEmpty, lower.indices.count(where: { lower[$0] < upper[$0] }) == free.count
    else { return nil }
    var knapsack: (weights: [Int64], capacity: Int64)?
    for row in program.rows {
      var (least, most) = (Int64(0), Int64(0))
      for k in row.terms {
        let ends = [lower, upper].map { $0[program.columns[k]] * program.coefficients[k] }
        least += min(ends[0], ends[1])
        most += max(ends[0], ends[1])
      }
      if let side = row.lower, least < side { return nil }
      guard let side = row.upper, most > side else { continue }
      guard knapsack == nil, side >= least else { return nil }
      var weights = [Int64](repeating: 0, count: lower.count)
      for k in row.terms { weights[program.columns[k]] = program.coefficients[k] }
      knapsack = (free.map { weights[$0] }, side - least)
      guard knapsack?.weights.allSatisfy({ $0 >= 0 }) == true else { return nil }
    }
    guard stage.formulation.isInForce(.funds) else {
      return knapsack.map { (free, $0.weights, $0.capacity) }
    }
    guard stage.network.isPooled else { return nil }
    var room = stage.network.payers.reduce(0) { $0 + $1.amount }
    var costs: [Int64] = []
    for (column, start) in stage.startColumns {
      let cost = stage.network.cost(start.initiative)
      if lower[column] < upper[column] {
        costs.append(cost)
      } else if lower[column] == 1 {
        room -= cost
      }
    }
    guard room >= 0 else { return nil }
    var all = room
    let isShort = costs.contains { cost in
      all -= cost
      return all < 0
    }
    guard isShort else { return knapsack.map { (free, $0.weights, $0.capacity) } }
    return knapsack == nil ? (free, costs, room) : nil
  }
}
