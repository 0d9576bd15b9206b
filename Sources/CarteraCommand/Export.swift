import ArgumentParser
import Portfolio
import ScenarioFiles
import Selection

/// `cartera export`: the model for other solvers.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: say(
      "Writes the model in a format that other solvers read.",
      "Escribe el modelo en un formato que leen otros programas."
    ),
    discussion: say(
      """
      Example: cartera export scenarios/mejillones --to mps --output mejillones.mps

      MPS is free MPS and minimizes minus the points; LP is CPLEX LP and maximizes them. With several \
      aims (lexicographic, maximin) the model is that of the first; nash has none.
      """,
      """
      Ejemplo: cartera export scenarios/mejillones --to mps --output mejillones.mps

      MPS es MPS libre y minimiza los puntos con signo contrario; LP es CPLEX LP y los maximiza. Con \
      varias metas (lexicographic, maximin) el modelo es el de la primera; nash no tiene.
      """
    )
  )

  @Argument(help: scenarioHelp)
  var scenario: String

  @Option(
    name: .customLong("to"),
    help: help("The format.", "El formato.", valueName: "mps|lp")
  )
  var format: Formulation.ExportFormat

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.checkDestination()
    let scenario = try output.read(scenario).scenario
    guard scenario.objective.mode != .nash else {
      throw ValidationError(
        say(
          "The mode nash maximizes logarithms, which no linear model can hold. Export it with mode: sum or maximin.",
          "El modo nash maximiza logaritmos, que no caben en un modelo lineal. Expórtelo con mode: sum o maximin."
        )
      )
    }
    let formulation = try Formulation(scenario, settings: settings.settings(for: scenario))
    try output.write(formulation.text(as: format))
  }
}
