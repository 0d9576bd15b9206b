import ArgumentParser
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera compare`: portfolios side by side.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    _superCommandName: "cartera",
    abstract: say(
      "Puts scenarios' best portfolios and result files side by side.",
      "Pone lado a lado las mejores carteras de escenarios y archivos de resultado."
    ),
    discussion: say(
      """
      Example: cartera compare scenarios/mejillones last-year.json insisted.json

      A scenario is solved and shown; a result file (.json, of solve) is shown and needs its \
      scenario among the arguments. Every portfolio is valued under every scenario's objective.
      """,
      """
      Ejemplo: cartera compare scenarios/mejillones anterior.json insistida.json

      Un escenario se resuelve y se muestra; un archivo de resultado (.json, de solve) se muestra \
      y necesita su escenario entre los argumentos. Cada cartera se valora según el objetivo de \
      cada escenario.
      """
    )
  )

  @Argument(
    help: help(
      "Scenarios and results, at least two; each result's scenario among them.",
      "Escenarios y resultados, al menos dos; el escenario de cada resultado entre ellos."
    )
  )
  var subjects: [String]

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard subjects.count >= 2 else {
      throw ValidationError(
        say("Name at least two things to compare.", "Nombre al menos dos cosas que comparar.")
      )
    }
  }

  func run() throws {
    try output.checkDestination()
    let isResult = subjects.map { $0.lowercased().hasSuffix(".json") }
    let documents = try zip(subjects, isResult).map { subject, isResult in
      isResult ? nil : try output.read(subject)
    }
    let judges = zip(subjects, documents).compactMap { subject, document in
      document.map {
        Comparison.Judge(name: subject, digest: $0.digest, scenario: $0.scenario)
      }
    }
    guard let currency = judges.first?.scenario.currency,
      judges.allSatisfy({ $0.scenario.currency == currency })
    else {
      throw Failure(
        .usage,
        Text(
          en: "name at least one scenario, and only scenarios in the same currency.",
          es: "nombre al menos un escenario, y solo escenarios en la misma moneda."
        )
      )
    }
    let desk = Desk(quiet: output.quiet)
    try desk.run { _ in
      let entries = try zip(subjects, documents).map { subject, document in
        guard let document else { return try entry(ofResult: subject, judges) }
        let planner = Planner(document.scenario, digest: document.digest, stop: desk.stop)
        return Comparison.Entry(
          name: subject,
          scenario: document.scenario,
          answer: try planner.solve()
        )
      }
      let comparison = try Planner.compare(entries, judges: judges, stop: desk.stop)
      switch format {
      case .table:
        try output.write(
          ComparisonReport(of: comparison, in: currency, page: output.page).text
        )
      case .json: try output.write(json(comparison).text)
      }
    }
  }

  /// A result that keeps the rules of the scenario that it belongs to.
  private func entry(
    ofResult path: String,
    _ judges: [Comparison.Judge]
  ) throws -> Comparison.Entry {
    let answer = try ResultReader.read(path)
    guard let judge = judges.first(where: { $0.digest == answer.scenarioDigest }) else {
      throw Failure(
        .usage,
        Text(
          en:
            "\(path) belongs to a scenario (\(answer.scenarioName)) that is not named, or that has changed since. Name it too, or solve it again.",
          es:
            "\(path) es de un escenario (\(answer.scenarioName)) que no se nombró, o que cambió después. Nómbrelo también, o resuélvalo de nuevo."
        )
      )
    }
    let verified = try verifiedResult(path, of: judge.name, judge.scenario, digest: judge.digest)
    return Comparison.Entry(name: path, scenario: judge.scenario, answer: verified)
  }

  /// The comparison as JSON; lists by portfolio are in the order of the arguments.
  ///
  ///     { "cartera": 1, "portfolios": [ { "name": "…", "status": "optimal", "selected": [ "…" ],
  ///         "cost": 1, "investment": 1, "beneficiaries": 1,
  ///         "under": [ { "scenario": "…", "value": [ 45169 ], "feasible": true } ] } ],
  ///       "common": [ "…" ], "different": [ { "id": "…", "in": [ true, false ] } ],
  ///       "communes": [ { "of": "…", "amount": [ 1, 2 ], "count": [ 1, 1 ] } ],
  ///       "sdgs": [ … ], "funders": [ … ], "stakeholders": [ … ] }
  ///
  /// Amounts are in minor units, of stakeholders in ten-thousandths of all that they prefer.
  private func json(_ comparison: Comparison) -> JSONValue {
    func rows(_ rows: [Comparison.Row]) -> JSONValue {
      .array(
        rows.map {
          .keys([
            "of": .string($0.label), "amount": .array($0.amounts.map { .integer($0) }),
            "count": .array($0.counts.map { .integer($0) }),
          ])
        }
      )
    }
    return .keys([
      "cartera": .integer(1),
      "portfolios": .array(
        comparison.names.indices.map { index in
          let answer = comparison.answers[index]
          return .keys([
            "name": .string(comparison.names[index]),
            "status": .string(answer.status.rawValue),
            "selected": ids(answer.selected.map(\.id)),
            "cost": .integer(answer.totals.cost.minorUnits),
            "investment": .integer(answer.totals.investment.minorUnits),
            "beneficiaries": .literal(answer.totals.beneficiaries.description),
            "under": .array(
              zip(comparison.judges, comparison.worths[index]).map { judge, worth in
                .keys([
                  "scenario": .string(judge), "value": points(worth.values),
                  "feasible": .bool(worth.isFeasible),
                ])
              }
            ),
          ])
        }
      ),
      "common": ids(comparison.common.map(\.id)),
      "different": .array(
        comparison.different.map {
          .keys(["id": .string($0.id), "in": .array($0.isIn.map { .bool($0) })])
        }
      ),
      "communes": rows(comparison.communes),
      "sdgs": rows(comparison.goals),
      "funders": rows(comparison.funders),
      "stakeholders": rows(comparison.stakeholders),
    ])
  }
}
