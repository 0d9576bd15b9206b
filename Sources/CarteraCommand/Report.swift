import ArgumentParser
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera report`: the answer as one page for the council and the community.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: say(
      "Writes the answer as one HTML page to read and to print.",
      "Escribe la respuesta como una página HTML para leer e imprimir."
    ),
    discussion: say(
      """
      Example: cartera report scenarios/mejillones --lang es --output report.html

      Without a result file the scenario is solved first. The page needs neither a network nor \
      scripts; a browser prints it on A4 or letter paper. A result file keeps its reasons in English.
      """,
      """
      Ejemplo: cartera report scenarios/mejillones --lang es --output informe.html

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

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try settings.refuse(beside: result)
  }

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    guard let answer = try answer(document) else { throw ExitCode(1) }
    try output.write(HTMLReport(of: answer, to: document.scenario, in: output.lang).text)
    if answer.status == .infeasible || answer.status == .unknown { throw ExitCode(1) }
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
