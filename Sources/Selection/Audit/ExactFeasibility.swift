import GLPKSolver
import MixedInteger
import Preferences

/// Finds x ≥ 0 with A·x = b in fractions, or proves that there is none.
///
/// GLPK minimizes the sum of an artificial variable for each row, in floating-point numbers; of that only
/// the *basis* is used. The basic variables x_B and the prices y of the rows are then computed in fractions from B·x_B = b and
/// y·B = c_B. If x_B ≥ 0 and every artificial variable is 0, x solves the system; if y·A ≤ 0 and y·b > 0, no x ≥ 0 can
/// (Farkas 1902). Both are checked here, so an answer is right whatever GLPK did; where neither holds nothing is said.
///
/// Source of the method: Applegate, Cook, Dash and Espinoza, "Exact solutions to linear programming problems",
/// Operations Research Letters 35 (2007), doi:10.1016/j.orl.2006.12.010.
struct ExactFeasibility {
  /// A solution, or multipliers of the rows that refute the system.
  enum Outcome {
    case solution([Fraction])
    case refutation([Fraction])
  }

  /// The entries of each column of A; each row at most once.
  let columns: [SparseVector]
  /// b, each 0 or more.
  let right: [Fraction]

  /// Solves the system; `nil` if the basis proves nothing.
  func outcome() throws -> Outcome? {
    guard let basis = try basis() else { return nil }
    let matrix = basis.map(column)
    guard let values = SparseVector.solve(matrix, right) else { return nil }
    if values.allSatisfy({ $0 >= 0 }),
      zip(basis, values).allSatisfy({ $0 < columns.count || $1 == 0 })
    {
      var solution = [Fraction](repeating: 0, count: columns.count)
      for (index, value) in zip(basis, values) where index < columns.count {
        solution[index] = value
      }
      return .solution(solution)
    }
    // The transposed system, whose columns are the rows of the basis.
    var rows = [SparseVector](repeating: [], count: right.count)
    for (place, entries) in matrix.enumerated() {
      for (row, value) in entries { rows[row].append((place, value)) }
    }
    let costs = basis.map { index -> Fraction in
      (columns.count..<columns.count + right.count).contains(index) ? 1 : 0
    }
    guard let prices = SparseVector.solve(rows, costs),
      columns.allSatisfy({ column in
        column.reduce(Fraction(0)) { $0 + prices[$1.row] * $1.value } <= 0
      }), zip(prices, right).reduce(Fraction(0), { $0 + $1.0 * $1.1 }) > 0
    else { return nil }
    return .refutation(prices)
  }

  /// A column of A, then the artificial ones, then the rows' slacks, which must be 0.
  private func column(_ index: Int) -> SparseVector {
    guard index >= columns.count else { return columns[index] }
    return [(row: (index - columns.count) % right.count, value: 1)]
  }

  /// The positions of the basic columns where the sum of the artificial variables is least.
  private func basis() throws -> [Int]? {
    let largest = right.max() ?? 0
    let unit = largest > 0 ? largest : 1
    var model = Model(sense: .minimize)
    var rows = [[Model.Term]](repeating: [], count: right.count)
    for column in columns {
      let variable = model.addVariable()
      for (row, value) in column { rows[row].append(Model.Term(variable, value.approximation)) }
    }
    for row in rows.indices { rows[row].append(Model.Term(model.addVariable(objective: 1), 1)) }
    for (row, terms) in rows.enumerated() {
      let value = (right[row] / unit).approximation
      model.addRow(terms, lower: value, upper: value)
    }
    do {
      return try SimplexSession.with(model) { session in
        guard try session.solve() == .optimal else { return nil }
        let basis = try session.basis()
        let all = columns.count + right.count
        return (0..<all).filter(basis.holds(variable:))
          + right.indices.filter(basis.holds(row:)).map { all + $0 }
      }
    } catch SolverError.fatal {
      // Where GLPK gives up, nothing is decided; the rest of an audit does not need it.
      return nil
    }
  }
}

/// The entries of a vector that are not 0, each row at most once.
typealias SparseVector = [(row: Int, value: Fraction)]

extension SparseVector {
  /// Solves a square system with these columns; `nil` if it is singular.
  ///
  /// Gaussian elimination in fractions. The pivot row is one with the fewest entries, and its pivot
  /// stands in the column with the fewest: Markowitz, "The Elimination Form of the Inverse and its
  /// Application to Linear Programming", Management Science 3 (1957).
  static func solve(_ columns: [SparseVector], _ right: [Fraction]) -> [Fraction]? {
    guard columns.count == right.count else { return nil }
    var rows = [[Int: Fraction]](repeating: [:], count: right.count)
    var members = [Set<Int>](repeating: [], count: columns.count)
    for (column, entries) in columns.enumerated() {
      for (row, value) in entries where value != 0 {
        rows[row][column] = value
        members[column].insert(row)
      }
    }
    var right = right
    var open = Set(rows.indices)
    var pivots: [(row: Int, column: Int)] = []
    while !open.isEmpty {
      // Equal counts go by position, so that the work is the same in every run.
      guard
        let row = open.min(by: { (rows[$0].count, $0) < (rows[$1].count, $1) }),
        let column = rows[row].keys.min(by: { (members[$0].count, $0) < (members[$1].count, $1) }),
        let pivot = rows[row][column]
      else { return nil }
      open.remove(row)
      pivots.append((row, column))
      for entry in rows[row].keys { members[entry].remove(row) }
      for other in members[column] {
        guard let value = rows[other][column] else { continue }
        let factor = value / pivot
        for (entry, amount) in rows[row] {
          let changed = (rows[other][entry] ?? 0) - factor * amount
          if entry == column || changed == 0 {
            rows[other][entry] = nil
            if entry != column { members[entry].remove(other) }
          } else {
            rows[other][entry] = changed
            members[entry].insert(other)
          }
        }
        right[other] = right[other] - factor * right[row]
      }
      members[column] = []
    }
    var values = [Fraction](repeating: 0, count: columns.count)
    for (row, column) in pivots.reversed() {
      var rest = right[row]
      for (entry, amount) in rows[row] where entry != column {
        rest = rest - amount * values[entry]
      }
      values[column] = rest / (rows[row][column] ?? 1)
    }
    return values
  }
}
