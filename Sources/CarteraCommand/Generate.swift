import ArgumentParser
import Foundation
import Portfolio
import Synthetic

/// `cartera generate`: a synthetic scenario.
struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate",
    _superCommandName: "cartera",
    abstract: say(
      "Writes a synthetic scenario, for tests and measurements.",
      "Escribe un escenario sintético, para pruebas y mediciones."
    ),
    discussion: say(
      """
      Example: cartera generate --family region --initiatives 1000 --seed 1 --output region

      The folder must be new or empty. The same family, size and seed give the same bytes on \
      every machine.
      """,
      """
      Ejemplo: cartera generate --family region --initiatives 1000 --seed 1 --output region

      La carpeta debe ser nueva o estar vacía. La misma familia, cantidad y semilla dan los mismos \
      bytes en toda máquina.
      """
    )
  )

  @Option(help: help("What the scenario is shaped after.", "A qué se parece el escenario."))
  var family: SyntheticScenario.Family

  @Option(help: help("How many initiatives.", "Cuántas iniciativas.", valueName: "n"))
  var initiatives: Int

  @Option(
    help: help(
      "What the random numbers begin from; 0 or more.",
      "De dónde parten los números al azar; 0 o más.",
      valueName: "s"
    )
  )
  var seed: UInt64 = 1

  @Option(
    help: help(
      "How many tight rows; dense only. Default: 5.",
      "Cuántas filas estrechas; solo dense. Por omisión, 5.",
      valueName: "m"
    )
  )
  var rows: Int?

  @Option(
    help: help(
      "How much of each row's sum may be used, in whole percents; dense only. Default: 50%.",
      "Cuánto de la suma de cada fila se puede usar, en porcentaje entero; solo dense. Por omisión, 50%.",
      valueName: "share"
    ),
    transform: { text in
      let complaint = say(
        "is not a tightness. Write whole percents from 1% to 99%, such as 25% or 0.25.",
        "no es una estrechez. Escriba un porcentaje entero de 1% a 99%, por ejemplo 25% o 0,25."
      )
      let value = try share(text, atMost: 1, complaint)
      guard let percents = value.significand(decimals: 2),
        SyntheticScenario.tightnesses.contains(Int(percents))
      else { throw ValidationError("\"\(text)\" \(complaint)") }
      return Int(percents)
    }
  )
  var tightness: Int?

  @OptionGroup var folder: FolderOptions

  func validate() throws {
    try require(initiatives, in: SyntheticScenario.sizes, "--initiatives")
    if let rows { try require(rows, in: SyntheticScenario.rowCounts, "--rows") }
    guard family == .dense || rows == nil && tightness == nil else {
      throw ValidationError(
        say(
          "--rows and --tightness are for --family dense. Leave them out.",
          "--rows y --tightness son para --family dense. Quítelas."
        )
      )
    }
  }

  private func require(_ number: Int, in range: ClosedRange<Int>, _ option: String) throws {
    guard range.contains(number) else {
      throw ValidationError(
        say(
          "\(option) \(number): write a number from \(range.lowerBound) to \(range.upperBound).",
          "\(option) \(number): escriba un número de \(range.lowerBound) a \(range.upperBound)."
        )
      )
    }
  }

  func run() throws {
    let synthetic = SyntheticScenario(
      family,
      initiatives: initiatives,
      seed: seed,
      rows: rows ?? 5,
      tightness: tightness ?? 50
    )
    try NewFolder(folder.output).fill { file in
      try synthetic.write { part, bytes in try file(part.rawValue, bytes) }
    }
  }
}
