import GLPKSolver
import MixedInteger

/// The relaxation of a program with very many columns, solved on few of them.
///
/// A relaxation has hardly more columns between their bounds than tight rows; all others lie where
/// their reduced costs want them. So prices tell which columns are in doubt; those are solved with the
/// others held, all are priced with the result, and those that were held at the wrong end join (Bixby,
/// Gregory, Lustig, Marsten and Shanno, "Very large-scale linear programming: a case study in
/// combining interior point and simplex methods", Operations Research 40, 1992, for sifting). The first
/// prices come from a sample of the columns, with its long rows shrunk alike, whose own first prices
/// come from a smaller sample: each ten times as large as the one before has few columns in doubt.
///
/// Short rows (requirements, groups) are as many as columns. Those that no point broke get the prices
/// that are best for them one by one, which only lowers the bound (``completed(_:_:)``). The bound is
/// evaluated exactly over all columns at the final prices, so that it holds even where the rounds end
/// early.
struct Sifting {
  /// The program, with the rows of the money that the point broke.
  private(set) var program: IntegerProgram
  /// The point of the relaxation.
  private(set) var values: [Double] = []
  /// The exact bound over all columns; the best one that was found.
  private(set) var bound: ExactBound?
  /// The relaxation's value, without what the program's fixed columns add.
  private(set) var objective: Double?
  /// The sets of pledges whose rows were added.
  private(set) var shortfalls: [Shortfall] = []
  /// How many rows have a price.
  private(set) var rowCount = 0

  private var prices: [Double] = []
  /// The rows that are in the session from the start.
  private var needed: [Bool] = []
  private let shortRows: [Int]
  /// The columns that short rows tie together: the group of each, and each group's columns.
  private let groupOf: [Int]
  private let members: [[Int]]
  /// What a group's columns are worth together.
  private let worthOfGroup: [Double]
  private let funding: FundingCuts?
  private let limits: SearchLimits
  private var known: Set<Shortfall>
  /// More columns than this are worth sifting.
  static let many = 20_000
  /// About how many columns the smallest sample and the columns in doubt are.
  private static let few = 6_000

  /// Prepares a program whose columns are all binary; `known`: the sets of pledges whose rows it has.
  init(
    _ program: IntegerProgram,
    funding: FundingCuts?,
    known: Set<Shortfall>,
    limits: SearchLimits
  ) {
    self.program = program
    self.funding = funding
    self.known = known
    self.limits = limits
    let shortRows = program.rows.indices.filter {
      program.isShort($0) && !program.rows[$0].terms.isEmpty
    }
    self.shortRows = shortRows
    groupOf = program.components(of: shortRows)
    var members = [[Int]](repeating: [], count: (groupOf.max() ?? -1) + 1)
    for (column, group) in groupOf.enumerated() { members[group].append(column) }
    self.members = members
    worthOfGroup = members.map { $0.reduce(0) { $0 + Double(program.objective[$1].magnitude) } }
  }

  /// Solves; whether ``bound`` and ``values`` are there.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally.
  mutating func solve() throws -> Bool {
    for shortfall in funding?.sets() ?? [] where known.insert(shortfall).inserted {
      guard let row = funding?.row(of: shortfall) else { continue }
      shortfalls.append(shortfall)
      program.addRow(row.terms, upper: row.upper)
    }
    prices = [Double](repeating: 0, count: program.rows.count)
    needed = program.rows.indices.map { !isCounting($0) }
    var step = 1
    while program.lower.count / step > 2 * Sifting.few { step *= 10 }
    while step > 1, !limits.isReached {
      var part = Sifting(sample(step), funding: nil, known: [], limits: limits)
      part.prices = prices
      part.needed = needed
      guard try part.settle(rounds: 3) else { return false }
      prices = part.prices
      needed = prices.map { $0 != 0 }
      step /= 10
    }
    return try settle(rounds: 20)
  }

  /// Every `step`-th of the groups of columns that short rows tie together, with all other rows shrunk
  /// alike.
  private func sample(_ step: Int) -> IntegerProgram {
    var part = IntegerProgram()
    var place = [Int](repeating: -1, count: groupOf.count)
    for column in groupOf.indices where groupOf[column] % step == 0 {
      place[column] = part.addColumn(
        upper: 1,
        isInteger: true,
        objective: program.objective[column]
      )
    }
    let isShort = Set(shortRows)
    for row in program.rows.indices {
      let terms = program.rows[row].terms.lazy
        .map { (column: place[program.columns[$0]], coefficient: program.coefficients[$0]) }
        .filter { $0.column >= 0 }
      let divisor = isShort.contains(row) ? 1 : Int64(step)
      part.addRow(
        terms,
        // One of each commune is not a tenth of one of each tenth of a commune.
        lower: isCounting(row) && divisor > 1 ? nil : program.rows[row].lower.map { $0 / divisor },
        upper: program.rows[row].upper.map { $0 / divisor }
      )
    }
    return part
  }

  /// Whether a row counts columns: there are many such rows and few of them bind.
  private func isCounting(_ row: Int) -> Bool {
    program.rows[row].lower != program.rows[row].upper
      && program.rows[row].terms.allSatisfy { program.coefficients[$0].magnitude == 1 }
  }

  /// Solves the columns in doubt at the present prices, and again with those that were held wrongly;
  /// whether there are a bound and a point.
  private mutating func settle(rounds: Int) throws -> Bool {
    let count = program.lower.count
    var isActive = [Bool](repeating: count <= 2 * Sifting.few, count: count)
    var asked = completed(prices, isActive)
    guard let guess = exactBound(asked) else { return false }
    bound = guess
    let held = guess.reducedCosts.map { $0 > 0 ? Int64(1) : 0 }
    if count > 2 * Sifting.few {
      let order = guess.reducedCosts.indices.sorted {
        let (left, right) = (guess.reducedCosts[$0].magnitude, guess.reducedCosts[$1].magnitude)
        return (left, $0) < (right, $1)
      }
      activate(order.prefix(Sifting.few), &isActive)
    }
    for round in 1...rounds {
      guard !limits.isReached, try solve(isActive, held) else { break }
      asked = completed(prices, isActive)
      guard let found = exactBound(asked) else { break }
      if bound.map({ found.isBelow($0) }) ?? true { bound = found }
      if round == rounds { break }
      let wrong = wrong(found, asked, isActive, held)
      if wrong.isEmpty { break }
      activate(wrong.prefix(2 * Sifting.few), &isActive)
    }
    rowCount = prices.count { $0 != 0 }
    return bound != nil && !values.isEmpty
  }

  /// The held columns that the prices want elsewhere, the worst first; where there is none, the point
  /// and the prices are optimal by complementary slackness.
  private func wrong(
    _ found: ExactBound,
    _ asked: [Double],
    _ isActive: [Bool],
    _ held: [Int64]
  ) -> [Int] {
    var wrong: [(cost: UInt128, column: Int)] = []
    for column in isActive.indices where !isActive[column] {
      let cost = found.reducedCosts[column]
      if held[column] == 1 ? cost < 0 : cost > 0 { wrong.append((cost.magnitude, column)) }
    }
    // Rows that the held columns alone break have no price yet, and short ones may have one for nothing.
    for row in program.rows.indices
    where program.isBroken(row, by: values) || asked[row] != 0 && prices[row] == 0 && isSlack(row) {
      for k in program.rows[row].terms where !isActive[program.columns[k]] {
        wrong.append((.max, program.columns[k]))
      }
    }
    return wrong.sorted { ($1.cost, $0.column) < ($0.cost, $1.column) }.map(\.column)
  }

  /// Whether a short row is not tight at the point.
  private func isSlack(_ row: Int) -> Bool {
    let side = program.rows[row].upper ?? program.rows[row].lower ?? 0
    let activity = program.rows[row].terms.reduce(0.0) {
      $0 + Double(program.coefficients[$1]) * values[program.columns[$1]]
    }
    return abs(activity - Double(side)) > 1e-6
  }

  /// Lets columns move, and those that short rows tie to them.
  private func activate(_ columns: ArraySlice<Int>, _ isActive: inout [Bool]) {
    for column in columns where !isActive[column] {
      for member in members[groupOf[column]] { isActive[member] = true }
    }
  }

  private func exactBound(_ prices: [Double]) -> ExactBound? {
    ExactBound(program, prices: prices, lower: program.lower, upper: program.upper)
  }

  /// Gives each short row of held columns the price that lowers the bound most, one after the other.
  ///
  /// For one row the bound is π·side + Σ max(0, d_j − π a_j), piecewise linear and convex in π: the
  /// middle of the prices at which it is least, so that neither side is in doubt (coordinate ascent of
  /// the Lagrangian dual).
  private func completed(_ prices: [Double], _ isActive: [Bool]) -> [Double] {
    var prices = prices
    var costs = program.objective.map(Double.init)
    for (row, price) in zip(program.rows, prices) where price != 0 {
      for k in row.terms { costs[program.columns[k]] -= price * Double(program.coefficients[k]) }
    }
    for row in shortRows where prices[row] == 0 {
      let terms = program.rows[row].terms
      if let first = terms.first, isActive[program.columns[first]] { continue }
      let (side, sign) =
        program.rows[row].upper.map { (Double($0), 1.0) }
        ?? (Double(program.rows[row].lower ?? 0), -1.0)
      func value(_ price: Double) -> Double {
        terms.reduce(price * side) {
          $0 + max(0, costs[program.columns[$1]] - price * Double(program.coefficients[$1]))
        }
      }
      var best = (least: value(0), from: 0.0, to: 0.0)
      // The coefficients are 1 and −1.
      for k in terms {
        let price = costs[program.columns[k]] * Double(program.coefficients[k])
        guard price * sign > 0 else { continue }
        let value = value(price)
        if value < best.least - 1e-9 {
          best = (value, price, price)
        } else if value <= best.least + 1e-9 {
          best.from = min(best.from, price)
          best.to = max(best.to, price)
        }
      }
      let price = (best.from + best.to) / 2
      guard price != 0 else { continue }
      prices[row] = price
      for k in terms { costs[program.columns[k]] -= price * Double(program.coefficients[k]) }
    }
    return prices
  }

  /// Lets a row of the session be broken at a price that no column is worth, nor all that it brings along by
  /// short rows: held columns may leave it no room, and then its price calls for others.
  private func soften(_ row: Int, at place: Int, _ session: inout SimplexSession) throws {
    let worth = program.rows[row].terms.reduce(1.0) { worth, k in
      let group = worthOfGroup[groupOf[program.columns[k]]]
      return max(worth, group / Double(program.coefficients[k].magnitude))
    }
    if program.rows[row].upper != nil {
      try session.addColumn([(place, -1)], objective: -2 * worth)
    }
    if program.rows[row].lower != nil {
      try session.addColumn([(place, 1)], objective: -2 * worth)
    }
  }

  /// Solves on the active columns; whether that has an optimum.
  private mutating func solve(_ isActive: [Bool], _ held: [Int64]) throws -> Bool {
    var narrowed = program
    for column in isActive.indices where !isActive[column] {
      narrowed.fix(column, at: held[column])
    }
    var (small, kept, _) = narrowed.reduced(keepsRows: true)
    var position = [Int](repeating: -1, count: isActive.count)
    for (index, column) in kept.enumerated() { position[column] = index }
    var loaded = small.rows.indices.filter { needed[$0] }
    var waiting = small.rows.indices.filter { !needed[$0] && !small.rows[$0].terms.isEmpty }
    var point = held.map(Double.init)
    var found: [Double] = []
    var value = 0.0
    let isOptimal = try SimplexSession.with(small.relaxation(rows: loaded)) { session in
      for (place, row) in loaded.enumerated() { try soften(row, at: place, &session) }
      while true {
        guard try session.solve(timeLimit: limits.remaining) == .optimal else { return false }
        var smallValues: [Double] = []
        try session.copyPrimal(into: &smallValues)
        for (index, column) in kept.enumerated() { point[column] = smallValues[index] }
        let broken = waiting.filter { small.isBroken($0, by: smallValues) }
        if !broken.isEmpty {
          for (index, row) in broken.enumerated() {
            try session.addRow(
              small.rows[row].terms.map { (small.columns[$0], Double(small.coefficients[$0])) },
              lower: small.rows[row].lower.map(Double.init) ?? -.infinity,
              upper: small.rows[row].upper.map(Double.init) ?? .infinity
            )
            try soften(row, at: loaded.count + index, &session)
          }
          loaded += broken
          let isLoaded = Set(broken)
          waiting.removeAll(where: isLoaded.contains)
          continue
        }
        if let funding, let shortfall = funding.violated(by: point),
          known.insert(shortfall).inserted
        {
          shortfalls.append(shortfall)
          let row = funding.row(of: shortfall)
          program.addRow(row.terms, upper: row.upper)
          var upper = row.upper
          var terms: [(column: Int, coefficient: Int64)] = []
          for (column, coefficient) in row.terms {
            if position[column] >= 0 {
              terms.append((position[column], coefficient))
            } else {
              upper -= coefficient * held[column]
            }
          }
          loaded.append(small.addRow(terms, upper: upper))
          try session.addRow(
            terms.map { ($0.column, Double($0.coefficient)) },
            upper: Double(upper)
          )
          try soften(program.rows.count - 1, at: loaded.count - 1, &session)
          continue
        }
        try session.copyRowPrices(into: &found)
        value = session.objective
        return true
      }
    }
    guard isOptimal else { return false }
    prices = [Double](repeating: 0, count: program.rows.count)
    for (row, price) in zip(loaded, found) { prices[row] = price }
    for row in needed.count..<program.rows.count { needed.append(prices[row] != 0) }
    for row in loaded where prices[row] != 0 { needed[row] = true }
    values = point
    for column in isActive.indices where !isActive[column] {
      value += Double(program.objective[column] * held[column])
    }
    objective = value
    return true
  }
}
