import ArgumentParser
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera robust --deviation`: safe from some costs turning out higher.
extension Robust {
  func validateProtection() throws {
    guard deviation != nil else {
      guard gamma == nil else {
        throw ValidationError(
          say(
            "--gamma is for --deviation. Say by how much costs may be higher.",
            "--gamma es para --deviation. Diga cuánto mayores pueden ser los costos."
          )
        )
      }
      return
    }
    guard 0...ProtectionJSON.mostRises ~= gamma ?? 0 else {
      throw ValidationError(
        say("--gamma: write a number from 0.", "--gamma: escriba un número desde 0.")
      )
    }
    let isAboutWeights =
      weights.weights != nil || weights.spread != nil || weights.order != nil || exact
      || draws.uncertainty != nil || samples != nil || seed != nil || against != nil
    guard !isAboutWeights else {
      throw ValidationError(
        say(
          "--deviation is about costs within a budget: leave out what is about weights and what is drawn.",
          "--deviation es sobre costos con un presupuesto: quite lo que es sobre los pesos y lo que se sortea."
        )
      )
    }
  }

  func protect(
    _ document: ScenarioDocument,
    _ planner: Planner,
    _ desk: Desk,
    from deviation: Quantity
  ) throws {
    try desk.run { progress in
      let best = try planner.solve(question: "best")
      try requirePortfolio(best, planner)
      let protection = try planner.costProtection(
        from: best,
        deviation: deviation,
        mostRises: gamma,
        part: (part.shard?.number ?? 1) - 1,
        of: part.shard?.count ?? 1,
        done: progress
      )
      switch format {
      case .table:
        let report = ProtectionReport(of: protection, by: planner)
        try output.write(report.text(on: output.page))
      case .json:
        let json = ProtectionJSON(
          protection: protection,
          scenario: scenarioSource(document),
          asked: planner.asked,
          gamma: gamma,
          shard: part.shard
        )
        try output.write(json.value.text)
      }
    }
  }
}
