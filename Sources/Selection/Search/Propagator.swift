/// Narrows the bounds of integer columns by what each row can still reach.
///
/// A column that would break a row even when every other column is at its best is held at its
/// other bound: an initiative that costs more than all who may pay it have, a ticket that its
/// pledge cannot reach. (Savelsbergh, "Preprocessing and probing techniques for mixed integer
/// programming problems", ORSA Journal on Computing 6, 1994.)
struct Propagator {
  private let program: IntegerProgram
  /// The rows of column `j` are `rowsOfColumns[rowStart[j]..<rowStart[j + 1]]`.
  private let rowStart: [Int]
  private let rowsOfColumns: [Int]
  /// The largest coefficient of an integer column in each row: with more room than that on both
  /// sides it narrows nothing.
  private let largest: [UInt64]
  /// Whether a row's sums fit 64 bits.
  private let isSmall: [Bool]

  /// Prepares a program's rows.
  init(_ program: IntegerProgram) {
    self.program = program
    var rowStart = [Int](repeating: 0, count: program.lower.count + 1)
    for column in program.columns { rowStart[column + 1] += 1 }
    for column in program.lower.indices { rowStart[column + 1] += rowStart[column] }
    var rowsOfColumns = [Int](repeating: 0, count: program.columns.count)
    var next = rowStart
    var largest: [UInt64] = []
    var isSmall: [Bool] = []
    for (index, row) in program.rows.enumerated() {
      var most: UInt64 = 0
      var sum = 0.0
      for k in row.terms {
        let column = program.columns[k]
        rowsOfColumns[next[column]] = index
        next[column] += 1
        let size = program.coefficients[k].magnitude
        if program.isInteger[column] { most = max(most, size) }
        let bound = max(program.lower[column].magnitude, program.upper[column].magnitude)
        sum += Double(size) * Double(bound)
      }
      largest.append(most)
      let sides = [row.lower, row.upper].reduce(0.0) { $0 + Double(($1 ?? 0).magnitude) }
      isSmall.append(sum + sides < 4e18)
    }
    self.rowStart = rowStart
    self.rowsOfColumns = rowsOfColumns
    self.largest = largest
    self.isSmall = isSmall
  }

  /// Narrows the bounds until nothing changes.
  ///
  /// `changed`: the columns whose bounds are new since the last time; `nil`: all.
  /// - Returns: Whether the bounds can still hold a point; `false` is a proof that they cannot.
  func propagate(
    _ lower: inout [Int64],
    _ upper: inout [Int64],
    from changed: [Int]? = nil
  ) -> Bool {
    var queue: [Int] = []
    var isQueued = [Bool](repeating: false, count: program.rows.count)
    func enqueue(_ rows: some Sequence<Int>) {
      for row in rows where !isQueued[row] {
        isQueued[row] = true
        queue.append(row)
      }
    }
    if let changed {
      for column in changed { enqueue(rows(of: column)) }
    } else {
      enqueue(program.rows.indices)
    }
    var next = 0
    while next < queue.count {
      let row = queue[next]
      next += 1
      isQueued[row] = false
      guard
        let narrowed = isSmall[row]
          ? narrow(row, &lower, &upper, in: Int64.self)
          : narrow(row, &lower, &upper, in: Int128.self)
      else { return false }
      for column in narrowed { enqueue(rows(of: column)) }
    }
    return true
  }

  private func rows(of column: Int) -> ArraySlice<Int> {
    rowsOfColumns[rowStart[column]..<rowStart[column + 1]]
  }

  /// The columns that one row narrows; `nil` if the row cannot be kept.
  private func narrow<Sum: FixedWidthInteger>(
    _ index: Int,
    _ lower: inout [Int64],
    _ upper: inout [Int64],
    in sums: Sum.Type
  ) -> [Int]? {
    let row = program.rows[index]
    var least: Sum = 0
    var most: Sum = 0
    for k in row.terms {
      let column = program.columns[k]
      let coefficient = Sum(program.coefficients[k])
      let low = coefficient * Sum(lower[column])
      let high = coefficient * Sum(upper[column])
      least += coefficient > 0 ? low : high
      most += coefficient > 0 ? high : low
    }
    let room = row.upper.map { Sum($0) - least }
    let slack = row.lower.map { most - Sum($0) }
    if let room, room < 0 { return nil }
    if let slack, slack < 0 { return nil }
    guard min(room ?? .max, slack ?? .max) < Sum(largest[index]) else { return [] }
    var narrowed: [Int] = []
    for k in row.terms {
      let column = program.columns[k]
      guard program.isInteger[column], lower[column] < upper[column] else { continue }
      let size = Sum(program.coefficients[k].magnitude)
      let isPositive = program.coefficients[k] > 0
      let value: Int64
      // One step towards the row's upper side, or towards its lower side, is too much.
      if let room, size > room {
        value = isPositive ? lower[column] : upper[column]
      } else if let slack, size > slack {
        value = isPositive ? upper[column] : lower[column]
      } else {
        continue
      }
      lower[column] = value
      upper[column] = value
      narrowed.append(column)
    }
    return narrowed
  }
}
