import ArgumentParser
import Portfolio
import Preferences
import Reporting
import ScenarioFiles
import Selection

/// `cartera vote`: what a voting rule funds.
struct Vote: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vote",
    _superCommandName: "cartera",
    abstract: say(
      "Funds what a voting rule chooses from the ballots of a scenario or of a Pabulib file.",
      "Financia lo que una regla de votación elige según las preferencias de un escenario o de un archivo Pabulib."
    ),
    discussion: say(
      """
      Example: cartera vote scenarios/mejillones --rule equal_shares --completion add1

      docs/voting.md defines the rules. On a scenario, gates, committed and excluded initiatives, \
      alternatives and requirements are kept by the rule; every other rule is checked afterwards, \
      and the exit code is 1 if the choice breaks one.
      """,
      """
      Ejemplo: cartera vote scenarios/mejillones --rule equal_shares --completion add1

      docs/voting.md define las reglas. En un escenario, la regla cumple los requisitos, las \
      iniciativas comprometidas y excluidas, las alternativas y las dependencias; toda otra \
      exigencia se comprueba después, y el código de salida es 1 si la elección no cumple alguna.
      """
    )
  )

  /// What an outcome can be written as.
  enum Format: String, WordArgument {
    case table, json, csv
  }

  @Argument(
    help: help(
      "The scenario (a YAML file or its folder), or a Pabulib .pb file.",
      "El escenario (un archivo YAML o su carpeta), o un archivo .pb de Pabulib."
    ),
    completion: .file()
  )
  var scenario: String

  @Option(
    help: help(
      "The rule. Default: equal_shares.",
      "La regla. Por omisión, equal_shares.",
      valueName: "equal_shares|phragmen|greedy|utilitarian"
    )
  )
  var rule: VotingMethod.Rule = .equalShares

  @Option(
    help: help(
      "What a funded initiative is worth to who wants it. Default: cost.",
      "Cuánto vale una iniciativa financiada para quien la quiere. Por omisión, cost.",
      valueName: "cost|cardinality|ballot"
    )
  )
  var utility: Utility = .cost

  @Option(
    help: help(
      "How Equal Shares spends what is left. Default: none.",
      "Cómo gasta Equal Shares lo que sobra. Por omisión, none.",
      valueName: "none|add1|add1u"
    )
  )
  var completion: EqualShares.Completion = .none

  @Option(
    help: help(
      "When add1 stops: at an exhaustive outcome too, or only when it overspends. Default: exhaustive.",
      "Cuándo se detiene add1: también ante un resultado exhaustivo, o solo al gastar de más. Por omisión, exhaustive.",
      valueName: "exhaustive|overspend"
    )
  )
  var stop: EqualShares.StopRule = .exhaustive

  @Option(
    help: help(
      "Whether a weight is money (purse) or so many voters. Default: purse.",
      "Si un peso es dinero (purse) o esa cantidad de votantes. Por omisión, purse.",
      valueName: "purse|voters"
    )
  )
  var weights: WeightReading = .purse

  @Option(
    help: help(
      "What decides between equals, in this order: id, cost, votes. Repeatable. Default: id.",
      "Qué decide entre iguales, en este orden: id, cost, votes. Se puede repetir. Por omisión, id.",
      valueName: "id|cost|votes"
    )
  )
  var tie: [TieBreak] = []

  @Option(
    help: help(
      "Say what this initiative lacked to be funded.",
      "Dice qué le faltó a esta iniciativa para financiarse.",
      valueName: "id"
    )
  )
  var explain: String?

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: Format = .table

  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard rule != .equalShares, completion != .none else { return }
    throw ValidationError(
      say(
        "--completion belongs to --rule equal_shares.",
        "--completion es de --rule equal_shares."
      )
    )
  }

  func run() throws {
    try output.checkDestination()
    let method = VotingMethod(
      rule,
      utility: utility,
      completion: completion,
      stopRule: stop,
      weights: weights,
      ties: tie.isEmpty ? [.id] : tie
    )
    let subject = try VoteSubject(scenario, output)
    let election = try subject.election(for: method)
    let explained = try explain.map { id in
      guard let project = election.projects.firstIndex(where: { $0.id == id }) else {
        throw ValidationError(
          say(
            "--explain: there is no initiative \"\(id)\".",
            "--explain: no existe la iniciativa «\(id)»."
          )
        )
      }
      return project
    }
    let begin = ContinuousClock.now
    let electorate = try method.electorate(of: election)
    let outcome = try method.outcome(of: electorate)
    let seconds = begin.duration(to: .now) / .seconds(1)
    if let document = subject.document { try check(outcome, election, document) }
    let audit = try subject.audit(
      of: outcome.selected,
      utility: utility,
      weights: weights,
      ledger: outcome.ledger
    )
    let loss = try explained.flatMap {
      try LossExplanation($0, of: outcome, electorate, by: method)
    }
    let json = VoteJSON(
      method: method,
      outcome: outcome,
      electorate: electorate,
      audit: audit,
      loss: loss,
      seconds: seconds
    )
    switch format {
    case .json: try output.write(json.value.text)
    case .csv: try output.write(json.csv)
    case .table:
      let report = VoteReport(
        of: outcome,
        by: method,
        electorate,
        audit: audit,
        explained: explained.map { ($0, loss) },
        currency: subject.document?.scenario.currency,
        on: output.page
      )
      try output.write(report.text)
    }
  }

  /// Ends with a negative answer if the choice breaks a rule that the voting rule does not know.
  private func check(
    _ outcome: VotingOutcome,
    _ election: Election,
    _ document: ScenarioDocument
  ) throws {
    let chosen = Set(outcome.selected)
    let ids = election.projects.indices.map { election.projects[$0].id }
    var options = SelectionOptions()
    options.ties = .any
    options.settings = Answer.Settings(
      lock: ids.indices.filter(chosen.contains).map { ids[$0] },
      exclude: ids.indices.filter { !chosen.contains($0) }.map { ids[$0] }
    )
    let answer = try Selector(document.scenario, digest: document.digest, options: options).best()
    guard answer.status == .infeasible else { return }
    let list = outcome.selected.map { ids[$0] }.joined(separator: ", ")
    // That it was chosen is known; what it breaks is asked for.
    let choice = options.settings.words(in: document.scenario)
    let conflict = answer.conflict.filter { !choice.contains($0) }.map { $0[output.lang] }
      .joined(separator: "\n- ")
    Terminal.writeError(
      "cartera: "
        + say(
          "the rule chose \(list), which breaks rules of the scenario that no voting rule knows:",
          "la regla eligió \(list), lo que no cumple exigencias del escenario que ninguna regla de votación conoce:"
        ) + "\n- \(conflict)\n"
    )
    throw ExitCode(1)
  }
}
