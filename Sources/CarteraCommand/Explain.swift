import ArgumentParser
import MixedInteger
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera explain`: why initiatives are in or out, and what would change that.
struct Explain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    _superCommandName: "cartera",
    abstract: say(
      "Says why initiatives are in or out, and the least that would change it.",
      "Dice por qué entran o no las iniciativas, y lo mínimo que lo cambiaría."
    ),
    discussion: say(
      """
      Example: cartera explain scenarios/los-lagos QUM-09

      Without ids: every initiative in a line, and what the next step of each pledge and limit is \
      worth; or, when nothing keeps the rules, which of them clash and what mends it. Every number \
      is found by exact solves. docs/planning.md says how.
      """,
      """
      Ejemplo: cartera explain scenarios/los-lagos QUM-09

      Sin ids: cada iniciativa en una línea, y cuánto vale el próximo paso de cada aporte y límite; \
      o bien, si nada cumple las reglas, cuáles chocan y qué lo arregla. Cada número sale de \
      soluciones exactas. docs/planning.md dice cómo.
      """
    )
  )

  @Argument(help: scenarioHelp)
  var scenario: String

  @Argument(
    help: help(
      "The initiatives to explain; all in short if none is named.",
      "Las iniciativas que se explican; si no se nombra ninguna, todas en breve."
    )
  )
  var ids: [String] = []

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    try requireInitiatives(ids, in: document.scenario)
    let desk = Desk(quiet: output.quiet)
    let planner = try desk.planner(of: document, settings)
    try desk.run { progress in
      let base = try planner.solve()
      let report = ExplanationReport(on: base, by: planner, page: output.page)
      var json = ExplanationJSON(base: base, planner: planner)
      if base.status == .infeasible {
        let repair = try planner.repair(base: base, done: progress)
        json.repair = repair
        try output.write(format == .json ? json.value.text : report.text(repair))
        throw ExitCode(1)
      }
      json.explanations = try planner.explanations(
        of: ids.isEmpty ? planner.scenario.initiatives.map(\.id) : ids,
        base: base,
        isDeep: !ids.isEmpty,
        done: progress
      )
      if ids.isEmpty { json.nextSteps = try planner.nextSteps(base: base, done: progress) }
      json.isComplete = !desk.stop.isRaised
      switch format {
      case .json: try output.write(json.value.text)
      case .table:
        try output.write(
          ids.isEmpty
            ? report.summary(json.explanations, nextSteps: json.nextSteps)
            : report.text(json.explanations)
        )
      }
    }
  }
}
