import TestSupport

@testable import Selection

/// Small programs, all of whose points can be looked at.
extension IntegerProgram {
  /// Up to `most` binary columns and four rows with one or two sides, in multiples of `unit`.
  static func small(
    _ random: inout SplitMix64,
    most: Int64 = 8,
    unit: Int64 = 1
  ) -> IntegerProgram {
    var program = IntegerProgram()
    let count = Int(random.number(2...most))
    for _ in 0..<count {
      _ = program.addColumn(upper: 1, isInteger: true, objective: random.number(-9...20))
    }
    for _ in 0..<random.number(1...4) {
      let terms = (0..<count).map { (column: $0, coefficient: unit * random.number(-5...9)) }
      let side = random.number(0...20)
      switch random.number(1...3) {
      case 1: program.addRow(terms, upper: unit * side)
      case 2: program.addRow(terms, lower: unit * (side - 15))
      default: program.addRow(terms, lower: unit * (side - 15), upper: unit * side)
      }
    }
    return program
  }

  /// Prices of any sign and size for each `unit`, of which some make no sense for their row.
  func drawnPrices(_ random: inout SplitMix64, unit: Int64 = 1) -> [Double] {
    rows.map { _ in
      random.happens(20) ? 0 : Double(random.number(-4000...4000)) / 997 / Double(unit)
    }
  }

  /// The points of the box that keep every row.
  var points: [[Int64]] {
    (0..<(1 << lower.count)).compactMap { set in
      let point = lower.indices.map { Int64(set >> $0 & 1) }
      guard point.indices.allSatisfy({ lower[$0]...upper[$0] ~= point[$0] }) else { return nil }
      for row in rows {
        let sum = row.terms.reduce(Int64(0)) { $0 + coefficients[$1] * point[columns[$1]] }
        if let lower = row.lower, sum < lower { return nil }
        if let upper = row.upper, sum > upper { return nil }
      }
      return point
    }
  }

  /// The objective at a point.
  func value(at point: [Int64]) -> Int64 {
    point.indices.reduce(0) { $0 + objective[$1] * point[$1] }
  }
}
