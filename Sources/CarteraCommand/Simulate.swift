import ArgumentParser
import MixedInteger
import Planning
import Portfolio
import Preferences
import Reporting
import ScenarioFiles
import Selection

/// `cartera simulate`: what a portfolio brings when public funds are awarded by chance.
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    _superCommandName: "cartera",
    abstract: say(
      "Draws which public funds are awarded, and says what the portfolio may bring.",
      "Sortea qué fondos públicos se adjudican y dice qué puede traer la cartera."
    ),
    discussion: say(
      """
      Example: cartera simulate scenarios/los-lagos --samples 100000 --seed 1

      Each chosen initiative is awarded with its award_probability, independently of the others. The \
      same seed gives the same samples on every machine. docs/planning.md says what is measured.
      """,
      """
      Ejemplo: cartera simulate scenarios/los-lagos --samples 100000 --seed 1

      Cada iniciativa elegida se adjudica con su award_probability, independiente de las demás. La \
      misma semilla da las mismas muestras en toda máquina. docs/planning.md dice qué se mide.
      """
    )
  )

  @Argument(help: scenarioHelp, completion: .file())
  var scenario: String

  @Option(
    help: help(
      "The portfolio, of a file that solve --format json wrote; by default the best one.",
      "La cartera, de un archivo que escribió solve --format json; por omisión, la mejor.",
      valueName: "file"
    ),
    completion: .file()
  )
  var result: String?

  @OptionGroup var draws: DrawOptions

  @Option(
    help: help(
      "The CVaR is the mean of the worst samples, all but this share. Default: 90%.",
      "El CVaR es la media de las peores muestras, todas menos esta parte. Por omisión, 90%.",
      valueName: "share"
    ),
    transform: riskLevel
  )
  var level = Quantity(9, decimals: 1)

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var part: ShardOption
  @OptionGroup var journal: ResumeOption
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try part.require(format)
    try settings.refuse(beside: result)
  }

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    try requireChance(in: document.scenario)
    let desk = Desk(quiet: output.quiet)
    let planner = try desk.planner(of: document, settings, resuming: journal.resume)
    try desk.run { progress in
      let answer =
        try result.map {
          try verifiedResult($0, of: scenario, document.scenario, digest: document.digest)
        } ?? planner.solve(question: "best")
      guard answer.aim != nil else { throw noPortfolio }
      let draws = draws.draws(unlessGiven: 10_000)
      let simulation = try Simulation(
        of: answer,
        by: planner,
        draws,
        level: level,
        blocks: part.shard?.range(of: draws.blocks),
        done: progress
      )
      let asked = result == nil ? planner.asked : answer.settings
      switch format {
      case .table:
        let page = output.page
        try output.write(
          SimulationReport(of: simulation, by: planner, asked: asked, page: page).text
        )
      case .json:
        let source = scenarioSource(answer)
        let json = SimulationJSON(simulation, scenario: source, asked: asked, shard: part.shard)
        try output.write(json.value.text)
      }
    }
  }

  private var noPortfolio: ExitCode {
    Terminal.writeError(
      say(
        "No portfolio keeps the rules; cartera explain says which ones clash.\n",
        "Ninguna cartera cumple las reglas; cartera explain dice cuáles chocan.\n"
      )
    )
    return ExitCode(1)
  }
}

/// The samples of which public funds are awarded.
struct DrawOptions: ParsableArguments {
  @Option(
    help: help(
      "How many samples are drawn, up to 1000000. Default: 10000; of solve, 1000.",
      "Cuántas muestras se sortean, hasta 1000000. Por omisión, 10000; de solve, 1000.",
      valueName: "n"
    )
  )
  var samples: Int?

  @Option(
    help: help(
      "The seed that the samples follow from. Default: 1.",
      "La semilla de la que salen las muestras. Por omisión, 1.",
      valueName: "s"
    )
  )
  var seed: UInt64?

  /// Whether the user asks for anything.
  var isGiven: Bool { samples != nil || seed != nil }

  func validate() throws {
    guard let samples else { return }
    guard 2...AwardDraws.mostSamples ~= samples else {
      throw ValidationError(
        say(
          "--samples: write a number from 2 to \(AwardDraws.mostSamples).",
          "--samples: escriba un número desde 2 hasta \(AwardDraws.mostSamples)."
        )
      )
    }
  }

  /// The samples, so many where the user does not say.
  func draws(unlessGiven count: Int) -> AwardDraws {
    AwardDraws(samples: samples ?? count, seed: seed ?? 1)
  }
}

/// Reads the level of a conditional value at risk: `90%` or `0.9`, below 100 %.
func riskLevel(_ text: String) throws -> Quantity {
  let complaint = say(
    "is not a level. Write 90% or 0.9, below 100%.",
    "no es un nivel. Escriba 90% o 0,9, menos de 100%."
  )
  let level = try share(text, atMost: 1, complaint)
  guard level < 1 else { throw ValidationError("\"\(text)\" \(complaint)") }
  return level
}

/// Says of a scenario that gives no chance of award that there is nothing to draw.
func requireChance(in scenario: Scenario) throws {
  guard scenario.initiatives.allSatisfy({ $0.awardProbability == 1 }) else { return }
  throw Failure(
    .badData,
    Text(
      en:
        "\(scenario.name): every initiative is sure of its public fund, so there is nothing to draw. Give the chances (0 to 1) in a column award_probability of the initiatives.",
      es:
        "\(scenario.name): toda iniciativa tiene seguro su fondo público, así que no hay qué sortear. Ponga las probabilidades (0 a 1) en una columna award_probability de las iniciativas."
    )
  )
}
