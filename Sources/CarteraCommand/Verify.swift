import ArgumentParser
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera verify`: checks a result file against its scenario, without the solver.
struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    _superCommandName: "cartera",
    abstract: say(
      "Checks a result file against its scenario, without the solver.",
      "Comprueba un archivo de resultado contra su escenario, sin resolver."
    ),
    discussion: say(
      """
      Example: cartera verify scenarios/mejillones result.json

      Every rule and every number is computed again in whole numbers. The exit code is 1 if any \
      is broken.
      """,
      """
      Ejemplo: cartera verify scenarios/mejillones resultado.json

      Cada regla y cada número se calcula de nuevo en números enteros. El código de salida es 1 \
      si algo no se cumple.
      """
    )
  )

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Argument(
    help: help(
      "The result: a file that solve --format json wrote.",
      "El resultado: un archivo que escribió solve --format json."
    ),
    completion: .file()
  )
  var result: String

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    let answer = try ResultReader.read(result)
    let violations = Verifier(document.scenario, digest: document.digest).violations(in: answer)
    switch format {
    case .table:
      try output.write(VerificationReport(violations, on: output.page).text)
    case .json: try output.write(json(violations).text)
    }
    if !violations.isEmpty { throw ExitCode(1) }
  }

  /// The violations as JSON.
  ///
  /// `{ "cartera": 1, "verified": false, "violations": [ { "rule": "…", "message": "…" } ] }`
  private func json(_ violations: [Violation]) -> JSONValue {
    .keys([
      "cartera": .integer(1),
      "verified": .bool(violations.isEmpty),
      "violations": .array(
        violations.map {
          .keys(["rule": .string($0.rule.rawValue), "message": .string($0.message.english)])
        }
      ),
    ])
  }
}
