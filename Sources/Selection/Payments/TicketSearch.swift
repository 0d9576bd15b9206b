import Portfolio

/// A search for a way to pay a portfolio with whole tickets.
///
/// Depth first. A node relaxes each pair of a payer and an initiative that is not decided to 0 ≤ y ≤ cap, and a
/// maximum flow pays what decided tickets leave, or shows that it cannot be paid. Tickets bound that flow three
/// times: one that is more than decided ones leave of the cost or of the amount is decided against; tickets of a
/// size or more pay of one cost together no more than whole ones can; and so it is with what one payer can spend on
/// all that it may pay (``TicketSums``). Branching is on a pair that pays something below its ticket.
///
/// Exponential in the number of such pairs at worst (deciding is NP-complete: bin packing); plain pledges are
/// drawn first, so that few are. A node begins with its parent's flow.
struct TicketSearch {
  /// A payer with a ticket, and an initiative of the portfolio that it may pay for.
  private struct Pair {
    let payer: Int
    let initiative: Int
    let ticket: Int64
    let cap: Int64
    /// What it pays while that is not decided: its edges from the initiative to the payer.
    let open: [Int]
    /// The edge of what it pays above its ticket.
    let above: Int
  }

  /// What has to be paid: an initiative, or a class of them.
  private struct Demand {
    let vertex: Int
    let cost: Int64
    /// The edges to payers without tickets.
    var plain: [Int] = []
    /// Its pairs, those with large tickets first.
    var pairs = 0..<0
    /// From the largest tickets on: the edge that all pairs with tickets of a size or more are paid through, and the
    /// end of those pairs.
    var levels: [(edge: Int, end: Int)] = []
  }

  private let network: FundingNetwork
  /// The graph before anything flows; edges of pairs and levels have no room yet.
  private var graph: ResidualGraph
  private var pairs: [Pair] = []
  private var demands: [Demand] = []
  /// For each payer its pairs.
  private var ofPayer: [[Int]]

  /// For each pair: it pays its ticket or more, it pays nothing, or that is not decided.
  private typealias Decisions = [Bool?]

  /// Prepares to pay a portfolio, whose order decides which way to pay it is found.
  init(_ network: FundingNetwork, paying starts: [Start]) {
    self.network = network
    graph = network.emptyGraph
    ofPayer = Array(repeating: [], count: network.payers.count)
    let chosen = Set(starts.map(\.initiative))
    for (payer, item) in network.payers.enumerated()
    where !item.pledge.onlyIf.isEmpty && item.pledge.onlyIf.allSatisfy(chosen.contains) {
      graph.widen(2 * payer, by: item.amount)
    }
    var ofClass = [Int64](repeating: 0, count: network.classes.count)
    for start in starts {
      guard let index = network.classIndex(of: start) else { continue }
      let cost = network.cost(start.initiative)
      ofClass[index] += cost
      for edge in edges(ofClass: index) where network.classes[index].hasShares {
        let payer = payer(of: edge)
        guard !network.payers[payer].isPlain else { continue }
        graph.widen(edge, by: network.share(payer, ofCost: cost))
      }
    }
    for (index, cost) in ofClass.enumerated() where cost > 0 {
      demands.append(
        Demand(
          vertex: 1 + network.payers.count + index,
          cost: cost,
          plain: edges(ofClass: index)
        )
      )
    }
    for start in starts where network.classIndex(of: start) == nil { addDemand(of: start) }
  }

  private func edges(ofClass index: Int) -> [Int] {
    Array(graph.edges(from: 1 + network.payers.count + index))
  }

  /// The payer that an edge leads to.
  private func payer(of edge: Int) -> Int { graph.head(of: edge) - 1 }

  private mutating func addDemand(of start: Start) {
    let cost = network.cost(start.initiative)
    guard cost > 0 else { return }
    var demand = Demand(vertex: graph.addVertex(), cost: cost)
    var able: [(payer: Int, ticket: Int64, cap: Int64)] = []
    for payer in network.kind(of: start).payers {
      let cap = network.cap(payer, ofCost: cost)
      guard cap > 0 else { continue }
      let ticket = network.payers[payer].ticket
      if ticket > 0 {
        able.append((payer, ticket, cap))
      } else {
        demand.plain.append(graph.addEdge(from: demand.vertex, to: 1 + payer, capacity: cap))
      }
    }
    able.sort { ($0.ticket, $1.payer) > ($1.ticket, $0.payer) }
    demand.pairs = pairs.count..<pairs.count + able.count
    // From the initiative through all its tickets to the larger ones among them.
    var tail = demand.vertex
    var path: [Int] = []
    var added: [Pair] = []
    for (index, item) in able.enumerated().reversed() {
      if index == able.count - 1 || item.ticket > able[index + 1].ticket {
        let head = graph.addVertex()
        path.append(graph.addEdge(from: tail, to: head, capacity: 0))
        demand.levels.append((path[path.count - 1], demand.pairs.lowerBound + index + 1))
        tail = head
      }
      added.append(
        Pair(
          payer: item.payer,
          initiative: start.initiative,
          ticket: item.ticket,
          cap: item.cap,
          open: path + [graph.addEdge(from: tail, to: 1 + item.payer, capacity: 0)],
          above: graph.addEdge(from: demand.vertex, to: 1 + item.payer, capacity: 0)
        )
      )
    }
    demand.levels.reverse()
    pairs += added.reversed()
    for index in demand.pairs { ofPayer[pairs[index].payer].append(index) }
    demands.append(demand)
  }

  /// A part of the search.
  private struct Node {
    var decisions: Decisions
    /// How its parent was paid, then how it is paid itself.
    var flow: ResidualGraph?
  }

  /// From so many pairs on a flow takes much room, and to find it demand by demand much time.
  private static let many = 2_000

  /// How often all broken tickets are decided at once.
  private static let dives = 20

  /// Looks for tickets with which the portfolio can be paid; each of them is decided.
  ///
  /// `goesOn` is asked before each node with the number of flows before. `nil`: there are none, or it did not
  /// go on.
  func run(while goesOn: (_ nodes: Int) -> Bool) -> TicketDecisions? {
    guard goesOn(0) else { return nil }
    var nodes = 0
    if let tickets = dive(&nodes, while: goesOn) { return tickets }
    var open = [Node(decisions: Decisions(repeating: nil, count: pairs.count))]
    while var node = open.popLast() {
      guard goesOn(nodes) else { return nil }
      nodes += 1
      guard pay(&node), let flow = node.flow else { continue }
      guard let broken = brokenPairs(of: node).first(where: { _ in true }) else {
        return settled(node)
      }
      let paysFirst = paysMost(broken, in: flow)
      node.decisions[broken] = !paysFirst
      // What may wait for long keeps no large flow.
      open.append(pairs.count < TicketSearch.many ? node : Node(decisions: node.decisions))
      node.decisions[broken] = paysFirst
      open.append(node)
    }
    return nil
  }

  /// Decides all pairs that break their tickets at once, again and again: among many initiatives that is often
  /// enough.
  private func dive(
    _ nodes: inout Int,
    while goesOn: (_ nodes: Int) -> Bool
  ) -> TicketDecisions? {
    var node = Node(decisions: Decisions(repeating: nil, count: pairs.count))
    for _ in 0..<TicketSearch.dives where goesOn(nodes) {
      nodes += 1
      guard pay(&node), let flow = node.flow else { return nil }
      let broken = Array(brokenPairs(of: node))
      if broken.isEmpty { return settled(node) }
      for pair in broken { node.decisions[pair] = paysMost(pair, in: flow) }
    }
    return nil
  }

  /// The vertices that the cut reaches that the portfolio breaks most, were tickets to bind single costs only; `nil`
  /// if it breaks none.
  func shortVertices() -> [Bool]? {
    var decisions = Decisions(repeating: nil, count: pairs.count)
    guard var task = task(&decisions), !pay(&task) else { return nil }
    let unpaid = demands.indices.filter { task.unpaid[$0] > 0 }.map { demands[$0].vertex }
    var isReached = task.graph.reached(from: unpaid)
    // Payers whose conditions are not met, which the task left out.
    for demand in demands where isReached[demand.vertex] {
      for pair in pairs[demand.pairs] where graph.room(2 * pair.payer) == 0 {
        isReached[1 + pair.payer] = true
      }
    }
    return isReached
  }

  // MARK: - One node

  /// What is left to be paid above decided tickets.
  private struct Task {
    var graph: ResidualGraph
    /// For each demand what is not paid yet.
    var unpaid: [Int64]
  }

  /// The task that decisions leave; `nil` if they are too much.
  ///
  /// Decides against the pairs whose tickets no longer fit.
  private func task(_ decisions: inout Decisions) -> Task? {
    var task = Task(graph: graph, unpaid: demands.map(\.cost))
    for (index, pair) in pairs.enumerated() where decisions[index] == true {
      task.graph.widen(2 * pair.payer, by: -pair.ticket)
      task.graph.widen(pair.above, by: pair.cap - pair.ticket)
    }
    guard network.payers.indices.allSatisfy({ task.graph.room(2 * $0) >= 0 }) else { return nil }
    for (position, demand) in demands.enumerated() where !demand.pairs.isEmpty {
      var rest = demand.cost
      for index in demand.pairs where decisions[index] == true { rest -= pairs[index].ticket }
      guard rest >= 0 else { return nil }
      task.unpaid[position] = rest
      var sums = TicketSums(ofCost: rest)
      var first = demand.pairs.lowerBound
      for level in demand.levels {
        for index in first..<level.end where decisions[index] == nil {
          let pair = pairs[index]
          let most = min(rest, task.graph.room(2 * pair.payer))
          guard pair.ticket <= most else {
            decisions[index] = false
            continue
          }
          let cap = min(pair.cap, most)
          sums.add(ticket: pair.ticket, cap: cap)
          task.graph.widen(pair.open[pair.open.count - 1], by: cap)
        }
        first = level.end
        task.graph.widen(level.edge, by: sums.most)
      }
    }
    return task
  }

  /// Takes from each payer's amount what it cannot spend on whole tickets.
  private func narrowAmounts(of task: inout Task, _ decisions: Decisions) {
    for (payer, own) in ofPayer.enumerated() where !own.isEmpty {
      let left = task.graph.room(2 * payer)
      var usable = TicketSums(ofCost: left)
      var above: Int64 = 0
      for index in own {
        let pair = pairs[index]
        switch decisions[index] {
        case true?: above += pair.cap - pair.ticket
        case nil:
          usable.add(ticket: pair.ticket, cap: task.graph.room(pair.open[pair.open.count - 1]))
        case false?: break
        }
      }
      task.graph.widen(2 * payer, by: min(0, above + usable.most - left))
    }
  }

  /// Pays a node, beginning as its parent was paid; whether it can be paid.
  private func pay(_ node: inout Node) -> Bool {
    guard var task = task(&node.decisions) else { return false }
    narrowAmounts(of: &task, node.decisions)
    if let before = node.flow { repay(&task, node.decisions, as: before) }
    guard pay(&task) else { return false }
    node.flow = task.graph
    return true
  }

  /// Pays what it can as another flow did.
  private func repay(_ task: inout Task, _ decisions: Decisions, as before: ResidualGraph) {
    for (position, demand) in demands.enumerated() {
      for edge in demand.plain {
        pay(before.flow(edge), position, through: [edge], to: payer(of: edge), &task)
      }
      for index in demand.pairs where decisions[index] != false {
        let pair = pairs[index]
        let path = decisions[index] == nil ? pair.open : [pair.above]
        pay(before.flow(path[path.count - 1]), position, through: path, to: pair.payer, &task)
      }
    }
  }

  /// Pays an amount, or as much of it as there is room for, along a path.
  private func pay(
    _ amount: Int64,
    _ position: Int,
    through path: [Int],
    to payer: Int,
    _ task: inout Task
  ) {
    var amount = min(amount, task.unpaid[position], task.graph.room(2 * payer))
    for edge in path { amount = min(amount, task.graph.room(edge)) }
    guard amount > 0 else { return }
    for edge in path { task.graph.shift(edge, by: amount) }
    task.graph.shift(2 * payer, by: amount)
    task.unpaid[position] -= amount
  }

  /// Pays as much as can be of all that is left; whether that is all.
  ///
  /// One demand after the other, which breaks few tickets, but takes long among many demands.
  private func pay(_ task: inout Task) -> Bool {
    if pairs.count < TicketSearch.many {
      for (position, demand) in demands.enumerated() where task.unpaid[position] > 0 {
        task.unpaid[position] -= task.graph.augment(
          from: demand.vertex,
          to: 0,
          limit: task.unpaid[position]
        )
      }
    } else {
      let sources = demands.indices.map { (demands[$0].vertex, task.unpaid[$0]) }
      task.unpaid = task.graph.augment(from: sources, to: 0)
    }
    return task.unpaid.allSatisfy { $0 == 0 }
  }

  /// What a pair pays that is not decided.
  private func amount(of pair: Int, in flow: ResidualGraph) -> Int64 {
    let path = pairs[pair].open
    return flow.flow(path[path.count - 1])
  }

  /// Whether it is at least half of its ticket.
  private func paysMost(_ pair: Int, in flow: ResidualGraph) -> Bool {
    amount(of: pair, in: flow) >= (pairs[pair].ticket + 1) / 2
  }

  /// The undecided pairs that pay something below their tickets.
  private func brokenPairs(of node: Node) -> some Sequence<Int> {
    pairs.indices.lazy.filter { pair in
      guard node.decisions[pair] == nil, let flow = node.flow else { return false }
      return 1..<pairs[pair].ticket ~= amount(of: pair, in: flow)
    }
  }

  /// The decisions that a node's flow keeps.
  private func settled(_ node: Node) -> TicketDecisions {
    var tickets = TicketDecisions()
    for (index, pair) in pairs.enumerated() {
      let pays = node.decisions[index] ?? node.flow.map { amount(of: index, in: $0) > 0 } ?? false
      tickets.decide(.init(payer: pair.payer, initiative: pair.initiative), pays)
    }
    return tickets
  }
}
