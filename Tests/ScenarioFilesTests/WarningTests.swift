import Portfolio
import Testing

@testable import ScenarioFiles

/// What is legal but may not be meant is warned of and does not stop the scenario.
@Suite struct WarningTests {
  @Test func moneyForASectorThatNobodyProposesIsWarnedOf() throws {
    let scenario = try ScenarioReader.read(
      Array(
        """
        cartera: 1
        name: Warned
        currency: CLP
        initiatives:
          - { id: A, name: Plaza, cost: 100, sector: parks }
        pledges:
          - { funder: mine, amount: 100, sector: energy }
        objective:
          terms: [{ measure: cost, scale: raw }]
        """.utf8
      ),
      source: "scenario.yaml",
      table: { throw FileError(path: $0, message: .init(verbatim: "")) }
    ).scenario
    #expect(
      scenario.warnings.map { $0.description(in: .english) } == [
        "scenario.yaml:7: sector: no initiative has sector \"energy\", so this applies to none."
      ]
    )
    #expect(scenario.warnings.first?.message.spanish.contains("energy") == true)
  }
}
