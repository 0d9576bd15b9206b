import Foundation
import TestSupport
import Testing

struct ExplainTests {
  private let square = CarteraProcess.fixtures + "/square"

  @Test func oneThatIsOutAndOneThatIsIn() throws {
    let outcome = try CarteraProcess.run([
      "explain", square, "VE-03", "PL-01", "--format", "json",
    ])
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
    let json = try object(outcome.output)
    #expect(json["value"] as? [Int] == [16_000])
    let all = try #require(json["initiatives"] as? [[String: Any]])
    #expect(all.compactMap { $0["id"] as? String } == ["VE-03", "PL-01"])
    #expect(all.compactMap { $0["standing"] as? String } == ["none", "all"])
    // By hand: 1,200 points instead of the 7,000 of TB-02, in whose place it would be in.
    let changes = try #require(all[0]["changes"] as? [[String: Any]])
    let points = try #require(changes.first { $0["change"] as? String == "points" })
    #expect(points["to"] as? Int == 7000)
    #expect(points["leaving"] as? [String] == ["TB-02"])
  }

  @Test func theSummaryNamesEveryInitiative() throws {
    let outcome = try CarteraProcess.run(["explain", square], locale: "es_CL.UTF-8")
    #expect(outcome.code == 0)
    for part in ["ENTRAN, y qué se pierde", "QUEDAN FUERA, y por cuánto", "VE-03", "TB-02"] {
      #expect(outcome.output.contains(part))
    }
  }

  /// Nobody may take a what-if for the answer.
  @Test(arguments: [
    ["explain"], ["sweep", "--over", "budget=50%:60%:10%"],
    ["frontier", "--measures", "beneficiaries,-cost"],
  ])
  func whatWasAskedIsSaid(_ command: [String]) throws {
    let square = CarteraProcess.fixtures + "/square"
    var arguments = [command[0], square, "--budget", "90%", "--exclude", "TB-02"]
    arguments += command.dropFirst()
    let table = try CarteraProcess.run(arguments)
    #expect(table.output.contains("As asked: TB-02 out; every pledge at 90%."))
    let json = try object(CarteraProcess.run(arguments + ["--format", "json"]).output)
    let settings = try #require(json["settings"] as? [String: Any])
    #expect(settings["budget"] as? String == "90%")
    #expect(settings["exclude"] as? [String] == ["TB-02"])
  }

  @Test func whatMendsAnInfeasibleScenario() throws {
    let outcome = try CarteraProcess.run(["explain", CarteraProcess.fixtures + "/impossible"])
    #expect(outcome.code == 1)
    #expect(outcome.output.contains("ANY ONE OF THESE MENDS IT"))
    #expect(outcome.output.contains("75,000,000"))
  }

  @Test func anUnknownInitiative() throws {
    let outcome = try CarteraProcess.run(["explain", square, "VE-3"])
    #expect(outcome.code == 64)
    #expect(outcome.error.contains("Did you mean \"VE-03\"?"))
  }
}
