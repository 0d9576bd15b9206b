import Portfolio

extension Formulation {
  /// Adds the money: flows from pledges to classes, payments with shares or tickets, budgets and
  /// conditions.
  mutating func addPayments() {
    let pledges = scenario.pledges
    let eligible = eligibility()
    // The columns through which each pledge spends, and by pledge and initiative where it has a
    // share or a ticket.
    var spending = [[Int]](repeating: [], count: pledges.count)
    var tickets: [PledgeAndInitiative: [(column: Int, cap: Int64)]] = [:]
    var ticketOrder: [PledgeAndInitiative] = []

    var classOrder: [ClassKey] = []
    var classes: [ClassKey: [(initiative: Int, column: Int)]] = [:]
    for initiative in starts.indices where scenario.initiatives[initiative].cost > .zero {
      for (cycle, column) in starts[initiative] {
        let payers = eligible[initiative].filter { pledges[$0].cycle <= cycle }
        let key = ClassKey(cycle: cycle, pledges: payers.filter { isPlain(pledges[$0]) })
        if classes[key] == nil { classOrder.append(key) }
        classes[key, default: []].append((initiative, column))
      }
    }
    for (index, key) in classOrder.enumerated() {
      let members = classes[key] ?? []
      var total: Int64 = 0
      var balance: [(column: Int, coefficient: Int64)] = []
      for (initiative, column) in members {
        let cost = scenario.initiatives[initiative].cost.minorUnits
        total += cost
        balance.append((column, -cost))
      }
      for pledge in key.pledges {
        let flow = addColumn(
          .flow(pledge: pledge, paymentClass: index),
          upper: min(pledges[pledge].amount.minorUnits, total),
          isInteger: false
        )
        spending[pledge].append(flow)
        balance.append((flow, 1))
      }
      for (initiative, column) in members {
        let payments = addPayments(
          initiative,
          key.cycle,
          column,
          payers: eligible[initiative],
          &tickets,
          &ticketOrder
        )
        for (pledge, payment) in payments {
          spending[pledge].append(payment)
          balance.append((payment, 1))
        }
        // What shares and tickets pay for one initiative must not spill over to its class.
        if !payments.isEmpty, members.count > 1 {
          let cost = scenario.initiatives[initiative].cost.minorUnits
          _ = addRow(payments.map { ($0.column, 1) } + [(column, -cost)], upper: 0)
        }
      }
      _ = addRow(balance, lower: 0, upper: 0)
    }
    addTickets(ticketOrder, tickets)
    addBudgets(spending)
  }

  /// Whether a pledge pays whole classes: it has neither a largest share nor a smallest ticket.
  func isPlain(_ pledge: Pledge) -> Bool { pledge.maxShare == nil && pledge.minTicket == nil }

  /// The pledges that may pay each initiative in some cycle, in table order.
  func eligibility() -> [[Int]] {
    scenario.initiatives.indices.map { initiative in
      guard !starts[initiative].isEmpty else { return [] }
      return scenario.pledges.indices.filter {
        let pledge = scenario.pledges[$0]
        return pledge.status != .withdrawn && pledge.amount > .zero
          && scenario.matches(pledge.earmarks, initiative)
      }
    }
  }

  /// The payments of pledges with a share or a ticket for one start.
  private mutating func addPayments(
    _ initiative: Int,
    _ cycle: Int,
    _ column: Int,
    payers: [Int],
    _ tickets: inout [PledgeAndInitiative: [(column: Int, cap: Int64)]],
    _ ticketOrder: inout [PledgeAndInitiative]
  ) -> [(pledge: Int, column: Int)] {
    var payments: [(pledge: Int, column: Int)] = []
    for index in payers {
      let pledge = scenario.pledges[index]
      guard !isPlain(pledge), pledge.cycle <= cycle else { continue }
      let cost = scenario.initiatives[initiative].cost
      let cap = min(pledge.cap(ofCost: cost), pledge.amount).minorUnits
      if let ticket = pledge.minTicket, ticket.minorUnits > cap { continue }
      let payment = addColumn(
        .payment(pledge: index, initiative: initiative, cycle: cycle),
        upper: cap,
        isInteger: false
      )
      _ = addRow([(payment, 1), (column, -cap)], upper: 0)
      payments.append((index, payment))
      if let ticket = pledge.minTicket, ticket.minorUnits > 1 {
        let pair = PledgeAndInitiative(pledge: index, initiative: initiative)
        if tickets[pair] == nil { ticketOrder.append(pair) }
        tickets[pair, default: []].append((payment, cap))
      }
    }
    return payments
  }

  private mutating func addTickets(
    _ order: [PledgeAndInitiative],
    _ payments: [PledgeAndInitiative: [(column: Int, cap: Int64)]]
  ) {
    for pair in order {
      guard let parts = payments[pair], let ticket = scenario.pledges[pair.pledge].minTicket
      else { continue }
      let isPaid = addColumn(
        .ticket(pledge: pair.pledge, initiative: pair.initiative),
        upper: 1,
        isInteger: true
      )
      let sum = parts.map { ($0.column, Int64(1)) }
      _ = addRow(sum + [(isPaid, -ticket.minorUnits)], lower: 0)
      _ = addRow(sum + [(isPaid, -(parts.map(\.cap).max() ?? 0))], upper: 0)
    }
  }

  private mutating func addBudgets(_ spending: [[Int]]) {
    for (index, columns) in spending.enumerated() where !columns.isEmpty {
      let pledge = scenario.pledges[index]
      let amount = pledge.amount.minorUnits
      _ = addRow(columns.map { ($0, 1) }, upper: amount)
      for condition in pledge.onlyIf {
        _ = addRow(
          columns.map { ($0, 1) } + starts[condition].map { ($0.column, -amount) },
          upper: 0
        )
      }
    }
  }
}

/// Initiatives that the same plain pledges may pay in the same cycle.
private struct ClassKey: Hashable {
  var cycle: Int
  var pledges: [Int]
}

/// A pledge with a ticket and an initiative that it may pay.
private struct PledgeAndInitiative: Hashable {
  var pledge: Int
  var initiative: Int
}
