import MixedInteger
import ScenarioFiles
import Synthetic
import Testing

@testable import Selection

/// A tree that two threads share, from its first nodes on and for a few nodes at a time.
struct SharedTreeTests {
  private static let families: [(SyntheticScenario.Family, Int)] = [
    (.region, 60), (.table, 30), (.cycles, 10), (.tickets, 30), (.national, 40), (.dense, 25),
  ]

  private func options(sharingAt work: Int) -> SelectionOptions {
    var options = SelectionOptions()
    options.sharing = .init(work: work, parts: 2, share: 500)
    // It would settle trees as small as these before they are shared.
    options.ideas.remove(.enumeration)
    return options
  }

  @Test(arguments: families)
  func itsAnswerIsThatOfOneThatIsNotShared(
    _ family: SyntheticScenario.Family,
    _ size: Int
  ) throws {
    var shared = 0
    for seed in UInt64(1)...6 {
      let scenario = try SyntheticScenario(family, initiatives: size, seed: seed).document()
        .scenario
      let whole = try Selector(scenario, digest: "", options: options(sharingAt: .max)).best()
      let answer = try Selector(scenario, digest: "", options: options(sharingAt: 0)).best()
      #expect(answer.status == whole.status)
      #expect(answer.aim == whole.aim, "seed \(seed)")
      #expect(answer.selected == whole.selected, "seed \(seed)")
      #expect(answer.unique == whole.unique, "seed \(seed)")
      #expect(answer.funders == whole.funders, "seed \(seed)")
      // Without ties to be collected, what a share finds is taken over in another way.
      var any = options(sharingAt: 0)
      any.ties = .any
      any.ideas = .all
      let found = try Selector(scenario, digest: "", options: any).best()
      #expect(found.aim == whole.aim, "seed \(seed)")
      if answer.work.nodes != whole.work.nodes { shared += 1 }
    }
    // Shared trees have other nodes; if none had, nothing was shared.
    #expect(shared > 0)
  }

  @Test(arguments: families)
  func itHasTheSameNodesOnOneThread(_ family: SyntheticScenario.Family, _ size: Int) throws {
    let scenario = try SyntheticScenario(family, initiatives: size, seed: 7).document().scenario
    let selector = Selector(scenario, digest: "", options: options(sharingAt: 0))
    let alone = try Threads.$isSingle.withValue(true) { try selector.best() }
    for _ in 0..<3 {
      let answer = try selector.best()
      #expect(answer.work.nodes == alone.work.nodes)
      #expect(answer.selected == alone.selected)
    }
  }

  @Test func itStopsWhenAskedTo() throws {
    let scenario = try SyntheticScenario(.cycles, initiatives: 30, seed: 1).document().scenario
    var options = options(sharingAt: 0)
    let stop = options.stop
    options.progress = { progress in
      if progress.value != nil { stop.raise() }
    }
    let answer = try Selector(scenario, digest: "", options: options).best()
    #expect(answer.status == .feasible || answer.status == .optimal)
    let (value, bound) = (answer.aim?.values.first ?? 0, answer.aim?.bounds.first ?? 0)
    #expect(value <= bound)
    let whole = try Selector(scenario, digest: "").best()
    #expect(try #require(whole.aim?.values.first) <= bound)
    #expect(Verifier(scenario).violations(in: answer).isEmpty)
  }
}
