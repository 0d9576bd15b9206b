import Portfolio

extension BruteForce {
  /// Whether pledges that may pay a portfolio can pay it in full.
  ///
  /// Without tickets the question is a flow from pledges to initiatives, which exists if and only
  /// if no cut is too small (Ford and Fulkerson 1956): for each set A of pledges, what the others
  /// have and what A may pay must cover all costs. With tickets, each pair of a pledge and an
  /// initiative is tried without a payment and with the ticket paid beforehand.
  func canBePaid(_ starts: Starts) -> Bool {
    let items = starts.indices.filter { starts[$0] != nil }
    let pledges = scenario.pledges.filter { pledge in
      pledge.status != .withdrawn && pledge.onlyIf.allSatisfy { starts[$0] != nil }
    }
    var network = Network(
      amounts: pledges.map(\.amount.minorUnits),
      costs: items.map { scenario.initiatives[$0].cost.minorUnits },
      caps: []
    )
    var tickets: [(pledge: Int, item: Int, amount: Int64)] = []
    for (row, pledge) in pledges.enumerated() {
      var caps: [Int64] = []
      for (index, position) in items.enumerated() {
        let cap = cap(of: pledge, for: position, startingIn: starts[position] ?? 0)
        let ticket = pledge.minTicket?.minorUnits ?? 0
        caps.append(cap < ticket ? 0 : cap)
        if ticket > 0, cap >= ticket { tickets.append((row, index, ticket)) }
      }
      network.caps.append(caps)
    }
    return network.isFeasible(deciding: tickets[...])
  }

  /// The most that a pledge may pay: a share of 0.333 of 10 is 3.33, rounded up to 4.
  private func cap(of pledge: Pledge, for position: Int, startingIn cycle: Int) -> Int64 {
    guard scenario.mayPay(pledge, for: position, startingIn: cycle) else { return 0 }
    let cost = scenario.initiatives[position].cost.minorUnits
    guard let share = pledge.maxShare else { return cost }
    let unit = Quantity.powerOfTen(share.decimals)
    let (whole, rest) = (cost * share.significand).quotientAndRemainder(dividingBy: unit)
    return rest > 0 ? whole + 1 : whole
  }
}

/// What pledges have, what initiatives cost, and what each pledge may pay of each cost.
private struct Network {
  var amounts: [Int64]
  var costs: [Int64]
  var caps: [[Int64]]

  /// Whether every cost can be paid, where some payments are 0 or at least a ticket.
  func isFeasible(deciding tickets: ArraySlice<(pledge: Int, item: Int, amount: Int64)>) -> Bool {
    guard coversEveryCut else { return false }
    guard let ticket = tickets.first else { return true }
    var without = self
    without.caps[ticket.pledge][ticket.item] = 0
    if without.isFeasible(deciding: tickets.dropFirst()) { return true }
    guard amounts[ticket.pledge] >= ticket.amount, costs[ticket.item] >= ticket.amount else {
      return false
    }
    var with = self
    with.amounts[ticket.pledge] -= ticket.amount
    with.costs[ticket.item] -= ticket.amount
    with.caps[ticket.pledge][ticket.item] -= ticket.amount
    return with.isFeasible(deciding: tickets.dropFirst())
  }

  private var coversEveryCut: Bool {
    let total = costs.reduce(0, +)
    return (0..<(1 << amounts.count)).allSatisfy { set in
      var capacity: Int64 = 0
      for pledge in amounts.indices where set & (1 << pledge) == 0 { capacity += amounts[pledge] }
      for item in costs.indices {
        var most: Int64 = 0
        for pledge in amounts.indices where set & (1 << pledge) != 0 { most += caps[pledge][item] }
        capacity += min(costs[item], most)
      }
      return capacity >= total
    }
  }
}
