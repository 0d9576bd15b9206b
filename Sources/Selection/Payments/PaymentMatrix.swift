/// Who pays what, given what each payer pays in all: the lexicographically largest way.
///
/// Starts are taken in the order of their cycles, then of their ids, and payers in the order of theirs: the first start
/// takes as much as it can from the first payer while everything can still be paid, then from the
/// second, and so on. That is one well-defined matrix, whatever the order of the rows, and a sparse
/// one: payers are used up one after the other.
///
/// What is already settled leaves the graph; the rest always stays a complete payment of what
/// remains. To raise one payment, the rest is rerouted along augmenting paths (from the demand back
/// to the payer), so a matrix costs a few short searches per start rather than a maximum flow each.
struct PaymentMatrix {
  private var graph: ResidualGraph
  /// The arcs' edges, by demand, in the order of the payers.
  private var edges: [[Int]] = []
  /// The same for the one start of a class with shares that is being settled; empty for other demands.
  private var ownEdges: [[Int]] = []
  /// What each payer still pays.
  private var left: [Int64]
  private let task: PaymentTask

  /// Starts from any complete payment, given by its flows along each demand's arcs.
  init(_ task: PaymentTask, flows: [[Int64]]) {
    self.task = task
    let payers = task.capacities.count
    left = Array(repeating: 0, count: payers)
    graph = ResidualGraph(vertices: payers + task.demands.count)
    graph.reserve(vertices: graph.vertexCount, edges: task.arcCount)
    for (index, demand) in task.demands.enumerated() {
      var edges: [Int] = []
      for (arc, flow) in zip(demand.arcs, flows[index]) {
        left[arc.payer] += flow
        edges.append(
          graph.addEdge(from: arc.payer, to: payers + index, capacity: arc.cap, flow: flow)
        )
      }
      self.edges.append(edges)
    }
    for demand in task.demands {
      guard demand.hasShares else {
        ownEdges.append([])
        continue
      }
      let vertex = graph.addVertex()
      ownEdges.append(demand.arcs.map { graph.addEdge(from: $0.payer, to: vertex, capacity: 0) })
    }
  }

  /// Settles a start that is a demand by itself; returns what each payer pays.
  mutating func settleAll(of demand: Int) -> [(payer: Int, amount: Int64)] {
    settle(task.demands[demand].amount, of: demand, along: edges[demand], isWhole: true)
  }

  /// Settles a start of a class without shares; returns what each payer pays.
  mutating func settle(_ cost: Int64, of demand: Int) -> [(payer: Int, amount: Int64)] {
    settle(cost, of: demand, along: edges[demand], isWhole: false)
  }

  /// Settles a start of a class with shares, given its own caps; returns what each payer pays.
  ///
  /// First takes the start out of the class: what the others' caps cannot hold is its, and of the
  /// rest, any part within its caps (see ``FundingNetwork/PayerClass/leastCost``).
  mutating func settle(
    _ cost: Int64,
    of demand: Int,
    caps: [Int64]
  ) -> [(payer: Int, amount: Int64)] {
    var rest = cost
    for (index, edge) in edges[demand].enumerated() {
      let isBounded = task.demands[demand].arcs[index].cap < ResidualGraph.unbounded / 2
      if isBounded { graph.widen(edge, by: -caps[index]) }
      let own = ownEdges[demand][index]
      graph.widen(own, by: caps[index])
      let excess = max(0, -graph.room(edge))
      graph.shift(edge, by: -excess)
      graph.shift(own, by: excess)
      rest -= excess
    }
    for (edge, own) in zip(edges[demand], ownEdges[demand]) where rest > 0 {
      let amount = min(rest, graph.flow(edge), graph.room(own))
      graph.shift(edge, by: -amount)
      graph.shift(own, by: amount)
      rest -= amount
    }
    return settle(cost, of: demand, along: ownEdges[demand], isWhole: true)
  }

  /// Takes `cost` out of a vertex, from its first payers as far as possible.
  private mutating func settle(
    _ cost: Int64,
    of demand: Int,
    along edges: [Int],
    isWhole: Bool
  ) -> [(payer: Int, amount: Int64)] {
    var payments: [(payer: Int, amount: Int64)] = []
    var rest = cost
    for (edge, arc) in zip(edges, task.demands[demand].arcs) {
      let present = graph.flow(edge)
      let wanted = min(rest, left[arc.payer], present + graph.room(edge))
      var taken = min(wanted, present)
      graph.shift(edge, by: -taken)
      if taken < wanted {
        let vertex = graph.head(of: edge)
        taken += graph.augment(from: vertex, to: arc.payer, limit: wanted - taken)
      }
      // Whoever could not pay all of the rest of a class cannot pay more of it later either.
      if isWhole || taken < rest { graph.widen(edge, by: -graph.room(edge)) }
      rest -= taken
      left[arc.payer] -= taken
      if taken > 0 { payments.append((arc.payer, taken)) }
    }
    return payments
  }
}
