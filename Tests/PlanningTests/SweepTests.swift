import MixedInteger
import Planning
import Portfolio
import Selection
import TestSupport
import Testing

struct SweepTests {
  private func planner(_ seed: UInt64) throws -> Planner {
    Planner(try RandomScenario.scenario(seed: seed), digest: "d")
  }

  private let budgets = stride(from: Int64(4), through: 16, by: 4).map {
    Quantity($0, decimals: 1)
  }

  private func answer(_ planner: Planner, budget: Quantity) throws -> Answer {
    var options = SelectionOptions()
    options.settings.budget = budget
    return try Selector(planner.scenario, digest: "d", options: options).best()
  }

  /// Each step is what `solve --budget` gives, and each exchange leads from step to step.
  @Test func stepsAreSolves() throws {
    for seed in UInt64(0)..<25 {
      let planner = try planner(seed)
      let steps = try planner.sweep(.budget, over: budgets)
      #expect(steps.map(\.value) == budgets)
      var portfolio: Set<String> = []
      for step in steps {
        let answer = try answer(planner, budget: step.value)
        let there = Verifier(planner.scenario.scalingPledges(by: step.value), digest: "d")
        #expect(there.violations(in: step.answer).isEmpty, "seed \(seed)")
        #expect(step.answer.status == answer.status, "seed \(seed)")
        #expect(step.answer.selected.map(\.id) == answer.selected.map(\.id), "seed \(seed)")
        if let exchange = step.exchange {
          portfolio.formUnion(exchange.entering)
          portfolio.subtract(exchange.leaving)
        } else {
          portfolio = Set(step.answer.selected.map(\.id))
        }
        #expect(portfolio == Set(step.answer.selected.map(\.id)), "seed \(seed)")
        for kept in step.keeping {
          guard let values = kept.values, let best = step.answer.aim?.values else { continue }
          #expect(!best.lexicographicallyPrecedes(values), "seed \(seed)")
        }
      }
    }
  }

  /// A breakpoint is right on both sides: the new portfolio there, the old one a unit before; and
  /// all of them together lead from the first portfolio to the last.
  @Test func breakpointsAreRightOnBothSides() throws {
    var checked = 0
    for seed in UInt64(0)..<25 {
      let planner = try planner(seed)
      let steps = try planner.sweep(.budget, over: budgets)
      var portfolio = steps[0].answer.selected.map(\.id)
      for point in try planner.breakpoints(of: .budget, between: steps) {
        checked += 1
        let digits = try #require(point.value.significand(decimals: 3))
        let before = try answer(planner, budget: Quantity(digits - 1, decimals: 3))
        let there = try answer(planner, budget: point.value)
        #expect(before.selected.map(\.id) == portfolio, "seed \(seed) at \(point.value)")
        #expect(there.selected.map(\.id) == point.answer.selected.map(\.id), "seed \(seed)")
        portfolio = there.selected.map(\.id)
      }
      #expect(portfolio == steps.last?.answer.selected.map(\.id), "seed \(seed)")
    }
    #expect(checked > 20)
  }

  @Test func aNestedPlanDropsNothingAndIsNoBetter() throws {
    for seed in UInt64(0)..<25 {
      let planner = try planner(seed)
      let steps = try planner.nesting(.budget, try planner.sweep(.budget, over: budgets))
      var kept: Set<String> = []
      for step in steps {
        let nested = try #require(step.nested)
        let there = Verifier(planner.scenario.scalingPledges(by: step.value), digest: "d")
        #expect(there.violations(in: nested).isEmpty, "seed \(seed)")
        if nested.status == .optimal {
          let ids = Set(nested.selected.map(\.id))
          #expect(ids.isSuperset(of: kept), "seed \(seed)")
          kept = ids
          let values = try #require(nested.aim?.values)
          let best = try #require(step.answer.aim?.values)
          #expect(!best.lexicographicallyPrecedes(values), "seed \(seed)")
        }
      }
    }
  }

  /// Three items of value 6, 5 and 4 and cost 6, 5 and 4 for a fund of 5: worked by hand.
  @Test func aPledgeByHand() throws {
    var draft = ScenarioDraft(
      name: "three",
      currency: try #require(Currency(code: "CLP")),
      initiatives: .init(
        source: "initiatives",
        rows: [("a", 6), ("b", 5), ("c", 4)].map {
          .init(id: $0.0, name: $0.0, cost: Money(minorUnits: $0.1))
        }
      ),
      pledges: .init(
        source: "pledges",
        rows: [.init(funder: "fund", amount: Money(minorUnits: 5))]
      )
    )
    let place = Place(source: "scenario")
    draft.terms = [.init(.init(measure: "cost", scale: .raw), at: place)]
    let planner = Planner(try Scenario(draft), digest: "d")
    let steps = try planner.sweep(.pledge(0), over: [3, 7, 11])
    #expect(steps.map { $0.answer.selected.map(\.id) } == [[], ["a"], ["a", "b"]])
    let points = try planner.breakpoints(of: .pledge(0), between: steps)
    #expect(points.map(\.value) == [4, 5, 6, 9, 10, 11])
    #expect(
      points.map { $0.answer.selected.map(\.id) }
        == [["c"], ["b"], ["a"], ["b", "c"], ["a", "c"], ["a", "b"]]
    )
  }

  @Test func aRaisedStopEndsItWithWhatIsDone() throws {
    let stop = StopFlag()
    stop.raise()
    let planner = Planner(try RandomScenario.scenario(seed: 1), digest: "d", stop: stop)
    #expect(try planner.sweep(.budget, over: budgets).isEmpty)
    #expect(throws: Interrupted.self) { try planner.solve() }
  }
}
