import Portfolio
import ScenarioFiles
import Synthetic
import Testing

@testable import Selection

/// Paying portfolios with whole tickets.
struct TicketSearchTests {
  /// Instances whose payments took hundreds of thousands of nodes when tickets that no longer fit were still
  /// tried, or when nothing bounded what whole tickets can come to; the optima are those of HiGHS.
  @Test(
    arguments: [
      (35, 2_198_351_181, 3_409), (55, 3_586_955_803, 5_155), (58, 1_655_594_577, 7_642),
      (47, 2_461_127_667, 4_071), (39, 2_779_397_250, 3_286),
    ] as [(Int, UInt64, Int64)]
  )
  func portfoliosArePaidOrRefusedSoon(_ initiatives: Int, _ seed: UInt64, _ optimum: Int64) throws {
    let document = try SyntheticScenario(.tickets, initiatives: initiatives, seed: seed).document()
    let network = FundingNetwork(document.scenario)
    var options = SelectionOptions()
    options.timeLimit = .seconds(60)  // Rather a failure than hours.
    let answer = try Selector(document.scenario, digest: "", options: options).best()
    #expect(answer.status == .optimal)
    #expect(answer.aim?.values == [optimum])
    let starts = Outline(of: answer, in: document.scenario).starts
    var nodes = 0
    let funding = network.funding(of: starts) { before in
      nodes = before
      return before < 1_000
    }
    guard case .found = funding else {
      Issue.record("no way to pay was found in \(nodes) nodes")
      return
    }
  }

  /// Where the time is over from the beginning, a portfolio is found all the same, and it can be paid.
  @Test(arguments: UInt64(1)...5)
  func aPortfolioInNoTime(_ seed: UInt64) throws {
    let scenario = try SyntheticScenario(.tickets, initiatives: 200, seed: seed).document().scenario
    var options = SelectionOptions()
    options.timeLimit = .zero
    let answer = try Selector(scenario, digest: "", options: options).best()
    #expect(answer.status == .feasible)
    #expect(!answer.selected.isEmpty)
    #expect(Verifier(scenario).violations(in: answer).isEmpty)
  }
}
