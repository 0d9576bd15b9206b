import Foundation
import TestSupport
import Testing

/// What each command answers.
struct AnswerTests {
  private let square = CarteraProcess.fixtures + "/square"

  @Test func aFolderAndItsFileAreTheSameScenario() throws {
    let folder = try CarteraProcess.run(["check", square])
    let file = try CarteraProcess.run(["check", square + "/scenario.yaml"])
    #expect(folder.code == 0)
    #expect(folder.error.isEmpty)
    #expect(folder.output == file.output)
  }

  @Test func checkAsJSON() throws {
    let outcome = try CarteraProcess.run(["check", square, "--format", "json"])
    let json = try object(outcome.output)
    #expect(json["pledged"] as? Int == 80_000_000)
    let initiatives = try #require(json["initiatives"] as? [String: Int])
    #expect(initiatives["count"] == 4)
    #expect(initiatives["viable"] == 3)
  }

  @Test func whatIsOddIsAWarning() throws {
    try withTemporaryFolder { folder in
      let text = try String(contentsOfFile: square + "/scenario.yaml", encoding: .utf8)
      let odd = text.replacing("max_share: 50%", with: "commune: Antofagasta")
      try Data(odd.utf8).write(to: folder.appending(path: "scenario.yaml"))
      let warned = try CarteraProcess.run(["check", folder.path], locale: "es_CL.UTF-8")
      #expect(warned.code == 0)
      #expect(warned.error.hasPrefix("aviso: scenario.yaml:11: commune: "))
      let quiet = try CarteraProcess.run(["check", folder.path, "--quiet"], locale: "es_CL.UTF-8")
      #expect(quiet.error.isEmpty)
      #expect(quiet.output == warned.output)
    }
  }

  @Test func allMistakesOfAScenarioAtOnce() throws {
    for command in [["check"], ["solve"], ["export", "--to", "lp"]] {
      let outcome = try CarteraProcess.run(
        command + [CarteraProcess.fixtures + "/broken"],
        locale: "es_CL.UTF-8"
      )
      #expect(outcome.code == 65)
      #expect(outcome.output.isEmpty)
      let lines = outcome.error.split(separator: "\n")
      #expect(lines.count == 4)
      #expect(lines.first?.hasPrefix("initiatives.csv:2: cost: «12,5 millones»") == true)
      #expect(lines.last == "3 problemas. No se hizo nada.")
    }
  }

  @Test func aFileThatIsNotThere() throws {
    for arguments in [["check", "nowhere"], ["solve", "nowhere"], ["verify", square, "nowhere"]] {
      let outcome = try CarteraProcess.run(arguments)
      #expect(outcome.code == 66)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("cartera: there is no file \"nowhere\""))
    }
  }

  /// The whole output, byte by byte; `CARTERA_RECORD_GOLDEN=1` writes the files anew and fails.
  @Test(arguments: [("table", "es"), ("table", "en"), ("json", "es"), ("csv", "es"), ("csv", "en")])
  func goldenAnswers(_ format: String, _ language: String) throws {
    let outcome = try CarteraProcess.run(["solve", square, "--format", format, "--lang", language])
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
    // How the answer was found is not part of it.
    let end = outcome.output.range(of: "  \"solver\":")?.lowerBound ?? outcome.output.endIndex
    let output = String(outcome.output[..<end])
    let file = square + "/solve-\(format).\(language).txt"
    if ProcessInfo.processInfo.environment["CARTERA_RECORD_GOLDEN"] != nil {
      try Data(output.utf8).write(to: URL(filePath: file))
      Issue.record("recorded \(file): read the difference")
    }
    #expect(output == (try String(contentsOfFile: file, encoding: .utf8)))
  }

  @Test func solveAsJSON() throws {
    let outcome = try CarteraProcess.run(["solve", square, "--format", "json"])
    #expect(outcome.code == 0)
    let json = try object(outcome.output)
    #expect(json["status"] as? String == "optimal")
    #expect(json["verified"] as? Bool == true)
    #expect(json["unique"] as? Bool == true)
    let selected = try #require(json["selected"] as? [[String: Any]])
    #expect(selected.compactMap { $0["id"] as? String } == ["PL-01", "TB-02"])
    let funders = try #require(json["funders"] as? [[String: Any]])
    #expect(funders.compactMap { $0["paid"] as? Int } == [46_875_000, 28_125_000])
  }

  @Test func theSameBytesButForSeconds() throws {
    let runs = try (0..<2).map { _ in
      try CarteraProcess.run(["solve", square, "--format", "json"]).output
        .split(separator: "\n").filter { !$0.contains("\"seconds\":") }
    }
    #expect(runs[0] == runs[1])
    #expect(runs[0].count > 20)
  }

  @Test func solveAsCSV() throws {
    let outcome = try CarteraProcess.run(["solve", square, "--format", "csv"])
    let rows = outcome.output.split(separator: "\n")
    #expect(rows.count == 5)
    #expect(rows.first?.hasSuffix(",empresa-a,municipio") == true)
  }

  @Test func wishesAreHeeded() throws {
    let outcome = try CarteraProcess.run([
      "solve", square, "--format", "json", "--lock", "VE-03", "--exclude", "PL-01",
    ])
    #expect(outcome.code == 0)
    let selected = try #require(try object(outcome.output)["selected"] as? [[String: Any]])
    #expect(selected.compactMap { $0["id"] as? String } == ["TB-02", "VE-03"])
    let poorer = try CarteraProcess.run(["solve", square, "--format", "json", "--budget", "50%"])
    let chosen = try #require(try object(poorer.output)["selected"] as? [[String: Any]])
    #expect(chosen.compactMap { $0["id"] as? String } == ["PL-01"])
  }

  @Test func nothingKeepsTheRules() throws {
    let scenario = CarteraProcess.fixtures + "/impossible"
    let table = try CarteraProcess.run(["solve", scenario])
    #expect(table.code == 1)
    #expect(table.error.isEmpty)
    #expect(table.output.contains("Infeasible, proven"))
    #expect(table.output.contains("- count ≥ 2\n"))
    let json = try CarteraProcess.run(["solve", scenario, "--format", "json"])
    #expect(json.code == 1)
    #expect(try object(json.output)["status"] as? String == "infeasible")
  }

  @Test func verifyAcceptsWhatSolveWrote() throws {
    try withTemporaryFolder { folder in
      let result = folder.appending(path: "result.json").path
      let solved = try CarteraProcess.run([
        "solve", square, "--format", "json", "--output", result,
      ])
      #expect(solved.code == 0)
      #expect(solved.output.isEmpty)
      let verified = try CarteraProcess.run(["verify", square, result])
      #expect(verified.code == 0)
      #expect(verified.output.hasPrefix("OK: "))
      #expect(verified.error.isEmpty)

      let text = try String(contentsOfFile: result, encoding: .utf8)
      try Data(text.replacing("46875000", with: "46875001").utf8).write(to: URL(filePath: result))
      let moved = try CarteraProcess.run(["verify", square, result, "--format", "json"])
      #expect(moved.code == 1)
      let json = try object(moved.output)
      #expect(json["verified"] as? Bool == false)
      let rules = try #require(json["violations"] as? [[String: String]]).compactMap { $0["rule"] }
      #expect(rules.contains("funder.paid"))
    }
  }

  @Test func verifyRefusesTheResultOfAnotherScenario() throws {
    try withTemporaryFolder { folder in
      let result = folder.appending(path: "result.json").path
      _ = try CarteraProcess.run(["solve", square, "--format", "json", "--output", result])
      let copy = folder.appending(path: "scenario.yaml")
      let text = try String(contentsOfFile: square + "/scenario.yaml", encoding: .utf8)
      try Data((text + "# one more line\n").utf8).write(to: copy)
      let outcome = try CarteraProcess.run(["verify", copy.path, result])
      #expect(outcome.code == 1)
      #expect(outcome.output.contains("[scenario.digest]"))
    }
  }

  @Test func aResultThatIsNone() throws {
    let outcome = try CarteraProcess.run(["verify", square, square + "/scenario.yaml"])
    #expect(outcome.code == 65)
    #expect(outcome.output.isEmpty)
  }

  @Test func exports() throws {
    let lp = try CarteraProcess.run(["export", square, "--to", "lp"])
    #expect(lp.code == 0)
    #expect(lp.output.contains("Maximize\n"))
    #expect(lp.output.hasSuffix("End\n"))
    let mps = try CarteraProcess.run(["export", square, "--to", "mps"])
    #expect(mps.code == 0)
    #expect(mps.output.hasSuffix("ENDATA\n"))
  }
}

/// A JSON object.
func object(_ text: String) throws -> [String: Any] {
  try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
}
