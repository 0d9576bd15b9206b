import Planning
import Portfolio
import Preferences
import ScenarioFiles
import Selection

/// What `simulate --format json` writes; money in minor units, numbers with more than 6 decimals rounded
/// to 6.
///
///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null,
///       "portfolio": { "selected": [ "…" ], "cost": 265500000 },
///       "samples": 10000, "seed": 1, "level": 0.9, "drawn": 10000,
///       "outcomes": [ { "of": "investment", "expected": 1, "mean": 1, "standard_error": 0.5,
///                       "p10": 1, "p50": 1, "p90": 1, "cvar": 1 }, … ] }
///
/// `drawn` is less than `samples` only if it was interrupted.
struct SimulationJSON {
  let simulation: Simulation
  let scenario: JSONValue
  let asked: Answer.Settings

  init(_ simulation: Simulation, scenario: JSONValue, asked: Answer.Settings) {
    self.simulation = simulation
    self.scenario = scenario
    self.asked = asked
  }

  var value: JSONValue {
    .keys([
      "cartera": .integer(1),
      "scenario": scenario,
      "settings": ResultWriter.settings(asked) ?? .null,
      "portfolio": .keys([
        "selected": ids(simulation.selected), "cost": .integer(simulation.cost.minorUnits),
      ]),
      "samples": .integer(simulation.draws.samples),
      "seed": .integer(simulation.draws.seed),
      "level": .literal(simulation.level.description),
      "drawn": .integer(simulation.investment.count),
      "outcomes": .array(Simulation.Outcome.allCases.compactMap(outcome)),
    ])
  }

  private func outcome(_ outcome: Simulation.Outcome) -> JSONValue? {
    simulation.summary(of: outcome).map {
      .keys([
        "of": .string(outcome.rawValue),
        "expected": number($0.expected),
        "mean": number($0.mean),
        "standard_error": .double(($0.standardError * 1e6).rounded() / 1e6),
        "p10": number($0.tenth),
        "p50": number($0.median),
        "p90": number($0.ninetieth),
        "cvar": number($0.tailMean),
      ])
    }
  }

  private func number(_ value: Fraction) -> JSONValue {
    .literal(value.rounded(toDecimals: 6).description)
  }
}
