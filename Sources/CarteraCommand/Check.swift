import ArgumentParser
import Reporting
import ScenarioFiles

/// `cartera check`: reads and validates a scenario.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    _superCommandName: "cartera",
    abstract: say(
      "Reads a scenario and says what it holds, or everything that is wrong with it.",
      "Lee un escenario y dice qué contiene, o todo lo que está mal en él."
    ),
    discussion: say(
      "Example: cartera check scenarios/mejillones",
      "Ejemplo: cartera check scenarios/mejillones"
    )
  )

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    let summary = ScenarioSummary(of: document.scenario)
    switch format {
    case .table: try output.write(summary.text(on: output.page))
    case .json: try output.write(summary.json(digest: document.digest).text)
    }
  }
}

/// The help of the argument that every command begins with.
let scenarioHelp = help(
  "The scenario: a YAML file, or a folder with a scenario.yaml.",
  "El escenario: un archivo YAML, o una carpeta con un scenario.yaml."
)
