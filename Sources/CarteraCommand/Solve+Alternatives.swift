import ArgumentParser
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera solve --alternatives`.
extension Solve {
  func validateAlternatives() throws {
    guard let alternatives else {
      guard differ == nil else {
        throw ValidationError(
          say(
            "--differ is for --alternatives. Say how many of those.",
            "--differ es para --alternatives. Diga cuántas de esas."
          )
        )
      }
      return
    }
    guard 1...1_000 ~= alternatives, 1...1_000_000 ~= differ ?? 1 else {
      throw ValidationError(
        say(
          "--alternatives: write a number from 1 to 1000, and --differ a number from 1.",
          "--alternatives: escriba un número de 1 a 1000, y --differ un número desde 1."
        )
      )
    }
    guard timeLimit == nil, gap ?? 0 == 0, ties == nil, risk == nil else {
      throw ValidationError(
        say(
          "--alternatives proves each portfolio: leave out --time-limit, --gap, --ties and --risk. Ctrl-C keeps what is found.",
          "--alternatives demuestra cada cartera: quite --time-limit, --gap, --ties y --risk. Ctrl-C conserva lo encontrado."
        )
      )
    }
    guard form == .table || form == .json else {
      throw ValidationError(
        say(
          "--alternatives gives a table or JSON. Write --format json.",
          "--alternatives entrega una tabla o JSON. Escriba --format json."
        )
      )
    }
  }

  /// Looks for the alternatives to the best portfolio and writes all.
  func write(_ count: Int, to answer: Answer, _ document: ScenarioDocument) throws {
    let desk = Desk(quiet: output.quiet)
    let planner = try desk.planner(of: document, settings)
    try desk.run { progress in
      let alternatives = try planner.alternatives(
        to: answer,
        count: count,
        differ: Int64(differ ?? 1),
        done: progress
      )
      if form == .json {
        return try output.write(json(alternatives, answer, document).text)
      }
      let best = PortfolioReport(of: answer, to: document.scenario, on: output.page).text
      let report = AlternativesReport(
        alternatives,
        asked: count,
        differ: differ ?? 1,
        by: planner
      )
      try output.write(best + "\n" + report.text(on: output.page))
    }
  }

  /// The result file with what differs from it; money in minor units.
  ///
  ///     { …the result…,
  ///       "alternatives": { "differ": 2, "complete": true,
  ///         "found": [ { "value": [ 114255 ], "loss": [ 1283 ],
  ///                      "changes": [ { "measure": "beneficiaries", "change": -100 } ],
  ///                      "cost": 239500000, "entering": [ "…" ], "leaving": [ "…" ],
  ///                      "selected": [ "…" ] } ] } }
  private func json(
    _ alternatives: Alternatives,
    _ answer: Answer,
    _ document: ScenarioDocument
  ) -> JSONValue {
    let terms = document.scenario.objective.terms
    return ResultWriter.value(answer).adding(
      "alternatives",
      .keys([
        "differ": .integer(differ ?? 1),
        "complete": .bool(alternatives.isComplete),
        "found": .array(
          alternatives.found.map { found in
            .keys([
              "value": points(found.answer.aim?.values),
              "loss": points(found.loss),
              "changes": .array(
                zip(terms, found.changes).map {
                  .keys([
                    "measure": .string($0.name), "change": .literal($1.description),
                  ])
                }
              ),
              "cost": .integer(found.answer.totals.cost.minorUnits),
              "entering": ids(found.exchange.entering),
              "leaving": ids(found.exchange.leaving),
              "selected": ids(found.answer.selected.map(\.id)),
            ])
          }
        ),
      ])
    )
  }
}
