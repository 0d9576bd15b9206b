import Portfolio
import Reporting
import ScenarioFiles

extension ScenarioSummary {
  /// The summary as `check --format json` writes it.
  ///
  ///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" },
  ///       "currency": "CLP", "cycles": ["2022", "2023"],
  ///       "initiatives": { "count": 18, "viable": 15, "committed": 0, "excluded": 0,
  ///                        "cost": 410000000, "investment": 9000000000 },
  ///       "gates": [ { "gate": "viability ≥ 60", "fails": 3 } ],
  ///       "funders": [ { "id": "a", "name": "…", "pledges": 1, "pledged": 50000000 } ],
  ///       "pledged": 165000000,
  ///       "stakeholders": [ "cosoc" ],
  ///       "objective": { "mode": "sum", "refine": null,
  ///                       "terms": [ { "measure": "preference", "weight": 50 } ] },
  ///       "limits": [ { "limit": "cost ≤ 40%", "min": null, "max": 66000000 } ],
  ///       "allocation": "balanced",
  ///       "warnings": [ "pledges.csv:3: commune: …" ] }
  ///
  /// Amounts are in minor units; `cost` and `investment` are those of the viable initiatives; a
  /// bound is `null` where there is none, or where it is a share of a sum that only a solve finds.
  func json(digest: String) -> JSONValue {
    .keys([
      "cartera": .integer(1),
      "scenario": .keys(["name": .string(scenario.name), "sha256": .string(digest)]),
      "currency": .string(scenario.currency.code),
      "cycles": .array(scenario.cycles.filter { !$0.isEmpty }.map { .string($0) }),
      "initiatives": .keys([
        "count": .integer(initiatives), "viable": .integer(viable),
        "committed": .integer(committed), "excluded": .integer(excluded),
        "cost": .integer(cost.minorUnits), "investment": .integer(investment.minorUnits),
      ]),
      "gates": .array(
        gates.map { .keys(["gate": .string($0.label.english), "fails": .integer($0.fails)]) }
      ),
      "funders": .array(
        funders.map {
          .keys([
            "id": .string($0.id), "name": .string($0.name), "pledges": .integer($0.pledges),
            "pledged": .integer($0.amount.minorUnits),
          ])
        }
      ),
      "pledged": .integer(scenario.pledged.minorUnits),
      "stakeholders": .array(scenario.stakeholders.map { .string($0.id) }),
      "objective": .keys([
        "mode": .string(scenario.objective.mode.rawValue),
        "refine": scenario.objective.refinement.map { .string($0.rawValue) } ?? .null,
        "terms": .array(
          scenario.objective.terms.map {
            .keys(["measure": .string($0.name), "weight": .literal($0.weight.description)])
          }
        ),
      ]),
      "limits": .array(
        limits.map {
          .keys([
            "limit": .string($0.label.english),
            "min": $0.min.map { .literal($0.description) } ?? .null,
            "max": $0.max.map { .literal($0.description) } ?? .null,
          ])
        }
      ),
      "allocation": .string(scenario.allocation.rawValue),
      "warnings": .array(scenario.warnings.map { .string($0.description(in: .english)) }),
    ])
  }
}
