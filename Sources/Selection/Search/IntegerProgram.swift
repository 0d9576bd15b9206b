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
    /// The largest of its numbers at any point within the bounds with which it was added.
    var size: Double
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

  /// What the objective's values at whole points are at least apart: their coefficients' common divisor.
  var objectiveStep: Int64 {
    var divisor: Int64 = 0
    for column in objective.indices where objective[column] != 0 {
      guard isInteger[column] else { return 1 }
      var rest = abs(objective[column])
      while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
    }
    return max(1, divisor)
  }

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
    var size = max(Double((lower ?? 0).magnitude), Double((upper ?? 0).magnitude))
    for (column, coefficient) in terms where coefficient != 0 {
      columns.append(column)
      coefficients.append(coefficient)
      let bound = max(1, Double(self.upper[column].magnitude))
      size = max(size, Double(coefficient.magnitude) * bound)
    }
    rows.append(Row(lower: lower, upper: upper, terms: start..<columns.count, size: size))
    return rows.count - 1
  }

  /// Whether a row is one of the many short ones (requirements, groups) that rarely bind.
  func isShort(_ row: Int) -> Bool {
    rows[row].lower != rows[row].upper && rows[row].terms.count <= 8
      && rows[row].terms.allSatisfy { coefficients[$0].magnitude == 1 }
  }

  /// Whether a point breaks a row by more than a millionth, or a thousandth of a millionth of its side.
  func isBroken(_ row: Int, by point: [Double]) -> Bool {
    let activity = rows[row].terms.reduce(0.0) {
      $0 + Double(coefficients[$1]) * point[columns[$1]]
    }
    func tolerance(_ side: Int64) -> Double { max(1e-6, 1e-9 * Double(side.magnitude)) }
    if let lower = rows[row].lower, activity < Double(lower) - tolerance(lower) { return true }
    if let upper = rows[row].upper, activity > Double(upper) + tolerance(upper) { return true }
    return false
  }

  /// The number, from 0 in the order of the columns, of the group of columns that each belongs to:
  /// those that `chosen` rows tie together.
  func components(of chosen: [Int]) -> [Int] {
    var parent = Array(lower.indices)
    func root(_ column: Int) -> Int {
      var column = column
      while parent[column] != column {
        parent[column] = parent[parent[column]]
        column = parent[column]
      }
      return column
    }
    for row in chosen {
      guard let first = rows[row].terms.first else { continue }
      for k in rows[row].terms.dropFirst() {
        let (left, right) = (root(columns[first]), root(columns[k]))
        if left != right { parent[max(left, right)] = min(left, right) }
      }
    }
    var number = [Int](repeating: -1, count: parent.count)
    var next = 0
    for column in parent.indices {
      let root = root(column)
      if number[root] < 0 {
        number[root] = next
        next += 1
      }
      number[column] = number[root]
    }
    return number
  }

  /// Holds a column at a value.
  mutating func fix(_ column: Int, at value: Int64) {
    lower[column] = value
    upper[column] = value
  }

  /// A smaller program without the columns whose bounds coincide, and the original position of
  /// each column that stays.
  ///
  /// `constant` is what the columns left out add to the objective. With `keepsRows` the rows keep
  /// their positions; otherwise those without terms that hold are left out too.
  func reduced(
    keepsRows: Bool = false
  ) -> (program: IntegerProgram, kept: [Int], constant: Int64) {
    var small = IntegerProgram()
    small.rows.reserveCapacity(rows.count)
    small.columns.reserveCapacity(columns.count)
    small.coefficients.reserveCapacity(columns.count)
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
    var terms: [(column: Int, coefficient: Int64)] = []
    for row in rows {
      terms.removeAll(keepingCapacity: true)
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
      if !keepsRows, terms.isEmpty, low ?? 0 <= 0, high ?? 0 >= 0 { continue }
      small.addRow(terms, lower: low, upper: high)
    }
    return (small, kept, constant)
  }
}
