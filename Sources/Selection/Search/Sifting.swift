import GLPKSolver
import MixedInteger

/// The relaxation of a program with very many columns, solved on few of them.
///
/// A relaxation has hardly more columns between their bounds than tight rows; all others lie where
/// their reduced costs want them. So prices from a sample of the columns (its rows shrunk alike) say
/// which columns are in doubt; those are solved with the others held, all are priced with the result,
/// and those that were held at the wrong end join (Bixby, Gregory, Lustig, Marsten and Shanno, "Very
/// large-scale linear programming: a case study in combining interior point and simplex methods",
/// Operations Research 40, 1992, for sifting). The bound is evaluated exactly over all columns at the
/// final prices, so that it holds even where the rounds end early.
struct Sifting {
  /// The program, with the rows of the money that the point broke.
  private(set) var program: IntegerProgram
  /// The point of the relaxation.
  private(set) var values: [Double] = []
  /// The exact bound over all columns.
  private(set) var bound: ExactBound?
  /// The relaxation's value, without what the program's fixed columns add.
  private(set) var objective: Double?
  /// The sets of pledges whose rows were added.
  private(set) var shortfalls: [Shortfall] = []

  /// How many rows the last session held.
  private(set) var rowCount = 0

  private let funding: FundingCuts?
  private let limits: SearchLimits
  private var known: Set<Shortfall>
  /// More columns than this are worth sifting.
  static let many = 20_000
  /// About how many columns the sample has.
  private static let sample = 6_000

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
  }

  /// Solves; whether ``bound`` and ``values`` are there.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally.
  mutating func solve() throws -> Bool {
    guard let guess = try sampled() else { return false }
    let count = program.lower.count
    let order = guess.reducedCosts.indices.sorted {
      let (left, right) = (guess.reducedCosts[$0].magnitude, guess.reducedCosts[$1].magnitude)
      return (left, $0) < (right, $1)
    }
    var isActive = [Bool](repeating: false, count: count)
    for column in order.prefix(max(Sifting.sample, count / 25)) { isActive[column] = true }
    let held = guess.reducedCosts.map { $0 > 0 ? Int64(1) : 0 }
    for _ in 0..<20 where !limits.isReached {
      guard try solve(isActive, held), let bound else { return false }
      var wrong = 0
      for column in 0..<count where !isActive[column] {
        let cost = bound.reducedCosts[column]
        if held[column] == 1 ? cost < 0 : cost > 0 {
          isActive[column] = true
          wrong += 1
        }
      }
      // Rows that the held columns alone break have no price yet.
      for row in program.rows.indices where program.isBroken(row, by: values) {
        for k in program.rows[row].terms where !isActive[program.columns[k]] {
          isActive[program.columns[k]] = true
          wrong += 1
        }
      }
      if wrong == 0 { return true }
    }
    return false
  }

  /// Prices of the long rows, and of what sets of pledges can pay, from a sample of the columns.
  private func sampled() throws -> ExactBound? {
    var wider = program
    for row in funding?.knapsacks() ?? [] { wider.addRow(row.terms, upper: row.upper) }
    let step = max(1, program.lower.count / Sifting.sample)
    let scale = 1 / Double(step)
    var place = [Int](repeating: -1, count: program.lower.count)
    var model = Model(sense: .maximize)
    for column in stride(from: 0, to: program.lower.count, by: step) {
      place[column] = column / step
      model.addVariable(lower: 0, upper: 1, objective: Double(program.objective[column]))
    }
    let rows = wider.rows.indices.filter { !wider.isShort($0) }
    for index in rows {
      let row = wider.rows[index]
      model.addRow(
        row.terms.compactMap { k in
          let position = place[wider.columns[k]]
          return position < 0
            ? nil
            : Model.Term(Model.Variable(index: position), Double(wider.coefficients[k]))
        },
        // What a sample needs at least it may not have: only the upper sides guide.
        upper: row.upper.map { Double($0) * scale } ?? .infinity
      )
    }
    let sessionPrices = try SimplexSession.with(model) { session -> [Double]? in
      guard try session.solve(timeLimit: limits.remaining) == .optimal else { return nil }
      var prices: [Double] = []
      try session.copyRowPrices(into: &prices)
      return prices
    }
    guard let sessionPrices else { return nil }
    var prices = [Double](repeating: 0, count: wider.rows.count)
    for (row, price) in zip(rows, sessionPrices) { prices[row] = price }
    return ExactBound(wider, prices: prices, lower: wider.lower, upper: wider.upper)
  }

  /// Lets a row of the session be broken at a price that no column is worth: held columns may leave it
  /// no room, and then its price calls for others.
  private func soften(_ row: Int, at place: Int, _ session: inout SimplexSession) throws {
    let worth = program.rows[row].terms.reduce(1.0) { worth, k in
      let objective = Double(program.objective[program.columns[k]].magnitude)
      return max(worth, objective / Double(program.coefficients[k].magnitude))
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
    var loaded = small.rows.indices.filter { !small.isShort($0) }
    var waiting = small.rows.indices.filter { small.isShort($0) && !small.rows[$0].terms.isEmpty }
    var point = held.map(Double.init)
    var prices: [Double] = []
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
        try session.copyRowPrices(into: &prices)
        value = session.objective
        return true
      }
    }
    rowCount = loaded.count
    guard isOptimal else { return false }
    var all = [Double](repeating: 0, count: program.rows.count)
    for (row, price) in zip(loaded, prices) { all[row] = price }
    values = point
    for column in isActive.indices where !isActive[column] {
      value += Double(program.objective[column] * held[column])
    }
    objective = value
    bound = ExactBound(program, prices: all, lower: program.lower, upper: program.upper)
    return bound != nil
  }
}
