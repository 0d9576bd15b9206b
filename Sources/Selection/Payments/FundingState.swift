import Portfolio

/// A fundable portfolio together with a way to pay it, which grows and shrinks by single starts.
///
/// Without tickets every answer is exact. With them, paying a portfolio is a search of its own
/// (`FundingNetwork.ticketFunding`), which is given up after some nodes, and no longer tried when they
/// are many in all: a start may then be refused that could be paid, never the other way round.
///
/// Holds an integer flow from what must be paid (classes, and initiatives with shares or tickets) to
/// the pledges and on to a sink; adding a start only augments it. Which flow it is depends on
/// the history; without tickets no answer does.
///
///     var state = FundingState(network)
///     for start in candidates { _ = state.add(start) }   // greedy
///
/// A value: copying it is a way to try something.
public struct FundingState: Sendable {
  /// Who may pay for what.
  public let network: FundingNetwork
  /// The flow's graph.
  ///
  /// Vertex 0 is the sink; then come the payers, the classes, the initiatives with their own vertex.
  /// Payer `k`'s edge to the sink is number `2k`.
  private(set) var graph: ResidualGraph
  /// What the vertices lack; empty except while a portfolio is tried.
  private(set) var unpaid: [(vertex: Int, amount: Int64)] = []
  private var cycles: [Int: Int] = [:]
  private var vertices: [Start: Int] = [:]
  /// How many initiatives each payer still waits for.
  private var lacking: [Int]
  /// How much may still be done in searches for whole tickets: nodes times starts.
  private var ticketEffort = 300_000

  /// The empty portfolio.
  public init(_ network: FundingNetwork) {
    self.network = network
    graph = network.emptyGraph
    lacking = network.conditionCounts
  }

  /// Pays as much of a portfolio as can be, or `nil` if the decided tickets alone are too much.
  ///
  /// Decided tickets are taken off at both ends, so the graph holds what is paid above them. What
  /// remains undone is in ``unpaid``.
  init?(_ network: FundingNetwork, paying starts: [Start], tickets: TicketDecisions) {
    self.init(network)
    var demands = [Int64](repeating: 0, count: graph.vertexCount)
    for start in starts {
      cycles[start.initiative] = start.cycle
      meetCondition(start.initiative)
    }
    let spent = tickets.spent(in: network)
    for start in starts {
      let cost = network.cost(start.initiative)
      guard cost > 0 else { continue }
      if let index = network.classIndex(of: start) {
        demands[classVertex(index)] += cost
        widenShares(of: index, cost: cost, by: 1)
        continue
      }
      let (vertex, fixed) = addVertex(for: start, tickets: tickets, spent: spent)
      guard fixed <= cost else { return nil }
      demands.append(cost - fixed)
      vertices[start] = vertex
    }
    guard network.payers.indices.allSatisfy({ graph.room(2 * $0) >= 0 }) else { return nil }
    let owing = demands.indices.filter { demands[$0] > 0 }
    let owed = graph.augment(from: owing.map { ($0, demands[$0]) }, to: 0)
    unpaid = zip(owing, owed).filter { $0.1 > 0 }.map { ($0, $1) }
  }

  /// The portfolio, in the order of the initiatives' positions.
  public var starts: [Start] {
    cycles.map { Start(initiative: $0.key, cycle: $0.value) }.sorted {
      $0.initiative < $1.initiative
    }
  }

  /// The cycle in which an initiative starts, `nil` if it is not in the portfolio.
  public func cycle(of initiative: Int) -> Int? { cycles[initiative] }

  /// Adds a start if the portfolio stays fundable.
  ///
  /// - Parameters:
  ///   - start: what to add.
  ///   - goesOn: asked before each node of a search for whole tickets.
  /// - Returns: Whether it was added; `false`, with the portfolio unchanged, also for an initiative
  ///   that is in already.
  public mutating func add(_ start: Start, while goesOn: () -> Bool = { true }) -> Bool {
    guard cycles[start.initiative] == nil else { return false }
    if network.hasTickets, network.waiting[start.initiative] == nil {
      enter(start)
      if payFromWhatIsLeft(start) { return true }
      leave(start)
      guard ticketEffort > 0, goesOn() else { return false }
      ticketEffort -= cycles.count
    }
    if network.hasTickets || network.waiting[start.initiative] != nil {
      let before = self
      enter(start)
      if pay(start), keepTickets(while: goesOn) { return true }
      restore(before)
      return false
    }
    enter(start)
    if pay(start) { return true }
    leave(start)
    return false
  }

  /// Removes a start if the rest stays fundable, which only conditional pledges can prevent.
  ///
  /// - Parameters:
  ///   - start: what to remove.
  ///   - goesOn: asked before each node of a search for whole tickets.
  /// - Returns: Whether it was removed; `false`, with the portfolio unchanged, also for a start that
  ///   is not in.
  public mutating func remove(_ start: Start, while goesOn: () -> Bool = { true }) -> Bool {
    guard cycles[start.initiative] == start.cycle else { return false }
    guard let waiting = network.waiting[start.initiative] else {
      leave(start)
      return true
    }
    let before = self
    leave(start)
    for payer in waiting {
      lacking[payer] += 1
      if lacking[payer] == 1 { close(payer) }
    }
    let owed = unpaid
    unpaid = []
    for (vertex, amount) in owed
    where graph.augment(from: vertex, to: 0, limit: amount) < amount {
      restore(before)
      return false
    }
    if keepTickets(while: goesOn) { return true }
    restore(before)
    return false
  }

  /// Goes back to an earlier state; what was done in vain is not forgotten.
  mutating func restore(_ before: FundingState) {
    let effort = ticketEffort
    self = before
    ticketEffort = effort
  }

  // MARK: - Vertices

  func payerVertex(_ payer: Int) -> Int { 1 + payer }

  func classVertex(_ index: Int) -> Int { 1 + network.payers.count + index }

  /// The vertex that pays for a start: its class's or its own; `nil` while it has none.
  func vertex(of start: Start) -> Int? {
    if let index = network.classIndex(of: start) { return classVertex(index) }
    return vertices[start]
  }

  /// Makes an initiative's own vertex, and takes decided tickets off the payers' amounts.
  ///
  /// Where decided tickets leave less of a cost or of an amount than another ticket, that one cannot be paid.
  private mutating func addVertex(
    for start: Start,
    tickets: TicketDecisions,
    spent: TicketDecisions.Spent
  ) -> (vertex: Int, fixed: Int64) {
    let vertex = graph.addVertex()
    let cost = network.cost(start.initiative)
    let open = cost - (spent.onInitiative[start.initiative] ?? 0)
    var fixed: Int64 = 0
    for payer in network.kind(of: start).payers {
      var cap = network.cap(payer, ofCost: cost)
      let ticket = network.payers[payer].ticket
      if ticket > 0 {
        switch tickets[.init(payer: payer, initiative: start.initiative)] {
        case true?:
          // An impossible ticket makes the fixed part exceed the cost.
          fixed += cap > 0 ? ticket : cost + 1
          cap -= min(cap, ticket)
          graph.widen(2 * payer, by: -ticket)
        case false?: cap = 0
        case nil:
          let left = network.payers[payer].amount - (spent.byPayer[payer] ?? 0)
          if ticket > min(open, left) { cap = 0 }
        }
      }
      if cap > 0 { graph.addEdge(from: vertex, to: payerVertex(payer), capacity: cap) }
    }
    return (vertex, fixed)
  }

  // MARK: - Changes

  private mutating func meetCondition(_ initiative: Int) {
    for payer in network.waiting[initiative] ?? [] {
      lacking[payer] -= 1
      if lacking[payer] == 0 { graph.widen(2 * payer, by: network.payers[payer].amount) }
    }
  }

  private mutating func enter(_ start: Start) {
    cycles[start.initiative] = start.cycle
    meetCondition(start.initiative)
    let cost = network.cost(start.initiative)
    if let index = network.classIndex(of: start) {
      widenShares(of: index, cost: cost, by: 1)
      return
    }
    guard cost > 0, vertices[start] == nil else { return }
    vertices[start] = addVertex(for: start, tickets: .init(), spent: .init()).vertex
  }

  /// Takes back what is paid for a start, and the start; a condition that it met stays met.
  private mutating func leave(_ start: Start) {
    take(back: start)
    cycles[start.initiative] = nil
  }

  private mutating func pay(_ start: Start) -> Bool {
    let cost = network.cost(start.initiative)
    guard cost > 0, let vertex = vertex(of: start) else { return true }
    let paid = graph.augment(from: vertex, to: 0, limit: cost)
    if paid < cost { unpaid = [(vertex, cost - paid)] }
    return paid == cost
  }

  /// Lets a class's payers with shares pay their part of one more initiative, or one fewer.
  private mutating func widenShares(of index: Int, cost: Int64, by sign: Int64) {
    guard network.classes[index].hasShares else { return }
    for edge in Array(graph.edges(from: classVertex(index))) {
      let payer = graph.head(of: edge) - 1
      if !network.payers[payer].isPlain {
        graph.widen(edge, by: sign * network.share(payer, ofCost: cost))
      }
    }
  }

  /// Takes back what is paid for a start.
  ///
  /// In a class, what exceeds the remaining shares goes first; then any payments of that sum will do.
  private mutating func take(back start: Start) {
    guard let vertex = vertex(of: start) else { return }
    let missing = unpaid.reduce(0) { $0 + $1.amount }
    unpaid = []
    var rest = network.cost(start.initiative) - missing
    let edges = Array(graph.edges(from: vertex))
    if let index = network.classIndex(of: start) {
      widenShares(of: index, cost: network.cost(start.initiative), by: -1)
      for edge in edges where graph.room(edge) < 0 {
        let amount = -graph.room(edge)
        graph.shift(edge, by: -amount)
        graph.shift(2 * (graph.head(of: edge) - 1), by: -amount)
        rest -= amount
      }
    }
    for edge in edges where rest > 0 {
      let amount = min(rest, graph.flow(edge))
      graph.shift(edge, by: -amount)
      graph.shift(2 * (graph.head(of: edge) - 1), by: -amount)
      rest -= amount
    }
  }

  /// Takes back all that a payer pays; what its initiatives then lack is left in ``unpaid``.
  private mutating func close(_ payer: Int) {
    for reverse in Array(graph.edges(from: payerVertex(payer))) where reverse & 1 == 1 {
      let amount = graph.room(reverse)
      guard amount > 0 else { continue }
      unpaid.append((graph.head(of: reverse), amount))
      graph.shift(reverse ^ 1, by: -amount)
      graph.shift(2 * payer, by: -amount)
    }
    graph.widen(2 * payer, by: -network.payers[payer].amount)
  }
}

// MARK: - Tickets

extension FundingState {
  /// Pays a start with whole tickets from what the payers have left, if that can be seen at once; otherwise
  /// nothing is paid.
  ///
  /// Those who may pay for the least pay first, as long as their tickets fit into the cost together; those
  /// without tickets, who can fill any gap, pay the rest.
  private mutating func payFromWhatIsLeft(_ start: Start) -> Bool {
    let cost = network.cost(start.initiative)
    guard cost > 0, let vertex = vertex(of: start) else { return true }
    unpaid = [(vertex, cost)]
    var able: [(edge: Int, payer: Int, most: Int64)] = []
    for edge in graph.edges(from: vertex) {
      let payer = graph.head(of: edge) - 1
      let most = min(graph.room(edge), graph.room(2 * payer))
      if most >= max(1, network.payers[payer].ticket) { able.append((edge, payer, most)) }
    }
    able.sort { left, right in
      let keys = [left, right].map { network.payers[$0.payer].ticket > 0 ? 0 : 1 }
      let breadths = [left, right].map { network.breadthInKinds[$0.payer] }
      return (keys[0], breadths[0], right.most, left.edge)
        < (keys[1], breadths[1], left.most, right.edge)
    }
    var most: Int64 = 0
    var tickets: Int64 = 0
    var payers: [(edge: Int, ticket: Int64, most: Int64)] = []
    for item in able where most < cost {
      let ticket = network.payers[item.payer].ticket
      guard tickets + ticket <= cost else { continue }
      payers.append((item.edge, ticket, item.most))
      most += item.most
      tickets += ticket
    }
    guard most >= cost else { return false }
    var rest = cost - tickets
    for payer in payers {
      let above = min(rest, payer.most - payer.ticket)
      rest -= above
      graph.shift(payer.edge, by: payer.ticket + above)
      graph.shift(2 * (graph.head(of: payer.edge) - 1), by: payer.ticket + above)
    }
    unpaid = []
    return true
  }

  /// After so many nodes of a search for whole tickets a start is left out.
  private static let patience = 100

  /// Whether a way was found to pay the portfolio with whole tickets; if so, the flow does.
  private mutating func keepTickets(while goesOn: () -> Bool) -> Bool {
    guard network.hasTickets, brokenTicket(tickets: TicketDecisions()) != nil else { return true }
    let starts = starts
    var nodes = 0
    let funding = network.funding(of: starts) {
      nodes = $0
      return nodes < Self.patience && nodes * starts.count < ticketEffort && goesOn()
    }
    ticketEffort -= nodes * starts.count
    guard case .found(var state) = funding else { return false }
    state.ticketEffort = ticketEffort
    self = state
    return true
  }

  /// Decisions on all tickets that the payments keep.
  var tickets: TicketDecisions {
    var tickets = TicketDecisions()
    for (start, vertex) in vertices where cycles[start.initiative] == start.cycle {
      for edge in graph.edges(from: vertex) {
        let payer = graph.head(of: edge) - 1
        guard network.payers[payer].ticket > 0 else { continue }
        tickets.decide(.init(payer: payer, initiative: start.initiative), graph.flow(edge) > 0)
      }
    }
    return tickets
  }

  /// The first undecided pair that pays something below its ticket, in the order of the
  /// initiatives' ids, then of the pledges'.
  func brokenTicket(tickets: TicketDecisions) -> TicketDecisions.Pair? {
    let initiatives = network.scenario.initiatives
    var first: TicketDecisions.Pair?
    for (start, vertex) in vertices where cycles[start.initiative] == start.cycle {
      if let first, first.initiative != start.initiative,
        precedes(initiatives[first.initiative].id, initiatives[start.initiative].id)
      {
        continue
      }
      for edge in graph.edges(from: vertex) {
        let payer = graph.head(of: edge) - 1
        let pair = TicketDecisions.Pair(payer: payer, initiative: start.initiative)
        let flow = graph.flow(edge)
        guard flow > 0, flow < network.payers[payer].ticket, tickets[pair] == nil else { continue }
        if let first, first.initiative == pair.initiative, first.payer < payer { continue }
        first = pair
      }
    }
    return first
  }

  /// The same payments, with the decided tickets put back and nothing decided any more.
  func undeciding(_ tickets: TicketDecisions) -> FundingState {
    var state = FundingState(network)
    let starts = self.starts
    for start in starts {
      state.cycles[start.initiative] = start.cycle
      state.meetCondition(start.initiative)
    }
    for edge in stride(from: 0, to: network.emptyGraph.edgeCount, by: 2) {
      state.graph.shift(edge, by: graph.flow(edge))
    }
    for start in starts {
      if let index = network.classIndex(of: start) {
        state.widenShares(of: index, cost: network.cost(start.initiative), by: 1)
      }
      guard let old = vertices[start] else { continue }
      let vertex = state.addVertex(for: start, tickets: .init(), spent: .init()).vertex
      state.vertices[start] = vertex
      var flows = [Int64](repeating: 0, count: network.payers.count)
      for edge in graph.edges(from: old) { flows[graph.head(of: edge) - 1] = graph.flow(edge) }
      for edge in Array(state.graph.edges(from: vertex)) {
        let payer = state.graph.head(of: edge) - 1
        let isOn = tickets[.init(payer: payer, initiative: start.initiative)] == true
        let fixed = isOn ? network.payers[payer].ticket : 0
        state.graph.shift(edge, by: flows[payer] + fixed)
        state.graph.shift(2 * payer, by: fixed)
      }
    }
    return state
  }
}
