import Foundation
import TestSupport
import Testing

/// Results of `solve` and `vote`, audited.
struct AuditTests {
  private static let scenario = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "scenarios/mejillones").path

  private func audit(
    _ command: [String],
    _ options: [String] = []
  ) throws -> [String: Any] {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "result.json").path
      let made = try CarteraProcess.run(
        command + [Self.scenario, "--format", "json", "--output", file]
      )
      #expect(made.code == 0)
      let outcome = try CarteraProcess.run(
        ["audit", Self.scenario, file, "--format", "json"] + options
      )
      #expect(outcome.code == 0)
      let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      return try #require((answer as? [String: Any])?["audit"] as? [String: Any])
    }
  }

  @Test func aSolvedPortfolio() throws {
    let audit = try audit(["solve"])
    #expect(audit["voters"] as? Int == 4)
    #expect(audit["worst_off"] as? String == "municipalidad")
    let participation = try #require(audit["participation"] as? [String: [[String: Any]]])
    #expect(participation["funders"]?.count == 11)
    #expect(participation["funders"]?.allSatisfy { $0["better_alone"] as? Bool == false } == true)
    #expect(participation["pledges"]?.count == 11)
    let communes = try #require(audit["commune"] as? [[String: Any]])
    #expect(communes.first?["cost"] as? Int == 183_500_000)
  }

  /// What was voted is judged by the vote's own utility, unless another is asked for.
  @Test func aVotedPortfolio() throws {
    let vote = ["vote", "--rule", "greedy", "--utility", "cardinality"]
    let counted = try audit(vote)
    let first = try #require((counted["satisfaction"] as? [[String: Any]])?.first)
    let asked = try audit(vote, ["--utility", "cost"])
    let second = try #require((asked["satisfaction"] as? [[String: Any]])?.first)
    #expect(first["satisfaction"] as? String != second["satisfaction"] as? String)
    #expect(first["money"] as? String == second["money"] as? String)
    let held = try #require(counted["ejr_plus"] as? [String: Any])
    #expect(held["holds"] is Bool)
  }

  @Test(arguments: ["en", "es"])
  func theTableNamesEveryAudit(_ language: String) throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "result.json").path
      _ = try CarteraProcess.run(["solve", Self.scenario, "--format", "json", "--output", file])
      let outcome = try CarteraProcess.run(["audit", Self.scenario, file, "--lang", language])
      let headings =
        language == "en"
        ? ["SATISFACTION", "REPRESENTATION", "PER COMMUNE", "PER SDG", "FUNDERS"]
        : ["SATISFACCIÓN", "REPRESENTACIÓN", "POR COMUNA", "POR ODS", "APORTANTES"]
      for heading in headings { #expect(outcome.output.contains(heading + "\n")) }
    }
  }

  @Test func aResultOfAnotherScenarioIsRefused() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "result.json").path
      _ = try CarteraProcess.run(["solve", Self.scenario, "--format", "json", "--output", file])
      let square = CarteraProcess.fixtures + "/rich"
      let outcome = try CarteraProcess.run(["audit", square, file])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("Give the scenario that it was made from."))
      let impossible = CarteraProcess.fixtures + "/impossible"
      _ = try CarteraProcess.run(["solve", impossible, "--format", "json", "--output", file])
      let empty = try CarteraProcess.run(["audit", impossible, file])
      #expect(empty.code == 65)
      #expect(empty.error.contains("holds no portfolio"))
      try Data("{ \"rule\": \"coin\" }".utf8).write(to: URL(filePath: file))
      #expect(try CarteraProcess.run(["audit", square, file]).code == 65)
    }
  }
}
