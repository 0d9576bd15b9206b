public import OrderedCollections

/// A table's whole question: what could be funded, who gives how much for what, who wants what,
/// and which rules hold.
///
/// Valid by construction: every reference resolves and every number is in
/// its range (see ``Scenario/init(_:)``).
///
/// Initiatives, pledges, stakeholders and cycles are referred to by their positions.
public struct Scenario: Sendable {
  /// The most cycles that a scenario may name.
  ///
  /// Amounts, or points, of all initiatives add up to at most 9·10¹⁵; over every start of each of them the
  /// sum is still below 2⁶³.
  public static let mostCycles = 1_000

  /// The scenario's name.
  public let name: String
  /// The currency of all money.
  public let currency: Currency
  /// The cycles' names in order; one empty name when the scenario names none.
  public let cycles: [String]
  /// What may be funded, in table order.
  public internal(set) var initiatives: [Initiative]
  /// The text columns, a cell for each initiative; a blank cell is empty.
  public internal(set) var categories: OrderedDictionary<String, [String]>
  /// The numeric columns, other than cost, investment and award probability.
  public internal(set) var measures: OrderedDictionary<String, MeasureColumn>
  /// Who gives.
  public let funders: [Funder]
  /// What they promised.
  public internal(set) var pledges: [Pledge]
  /// Who has a say, and what they said.
  public let stakeholders: [Stakeholder]
  /// Points for pairs.
  public internal(set) var interactions: [Interaction]
  /// What an initiative must pass.
  public internal(set) var gates: [Gate]
  /// What the table wants most of.
  public internal(set) var objective: Objective
  /// Bounds on sums.
  public internal(set) var limits: [Limit]
  /// How costs are split.
  public let allocation: Allocation
  /// What is legal but may not be meant, such as money for a sector that no initiative has.
  public let warnings: [Problem]
  /// The position of each initiative's id.
  public let positions: [String: Int]

  /// Makes the scenario, or says everything that is wrong with the draft.
  ///
  /// - Throws: `Problems` with every mistake and its place.
  public init(_ draft: ScenarioDraft) throws(Problems) {
    var validation = ScenarioValidation(draft)
    validation.run()
    guard validation.problems.isEmpty else { throw Problems(validation.problems) }
    name = draft.name
    currency = draft.currency
    cycles = draft.cycles.isEmpty ? [""] : draft.cycles
    initiatives = validation.initiatives
    categories = draft.categories
    measures = draft.measures
    funders = validation.funders
    pledges = validation.pledges
    stakeholders = validation.stakeholders
    interactions = validation.interactions
    gates = draft.gates.map(\.value)
    objective = validation.objective
    limits = validation.limits
    allocation = draft.allocation
    warnings = validation.warnings
    positions = validation.positions
  }
}

extension Scenario {
  /// The gates that the initiative at `position` does not pass; a viable one passes all.
  public func failedGates(of position: Int) -> [Gate] {
    gates.filter { !passes($0, position) }
  }

  /// Whether the initiative at `position` passes every gate.
  public func isViable(_ position: Int) -> Bool {
    gates.allSatisfy { passes($0, position) }
  }

  /// The text of a cell, `nil` if it is blank.
  ///
  /// Columns are the categories, the measures, `id`
  /// and `cost`.
  public func cell(_ column: String, of position: Int) -> String? {
    if let text = categories[column]?[position] { return text.isEmpty ? nil : text }
    return number(column, of: position)?.description
  }

  /// The number in a cell, `nil` if it is blank or the column is not numeric; money in minor
  /// units.
  public func number(_ column: String, of position: Int) -> Quantity? {
    switch column {
    case "cost": Quantity(initiatives[position].cost.minorUnits)
    case "investment": initiatives[position].investment.map { Quantity($0.minorUnits) }
    case "award_probability": initiatives[position].awardProbability
    default: measures[column]?[position]
    }
  }

  /// The numbers of a whole column, as ``number(_:of:)`` gives each.
  public func numbers(_ column: String) -> [Quantity?] {
    switch column {
    case "cost", "investment", "award_probability":
      return initiatives.indices.map { number(column, of: $0) }
    default:
      let measure = measures[column]
      return initiatives.indices.map { measure?[$0] }
    }
  }

  /// Whether the initiative at `position` matches every filter; none matches all.
  public func matches(_ filters: [Earmark], _ position: Int) -> Bool {
    filters.allSatisfy { filter in
      switch filter.column {
      case "initiative": filter.values.contains(initiatives[position].id)
      case "sdgs": initiatives[position].sdgs.contains { filter.values.contains(String($0)) }
      default: filter.values.contains(cell(filter.column, of: position) ?? "")
      }
    }
  }

  /// Whether the pledge may pay for the initiative at all when it starts in `cycle`; looks at
  /// status, cycle and earmarks, not at amounts, tickets or conditions.
  public func mayPay(_ pledge: Pledge, for position: Int, startingIn cycle: Int) -> Bool {
    pledge.status != .withdrawn && pledge.cycle <= cycle && matches(pledge.earmarks, position)
  }

  /// All pledged money that is not withdrawn.
  public var pledged: Money {
    pledges.reduce(into: .zero) { if $1.status != .withdrawn { $0 += $1.amount } }
  }

  /// The same scenario with every pledge multiplied by `share`, rounded down to the minor unit.
  public func scalingPledges(by share: Quantity) -> Scenario {
    var scenario = self
    for index in pledges.indices {
      let product = Int128(pledges[index].amount.minorUnits) * Int128(share.significand)
      scenario.pledges[index].amount = Money(
        minorUnits: Int64(product / Int128(Quantity.powerOfTen(share.decimals)))
      )
    }
    return scenario
  }

  /// The same scenario without one pledge, which counts as withdrawn.
  public func withdrawing(_ pledge: Int) -> Scenario {
    var scenario = self
    scenario.pledges[pledge].status = .withdrawn
    return scenario
  }

  /// What one funder could do by itself: the other pledges are withdrawn, and what only the table
  /// agreed on does not bind it: limits, and initiatives that must be in.
  ///
  /// Gates, requirements, alternatives and the conditions of its own pledges stay. Points are added
  /// up where the table would weigh stakeholders against each other.
  public func standingAlone(_ funder: Int) -> Scenario {
    var scenario = self
    for pledge in pledges.indices where pledges[pledge].funder != funder {
      scenario.pledges[pledge].status = .withdrawn
    }
    for position in initiatives.indices where initiatives[position].status == .committed {
      scenario.initiatives[position].status = .open
    }
    scenario.limits = []
    if objective.mode != .lexicographic { scenario.objective.mode = .sum }
    return scenario
  }

  private func passes(_ gate: Gate, _ position: Int) -> Bool {
    switch gate.condition {
    case .atLeast(let least): number(gate.column, of: position).map { $0 >= least } ?? false
    case .atMost(let most): number(gate.column, of: position).map { $0 <= most } ?? false
    case .oneOf(let values): cell(gate.column, of: position).map(values.contains) ?? false
    case .noneOf(let values):
      cell(gate.column, of: position).map { !values.contains($0) } ?? false
    }
  }
}
