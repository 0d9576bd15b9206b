public import Portfolio

/// Who pays what for a portfolio: every cost in full, by the scenario's ``Allocation``.
///
/// The same scenario and portfolio have the same split whatever the order of rows. Definition,
/// uniqueness, rounding and sources: `docs/payments.md`.
///
///     let split = FundingNetwork(scenario).split(portfolio)
public struct PaymentSplit: Hashable, Sendable {
  /// What a pledge pays for one initiative.
  public struct Part: Hashable, Sendable {
    /// Position of the pledge.
    public let pledge: Int
    /// The amount, above zero.
    public let amount: Money
  }

  /// For each start, in the order given: who pays, in the order of the pledges' ids.
  public let payments: [[Part]]
  /// Whether what the pledges pay in all is proven best; only smallest tickets can leave it unproven.
  public let isExact: Bool
}

extension FundingNetwork {
  /// Splits a portfolio's costs by the scenario's allocation.
  ///
  /// Without tickets, the one best split. With tickets, depth-first branch and bound over the pairs of
  /// a pledge and an initiative: a node relaxes the undecided pairs, and its best split bounds all
  /// below it. If that split keeps all tickets it is a candidate; otherwise the first pair that breaks
  /// its ticket (by initiative's id, then pledge's id) is decided both ways, first paid if it has at least half
  /// of its ticket. After 2,000 nodes, fewer when there are more than 1,000 pairs of a pledge and what it
  /// may pay (see `docs/payments.md`), the best split found is given, and called inexact.
  ///
  /// - Parameter starts: A portfolio; each initiative at most once.
  /// - Returns: The split, or `nil` if the portfolio cannot be paid.
  public func split(_ starts: [Start]) -> PaymentSplit? { split(starts) { _ in true } }

  /// The same while `goesOn`, which is asked before each node with the number of those before.
  ///
  /// Where it does not go on at once, tickets found for fundability are kept. The portfolio can be paid by
  /// those that are `known`, if any are.
  func split(
    _ starts: [Start],
    known: TicketDecisions? = nil,
    while goesOn: (_ nodes: Int) -> Bool
  ) -> PaymentSplit? {
    let order = PaymentOrder(self)
    let turns = Turns(starts, scenario.initiatives)
    guard hasTickets else {
      return solution(of: starts, turns, tickets: TicketDecisions(), order: order, better: nil)
        .map { PaymentSplit(payments: parts($0.payments), isExact: true) }
    }
    guard let payable = known ?? ticketFunding(of: starts)?.tickets,
      let waived = FundingState(self, paying: starts, tickets: TicketDecisions())
    else { return nil }
    let arcs = PaymentTask(waived).arcCount
    let most = min(2_000, max(20, 2_000_000_000 / max(1, arcs * arcs)))
    var nodes = 0
    var best: Solution?
    var open = [TicketDecisions()]
    while nodes < most, goesOn(nodes), let tickets = open.popLast() {
      nodes += 1
      guard
        let found = solution(
          of: starts,
          turns,
          tickets: tickets,
          order: order,
          better: best?.totals
        )
      else { continue }
      guard let broken = found.broken else {
        best = found
        continue
      }
      let paysFirst = broken.amount >= (payers[broken.pair.payer].ticket + 1) / 2
      open.append(tickets.deciding(broken.pair, !paysFirst))
      open.append(tickets.deciding(broken.pair, paysFirst))
    }
    let isExact = open.isEmpty
    if best == nil {
      // Those that a short search finds are the same for every order of the rows.
      let found = known.flatMap { _ in
        ticketFunding(of: starts) { $0 < 1_000 && $0 * starts.count < 400_000 && goesOn($0) }
      }
      let tickets = found?.tickets ?? payable
      best = solution(of: starts, turns, tickets: tickets, order: order, better: nil)
    }
    return best.map { PaymentSplit(payments: parts($0.payments), isExact: isExact) }
  }

  /// The best split under some ticket decisions.
  private struct Solution {
    /// What each payer pays in all.
    let totals: [Int64]
    /// What the payers pay for each start, in their order.
    let payments: [[(payer: Int, amount: Int64)]]
    /// The first undecided pair whose payment breaks its ticket, by initiative's id, then pledge's id; if there is
    /// one, payments that do not bear on it are left out.
    let broken: (pair: TicketDecisions.Pair, amount: Int64)?
  }

  /// The best split with undecided tickets waived; `nil` if there is none, or its totals are not
  /// preferred to `better`.
  private func solution(
    of starts: [Start],
    _ turns: Turns,
    tickets: TicketDecisions,
    order: PaymentOrder,
    better: [Int64]?
  ) -> Solution? {
    guard let state = FundingState(self, paying: starts, tickets: tickets), state.unpaid.isEmpty
    else { return nil }
    let task = PaymentTask(state)
    // What a start's payers pay beforehand, and in all.
    let fixed = starts.map { start in
      kind(of: start).payers.filter {
        tickets[.init(payer: $0, initiative: start.initiative)] == true
      }
    }
    var fixedTotals = [Int64](repeating: 0, count: payers.count)
    for payer in fixed.joined() { fixedTotals[payer] += payers[payer].ticket }

    let levelled = order.level(task, fixed: fixedTotals)
    let totals = levelled.totals
    if let better, !order.prefers(totals, to: better) { return nil }

    var matrix = PaymentMatrix(task, flows: levelled.flows)
    var demandOf: [Int: Int] = [:]
    for (index, demand) in task.demands.enumerated() { demandOf[demand.vertex] = index }
    var payments = [[(payer: Int, amount: Int64)]](repeating: [], count: starts.count)
    var broken: (pair: TicketDecisions.Pair, amount: Int64)?
    var leastBroken = Int.max
    for (place, turn) in turns.order.enumerated() {
      let start = starts[turn]
      if let vertex = state.vertex(of: start), let demand = demandOf[vertex] {
        let cost = cost(start.initiative)
        if classIndex(of: start) == nil {
          payments[turn] = matrix.settleAll(of: demand)
        } else if task.demands[demand].hasShares {
          let caps = task.demands[demand].arcs.map { share($0.payer, ofCost: cost) }
          payments[turn] = matrix.settle(cost, of: demand, caps: caps)
        } else {
          payments[turn] = matrix.settle(cost, of: demand)
        }
      }
      payments[turn] = adding(ticketsOf: fixed[turn], to: payments[turn])
      let least = payments[turn].first { payer, amount in
        amount < payers[payer].ticket
          && tickets[.init(payer: payer, initiative: start.initiative)] == nil
      }
      if let least, turns.ranks[turn] < leastBroken {
        broken = (.init(payer: least.payer, initiative: start.initiative), least.amount)
        leastBroken = turns.ranks[turn]
      }
      if leastBroken < turns.leastLater[place] { break }
    }
    return Solution(totals: totals, payments: payments, broken: broken)
  }

  /// Payments and the tickets that some payers pay beforehand, in the order of the payers.
  private func adding(
    ticketsOf fixed: [Int],
    to payments: [(payer: Int, amount: Int64)]
  ) -> [(payer: Int, amount: Int64)] {
    guard !fixed.isEmpty else { return payments }
    var amounts = [Int64](repeating: 0, count: payers.count)
    for (payer, amount) in payments { amounts[payer] += amount }
    for payer in fixed { amounts[payer] += payers[payer].ticket }
    return amounts.indices.filter { amounts[$0] > 0 }.map { ($0, amounts[$0]) }
  }

  /// The order in which a portfolio's starts are paid.
  private struct Turns {
    /// By cycle, then initiative's id.
    let order: [Int]
    /// For each start its place by initiative's id alone.
    let ranks: [Int]
    /// For each place in the order, the least rank after it.
    let leastLater: [Int]

    init(_ starts: [Start], _ initiatives: [Initiative]) {
      let byID = starts.indices.sorted {
        precedes(initiatives[starts[$0].initiative].id, initiatives[starts[$1].initiative].id)
      }
      var ranks = byID
      for (rank, start) in byID.enumerated() { ranks[start] = rank }
      let order = starts.indices.sorted {
        (starts[$0].cycle, ranks[$0]) < (starts[$1].cycle, ranks[$1])
      }
      var leastLater = [Int](repeating: .max, count: order.count)
      for place in order.indices.dropLast().reversed() {
        leastLater[place] = min(leastLater[place + 1], ranks[order[place + 1]])
      }
      self.order = order
      self.ranks = ranks
      self.leastLater = leastLater
    }
  }

  private func parts(_ payments: [[(payer: Int, amount: Int64)]]) -> [[PaymentSplit.Part]] {
    payments.map {
      $0.map { payer, amount in
        PaymentSplit.Part(
          pledge: payers[payer].position,
          amount: Money(minorUnits: amount)
        )
      }
    }
  }
}
