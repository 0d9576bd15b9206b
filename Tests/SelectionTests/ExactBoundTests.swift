import GLPKSolver
import MixedInteger
import TestSupport
import Testing

@testable import Selection

/// The exact bound on random small programs, against all of their whole points.
@Suite struct ExactBoundTests {
  @Test func anyPricesGiveABound() throws {
    for seed in UInt64(0)..<500 {
      var random = SplitMix64(seed: seed)
      let program = IntegerProgram.small(&random)
      let prices = program.drawnPrices(&random)
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
      let points = program.points
      if empty.provesEmpty { #expect(points.isEmpty, "seed \(seed)") }
      for point in points {
        #expect(bound.value(adding: 7) >= program.value(at: point) + 7, "seed \(seed)")
        for column in point.indices where (point[column] == 1) != bound.prefersOne(column) {
          #expect(
            bound.valueIfFlipped(column, adding: 7) >= program.value(at: point) + 7,
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
      let best = program.points.map(program.value).max()
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

  /// What one of very many pesos is worth is tiny.
  @Test func theLargestAmountsHaveATightBound() throws {
    var program = IntegerProgram()
    _ = program.addColumn(upper: 1, isInteger: true, objective: 3)
    _ = program.addColumn(upper: 1, isInteger: true, objective: 5)
    let costs: [Int64] = [5_000_000_000_000_000, 4_000_000_000_000_000]
    program.addRow(
      costs.enumerated().map { (column: $0.offset, coefficient: $0.element) },
      upper: 8_000_000_000_000_000
    )
    // The relaxation is worth 7.4: all of the second, four fifths of the first.
    let bound = try #require(
      ExactBound(program, prices: [3 / 5e15], lower: [0, 0], upper: [1, 1])
    )
    #expect(bound.value(adding: 0) == 7)
    #expect(bound.valueIfFlipped(1, adding: 0) == 4)
  }

  /// Two initiatives that cost too much together, each in as many cycles as there may be: what rounding
  /// adds for each start must not hide that.
  @Test func theLargestAmountsInVeryManyCyclesAreProvenTooDear() throws {
    var program = IntegerProgram()
    let costs: [Int64] = [5_000_000_000_000_000, 3_999_999_999_999_999]
    let starts = costs.map { _ in
      (0..<1_000).map { _ in program.addColumn(upper: 1, isInteger: true) }
    }
    for columns in starts {
      program.addRow(columns.map { (column: $0, coefficient: 1) }, lower: 1, upper: 1)
    }
    let money = zip(starts, costs).flatMap { columns, cost in
      columns.map { (column: $0, coefficient: cost) }
    }
    program.addRow(money, upper: 8_000_000_000_000_000)
    let bound = try #require(
      ExactBound(
        program,
        prices: [-1, -0.8, 1 / 5e15],
        lower: program.lower,
        upper: program.upper,
        withObjective: false
      )
    )
    #expect(bound.provesEmpty)
  }

  /// Objectives, sides and boxes as large as there are leave room for their sums.
  @Test func theLargestNumbersDoNotOverflow() throws {
    var program = IntegerProgram()
    let largest: Int64 = 9_000_000_000_000_000
    for objective in [largest, -largest, 1] {
      _ = program.addColumn(upper: 1, isInteger: true, objective: objective)
    }
    let terms = [(column: 0, coefficient: largest), (column: 2, coefficient: 1)]
    program.addRow(terms, upper: largest)
    for price in [0, 1e-30, 1 / 9e15, 1, 1e10] {
      for upper in [[Int64(1), 1, 1], [0, 0, 0]] {
        let bound = try #require(
          ExactBound(program, prices: [price], lower: [0, 0, 0], upper: upper)
        )
        #expect(bound.value(adding: 0) >= (upper[0] == 1 ? largest : 0), "\(price)")
        #expect(bound.valueIfFlipped(1, adding: 0) <= bound.value(adding: 0), "\(price)")
        #expect(!bound.isBelow(bound))
      }
    }
  }
}
