import ArgumentParser
import Portfolio
import Preferences
import Reporting
import ScenarioFiles
import Selection

/// `cartera audit`: what a portfolio does for each who has a say or gives.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    _superCommandName: "cartera",
    abstract: say(
      "Says how fair a result is: to stakeholders, communes and funders.",
      "Dice qué tan justo es un resultado: con actores, comunas y aportantes."
    ),
    discussion: say(
      """
      Example: cartera audit scenarios/mejillones result.json

      The result is a file that solve or vote wrote with --format json. docs/voting.md defines \
      every number. For the funders, the scenario is solved once for each funder alone and once \
      without each pledge.
      """,
      """
      Ejemplo: cartera audit scenarios/mejillones resultado.json

      El resultado es un archivo que escribió solve o vote con --format json. docs/voting.md \
      define cada número. Para los aportantes, el escenario se resuelve una vez por cada \
      aportante a solas y una vez sin cada aporte.
      """
    )
  )

  @Argument(
    help: help(
      "The scenario (a YAML file or its folder), or a Pabulib .pb file.",
      "El escenario (un archivo YAML o su carpeta), o un archivo .pb de Pabulib."
    )
  )
  var scenario: String

  @Argument(
    help: help(
      "The result: a file that solve or vote --format json wrote.",
      "El resultado: un archivo que escribió solve o vote --format json."
    )
  )
  var result: String

  @Option(
    help: help(
      "What a funded initiative is worth to who wants it. Default: as in the vote, else cost.",
      "Cuánto vale una iniciativa financiada para quien la quiere. Por omisión, como en la votación; si no, cost.",
      valueName: "cost|cardinality|ballot"
    )
  )
  var utility: Utility?

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var output: OutputOptions

  func run() throws {
    try output.checkDestination()
    let subject = try VoteSubject(scenario, output)
    let file = try PortfolioFile.read(result)
    var audit: PortfolioAudit
    switch file {
    case .voted(let ids, let method):
      let election = try subject.election(for: method)
      let selected = try positions(of: ids, among: election.projects.map(\.id))
      var ledger: Ledger?
      if method.rule == .equalShares {
        ledger = try method.outcome(of: method.electorate(of: election)).ledger
      }
      audit = try subject.audit(
        of: selected,
        utility: utility ?? method.utility,
        weights: method.weights,
        ledger: utility ?? method.utility == method.utility ? ledger : nil
      )
      audit.participation = try subject.document.map { document in
        try Participation(of: selected, in: document.scenario) { changed in
          try method.outcome(of: method.electorate(of: method.election(of: changed))).selected
        }
      }
    case .solved(let answer):
      guard let document = subject.document else { throw mismatch }
      guard answer.aim != nil else {
        throw Failure(
          .badData,
          Text(
            en: "\(result) holds no portfolio, so there is nothing to audit.",
            es: "\(result) no contiene una cartera, así que no hay qué auditar."
          )
        )
      }
      guard answer.selected.allSatisfy({ document.scenario.positions[$0.id] != nil }) else {
        throw mismatch
      }
      audit = try PortfolioAudit(
        of: answer,
        to: document,
        utility: utility ?? .cost,
        isRepeating: true
      )
    }
    switch format {
    case .json:
      try output.write(JSONValue.keys(["cartera": .integer(1), "audit": audit.json]).text)
    case .table:
      let currency = subject.document?.scenario.currency
      try output.write(AuditReport(audit, currency: currency, on: output.page).text)
    }
  }

  private func positions(of ids: [String], among all: [String]) throws -> [Int] {
    var known: [String: Int] = [:]
    for (position, id) in all.enumerated() { known[id] = position }
    return try ids.map { id in
      guard let position = known[id] else { throw mismatch }
      return position
    }
  }

  private var mismatch: Failure {
    Failure(
      .badData,
      Text(
        en: "\(result) is not a result of \(scenario). Give the scenario that it was made from.",
        es: "\(result) no es un resultado de \(scenario). Entregue el escenario del que se obtuvo."
      )
    )
  }
}
