import MixedInteger
import TestSupport
import Testing

@testable import Selection

/// Enumerations of small programs against all of their points.
@Suite struct EnumerationTests {
  /// What rows are multiples of: counts, pesos of small ones, and pesos as many as there may be.
  private let units: [Int64] = [1, 1_000_000, 100_000_000_000_000]

  /// A program some of whose columns are held, a bound on all of it, and a value in the reach of its points.
  private func draw(
    _ random: inout SplitMix64,
    unit: Int64
  ) throws -> (program: IntegerProgram, exact: ExactBound, threshold: Int64) {
    var program = IntegerProgram.small(&random, most: 10, unit: unit)
    let exact = try #require(
      ExactBound(
        program,
        prices: program.drawnPrices(&random, unit: unit),
        lower: program.lower,
        upper: program.upper
      )
    )
    for column in program.lower.indices where random.happens(20) {
      program.fix(column, at: random.happens(50) ? 1 : 0)
    }
    let values = program.points.map(program.value).sorted()
    let threshold = values.isEmpty ? 0 : values[Int(random.number(0...Int64(values.count - 1)))]
    return (program, exact, threshold)
  }

  private func enumeration(
    of program: IntegerProgram,
    _ exact: ExactBound,
    _ threshold: Int64,
    steps: Int = 1_000_000
  ) throws -> Enumeration {
    let (lower, upper) = (program.lower, program.upper)
    let made = Enumeration(program, exact, lower, upper, threshold: threshold, steps: steps)
    return try #require(made)
  }

  /// The point whose free columns are 1 where `columns` say so.
  private func point(_ columns: [Int], _ program: IntegerProgram) -> [Int64] {
    var point = program.lower
    for column in columns { point[column] = 1 }
    return point
  }

  @Test func everyPointThatIsWorthEnoughIsVisitedOnce() throws {
    var found = 0
    for seed in UInt64(0)..<1_000 {
      var random = SplitMix64(seed: seed)
      var (program, exact, threshold) = try draw(&random, unit: units[Int(seed % 3)])
      // A row that came after the bound.
      if random.happens(30) {
        program.addRow(program.lower.indices.map { ($0, 1) }, upper: random.number(1...9))
      }
      let points = program.points
      var enumeration = try enumeration(of: program, exact, threshold)
      var visited: [[Int64]] = []
      let isSettled = enumeration.run { columns in
        visited.append(point(columns, program))
        return threshold
      }
      #expect(isSettled, "seed \(seed)")
      #expect(Set(visited).count == visited.count, "seed \(seed): a point twice")
      #expect(Set(visited).isSubset(of: points), "seed \(seed): a point that breaks a rule")
      let worthy = points.filter { program.value(at: $0) >= threshold }
      #expect(Set(visited).isSuperset(of: worthy), "seed \(seed): a point is missing")
      found += worthy.count
    }
    #expect(found > 1_000, "few points were worth enough: \(found)")
  }

  /// What is held may be worth much more than the best portfolio so far, and what is asked of the rest much
  /// less than nothing.
  @Test(arguments: [Int64(-1) << 30, Int64(-1) << 40, Int64(-1) << 62])
  func nothingIsAskedOfAPoint(threshold: Int64) throws {
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      let (program, exact, _) = try draw(&random, unit: units[Int(seed % 3)])
      var enumeration = try enumeration(of: program, exact, threshold)
      var visits = 0
      let isSettled = enumeration.run { _ in
        visits += 1
        return threshold
      }
      #expect(isSettled, "seed \(seed)")
      #expect(visits == program.points.count, "seed \(seed)")
    }
  }

  @Test func aRisingThresholdEndsAtTheBest() throws {
    for seed in UInt64(0)..<500 {
      var random = SplitMix64(seed: seed)
      let (program, exact, _) = try draw(&random, unit: units[Int(seed % 3)])
      let best = program.points.map(program.value).max()
      let least = program.objective.reduce(0) { $0 + min(0, $1) }
      var enumeration = try enumeration(of: program, exact, least)
      var reached: Int64?
      let isSettled = enumeration.run { columns in
        reached = max(reached ?? .min, program.value(at: point(columns, program)))
        return (reached ?? least) + 1
      }
      #expect(isSettled && reached == best, "seed \(seed)")
    }
  }

  /// A peso is worth next to nothing where there are 10¹⁴ of them, but all of them are worth as much.
  @Test func largeAmountsTellAsMuchAsSmallOnes() throws {
    let steps = try units.map { unit in
      try (UInt64(0)..<300).reduce(0) { sum, seed in
        var random = SplitMix64(seed: seed)
        let (program, exact, threshold) = try draw(&random, unit: unit)
        var enumeration = try enumeration(of: program, exact, threshold)
        _ = enumeration.run { _ in threshold }
        return sum + 1_000_000 - enumeration.steps
      }
    }
    for sum in steps { #expect(100 * sum <= 101 * steps[0], "\(steps)") }
  }

  @Test func itEndsWithItsStepsOrWhenAsked() throws {
    var program = IntegerProgram()
    for _ in 0..<20 { _ = program.addColumn(upper: 1, isInteger: true, objective: 1) }
    program.addRow((0..<20).map { ($0, 1) }, upper: 10)
    let exact = try #require(
      ExactBound(program, prices: [1], lower: program.lower, upper: program.upper)
    )
    for (most, asked) in [(1_000, false), (1_000_000, true)] {
      var enumeration = try enumeration(of: program, exact, 10, steps: most)
      var visits = 0
      let isSettled = enumeration.run { columns in
        #expect(columns.count == 10)
        visits += 1
        return asked ? nil : 10
      }
      #expect(!isSettled)
      #expect(asked ? visits == 1 : visits <= 10)
      #expect((enumeration.steps <= 0) != asked)
    }
  }

  @Test func tooManyColumnsAreRefused() throws {
    for count in [Enumeration.mostColumns, Enumeration.mostColumns + 1] {
      var program = IntegerProgram()
      for _ in 0..<count { _ = program.addColumn(upper: 1, isInteger: true, objective: 1) }
      let (lower, upper) = (program.lower, program.upper)
      let exact = try #require(ExactBound(program, prices: [], lower: lower, upper: upper))
      let best = Int64(count)
      var made = Enumeration(program, exact, lower, upper, threshold: best, steps: 1_000)
      guard count <= Enumeration.mostColumns else {
        #expect(made == nil)
        continue
      }
      var visited: [[Int]] = []
      let isSettled = made?.run { columns in
        visited.append(columns)
        return best
      }
      #expect(isSettled == true)
      #expect(visited.map { $0.sorted() } == [Array(0..<count)])
    }
  }
}
