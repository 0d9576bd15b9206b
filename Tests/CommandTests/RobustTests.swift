import Foundation
import TestSupport
import Testing

struct RobustTests {
  private let square = CarteraProcess.fixtures + "/square"

  /// By hand: with share w of the beneficiaries PL-01 is worth w + (1 − w)·2/3, TB-02 w·7/9 + 1 − w, so
  /// PL-01 is better where w ≥ 0.6.
  @Test func coreAndBorderline() throws {
    try withTwoTerms { scenario in
      let outcome = try CarteraProcess.run([
        "robust", scenario, "--weights", "beneficiaries=50%..100%", "--samples", "400",
        "--format", "json",
      ])
      #expect(outcome.code == 0, "\(outcome.error)")
      let json = try object(outcome.output)
      #expect(json["complete"] as? Bool == true)
      let initiatives = try #require(json["initiatives"] as? [[String: Any]])
      #expect(
        initiatives.compactMap { $0["standing"] as? String }
          == ["borderline", "borderline", "exterior", "exterior"]
      )
      let index = try #require(initiatives[0]["index"] as? Double)
      #expect(abs(index - 0.8) < 0.06)
      let chosen = try #require(json["chosen"] as? [String: Any])
      #expect(chosen["selected"] as? [String] == ["PL-01"])
      let regret = try #require(chosen["regret"] as? [String: Any])
      // At w = 1/2: (7/9 + 1)/2 − (1 + 2/3)/2 = 1/18 of 10,000 points.
      #expect(abs(try #require(regret["largest"] as? Double) - 555.555) < 0.02)
      #expect(regret["weights"] as? [Double] == [0.5, 0.5])
      let exact = try CarteraProcess.run([
        "robust", scenario, "--order", "beneficiaries,investment", "--exact", "--format", "json",
      ])
      let all = try object(exact.output)
      let portfolios = try #require(all["portfolios"] as? [[String: Any]])
      #expect(portfolios.compactMap { $0["selected"] as? [String] } == [["PL-01"], ["TB-02"]])
    }
  }

  @Test func againstARival() throws {
    try withTwoTerms { scenario in
      let rival = scenario + "/rival.json"
      let arguments = ["--lock", "TB-02", "--output", rival, "--format", "json"]
      #expect(try CarteraProcess.run(["solve", scenario] + arguments).code == 0)
      let outcome = try CarteraProcess.run(
        ["robust", scenario, "--spread", "10%", "--against", rival],
        locale: "es_CL.UTF-8"
      )
      #expect(outcome.code == 0, "\(outcome.error)")
      #expect(outcome.output.contains("FRENTE A LA RIVAL"))
      #expect(outcome.output.contains("NÚCLEO"))
    }
  }

  /// By hand: PL-01 and TB-02 cost 75 of 80 million; with 10 % more on the dearer one 79.5, on both 82.5;
  /// then PL-01 and VE-03, which cost 55 at worst.
  @Test func thePriceOfRobustness() throws {
    let arguments = ["robust", square, "--deviation", "10%", "--format", "json"]
    let json = try object(try CarteraProcess.run(arguments).output)
    #expect(json["safe_from_all"] as? Bool == true)
    let steps = try #require(json["steps"] as? [[String: Any]])
    #expect(steps.compactMap { $0["value"] as? [Int] } == [[16_000], [16_000], [10_200]])
    #expect(steps.compactMap { $0["worst"] as? Int } == [75_000_000, 79_500_000, 55_000_000])
    #expect(steps.last?["entering"] as? [String] == ["VE-03"])
    let table = try CarteraProcess.run(
      ["robust", square, "--deviation", "10%", "--gamma", "2"],
      locale: "es_CL.UTF-8"
    )
    #expect(table.code == 0)
    #expect(table.output.contains("5.800"))
  }

  @Test(arguments: [
    ["--gamma", "2"], ["--deviation", "10%", "--samples", "5"],
    ["--deviation", "10%", "--gamma=-1"], ["--deviation", "10"],
    ["--weights", "people=0..1"], ["--weights", "beneficiaries=0.6..0.5"],
    ["--weights", "beneficiaries=80"], ["--weights", "beneficiaries=0..10%,investment=0..10%"],
    ["--order", "beneficiaries,beneficiaries"], ["--order", "people"], ["--spread", "20"],
    ["--samples", "0"], ["--exact", "--samples", "5"], ["--exact", "--scores", "10%"],
    ["--deviation", "10%", "--costs", "10%"], ["--scores", "0%"], ["--costs", "10"],
    ["--awards", "--exact"],
  ])
  func wrongCalls(_ arguments: [String]) throws {
    try withTwoTerms { scenario in
      let outcome = try CarteraProcess.run(["robust", scenario] + arguments)
      #expect(outcome.code == 64, "\(outcome.error)")
      #expect(outcome.output.isEmpty)
    }
  }

  /// By hand: PL-01 and TB-02 must be in and cost 75 of 80 million; each up to 20 % more, at most 90.
  @Test func costsThatMayNotFit() throws {
    try withTwoTerms { folder in
      let path = folder + "/scenario.yaml"
      let text = try String(contentsOfFile: path, encoding: .utf8)
        .replacing("count, max: 1", with: "count, max: 2")
      try Data(text.utf8).write(to: URL(filePath: path))
      let call = ["robust", folder, "--lock", "PL-01", "--lock", "TB-02", "--costs", "20%"]
      let outcome = try CarteraProcess.run(call + ["--samples", "300", "--format", "json"])
      #expect(outcome.code == 0, "\(outcome.error)")
      let json = try object(outcome.output)
      let impossible = try #require(json["impossible"] as? Int)
      let chosen = try #require(json["chosen"] as? [String: Any])
      let possible = try #require(chosen["possible"] as? Double)
      #expect(impossible > 0 && impossible < 300)
      #expect(abs(possible - Double(300 - impossible) / 300) < 1e-9)
      let regret = try #require(chosen["regret"] as? [String: Any])
      #expect(regret["as_good"] as? Double == possible)
      let table = try CarteraProcess.run(call + ["--samples", "50"], locale: "es_CL.UTF-8")
      #expect(table.output.contains("ninguna cartera cumple las reglas"))
      #expect(table.output.contains("LA CARTERA ELEGIDA"))
    }
  }

  @Test func awardsOfNothing() throws {
    try withTwoTerms { folder in
      let outcome = try CarteraProcess.run(["robust", folder, "--awards", "--lang", "en"])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("sure of its public fund"))
    }
  }

  @Test func oneTermHasNoWeights() throws {
    #expect(try CarteraProcess.run(["robust", square]).code == 64)
  }
}
