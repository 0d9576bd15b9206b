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
  private let task: PaymentTask

  /// Starts from any complete payment, given by its flows along each demand's arcs.
  init(_ task: PaymentTask, flows: [[Int64]]) {
    self.task = task
    let payers = task.capacities.count
    graph = ResidualGraph(vertices: payers + task.demands.count)
    graph.reserve(vertices: graph.vertexCount, edges: task.arcCount)
    for (index, demand) in task.demands.enumerated() {
      edges.append(
        zip(demand.arcs, flows[index]).map { arc, flow in
          graph.addEdge(
            from: arc.payer,
            to: payers + index,
            capacity: arc.cap,
            flow: flow
          )
        }
      )
    }
  }

  /// Settles the next start: takes `amount` out of a demand, from its first payers as far as possible.
  ///
  /// - Parameters:
  ///   - amount: What the start costs above its decided tickets.
  ///   - demand: The demand that it is part of.
  ///   - isWhole: Whether it is all of the demand, so that the caps are its own.
  /// - Returns: What each payer pays.
  mutating func settle(
    _ amount: Int64,
    of demand: Int,
    isWhole: Bool
  ) -> [(payer: Int, amount: Int64)] {
    var payments: [(payer: Int, amount: Int64)] = []
    var rest = amount
    for (edge, arc) in zip(edges[demand], task.demands[demand].arcs) where rest > 0 {
      // An edge without room either way is closed.
      let present = graph.flow(edge)
      let room = graph.room[edge]
      guard present > 0 || room > 0 else { continue }
      var taken = min(rest, present)
      graph.shift(edge, by: -taken)
      if taken < rest, room > 0 {
        let vertex = graph.head(of: edge)
        taken += graph.augment(from: vertex, to: arc.payer, limit: min(rest - taken, room))
      }
      // A payer that could not pay all of the rest cannot pay more of this demand later either.
      if taken < rest || isWhole { graph.widen(edge, by: -graph.room[edge]) }
      rest -= taken
      if taken > 0 { payments.append((arc.payer, taken)) }
    }
    return payments
  }
}
