import Planning
import Portfolio
import Preferences
import Selection
import TestSupport
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
    let chosen = try planner.solve()
    let protection = try planner.costProtection(
      from: chosen,
      deviation: deviation,
      mostRises: nil
    )
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
    let more = try planner.costProtection(from: chosen, deviation: deviation, mostRises: 10)
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
    let protection = try planner.costProtection(from: base, deviation: 10, mostRises: 3)
    #expect(protection.steps.map { $0.answer == nil } == [false, true])
    #expect(!protection.isSafeFromAll)
  }

  /// The thresholds cut into any number of parts, one each too, in every mode, with cycles and ties.
  @Test(arguments: UInt64(0)..<40)
  func theBestOfAllPartsIsTheWhole(_ seed: UInt64) throws {
    var draft = try RandomScenario.draft(seed: seed)
    switch seed % 4 {
    case 0: draft.mode.value = .maximin
    case 1: draft.mode.value = .nash
    default: break
    }
    guard let scenario = try? Scenario(draft) else { return }
    let planner = Planner(scenario, digest: "d")
    let chosen = try planner.solve()
    func run(_ mostRises: Int?, part: Int = 0, of parts: Int = 1) throws -> [CostProtection.Step] {
      let deviation = Quantity([20, 50, 100][Int(seed) % 3], decimals: 2)
      return try planner.costProtection(
        from: chosen,
        deviation: deviation,
        mostRises: mostRises,
        part: part,
        of: parts
      ).steps
    }
    for mostRises in [nil, 3] {
      let whole = try run(mostRises)
      for count in [2, 3, 13] {
        let parts = try (0..<count).map { try run(mostRises, part: $0, of: count) }
        for (rises, step) in whole.enumerated() {
          let best = parts.map { $0[min(rises, $0.count - 1)] }.filter { !$0.rank.isEmpty }
            .min { $0.rank.lexicographicallyPrecedes($1.rank) }
          #expect(best?.rank ?? [] == step.rank, "seed \(seed), \(count) parts, \(rises)")
          #expect(best?.answer?.selected.map(\.id) == step.answer?.selected.map(\.id))
        }
      }
    }
  }

  /// By hand: the dear one cannot rise by a tenth.
  ///
  /// First leaves the only voter more than second does, but by less than a millionth, and second is cheaper.
  /// A threshold of 100 lets only second in, one of 91 both.
  @Test func satisfactionsAreComparedExactly() throws {
    let place = Place(source: "scenario")
    let table: [(id: String, cost: Int64, liked: Int64)] = [
      ("dear", 995, 10_000_015), ("first", 905, 10_000_010), ("second", 600, 10_000_005),
    ]
    var draft = ScenarioDraft(
      name: "exact",
      currency: try #require(Currency(code: "CLP")),
      initiatives: .init(
        source: "initiatives",
        rows: table.map { .init(id: $0.id, name: $0.id, cost: Money(minorUnits: $0.cost)) }
      ),
      pledges: .init(
        source: "pledges",
        rows: [.init(funder: "a", amount: Money(minorUnits: 1_000))]
      )
    )
    draft.mode.value = .maximin
    draft.terms = [.init(.init(measure: "count", scale: .raw), at: place)]
    draft.limits = [.init(.init(measure: "count", max: .amount(1)), at: place)]
    draft.stakeholders = .init(
      source: "stakeholders",
      rows: [.init(id: "voter", weight: 1, ballot: .points)]
    )
    draft.ballots = .init(
      source: "ballots",
      rows: table.map {
        .init(stakeholder: "voter", initiative: $0.id, value: Quantity($0.liked))
      }
    )
    let planner = Planner(try Scenario(draft), digest: "d")
    let protection = try planner.costProtection(
      from: try planner.solve(),
      deviation: Quantity(1, decimals: 1),
      mostRises: 1
    )
    #expect(protection.steps.map { $0.answer?.selected.map(\.id) } == [["dear"], ["first"]])
    #expect(protection.steps.map { $0.answer?.aim?.values } == [[333_333, 1], [333_333, 1]])
  }
}
