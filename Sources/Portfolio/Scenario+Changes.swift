public import OrderedCollections

// One thing changed, the rest as it was. The result keeps what a valid scenario promises: the
// callers ask only for amounts that stay within ``Money/largest``.
extension Scenario {
  /// The same scenario with the pledge at `position` promising `amount`.
  public func changing(pledge position: Int, to amount: Money) -> Scenario {
    var scenario = self
    scenario.pledges[position].amount = amount
    return scenario
  }

  /// The same scenario with the initiative at `position` costing `cost`.
  public func changing(costOf position: Int, to cost: Money) -> Scenario {
    var scenario = self
    scenario.initiatives[position].cost = cost
    return scenario
  }

  /// The same scenario with all costs replaced, in table order; the gates are decided as the costs were.
  public func changing(costs: [Money]) -> Scenario {
    var scenario = self
    for (position, cost) in costs.enumerated() {
      scenario.initiatives[position].cost = cost
      if !isViable(position) { scenario.initiatives[position].status = .excluded }
    }
    scenario.gates = []
    return scenario
  }

  /// The same scenario with the bounds of the limit at `position` replaced.
  public func changing(
    limit position: Int,
    min: Limit.Bound?,
    max: Limit.Bound?
  ) -> Scenario {
    var scenario = self
    scenario.limits[position].min = min
    scenario.limits[position].max = max
    return scenario
  }

  /// The same scenario with the weight of the objective's term at `position` replaced.
  public func changing(weightOf position: Int, to weight: Quantity) -> Scenario {
    var scenario = self
    scenario.objective.terms[position].weight = weight
    return scenario
  }

  /// The same scenario with the initiative at `position` open: neither committed nor excluded.
  public func opening(_ position: Int) -> Scenario {
    var scenario = self
    scenario.initiatives[position].status = .open
    return scenario
  }

  /// The same scenario with the initiative at `position` just passing every gate.
  ///
  /// Each cell that fails takes the nearest value that passes: a number the gate's bound, a text
  /// the first value that is allowed (of the list of `in`, or of the column for `not_in`). `nil`
  /// where no such value is known.
  public func passingGates(_ position: Int) -> Scenario? {
    var scenario = self
    for gate in failedGates(of: position) {
      guard scenario.pass(gate, position) else { return nil }
    }
    return scenario.isViable(position) ? scenario : nil
  }

  /// Makes the cell pass; `false` where no value is known that would.
  private mutating func pass(_ gate: Gate, _ position: Int) -> Bool {
    switch gate.condition {
    case .atLeast(let bound), .atMost(let bound):
      return setNumber(gate.column, bound, position)
    case .oneOf(let values):
      return setText(gate.column, values.first, position)
    case .noneOf(let values):
      let allowed = categories[gate.column]?.first { !$0.isEmpty && !values.contains($0) }
      return setText(gate.column, allowed, position)
    }
  }

  private mutating func setText(_ column: String, _ text: String?, _ position: Int) -> Bool {
    guard let text, categories[column] != nil else { return false }
    categories[column]?[position] = text
    return true
  }

  private mutating func setNumber(_ column: String, _ number: Quantity, _ position: Int) -> Bool {
    switch column {
    case "cost":
      guard number.decimals == 0, number >= 0 else { return false }
      initiatives[position].cost = Money(minorUnits: number.significand)
    case "investment":
      guard number.decimals == 0 else { return false }
      initiatives[position].investment = Money(minorUnits: number.significand)
    case "award_probability": initiatives[position].awardProbability = number
    default:
      guard let old = measures[column] else { return false }
      var values = old.significands.indices.map { old[$0] }
      values[position] = number
      guard let changed = MeasureColumn(values) else { return false }
      measures[column] = changed
    }
    return true
  }
}

extension Scenario {
  /// The names of the measures that this scenario has, but for those of single stakeholders.
  public var measureNames: [String] {
    ["count", "cost", "investment", "expected_investment", "preference"] + measures.keys
  }

  /// The measure of a name, as terms and limits of this scenario may use it; `nil` if there is none.
  public func measure(named name: String) -> Measure? {
    switch name {
    case "count": return .count
    case "cost": return .cost
    case "investment": return .investment
    case "expected_investment": return .expectedInvestment
    case "preference": return stakeholders.isEmpty ? nil : .preference
    default: break
    }
    if let stakeholder = stakeholders.firstIndex(where: { name == "preference:\($0.id)" }) {
      return .preferenceOf(stakeholder)
    }
    return measures[name] == nil ? nil : .column(name)
  }

  /// The same scenario with another aim: the sums of these new columns, one after the other, each
  /// at least its floor where it has one.
  public func aiming(
    at columns: OrderedDictionary<String, MeasureColumn>,
    floors: [Int64?]
  ) -> Scenario {
    var scenario = self
    scenario.objective = Objective(mode: .lexicographic, terms: [])
    for ((name, column), floor) in zip(columns, floors) {
      scenario.measures[name] = column
      scenario.objective.terms.append(Objective.Term(name: name, raw: .column(name)))
      if let floor { scenario.hold(name, column, atLeast: floor) }
    }
    return scenario
  }

  /// The same scenario with other points: an initiative has those of its row of the column, a pair the
  /// points of its interaction times `factor`.
  public func valuing(by column: MeasureColumn, pairsTimes factor: Int64) -> Scenario {
    var scenario = self
    // A space keeps the name apart from every column of a table.
    let name = "robust points"
    scenario.measures[name] = column
    scenario.objective = Objective(
      mode: .sum,
      terms: [Objective.Term(name: name, raw: .column(name))]
    )
    for index in interactions.indices { scenario.interactions[index].value *= factor }
    return scenario
  }

  /// The same scenario in which the sum of each of these new columns is at least its floor.
  public func requiring(_ floors: [(column: MeasureColumn, floor: Int64)]) -> Scenario {
    var scenario = self
    for (index, (column, floor)) in floors.enumerated() {
      scenario.hold("floor \(index + 1)", column, atLeast: floor)
    }
    return scenario
  }

  /// The same scenario in which the sum of a new column is at most a ceiling: one limit, after all others.
  public func keeping(_ column: MeasureColumn, atMost ceiling: Int64) -> Scenario {
    var scenario = self
    scenario.hold("protected cost", column, atMost: ceiling)
    return scenario
  }

  /// The same scenario in which a portfolio must differ from each of these in at least `least`
  /// initiatives, those that enter and those that leave counted together.
  ///
  /// For a portfolio P that is Σ_{i ∉ P} X_i − Σ_{i ∈ P} X_i ≥ least − |P|: one limit for each, after all
  /// others, on a measure of 1 and −1 (the row of a Hamming ball; Fischetti and Lodi, "Local
  /// branching", Mathematical Programming 98, 2003).
  public func differing(from portfolios: [Set<Int>], inAtLeast least: Int64) -> Scenario {
    var scenario = self
    for (index, portfolio) in portfolios.enumerated() {
      let signs = initiatives.indices.map { portfolio.contains($0) ? Quantity(-1) : 1 }
      guard let column = MeasureColumn(signs) else { continue }
      scenario.hold("differs \(index + 1)", column, atLeast: least - Int64(portfolio.count))
    }
    return scenario
  }

  /// Adds a column and a limit on its sum, after all others.
  private mutating func hold(
    _ name: String,
    _ column: MeasureColumn,
    atLeast floor: Int64? = nil,
    atMost ceiling: Int64? = nil
  ) {
    measures[name] = column
    limits.append(
      Limit(
        name: name,
        measure: .column(name),
        min: floor.map { .amount(Quantity($0)) },
        max: ceiling.map { .amount(Quantity($0)) },
        filters: [],
        per: nil,
        cycle: nil
      )
    )
  }
}

extension Objective.Term {
  /// The sum of a measure as it is.
  fileprivate init(name: String, raw measure: Measure) {
    self.init(name: name, measure: measure, weight: 1, scale: .raw)
  }
}
