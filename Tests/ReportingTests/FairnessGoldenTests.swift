import OrderedCollections
import Portfolio
import Preferences
import Reporting
import Selection
import Testing

/// The reports of votes, audits and weights in both languages, byte by byte.
struct FairnessGoldenTests {
  /// Three voters and a port that pays only by the sea.
  private static func scenario() throws -> Scenario {
    let currency = try #require(Currency(code: "USD"))
    func cents(_ dollars: Int64) -> Money { Money(minorUnits: dollars * 100) }
    var draft = ScenarioDraft(
      name: "Caleta",
      currency: currency,
      initiatives: .init(
        source: "initiatives.csv",
        rows: [
          .init(id: "PIER", name: "Muelle", cost: cents(600), sdgs: [14, 9]),
          .init(id: "ROAD", name: "Camino", cost: cents(300), sdgs: [9]),
          .init(id: "PARK", name: "Parque", cost: cents(250)),
          .init(id: "WELL", name: "Pozo", cost: cents(90), group: "water"),
          .init(id: "TANK", name: "Estanque", cost: cents(80), group: "water"),
        ]
      ),
      pledges: .init(
        source: "pledges.csv",
        rows: [
          .init(
            funder: "port",
            amount: cents(200),
            earmarks: [Earmark(column: "commune", values: ["Costa"])]
          ), .init(funder: "town", amount: cents(900)),
        ]
      )
    )
    draft.categories["commune"] = ["Costa", "Valle", "Valle", "Costa", "Costa"]
    draft.ballots = .init(
      source: "ballots.csv",
      rows: [
        ("ana", "PIER"), ("ana", "ROAD"), ("luis", "ROAD"), ("luis", "PARK"), ("luis", "WELL"),
        ("eva", "TANK"),
      ]
      .map { .init(stakeholder: $0.0, initiative: $0.1, value: 1) }
    )
    draft.terms = [.init(.init(measure: "preference"), at: Place(source: "scenario.yaml"))]
    return try Scenario(draft)
  }

  private func vote(
    _ method: VotingMethod,
    explaining id: String,
    _ language: Language
  ) throws -> String {
    let scenario = try FairnessGoldenTests.scenario()
    let electorate = try method.electorate(of: method.election(of: scenario))
    let outcome = try method.outcome(of: electorate)
    let project = try #require(scenario.positions[id])
    return VoteReport(
      of: outcome,
      by: method,
      electorate,
      audit: try PortfolioAudit(
        of: outcome.selected,
        in: scenario,
        utility: method.utility,
        ledger: outcome.ledger
      ),
      explained: (project, try LossExplanation(project, of: outcome, electorate, by: method)),
      currency: scenario.currency,
      on: Page(language: language)
    ).text
  }

  @Test(arguments: Language.allCases)
  func votes(_ language: Language) throws {
    let text = [
      try vote(VotingMethod(.equalShares), explaining: "PARK", language),
      try vote(VotingMethod(.greedy, utility: .cardinality), explaining: "WELL", language),
      try vote(VotingMethod(.phragmen), explaining: "PIER", language),
    ].joined(separator: "\n")
    try Golden.check(text, "vote.\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases)
  func audits(_ language: Language) throws {
    let scenario = try FairnessGoldenTests.scenario()
    var audit = try PortfolioAudit(of: [2, 4], in: scenario, utility: .cost)
    audit.participation = try Participation(of: [2, 4], in: scenario) { changed in
      try Selector(changed, digest: "d").best().selected.compactMap { scenario.positions[$0.id] }
    }
    let text = AuditReport(audit, currency: scenario.currency, on: Page(language: language)).text
    try Golden.check(text, "audit.\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases)
  func weights(_ language: Language) throws {
    let pairs = WeightElicitation(
      measures: ["preference", "expected_investment", "horas de obra"],
      members: [
        ("concejo", PairwiseMatrix(upper: [[3, 5], [2], []])),
        ("empresas", PairwiseMatrix(upper: [[0.5, 0.25], [4], []])),
      ]
    )
    let ranks = try #require(
      WeightElicitation(.roc, measures: ["a", "b"], members: [("concejo", [1, 2])])
    )
    let text =
      WeightsReport(pairs, total: 100, in: language).text
      + WeightsReport(ranks, total: 1000, in: language).text
    try Golden.check(text, "weights.\(language.rawValue).txt")
  }
}
