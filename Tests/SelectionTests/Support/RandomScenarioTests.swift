import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

@Suite struct RandomScenarioTests {
  @Test func everySeedIsValidAndTheSameTwice() throws {
    for seed in UInt64(0)..<400 {
      let first = try RandomScenario.scenario(seed: seed)
      let second = try RandomScenario.scenario(seed: seed)
      #expect(first.initiatives == second.initiatives)
      #expect(first.pledges == second.pledges)
      #expect(first.limits == second.limits)
    }
  }

  /// Three hundred scenarios use every rule at least a few times.
  @Test func seedsUseEveryRule() throws {
    var uses: [String: Int] = [:]
    func count(_ rule: String, _ isUsed: Bool) { if isUsed { uses[rule, default: 0] += 1 } }
    for seed in UInt64(0)..<300 {
      let scenario = try RandomScenario.scenario(seed: seed)
      let settings = try RandomScenario.settings(seed: seed)
      let rows = scenario.initiatives
      count("gates", rows.indices.contains { !scenario.isViable($0) })
      count("committed", rows.contains { $0.status == .committed })
      count("excluded", rows.contains { $0.status == .excluded })
      count("requires", rows.contains { !$0.requires.isEmpty })
      count("groups", rows.contains { $0.group != nil })
      count("windows", rows.contains { $0.window != 0...(scenario.cycles.count - 1) })
      count("two cycles", scenario.cycles.count == 2)
      count("three cycles", scenario.cycles.count == 3)
      for column in ["commune", "sector", "sdgs", "initiative"] {
        count(
          "earmarks by \(column)",
          scenario.pledges.contains { $0.earmarks.contains { $0.column == column } }
        )
      }
      count("shares", scenario.pledges.contains { $0.maxShare != nil })
      count("tickets", scenario.pledges.contains { $0.minTicket != nil })
      count("conditions", scenario.pledges.contains { !$0.onlyIf.isEmpty })
      count("later pledges", scenario.pledges.contains { $0.cycle > 0 })
      count("withdrawn pledges", scenario.pledges.contains { $0.status == .withdrawn })
      count("good interactions", scenario.interactions.contains { $0.value > 0 })
      count("bad interactions", scenario.interactions.contains { $0.value < 0 })
      count("lexicographic", scenario.objective.mode == .lexicographic)
      count("limits where", scenario.limits.contains { !$0.filters.isEmpty })
      count("limits per", scenario.limits.contains { $0.per != nil })
      count("limits in a cycle", scenario.limits.contains { $0.cycle != nil })
      for limit in scenario.limits {
        if case .share = limit.min { count("least shares", true) }
        if case .share = limit.max { count("largest shares", true) }
        if case .amount = limit.min { count("least amounts", true) }
        if case .amount = limit.max { count("largest amounts", true) }
      }
      count("locks", !settings.lock.isEmpty)
      count("exclusions", !settings.exclude.isEmpty)
      count("budgets", settings.budget != nil)
    }
    #expect(uses.count == 30)
    for (rule, number) in uses { #expect(number >= 10, "\(rule)") }
  }
}
