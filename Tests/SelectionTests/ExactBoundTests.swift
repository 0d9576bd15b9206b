import GLPKSolver
import MixedInteger
import TestSupport
import Testing

@testable import Selection

/// The exact bound on random small programs, against all of their whole points.
@Suite struct ExactBoundTests {
  /// Up to eight binary columns and four rows with one or two sides.
  private func program(_ random: inout SplitMix64) -> IntegerProgram {
    var program = IntegerProgram()
    let count = Int(random.number(2...8))
    for _ in 0..<count {
      _ = program.addColumn(upper: 1, isInteger: true, objective: random.number(-9...20))
    }
    for _ in 0..<random.number(1...4) {
      let terms = (0..<count).map { (column: $0, coefficient: random.number(-5...9)) }
      let side = random.number(0...20)
      switch random.number(1...3) {
      case 1: program.addRow(terms, upper: side)
      case 2: program.addRow(terms, lower: side - 15)
      default: program.addRow(terms, lower: side - 15, upper: side)
      }
    }
    return program
  }

  /// The points of the box that keep every row.
  private func points(of program: IntegerProgram) -> [[Int64]] {
    (0..<(1 << program.lower.count)).compactMap { set in
      let point = program.lower.indices.map { Int64(set >> $0 & 1) }
      for row in program.rows {
        let sum = row.terms.reduce(Int64(0)) {
          $0 + program.coefficients[$1] * point[program.columns[$1]]
        }
        if let lower = row.lower, sum < lower { return nil }
        if let upper = row.upper, sum > upper { return nil }
      }
      return point
    }
  }

  private func value(_ point: [Int64], _ program: IntegerProgram) -> Int64 {
    point.indices.reduce(0) { $0 + program.objective[$1] * point[$1] }
  }

  /// Prices of any sign and size, of which some make no sense for their row.
  private func prices(_ program: IntegerProgram, _ random: inout SplitMix64) -> [Double] {
    program.rows.map { _ in
      random.happens(20) ? 0 : Double(random.number(-4000...4000)) / 997
    }
  }

  @Test func anyPricesGiveABound() throws {
    for seed in UInt64(0)..<500 {
      var random = SplitMix64(seed: seed)
      let program = program(&random)
      let prices = prices(program, &random)
      let bound = try #require(
        ExactBound(program, prices: prices, lower: program.lower, upper: program.upper)
      )
      let empty = try #require(
        ExactBound(
          program,
          prices: prices,
          lower: program.lower,
          upper: program.upper,
          withObjective: false
        )
      )
      let points = points(of: program)
      if empty.provesEmpty { #expect(points.isEmpty, "seed \(seed)") }
      for point in points {
        #expect(bound.value(adding: 7) >= value(point, program) + 7, "seed \(seed)")
        for column in point.indices where (point[column] == 1) != bound.prefersOne(column) {
          #expect(
            bound.valueIfFlipped(column, adding: 7) >= value(point, program) + 7,
            "seed \(seed): column \(column)"
          )
        }
      }
    }
  }

  /// Rows of consecutive ones make a program whose relaxation has a whole optimum.
  @Test func optimalPricesAreTightWhereTheRelaxationIsWhole() throws {
    for seed in UInt64(0)..<100 {
      var random = SplitMix64(seed: seed)
      var program = IntegerProgram()
      for _ in 0..<8 {
        _ = program.addColumn(upper: 1, isInteger: true, objective: random.number(-2...20))
      }
      for _ in 0..<4 {
        let first = Int(random.number(0...5))
        let last = Int(random.number(Int64(first)...7))
        program.addRow(
          (first...last).map { (column: $0, coefficient: 1) },
          upper: random.number(1...2)
        )
      }
      var prices = [Double](repeating: 0, count: program.rows.count)
      try SimplexSession.with(program.relaxation(rows: Array(program.rows.indices))) { session in
        #expect(try session.solve() == .optimal)
        try session.copyRowPrices(into: &prices)
      }
      let bound = try #require(
        ExactBound(program, prices: prices, lower: program.lower, upper: program.upper)
      )
      let best = points(of: program).map { value($0, program) }.max()
      #expect(bound.value(adding: 0) == best, "seed \(seed)")
    }
  }

  @Test func pricesThatAreNoNumbersGiveNoBound() {
    var program = IntegerProgram()
    _ = program.addColumn(upper: 1, isInteger: true, objective: 1)
    program.addRow([(column: 0, coefficient: 1)], upper: 1)
    for price in [Double.nan, .infinity, -.infinity, 1e300] {
      #expect(ExactBound(program, prices: [price], lower: [0], upper: [1]) == nil)
    }
  }
}
