import OrderedCollections
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

/// What funders gain, against all portfolios.
@Suite struct ParticipationTests {
  @Test(arguments: UInt64(0)..<200)
  func standingsAndEffectsAreThoseOfAllPortfolios(seed: UInt64) throws {
    let scenario = try RandomScenario.scenario(seed: seed)
    guard let optimum = try BruteForce(scenario).optimum() else { return }
    let selected = optimum.starts.indices.filter { optimum.starts[$0] != nil }
    let audit = try Participation(of: selected, in: scenario) { changed in
      try BruteForce(changed).optimum().map { best in
        best.starts.indices.filter { best.starts[$0] != nil }
      }
    }
    for standing in audit.standings {
      let funder = try #require(scenario.funders.firstIndex { $0.id == standing.funder })
      let alone = scenario.standingAlone(funder)
      let payable = scenario.initiatives.indices.filter { position in
        scenario.pledges.contains {
          $0.funder == funder && $0.status != .withdrawn && scenario.matches($0.earmarks, position)
        }
      }
      let oracle = try BruteForce(
        alone,
        settings: .init(
          exclude: scenario.initiatives.indices.filter { !payable.contains($0) }
            .map { scenario.initiatives[$0].id }
        )
      )
      #expect(standing.alone == oracle.optimum()?.values)
      let mine = optimum.starts.indices.map { payable.contains($0) ? optimum.starts[$0] : nil }
      #expect(standing.together == oracle.values(of: mine))
    }
    for effect in try #require(audit.effects) {
      let pledge = try #require(scenario.pledges.firstIndex { $0.id == effect.pledge })
      let without = try BruteForce(scenario.withdrawing(pledge)).optimum()
      let displaced = scenario.initiatives.indices.filter {
        without?.starts[$0] != nil && without != nil && !selected.contains($0)
      }
      #expect(effect.displaced == displaced.map { scenario.initiatives[$0].id })
    }
  }

  /// The port may pay only for the pier.
  ///
  /// The table's limit of one initiative leaves it out, so alone
  /// it is better off; and it is the mine's pledge that pushes the pier out.
  @Test func whoIsBetterOffAlone() throws {
    var draft = try Tiny.draft(
      [("pier", 5, 3), ("road", 9, 8)],
      pledges: [Tiny.pledge("port", 5), Tiny.pledge("mine", 9)]
    )
    draft.categories["sector"] = ["sea", "land"]
    draft.pledges.rows[0].earmarks = [Earmark(column: "sector", values: ["sea"])]
    draft.limits = [Tiny.located(.init(measure: "count", max: .amount(1)))]
    let scenario = try Scenario(draft)
    let answer = try Tiny.answer(draft)
    #expect(answer.selected.map(\.id) == ["road"])
    let audit = try Participation(of: [1], in: scenario) { changed in
      try Selector(changed, digest: "d").best().selected.compactMap { scenario.positions[$0.id] }
    }
    let port = try #require(audit.standings.first)
    #expect(port.together == [0])
    #expect(port.alone == [3])
    #expect(port.portfolio == ["pier"])
    #expect(port.isBetterAlone)
    #expect(audit.standings.map(\.isBetterAlone) == [true, false])
    #expect(audit.effects?.map(\.displaced) == [[], ["pier"]])
  }
}
