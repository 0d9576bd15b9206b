/// A maximization over boxed columns and sparse rows in which every number is an `Int64`.
///
/// The relaxation that GLPK solves is made from it in `Double`; every claim that GLPK makes is
/// checked against it in integers. Integer columns are binary; the others are continuous, but
/// whenever the integer columns are whole an optimal solution has a whole objective.
struct IntegerProgram {
  /// A sparse row between two bounds, `nil` where it has none.
  struct Row {
    var lower: Int64?
    var upper: Int64?
    /// Where its terms stand in ``IntegerProgram/columns`` and ``IntegerProgram/coefficients``.
    var terms: Range<Int>
  }

  /// The lower bound of each column.
  var lower: [Int64] = []
  /// The upper bound of each column.
  var upper: [Int64] = []
  /// Whether each column must be whole.
  var isInteger: [Bool] = []
  /// The objective's coefficients, maximized.
  var objective: [Int64] = []
  /// The rows.
  private(set) var rows: [Row] = []
  /// The terms' columns, row by row.
  private(set) var columns: [Int] = []
  /// The terms' coefficients, row by row.
  private(set) var coefficients: [Int64] = []
  /// Equality rows with right side 0 that split money, and the flow columns whose reduced costs
  /// their prices are set by (see `ExactBound`).
  var balances: [(row: Int, flows: [Int])] = []
  /// Inequalities Σ terms ≤ upper over integer columns that the rows imply: no part of the
  /// relaxation, but where cuts are looked for.
  var impliedKnapsacks: [(terms: [(column: Int, coefficient: Int64)], upper: Int64)] = []

  /// Adds a column and returns its position.
  mutating func addColumn(
    lower: Int64 = 0,
    upper: Int64,
    isInteger: Bool,
    objective: Int64 = 0
  ) -> Int {
    self.lower.append(lower)
    self.upper.append(upper)
    self.isInteger.append(isInteger)
    self.objective.append(objective)
    return self.lower.count - 1
  }

  /// Adds a row of distinct columns and returns its position.
  @discardableResult
  mutating func addRow(
    _ terms: some Sequence<(column: Int, coefficient: Int64)>,
    lower: Int64? = nil,
    upper: Int64? = nil
  ) -> Int {
    let start = columns.count
    for (column, coefficient) in terms where coefficient != 0 {
      columns.append(column)
      coefficients.append(coefficient)
    }
    rows.append(Row(lower: lower, upper: upper, terms: start..<columns.count))
    return rows.count - 1
  }

  /// Holds a column at a value.
  mutating func fix(_ column: Int, at value: Int64) {
    lower[column] = value
    upper[column] = value
  }

  /// A smaller program without the columns whose bounds coincide, and the original position of
  /// each column that stays.
  ///
  /// `constant` is what the columns left out add to the objective.
  func reduced() -> (program: IntegerProgram, kept: [Int], constant: Int64) {
    var small = IntegerProgram()
    var kept: [Int] = []
    var renumbered = [Int](repeating: -1, count: lower.count)
    var constant: Int64 = 0
    for column in lower.indices {
      if lower[column] == upper[column] {
        constant += objective[column] * lower[column]
      } else {
        renumbered[column] = small.addColumn(
          lower: lower[column],
          upper: upper[column],
          isInteger: isInteger[column],
          objective: objective[column]
        )
        kept.append(column)
      }
    }
    var newRow = [Int](repeating: -1, count: rows.count)
    for (index, row) in rows.enumerated() {
      var terms: [(column: Int, coefficient: Int64)] = []
      var fixed: Int64 = 0
      for k in row.terms {
        let column = columns[k]
        if renumbered[column] >= 0 {
          terms.append((renumbered[column], coefficients[k]))
        } else {
          fixed += coefficients[k] * lower[column]
        }
      }
      let low = row.lower.map { $0 - fixed }
      let high = row.upper.map { $0 - fixed }
      if terms.isEmpty, low ?? 0 <= 0, high ?? 0 >= 0 { continue }
      newRow[index] = small.addRow(terms, lower: low, upper: high)
    }
    for balance in balances where newRow[balance.row] >= 0 {
      let row = small.rows[newRow[balance.row]]
      guard row.lower == 0, row.upper == 0 else { continue }
      let flows = balance.flows.map { renumbered[$0] }.filter { $0 >= 0 }
      if !flows.isEmpty { small.balances.append((newRow[balance.row], flows)) }
    }
    for knapsack in impliedKnapsacks {
      var upper = knapsack.upper
      var terms: [(column: Int, coefficient: Int64)] = []
      for (column, coefficient) in knapsack.terms {
        if renumbered[column] >= 0 {
          terms.append((renumbered[column], coefficient))
        } else {
          upper -= coefficient * lower[column]
        }
      }
      small.impliedKnapsacks.append((terms, upper))
    }
    return (small, kept, constant)
  }
}
