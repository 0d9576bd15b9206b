import ArgumentParser
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera report`: the answer as one page for the council and the community.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    _superCommandName: "cartera",
    abstract: say(
      "Writes the answer as one HTML page to read and to print.",
      "Escribe la respuesta como una página HTML para leer e imprimir."
    ),
    discussion: say(
      """
      Example: cartera report scenarios/mejillones --lang es --output report.html
      cartera report scenarios/los-lagos --over budget=50%:150%:10% --output report.html

      Without a result file the scenario is solved first. The page needs neither a network nor \
      scripts; a browser prints it on A4 or letter paper. A result file keeps its reasons in English.
      """,
      """
      Ejemplo: cartera report scenarios/mejillones --lang es --output informe.html
      cartera report scenarios/los-lagos --over budget=50%:150%:10% --output informe.html

      Sin un archivo de resultado, primero se resuelve el escenario. La página no necesita red ni \
      scripts; un navegador la imprime en A4 o carta. Un archivo de resultado guarda sus razones en \
      inglés.
      """
    )
  )

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Argument(
    help: help(
      "A file that solve --format json wrote; it is verified again.",
      "Un archivo que escribió solve --format json; se verifica de nuevo."
    ),
    completion: .file()
  )
  var result: String?

  @Option(
    help: help(
      "Also how the best portfolio follows a setting, which sweep --over takes.",
      "También cómo sigue la mejor cartera a un valor, el que recibe sweep --over.",
      valueName: "setting=from:to:step"
    )
  )
  var over: String?

  @Option(
    help: help(
      "Also the trade-offs between two or three measures, which frontier --measures takes.",
      "También los compromisos entre dos o tres medidas, las que recibe frontier --measures.",
      valueName: "a,b[,c]"
    )
  )
  var measures: String?

  @Option(
    help: help(
      "Also what is in if each weight may be so much more or less, which robust --spread takes.",
      "También qué entra si cada peso puede ser tanto mayor o menor, lo que recibe robust --spread.",
      valueName: "share"
    ),
    transform: spreadShare
  )
  var spread: Quantity?

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try settings.refuse(beside: result)
  }

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    guard let answer = try answer(document) else { throw ExitCode(1) }
    var report = HTMLReport(of: answer, to: document.scenario, in: output.lang)
    report.audit = try audit(of: answer, to: document)
    if over != nil || measures != nil || spread != nil {
      try extend(&report, answer, document)
    }
    try output.write(report.text)
    if answer.status == .infeasible || answer.status == .unknown { throw ExitCode(1) }
  }

  /// How fair the portfolio is; `nil` without one, where the scenario's ballots are no election, and
  /// where it is larger than any table, for each funder's own portfolio is solved for.
  private func audit(of answer: Answer, to document: ScenarioDocument) throws -> PortfolioAudit? {
    let scenario = document.scenario
    guard answer.aim != nil, !scenario.stakeholders.isEmpty, scenario.initiatives.count <= 500
    else { return nil }
    do {
      return try PortfolioAudit(of: answer, to: document, isRepeating: false)
    } catch is Problems {
      return nil
    }
  }

  /// Adds what the planner's desk finds for the scenario as the answer took it.
  private func extend(
    _ report: inout HTMLReport,
    _ answer: Answer,
    _ document: ScenarioDocument
  ) throws {
    let desk = Desk(quiet: output.quiet)
    let planner = Planner(
      document.scenario,
      digest: document.digest,
      settings: answer.settings,
      stop: desk.stop
    )
    let swept = try over.map { try SweepArgument($0, in: planner.scenario) }
    let criteria = try measures.map { try Criterion.list($0, in: planner.scenario) }
    let weights = try spread.map { try WeightOptions(spread: $0).set(for: planner.scenario) }
    try desk.run { progress in
      if let swept {
        let page = Page(language: output.lang)
        report.sweep = (
          SweepReport(of: swept.setting, by: planner, page: page),
          try planner.sweep(swept.setting, over: swept.values, done: progress)
        )
      }
      if let criteria {
        let points = try planner.frontier(criteria)
        report.frontier = FrontierReport(of: points, among: points.points.count, by: planner)
      }
      if let weights {
        let drawn = try Robust.draw(1000, from: weights, seed: 1)
        let found = try planner.robustness(of: answer, over: weights, weightings: drawn)
        report.robustness = (found, 1)
      }
    }
  }

  /// The answer that the page shows; `nil` after saying which rules a result file breaks.
  private func answer(_ document: ScenarioDocument) throws -> Answer? {
    guard let result else {
      var options = SelectionOptions()
      options.settings = try settings.settings(for: document.scenario)
      return try document.solve(options, isQuiet: output.quiet).answer
    }
    let answer = try ResultReader.read(result)
    let violations = Verifier(document.scenario, digest: document.digest).violations(in: answer)
    guard violations.isEmpty else {
      let page = Terminal.errorPage(output.lang)
      Terminal.writeError(VerificationReport(violations, on: page).text)
      return nil
    }
    return answer
  }
}
