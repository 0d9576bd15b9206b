import Foundation
import TestSupport
import Testing

/// `cartera generate`: what it writes and what it refuses.
struct GenerateTests {
  private func generate(_ options: String..., into folder: String) throws -> CarteraProcess.Outcome
  {
    try CarteraProcess.run(["generate", "--output", folder] + options)
  }

  @Test func aGeneratedFolderIsAScenario() throws {
    try withTemporaryFolder { folder in
      let new = folder.appending(path: "new").path
      let made = try generate("--family", "region", "--initiatives", "30", into: new)
      #expect(made.code == 0)
      #expect(made.output.isEmpty)
      #expect(made.error.isEmpty)
      let names = try FileManager.default.contentsOfDirectory(atPath: new).sorted()
      #expect(names == ["initiatives.csv", "pledges.csv", "scenario.yaml"])
      let scenario = try String(contentsOfFile: new + "/scenario.yaml", encoding: .utf8)
      #expect(
        scenario.hasPrefix(
          "# Synthetic: no row is real."
            + " Made by cartera generate --family region --initiatives 30 --seed 1\n"
        )
      )
      #expect(try CarteraProcess.run(["check", new]).code == 0)
    }
  }

  @Test func nothingIsOverwritten() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "mine.txt")
      try Data("mine".utf8).write(to: file)
      for path in [folder.path, file.path, folder.path + "/no/where"] {
        let refused = try generate("--family", "table", "--initiatives", "5", into: path)
        #expect(refused.code == 66)
        #expect(refused.error.hasPrefix("cartera: \(path)"))
      }
      let spanish = try CarteraProcess.run(
        ["generate", "--family", "table", "--initiatives", "5", "--output", folder.path],
        locale: "es_CL.UTF-8"
      )
      #expect(spanish.error.contains("no está vacía y no se sobrescribe nada"))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["mine.txt"])
    }
  }

  @Test(arguments: [
    ["--initiatives", "5"], ["--family", "lake", "--initiatives", "5"], ["--family", "table"],
    ["--family", "table", "--initiatives", "0"], ["--family", "table", "--initiatives", "many"],
    ["--family", "table", "--initiatives", "10000001"],
    ["--family", "table", "--initiatives", "5", "--seed=-1"],
    ["--family", "table", "--initiatives", "5", "--rows", "5"],
    ["--family", "table", "--initiatives", "5", "--tightness", "50%"],
    ["--family", "dense", "--initiatives", "5", "--rows", "0"],
    ["--family", "dense", "--initiatives", "5", "--tightness", "100%"],
    ["--family", "dense", "--initiatives", "5", "--tightness", "0.505"],
  ])
  func wrongCalls(_ options: [String]) throws {
    try withTemporaryFolder { folder in
      let new = folder.appending(path: "new").path
      let outcome = try CarteraProcess.run(["generate", "--output", new] + options)
      #expect(outcome.code == 64)
      #expect(!outcome.error.isEmpty)
      #expect(!FileManager.default.fileExists(atPath: new))
    }
  }
}
