import Foundation
import TestSupport
import Testing

/// `cartera weights` from the file to a scenario that has its answer.
struct WeightsTests {
  private static let judgements = "a;b;council\nvalue;beneficiaries;3\n"

  @Test func whatItPrintsIsAnObjective() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "judgements.csv").path
      try Data(Self.judgements.utf8).write(to: URL(filePath: file))
      let arguments = ["weights", file, "--method", "ahp", "--total", "1000", "--lang", "en"]
      let outcome = try CarteraProcess.run(arguments)
      #expect(outcome.code == 0)
      #expect(
        outcome.output.hasSuffix(
          """
          objective:
            mode: sum
            terms:
              - { measure: value, weight: 750 }
              - { measure: beneficiaries, weight: 250 }

          """
        )
      )
      let scenario = """
        cartera: 1
        name: Weighed
        currency: CLP
        initiatives: [{ id: A, name: A, cost: 1, value: 2, beneficiaries: 10 }]
        pledges: [{ funder: f, amount: 1 }]
        \(outcome.output)
        """
      try Data(scenario.utf8).write(to: folder.appending(path: "scenario.yaml"))
      #expect(try CarteraProcess.run(["check", folder.path]).code == 0)

      let written = folder.appending(path: "terms.yaml").path
      #expect(try CarteraProcess.run(arguments + ["--output", written]).output.isEmpty)
      #expect(try String(contentsOfFile: written, encoding: .utf8) == outcome.output)
      let json = try CarteraProcess.run(arguments + ["--format", "json"])
      #expect(json.output.contains("\"weight\": 750"))
    }
  }

  @Test func mistakesAreBadData() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "judgements.csv").path
      try Data("a;b;m\nx;x;1\n".utf8).write(to: URL(filePath: file))
      let outcome = try CarteraProcess.run(["weights", file, "--method", "ahp"])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("judgements.csv:2"))
      #expect(try CarteraProcess.run(["weights", file + "x", "--method", "ahp"]).code == 66)
    }
  }
}
