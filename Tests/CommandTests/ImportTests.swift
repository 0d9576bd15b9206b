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
