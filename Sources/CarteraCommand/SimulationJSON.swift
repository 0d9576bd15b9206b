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
/// `drawn` is less than `samples` if it was interrupted, or in a part of a run. A part also says how often
/// each value came, so that parts add up exactly:
///
///       "shard": { "command": "simulate", "number": 1, "of": 4, "denominator": 1,
///                  "investment": [ [ value, count ], … ], "beneficiaries": [ [ value, count ], … ] }
struct SimulationJSON {
  let simulation: Simulation
  let scenario: JSONValue
  let asked: Answer.Settings
  let shard: Shard?

  init(_ simulation: Simulation, scenario: JSONValue, asked: Answer.Settings, shard: Shard?) {
    self.simulation = simulation
    self.scenario = scenario
    self.asked = asked
    self.shard = shard
  }

  var value: JSONValue {
    var value: JSONValue = .keys([
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
      "outcomes": .array(
        Simulation.Outcome.allCases.compactMap { outcome in
          simulation.summary(of: outcome).map {
            row(outcome.rawValue, expected: number($0.expected), $0.samples)
          }
        }
      ),
    ])
    if let shard {
      var part = shard.mark("simulate")
      part["denominator"] = .integer(simulation.denominator)
      part["investment"] = tally(simulation.investment)
      part["beneficiaries"] = tally(simulation.beneficiaries)
      value["shard"] = part
    }
    return value
  }

  private func tally(_ tally: Tally) -> JSONValue {
    .array(tally.entries.map { .array([.integer($0.value), .integer($0.count)]) })
  }
}

extension SimulationJSON {
  /// The run that parts are of; `nil` if what they hold is no simulation.
  static func merge(_ parts: [JSONValue]) -> JSONValue? {
    guard var whole = parts.first, let rows = whole["outcomes"]?.arrayItems,
      let level = whole["level"]?.quantity,
      let cost = whole["portfolio"]?["cost"]?.integerValue,
      let denominator = whole["shard"]?["denominator"]?.integerValue, denominator > 0,
      let investment = tally("investment", parts),
      let beneficiaries = tally("beneficiaries", parts)
    else { return nil }
    var merged: [JSONValue] = []
    for old in rows {
      guard let name = old["of"]?.stringValue, let outcome = Simulation.Outcome(rawValue: name),
        let expected = old["expected"], outcome != .leverage || cost > 0
      else { return nil }
      let (drawn, divisor) =
        switch outcome {
        case .investment: (investment, Int64(1))
        case .beneficiaries: (beneficiaries, denominator)
        case .leverage: (investment, cost)
        }
      let unit = Fraction(1, ExactInteger(divisor))
      merged.append(row(name, expected: expected, .init(drawn, unit: unit, level: level)))
    }
    whole["drawn"] = .integer(investment.count)
    whole["outcomes"] = .array(merged)
    whole["shard"] = nil
    return whole
  }

  private static func tally(_ name: String, _ parts: [JSONValue]) -> Tally? {
    var entries: [Tally.Entry] = []
    for part in parts {
      guard let pairs = part["shard"]?[name]?.arrayItems else { return nil }
      for pair in pairs {
        let numbers = pair.arrayItems?.compactMap(\.integerValue) ?? []
        guard numbers.count == 2, numbers[1] > 0 else { return nil }
        entries.append(Tally.Entry(value: numbers[0], count: numbers[1]))
      }
    }
    return Tally(entries: entries)
  }
}

private func row(
  _ outcome: String,
  expected: JSONValue,
  _ summary: Simulation.Summary
) -> JSONValue {
  .keys([
    "of": .string(outcome),
    "expected": expected,
    "mean": number(summary.mean),
    "standard_error": .double((summary.standardError * 1e6).rounded() / 1e6),
    "p10": number(summary.tenth),
    "p50": number(summary.median),
    "p90": number(summary.ninetieth),
    "cvar": number(summary.tailMean),
  ])
}

private func number(_ value: Fraction) -> JSONValue {
  .literal(value.rounded(toDecimals: 6).description)
}
