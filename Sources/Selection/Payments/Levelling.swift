/// Levels what groups of payers pay: the largest burden as small as possible, then the next, and so on.
///
/// The vectors of what the groups can pay towards the demands are the integer points of a polymatroid,
/// and those that meet all of them its bases. A group's k-th minor unit has the *key*
/// (k ÷ weight, −weight, position), in lexicographic order. The greedy that always takes the next
/// unit with the smallest key, while the vector can still be paid, ends in the one base whose
/// keys, in descending order, are lexicographically smallest; `docs/payments.md` proves that this base
/// is levelled. Units are not taken one by one: levels are 2⁻⁶⁰ apart, so that between two
/// neighbours each group has at most one unit (amounts are below 2⁵³), and the highest level that can
/// be paid is found from violated cuts (discrete Newton method), each from one maximum flow. Then the
/// units up to the next level are tried in the order of their keys; a refused unit settles its
/// group and all that its cut reaches.
///
/// Sources: Fujishige, *Lexicographically optimal base of a polymatroid with respect to a weight
/// vector* (1980); Federgruen and Groenevelt, *The greedy procedure for resource allocation problems*
/// (1986); Frank and Murota, *Decreasing minimization on M-convex sets* (2019).
struct Levelling {
  /// Payers that are levelled as one.
  struct Group {
    let payers: [Int]
    /// What the burden is measured by, in minor units; above 0.
    let weight: Int64
    /// What it pays beforehand: its decided tickets.
    let fixed: Int64
  }

  /// The number of levels between burdens 0 and 1.
  private static let top = Int64(1) << 60
  private static let source = 0
  private static let sink = 1

  private let groups: [Group]
  private let task: PaymentTask
  private var graph: ResidualGraph
  /// The edges of the demands' arcs, in their order.
  private var arcEdges: [Int] = []
  private var unpaid: Int64

  init(_ task: PaymentTask, groups: [Group]) {
    self.task = task
    self.groups = groups
    unpaid = task.demands.reduce(0) { $0 + $1.amount }
    let firstPayer = 2 + groups.count
    let firstDemand = firstPayer + task.capacities.count
    graph = ResidualGraph(vertices: firstDemand + task.demands.count)
    graph.reserve(
      vertices: graph.vertexCount,
      edges: groups.count + task.capacities.count + task.demands.count + task.arcCount
    )
    // Group g's edge is number 2g.
    for group in groups.indices {
      graph.addEdge(from: Levelling.source, to: 2 + group, capacity: 0)
    }
    for (index, group) in groups.enumerated() {
      for payer in group.payers where task.capacities[payer] > 0 {
        graph.addEdge(from: 2 + index, to: firstPayer + payer, capacity: task.capacities[payer])
      }
    }
    for (index, demand) in task.demands.enumerated() {
      for arc in demand.arcs {
        arcEdges.append(
          graph.addEdge(
            from: firstPayer + arc.payer,
            to: firstDemand + index,
            capacity: arc.cap
          )
        )
      }
      graph.addEdge(from: firstDemand + index, to: Levelling.sink, capacity: demand.amount)
    }
  }

  /// What a group pays, its decided tickets included.
  func total(of group: Int) -> Int64 { groups[group].fixed + graph.flow(2 * group) }

  /// What is paid along each demand's arcs, in their order.
  var flows: [[Int64]] {
    var next = 0
    return task.demands.map { demand in
      demand.arcs.map { _ in
        next += 1
        return graph.flow(arcEdges[next - 1])
      }
    }
  }

  /// Makes a group pay a total that it is known to be able to.
  mutating func hold(_ group: Int, at total: Int64) {
    raise([(group, total - groups[group].fixed)])
  }

  /// Levels some groups, given what the others pay, until none of them can pay more.
  mutating func level(_ members: [Int]) {
    var open = members.filter { groups[$0].payers.contains { task.capacities[$0] > 0 } }
    var lowest: Int64 = 0
    while !open.isEmpty, unpaid > 0 {
      let level = raiseLevel(of: open, from: lowest)
      guard level < Levelling.top else { return }
      takeUnits(of: &open, upTo: level + 1)
      lowest = level + 1
    }
  }

  /// Raises the groups to the highest level that they can all pay, and returns it.
  private mutating func raiseLevel(of open: [Int], from lowest: Int64) -> Int64 {
    let before = self
    var level = highestLevel(
      of: open,
      within: unpaid + open.reduce(0) { $0 + graph.flow(2 * $1) },
      from: lowest,
      below: Levelling.top + 1
    )
    while true {
      raise(open.map { ($0, quota(of: $0, at: level)) })
      let isReached = graph.reached(from: [Levelling.source])
      let cut = open.filter { isReached[2 + $0] }
      if cut.isEmpty { return level }
      // The groups of the cut pay all they can; a level that asks more of them is too high.
      let most = cut.reduce(0) { $0 + graph.flow(2 * $1) }
      self = before
      level = highestLevel(of: cut, within: most, from: lowest, below: level)
    }
  }

  /// Takes the units up to `level` in the order of their keys, and drops the groups that are settled.
  private mutating func takeUnits(of open: inout [Int], upTo level: Int64) {
    let units = open.filter { quota(of: $0, at: level) > graph.flow(2 * $0) }
      .sorted { precedes($0, $1) }
    var isSettled = [Bool](repeating: false, count: groups.count)
    for group in units where !isSettled[group] {
      graph.widen(2 * group, by: 1)
      if graph.augment(from: Levelling.source, to: Levelling.sink, limit: 1) == 1 {
        unpaid -= 1
        continue
      }
      let isReached = graph.reached(from: [Levelling.source])
      for other in groups.indices where isReached[2 + other] { isSettled[other] = true }
      graph.widen(2 * group, by: -1)
    }
    open.removeAll { isSettled[$0] }
  }

  /// Lets groups pay up to their quotas; what they cannot pay remains as room of their edges.
  private mutating func raise(_ quotas: [(group: Int, amount: Int64)]) {
    for (group, amount) in quotas {
      graph.widen(2 * group, by: amount - graph.flow(2 * group) - graph.room(2 * group))
    }
    unpaid -= graph.augment(
      from: Levelling.source,
      to: Levelling.sink,
      limit: ResidualGraph.unbounded
    )
  }

  /// What a group pays above its tickets at a level: ⌊level · weight⌋ in all.
  private func quota(of group: Int, at level: Int64) -> Int64 {
    let product = Int128(level) * Int128(groups[group].weight)
    return max(0, Int64(product >> 60) - groups[group].fixed)
  }

  /// The highest level, at least `lowest` and below `limit`, whose quotas sum to at most `amount`.
  private func highestLevel(
    of members: [Int],
    within amount: Int64,
    from lowest: Int64,
    below limit: Int64
  ) -> Int64 {
    var low = lowest
    var high = limit
    while high - low > 1 {
      let middle = low + (high - low) / 2
      let sum = members.reduce(Int64(0)) { $0 + quota(of: $1, at: middle) }
      if sum <= amount { low = middle } else { high = middle }
    }
    return low
  }

  /// Whether a group's next unit has a smaller key than another's.
  private func precedes(_ left: Int, _ right: Int) -> Bool {
    unitPrecedes(
      (total(of: left) + 1, groups[left].weight, left),
      (total(of: right) + 1, groups[right].weight, right)
    )
  }
}

/// Whether one unit's key is smaller than another's: by burden, then by the larger weight, whose
/// step to that burden is the smaller one, then by position.
func unitPrecedes(
  _ left: (unit: Int64, weight: Int64, position: Int),
  _ right: (unit: Int64, weight: Int64, position: Int)
) -> Bool {
  let leftBurden = Int128(left.unit) * Int128(right.weight)
  let rightBurden = Int128(right.unit) * Int128(left.weight)
  if leftBurden != rightBurden { return leftBurden < rightBurden }
  return left.weight != right.weight
    ? left.weight > right.weight : left.position < right.position
}
