import OrderedCollections
import Portfolio
import Selection
import TestSupport

/// Drafts changed in ways whose effect on the answer is known.
extension ScenarioDraft {
  /// The same with all rows of all tables in another order; pledges have ids that stay with them.
  func shuffled(using random: inout SplitMix64) -> ScenarioDraft {
    var draft = self.namingPledges
    let order = initiatives.rows.indices.shuffled(using: &random)
    draft.rearrange(order)
    draft.pledges.rows.shuffle(using: &random)
    draft.funders?.rows.shuffle(using: &random)
    draft.stakeholders?.rows.shuffle(using: &random)
    draft.ballots?.rows.shuffle(using: &random)
    draft.interactions?.rows.shuffle(using: &random)
    draft.gates.shuffle(using: &random)
    draft.limits.shuffle(using: &random)
    return draft
  }

  /// The same with an id for each pledge that does not depend on its row.
  var namingPledges: ScenarioDraft {
    var draft = self
    for row in pledges.rows.indices { draft.pledges.rows[row].id = "p\(row + 1)" }
    return draft
  }

  /// The same without one initiative, which nothing may name but ballots.
  func dropping(_ row: Int) -> ScenarioDraft {
    var draft = self.namingPledges
    let id = initiatives.rows[row].id
    draft.ballots?.rows.removeAll { $0.initiative == id }
    draft.rearrange(initiatives.rows.indices.filter { $0 != row })
    return draft
  }

  /// Whether a requirement, an interaction, or a pledge names the initiative.
  func names(_ row: Int) -> Bool {
    let id = initiatives.rows[row].id
    return initiatives.rows.contains { $0.requires.contains(id) }
      || interactions?.rows.contains { $0.first == id || $0.second == id } ?? false
      || pledges.rows.contains { pledge in
        pledge.onlyIf.contains(id)
          || pledge.earmarks.contains { $0.column == "initiative" && $0.values.contains(id) }
      }
  }

  /// The initiatives at these rows, in this order.
  private mutating func rearrange(_ order: [Int]) {
    let old = self
    initiatives.rows = order.map { old.initiatives.rows[$0] }
    for (name, cells) in old.categories { categories[name] = order.map { cells[$0] } }
    for (name, column) in old.measures {
      measures[name] = MeasureColumn(order.map { column[$0] })
    }
  }

  /// The same with all money, and every bound, gate and scale on money, multiplied.
  func multiplyingMoney(by factor: Int64) -> ScenarioDraft {
    func times(_ money: Money) -> Money { Money(minorUnits: money.minorUnits * factor) }
    func times(_ number: Quantity) -> Quantity {
      Quantity(number.significand * factor, decimals: number.decimals)
    }
    let money: Set<String> = ["cost", "investment", "expected_investment"]
    var draft = self
    for row in initiatives.rows.indices {
      draft.initiatives.rows[row].cost = times(initiatives.rows[row].cost)
      draft.initiatives.rows[row].investment = initiatives.rows[row].investment.map(times)
    }
    for row in pledges.rows.indices {
      draft.pledges.rows[row].amount = times(pledges.rows[row].amount)
      draft.pledges.rows[row].minTicket = pledges.rows[row].minTicket.map(times)
    }
    func times(_ bound: Limit.Bound?) -> Limit.Bound? {
      if case .amount(let amount) = bound { return .amount(times(amount)) }
      return bound
    }
    for index in limits.indices where money.contains(limits[index].value.measure) {
      draft.limits[index].value.min = times(limits[index].value.min)
      draft.limits[index].value.max = times(limits[index].value.max)
    }
    for index in terms.indices where money.contains(terms[index].value.measure) {
      if case .range(let low, let high) = terms[index].value.scale {
        draft.terms[index].value.scale = .range(times(low), times(high))
      }
    }
    return draft
  }
}

/// What a selection is asked and what it says, for comparisons.
struct Question {
  var scenario: Scenario
  var options = SelectionOptions()

  init(_ draft: ScenarioDraft) throws { scenario = try Scenario(draft) }

  func answer() throws -> Answer { try Selector(scenario, digest: "d", options: options).best() }

  /// The answer with other settings.
  func answer(_ settings: Answer.Settings) throws -> Answer {
    var other = self
    other.options.settings = settings
    return try other.answer()
  }
}

extension Answer {
  /// The portfolio and its payments, whatever the order of the table.
  var portfolio: Set<Choice> { Set(selected) }

  /// Ids and cycles of the portfolio, in table order.
  var starts: [String] { selected.map { "\($0.id)@\($0.cycle)" } }

  /// Whether this answer is worse than another; nothing is worse than anything.
  func isWorse(than other: Answer) -> Bool {
    guard let mine = aim?.values else { return other.aim != nil }
    guard let others = other.aim?.values else { return false }
    return mine.lexicographicallyPrecedes(others)
  }
}
