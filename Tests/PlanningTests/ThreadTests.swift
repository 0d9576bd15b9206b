import MixedInteger
import Planning
import Portfolio
import Selection
import TestSupport
import Testing

/// One thread finds what all cores find, down to the payments.
struct ThreadTests {
  /// What a run says; its solves on several threads meet in another order each time.
  private func expectSame<Output: Equatable>(
    _ seed: UInt64,
    _ run: (Planner) throws -> Output
  ) throws {
    let scenario = try RandomScenario.scenario(seed: seed)
    let alone = try Threads.$isSingle.withValue(true) { try run(Planner(scenario, digest: "d")) }
    for _ in 0..<2 {
      #expect(try run(Planner(scenario, digest: "d")) == alone, "seed \(seed)")
    }
  }

  /// All of an answer but the counts of its work.
  private func plain(_ answer: Answer?) -> String {
    guard let answer else { return "none" }
    return "\(answer.status) \(answer.aim?.values ?? []) \(answer.selected) \(answer.rejected)"
      + "\(answer.funders) \(answer.limits) \(answer.totals) \(answer.conflict)"
  }

  @Test(arguments: UInt64(20)..<32)
  func sweeps(_ seed: UInt64) throws {
    let budgets = stride(from: Int64(4), through: 16, by: 2).map { Quantity($0, decimals: 1) }
    try expectSame(seed) { planner in
      let steps = try planner.sweep(.budget, over: budgets)
      let points = try planner.breakpoints(of: .budget, between: steps)
      return (steps.map(\.answer) + points.map(\.answer)).map(plain)
    }
  }

  @Test(arguments: UInt64(20)..<32)
  func frontiers(_ seed: UInt64) throws {
    try expectSame(seed) { planner in
      let criteria = [("beneficiaries", false), ("cost", true)].compactMap { name, isLess in
        planner.scenario.measure(named: name).map {
          Criterion(name: name, measure: $0, isLessBetter: isLess)
        }
      }
      return try planner.frontier(criteria).points.map { plain($0.answer) }
    }
  }

  @Test(arguments: UInt64(20)..<32)
  func simulations(_ seed: UInt64) throws {
    try expectSame(seed) { planner in
      let draws = AwardDraws(samples: 5000, seed: seed)
      let level = Quantity(9, decimals: 1)
      return try Simulation(of: planner.solve(), by: planner, draws, level: level)
    }
  }

  @Test(arguments: UInt64(0)..<6)
  func robustness(_ seed: UInt64) throws {
    let terms: [ScenarioDraft.TermDraft] = [
      .init(measure: "m1", weight: 3), .init(measure: "m2", weight: 2),
      .init(measure: "m3", weight: 1),
    ]
    let table = try SmallTable(seed: seed, count: 12, terms: terms, interactions: seed % 2 == 0)
    let set = try #require(WeightSet(ranges: [0...10_000, 0...10_000, 0...10_000]))
    let drawn = try #require(Planner.weightings(of: set, count: 200, seed: seed))
    func run() throws -> Robustness {
      let planner = Planner(table.scenario, digest: "d")
      return try planner.robustness(of: planner.solve(), over: set, weightings: drawn)
    }
    let alone = try Threads.$isSingle.withValue(true) { try run() }
    for _ in 0..<2 { #expect(try run() == alone) }
  }
}
