import Preferences
import ScenarioFiles
import Selection

/// What `cartera vote --format json` and `--format csv` write.
///
///     { "cartera": 1, "rule": "equal_shares", "utility": "cost", "completion": "add1",
///       "stop": "exhaustive", "weights": "purse", "tie": ["id"],
///       "selected": ["b", "a"], "cost": 900, "welfare": "1800",
///       "ties": [ { "round": 2, "tied": ["a", "c"], "chosen": "a" } ],
///       "payments": [ { "id": "b", "voter": "v1", "amount": "450" } ],
///       "explained": null, "steps": 12, "audit": { … }, "seconds": 0.001 }
///
/// `cost` is in minor units, and so are the payments, as fractions; `welfare` is in currency units or points; `steps` says how often add1
/// raised the endowments.
struct VoteJSON {
  let method: VotingMethod
  let outcome: VotingOutcome
  let electorate: Electorate
  let audit: PortfolioAudit
  let loss: LossExplanation?
  let seconds: Double

  private var election: Election { electorate.election }

  /// The sum of all utilities; money in currency units.
  private var welfare: Fraction {
    Fraction(
      electorate.welfare(of: outcome.selected),
      method.utility == .cost ? ExactInteger(election.unit) : 1
    )
  }

  private func id(_ position: Int) -> JSONValue { .string(election.projects[position].id) }

  /// The answer as JSON.
  var value: JSONValue {
    .keys([
      "cartera": .integer(1),
      "rule": .string(method.rule.rawValue),
      "utility": .string(method.utility.rawValue),
      "completion": .string(method.completion.rawValue),
      "stop": .string(method.stopRule.rawValue),
      "weights": .string(method.weights.rawValue),
      "tie": .array(method.ties.map { .string($0.rawValue) }),
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
      "payments": payments,
      "explained": loss.map(explained) ?? .null,
      "steps": outcome.ledger.map { .integer($0.step) } ?? .null,
      "audit": audit.json,
      "seconds": .double((seconds * 1_000_000).rounded() / 1_000_000),
    ])
  }

  private var payments: JSONValue {
    guard let ledger = outcome.ledger, election.voters.count <= PortfolioAudit.mostListed else {
      return .null
    }
    return .array(
      ledger.payments.map {
        .keys([
          "id": id(ledger.rounds[$0.round].project),
          "voter": .string(election.voters[$0.voter].id),
          "amount": .string($0.amount.description),
        ])
      }
    )
  }

  private func explained(_ loss: LossExplanation) -> JSONValue {
    let cost = election.projects[loss.project].cost
    return .keys([
      "id": id(loss.project),
      "support": .integer(loss.support),
      "money_left": .integer(loss.moneyLeft),
      "alternative": loss.alternative.map(id) ?? .null,
      "missing": .array(loss.missing.map(id)),
      "effective_support": loss.effective.map {
        .keys([
          "round": .integer($0.round), "own": .string($0.own.description),
          "bought": id($0.winner), "of_bought": .string($0.ofWinner.description),
        ])
      } ?? .null,
      "cheaper_by": loss.winningCost.map { .integer(cost - $0) } ?? .null,
      "more_support": loss.neededSupport.map { .integer($0) } ?? .null,
    ])
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
}
