import MixedInteger
import OrderedCollections
import Portfolio
import TestSupport
import Testing

@testable import Selection

/// Conflicts are contradictory and minimal, as GLPK's branch and cut sees it.
@Suite struct ConflictTests {
  /// Every rule that can be left out, whether the scenario has it or not.
  private func rules(of formulation: Formulation) -> Set<Rule> {
    let scenario = formulation.scenario
    var rules: Set<Rule> = [.funds]
    for (position, item) in scenario.initiatives.enumerated() {
      rules.formUnion([
        .committed(position), .locked(position), .excluded(position), .barred(position),
        .requirement(position),
      ])
      if let group = item.group { rules.insert(.group(group)) }
    }
    rules.formUnion(scenario.gates.indices.map(Rule.gate))
    for index in formulation.limits.indices {
      rules.formUnion([.atLeast(index), .atMost(index)])
    }
    return rules
  }

  /// Fifty infeasible scenarios of each part, with settings where the seed has some.
  @Test(arguments: [UInt64(40_000), 41_000, 42_000, 43_000])
  func conflictsAreMinimal(from first: UInt64) throws {
    var found = 0
    var seed = first
    while found < 50 {
      let scenario = try RandomScenario.scenario(seed: seed)
      let settings = try RandomScenario.settings(seed: seed)
      seed += 1
      let formulation = try Formulation(scenario, settings: settings)
      guard try SecondOpinion.value(of: formulation) == nil else { continue }
      found += 1
      var search = Conflict(
        formulation,
        network: FundingNetwork(formulation.scenario),
        limits: SearchLimits()
      )
      let conflict = try search.minimal()
      #expect(!conflict.isEmpty, "seed \(seed - 1)")
      #expect(Set(conflict).count == conflict.count, "seed \(seed - 1)")
      let others = rules(of: formulation).subtracting(conflict)
      #expect(try SecondOpinion.value(of: formulation.without(others)) == nil, "seed \(seed - 1)")
      for rule in conflict {
        let rest = formulation.without(others.union([rule]))
        #expect(try SecondOpinion.value(of: rest) != nil, "seed \(seed - 1): \(rule)")
        let words = formulation.words(for: rule)
        #expect(!words.english.isEmpty && !words.spanish.isEmpty, "seed \(seed - 1): \(rule)")
      }
      var options = SelectionOptions()
      options.settings = settings
      let answer = try Selector(scenario, digest: "d", options: options).best()
      #expect(answer.status == .infeasible, "seed \(seed - 1)")
      #expect(answer.conflict == conflict.map(formulation.words), "seed \(seed - 1)")
    }
  }

  @Test func everyKindOfRuleIsNamedInWords() throws {
    var draft = try Tiny.draft([("a", 5, 9), ("b", 5, 8), ("c", 5, 7)], fund: 15)
    draft.measures["viability"] = MeasureColumn([90, 90, 10])
    draft.gates = [Tiny.located(Gate(column: "viability", condition: .atLeast(60)))]
    #expect(
      try Tiny.answer(draft, .init(lock: ["c"])).conflict == [
        Text(
          en: "initiatives must pass the gate on viability",
          es: "las iniciativas deben cumplir el requisito de viability"
        ),
        Text(en: "c is locked by --lock", es: "c está fijada con --lock"),
      ]
    )
    draft.gates = []
    draft.initiatives.rows[0].requires = ["b"]
    draft.initiatives.rows[0].status = .committed
    #expect(
      try Tiny.answer(draft, .init(exclude: ["b"])).conflict == [
        Text(en: "b is excluded by --exclude", es: "b está excluida con --exclude"),
        Text(en: "a requires b", es: "a requiere b"),
        Text(en: "a is committed", es: "a está comprometida"),
      ]
    )
    draft.initiatives.rows[0].requires = []
    draft.initiatives.rows[0].group = "bridge"
    draft.initiatives.rows[1].group = "bridge"
    #expect(
      try Tiny.answer(draft, .init(lock: ["b"])).conflict == [
        Text(
          en: "at most one initiative of the group bridge",
          es: "a lo más una iniciativa del grupo bridge"
        ),
        Text(en: "a is committed", es: "a está comprometida"),
        Text(en: "b is locked by --lock", es: "b está fijada con --lock"),
      ]
    )
    draft.pledges.rows[0].amount = Money(minorUnits: 4)
    #expect(
      try Tiny.answer(draft).conflict == [
        Text(
          en: "every chosen initiative is paid in full by pledges that may pay it (CLP 4 in all)",
          es: "cada iniciativa elegida se paga entera con aportes que pueden pagarla"
            + " (CLP 4 en total)"
        ),
        Text(en: "a is committed", es: "a está comprometida"),
      ]
    )
  }

  /// Many rules, interchangeable cycles and little that can be paid at all: still few searches.
  @Test func aConflictAmongManyRulesIsFoundAtOnce() throws {
    var options = SelectionOptions()
    options.timeLimit = .seconds(20)
    let scenario = try Scenario(RandomScenario.draft(seed: 21_030, count: 40))
    let answer = try Selector(scenario, digest: "", options: options).best()
    #expect(answer.status == .infeasible)
    #expect(answer.isConflictMinimal)
    #expect(answer.conflict.count == 2)
  }

  /// A search that is stopped at once says that its rules may not be the fewest, unless portfolios that take
  /// no time to make show that they are.
  @Test func aConflictThatWasStoppedSaysSo() throws {
    var seen = (stopped: 0, minimal: 0)
    for seed in UInt64(21_000)..<21_060 {
      let scenario = try Scenario(RandomScenario.draft(seed: seed, count: 12))
      let options = SelectionOptions()
      options.stop.raise()
      let answer = try Selector(scenario, digest: "", options: options).best()
      guard answer.status == .infeasible else { continue }
      guard answer.isConflictMinimal else {
        seen.stopped += 1
        continue
      }
      seen.minimal += 1
      let whole = try Selector(scenario, digest: "", options: .init()).best()
      #expect(whole.status == .infeasible)
      #expect(answer.conflict == whole.conflict, "seed \(seed)")
    }
    #expect(seen.stopped > 0 && seen.minimal > 0, "\(seen)")
  }
}
