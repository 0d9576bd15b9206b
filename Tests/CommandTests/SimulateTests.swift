import Foundation
import TestSupport
import Testing

struct SimulateTests {
  private let square = CarteraProcess.fixtures + "/square"

  /// A scenario of two sure initiatives and one that is awarded half the time, all affordable.
  private func chances(in folder: URL) throws -> String {
    let scenario = """
      cartera: 1
      name: Chances
      currency: CLP
      initiatives:
        - { id: A, name: First, cost: 10, investment: 100, award_probability: 1, beneficiaries: 3 }
        - { id: B, name: Second, cost: 10, investment: 200, award_probability: 0.5, beneficiaries: 1.5 }
        - { id: C, name: Third, cost: 20, investment: 400, award_probability: 0 }
      pledges:
        - { funder: all, amount: 40 }
      objective:
        terms:
          - { measure: count, weight: 1 }

      """
    try Data(scenario.utf8).write(to: folder.appending(path: "scenario.yaml"))
    return folder.path
  }

  @Test func jsonByHand() throws {
    try withTemporaryFolder { folder in
      let scenario = try chances(in: folder)
      let call = ["simulate", scenario, "--format", "json", "--samples", "5000", "--seed", "3"]
      let outcome = try CarteraProcess.run(call)
      #expect(outcome.code == 0, "\(outcome.error)")
      let json = try object(outcome.output)
      #expect(json["drawn"] as? Int == 5000)
      let rows = try #require(json["outcomes"] as? [[String: Any]])
      #expect(
        rows.compactMap { $0["of"] as? String } == ["investment", "beneficiaries", "leverage"]
      )
      // 100 surely, 200 half the time, 400 never; the worst tenth lacks the 200.
      #expect(rows.compactMap { $0["expected"] as? Double } == [200, 3.75, 5])
      #expect(rows.compactMap { $0["p10"] as? Double } == [100, 3, 2.5])
      #expect(rows.compactMap { $0["p90"] as? Double } == [300, 4.5, 7.5])
      #expect(rows.compactMap { $0["cvar"] as? Double } == [100, 3, 2.5])
      let mean = try #require(rows[0]["mean"] as? Double)
      #expect(abs(mean - 200) < 10)
      #expect(try CarteraProcess.run(call).output == outcome.output)
    }
  }

  @Test func aResultIsSimulatedAsItsSolve() throws {
    try withTemporaryFolder { folder in
      let scenario = try chances(in: folder)
      let file = folder.appending(path: "result.json").path
      let solved = try CarteraProcess.run(["solve", scenario, "--lock", "C", "--output", file])
      #expect(solved.code == 0)
      let options = ["--format", "json", "--level", "50%"]
      let given = try CarteraProcess.run(["simulate", scenario, "--result", file] + options)
      let found = try CarteraProcess.run(["simulate", scenario, "--lock", "C"] + options)
      #expect(given.code == 0)
      #expect(given.output == found.output)
      let other = try CarteraProcess.run(["simulate", square, "--result", file])
      #expect(other.code == 65)
    }
  }

  @Test func tablesInBothLanguages() throws {
    try withTemporaryFolder { folder in
      let scenario = try chances(in: folder)
      let english = try CarteraProcess.run(["simulate", scenario, "--lang", "en"])
      #expect(english.output.contains("3 of 3 initiatives for CLP 40."))
      #expect(english.output.contains("HOW OFTEN IT WINS HOW MUCH"))
      let spanish = try CarteraProcess.run(["simulate", scenario, "--lang", "es"])
      #expect(spanish.output.contains("CVaR 90\u{A0}%"))
      #expect(spanish.output.contains("10.000 muestras, semilla 1."))
    }
  }

  @Test func theWorstSamplesFirst() throws {
    try withTemporaryFolder { folder in
      let scenario = try chances(in: folder)
      let options = ["--samples", "400", "--seed", "5", "--format", "json"]
      let solved = try CarteraProcess.run(["solve", scenario, "--risk", "cvar=50%"] + options)
      #expect(solved.code == 0, "\(solved.error)")
      let aim = try #require(try object(solved.output)["objective"] as? [String: Any])
      let value = try #require((aim["value"] as? [Int])?.first)
      let drawn = try CarteraProcess.run(["simulate", scenario, "--level", "0.5"] + options)
      let rows = try #require(try object(drawn.output)["outcomes"] as? [[String: Any]])
      #expect(value == Int(try #require(rows.first?["cvar"] as? Double)))
      let file = folder.appending(path: "careful.json").path
      try Data(solved.output.utf8).write(to: URL(filePath: file))
      #expect(try CarteraProcess.run(["verify", scenario, file]).code == 0)
      let table = try CarteraProcess.run(["solve", scenario, "--risk", "cvar=0,9", "--lang", "es"])
      #expect(table.output.contains("peor 10\u{A0}%"))
    }
    for wrong in [["--risk", "0.9"], ["--risk", "cvar=1"], ["--samples", "9"], ["--seed", "9"]] {
      #expect(try CarteraProcess.run(["solve", square] + wrong).code == 64, "\(wrong)")
    }
    #expect(try CarteraProcess.run(["solve", square, "--risk", "cvar=0.9"]).code == 65)
  }

  @Test func whatCannotBeSimulated() throws {
    let sure = try CarteraProcess.run(["simulate", square, "--lang", "en"])
    #expect(sure.code == 65)
    #expect(sure.error.contains("award_probability"))
    for wrong in [["--samples", "1"], ["--level", "100%"], ["--seed=-1"], ["--level", "90"]] {
      #expect(try CarteraProcess.run(["simulate", square] + wrong).code == 64, "\(wrong)")
    }
  }
}
