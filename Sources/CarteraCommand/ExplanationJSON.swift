import Planning
import Portfolio
import ScenarioFiles
import Selection

/// What `explain --format json` writes.
///
///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null,
///       "status": "optimal", "value": [ 45169 ], "complete": true,
///       "initiatives": [ { "id": "…", "chosen": false, "standing": "none",
///           "reason": "outcompeted", "detail": "…", "other": { "value": [ 44900 ], … },
///           "points_to_spare": null, "largest_cost": null,
///           "changes": [ { "change": "pledge", "of": "a#1", "from": 1, "to": 2, "least": true,
///                          "value": [ 45200 ], "entering": [ "…" ], "leaving": [] } ],
///           "permission": null } ],
///       "next_steps": [ … ] }
///
/// `settings` is what the user asked for, as in a result. Where nothing keeps the rules, `conflict` and `repair` stand in place of the last two.
struct ExplanationJSON {
  let base: Answer
  let planner: Planner
  var explanations: [Explanation] = []
  var nextSteps: [Change] = []
  var repair: Repair?
  var isComplete = true

  init(base: Answer, planner: Planner) {
    self.base = base
    self.planner = planner
  }

  var value: JSONValue {
    let source = scenarioSource(base)
    let asked = ResultWriter.settings(planner.asked) ?? .null
    guard let repair else {
      return .keys([
        "cartera": .integer(1), "scenario": source, "settings": asked,
        "status": .string(base.status.rawValue),
        "value": points(base.aim?.values), "complete": .bool(isComplete),
        "initiatives": .array(explanations.map(explanation)),
        "next_steps": .array(nextSteps.map(change)),
      ])
    }
    return .keys([
      "cartera": .integer(1), "scenario": source, "settings": asked,
      "status": .string(base.status.rawValue),
      "conflict": .array(base.conflict.map { .string($0.english) }),
      "repair": .keys([
        "changes": .array(repair.changes.map(change)),
        "releases": ids(repair.releases),
      ]),
    ])
  }

  private func explanation(_ explanation: Explanation) -> JSONValue {
    .keys([
      "id": .string(explanation.id),
      "chosen": .bool(explanation.isChosen),
      "standing": .string(explanation.standing.rawValue),
      "reason": explanation.rejection.map { .string($0.reason.rawValue) } ?? .null,
      "detail": explanation.rejection.map { .string($0.detail.english) } ?? .null,
      "other": explanation.other.map { other($0, explanation.exchange) } ?? .null,
      "points_to_spare": explanation.pointsToSpare.map(change) ?? .null,
      "largest_cost": explanation.largestCost.map(change) ?? .null,
      "changes": .array(explanation.changes.map(change)),
      "permission": explanation.permission.map(permission) ?? .null,
    ])
  }

  private func other(_ answer: Answer, _ exchange: Exchange?) -> JSONValue {
    .keys([
      "value": points(answer.aim?.values),
      "cost": .integer(answer.totals.cost.minorUnits),
      "investment": .integer(answer.totals.investment.minorUnits),
      "beneficiaries": .literal(answer.totals.beneficiaries.description),
      "entering": ids(exchange?.entering ?? []),
      "leaving": ids(exchange?.leaving ?? []),
    ])
  }

  private func permission(_ permission: Explanation.Permission) -> JSONValue {
    .keys([
      "lifts": .string(permission.kind.rawValue),
      "cells": .array(
        permission.cells.map {
          .keys([
            "column": .string($0.column), "from": $0.from.map { .string($0) } ?? .null,
            "to": .string($0.to),
          ])
        }
      ),
      "in": .bool(permission.exchange != nil),
      "points_short": permission.shortfall.map { .integer($0) } ?? .null,
      "entering": ids(permission.exchange?.entering ?? []),
      "leaving": ids(permission.exchange?.leaving ?? []),
    ])
  }

  private func change(_ change: Change) -> JSONValue {
    let (kind, subject): (String, JSONValue) =
      switch change.subject {
      case .pledge(let index): ("pledge", .string(planner.scenario.pledges[index].id))
      case .cost: ("cost", .null)
      case .points(let aim): ("points", .integer(aim + 1))
      case .limit(let index, .minimum): ("limit_min", .integer(index + 1))
      case .limit(let index, .maximum): ("limit_max", .integer(index + 1))
      }
    return .keys([
      "change": .string(kind), "of": subject,
      "from": .literal(change.from.description), "to": .literal(change.to.description),
      "least": .bool(change.isLeast), "value": points(change.values),
      "entering": ids(change.exchange.entering), "leaving": ids(change.exchange.leaving),
    ])
  }
}

/// The scenario that an answer is to.
func scenarioSource(_ answer: Answer) -> JSONValue {
  scenarioSource(answer.scenarioName, answer.scenarioDigest)
}

/// The scenario's name and the fingerprint of its files.
func scenarioSource(_ document: ScenarioDocument) -> JSONValue {
  scenarioSource(document.scenario.name, document.digest)
}

private func scenarioSource(_ name: String, _ digest: String) -> JSONValue {
  .keys(["name": .string(name), "sha256": .string(digest)])
}

/// The points of each aim; `null` without a portfolio.
func points(_ values: [Int64]?) -> JSONValue {
  values.map { .array($0.map { .integer($0) }) } ?? .null
}

/// A list of ids.
func ids(_ ids: [String]) -> JSONValue { .array(ids.map { .string($0) }) }
