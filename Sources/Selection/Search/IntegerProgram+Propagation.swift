extension IntegerProgram {
  /// Narrows the bounds of integer columns by what each row can still reach, until nothing changes.
  ///
  /// A column that would break a row even when every other column is at its best is held at its
  /// other bound: an initiative that costs more than all who may pay it have, a ticket that its
  /// pledge cannot reach. (Savelsbergh, "Preprocessing and probing techniques for mixed integer
  /// programming problems", ORSA Journal on Computing 6, 1994.)
  ///
  /// - Returns: Whether the bounds can still hold a point; `false` is a proof that they cannot.
  mutating func propagate() -> Bool {
    var rowsOfColumn = [[Int]](repeating: [], count: lower.count)
    for (index, row) in rows.enumerated() {
      for k in row.terms { rowsOfColumn[columns[k]].append(index) }
    }
    var queue = Array(rows.indices)
    var isQueued = [Bool](repeating: true, count: rows.count)
    var next = 0
    while next < queue.count {
      let index = queue[next]
      next += 1
      isQueued[index] = false
      guard let changed = propagate(row: index) else { return false }
      for column in changed {
        for row in rowsOfColumn[column] where !isQueued[row] {
          isQueued[row] = true
          queue.append(row)
        }
      }
    }
    return true
  }

  /// The columns that one row narrows; `nil` if the row cannot be kept.
  private mutating func propagate(row index: Int) -> [Int]? {
    let row = rows[index]
    var least = Int128(0)
    var most = Int128(0)
    for k in row.terms {
      let low = Int128(coefficients[k]) * Int128(lower[columns[k]])
      let high = Int128(coefficients[k]) * Int128(upper[columns[k]])
      least += min(low, high)
      most += max(low, high)
    }
    let room = row.upper.map { Int128($0) - least }
    let slack = row.lower.map { most - Int128($0) }
    if let room, room < 0 { return nil }
    if let slack, slack < 0 { return nil }
    var changed: [Int] = []
    for k in row.terms {
      let column = columns[k]
      guard isInteger[column], lower[column] < upper[column] else { continue }
      let size = Int128(coefficients[k].magnitude)
      let isPositive = coefficients[k] > 0
      // One step towards the row's upper side, or towards its lower side, is too much.
      if let room, size > room {
        fix(column, at: isPositive ? lower[column] : upper[column])
        changed.append(column)
      } else if let slack, size > slack {
        fix(column, at: isPositive ? upper[column] : lower[column])
        changed.append(column)
      }
    }
    return changed
  }

  /// Holds a column at a value.
  mutating func fix(_ column: Int, at value: Int64) {
    lower[column] = value
    upper[column] = value
  }
}
