import ArgumentParser
import MixedInteger
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera robust`: what holds whatever the weights are.
struct Robust: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robust",
    _superCommandName: "cartera",
    abstract: say(
      "Says which initiatives are in whatever the weights are, and the regret of the portfolio.",
      "Dice qué iniciativas entran sean cuales sean los pesos, y cuánto se arrepentiría la cartera."
    ),
    discussion: say(
      """
      Example: cartera robust scenarios/los-lagos --spread 30% --samples 500

      --weights gives shares of the sum of all weights: preference=30%..50%,beneficiaries=0.1..0.4. \
      --order a,b,c says that a weighs no less than b, nor b than c. What is said together holds \
      together; if nothing is said, each weight may be a fifth more or less. With --scores, --costs \
      and --awards more is drawn than weights; with --deviation 10% only costs are uncertain, within a budget. docs/planning.md says what the shares mean.
      """,
      """
      Ejemplo: cartera robust scenarios/los-lagos --spread 30% --samples 500

      --weights da partes de la suma de los pesos: preference=30%..50%,beneficiaries=0.1..0.4. \
      --order a,b,c dice que a no pesa menos que b, ni b que c. Lo que \
      se dice junto vale junto; si no se dice nada, cada peso puede ser un quinto mayor o menor. Con \
      --scores, --costs y --awards se sortea más que los pesos; con --deviation 10% solo los costos son \
      inciertos, con un presupuesto. docs/planning.md dice qué significan las proporciones.
      """
    )
  )

  @Argument(help: scenarioHelp)
  var scenario: String

  @OptionGroup var weights: WeightOptions

  @Option(
    help: help(
      "How many weightings are drawn; the best portfolio of each is found exactly. Default: 1000.",
      "Cuántos pesos se sortean; la mejor cartera de cada uno se encuentra exacta. Por omisión: 1000.",
      valueName: "n"
    )
  )
  var samples: Int?

  @Option(
    help: help(
      "The same seed draws the same weightings. Default: 1.",
      "La misma semilla sortea los mismos pesos. Por omisión: 1.",
      valueName: "number"
    )
  )
  var seed: UInt64?

  @Flag(
    help: help(
      "All non-dominated portfolios instead of drawn weightings; for small tables.",
      "Todas las carteras no dominadas en vez de pesos sorteados; para mesas pequeñas."
    )
  )
  var exact = false

  @Option(
    help: help(
      "Also how the portfolio fares against that of a result file (.json, of solve).",
      "También cómo le va a la cartera frente a la de un archivo de resultado (.json, de solve).",
      valueName: "result"
    )
  )
  var against: String?

  @OptionGroup var draws: UncertaintyOptions

  @Option(
    help: help(
      "Instead of weights: each cost may be this share higher, such as 10%.",
      "En vez de pesos: cada costo puede ser esta parte mayor, por ejemplo 10%.",
      valueName: "share"
    ),
    transform: { text in
      try share(
        text,
        atMost: 1,
        say("is not a share. Write 10% or 0.1.", "no es una proporción. Escriba 10% o 0,1.")
      )
    }
  )
  var deviation: Quantity?

  @Option(
    help: help(
      "With --deviation: how many costs may be higher at once, at most. Default: until it is all of them.",
      "Con --deviation: cuántos costos pueden ser mayores a la vez, a lo más. Por omisión, hasta que sean todos.",
      valueName: "g"
    )
  )
  var gamma: Int?

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var part: ShardOption
  @OptionGroup var journal: ResumeOption
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard 1...1_000_000 ~= samples ?? 1 else {
      throw ValidationError(
        say(
          "--samples: write a number from 1 to 1000000.",
          "--samples: escriba un número de 1 a 1000000."
        )
      )
    }
    try part.require(format)
    try validateProtection()
    if draws.uncertainty != nil, exact || against != nil {
      throw ValidationError(
        say(
          "--exact and --against are about weights alone: leave out --scores, --costs and --awards.",
          "--exact y --against son solo sobre los pesos: quite --scores, --costs y --awards."
        )
      )
    }
    guard !exact || part.shard == nil else {
      throw ValidationError(
        say(
          "--exact is one search, which cannot be cut. Leave out --shard, or --exact.",
          "--exact es una sola búsqueda, que no se puede cortar. Quite --shard, o --exact."
        )
      )
    }
    guard exact, samples != nil || seed != nil else { return }
    throw ValidationError(
      say(
        "--exact draws nothing: leave out --samples and --seed.",
        "--exact no sortea nada: quite --samples y --seed."
      )
    )
  }

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    let desk = Desk(quiet: output.quiet)
    let planner = try desk.planner(of: document, settings, resuming: journal.resume)
    if let deviation { return try protect(document, planner, desk, from: deviation) }
    let set = try weights.set(for: planner.scenario)
    try draws.require(planner.scenario)
    if exact, !planner.scenario.interactions.isEmpty { throw Robust.hasInteractions }
    let rival = try against.map { path in
      try verifiedResult(path, of: scenario, document.scenario, digest: document.digest)
    }
    let drawn = try exact ? [] : Robust.draw(samples ?? 1000, from: set, seed: seed ?? 1)
    let range = part.shard?.range(of: drawn.count) ?? drawn.indices
    let table = try draws.uncertainty.map {
      try TableDraws(of: planner.scenario, $0, samples: drawn.count, seed: seed ?? 1)
    }
    try desk.run { progress in
      let chosen = try planner.solve(question: "best")
      try requirePortfolio(chosen, planner)
      let ids = rival?.selected.map(\.id)
      let found =
        if exact {
          try planner.exactRobustness(of: chosen, over: set, against: ids)
        } else if let table {
          try planner.robustness(
            of: chosen,
            over: set,
            weightings: drawn,
            samples: range,
            drawing: table,
            done: progress
          )
        } else {
          try planner.robustness(
            of: chosen,
            over: set,
            weightings: Array(drawn[range]),
            against: ids,
            done: progress
          )
        }
      switch format {
      case .table:
        let report = RobustReport(of: found, seed: exact ? nil : seed ?? 1, by: planner)
        try output.write(report.text(on: output.page))
      case .json:
        let json = RobustJSON(
          found: found,
          scenario: scenarioSource(document),
          asked: planner.asked,
          terms: planner.scenario.objective.terms.map(\.name),
          seed: seed ?? 1,
          shard: part.shard
        )
        try output.write(json.value.text)
      }
    }
  }

  /// Ends with the rules that clash where there is no portfolio to ask about.
  func requirePortfolio(_ answer: Answer, _ planner: Planner) throws {
    guard answer.status != .optimal else { return }
    try output.write(PortfolioReport(of: answer, to: planner.scenario, on: output.page).text)
    throw ExitCode(1)
  }

  /// Draws weightings, or says that the set is too thin for that.
  static func draw(_ count: Int, from set: WeightSet, seed: UInt64) throws -> [[Int64]] {
    guard let weightings = Planner.weightings(of: set, count: count, seed: seed) else {
      throw Failure(
        .usage,
        Text(
          en: "the weights are known too narrowly to draw from. Widen them, or use solve.",
          es: "los pesos se conocen con demasiada precisión para sortear. Amplíelos, o use solve."
        )
      )
    }
    return weightings
  }

  private static let hasInteractions = Failure(
    .usage,
    Text(
      en: "--exact cannot be used with interactions. Leave it out.",
      es: "--exact no se puede usar con interacciones. Quítelo."
    )
  )
}
