import OrderedCollections
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

@Suite struct BruteForceTests {
  /// The rules as the oracle and as the verifier read them, for random portfolios.
  @Test func agreesWithTheVerifierOnEveryRuleButPayments() throws {
    var kept = 0
    for seed in UInt64(0)..<300 {
      let scenario = try RandomScenario.scenario(seed: seed)
      let settings = try RandomScenario.settings(seed: seed)
      let oracle = try BruteForce(scenario, settings: settings)
      var random = SplitMix64(seed: seed)
      for _ in 0..<20 {
        let starts = scenario.initiatives.map { initiative -> Int? in
          guard random.happens(initiative.status == .committed ? 90 : 30) else { return nil }
          return Int(random.number(0...Int64(scenario.cycles.count - 1)))
        }
        let rules = Verifier(scenario).violations(in: answer(starts, oracle, settings)).map(\.rule)
        let broken = rules.filter { Self.rulesOfPortfolios.contains($0) }
        #expect(oracle.keepsRules(starts) == broken.isEmpty, "seed \(seed): \(starts) \(broken)")
        #expect(!rules.contains(.objectiveValue), "seed \(seed)")
        #expect(!rules.contains(.choicePoints), "seed \(seed)")
        if broken.isEmpty { kept += 1 }
      }
    }
    // Many portfolios of both kinds, or nothing was compared.
    #expect(kept > 500 && kept < 5500)
  }

  private static let rulesOfPortfolios: Set<Violation.Rule> = [
    .choiceGate, .choiceStatus, .choiceWindow, .choiceRequirement, .choiceGroup, .limitMin,
    .limitMax, .settingsLock, .settingsExclude,
  ]

  /// An answer that is right in its portfolio, points and objective; the rest is left out.
  private func answer(
    _ starts: BruteForce.Starts,
    _ oracle: BruteForce,
    _ settings: Answer.Settings
  ) -> Answer {
    let scenario = oracle.scenario
    let selected = scenario.initiatives.indices.compactMap { position -> Answer.Choice? in
      guard let start = starts[position] else { return nil }
      return Answer.Choice(
        id: scenario.initiatives[position].id,
        cycle: scenario.cycles[start],
        cost: scenario.initiatives[position].cost,
        points: oracle.valuation.points.map { $0[position] },
        payments: []
      )
    }
    let values = oracle.values(of: starts)
    var answer = ValleyExample.answer
    answer.status = .feasible
    answer.settings = settings
    answer.selected = selected
    answer.aim = .init(mode: scenario.objective.mode, values: values, bounds: values, gap: 0)
    return answer
  }

  /// Whether a portfolio can be paid, as the cuts say and by trying every split of every cost.
  @Test func paysWhatAnySplitPays() throws {
    var paid = 0
    var compared = 0
    for seed in UInt64(1000)..<1400 {
      let scenario = try RandomScenario.scenario(seed: seed)
      guard scenario.pledges.count <= 3 else { continue }
      let oracle = try BruteForce(scenario)
      var random = SplitMix64(seed: seed)
      for _ in 0..<8 {
        var starts = BruteForce.Starts(repeating: nil, count: scenario.initiatives.count)
        for _ in 0..<random.number(1...3) {
          if let position = starts.indices.randomElement(using: &random) {
            starts[position] = Int(random.number(0...Int64(scenario.cycles.count - 1)))
          }
        }
        let expected = anySplitPays(starts, scenario)
        #expect(oracle.canBePaid(starts) == expected, "seed \(seed): \(starts)")
        compared += 1
        if expected { paid += 1 }
      }
    }
    #expect(compared > 1000 && paid > 200 && paid < compared - 200)
  }

  private func anySplitPays(_ starts: BruteForce.Starts, _ scenario: Scenario) -> Bool {
    let items = starts.indices.filter { starts[$0] != nil }
    func pay(_ index: Int, _ pledge: Int, _ open: Int64, _ left: [Int64]) -> Bool {
      guard index < items.count else { return true }
      let position = items[index]
      if open == 0 {
        let next = index + 1
        let cost = next < items.count ? scenario.initiatives[items[next]].cost.minorUnits : 0
        return pay(next, 0, cost, left)
      }
      guard pledge < left.count else { return false }
      if pay(index, pledge + 1, open, left) { return true }
      let giver = scenario.pledges[pledge]
      guard giver.onlyIf.allSatisfy({ starts[$0] != nil }),
        scenario.mayPay(giver, for: position, startingIn: starts[position] ?? 0)
      else { return false }
      let most = min(
        open,
        left[pledge],
        giver.cap(ofCost: scenario.initiatives[position].cost).minorUnits
      )
      let least = max(1, giver.minTicket?.minorUnits ?? 1)
      guard least <= most else { return false }
      for amount in least...most {
        var rest = left
        rest[pledge] -= amount
        if pay(index, pledge + 1, open - amount, rest) { return true }
      }
      return false
    }
    let first = items.first.map { scenario.initiatives[$0].cost.minorUnits } ?? 0
    return pay(0, 0, first, scenario.pledges.map(\.amount.minorUnits))
  }

  @Test func keepsAPortfolioMadeByHand() throws {
    let scenario = try Scenario(try #require(ValleyExample.draft()))
    let oracle = try BruteForce(scenario, settings: ValleyExample.answer.settings)
    let starts: BruteForce.Starts = [0, 0, 1, nil, nil, nil, 0, nil, nil, nil, 1, nil]
    #expect(oracle.keepsRules(starts) && oracle.canBePaid(starts))
    #expect(oracle.values(of: starts) == [20_012])
    #expect(try #require(oracle.optimum()).values[0] >= 20_012)
  }

  /// Four initiatives that cost 6, 5, 5 and 4 and reach 11, 6, 6 and 1 people, and 10 to spend.
  @Test func findsTheBestOfATinyTable() throws {
    func optimum(people: [Int64], limit: Quantity? = nil) throws -> BruteForce.Optimum? {
      let rows = zip([6, 5, 5, 4] as [Int64], 0...).map {
        ScenarioDraft.InitiativeRow(id: "i\($1)", name: "i\($1)", cost: Money(minorUnits: $0))
      }
      var draft = ScenarioDraft(
        name: "tiny",
        currency: try #require(Currency(code: "CLP")),
        initiatives: .init(source: "initiatives", rows: rows),
        pledges: .init(source: "pledges", rows: [.init(funder: "f", amount: Money(minorUnits: 10))])
      )
      draft.measures["people"] = MeasureColumn(people.map { Quantity($0) })
      draft.terms = [
        .init(.init(measure: "people", scale: .raw), at: Place(source: "scenario"))
      ]
      if let limit {
        draft.limits = [
          .init(.init(measure: "people", min: .amount(limit)), at: Place(source: "scenario"))
        ]
      }
      return try BruteForce(Scenario(draft)).optimum()
    }
    typealias Optimum = BruteForce.Optimum
    let twelve = Optimum(values: [12], starts: [0, nil, nil, 0], isUnique: false)
    #expect(try optimum(people: [11, 6, 6, 1]) == twelve)
    let thirteen = Optimum(values: [13], starts: [nil, 0, 0, nil], isUnique: true)
    #expect(try optimum(people: [11, 6, 7, 1]) == thirteen)
    let cheaper = Optimum(values: [12], starts: [nil, nil, 0, nil], isUnique: false)
    #expect(
      try optimum(people: [11, 0, 12, 1])
        == Optimum(
          values: [13],
          starts: [nil, nil, 0, 0],
          isUnique: true
        )
    )
    #expect(try optimum(people: [12, 0, 12, 0]) == cheaper)
    #expect(try optimum(people: [11, 6, 6, 1], limit: 13) == nil)
  }

  @Test func breaksTiesAsTheFormatSays() throws {
    let scenario = try RandomScenario.scenario(seed: 0)
    let oracle = try BruteForce(scenario)
    var cheap = BruteForce.Starts(repeating: nil, count: scenario.initiatives.count)
    #expect(!oracle.comesBefore(cheap, cheap))
    var other = cheap
    cheap[1] = 0
    other[2] = 0
    let difference =
      scenario.initiatives[1].cost.minorUnits - scenario.initiatives[2].cost.minorUnits
    #expect(oracle.comesBefore(cheap, other) == (difference <= 0))
    #expect(oracle.comesBefore(other, cheap) == (difference > 0))
  }

  @Test func someSeedsAreInfeasibleAndSomeTied() throws {
    var infeasible = 0
    var tied = 0
    var empty = 0
    for seed in UInt64(0)..<300 {
      let scenario = try RandomScenario.scenario(seed: seed)
      let oracle = try BruteForce(scenario, settings: RandomScenario.settings(seed: seed))
      guard let optimum = oracle.optimum() else {
        infeasible += 1
        continue
      }
      if !optimum.isUnique { tied += 1 }
      if optimum.starts.allSatisfy({ $0 == nil }) { empty += 1 }
    }
    #expect((20...80).contains(infeasible), "\(infeasible)")
    #expect((40...200).contains(tied), "\(tied)")
    #expect(empty < 60, "\(empty)")
  }
}
