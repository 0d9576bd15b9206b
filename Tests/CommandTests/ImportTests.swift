import Foundation
import TestSupport
import Testing

/// `cartera import`, run as a user runs it.
struct ImportTests {
  private let sheet = """
    Código BIP;Obra;Costo M$;Comuna;Beneficiarios
    30123456-0;"Plaza, norte";1.500,5;Sur;800
    30123457-0;Calle;2.300,0;Sur;1200

    """

  private func run(_ more: [String], in folder: URL) throws -> CarteraProcess.Outcome {
    let file = folder.appending(path: "banco.csv")
    try Data(sheet.utf8).write(to: file)
    let map = "id=Código BIP,name=Obra,cost=Costo M$"
    return try CarteraProcess.run(
      ["import", file.path, "--map", map, "--amounts-in", "1000", "-o", folder.path + "/mesa"]
        + more
    )
  }

  @Test func theSheetBecomesAScenarioThatSolves() throws {
    try withTemporaryFolder { folder in
      let pledges = ["--pledge", "Puerto=2.000,0", "--pledge", "Mina=500,5"]
      let outcome = try run(pledges, in: folder)
      #expect(outcome.code == 0 && outcome.error.isEmpty)
      let solved = try CarteraProcess.run(["solve", folder.path + "/mesa", "--format", "json"])
      let json = try JSONSerialization.jsonObject(with: Data(solved.output.utf8))
      let answer = try #require(json as? [String: Any])
      // 2,500,500 pledged: the street alone reaches most people.
      let selected = try #require(answer["selected"] as? [[String: Any]])
      #expect(selected.compactMap { $0["id"] as? String } == ["30123457-0"])
      #expect(selected.first?["cost"] as? Int == 2_300_000)
      let funders = try #require(answer["funders"] as? [[String: Any]])
      #expect(funders.compactMap { $0["pledged"] as? Int } == [2_000_000, 500_500])
    }
  }

  @Test func withoutPledgesAFundStandsInAndThatIsSaid() throws {
    try withTemporaryFolder { folder in
      let outcome = try run([], in: folder)
      #expect(outcome.code == 0)
      #expect(outcome.error.contains("a fund that pays for everything (CLP 3,800,500) stands in"))
      let solved = try CarteraProcess.run(["solve", folder.path + "/mesa", "--format", "csv"])
      #expect(solved.output.contains("30123456-0,\"Plaza, norte\",in,,1500500,"))
    }
  }

  /// The sheet with `--interactive` and these lines as answers.
  private func ask(
    _ answers: String,
    _ more: [String] = [],
    locale: String = "C",
    in folder: URL
  ) throws -> CarteraProcess.Outcome {
    let file = folder.appending(path: "banco.csv")
    try Data(sheet.utf8).write(to: file)
    return try CarteraProcess.run(
      [
        "import", file.path, "--interactive", "--amounts-in", "1000", "--pledge", "Puerto=2.000,0",
        "-o", folder.path + "/mesa",
      ] + more,
      locale: locale,
      input: answers
    )
  }

  @Test func answersSayWhatMapDoes() throws {
    try withTemporaryFolder { folder in
      let mapped = try run(["--pledge", "Puerto=2.000,0"], in: folder)
      #expect(mapped.code == 0)
      let rules = folder.appending(path: "mesa/scenario.yaml")
      let table = folder.appending(path: "mesa/tables.xlsx")
      let files = try [rules, table].map { try Data(contentsOf: $0) }
      try FileManager.default.removeItem(at: folder.appending(path: "mesa"))
      // In Spanish or English, with spaces; a wrong word and a column that is there are asked again.
      let outcome = try ask("id\nnombre\n coste\n", in: folder)
      #expect(outcome.code == 0 && outcome.output.isEmpty)
      #expect(try [rules, table].map { try Data(contentsOf: $0) } == files)
      #expect(outcome.error.contains("\"Obra\" (such as Plaza, norte; Calle): "))
      #expect(outcome.error.contains("Still needed: id, name, cost."))
      #expect(
        outcome.error.hasSuffix(
          "The same without questions: --map 'id=Código BIP,name=Obra,cost=Costo M$'\n"
        )
      )
    }
  }

  @Test func anAnswerThatIsNoneIsAskedAgain() throws {
    try withTemporaryFolder { folder in
      let outcome = try ask("id\nnames\ncommune\nname\ncost\n", locale: "es_CL", in: folder)
      #expect(outcome.code == 0)
      #expect(outcome.error.contains("No existe la columna «names». ¿Quiso decir «name»?\n«Obra»"))
      #expect(outcome.error.contains("Ya hay una columna commune.\n«Obra»"))
    }
  }

  @Test func whatIsLeftBlankKeepsItsNameAndWhatMapSaysIsNotAsked() throws {
    try withTemporaryFolder { folder in
      let map = ["--map", "id=Código BIP,name=Obra"]
      let blank = try ask("\n", map, in: folder)
      #expect(blank.code == 65)
      #expect(blank.error.contains("there is no column \"Costo M$\". Did you mean \"costo\"?"))
      #expect(!blank.error.contains("\"Obra\" (such as"))
      #expect(try ask("cost\n", map, in: folder).code == 0)
    }
  }

  @Test func answersThatEndAreAnError() throws {
    try withTemporaryFolder { folder in
      let outcome = try ask("id\n", in: folder)
      #expect(outcome.code == 64)
      #expect(outcome.error.contains("the answers end before the column \"Obra\"."))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/mesa"))
      let election = try CarteraProcess.run(["import", "x.pb", "--interactive", "-o", "y"])
      #expect(election.code == 64)
    }
  }

  @Test func nothingIsWrittenWhenAnythingIsWrong() throws {
    try withTemporaryFolder { folder in
      let outcome = try run(["--pledge", "Puerto=mucho"], in: folder)
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("\"mucho\" is not an amount"))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/mesa"))
      let unknown = try run(["--map", "cots=Comuna"], in: folder)
      #expect(unknown.code == 65)
      #expect(unknown.error.hasPrefix("--map: cots: there is no such column."))
    }
  }
}
