import Foundation
import TestSupport
import Testing

struct CompareTests {
  private let square = CarteraProcess.fixtures + "/square"

  @Test func aScenarioBesideAResult() throws {
    try withTemporaryFolder { folder in
      let result = folder.appending(path: "insisted.json").path
      let solved = try CarteraProcess.run([
        "solve", square, "--lock", "VE-03", "--format", "json", "--output", result,
      ])
      #expect(solved.code == 0)
      let outcome = try CarteraProcess.run(["compare", square, result, "--format", "json"])
      #expect(outcome.code == 0, "\(outcome.error)")
      let json = try object(outcome.output)
      #expect(json["common"] as? [String] == ["PL-01"])
      let different = try #require(json["different"] as? [[String: Any]])
      #expect(different.compactMap { $0["id"] as? String } == ["TB-02", "VE-03"])
      #expect(different.compactMap { $0["in"] as? [Bool] } == [[true, false], [false, true]])
      let portfolios = try #require(json["portfolios"] as? [[String: Any]])
      let under = portfolios.compactMap { ($0["under"] as? [[String: Any]])?.first }
      #expect(under.compactMap { $0["value"] as? [Int] } == [[16_000], [10_200]])
      #expect(under.compactMap { $0["feasible"] as? Bool } == [true, true])
      let table = try CarteraProcess.run(["compare", square, result], locale: "es_CL.UTF-8")
      #expect(table.output.contains("SOLO EN ALGUNAS: 2"))
      #expect(table.output.contains("APORTANTES"))
    }
  }

  @Test func aResultWithoutItsScenario() throws {
    try withTemporaryFolder { folder in
      let result = folder.appending(path: "r.json").path
      _ = try CarteraProcess.run(["solve", square, "--format", "json", "--output", result])
      for others in [[CarteraProcess.fixtures + "/rich"], [result]] {
        let outcome = try CarteraProcess.run(["compare", result] + others)
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
      }
      let text = try String(contentsOfFile: result, encoding: .utf8)
      try Data(text.replacing("46875000", with: "46875001").utf8).write(to: URL(filePath: result))
      let outcome = try CarteraProcess.run(["compare", square, result])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("cartera verify"))
    }
  }
}
