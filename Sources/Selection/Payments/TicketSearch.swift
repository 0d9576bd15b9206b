import Portfolio

/// A search for a way to pay a portfolio with whole tickets.
///
/// Depth first. A node relaxes the pairs of a payer and an initiative that are not decided to 0 ≤ y ≤ cap, but for
/// those whose ticket is more than the decided ones leave of the cost or of the amount, and but for what
/// tickets of a size or more can pay of one cost together (``TicketSums``). A maximum flow pays the rest, or shows
/// that it cannot be paid. Branching is on a pair that pays something below its ticket.
/// Exponential in the number of such pairs at worst (deciding is NP-complete: bin packing); plain pledges
/// are drawn first, so that few are.
struct TicketSearch {
  /// A payer with a ticket, and an initiative of the portfolio that it may pay for.
  private struct Pair {
    let payer: Int
    let initiative: Int
    let ticket: Int64
    let cap: Int64
    /// The edge for what it pays while that is not decided, and the one for what it pays above its ticket.
    let openEdge: Int
    let edge: Int
  }

  /// An initiative that payers with tickets may pay for.
  private struct Demand {
    /// Its position in `costs`.
    let position: Int
    let cost: Int64
    /// Its pairs, those with large tickets first.
    let pairs: Range<Int>
    let levels: [Level]
  }

  /// The edge through which all pairs of an initiative with tickets of a size or more are paid, and the end of those
  /// pairs.
  private struct Level {
    let edge: Int
    let end: Int
  }

  private let network: FundingNetwork
  /// Nothing flows; edges of pairs and levels have no room yet.
  private var graph: ResidualGraph
  private var pairs: [Pair] = []
  private var demands: [Demand] = []
  /// What vertices have to be paid if no ticket is decided.
  private var costs: [(vertex: Int, amount: Int64)] = []

  /// Which pairs pay at least their ticket, and which nothing.
  private typealias Decisions = [Bool?]

  /// Prepares to pay a portfolio, whose order decides which way to pay it is found.
  init(_ network: FundingNetwork, paying starts: [Start]) {
    self.network = network
    graph = network.emptyGraph
    let chosen = Set(starts.map(\.initiative))
    for (payer, item) in network.payers.enumerated()
    where !item.pledge.onlyIf.isEmpty && item.pledge.onlyIf.allSatisfy(chosen.contains) {
      graph.widen(2 * payer, by: item.amount)
    }
    var ofClass = [Int64](repeating: 0, count: network.classes.count)
    for start in starts {
      let cost = network.cost(start.initiative)
      guard let index = network.classIndex(of: start) else { continue }
      ofClass[index] += cost
      guard network.classes[index].hasShares else { continue }
      for edge in Array(graph.edges(from: vertex(ofClass: index))) {
        let payer = graph.head(of: edge) - 1
        guard !network.payers[payer].isPlain else { continue }
        graph.widen(edge, by: network.share(payer, ofCost: cost))
      }
    }
    for (index, amount) in ofClass.enumerated() where amount > 0 {
      costs.append((vertex(ofClass: index), amount))
    }
    for start in starts where network.classIndex(of: start) == nil {
      let cost = network.cost(start.initiative)
      if cost > 0 { addDemand(start, cost) }
    }
  }

  private func vertex(ofClass index: Int) -> Int { 1 + network.payers.count + index }

  private mutating func addDemand(_ start: Start, _ cost: Int64) {
    let vertex = graph.addVertex()
    costs.append((vertex, cost))
    var able: [(payer: Int, ticket: Int64, cap: Int64)] = []
    for payer in network.kind(of: start).payers {
      let cap = network.cap(payer, ofCost: cost)
      guard cap > 0 else { continue }
      let ticket = network.payers[payer].ticket
      if ticket > 0 {
        able.append((payer, ticket, cap))
      } else {
        graph.addEdge(from: vertex, to: 1 + payer, capacity: cap)
      }
    }
    guard !able.isEmpty else { return }
    able.sort { ($1.ticket, $0.payer) < ($0.ticket, $1.payer) }
    let first = pairs.count
    var levels: [Level] = []
    var ends: [Int] = []
    for index in able.indices
    where index == able.count - 1 || able[index + 1].ticket < able[index].ticket {
      ends.append(index + 1)
    }
    // Through all tickets to those of a size or more, and through these to larger ones.
    var vertices: [Int] = []
    var tail = vertex
    for end in ends.reversed() {
      let head = graph.addVertex()
      let edge = graph.addEdge(from: tail, to: head, capacity: 0)
      levels.append(Level(edge: edge, end: first + end))
      vertices.append(head)
      tail = head
    }
    levels.reverse()
    vertices.reverse()
    var level = 0
    for (index, item) in able.enumerated() {
      if index == ends[level] { level += 1 }
      pairs.append(
        Pair(
          payer: item.payer,
          initiative: start.initiative,
          ticket: item.ticket,
          cap: item.cap,
          openEdge: graph.addEdge(from: vertices[level], to: 1 + item.payer, capacity: 0),
          edge: graph.addEdge(from: vertex, to: 1 + item.payer, capacity: 0)
        )
      )
    }
    demands.append(
      Demand(position: costs.count - 1, cost: cost, pairs: first..<pairs.count, levels: levels)
    )
  }

  /// Looks for tickets with which the portfolio can be paid; each of them is decided.
  ///
  /// `goesOn` is asked before each node with the number of those before. `nil`: there are none, or it did not
  /// go on.
  func run(while goesOn: (_ nodes: Int) -> Bool) -> TicketDecisions? {
    var open = [Decisions(repeating: nil, count: pairs.count)]
    var nodes = 0
    while var decisions = open.popLast() {
      guard goesOn(nodes) else { return nil }
      nodes += 1
      guard let task = task(&decisions), let paid = paid(task) else { continue }
      guard let broken = brokenPair(paid, decisions) else {
        return settled(decisions, paid)
      }
      let paysFirst = paid.flow(pairs[broken].openEdge) >= (pairs[broken].ticket + 1) / 2
      for pays in [!paysFirst, paysFirst] {
        decisions[broken] = pays
        open.append(decisions)
      }
    }
    return nil
  }

  /// The vertices that a most violated cut of the relaxation reaches; `nil` if it can be paid.
  func shortVertices() -> [Bool]? {
    var decisions = Decisions(repeating: nil, count: pairs.count)
    guard let task = task(&decisions) else { return nil }
    var graph = task.graph
    var unpaid: [Int] = []
    for (vertex, amount) in task.amounts
    where graph.augment(from: vertex, to: 0, limit: amount) < amount {
      unpaid.append(vertex)
    }
    return unpaid.isEmpty ? nil : graph.reached(from: unpaid)
  }

  private typealias Task = (graph: ResidualGraph, amounts: [(vertex: Int, amount: Int64)])

  /// What is left to be paid above the decided tickets, and through which edges; `nil` if they are too much.
  ///
  /// Decides against the pairs whose tickets no longer fit.
  private func task(_ decisions: inout Decisions) -> Task? {
    var graph = graph
    var amounts = costs
    for (index, pair) in pairs.enumerated() where decisions[index] == true {
      graph.widen(2 * pair.payer, by: -pair.ticket)
      graph.widen(pair.edge, by: pair.cap - pair.ticket)
    }
    guard network.payers.indices.allSatisfy({ graph.room[2 * $0] >= 0 }) else { return nil }
    for demand in demands {
      var open = demand.cost
      for index in demand.pairs where decisions[index] == true { open -= pairs[index].ticket }
      guard open >= 0 else { return nil }
      amounts[demand.position].amount = open
      var sums = TicketSums(ofCost: open)
      var first = demand.pairs.lowerBound
      for level in demand.levels {
        for index in first..<level.end where decisions[index] == nil {
          let pair = pairs[index]
          let left = graph.room[2 * pair.payer]
          guard pair.ticket <= min(open, left) else {
            decisions[index] = false
            continue
          }
          let cap = min(pair.cap, left, open)
          sums.add(ticket: pair.ticket, cap: cap)
          graph.widen(pair.openEdge, by: cap)
        }
        first = level.end
        graph.widen(level.edge, by: sums.most)
      }
    }
    return (graph, amounts)
  }

  /// The flow that pays all that is left, if there is one.
  private func paid(_ task: Task) -> ResidualGraph? {
    var graph = task.graph
    for (vertex, amount) in task.amounts
    where graph.augment(from: vertex, to: 0, limit: amount) < amount { return nil }
    return graph
  }

  /// An undecided pair that pays something below its ticket.
  private func brokenPair(_ flow: ResidualGraph, _ decisions: Decisions) -> Int? {
    pairs.indices.first {
      decisions[$0] == nil && 1..<pairs[$0].ticket ~= flow.flow(pairs[$0].openEdge)
    }
  }

  /// The decisions that a flow keeps.
  private func settled(_ decisions: Decisions, _ flow: ResidualGraph) -> TicketDecisions {
    var tickets = TicketDecisions()
    for (index, pair) in pairs.enumerated() {
      let pays = decisions[index] ?? (flow.flow(pair.openEdge) > 0)
      tickets = tickets.deciding(.init(payer: pair.payer, initiative: pair.initiative), pays)
    }
    return tickets
  }
}
