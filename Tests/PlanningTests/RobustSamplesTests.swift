import MixedInteger
import Planning
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

/// Robustness over drawn tables against trying all portfolios of each drawn table.
struct RobustSamplesTests {
  private let count = 60
  private let any = 0...WeightSet.whole

  /// A table, what is drawn of it, and what of it must be in.
  private struct Case {
    let table: SmallTable
    let names: [String]
    let draws: TableDraws
    let weightings: [[Int64]]
    let locked: [Int]

    /// A term's planned values and those of a sample, both times ten.
    private func values(
      _ name: String,
      _ drawn: DrawnScores
    ) -> (planned: [Int64], sample: [Int64]) {
      switch name {
      case "cost": return (table.costs.map { 10 * $0 }, costs(drawn).map { 10 * $0 })
      case "expected_investment":
        let planned = zip(table.investments, table.chances).map { $0 * $1 }
        let awarded = drawn.awards.map { zip(table.investments, $0).map { $1 ? 10 * $0 : 0 } }
        return (planned, awarded ?? planned)
      default:
        let column = table.columns[name == "m1" ? 0 : name == "m2" ? 1 : 2].map { 10 * $0 }
        return (column, column)
      }
    }

    func costs(_ drawn: DrawnScores) -> [Int64] {
      drawn.costs?.map(\.minorUnits) ?? table.costs
    }

    /// What each initiative is worth in a sample, in millionths of a point.
    func worths(_ weights: [Int64], _ drawn: DrawnScores) -> [Int64] {
      var worths = [Int64](repeating: 0, count: table.costs.count)
      for (term, name) in names.enumerated() {
        let (planned, sample) = values(name, drawn)
        let largest = planned.max() ?? 1
        for position in worths.indices {
          let factor = drawn.factors?[term][position] ?? 1_000_000
          let (quotient, rest) = (sample[position] * factor).quotientAndRemainder(
            dividingBy: largest
          )
          let isUp = 2 * rest > largest || 2 * rest == largest && quotient % 2 == 1
          worths[position] += weights[term] * (isUp ? quotient + 1 : quotient)
        }
      }
      return worths
    }

    func feasible(_ drawn: DrawnScores) -> [[Int]] {
      table.feasible(costing: costs(drawn)).filter { members in
        locked.allSatisfy(members.contains)
      }
    }

    /// The best portfolio of a sample; `nil` if none keeps the rules.
    func best(_ worths: [Int64], _ drawn: DrawnScores) -> [Int]? {
      let costs = costs(drawn)
      func worth(_ members: [Int]) -> Int64 { members.reduce(0) { $0 + worths[$1] } }
      return feasible(drawn).min { left, right in
        worth(left) != worth(right)
          ? worth(left) > worth(right) : table.comesBefore(left, right, costing: costs)
      }
    }
  }

  private func subject(
    _ seed: UInt64,
    _ uncertainty: Uncertainty
  ) throws -> (subject: Case, planner: Planner, chosen: Answer, set: WeightSet) {
    let names =
      uncertainty.awards || seed % 2 == 1
      ? ["m1", "cost", "expected_investment"] : ["m1", "m2", "m3"]
    let terms = names.enumerated().map {
      ScenarioDraft.TermDraft(measure: $1, weight: Quantity(Int64(3 - $0)))
    }
    let table = try SmallTable(seed: seed, count: 9, terms: terms)
    let free = try Planner(table.scenario, digest: "d").solve().selected.map(\.id)
    let lock = seed % 2 == 0 ? Array(free.prefix(3)) : []
    let planner = Planner(table.scenario, digest: "d", settings: .init(lock: lock))
    let set = try #require(WeightSet(ranges: [any, any, any], order: [0, 1]))
    let draws = try TableDraws(of: table.scenario, uncertainty, samples: count, seed: seed)
    let subject = Case(
      table: table,
      names: names,
      draws: draws,
      weightings: try #require(Planner.weightings(of: set, count: count, seed: seed)),
      locked: lock.compactMap { table.scenario.positions[$0] }
    )
    return (subject, planner, try planner.solve(), set)
  }

  static let uncertainties = [
    Uncertainty(scores: Quantity(1, decimals: 1)), Uncertainty(costs: Quantity(3, decimals: 1)),
    Uncertainty(awards: true),
    Uncertainty(scores: 1, costs: Quantity(125, decimals: 3), awards: true),
  ]

  @Test(arguments: uncertainties, UInt64(0)..<6)
  func eachSampleIsSolvedAsIfAlone(_ uncertainty: Uncertainty, _ seed: UInt64) throws {
    let (subject, planner, chosen, set) = try subject(seed, uncertainty)
    let scores = subject.draws.scores(ofBlock: 0)
    let mine = chosen.selected.compactMap { subject.table.scenario.positions[$0.id] }
    var counts: [[Int]: Int] = [:]
    var impossible = 0
    var gaps: [Int64] = []
    for (weights, drawn) in zip(subject.weightings, scores) {
      let worths = subject.worths(weights, drawn)
      guard let best = subject.best(worths, drawn) else {
        impossible += 1
        continue
      }
      counts[best, default: 0] += 1
      guard subject.feasible(drawn).contains(mine) else { continue }
      gaps.append(best.reduce(0) { $0 + worths[$1] } - mine.reduce(0) { $0 + worths[$1] })
    }
    let found = try planner.robustness(
      of: chosen,
      over: set,
      weightings: subject.weightings,
      drawing: subject.draws
    )
    let reported = found.portfolios.map { ($0.portfolio, $0.weightings) }
    #expect(Dictionary(uniqueKeysWithValues: reported) == counts)
    #expect(found.impossible == impossible && found.weightings == count && found.isComplete)
    #expect(uncertainty.costs > 0 || impossible == 0 && gaps.count == count)
    for (position, member) in found.members.enumerated() {
      let expected = counts.filter { $0.key.contains(position) }.values.reduce(0, +)
      #expect(member.count == expected && member.weightings == count)
    }
    #expect(found.regret?.drawn.count ?? 0 == gaps.count)
    #expect(found.regret?.drawn.asGood ?? 0 == gaps.count { $0 <= 0 })
    #expect(found.regret?.drawn.total ?? 0 == Int128(gaps.reduce(0, +)))
    #expect(found.regret?.largest == gaps.max().map { Quantity($0, decimals: 6) })
  }

  /// What is drawn stays within its share and reaches near both ends; samples do not depend on how many there
  /// are.
  @Test func whatIsDrawn() throws {
    let uncertainty = Uncertainty(
      scores: Quantity(1, decimals: 1),
      costs: Quantity(25, decimals: 2),
      awards: true
    )
    let scenario = try SmallTable(seed: 1, count: 9, terms: [.init(measure: "m1", weight: 1)])
      .scenario
    func scores(_ samples: Int, _ block: Int) throws -> [DrawnScores] {
      try TableDraws(of: scenario, uncertainty, samples: samples, seed: 5).scores(ofBlock: block)
    }
    let all = try scores(1500, 0) + scores(1500, 1)
    #expect(all.count == 1500)
    #expect(try scores(1100, 0) + scores(1100, 1) == Array(all.prefix(1100)))
    let factors = all.flatMap { $0.factors?[0] ?? [] }
    #expect(factors.allSatisfy { 900_000...1_100_000 ~= $0 })
    #expect(factors.contains { $0 < 901_000 } && factors.contains { $0 > 1_099_000 })
    // The mean of n uniform factors has a standard deviation of 10^5 ÷ √(3n), here about 500.
    let mean = factors.reduce(0, +) / Int64(factors.count)
    #expect(abs(mean - 1_000_000) < 2500)
    for (position, initiative) in scenario.initiatives.enumerated() {
      let cost = initiative.cost.minorUnits
      let drawn = all.compactMap { $0.costs?[position].minorUnits }
      #expect(drawn.count == 1500 && drawn.min() == cost - cost / 4)
      #expect(drawn.max() == cost + cost / 4)
    }
  }

  @Test func oneThreadAndTwo() throws {
    let uncertainty = Uncertainty(scores: 1, costs: Quantity(2, decimals: 1))
    let (subject, planner, chosen, set) = try subject(3, uncertainty)
    func run() throws -> Robustness {
      try planner.robustness(
        of: chosen,
        over: set,
        weightings: subject.weightings,
        drawing: subject.draws
      )
    }
    #expect(try Threads.$isSingle.withValue(true) { try run() } == run())
  }
}
