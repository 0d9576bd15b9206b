import Portfolio
import TestSupport
import Testing

@testable import Selection

/// A session's answers are those of solves that begin anew.
@Suite struct SessionTests {
  /// An answer without the counts of work.
  private func lasting(_ answer: Answer) -> Answer {
    var answer = answer
    answer.work = Answer.Work(glpk: "", method: "", nodes: 0, seconds: 0, relaxation: nil)
    return answer
  }

  private func anew(_ scenario: Scenario, _ options: SelectionOptions) throws -> Answer {
    try lasting(Selector(scenario, digest: "d", options: options).best())
  }

  @Test(arguments: Array(stride(from: UInt64(24_000), to: 24_060, by: 15)))
  func budgetsAndLocksMove(from first: UInt64) throws {
    for seed in first..<first + 15 {
      let scenario = try Question(RandomScenario.draft(seed: seed)).scenario
      var random = SplitMix64(seed: seed)
      var session = SelectionSession()
      for step in 0..<8 {
        var options = SelectionOptions()
        options.settings.budget = Quantity(random.number(50...150), decimals: 2)
        if random.happens(30), let id = scenario.initiatives.first?.id {
          options.settings.exclude = [id]
        }
        let answer = try session.best(of: scenario, digest: "d", settings: options.settings)
        #expect(lasting(answer) == (try anew(scenario, options)), "seed \(seed), step \(step)")
      }
    }
  }

  /// Scenarios that have nothing to do with one another, and the first one again.
  @Test func strangersDoNotMislead() throws {
    var session = SelectionSession()
    for seed in (UInt64(24_100)..<24_140).flatMap({ seed -> [UInt64] in [seed, 24_100] }) {
      let scenario = try Question(RandomScenario.draft(seed: seed)).scenario
      let answer = try session.best(of: scenario, digest: "d")
      #expect(lasting(answer) == (try anew(scenario, SelectionOptions())), "seed \(seed)")
    }
  }

  /// Costs and amounts change under the same ids.
  @Test func otherCostsUnderTheSameIds() throws {
    for seed in UInt64(24_200)..<24_220 {
      var draft = try RandomScenario.draft(seed: seed)
      var random = SplitMix64(seed: seed)
      var session = SelectionSession()
      for step in 0..<5 {
        let scenario = try Question(draft).scenario
        let answer = try session.best(of: scenario, digest: "d")
        #expect(
          lasting(answer) == (try anew(scenario, SelectionOptions())),
          "seed \(seed), step \(step)"
        )
        for row in draft.initiatives.rows.indices where random.happens(30) {
          let cost = draft.initiatives.rows[row].cost.minorUnits
          draft.initiatives.rows[row].cost = Money(minorUnits: cost * random.number(50...150) / 100)
        }
      }
    }
  }

  /// Money that goes down and up again: what was proven with as much or more of each pledge serves again.
  @Test(arguments: [Answer.Ties.canonical, .any])
  func whatIsProvenIsNotSearchedAgain(_ ties: Answer.Ties) throws {
    var (unsearched, moved) = (0, 0)
    for seed in UInt64(24_400)..<24_480 {
      let scenario = try Question(RandomScenario.draft(seed: seed)).scenario
      var session = SelectionSession()
      for hundredths in [110, 100, 99, 60, 100, 110, 60] as [Int64] {
        var options = SelectionOptions()
        options.ties = ties
        options.settings.budget = Quantity(hundredths, decimals: 2)
        let answer = try session.best(
          of: scenario,
          digest: "d",
          settings: options.settings,
          ties: ties
        )
        let other = try anew(scenario, options)
        if ties == .canonical {
          #expect(lasting(answer) == other, "seed \(seed), \(hundredths) %")
        }
        #expect(answer.aim == other.aim, "seed \(seed), \(hundredths) %")
        #expect(Verifier(scenario).violations(in: answer).isEmpty, "seed \(seed)")
        if answer.status == .optimal, answer.work.nodes == 0 { unsearched += 1 }
        moved += 1
      }
    }
    #expect(unsearched * 3 > moved, "\(unsearched) of \(moved) answers were known")
  }

  /// What is kept of a formulation and a network is what would be made anew.
  @Test func whatIsKeptIsWhatWouldBeMade() throws {
    var (kept, made) = (0, 0)
    for seed in UInt64(24_300)..<24_400 {
      let scenario = try Question(RandomScenario.draft(seed: seed)).scenario
      let other = scenario.scalingPledges(by: Quantity(83, decimals: 2))
      let network = FundingNetwork(other)
      if let adapted = FundingNetwork(scenario).adapted(to: other) {
        #expect(adapted.payers.map(\.amount) == network.payers.map(\.amount), "seed \(seed)")
        #expect(adapted.kinds.map(\.payers) == network.kinds.map(\.payers), "seed \(seed)")
        let rooms = [adapted, network].map { network in
          (0..<network.emptyGraph.edgeCount).map(network.emptyGraph.room)
        }
        #expect(rooms[0] == rooms[1], "seed \(seed)")
      } else {
        #expect(FundingNetwork(scenario).payers.count != network.payers.count, "seed \(seed)")
      }
      let settings = Answer.Settings(budget: Quantity(83, decimals: 2))
      let formulation = try Formulation(scenario, settings: settings)
      guard let adapted = try Formulation(scenario).adapted(to: scenario, settings: settings) else {
        made += 1
        continue
      }
      kept += 1
      #expect(adapted.scenario.pledges == other.pledges, "seed \(seed)")
      #expect(adapted.settings == settings)
      let rows = [adapted, formulation].map { formulation in
        formulation.program.rows.map { [$0.lower, $0.upper] }
      }
      #expect(rows[0] == rows[1], "seed \(seed)")
    }
    #expect(kept > 50)
    #expect(made > 2)
  }
}
