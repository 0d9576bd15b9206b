import OrderedCollections
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

/// Small tables whose fair answers can be seen by eye, and what the verifier says of spoilt ones.
@Suite struct FairExampleTests {
  /// Six initiatives that cost 1 each.
  ///
  /// Four are for north, one for south, one for both; north and south approve of what is for them.
  private func draft(
    _ mode: Objective.Mode,
    _ refinement: Objective.Refinement? = nil,
    fund: Int64 = 3
  ) throws -> ScenarioDraft {
    var draft = try Tiny.draft(
      [("a", 1, 9), ("b", 1, 8), ("c", 1, 7), ("d", 1, 6), ("e", 1, 1), ("f", 1, 2)],
      fund: fund
    )
    draft.mode.value = mode
    draft.refinement = refinement.map { Tiny.located($0) }
    draft.stakeholders = .init(
      source: "stakeholders.csv",
      rows: [
        .init(id: "north", weight: 3, ballot: .approval),
        .init(id: "south", weight: 1, ballot: .approval),
      ]
    )
    let ballots = [("north", "a"), ("north", "b"), ("north", "c"), ("north", "d"), ("south", "e")]
    draft.ballots = .init(
      source: "ballots.csv",
      rows: (ballots + [("north", "f"), ("south", "f")]).map {
        .init(stakeholder: $0.0, initiative: $0.1, value: 1)
      }
    )
    return draft
  }

  /// Three to spend: f and two of a to d give 3/5 and 1/2; e, f and one of a to d 2/5 and 1.
  @Test func maximinThenPoints() throws {
    let answer = try Tiny.answer(draft(.maximin))
    #expect(answer.selected.map(\.id) == ["a", "b", "f"])
    #expect(answer.aim?.values == [500_000, 19])
    #expect(answer.aim?.satisfactions.map(\.exact.description) == ["3/5", "1/2"])
    #expect(answer.unique == true)
  }

  /// Two to spend: f and one of the others gives 2/5 and 1/2; e and f 1/5 and 1.
  @Test func leximinLooksAtTheSecond() throws {
    #expect(try Tiny.answer(draft(.maximin, fund: 2)).aim?.values == [400_000, 11])
    let refined = try Tiny.answer(draft(.maximin, .leximin, fund: 2))
    #expect(refined.aim?.values == [400_000, 500_000, 11])
    #expect(refined.selected.map(\.id) == ["a", "f"])
  }

  /// One to spend: only f serves both, though a has more points.
  @Test func theWeightServedComesFirst() throws {
    let answer = try Tiny.answer(draft(.nash, fund: 1))
    #expect(answer.selected.map(\.id) == ["f"])
    // (3·ln 1/5 + ln 1/2) ÷ 4
    #expect(answer.aim?.values.first == 4)
    #expect(abs((answer.aim?.values.last ?? 0) + 1_380_365_229) <= 2)
    var apart = try draft(.nash, fund: 1)
    apart.initiatives.rows[5].status = .excluded
    let served = try Tiny.answer(apart)
    #expect(served.selected.map(\.id) == ["a"])
    #expect(served.aim?.values.first == 3)
  }

  /// Nobody can be served at all.
  @Test func nobodyServed() throws {
    let answer = try Tiny.answer(draft(.nash, fund: 0))
    #expect(answer.aim?.values == [0, 0])
    #expect(answer.selected.isEmpty)
    #expect(try Tiny.answer(draft(.maximin, .leximin, fund: 0)).aim?.values == [0, 0, 0])
  }

  @Test func nashNeedsNoTerms() throws {
    var draft = try draft(.nash)
    draft.terms = []
    let answer = try Tiny.answer(draft)
    #expect(answer.status == .optimal)
    #expect(answer.selected.map(\.points) == [[0], [0], [0]])
  }

  /// Who has no weight, and who prefers nothing, is passed over; the second is said.
  @Test func whoIsPassedOver() throws {
    var draft = try draft(.maximin)
    draft.stakeholders?.rows.append(.init(id: "silent", weight: 1, ballot: .score))
    draft.stakeholders?.rows.append(.init(id: "guest", weight: 0, ballot: .approval))
    draft.ballots?.rows.append(.init(stakeholder: "guest", initiative: "e", value: 1))
    let scenario = try Scenario(draft)
    #expect(
      scenario.warnings.map(\.message.english) == [
        "silent prefers nothing, so the mode \"maximin\" passes it over."
      ]
    )
    let answer = try Selector(scenario, digest: "d").best()
    #expect(answer.aim?.satisfactions.map(\.stakeholder) == ["north", "south"])
    #expect(answer.aim?.values.first == 500_000)
    #expect(Verifier(scenario).violations(in: answer).isEmpty)
  }

  @Test func whatCannotBeSatisfiedIsSaid() throws {
    var draft = try draft(.maximin)
    draft.gates = [Tiny.located(Gate(column: "value", condition: .atLeast(3)))]
    #expect(
      try Scenario(draft).warnings.map(\.message.english) == [
        "nothing that south prefers passes the gates: its satisfaction is 0 whatever is chosen."
      ]
    )
    #expect(try Tiny.answer(draft).aim?.values == [0, 24])
  }

  @Test func anInfeasibleOneHasItsConflict() throws {
    for mode in [Objective.Mode.maximin, .nash] {
      var draft = try draft(mode)
      draft.limits = [Tiny.located(.init(measure: "count", min: .amount(4)))]
      let answer = try Tiny.answer(draft)
      #expect(answer.status == .infeasible)
      #expect(answer.conflict.count == 2)
    }
  }

  @Test func outcompetedSaysWhatTheModeLooksAt() throws {
    let answer = try Tiny.answer(draft(.maximin))
    #expect(
      answer.rejected.last?.detail.english
        == "costs CLP 1: the chosen ones together leave the stakeholders better off"
    )
  }

  /// The smallest satisfaction as a row for each stakeholder.
  @Test func theExportedModelHoldsTheLevel() throws {
    let text = try Formulation(Scenario(draft(.maximin))).text(as: .lp)
    #expect(text.contains("\\ Cartera: tiny (first of 2 aims)\nMaximize\n points: level\n"))
    #expect(text.contains("2 level - 1000000 x_5_1 - 1000000 x_6_1 <= 0"))
    #expect(text.contains(" 0 <= level <= 1000000\n"))
  }

  /// A way to spoil an answer, and what must be reported then.
  struct Spoilt: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let rules: Set<Violation.Rule>
    let spoil: @Sendable (inout Answer.Aim) -> Void
  }

  static let spoilt = [
    Spoilt(testDescription: "another level", rules: [.objectiveValue]) {
      $0.values[0] += 1
      $0.bounds[0] += 1
    },
    Spoilt(testDescription: "another last value", rules: [.objectiveValue]) {
      $0.values[$0.values.count - 1] += 3
      $0.bounds[$0.values.count - 1] += 3
    },
    Spoilt(testDescription: "a value too few", rules: [.objectiveValue]) {
      $0.values.removeLast()
      $0.bounds.removeLast()
    },
    Spoilt(testDescription: "a value too many", rules: [.objectiveValue]) {
      $0.values.append(0)
      $0.bounds.append(0)
    },
    Spoilt(testDescription: "another satisfaction", rules: [.objectiveSatisfaction]) {
      $0.satisfactions[0].exact += Fraction(1, 1_000_000_000)
    },
    Spoilt(testDescription: "another rounded one", rules: [.objectiveSatisfaction]) {
      $0.satisfactions[0].share = Quantity(600_001, decimals: 6)
    },
    Spoilt(testDescription: "one left out", rules: [.objectiveSatisfaction]) {
      $0.satisfactions.removeLast()
    },
    Spoilt(testDescription: "exchanged", rules: [.objectiveSatisfaction]) {
      $0.satisfactions.swapAt(0, 1)
    },
    Spoilt(testDescription: "a stakeholder made up", rules: [.objectiveSatisfaction]) {
      $0.satisfactions[1].stakeholder = "east"
    },
    Spoilt(testDescription: "another mode", rules: [.objectiveMode]) { $0.mode = .sum },
    Spoilt(testDescription: "a bound above", rules: [.statusProof, .objectiveGap]) {
      $0.bounds[0] += 5
    },
  ]

  @Test(arguments: spoilt) func theVerifierSees(_ spoilt: Spoilt) throws {
    for mode in [
      try draft(.maximin), try draft(.maximin, .leximin), try draft(.nash),
    ] {
      let scenario = try Scenario(mode)
      var answer = try Selector(scenario, digest: "d").best()
      var aim = try #require(answer.aim)
      spoilt.spoil(&aim)
      answer.aim = aim
      let rules = Set(Verifier(scenario).violations(in: answer).map(\.rule))
      #expect(rules == spoilt.rules, "\(scenario.objective.mode)")
    }
  }

  @Test func satisfactionsOfAnotherModeAreReported() throws {
    let scenario = try Scenario(draft(.sum))
    var answer = try Selector(scenario, digest: "d").best()
    #expect(answer.aim?.satisfactions == [])
    answer.aim?.satisfactions = [.init(stakeholder: "north", exact: 1, share: 1)]
    #expect(Verifier(scenario).violations(in: answer).map(\.rule) == [.objectiveSatisfaction])
  }
}
