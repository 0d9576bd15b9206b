import Preferences

/// Finds x ≥ 0 with A·x = b in fractions, or proves that there is none.
///
/// Phase one of the simplex method on a full tableau: an artificial variable for each row, whose sum is made
/// as small as it can be. If that is 0, x solves the system; else the duals y have y·A ≤ 0 and y·b > 0, which no x ≥ 0
/// can meet (Farkas 1902). The column of the most negative reduced cost enters; after a pivot that
/// changed nothing the first one does, until one changes something, so it ends.
///
/// Sources: Dantzig, "Linear Programming and Extensions", 1963, chapter 5; Bland, "New Finite Pivoting Rules
/// for the Simplex Method", Mathematics of Operations Research 2 (1977), doi:10.1287/moor.2.2.103.
struct ExactFeasibility {
  /// A solution, or multipliers of the rows that refute the system.
  enum Outcome {
    case solution([Fraction])
    case refutation([Fraction])
  }

  /// The entries of each column of A; each row at most once.
  let columns: [[(row: Int, value: Fraction)]]
  /// b, each 0 or more.
  let right: [Fraction]

  /// How many numbers the tableau holds.
  var cells: Int { (right.count + 1) * (columns.count + right.count + 1) }

  /// Solves the system.
  func outcome() -> Outcome {
    var tableau = Tableau(columns, right)
    while tableau.pivot() {}
    return tableau.isSolved ? .solution(tableau.solution) : .refutation(tableau.multipliers)
  }
}

private struct Tableau {
  private var rows: [[Fraction]]
  /// The reduced costs, and at the end minus the sum of the artificial variables.
  private var costs: [Fraction]
  /// The column that is basic in each row; artificial ones stand behind the others.
  private var basis: [Int]
  private let count: Int
  private var isStalled = false

  init(_ columns: [[(row: Int, value: Fraction)]], _ right: [Fraction]) {
    count = columns.count
    let width = columns.count + right.count + 1
    rows = right.indices.map { row in
      var line = [Fraction](repeating: 0, count: width)
      line[columns.count + row] = 1
      line[width - 1] = right[row]
      return line
    }
    for (column, entries) in columns.enumerated() {
      for (row, value) in entries { rows[row][column] = value }
    }
    basis = right.indices.map { columns.count + $0 }
    costs = [Fraction](repeating: 0, count: width)
    for row in rows {
      for column in row.indices where row[column] != 0 {
        costs[column] = costs[column] - row[column]
      }
    }
    for artificial in columns.count..<(width - 1) { costs[artificial] = 0 }
  }

  var isSolved: Bool { costs[costs.count - 1] == 0 }

  var solution: [Fraction] {
    var values = [Fraction](repeating: 0, count: count)
    for (row, column) in basis.enumerated() where column < count {
      values[column] = rows[row][costs.count - 1]
    }
    return values
  }

  var multipliers: [Fraction] { basis.indices.map { Fraction(1) - costs[count + $0] } }

  /// Makes one step; `false` at the end.
  mutating func pivot() -> Bool {
    let candidates = (0..<count).filter { costs[$0] < 0 }
    let entering =
      isStalled ? candidates.first : candidates.min { costs[$0] < costs[$1] }
    guard let entering else { return false }
    let last = costs.count - 1
    var leaving: (row: Int, ratio: Fraction)?
    for row in rows.indices where rows[row][entering] > 0 {
      let ratio = rows[row][last] / rows[row][entering]
      if let best = leaving {
        guard ratio < best.ratio || (ratio == best.ratio && basis[row] < basis[best.row]) else {
          continue
        }
      }
      leaving = (row, ratio)
    }
    // The sum of the artificial variables cannot fall without end.
    guard let leaving else { return false }
    isStalled = leaving.ratio == 0
    let divisor = rows[leaving.row][entering]
    let filled = rows[leaving.row].indices.filter { rows[leaving.row][$0] != 0 }
    for column in filled { rows[leaving.row][column] = rows[leaving.row][column] / divisor }
    let pivotRow = rows[leaving.row]
    for row in rows.indices where row != leaving.row && rows[row][entering] != 0 {
      let factor = rows[row][entering]
      for column in filled { rows[row][column] = rows[row][column] - factor * pivotRow[column] }
    }
    let factor = costs[entering]
    for column in filled { costs[column] = costs[column] - factor * pivotRow[column] }
    basis[leaving.row] = entering
    return true
  }
}
