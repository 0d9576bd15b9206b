import Foundation
import TestSupport
import Testing

struct FrontierTests {
  private let square = CarteraProcess.fixtures + "/square"

  /// By hand: of three viable initiatives at most two fit, and no pledge may pay more than its share.
  @Test func beneficiariesAgainstCost() throws {
    let outcome = try CarteraProcess.run([
      "frontier", square, "--measures", "beneficiaries,-cost", "--format", "json",
    ])
    #expect(outcome.code == 0, "\(outcome.error)")
    let json = try object(outcome.output)
    #expect(json["complete"] as? Bool == true)
    let points = try #require(json["points"] as? [[String: Any]])
    let values = points.compactMap { $0["values"] as? [Int] }
    #expect(
      values == [
        [16_000, 75_000_000], [10_200, 50_000_000], [9000, 30_000_000], [1200, 20_000_000], [0, 0],
      ]
    )
    let chosen = points.compactMap { $0["selected"] as? [String] }
    #expect(chosen == [["PL-01", "TB-02"], ["PL-01", "VE-03"], ["PL-01"], ["VE-03"], []])
    #expect(points.compactMap { $0["supported"] as? Bool } == [true, false, true, false, true])
  }

  @Test func aTableOfSome() throws {
    let outcome = try CarteraProcess.run(
      ["frontier", square, "--measures", "beneficiaries,-cost", "--at-most", "3"],
      locale: "es_CL.UTF-8"
    )
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("3 de 5 carteras"))
    #expect(outcome.output.contains("codo"))
  }

  @Test func whatIsNoFrontier() throws {
    for measures in [
      "beneficiaries", "cost,cost", "cost,people", "cost,count,viability,investment",
    ] {
      let outcome = try CarteraProcess.run(["frontier", square, "--measures", measures])
      #expect(outcome.code == 64, "\(measures)")
      #expect(outcome.output.isEmpty)
    }
    let infeasible = CarteraProcess.fixtures + "/impossible"
    let outcome = try CarteraProcess.run(["frontier", infeasible, "--measures", "count,-cost"])
    #expect(outcome.code == 1)
  }
}
