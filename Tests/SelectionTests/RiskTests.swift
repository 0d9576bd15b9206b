import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

/// The worst samples before the points, against all portfolios, all cycles and all ways to pay.
@Suite struct RiskTests {
  static let parts = Array(stride(from: UInt64(41_000), to: 41_200, by: 20))

  /// Few samples and odd levels, so that the last sample of the tail often counts in part.
  private func risk(_ seed: UInt64) -> Answer.Risk {
    var random = SplitMix64(seed: seed)
    return Answer.Risk(
      level: Quantity(random.pick(0, 25, 50, 77, 90, 99), decimals: 2),
      draws: AwardDraws(samples: Int(random.number(2...60)), seed: seed)
    )
  }

  /// The definition of Rockafellar and Uryasev, rounded down: the largest z − Σ max(0, z − x) ÷ tail.
  private func tailMean(
    _ risk: Answer.Risk,
    _ scenario: Scenario,
    _ starts: BruteForce.Starts
  ) -> Int64 {
    var won = [Int64](repeating: 0, count: risk.draws.samples)
    for (position, start) in starts.enumerated() where start != nil {
      let initiative = scenario.initiatives[position]
      let awards = risk.draws.awards(of: position, initiative.awardProbability, inBlock: 0)
      for sample in won.indices where awards[sample] {
        won[sample] += initiative.investment?.minorUnits ?? 0
      }
    }
    let tail = (1 - Fraction(risk.level)) * Fraction(Int64(won.count))
    let largest = won.map { z in
      Fraction(z) - Fraction(won.reduce(0) { $0 + max(0, z - $1) }) / tail
    }.max()
    return largest?.roundedDown ?? 0
  }

  @Test(arguments: parts) func theBestOfAllPortfolios(from first: UInt64) throws {
    var compared = 0
    for seed in first..<first + 20 {
      let scenario = try RandomScenario.scenario(seed: seed)
      var options = SelectionOptions()
      options.settings = try RandomScenario.settings(seed: seed)
      let risk = risk(seed)
      options.settings.risk = risk
      var oracle = try BruteForce(scenario, settings: options.settings)
      oracle.firstAims = { [tailMean(risk, scenario, $0)] }
      let answer = try Selector(scenario, digest: "d", options: options).best()
      guard let best = oracle.optimum() else {
        #expect(answer.status == .infeasible, "seed \(seed)")
        continue
      }
      compared += 1
      #expect(answer.status == .optimal, "seed \(seed)")
      #expect(answer.aim?.values == best.values, "seed \(seed)")
      #expect(answer.aim?.bounds == best.values, "seed \(seed)")
      #expect(answer.unique == best.isUnique, "seed \(seed)")
      let ids = scenario.initiatives.indices.filter { best.starts[$0] != nil }
        .map { scenario.initiatives[$0].id }
      #expect(answer.selected.map(\.id) == ids, "seed \(seed)")
      let violations = Verifier(scenario).violations(in: answer)
      #expect(violations.isEmpty, "seed \(seed): \(violations.map(\.message.english))")
    }
    #expect(compared >= 10)
  }

  /// A sure 40, or a lottery ticket of 1,000 that wins one time in ten.
  ///
  /// The expectation prefers the ticket, the worst half of the samples the sure one.
  private func sureOrTicket() throws -> Scenario {
    var draft = ScenarioDraft(
      name: "roads",
      currency: .pesos,
      initiatives: .init(
        source: "initiatives",
        rows: [
          .init(
            id: "ticket",
            name: "Ticket",
            cost: Money(minorUnits: 5),
            investment: Money(minorUnits: 1_000),
            awardProbability: Quantity(1, decimals: 1)
          ),
          .init(
            id: "sure",
            name: "Sure",
            cost: Money(minorUnits: 5),
            investment: Money(minorUnits: 40),
            awardProbability: 1
          ),
        ]
      ),
      pledges: .init(
        source: "pledges",
        rows: [.init(funder: "fund", amount: Money(minorUnits: 5))]
      )
    )
    draft.terms = [
      .init(.init(measure: "expected_investment", scale: .raw), at: Place(source: "scenario"))
    ]
    return try Scenario(draft)
  }

  @Test func aSureRoadOrATicket() throws {
    let scenario = try sureOrTicket()
    let plain = try Selector(scenario, digest: "d").best()
    #expect(plain.selected.map(\.id) == ["ticket"])
    var options = SelectionOptions()
    options.settings.risk = Answer.Risk(
      level: Quantity(5, decimals: 1),
      draws: AwardDraws(samples: 1_000, seed: 1)
    )
    let careful = try Selector(scenario, digest: "d", options: options).best()
    #expect(careful.selected.map(\.id) == ["sure"])
    #expect(careful.aim?.values == [40, 40])
  }

  @Test func theVerifierSeesAFalseTail() throws {
    let scenario = try sureOrTicket()
    var options = SelectionOptions()
    options.settings.risk = risk(3)
    var answer = try Selector(scenario, digest: "d", options: options).best()
    #expect(Verifier(scenario).violations(in: answer).isEmpty)
    answer.aim?.values[0] += 1
    answer.aim?.bounds[0] += 1
    #expect(Verifier(scenario).violations(in: answer).map(\.rule) == [.objectiveValue])
  }

  @Test func fairModesRefuseARisk() throws {
    for seed in UInt64(30_000)..<30_020 {
      var draft = try RandomScenario.draft(seed: seed)
      draft.mode.value = .maximin
      guard let scenario = try? Scenario(draft) else { continue }
      var options = SelectionOptions()
      options.settings.risk = risk(seed)
      #expect(throws: Problems.self) {
        try Selector(scenario, digest: "d", options: options).best()
      }
      return
    }
    Issue.record("no scenario to try")
  }
}
