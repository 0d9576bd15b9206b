import Portfolio
import Preferences
import ScenarioFiles

/// What `cartera vote` says.
///
///     { "cartera": 1, "rule": "equal_shares", "utility": "cost", "completion": "add1",
///       "selected": ["b", "a"], "cost": 900, "welfare": "1800",
///       "ties": [ { "round": 2, "tied": ["a", "c"], "chosen": "a" } ],
///       "steps": 12,
///       "audit": { "voters": 3, "with_a_funded_project": 3, "worst_off": "v3",
///                  "gini": 0.111111 },
///       "seconds": 0.001 }
///
/// `cost` is in minor units, `welfare` in currency units or points; `steps` says how often add1
/// raised the endowments.
struct VoteAnswer {
  let rule: String
  let utility: Utility
  let completion: EqualShares.Completion
  let outcome: VotingOutcome
  let electorate: Electorate
  let seconds: Double
  /// The project that `--explain` asks about.
  let explained: Int?

  private var election: Election { electorate.election }
  private var audit: SatisfactionAudit { SatisfactionAudit(outcome.selected, electorate) }

  /// The sum of all utilities; money in currency units.
  private var welfare: Fraction {
    Fraction(audit.welfare, utility == .cost ? ExactInteger(election.unit) : 1)
  }

  private func id(_ position: Int) -> JSONValue { .string(election.projects[position].id) }

  /// The answer as JSON.
  var json: JSONValue {
    let audit = audit
    return .keys([
      "cartera": .integer(1),
      "rule": .string(rule),
      "utility": .string(utility.rawValue),
      "completion": .string(completion.rawValue),
      "selected": .array(outcome.selected.map(id)),
      "cost": .integer(election.cost(of: outcome.selected)),
      "welfare": .string(welfare.description),
      "ties": .array(
        outcome.ties.map {
          .keys([
            "round": .integer($0.round), "tied": .array($0.tied.map(id)),
            "chosen": id($0.chosen),
          ])
        }
      ),
      "explained": shortfall.map {
        .keys([
          "support": .integer($0.support), "money_left": .integer($0.left),
          "cheaper_by": .integer($0.missing),
        ])
      } ?? .null,
      "steps": outcome.ledger.map { .integer($0.step) } ?? .null,
      "audit": .keys([
        "voters": .integer(audit.voters),
        "with_a_funded_project": .integer(audit.served),
        "worst_off": audit.worstOff.map { .string($0) } ?? .null,
        "gini": .double((audit.gini * 1_000_000).rounded() / 1_000_000),
      ]),
      "seconds": .double((seconds * 1_000_000).rounded() / 1_000_000),
    ])
  }

  /// What a project that was not bought lacked: the money that its supporters have left, and by how
  /// much it must be cheaper to be bought for certain.
  private var shortfall: (support: Int64, left: Int64, missing: Int64)? {
    guard let explained, let ledger = outcome.ledger, !outcome.selected.contains(explained),
      election.projects[explained].status == .open,
      let left = ledger.moneyLeft(for: explained).roundedDown
    else { return nil }
    return (
      electorate.support(of: explained), left, election.projects[explained].cost - left
    )
  }

  private func explanation(in language: Language, _ amount: (Int64) -> String) -> [String] {
    guard let explained else { return [] }
    let id = election.projects[explained].id
    if let round = outcome.selected.firstIndex(of: explained) {
      return [
        Text(
          en: "\(id) was funded in round \(round + 1).",
          es: "\(id) se financió en la ronda \(round + 1)."
        )[language]
      ]
    }
    guard let shortfall else {
      return [
        Text(
          en: "\(id) is excluded or fails a gate: no vote could fund it.",
          es: "\(id) está excluida o no cumple un requisito: ningún voto podía financiarla."
        )[language]
      ]
    }
    let (support, left) = (shortfall.support, amount(shortfall.left))
    let missing = amount(shortfall.missing)
    return [
      Text(
        en:
          "\(id) was not bought by Equal Shares: its \(support) supporters have \(left) left together. If it were \(missing) cheaper, they would buy it for certain.",
        es:
          "Equal Shares no compró \(id): a quienes la apoyan (\(support)) les quedan \(left) en total. Si costara \(missing) menos, la comprarían con seguridad."
      )[language]
    ]
  }

  /// One row an initiative, in table order: `id`, `name`, `decision`, `round`, `cost`, `support`.
  var csv: String {
    var text = "id,name,decision,round,cost,support\n"
    for (position, project) in election.projects.enumerated() {
      let round = outcome.selected.firstIndex(of: position)
      let cells = [
        project.id, project.name, round == nil ? "out" : "in", round.map { String($0 + 1) } ?? "",
        String(project.cost), String(electorate.support(of: position)),
      ]
      text += cells.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
      text += "\n"
    }
    return text
  }

  /// The answer as lines for people.
  func text(in language: Language, _ currency: Currency?) -> String {
    let decimals = String(election.unit).count - 1
    func amount(_ value: Int64) -> String {
      guard let currency else { return Quantity(value, decimals: decimals).description }
      return Numerals(language, currency).moneyWithCode(Money(minorUnits: value))
    }
    let (count, all) = (outcome.selected.count, election.projects.count)
    let cost = amount(election.cost(of: outcome.selected))
    let audit = audit
    var lines = [
      Text(
        en: "\(rule) funds \(count) of \(all) for \(cost), of \(amount(election.money)).",
        es: "\(rule) financia \(count) de \(all) por \(cost), de \(amount(election.money))."
      )[language]
    ]
    for (round, position) in outcome.selected.enumerated() {
      let project = election.projects[position]
      let name = project.name == project.id ? "" : " \(project.name)"
      lines.append("  \(round + 1). \(project.id)\(name): \(amount(project.cost))")
    }
    for tie in outcome.ties {
      let shown = tie.tied.prefix(6).map { election.projects[$0].id }.joined(separator: ", ")
      let ids = tie.tied.count > 6 ? "\(shown), … (\(tie.tied.count))" : shown
      let chosen = election.projects[tie.chosen].id
      lines.append(
        Text(
          en: "Tie in round \(tie.round) among \(ids): \(chosen) was taken.",
          es: "Empate en la ronda \(tie.round) entre \(ids): se tomó \(chosen)."
        )[language]
      )
    }
    lines.append(
      Text(
        en: "\(audit.served) of \(audit.voters) voters have something that they asked for.",
        es: "\(audit.served) de \(audit.voters) votantes tienen algo que pidieron."
      )[language]
    )
    lines += explanation(in: language, amount)
    return lines.joined(separator: "\n") + "\n"
  }
}
