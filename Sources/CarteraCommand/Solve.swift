import ArgumentParser
import MixedInteger
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera solve`: the best portfolio and who pays what.
struct Solve: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "solve",
    _superCommandName: "cartera",
    abstract: say(
      "Finds the best portfolio and says who pays for what.",
      "Encuentra la mejor cartera y dice quién paga qué."
    ),
    discussion: say(
      """
      Example: cartera solve scenarios/mejillones --budget 80% --output result.xlsx

      Ctrl-C ends the search with what was found so far; a second one ends at once. The exit code \
      is 1 if no portfolio keeps the rules or none was found in time.
      """,
      """
      Ejemplo: cartera solve scenarios/mejillones --budget 80% --output resultado.xlsx

      Ctrl-C termina la búsqueda con lo encontrado hasta ahora; otro termina de inmediato. El \
      código de salida es 1 si ninguna cartera cumple las reglas o no se encontró una a tiempo.
      """
    )
  )

  /// What a portfolio can be written as.
  enum Format: String, WordArgument {
    case table, json, csv, xlsx
  }

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Option(
    help: help(
      "The form of the answer. Default: that of the file's ending (.json, .csv, .xlsx), else table.",
      "La forma de la respuesta. Por omisión, la de la terminación del archivo (.json, .csv, .xlsx); si no, table."
    )
  )
  var format: Format?

  @Option(
    help: help(
      "Stop after this many seconds with the best so far.",
      "Se detiene tras estos segundos con lo mejor hasta entonces.",
      valueName: "seconds"
    ),
    transform: { text in
      guard let seconds = decimal(text), seconds > 0 else {
        throw ValidationError(
          say(
            "\"\(text)\" is not a time. Write seconds above 0, such as 10 or 0.5.",
            "«\(text)» no es un tiempo. Escriba segundos sobre 0, por ejemplo 10 o 0,5."
          )
        )
      }
      return seconds
    }
  )
  var timeLimit: Quantity?

  @Option(
    help: help(
      "Stop when the answer is proven to be this near to the best: 0.01 or 1%. Default: 0.",
      "Se detiene cuando se demuestra que la respuesta está así de cerca de la mejor: 0,01 o 1%. Por omisión, 0.",
      valueName: "share"
    ),
    transform: { text in
      try share(
        text,
        atMost: 1,
        say(
          "is not a gap. Write 0.01 or 1%, at most 100%.",
          "no es una brecha. Escriba 0,01 o 1%, a lo más 100%."
        )
      )
    }
  )
  var gap: Quantity?

  @Option(
    help: help(
      "Which of equal portfolios: canonical (the same on every machine) or any (the first found). Default: canonical up to \(SelectionOptions.canonicalUpTo) initiatives.",
      "Cuál de varias carteras iguales: canonical (la misma en toda máquina) o any (la primera encontrada). Por omisión, canonical hasta \(SelectionOptions.canonicalUpTo) iniciativas.",
      valueName: "canonical|any"
    )
  )
  var ties: Answer.Ties?

  @Option(
    help: help(
      "The public investment won in the worst samples comes first, then the points: cvar=0.9 or cvar=90%.",
      "La inversión pública ganada en las peores muestras va primero, luego los puntos: cvar=0,9 o cvar=90%.",
      valueName: "cvar=level"
    ),
    transform: { text in
      guard text.hasPrefix("cvar=") else {
        throw ValidationError(
          say(
            "\"\(text)\" is not a risk. Write cvar=0.9.",
            "«\(text)» no es un riesgo. Escriba cvar=0,9."
          )
        )
      }
      return try riskLevel(String(text.dropFirst("cvar=".count)))
    }
  )
  var risk: Quantity?

  @OptionGroup var draws: DrawOptions

  @Option(
    help: help(
      "Also this many other portfolios, each the best that differs from all before it.",
      "También esta cantidad de otras carteras, cada una la mejor que difiere de todas las anteriores.",
      valueName: "k"
    )
  )
  var alternatives: Int?

  @Option(
    help: help(
      "In how many initiatives, coming or going, they differ at least. Default: 1.",
      "En cuántas iniciativas, que entran o salen, difieren al menos. Por omisión: 1.",
      valueName: "d"
    )
  )
  var differ: Int?

  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  var form: Format { format ?? Format(rawValue: output.ending) ?? .table }

  func validate() throws {
    guard risk != nil || !draws.isGiven else {
      throw ValidationError(
        say(
          "--samples and --seed go with --risk. Add --risk cvar=0.9.",
          "--samples y --seed van con --risk. Agregue --risk cvar=0,9."
        )
      )
    }
    try validateAlternatives()
    guard form == .xlsx, output.output == nil, Terminal.outputIsTerminal else { return }
    throw ValidationError(
      say(
        "a workbook is not for a terminal. Name a file: --output result.xlsx.",
        "una planilla no se muestra en la terminal. Nombre un archivo: --output resultado.xlsx."
      )
    )
  }

  func run() throws {
    let begin = ContinuousClock.now
    try output.checkDestination()
    let document = try output.read(scenario)
    var options = SelectionOptions()
    options.timeLimit = timeLimit.map {
      searchTime(
        of: .seconds($0.approximation),
        reading: begin.duration(to: .now),
        document.scenario.initiatives.count
      )
    }
    options.gap = (gap ?? 0).approximation
    options.ties = ties
    options.settings = try settings.settings(for: document.scenario)
    if let risk {
      try requireChance(in: document.scenario)
      options.settings.risk = Answer.Risk(
        level: risk,
        draws: draws.draws(unlessGiven: 1_000)
      )
    }

    let (answer, file, isInterrupted) = try document.solve(options, isQuiet: output.quiet)

    if let alternatives, answer.status == .optimal {
      return try write(alternatives, to: answer, document)
    }
    try output.write(bytes(answer, file, document.scenario))
    switch answer.status {
    case .optimal: break
    case .infeasible: throw ExitCode(1)
    case .feasible: if isInterrupted { throw ExitCode(130) }
    case .unknown: throw ExitCode(isInterrupted ? 130 : 1)
    }
  }

  /// What is left of the user's time for the search: it runs while the scenario is read, and while what
  /// was found is paid, written, read back and verified, which with very many initiatives takes longer.
  private func searchTime(
    of limit: Duration,
    reading: Duration,
    _ initiatives: Int
  ) -> Duration {
    let finishing = min(reading * 4, .microseconds(10 * initiatives))
    return max(limit / 10, limit - reading - finishing)
  }

  private func bytes(_ answer: Answer, _ file: [UInt8], _ scenario: Scenario) -> [UInt8] {
    switch form {
    case .table: Array(PortfolioReport(of: answer, to: scenario, on: output.page).text.utf8)
    case .json: file
    case .csv: Array(PortfolioCSV.text(answer, of: scenario, in: output.lang).utf8)
    case .xlsx: ResultWorkbook(of: answer, to: scenario, in: output.lang).bytes
    }
  }
}
