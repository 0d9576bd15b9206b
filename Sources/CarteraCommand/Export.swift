import ArgumentParser
import Portfolio
import ScenarioFiles
import Selection

/// `cartera export`: the model for other solvers, or the scenario in other files.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: say(
      "Writes the model for other solvers, or the scenario as a workbook.",
      "Escribe el modelo para otros programas, o el escenario como planilla."
    ),
    discussion: say(
      """
      Example: cartera export scenarios/mejillones --to mps --output mejillones.mps

      MPS is free MPS and minimizes minus the points; LP is CPLEX LP and maximizes them. XLSX is the \
      scenario itself: --output names a new folder for scenario.yaml and a workbook with its tables.
      """,
      """
      Ejemplo: cartera export scenarios/mejillones --to mps --output mejillones.mps

      MPS es MPS libre y minimiza los puntos con signo contrario; LP es CPLEX LP y los maximiza. XLSX \
      es el escenario mismo: --output nombra una carpeta nueva para scenario.yaml y una planilla con \
      sus tablas.
      """
    )
  )

  /// What a scenario can be written as.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case mps, lp, xlsx
  }

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Option(
    name: .customLong("to"),
    help: help("The format.", "El formato.", valueName: "mps|lp|xlsx")
  )
  var format: Format

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard format == .xlsx, output.output == nil || settings.isGiven else { return }
    throw ValidationError(
      say(
        "--to xlsx writes the whole scenario to a new folder: give --output FOLDER, and no settings.",
        "--to xlsx escribe el escenario completo en una carpeta nueva: dé --output CARPETA, sin ajustes."
      )
    )
  }

  func run() throws {
    switch format {
    case .mps: try writeModel(as: .mps)
    case .lp: try writeModel(as: .lp)
    case .xlsx: try writeWorkbook()
    }
  }

  private func writeModel(as format: Formulation.ExportFormat) throws {
    try output.checkDestination()
    let scenario = try output.read(scenario).scenario
    let formulation = try Formulation(scenario, settings: settings.settings(for: scenario))
    try output.write(formulation.text(as: format))
  }

  private func writeWorkbook() throws {
    let folder = try NewFolder(output.output ?? "")
    let files = try ScenarioWriter.workbook(of: output.read(scenario).scenario, at: scenario)
    try folder.fill { file in
      for (name, bytes) in files { try file(name, bytes) }
    }
  }
}
