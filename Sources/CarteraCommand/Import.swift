import ArgumentParser
import Foundation
import Portfolio
import Reporting
import ScenarioFiles

/// `cartera import`: a sheet of initiatives, or a Pabulib file, as a scenario.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    _superCommandName: "cartera",
    abstract: say(
      "Makes a scenario of a sheet of initiatives, CSV or XLSX, or of a Pabulib .pb file.",
      "Convierte una planilla de iniciativas, CSV o XLSX, o un archivo .pb de Pabulib, en un escenario."
    ),
    discussion: say(
      """
      Example: cartera import banco.xlsx#Iniciativas --map id="Código BIP",cost="Costo M$" \
      --amounts-in 1000 --pledge "Puerto=20.000" --output mesa

      cartera import banco.xlsx --output mesa --interactive

      What is not clear in the sheet is not guessed: every such cell is named, with what to do. \
      The folder must be new or empty; it gets a scenario.yaml, whose rules are yours to write, and \
      a workbook with the tables. Of a .pb file it gets the file itself too, as original.pb, so that \
      export --to pb gives back what a scenario has no place for.
      """,
      """
      Ejemplo: cartera import banco.xlsx#Iniciativas --map id="Código BIP",cost="Costo M$" \
      --amounts-in 1000 --pledge "Puerto=20.000" --output mesa

      cartera import banco.xlsx --output mesa --interactive

      Lo que no está claro en la planilla no se adivina: se nombra cada celda así, y qué hacer. La \
      carpeta debe ser nueva o estar vacía; recibe un scenario.yaml, cuyas reglas le toca escribir, \
      y una planilla con las tablas. De un .pb recibe también el archivo mismo, como original.pb, \
      para que export --to pb devuelva lo que no cabe en un escenario.
      """
    )
  )

  @Argument(
    help: help(
      "The sheet: FILE.csv, FILE.xlsx or FILE.xlsx#Sheet; or a Pabulib FILE.pb.",
      "La planilla: ARCHIVO.csv, ARCHIVO.xlsx o ARCHIVO.xlsx#Hoja; o un ARCHIVO.pb de Pabulib."
    ),
    completion: .file()
  )
  var sheet: String

  @Option(
    help: help(
      "Which headers mean which columns: cost=Costo,name=Obra. Repeatable.",
      "Qué encabezados son qué columnas: cost=Costo,name=Obra. Se puede repetir.",
      valueName: "column=header,…"
    )
  )
  var map: [String] = []

  @Flag(
    help: help(
      "Ask which columns the headers mean that are not known; answers may be piped, one a line.",
      "Pregunta qué columnas son los encabezados que no se conocen; las respuestas pueden venir de otro programa, una por línea."
    )
  )
  var interactive = false

  @Option(
    help: help(
      "What a funder pledges, in the sheet's unit. Repeatable. Default: a fund that pays for everything.",
      "Lo que compromete un aportante, en la unidad de la planilla. Se puede repetir. Por omisión, un fondo que paga todo.",
      valueName: "funder=amount"
    )
  )
  var pledge: [String] = []

  @Option(
    help: help(
      "The scenario's name. Default: the file's.",
      "El nombre del escenario. Por omisión, el del archivo."
    )
  )
  var name: String?

  @Option(
    help: help("The currency. Default: CLP.", "La moneda. Por omisión, CLP.", valueName: "code"),
    transform: { code in
      guard let currency = Currency(code: code) else {
        throw ValidationError(
          say(
            "\"\(code)\" is not a currency of ISO 4217. Write three capitals such as CLP.",
            "«\(code)» no es una moneda ISO 4217. Escriba tres mayúsculas, como CLP."
          )
        )
      }
      return currency
    }
  )
  var currency: Currency = .pesos

  @Option(
    help: help(
      "What amounts are multiplied by: 1, 1000 (M$) or 1000000 (MM$). Default: 1.",
      "Por cuánto se multiplican los montos: 1, 1000 (M$) o 1000000 (MM$). Por omisión, 1.",
      valueName: "n"
    )
  )
  var amountsIn: Int64 = 1

  @Option(
    help: help(
      "The decimal sign, if the sheet leaves it open: , or a point.",
      "El signo decimal, si la planilla no lo deja claro: , o un punto.",
      valueName: "sign"
    )
  )
  var decimal: String?

  @OptionGroup var folder: FolderOptions

  @Flag(
    name: [.short, .long],
    help: help("No warnings on standard error.", "Sin avisos en la salida de errores.")
  )
  var quiet = false

  func validate() throws {
    guard [1, 1000, 1_000_000].contains(amountsIn) else {
      throw ValidationError(
        say("--amounts-in is 1, 1000 or 1000000.", "--amounts-in es 1, 1000 o 1000000.")
      )
    }
    guard decimal == nil || decimal == "," || decimal == "." else {
      throw ValidationError(say("--decimal is , or a point.", "--decimal es , o un punto."))
    }
    guard !interactive || !isElection else {
      throw ValidationError(
        say(
          "--interactive asks about sheets, and a .pb file says itself what its columns are: leave it out.",
          "--interactive pregunta sobre planillas, y un archivo .pb dice qué son sus columnas: quítelo."
        )
      )
    }
    _ = try pairs(pledge, "--pledge")
    _ = try pairs(columns, "--map")
  }

  private var isElection: Bool { sheet.lowercased().hasSuffix(".pb") }

  /// The parts of `--map`; a comma that no equals sign follows belongs to the header before it.
  private var columns: [String] {
    var parts: [String] = []
    for part in map.flatMap({ $0.split(separator: ",").map(String.init) }) {
      if let last = parts.last, !part.contains("=") {
        parts[parts.count - 1] = last + "," + part
      } else {
        parts.append(part)
      }
    }
    return parts
  }

  private func pairs(_ texts: [String], _ option: String) throws -> [(String, String)] {
    try texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw ValidationError(
          say(
            "\(option) \"\(text)\": write two parts with = between them.",
            "\(option) «\(text)»: escriba dos partes con = entre ellas."
          )
        )
      }
      return (parts[0], parts[1])
    }
  }

  func run() throws {
    let target = try NewFolder(folder.output)
    if isElection {
      let imported = try PabulibImport(path: sheet)
      return try write(imported.files.map { ($0.name, $0.bytes) }, imported.warnings, to: target)
    }
    let file = URL(filePath: sheet).deletingPathExtension().lastPathComponent
    var settings = SheetImport.Settings(name: name ?? file, currency: currency)
    settings.amountsIn = amountsIn
    settings.decimalSign = decimal
    settings.columns = try pairs(columns, "--map").map { (name: $0.0, header: $0.1) }
    if interactive {
      var questions = ColumnQuestions(try SheetColumns(path: sheet, settings.columns))
      settings.columns += try questions.ask()
    }
    settings.pledges = try pairs(pledge, "--pledge").map { (funder: $0.0, amount: $0.1) }
    let imported = try SheetImport(path: sheet, settings)
    try write(imported.files, imported.warnings, to: target)
  }

  private func write(
    _ files: [(name: String, bytes: [UInt8])],
    _ warnings: [Problem],
    to target: NewFolder
  ) throws {
    if !quiet {
      let page = Terminal.errorPage(folder.lang)
      Terminal.writeError(WarningReport(warnings, on: page).text)
    }
    try target.fill { sink in
      for (name, bytes) in files { try sink(name, bytes) }
    }
  }
}
