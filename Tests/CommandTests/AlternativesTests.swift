import Foundation
import TestSupport
import Testing

struct AlternativesTests {
  private let square = CarteraProcess.fixtures + "/square"

  /// By hand: two of three viable ones, of which TB-02 and VE-03 together are too dear for the pledge
  /// that pays half at most.
  @Test func asJSON() throws {
    let outcome = try CarteraProcess.run([
      "solve", square, "--alternatives", "3", "--differ", "2", "--format", "json",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let json = try object(outcome.output)
    #expect(json["status"] as? String == "optimal")
    let alternatives = try #require(json["alternatives"] as? [String: Any])
    #expect(alternatives["complete"] as? Bool == true)
    let found = try #require(alternatives["found"] as? [[String: Any]])
    #expect(
      found.compactMap { $0["selected"] as? [String] } == [
        ["PL-01", "VE-03"], ["TB-02", "VE-03"], [],
      ]
    )
    #expect(found.compactMap { $0["loss"] as? [Int] } == [[5800], [7800], [16_000]])
  }

  @Test func theResultCanBeVerified() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "result.json").path
      let solved = try CarteraProcess.run([
        "solve", square, "--alternatives", "2", "--output", file,
      ])
      #expect(solved.code == 0)
      #expect(try CarteraProcess.run(["verify", square, file]).code == 0)
    }
  }

  @Test func asATable() throws {
    let outcome = try CarteraProcess.run(
      ["solve", square, "--alternatives", "9", "--differ", "2"],
      locale: "es_CL.UTF-8"
    )
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("ALTERNATIVAS: 3"))
    #expect(outcome.output.contains("5.800"))
    #expect(outcome.output.contains("Ninguna otra cartera cumple las reglas"))
  }

  @Test(arguments: [
    ["--differ", "2"], ["--alternatives", "0"], ["--alternatives", "2", "--differ", "0"],
    ["--alternatives", "2", "--gap", "1%"], ["--alternatives", "2", "--time-limit", "3"],
    ["--alternatives", "2", "--format", "csv"],
  ])
  func wrongCalls(_ arguments: [String]) throws {
    let outcome = try CarteraProcess.run(["solve", square] + arguments)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
  }
}
