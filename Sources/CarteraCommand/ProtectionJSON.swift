import Planning
import Portfolio
import ScenarioFiles
import Selection

/// The price of robustness as JSON; money in minor units.
///
///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null, "complete": true,
///       "deviation": 0.1, "gamma": null, "pool": 264000000, "safe_from_all": true,
///       "steps": [ { "rises": 0, "value": [ 115538 ], "cost": 1, "worst": 1, "selected": [ "…" ],
///                    "entering": [], "leaving": [] } ] }
///
/// `gamma` is `null` where it was not given; `value` is `null` where no portfolio can bear so many rises.
///
/// A part of a run has the steps that its thresholds give, and for each its rank, smaller for the better
/// portfolio; none where it has no portfolio:
///
///       "shard": { "command": "robust --deviation", "number": 1, "of": 4, "ranks": [ [ -115538 ], [] ] }
struct ProtectionJSON {
  /// How parts are marked.
  static let command = "robust --deviation"
  /// The most rises that may be asked for.
  static let mostRises = 10_000

  let protection: CostProtection
  let scenario: JSONValue
  let asked: Answer.Settings
  let gamma: Int?
  let shard: Shard?

  var value: JSONValue {
    var value: JSONValue = .keys([
      "cartera": .integer(1),
      "scenario": scenario,
      "settings": ResultWriter.settings(asked) ?? .null,
      "complete": .bool(protection.isComplete),
      "deviation": .literal(protection.deviation.description),
      "gamma": gamma.map { .integer($0) } ?? .null,
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
    if let shard {
      var part = shard.mark(ProtectionJSON.command)
      part["ranks"] = .array(protection.steps.map { .array($0.rank.map { .integer($0) }) })
      value["shard"] = part
    }
    return value
  }

  /// The run that parts are of; `nil` if what they hold is no such run.
  static func merge(_ parts: [JSONValue]) -> JSONValue? {
    guard var whole = parts.first else { return nil }
    let gamma = whole["gamma"]?.integerValue
    let runs = parts.map(steps)
    guard runs.allSatisfy({ !$0.isEmpty }), 0...mostRises ~= Int(gamma ?? 0) else { return nil }
    var steps: [JSONValue] = []
    var isSafe = false, isLast = false
    while !isLast {
      let rises = steps.count
      // A part that ended before would go on with its last step.
      let all = runs.map { $0[min(rises, $0.count - 1)] }
      let best = all.filter { !$0.rank.isEmpty }
        .min { $0.rank.lexicographicallyPrecedes($1.rank) }
      var step = (best ?? all[0]).step
      step["rises"] = .integer(rises)
      steps.append(step)
      isSafe = best != nil && step["selected"]?.arrayItems?.count ?? 0 <= rises
      isLast = best == nil || gamma.map { rises >= $0 } ?? isSafe
    }
    whole["safe_from_all"] = .bool(isSafe)
    whole["steps"] = .array(steps)
    whole["shard"] = nil
    return whole
  }

  /// The steps of a part with their ranks; none if they do not fit.
  private static func steps(_ part: JSONValue) -> [(step: JSONValue, rank: [Int64])] {
    let steps = part["steps"]?.arrayItems ?? []
    let ranks = part["shard"]?["ranks"]?.arrayItems?.map {
      $0.arrayItems?.compactMap(\.integerValue) ?? []
    }
    guard let ranks, ranks.count == steps.count else { return [] }
    return zip(steps, ranks).map { (step: $0, rank: $1) }
  }
}
