import GLPKSolver
import MixedInteger
import Preferences

extension Selector.Run {
  /// Maximizes the conditional value at risk of the investment won, then the points, aim by aim.
  mutating func pursueTail(_ risk: TailRisk) throws {
    stage.maximizeTail(risk)
    guard let value = try maximize(stage) else { return }
    stage.holdObjective(atLeast: value)
    for aim in stage.formulation.valuation.points.indices {
      guard try maximizePoints(ofAim: aim) else { return }
    }
  }
}

extension Stage {
  /// Makes the conditional value at risk the objective, in minor units.
  mutating func maximizeTail(_ risk: TailRisk) {
    let column = addDerivedColumn(upper: risk.largest, isInteger: false)
    derived.tail = .init(column: column, risk: risk)
    setObjective([(column, 1)])
    let everything = risk.wins.map { _ in 1.0 }
    for row in [risk.meanRow, risk.row(at: everything)] {
      addChoiceRow(tailTerms(row, column), upper: 0)
    }
    let mean = risk.meanRow
    var guidance = [Int64](repeating: 0, count: program.lower.count)
    for (column, start) in startColumns { guidance[column] = mean.coefficients[start.initiative] }
    self.guidance = guidance
  }

  /// The terms of the row weight·value − Σ coefficient·start ≤ 0.
  func tailTerms(
    _ row: (weight: Int64, coefficients: [Int64]),
    _ column: Int
  ) -> [(column: Int, coefficient: Int64)] {
    [(column, row.weight)]
      + startColumns.map { ($0.column, -row.coefficients[$0.start.initiative]) }
  }
}

extension CoreSearch {
  /// Adds the row of the conditional value at risk that the point breaks most; whether there is one.
  mutating func addTailRow(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    let stage = search.stage
    guard let tail = stage.derived.tail, let column = kept.firstIndex(of: tail.column) else {
      return false
    }
    var point = tail.risk.wins.map { _ in 0.0 }
    for (column, start) in stage.startColumns {
      point[start.initiative] += Double(search.lower[column])
    }
    for (column, start) in starts {
      point[start.initiative] += min(max(values[column], 0), 1)
    }
    let row = tail.risk.row(at: point)
    let most = zip(row.coefficients, point).reduce(0.0) { $0 + Double($1.0) * $1.1 }
    // A row that does not cut the point off by more than the simplex method minds would be added again
    // and again.
    let excess = Double(row.weight) * values[column] - most
    guard excess > max(0.125 * Double(row.weight), 1e-9 * most) else { return false }
    let (terms, upper) = localized(stage.tailTerms(row, tail.column), search.lower)
    search.note(terms.map { (kept[$0.column], $0.coefficient) }, upper: upper)
    try add(terms, upper: upper, isCut: true, &session)
    return true
  }
}
