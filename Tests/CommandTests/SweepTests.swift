import Foundation
import TestSupport
import Testing

struct SweepTests {
  private let square = CarteraProcess.fixtures + "/square"

  @Test func budgetWithBreakpointsAndNesting() throws {
    let outcome = try CarteraProcess.run([
      "sweep", square, "--over", "budget=50%:100%:50%", "--breakpoints", "--nested", "--format",
      "json",
    ])
    #expect(outcome.code == 0)
    #expect(outcome.error.isEmpty)
    let json = try object(outcome.output)
    #expect(json["complete"] as? Bool == true)
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps.compactMap { $0["at"] as? Double } == [0.5, 1])
    #expect(steps.compactMap { $0["selected"] as? [String] } == [["PL-01"], ["PL-01", "TB-02"]])
    #expect(steps[1]["entering"] as? [String] == ["TB-02"])
    let nested = try #require(steps[1]["nested"] as? [String: Any])
    #expect(nested["value"] as? [Int] == [16_000])
    let points = try #require(json["breakpoints"] as? [[String: Any]])
    let last = try #require(points.last)
    // By hand: both cost 75 million, of 80 million pledged, so 93.8 % is the first tenth of a
    // percent with enough money.
    #expect(last["at"] as? Double == 0.938)
  }

  @Test func aPledgeAndALimitAsATable() throws {
    let pledge = try CarteraProcess.run([
      "sweep", square, "--over", "pledge:empresa-a#1=30.000:50.000.000:10000000", "--lang", "en",
    ])
    #expect(pledge.code == 64)
    let limit = try CarteraProcess.run([
      "sweep", square, "--over", "limit:1=1:3:1", "--lang", "es",
    ])
    #expect(limit.code == 0, "\(limit.error)")
    #expect(limit.output.contains("Límite 1"))
    #expect(limit.output.contains("16.000"))
  }

  @Test func whatCannotBeSwept() throws {
    for over in ["weight:nothing=0:1:1", "budget=50%:0.6", "budget=50:60:10", "limit:1=1%:2%:1%"] {
      let outcome = try CarteraProcess.run(["sweep", square, "--over", over])
      #expect(outcome.code == 64, "\(over)")
      #expect(outcome.error.contains("--over"), "\(over)")
      #expect(outcome.output.isEmpty)
    }
  }
}
