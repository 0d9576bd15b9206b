import Foundation
import TestSupport
import Testing

/// Ctrl-C and limits of time.
struct InterruptionTests {
  /// A scenario that no search proves in seconds: many initiatives whose points go with their
  /// costs, under several limits that each cut the portfolio in half.
  private func hardScenario(in folder: URL) throws -> String {
    var state: UInt64 = 7
    func draw(_ range: ClosedRange<UInt64>) -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return range.lowerBound + (state >> 33) % (range.upperBound - range.lowerBound + 1)
    }
    let measures = 8
    let names = (0..<measures).map { "m\($0)" }
    var rows = ["id,name,cost,value," + names.joined(separator: ",")]
    for index in 0..<150 {
      let uses = (0..<measures).map { _ in draw(100...1000) }
      let value = uses.reduce(0, +) / UInt64(measures) + draw(450...550)
      let cells = ["I\(index)", "Initiative \(index)", "1", String(value)] + uses.map(String.init)
      rows.append(cells.joined(separator: ","))
    }
    try Data((rows.joined(separator: "\n") + "\n").utf8)
      .write(to: folder.appending(path: "initiatives.csv"))
    let limits = names.map { "  - { measure: \($0), max: 50% }" }.joined(separator: "\n")
    let scenario = """
      cartera: 1
      name: Hard
      currency: CLP
      initiatives: initiatives.csv
      pledges:
        - { funder: all, amount: 1000 }
      objective:
        mode: sum
        terms:
          - { measure: value, scale: raw }
      limits:
      \(limits)

      """
    try Data(scenario.utf8).write(to: folder.appending(path: "scenario.yaml"))
    return folder.path
  }

  @Test func theFirstInterruptPrintsWhatWasFound() throws {
    try withTemporaryFolder { folder in
      let scenario = try hardScenario(in: folder)
      let outcome = try CarteraProcess.run(
        ["solve", scenario, "--format", "json", "--time-limit", "120"],
        interruptAfter: 3
      )
      #expect(outcome.code == 130)
      #expect(outcome.error.isEmpty)
      let json = try object(outcome.output)
      #expect(json["status"] as? String == "feasible")
      let aim = try #require(json["objective"] as? [String: Any])
      let value = try #require(aim["value"] as? Int)
      let bound = try #require(aim["bound"] as? Int)
      #expect(value <= bound)
    }
  }

  @Test func aTimeLimitEndsTheSearch() throws {
    try withTemporaryFolder { folder in
      let scenario = try hardScenario(in: folder)
      let begin = ContinuousClock.now
      let outcome = try CarteraProcess.run(["solve", scenario, "--time-limit", "1"])
      #expect(outcome.code == 0)
      #expect(outcome.output.contains("Feasible, not proven optimal"))
      #expect(begin.duration(to: .now) < .seconds(60))
    }
  }

  @Test func aGapEndsTheSearch() throws {
    try withTemporaryFolder { folder in
      let scenario = try hardScenario(in: folder)
      let outcome = try CarteraProcess.run([
        "solve", scenario, "--format", "json", "--gap", "20%", "--time-limit", "120",
      ])
      #expect(outcome.code == 0)
      let aim = try #require(try object(outcome.output)["objective"] as? [String: Any])
      #expect(try #require(aim["gap"] as? Double) <= 0.2)
    }
  }
}
