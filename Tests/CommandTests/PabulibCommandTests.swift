import Foundation
import TestSupport
import Testing

/// `import`, and `export --to pb`.
struct PabulibCommandTests {
  private static let election =
    "META\nkey;value\nbudget;9\ncurrency;EUR\nvote_type;approval\nlanguage;pl\n"
    + "PROJECTS\nproject_id;cost\na;6\nb;3\nVOTES\nvoter_id;age;vote\nx;30;a\ny;31;\"b,a\"\n"

  @Test func thereAndBack() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "election.pb").path
      let scenario = folder.appending(path: "scenario").path
      try Data(Self.election.utf8).write(to: URL(filePath: file))
      let made = try CarteraProcess.run(["import", file, "--output", scenario])
      #expect(made.code == 0)
      #expect(made.output.isEmpty)
      let back = try CarteraProcess.run(["export", scenario, "--to", "pb"])
      #expect(back.code == 0)
      #expect(back.output == Self.election.replacing("\"b,a\"", with: "b,a"))
      let yaml = try CarteraProcess.run(["export", scenario + "/scenario.yaml", "--to", "pb"])
      #expect(yaml.output == back.output)
      #expect(try CarteraProcess.run(["check", scenario]).code == 0)
      #expect(try CarteraProcess.run(["vote", scenario, "--rule", "greedy"]).code == 0)

      let again = try CarteraProcess.run(["import", file, "--output", scenario])
      #expect(again.code == 66)
      #expect(again.error.contains("is not empty"))
      let locked = try CarteraProcess.run(["export", scenario, "--to", "pb", "--lock", "a"])
      #expect(locked.code == 64)
      #expect(
        try CarteraProcess.run(["import", file + "x", "--output", scenario + "2"]).code == 66
      )
    }
  }

  @Test func nothingIsWrittenOfAFileWithMistakes() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "election.pb").path
      let scenario = folder.appending(path: "scenario").path
      try Data(Self.election.replacing("a;6", with: "a;six").utf8).write(to: URL(filePath: file))
      let outcome = try CarteraProcess.run(["import", file, "--output", scenario])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("election.pb:9: cost"))
      #expect(!FileManager.default.fileExists(atPath: scenario))
    }
  }
}
