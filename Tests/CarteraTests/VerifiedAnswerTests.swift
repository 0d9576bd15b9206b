import Cartera
import Foundation
import Testing

/// The umbrella: what `import Cartera` alone can do.
struct VerifiedAnswerTests {
  private func document(_ name: String) throws -> ScenarioDocument {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try ScenarioReader.read(root.appending(path: "scenarios/\(name)").path)
  }

  /// A hand-worked table: 10 pesos, initiatives of 6 and 5, of which the dearer has more points.
  @Test func oneImportReadsSolvesAndShows() throws {
    let text = """
      cartera: 1
      name: Two
      currency: CLP
      initiatives:
        - { id: A, name: Well, cost: 6, people: 30 }
        - { id: B, name: Road, cost: 5, people: 20 }
      pledges:
        - { funder: f, amount: 10 }
      objective:
        terms: [ { measure: people, weight: 1, scale: raw } ]
      """
    let file = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let document = try ScenarioReader.read(file.path)
    let solved = try document.solve()
    #expect(solved.answer.selected.map(\.id) == ["A"])
    #expect(solved.answer.aim?.values == [30])
    #expect(solved.answer.verified)
    #expect(solved.json.contains("\"verified\": true"))
    let page = Page(language: .english)
    let report = PortfolioReport(of: solved.answer, to: document.scenario, on: page).text
    #expect(report.contains("Verified"))

    var options = SelectionOptions()
    options.stop = StopFlag()
    options.settings.budget = Quantity(11, decimals: 1)
    #expect(try document.solve(options).answer.selected.map(\.id) == ["A", "B"])
  }

  /// A session's answer passes; the same with a payment that is a peso too small does not.
  @Test func anAnswerThatWasTamperedWithIsNotVerified() throws {
    let document = try document("mejillones")
    var session = SelectionSession()
    var answer = try session.best(of: document.scenario, digest: document.digest)
    #expect(!answer.verified)
    #expect(try document.verified(answer).answer.verified)
    let amount = answer.selected[0].payments[0].amount
    answer.selected[0].payments[0].amount = amount - Money(minorUnits: 1)
    let error = #expect(throws: UnverifiedAnswer.self) { try document.verified(answer) }
    #expect(error?.violations.contains { $0.rule == .paymentSum } == true)
  }
}
