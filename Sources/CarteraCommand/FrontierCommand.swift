import ArgumentParser
import MixedInteger
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera frontier`: all exact trade-offs between two or three measures.
struct FrontierCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "frontier",
    _superCommandName: "cartera",
    abstract: say(
      "Gives all trade-offs between two or three measures.",
      "Entrega todos los compromisos entre dos o tres medidas."
    ),
    discussion: say(
      """
      Example: cartera frontier scenarios/los-lagos --measures beneficiaries,-cost --at-most 8

      More of a measure is better, or less where it has a minus sign before it. The scenario's own \
      objective plays no part, its rules do. docs/planning.md says how the points are found.
      """,
      """
      Ejemplo: cartera frontier scenarios/los-lagos --measures beneficiaries,-cost --at-most 8

      Más de una medida es mejor, o menos si lleva un signo menos delante. El objetivo del escenario \
      no cuenta; sus reglas, sí. docs/planning.md dice cómo se encuentran los puntos.
      """
    )
  )

  @Argument(help: scenarioHelp)
  var scenario: String

  @Option(
    help: help(
      "Two or three measures, with a minus sign where less is better.",
      "Dos o tres medidas, con un signo menos donde menos es mejor.",
      valueName: "a,b[,c]"
    )
  )
  var measures: String

  @Option(
    help: help(
      "Show at most this many points, evenly spread.",
      "Muestra a lo más esta cantidad de puntos, bien repartidos.",
      valueName: "k"
    )
  )
  var atMost: Int?

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var journal: ResumeOption
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard let atMost, atMost < 2 else { return }
    throw ValidationError(
      say("--at-most: write a number from 2.", "--at-most: escriba un número desde 2.")
    )
  }

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    let desk = Desk(quiet: output.quiet)
    let planner = try desk.planner(of: document, settings, resuming: journal.resume)
    let criteria = try Criterion.list(measures, in: planner.scenario)
    try desk.run { _ in
      let all = try planner.frontier(criteria)
      let shown = atMost.map { all.spread(atMost: $0) } ?? all
      switch format {
      case .table:
        let report = FrontierReport(of: shown, among: all.points.count, by: planner)
        try output.write(report.text(on: output.page))
      case .json: try output.write(json(document, planner, shown, among: all.points.count).text)
      }
      if all.points.isEmpty, all.isComplete { throw ExitCode(1) }
    }
  }

  /// The frontier as JSON; money in minor units.
  ///
  ///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null,
  ///       "complete": true, "measures": [ { "measure": "beneficiaries", "better": "more" } ], "all": 31,
  ///       "points": [ { "values": [ 8010, 265500000 ], "supported": true, "knee": false,
  ///                     "selected": [ "…" ] } ] }
  private func json(
    _ document: ScenarioDocument,
    _ planner: Planner,
    _ frontier: Frontier,
    among all: Int
  ) -> JSONValue {
    .keys([
      "cartera": .integer(1),
      "scenario": scenarioSource(document),
      "settings": ResultWriter.settings(planner.asked) ?? .null,
      "complete": .bool(frontier.isComplete),
      "measures": .array(
        frontier.criteria.map {
          .keys([
            "measure": .string($0.name), "better": .string($0.isLessBetter ? "less" : "more"),
          ])
        }
      ),
      "all": .integer(all),
      "points": .array(
        frontier.points.map { point in
          .keys([
            "values": .array(point.values.map { .literal($0.description) }),
            "supported": .bool(point.isSupported),
            "knee": .bool(point.isKnee),
            "selected": ids(point.answer.selected.map(\.id)),
          ])
        }
      ),
    ])
  }
}
