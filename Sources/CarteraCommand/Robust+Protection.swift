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
    guard 0...10_000 ~= gamma ?? 0 else {
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
    guard part.shard == nil, journal.resume == nil else {
      throw ValidationError(
        say(
          "--deviation can be neither cut nor resumed: leave out --shard and --resume.",
          "--deviation no se puede cortar ni reanudar: quite --shard y --resume."
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
      try requirePortfolio(try planner.solve(), planner)
      let protection = try planner.costProtection(
        deviation: deviation,
        mostRises: gamma,
        done: progress
      )
      switch format {
      case .table:
        let report = ProtectionReport(of: protection, by: planner)
        try output.write(report.text(on: output.page))
      case .json: try output.write(json(protection, document, planner).text)
      }
    }
  }

  /// The price of robustness as JSON; money in minor units.
  ///
  ///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null, "complete": true,
  ///       "deviation": 0.1, "pool": 264000000, "safe_from_all": true,
  ///       "steps": [ { "rises": 0, "value": [ 115538 ], "cost": 1, "worst": 1, "selected": [ "…" ],
  ///                    "entering": [], "leaving": [] } ] }
  ///
  /// `value` is `null` where no portfolio can bear so many rises.
  private func json(
    _ protection: CostProtection,
    _ document: ScenarioDocument,
    _ planner: Planner
  ) -> JSONValue {
    .keys([
      "cartera": .integer(1),
      "scenario": scenarioSource(document),
      "settings": ResultWriter.settings(planner.asked) ?? .null,
      "complete": .bool(protection.isComplete),
      "deviation": .literal(protection.deviation.description),
      "pool": .integer(protection.pool.minorUnits),
      "safe_from_all": .bool(protection.isSafeFromAll),
      "steps": .array(
        protection.steps.map { step in
          .keys([
            "rises": .integer(step.rises),
            "value": points(step.answer?.aim?.values),
            "cost": step.answer.map { .integer($0.totals.cost.minorUnits) } ?? .null,
            "worst": step.answer == nil ? .null : .integer(step.worst.minorUnits),
            "selected": ids(step.answer?.selected.map(\.id) ?? []),
            "entering": ids(step.exchange.entering), "leaving": ids(step.exchange.leaving),
          ])
        }
      ),
    ])
  }
}
