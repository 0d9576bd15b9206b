import MixedInteger
import OrderedCollections
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

/// What theory says of `maximin`, `leximin` and `nash`.
@Suite struct FairLawTests {
  static let parts = Array(stride(from: UInt64(40_000), to: 40_100, by: 25))
  static let modes: [(mode: Objective.Mode, refinement: Objective.Refinement?)] = [
    (.maximin, nil), (.maximin, .leximin), (.nash, nil),
  ]

  /// A random draft without limits on the preference, which weights would move.
  private func draft(_ seed: UInt64) throws -> ScenarioDraft {
    var draft = try RandomScenario.draft(seed: seed)
    draft.limits.removeAll { $0.value.measure == "preference" }
    return draft
  }

  /// The answer to a draft in another mode; `nil` where nobody prefers anything or nothing is feasible.
  private func answer(
    _ draft: ScenarioDraft,
    _ mode: (mode: Objective.Mode, refinement: Objective.Refinement?)
  ) throws -> Answer? {
    var draft = draft
    draft.mode.value = mode.mode
    draft.refinement = mode.refinement.map { Tiny.located($0) }
    guard let scenario = try? Scenario(draft) else { return nil }
    let answer = try Selector(scenario, digest: "d").best()
    return answer.status == .optimal ? answer : nil
  }

  private func share(of id: String, in answer: Answer) -> Fraction {
    answer.aim?.satisfactions.first { $0.stakeholder == id }?.exact ?? -1
  }

  /// With x best at weights w and x′ at w′, which differ in one member's, adding up
  /// Σ w·log u(x) ≥ Σ w·log u(x′) and Σ w′·log u(x′) ≥ Σ w′·log u(x) leaves
  /// (w′ − w)·(log u(x′) − log u(x)) ≥ 0 for that member: no assumption on the portfolios is needed. (The
  /// weak axiom of revealed preference; Samuelson, Economica 5, 1938.)
  @Test func moreWeightNeverLowersOnesOwnSatisfaction() throws {
    var compared = 0
    var raised = 0
    for seed in UInt64(40_000)..<40_100 {
      var draft = try draft(seed)
      guard let id = draft.stakeholders?.rows.last?.id,
        draft.stakeholders?.rows.last?.weight ?? 0 > 0,
        let light = try answer(draft, (.nash, nil))
      else { continue }
      guard light.aim?.satisfactions.contains(where: { $0.stakeholder == id }) == true else {
        continue
      }
      let last = (draft.stakeholders?.rows.count ?? 1) - 1
      draft.stakeholders?.rows[last].weight = 9
      let heavy = try #require(try answer(draft, (.nash, nil)))
      #expect(share(of: id, in: heavy) >= share(of: id, in: light), "seed \(seed)")
      compared += 1
      if share(of: id, in: heavy) > share(of: id, in: light) { raised += 1 }
    }
    #expect(compared >= 40 && raised >= 2, "\(compared) \(raised)")
  }

  /// A second stakeholder who votes as the first does what twice its weight does: the product is the same.
  @Test(arguments: parts) func aTwinIsWorthTwiceTheWeight(from first: UInt64) throws {
    var compared = 0
    for seed in first..<first + 25 {
      let draft = try draft(seed)
      guard let voter = draft.stakeholders?.rows.first else { continue }
      var doubled = draft
      doubled.stakeholders?.rows[0].weight = Quantity(2 * voter.weight.significand)
      var twins = draft
      var twin = voter
      twin.id = "twin"
      twins.stakeholders?.rows.append(twin)
      for row in draft.ballots?.rows ?? [] where row.stakeholder == voter.id {
        var other = row
        other.stakeholder = "twin"
        twins.ballots?.rows.append(other)
      }
      guard let one = try answer(doubled, (.nash, nil)), let two = try answer(twins, (.nash, nil))
      else { continue }
      compared += 1
      // Each stakeholder's logarithm is rounded, so a twin's weight may differ by a few billionths.
      let difference = (one.aim?.values[1] ?? 0) - (two.aim?.values[1] ?? 0)
      #expect(abs(difference) <= 8, "seed \(seed)")
      if one.unique == true, two.unique == true {
        #expect(one.starts == two.starts, "seed \(seed)")
      }
    }
    #expect(compared >= 10)
  }

  /// Satisfactions are shares, so the unit of a ballot does not matter (scale invariance: Nash,
  /// Econometrica 18, 1950).
  @Test(arguments: parts) func theUnitOfABallotChangesNothing(from first: UInt64) throws {
    var compared = 0
    for seed in first..<first + 25 {
      let draft = try draft(seed)
      let scaled = (draft.stakeholders?.rows ?? []).filter {
        $0.ballot == .points || $0.ballot == .score && $0.scale == nil
      }.map(\.id)
      guard !scaled.isEmpty else { continue }
      var other = draft
      for row in draft.ballots?.rows.indices ?? 0..<0 {
        guard let value = draft.ballots?.rows[row], scaled.contains(value.stakeholder) else {
          continue
        }
        other.ballots?.rows[row].value = Quantity(3 * value.value.significand)
      }
      for mode in Self.modes {
        guard let before = try answer(draft, mode) else { continue }
        let after = try answer(other, mode)
        #expect(after?.aim == before.aim, "seed \(seed)")
        #expect(after?.starts == before.starts, "seed \(seed)")
        compared += 1
      }
    }
    #expect(compared >= 10)
  }

  /// `maximin` does not weigh; `leximin` refines it: the smallest satisfaction is the same.
  @Test(arguments: parts) func weightsAndRefinementLeaveTheSmallestAsItIs(from first: UInt64) throws
  {
    for seed in first..<first + 25 {
      let draft = try draft(seed)
      guard let plain = try answer(draft, (.maximin, nil)) else { continue }
      let refined = try #require(try answer(draft, (.maximin, .leximin)))
      #expect(refined.aim?.values.first == plain.aim?.values.first, "seed \(seed)")
      var even = draft
      for row in draft.stakeholders?.rows.indices ?? 0..<0
      where draft.stakeholders?.rows[row].weight ?? 0 > 0 {
        even.stakeholders?.rows[row].weight = 1
      }
      let other = try #require(try answer(even, (.maximin, nil)))
      #expect(other.aim?.values.first == plain.aim?.values.first, "seed \(seed)")
    }
  }

  /// Stopped searches say what is true.
  @Test(arguments: modes.indices) func aStopOrAGapLeavesAValidBound(_ index: Int) throws {
    let mode = Self.modes[index]
    var open = 0
    for seed in UInt64(41_000)..<41_040 {
      var draft = try RandomScenario.draft(seed: seed, count: 16)
      for row in draft.pledges.rows.indices { draft.pledges.rows[row].minTicket = nil }
      draft.mode.value = mode.mode
      draft.refinement = mode.refinement.map { Tiny.located($0) }
      guard let scenario = try? Scenario(draft) else { continue }
      var options = SelectionOptions()
      options.ties = .any
      let truth = try Selector(scenario, digest: "d", options: options).best()
      let stopped = options
      stopped.stop.raise()
      var near = options
      near.stop = .init()
      near.gap = 0.2
      var short = near
      short.gap = 0
      short.timeLimit = .milliseconds(2)
      for options in [stopped, near, short] {
        let answer = try Selector(scenario, digest: "d", options: options).best()
        let violations = Verifier(scenario, digest: "d").violations(in: answer)
        #expect(violations.isEmpty, "seed \(seed): \(violations.map(\.message.english))")
        guard let aim = answer.aim else { continue }
        let best = try #require(truth.aim?.values)
        #expect(!aim.bounds.lexicographicallyPrecedes(best), "seed \(seed): \(aim) \(best)")
        #expect(!best.lexicographicallyPrecedes(aim.values), "seed \(seed): \(aim) \(best)")
        if answer.status == .feasible { open += 1 }
        if answer.status == .optimal { #expect(aim.values == best, "seed \(seed)") }
      }
    }
    #expect(open > 10, "\(open)")
  }
}
