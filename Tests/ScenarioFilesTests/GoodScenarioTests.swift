import Foundation
import OrderedCollections
import Portfolio
import ScenarioFiles
import Testing

/// Good scenarios, read from files as people write them.
@Suite struct GoodScenarioTests {
  private func small() throws -> ScenarioDocument {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/small")
    do {
      return try ScenarioReader.read(folder.path)
    } catch let problems as Problems {
      for problem in problems.all { Issue.record("\(problem.description(in: .english))") }
      throw problems
    }
  }

  @Test func initiatives() throws {
    let scenario = try small().scenario
    #expect(scenario.name == "Mesa pequeña")
    #expect(scenario.cycles == ["2022", "2023"])
    #expect(scenario.initiatives.map(\.id) == ["AP-01", "PL-01", "CA-01"])
    #expect(scenario.initiatives.map(\.cost.minorUnits) == [21_000_000, 12_000_000, 1500])
    #expect(scenario.initiatives[0].investment == Money(minorUnits: 1_250_000_000))
    #expect(
      scenario.initiatives.map(\.awardProbability)
        == [Quantity(8, decimals: 1), Quantity(5, decimals: 1), 1]
    )
    #expect(scenario.initiatives[1].name == "Plaza \"Central\"")
    #expect(scenario.initiatives[1].requires == [0])
    #expect(scenario.initiatives[1].group == "plazas")
    #expect(scenario.initiatives.map(\.status) == [.committed, .open, .open])
    #expect(scenario.initiatives.map(\.window) == [0...1, 0...1, 0...1])
    #expect(scenario.initiatives.map(\.sdgs) == [[6], [11], [9]])
  }

  @Test func otherColumns() throws {
    let scenario = try small().scenario
    #expect(Array(scenario.categories.keys) == ["commune", "sector", "fund_line", "rate"])
    #expect(
      Array(scenario.measures.keys) == ["viability", "beneficiaries", "hours", "lat"]
    )
    #expect(scenario.number("beneficiaries", of: 1) == 1500)
    #expect(scenario.number("hours", of: 0) == Quantity(3205, decimals: 1))
    #expect(scenario.number("lat", of: 2) == nil)
    #expect(scenario.number("lat", of: 0) == Quantity(-231, decimals: 1))
    #expect(scenario.cell("fund_line", of: 1) == nil)
  }

  @Test func funding() throws {
    let scenario = try small().scenario
    #expect(scenario.funders.map(\.kind) == [.municipality, .company])
    #expect(scenario.pledges.map(\.id) == ["muni#1", "ultramar#1"])
    #expect(scenario.pledges.map(\.cycle) == [0, 1])
    #expect(scenario.pledges[0].status == .formalized)
    #expect(scenario.pledges[1].earmarks == [Earmark(column: "commune", values: ["Mejillones"])])
    #expect(scenario.pledges[1].maxShare == Quantity(5, decimals: 1))
    #expect(scenario.pledges[1].minTicket == Money(minorUnits: 1_000_000))
    #expect(scenario.pledges[1].onlyIf == [0])
  }

  @Test func voices() throws {
    let scenario = try small().scenario
    #expect(scenario.stakeholders.map(\.ballot) == [.score, .approval])
    #expect(scenario.stakeholders[0].weight == 2)
    #expect(scenario.stakeholders[0].scale == 7)
    #expect(scenario.stakeholders[0].values == [0: 7, 1: Quantity(55, decimals: 1)])
    #expect(scenario.stakeholders[1].values == [0: 1, 1: 0, 2: 1])
    #expect(scenario.interactions.map { [$0.first, $0.second, Int($0.value)] } == [[0, 1, 200]])
  }

  @Test func rules() throws {
    let scenario = try small().scenario
    #expect(
      scenario.gates == [
        Gate(column: "viability", condition: .atLeast(60)),
        Gate(column: "rate", condition: .oneOf(["RS", "FI"])),
      ]
    )
    #expect(
      scenario.objective.terms.map(\.measure)
        == [.preference, .expectedInvestment, .column("beneficiaries")]
    )
    #expect(scenario.objective.terms.map(\.scale) == [.largest, .largest, .range(0, 20_000)])
    #expect(scenario.limits[0].per == "commune")
    #expect(scenario.limits[1].max == .share(Quantity(4, decimals: 1)))
    #expect(scenario.limits[2].max == .amount(90_000_000))
    #expect(scenario.limits[3].max == .amount(Quantity(18_005, decimals: 1)))
    #expect(scenario.limits[3].cycle == 0)
    #expect(scenario.allocation == .earmarkedFirst)
  }
}
