import OrderedCollections
import Portfolio
import Selection

/// One number of a scenario that can be moved in whole units, from 0 (as it is) to ``most``.
struct Lever: Sendable {
  let subject: Change.Subject
  /// The number as it is, and its size in units at a step of the lever.
  let decimals: Int
  private let start: Int64
  private let direction: Int64
  /// The furthest step.
  var most: Int64
  /// A first guess of how far is far.
  let stride: Int64
  /// Whether every step keeps all portfolios of the step before it possible and as good.
  let isMonotone: Bool
  private let change: @Sendable (Quantity) -> Scenario

  /// The number at a step.
  func value(_ step: Int64) -> Quantity { Quantity(start + direction * step, decimals: decimals) }

  /// The scenario at a step.
  func scenario(_ step: Int64) -> Scenario { change(value(step)) }

  /// More money in the pledge at `position`: at most so much that it could pay everything, or, if
  /// a limit is a share of the pledged money, as much as a scenario can hold.
  static func raise(pledge position: Int, of scenario: Scenario, stride: Int64) -> Lever {
    let amount = scenario.pledges[position].amount.minorUnits
    let shares = scenario.limits.filter { $0.measure == .cost }
    let hasShare = shares.contains { $0.max?.isShare == true || $0.min?.isShare == true }
    let all = scenario.pledges.reduce(Int64(0)) { $0 + $1.amount.minorUnits }
    let room = Money.largest.minorUnits - all
    let cost = scenario.initiatives.reduce(Int64(0)) { $0 + $1.cost.minorUnits }
    return Lever(
      subject: .pledge(position),
      decimals: 0,
      start: amount,
      direction: 1,
      most: hasShare ? room : min(room, cost),
      stride: stride,
      isMonotone: !shares.contains { $0.min?.isShare == true },
      change: { scenario.changing(pledge: position, to: Money(minorUnits: $0.significand)) }
    )
  }

  /// A lower or a higher cost of the initiative at `position`; a higher one up to more than all
  /// the money.
  static func cost(of position: Int, in scenario: Scenario, rises: Bool) -> Lever {
    let item = scenario.initiatives[position]
    let cost = item.cost.minorUnits
    let payers = scenario.pledges.filter {
      scenario.mayPay($0, for: position, startingIn: item.window.upperBound)
    }
    let isSmooth =
      !scenario.objective.terms.contains { $0.measure == .cost }
      && !scenario.limits.contains { $0.measure == .cost && $0.min != nil }
      && !scenario.gates.contains { $0.column == "cost" }
      && !payers.contains { $0.maxShare != nil || $0.minTicket != nil }
    return Lever(
      subject: .cost,
      decimals: 0,
      start: cost,
      direction: rises ? 1 : -1,
      most: rises ? max(0, scenario.pledged.minorUnits - cost) + 1 : cost,
      stride: max(1, cost / 64),
      isMonotone: isSmooth,
      change: { scenario.changing(costOf: position, to: Money(minorUnits: $0.significand)) }
    )
  }

  /// A larger maximum or a smaller minimum of the limit at `position`, up to where it cannot bind;
  /// `nil` without that bound, or when it cannot bind as it is.
  static func relax(
    limit position: Int,
    _ side: Change.Side,
    of scenario: Scenario
  ) -> Lever? {
    let limit = scenario.limits[position]
    guard let bound = side == .maximum ? limit.max : limit.min else { return nil }
    let decimals = limit.decimals(of: bound, in: scenario)
    let reach = limit.reach(of: bound, in: scenario, decimals: decimals)
    guard let start = bound.number.significand(decimals: decimals) else { return nil }
    let most = side == .maximum ? reach.upperBound - start : start - reach.lowerBound
    guard most > 0 else { return nil }
    return Lever(
      subject: .limit(position, side),
      decimals: decimals,
      start: start,
      direction: side == .maximum ? 1 : -1,
      most: most,
      stride: max(1, most / 1024),
      isMonotone: true,
      change: { number in
        let moved = bound.isShare ? Limit.Bound.share(number) : .amount(number)
        return scenario.changing(
          limit: position,
          min: side == .minimum ? moved : limit.min,
          max: side == .maximum ? moved : limit.max
        )
      }
    )
  }
}

extension Limit.Bound {
  /// Whether it is a share of a whole.
  var isShare: Bool {
    switch self {
    case .share: true
    case .amount: false
    }
  }

  /// The number as it is written.
  var number: Quantity {
    switch self {
    case .share(let number), .amount(let number): number
    }
  }
}

extension Limit {
  /// The decimals in which a bound is moved: a hundredth of a percent for shares, the minor unit
  /// for money, one for counts, the column's own decimals, four for preferences.
  func decimals(of bound: Bound, in scenario: Scenario) -> Int {
    if bound.isShare { return Swift.max(4, bound.number.decimals) }
    let own =
      switch measure {
      case .count, .cost, .investment, .expectedInvestment: 0
      case .preference, .preferenceOf: 4
      case .column(let name): scenario.measures[name]?.decimals ?? 0
      }
    return Swift.max(own, bound.number.decimals)
  }

  /// The bounds beyond which the limit cannot bind, in units of 10^−`decimals`; shares of a sum
  /// with negative terms go from −1000 % to 1000 %.
  func reach(of bound: Bound, in scenario: Scenario, decimals: Int) -> ClosedRange<Int64> {
    let unit = Quantity.powerOfTen(decimals)
    var low = Int128(0)
    var high = Int128(0)
    for (position, item) in scenario.initiatives.enumerated() {
      let value: Quantity =
        switch measure {
        case .count, .preference, .preferenceOf: 1
        case .cost: Quantity(item.cost.minorUnits)
        case .investment, .expectedInvestment: Quantity(item.investment?.minorUnits ?? 0)
        case .column(let name): scenario.measures[name]?[position] ?? 0
        }
      let units =
        Int128(value.significand) * Int128(Quantity.powerOfTen(decimals - value.decimals))
      if units < 0 { low += units } else { high += units }
    }
    guard bound.isShare else {
      let largest = Int128(Int64.max / 4)
      return Int64(Swift.max(low, -largest))...Int64(Swift.min(high, largest))
    }
    return low < 0 ? -10 * unit...10 * unit : 0...unit
  }
}
