/// What is left to pay of a portfolio once tickets are decided: demands, and who can meet them.
///
/// A demand is a class's sum of costs, or one initiative's cost above the decided tickets.
struct PaymentTask {
  /// One payer's part in a demand.
  struct Arc {
    let payer: Int
    let cap: Int64
  }

  struct Demand {
    /// The vertex of the ``FundingState`` that it stands for.
    let vertex: Int
    let amount: Int64
    /// Whether it is a class whose initiatives have caps of their own.
    let hasShares: Bool
    /// In the order of the payers.
    let arcs: [Arc]
  }

  /// What each payer can pay above its decided tickets; 0 while its condition is not met.
  let capacities: [Int64]
  let demands: [Demand]

  /// The task of a state in which everything is paid.
  init(_ state: FundingState) {
    let graph = state.graph
    let network = state.network
    let payers = network.payers.indices
    capacities = payers.map { graph.room(2 * $0) + graph.flow(2 * $0) }
    var demands: [Demand] = []
    for vertex in (1 + payers.count)..<max(1 + payers.count, graph.vertexCount) {
      var amount: Int64 = 0
      var arcs: [Arc] = []
      for edge in graph.edges(from: vertex) {
        amount += graph.flow(edge)
        arcs.append(
          Arc(payer: graph.head(of: edge) - 1, cap: graph.room(edge) + graph.flow(edge))
        )
      }
      guard amount > 0 else { continue }
      arcs.sort { $0.payer < $1.payer }
      let index = vertex - state.classVertex(0)
      let hasShares = network.classes.indices.contains(index) && network.classes[index].hasShares
      demands.append(Demand(vertex: vertex, amount: amount, hasShares: hasShares, arcs: arcs))
    }
    self.demands = demands
  }

  /// How many arcs there are: a measure of the work.
  var arcCount: Int { demands.reduce(0) { $0 + $1.arcs.count } }
}
