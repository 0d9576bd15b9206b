/// Draws multidimensional knapsacks as they stand in the OR-Library: money is no matter, and a few
/// tight rows are.
///
/// Source: P. C. Chu and J. E. Beasley, "A genetic algorithm for the multidimensional knapsack
/// problem", Journal of Heuristics 4 (1998) 63–86, doi:10.1023/A:1009642405419, section 5.
struct DenseDrawing {
  private let scenario: SyntheticScenario
  private var numbers: SeededNumbers
  private var sums: [Int64]

  init(_ scenario: SyntheticScenario) {
    self.scenario = scenario
    numbers = scenario.numbers
    sums = [Int64](repeating: 0, count: scenario.rows)
  }

  mutating func write(to sink: (SyntheticScenario.File, [UInt8]) throws -> Void) throws {
    try writeInitiatives(to: sink)
    // Every initiative costs one peso, and there is one for each.
    let pledge = RuleText.Pledge(amount: Int64(scenario.initiatives))
    var pledges = RuleText.pledges([pledge], earmarkedBy: [])
    try pledges.flush(sink)
    let limits = sums.enumerated().map { row, sum in
      RuleText.Limit(
        measure: "m\(row + 1)",
        max: RuleText.share(sum, Int64(scenario.tightness), of: 100)
      )
    }
    var rules = RuleText.scenario(scenario, cycles: [], limits)
    try rules.flush(sink)
  }

  private mutating func writeInitiatives(
    to sink: (SyntheticScenario.File, [UInt8]) throws -> Void
  ) throws {
    var file = TextFile(.initiatives)
    file.add("id,name,cost,value")
    for row in 1...scenario.rows { file.add(",m\(row)") }
    file.add("\n")
    var uses = sums
    for position in 1...scenario.initiatives {
      for row in uses.indices {
        uses[row] = numbers.number(0...1000)
        sums[row] += uses[row]
      }
      // The mean of its uses, and up to 500 points more: Σ/m + 500·u, rounded down.
      let mean = uses.reduce(0, +) * SeededNumbers.one / Int64(scenario.rows)
      let value = (mean + 500 * numbers.number(0...SeededNumbers.one - 1)) >> 16
      file.add("i", position)
      file.add(",Initiative ")
      file.add(Int64(position))
      file.add(",1,")
      file.add(value)
      for use in uses {
        file.add(",")
        file.add(use)
      }
      file.add("\n")
      try file.flushIfFull(sink)
    }
    try file.flush(sink)
  }
}
