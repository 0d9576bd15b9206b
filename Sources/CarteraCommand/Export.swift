import ArgumentParser
import Foundation
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera export`: the model for other solvers, or the scenario in other files.
struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    _superCommandName: "cartera",
    abstract: say(
      "Writes the model for other solvers, the election as a Pabulib .pb file, or the scenario as a workbook.",
      "Escribe el modelo para otros programas, la elección como un archivo .pb de Pabulib, o el escenario como planilla."
    ),
    discussion: say(
      """
      Example: cartera export scenarios/mejillones --to mps --output mejillones.mps

      MPS is free MPS and minimizes minus the points; LP is CPLEX LP and maximizes them. With several \
      aims (lexicographic, maximin) the model is that of the first; nash has none. What a .pb file \
      cannot say (earmarks, limits, …) is warned of; an original.pb beside the scenario, as import \
      writes it, gives the rest. XLSX is the scenario itself: --output names a new folder for \
      scenario.yaml and a workbook with its tables.
      """,
      """
      Ejemplo: cartera export scenarios/mejillones --to mps --output mejillones.mps

      MPS es MPS libre y minimiza los puntos con signo contrario; LP es CPLEX LP y los maximiza. Con \
      varias metas (lexicographic, maximin) el modelo es el de la primera; nash no tiene. Lo que un \
      .pb no puede decir (destinos, límites, …) se avisa; un original.pb junto al escenario, como lo \
      escribe import, aporta lo demás. XLSX es el escenario mismo: --output nombra una carpeta nueva \
      para scenario.yaml y una planilla con sus tablas.
      """
    )
  )

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Option(
    name: .customLong("to"),
    help: help("The format.", "El formato.", valueName: "mps|lp|pb|xlsx")
  )
  var format: Format

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  /// What `--to` names.
  enum Format: String, WordArgument {
    case mps, lp, pb, xlsx
  }

  func validate() throws {
    if settings.isGiven, format == .pb || format == .xlsx {
      throw ValidationError(
        say(
          "--lock, --exclude and --budget are for mps and lp. Leave them out.",
          "--lock, --exclude y --budget son para mps y lp. Quítelas."
        )
      )
    }
    if format == .xlsx, output.output == nil {
      throw ValidationError(
        say(
          "--to xlsx writes a folder. Name a new one with --output.",
          "--to xlsx escribe una carpeta. Nombre una nueva con --output."
        )
      )
    }
  }

  func run() throws {
    if format == .xlsx { return try writeWorkbook() }
    try output.checkDestination()
    let document = try output.read(scenario)
    if format == .pb {
      let export = try PabulibExport(document.scenario, original: original())
      if !output.quiet {
        Terminal.writeError(
          WarningReport(export.losses, on: Terminal.errorPage(output.lang)).text
        )
      }
      return try output.write(export.file.text)
    }
    guard document.scenario.objective.mode != .nash else {
      throw ValidationError(
        say(
          "The mode nash maximizes logarithms, which no linear model can hold. Export it with mode: sum or maximin.",
          "El modo nash maximiza logaritmos, que no caben en un modelo lineal. Expórtelo con mode: sum o maximin."
        )
      )
    }
    let formulation = try Formulation(
      document.scenario,
      settings: settings.settings(for: document.scenario)
    )
    try output.write(formulation.text(as: format == .mps ? .mps : .lp))
  }

  /// The Pabulib file that the scenario was imported from, if it stands beside it.
  private func original() throws -> PabulibFile? {
    var isFolder: ObjCBool = false
    let manager = FileManager.default
    let exists = unsafe manager.fileExists(atPath: scenario, isDirectory: &isFolder)
    let file = URL(filePath: scenario)
    let folder = exists && isFolder.boolValue ? file : file.deletingLastPathComponent()
    let path = folder.appending(path: PabulibImport.originalName).path
    return manager.fileExists(atPath: path) ? try PabulibReader.read(path) : nil
  }

  private func writeWorkbook() throws {
    let folder = try NewFolder(output.output ?? "")
    let files = try ScenarioWriter.workbook(of: output.read(scenario).scenario, at: scenario)
    try folder.fill { file in
      for (name, bytes) in files { try file(name, bytes) }
    }
  }
}
