import Planning
import Portfolio
import Preferences
import Selection
import Testing

/// Budgeted uncertainty of costs against trying all portfolios.
struct CostProtectionTests {
  private let terms: [ScenarioDraft.TermDraft] = [
    .init(measure: "m1", weight: 3), .init(measure: "m2", weight: 2),
  ]

  @Test(arguments: UInt64(0)..<8)
  func eachStepIsTheBestThatBearsTheRises(_ seed: UInt64) throws {
    let table = try SmallTable(seed: seed, count: 10, terms: terms)
    let points = try Valuation(table.scenario).points[0]
    let deviation = Quantity([15, 37, 100][Int(seed) % 3], decimals: 2)
    let hundredths = try #require(deviation.significand(decimals: 2))
    func worst(_ set: [Int], _ rises: Int) -> Int64 {
      let all = set.map { (table.costs[$0] * hundredths + 99) / 100 }
      return table.cost(set) + all.sorted(by: >).prefix(rises).reduce(0, +)
    }
    func value(_ set: [Int]) -> Int64 { set.reduce(0) { $0 + points[$1] } }
    let pool = table.anyMoney + table.earmarkedMoney
    let planner = Planner(table.scenario, digest: "d")
    let protection = try planner.costProtection(deviation: deviation, mostRises: nil)
    #expect(protection.isComplete && protection.isSafeFromAll)
    #expect(protection.pool == Money(minorUnits: pool))
    for (rises, step) in protection.steps.enumerated() {
      let best = table.feasible.filter { worst($0, rises) <= pool }.min { left, right in
        value(left) == value(right)
          ? table.comesBefore(left, right) : value(left) > value(right)
      }
      let answer = try #require(step.answer)
      #expect(step.rises == rises)
      #expect(answer.selected.map(\.id) == best.map(table.ids), "seed \(seed), \(rises)")
      #expect(answer.aim?.values == best.map { [value($0)] })
      #expect(step.worst.minorUnits == best.map { worst($0, rises) })
      #expect(answer.limits.count == 1)
    }
    // More rises than the last portfolio has initiatives change nothing.
    let last = try #require(protection.steps.last?.answer?.selected.count)
    #expect(last <= protection.steps.count - 1)
    let more = try planner.costProtection(deviation: deviation, mostRises: 10)
    #expect(more.steps.count == 11)
    #expect(
      more.steps.last?.answer?.selected.map(\.id)
        == protection.steps.last?.answer?.selected.map(\.id)
    )
  }

  @Test func whatCannotBeBorne() throws {
    let table = try SmallTable(seed: 1, count: 8, terms: terms)
    let base = try Planner(table.scenario, digest: "d").solve()
    let locked = Answer.Settings(lock: base.selected.map(\.id))
    let planner = Planner(table.scenario, digest: "d", settings: locked)
    let protection = try planner.costProtection(deviation: 10, mostRises: 3)
    #expect(protection.steps.map { $0.answer == nil } == [false, true])
    #expect(!protection.isSafeFromAll)
  }
}
