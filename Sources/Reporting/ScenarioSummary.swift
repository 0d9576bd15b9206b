public import Portfolio

/// What a valid scenario holds, so that its author sees whether it was read as meant.
public struct ScenarioSummary: Sendable {
  /// A gate and how many initiatives do not pass it.
  public struct GateCount: Hashable, Sendable {
    /// The gate in words.
    public var label: Text
    /// How many initiatives do not pass it (whatever other gates say).
    public var fails: Int
  }

  /// A funder and what it promised.
  public struct FunderSum: Hashable, Sendable {
    /// The funder's id and name.
    public var id: String, name: String
    /// Its pledges, without withdrawn ones.
    public var pledges: Int
    /// Their sum.
    public var amount: Money
  }

  /// A limit with its shares written out.
  public struct LimitBounds: Hashable, Sendable {
    /// The limit in words, as the scenario writes it.
    public var label: Text
    /// Its bounds in the measure's unit (money in minor units); `nil` where there is none, or
    /// where it is a share of a sum that is not a plain number of the tables.
    public var min: Quantity?, max: Quantity?
  }

  /// The scenario itself.
  public let scenario: Scenario
  /// How many initiatives there are, pass every gate, must be in and must be out.
  public let initiatives: Int, viable: Int, committed: Int, excluded: Int
  /// The sum of the viable initiatives' costs, and of their public investment.
  public let cost: Money, investment: Money
  /// Each gate, in the scenario's order.
  public let gates: [GateCount]
  /// Each funder, in table order.
  public let funders: [FunderSum]
  /// Each limit, in the scenario's order (one entry, also where it has `per`).
  public let limits: [LimitBounds]

  /// Adds up a scenario.
  public init(of scenario: Scenario) {
    self.scenario = scenario
    let all = scenario.initiatives
    let viable = all.indices.filter(scenario.isViable)
    initiatives = all.count
    self.viable = viable.count
    committed = all.count { $0.status == .committed }
    excluded = all.count { $0.status == .excluded }
    cost = viable.reduce(.zero) { $0 + all[$1].cost }
    investment = viable.reduce(.zero) { $0 + (all[$1].investment ?? .zero) }
    var fails: [Gate: Int] = [:]
    for position in all.indices {
      for gate in scenario.failedGates(of: position) { fails[gate, default: 0] += 1 }
    }
    gates = scenario.gates.map { GateCount(label: $0.words(in: scenario), fails: fails[$0] ?? 0) }
    funders = scenario.funders.indices.map { position in
      let pledges = scenario.pledges.filter {
        $0.funder == position && $0.status != .withdrawn
      }
      return FunderSum(
        id: scenario.funders[position].id,
        name: scenario.funders[position].name,
        pledges: pledges.count,
        amount: pledges.reduce(.zero) { $0 + $1.amount }
      )
    }
    limits = scenario.limits.map { limit in
      LimitBounds(
        label: limit.words(in: scenario),
        min: limit.min.flatMap { scenario.amount(of: $0, of: limit.measure, over: viable) },
        max: limit.max.flatMap { scenario.amount(of: $0, of: limit.measure, over: viable) }
      )
    }
  }
}

extension Scenario {
  /// A bound as a number: a share is of all pledged money for `cost`, else of the measure's sum
  /// over the viable initiatives.
  fileprivate func amount(
    of bound: Limit.Bound,
    of measure: Measure,
    over viable: [Int]
  ) -> Quantity? {
    switch bound {
    case .amount(let amount): return amount
    case .share(let share):
      guard let whole = whole(of: measure, over: viable) else { return nil }
      let product = whole.significand.multipliedReportingOverflow(by: share.significand)
      let decimals = whole.decimals + share.decimals
      guard !product.overflow, decimals <= Quantity.mostDecimals else { return nil }
      return Quantity(product.partialValue, decimals: decimals)
    }
  }

  private func whole(of measure: Measure, over viable: [Int]) -> Quantity? {
    switch measure {
    case .count: return Quantity(Int64(viable.count))
    case .cost: return Quantity(pledged.minorUnits)
    case .investment:
      let sum = viable.reduce(Money.zero) { $0 + (initiatives[$1].investment ?? .zero) }
      return Quantity(sum.minorUnits)
    case .column(let name):
      guard let column = MeasureColumn(viable.map { number(name, of: $0) }) else { return nil }
      var sum: Int64 = 0
      for digits in column.significands {
        let (total, overflow) = sum.addingReportingOverflow(digits ?? 0)
        guard !overflow else { return nil }
        sum = total
      }
      return Quantity(sum, decimals: column.decimals)
    case .expectedInvestment, .preference, .preferenceOf: return nil
    }
  }
}
