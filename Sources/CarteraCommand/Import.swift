import ArgumentParser
import Portfolio
import Reporting
import ScenarioFiles

/// `cartera import`: a Pabulib file as a scenario.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: say(
      "Makes a scenario of a Pabulib .pb file.",
      "Convierte un archivo .pb de Pabulib en un escenario."
    ),
    discussion: say(
      """
      Example: cartera import election.pb --output election

      The folder must be new or empty. It also gets the file itself, as original.pb, so that \
      export --to pb gives back what a scenario has no place for.
      """,
      """
      Ejemplo: cartera import eleccion.pb --output eleccion

      La carpeta debe ser nueva o estar vacía. También recibe el archivo mismo, como original.pb, \
      para que export --to pb devuelva lo que no cabe en un escenario.
      """
    )
  )

  @Argument(help: help("The Pabulib .pb file.", "El archivo .pb de Pabulib."))
  var file: String

  @OptionGroup var folder: FolderOptions

  @Flag(
    name: [.short, .long],
    help: help("No warnings on standard error.", "Sin avisos en la salida de errores.")
  )
  var quiet = false

  func run() throws {
    let target = try NewFolder(folder.output)
    let imported = try PabulibImport(path: file)
    if !quiet {
      Terminal.writeError(
        WarningReport(imported.warnings, on: Terminal.errorPage(folder.language.lang)).text
      )
    }
    try target.fill { sink in
      for file in imported.files { try sink(file.name, file.bytes) }
    }
  }
}
