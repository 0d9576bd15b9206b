import Portfolio

/// The payments, projected out of the relaxation: min-cut rows that a point of it breaks.
///
/// For a set A of pledges every fundable portfolio keeps the row of ``Shortfall``. The relaxation with all
/// those rows is that of the model with its payments (Gale, "A theorem on flows in networks",
/// Pacific Journal of Mathematics 7, 1957; tickets do not bind a relaxation), but only a few of them ever matter.
/// Which one a point breaks most is found by a maximum flow from the kinds of starts, each with the
/// cost that the point gives it, to the pledges. The flow is scaled to integers: it only proposes a
/// set, whose row is then written in exact integers.
struct FundingCuts {
  private struct Member {
    let column: Int
    let start: Start
    let kind: Int
    let cost: Int64
    /// What its kind's payers up to each level can pay together.
    let most: [Double]
  }

  /// An initiative that pledges wait for: whether it is in for certain, and its free columns.
  private struct Condition {
    var isMet: Bool
    var columns: [Int]
  }

  private let network: FundingNetwork
  private let members: [Member]
  /// By kind: the positions of its members, and the largest of their costs.
  private let membersOfKind: [[Int]]
  private let largestCost: [Int64]
  /// The starts that are certain.
  private let fixed: [Start]
  private let conditions: [Int: Condition]
  private let fixedDemand: [Double]
  /// By kind with a share or a ticket, then by its payers: what they may pay of certain starts.
  private let fixedCaps: [[Double]]
  private let hasCaps: [Bool]
  /// By kind, then level: the positions of its payers with the largest tickets, with the second largest, and so on.
  private let levels: [[[Int]]]
  /// By kind, then level: what payers up to it can pay of certain starts.
  private let fixedMost: [[Double]]
  /// The kinds, those that the fewest can pay first, each with its payers, those that pay the fewest first.
  private let turns: [(kind: Int, positions: [Int])]

  /// Prepares the rows over the free columns of a program.
  ///
  /// - Parameters:
  ///   - network: who may pay.
  ///   - free: the starts of the program's columns.
  ///   - fixed: the starts that are in whatever the program says.
  init(_ network: FundingNetwork, free: [(column: Int, start: Start)], fixed: [Start]) {
    self.network = network
    self.fixed = fixed
    let levels = network.kinds.map {
      network.hasTickets ? FundingCuts.levels(of: $0, network) : []
    }
    self.levels = levels
    members = free.compactMap { column, start in
      let cost = network.cost(start.initiative)
      guard cost > 0 else { return nil }
      let kind = network.kindIndex(of: start)
      return Member(
        column: column,
        start: start,
        kind: kind,
        cost: cost,
        most: FundingCuts.most(ofCost: cost, levels[kind], network.kinds[kind], network)
      )
    }
    var membersOfKind = [[Int]](repeating: [], count: network.kinds.count)
    var largestCost = [Int64](repeating: 0, count: network.kinds.count)
    for (index, member) in members.enumerated() {
      membersOfKind[member.kind].append(index)
      largestCost[member.kind] = max(largestCost[member.kind], member.cost)
    }
    self.membersOfKind = membersOfKind
    self.largestCost = largestCost
    hasCaps = network.kinds.map { $0.payers.contains { !network.payers[$0].isPlain } }
    var demand = [Double](repeating: 0, count: network.kinds.count)
    var caps = network.kinds.indices.map { [kinds = network.kinds, hasCaps] kind in
      [Double](repeating: 0, count: hasCaps[kind] ? kinds[kind].payers.count : 0)
    }
    var most = levels.map { [Double](repeating: 0, count: $0.count) }
    for start in fixed {
      let kind = network.kindIndex(of: start)
      let cost = network.cost(start.initiative)
      demand[kind] += Double(cost)
      let sums = FundingCuts.most(ofCost: cost, levels[kind], network.kinds[kind], network)
      for level in sums.indices { most[kind][level] += sums[level] }
      for position in caps[kind].indices {
        caps[kind][position] += Double(
          network.cap(network.kinds[kind].payers[position], ofCost: cost)
        )
      }
    }
    fixedDemand = demand
    fixedCaps = caps
    fixedMost = most
    let breadths = network.breadthInKinds
    turns = network.kinds.indices.map { kind in
      let payers = network.kinds[kind].payers
      return (
        kind, payers.indices.sorted { (breadths[payers[$0]], $0) < (breadths[payers[$1]], $1) }
      )
    }
    .sorted { ($0.positions.count, $0.kind) < ($1.positions.count, $1.kind) }
    let isIn = Set(fixed.map(\.initiative))
    var conditions: [Int: Condition] = [:]
    for initiative in network.waiting.keys {
      conditions[initiative] = Condition(isMet: isIn.contains(initiative), columns: [])
    }
    for (column, start) in free where conditions[start.initiative] != nil {
      conditions[start.initiative]?.columns.append(column)
    }
    self.conditions = conditions
  }

  /// The payers with tickets of a kind, by their tickets, the largest first.
  private static func levels(of kind: FundingNetwork.Kind, _ network: FundingNetwork) -> [[Int]] {
    let tickets = kind.payers.map { network.payers[$0].ticket }
    return Set(tickets).filter { $0 > 0 }.sorted(by: >).map { ticket in
      tickets.indices.filter { tickets[$0] == ticket }
    }
  }

  /// What the payers up to each level can pay of a cost, if they pay whole tickets.
  private static func most(
    ofCost cost: Int64,
    _ levels: [[Int]],
    _ kind: FundingNetwork.Kind,
    _ network: FundingNetwork
  ) -> [Double] {
    var sums = TicketSums(ofCost: cost)
    return levels.map { level in
      for position in level {
        let payer = kind.payers[position]
        sums.add(
          ticket: network.payers[payer].ticket,
          cap: network.cap(payer, ofCost: cost)
        )
      }
      return Double(sums.most)
    }
  }

  /// What a point asks of the pledges, in units that are small enough and whole.
  private struct Task {
    /// By kind: what its starts cost, and what its payers with a share or a ticket may pay of that.
    var demand: [Int64]
    var caps: [[Int64]]
    /// By kind, then level: what payers up to it can pay.
    var most: [[Int64]]
    /// By payer: what it gives, and for which initiative that waits.
    var amounts: [Int64] = []
    var lacks: [Int?] = []
    /// What may be missing by rounding.
    var tolerance: Double
  }

  /// The set of pledges that a point overdraws most; `nil` if it overdraws none by more than a
  /// millionth.
  func violated(by point: [Double]) -> Shortfall? {
    guard let task = task(of: point), !isPaidInTurn(task) else { return nil }
    let kinds = task.demand.indices.filter { task.demand[$0] > 0 }
    var graph = ResidualGraph(vertices: 1 + network.payers.count + network.kinds.count)
    graph.reserve(
      vertices: 1 + network.payers.count + network.kinds.count,
      edges: kinds.reduce(network.payers.count) { $0 + network.kinds[$1].payers.count }
    )
    for (index, amount) in task.amounts.enumerated() {
      graph.addEdge(from: 1 + index, to: 0, capacity: amount)
    }
    let first = 1 + network.payers.count
    for kind in kinds {
      let payers = network.kinds[kind].payers
      func addEdge(from tail: Int, to position: Int) {
        let capacity = cap(kind, position, task)
        graph.addEdge(from: tail, to: 1 + payers[position], capacity: capacity)
      }
      for position in payers.indices where network.payers[payers[position]].ticket == 0 {
        addEdge(from: first + kind, to: position)
      }
      var tail = first + kind
      for (level, amount) in zip(levels[kind], task.most[kind]).reversed() {
        let head = graph.addVertex()
        graph.addEdge(from: tail, to: head, capacity: amount)
        for position in level { addEdge(from: head, to: position) }
        tail = head
      }
    }
    let left = graph.augment(from: kinds.map { (first + $0, task.demand[$0]) }, to: 0)
    guard Double(left.reduce(0, +)) > task.tolerance else { return nil }
    let unpaid = zip(kinds, left).filter { $0.1 > 0 }.map { first + $0.0 }
    let isReached = graph.reached(from: unpaid)
    return Shortfall(
      network,
      isShort: network.payers.indices.map { isReached[1 + $0] },
      lacks: task.lacks
    )
  }

  /// Adds up what a point asks; `nil` if it costs nothing.
  private func task(of point: [Double]) -> Task? {
    var demand = fixedDemand
    var caps = fixedCaps
    var most = fixedMost
    for member in members where point[member.column] > 1e-9 {
      let value = point[member.column]
      demand[member.kind] += value * Double(member.cost)
      for (level, amount) in member.most.enumerated() {
        most[member.kind][level] += value * amount
      }
      for position in caps[member.kind].indices {
        let payer = network.kinds[member.kind].payers[position]
        caps[member.kind][position] += value * Double(network.cap(payer, ofCost: member.cost))
      }
    }
    let total = demand.reduce(0, +)
    guard total > 0 else { return nil }
    // Flows below 2⁵² stay exact in `Double` too.
    let money = network.payers.reduce(total) { $0 + Double($1.amount) }
    let unit = Double(sign: .plus, exponent: 50 - Int(money.exponent), significand: 1)
    func scaled(_ amount: Double) -> Int64 { Int64((amount * unit).rounded()) }
    var task = Task(
      demand: demand.map(scaled),
      caps: caps.map { $0.map(scaled) },
      most: most.map { $0.map(scaled) },
      tolerance: max(1e-6 * total * unit, Double(demand.count))
    )
    for payer in network.payers {
      var share = 1.0
      var lack: Int?
      for initiative in payer.pledge.onlyIf {
        guard let condition = conditions[initiative], !condition.isMet else { continue }
        let value = condition.columns.reduce(0.0) { $0 + point[$1] }
        if value < share {
          share = max(0, value)
          lack = initiative
        }
      }
      task.amounts.append(scaled(Double(payer.amount) * share))
      task.lacks.append(lack)
    }
    return task
  }

  /// What a payer may pay of a kind's costs.
  private func cap(_ kind: Int, _ position: Int, _ task: Task) -> Int64 {
    hasCaps[kind] && !network.payers[network.kinds[kind].payers[position]].isPlain
      ? task.caps[kind][position] : ResidualGraph.unbounded
  }

  /// Whether all is paid when each kind in turn takes what it can; if not, a flow has to tell.
  private func isPaidInTurn(_ task: Task) -> Bool {
    var amounts = task.amounts
    var missing: Int64 = 0
    for (kind, positions) in turns where task.demand[kind] > 0 {
      // Tickets bound several payers together.
      guard levels[kind].isEmpty else { return false }
      var rest = task.demand[kind]
      for position in positions where rest > 0 {
        let payer = network.kinds[kind].payers[position]
        let amount = min(rest, amounts[payer], cap(kind, position, task))
        amounts[payer] -= amount
        rest -= amount
      }
      missing += rest
    }
    return Double(missing) <= task.tolerance
  }

  /// The pledges that come by each cycle, and those that pay alone for some initiatives: their rows
  /// are rarely broken, but cuts are about the whole points of them.
  func sets() -> [Shortfall] {
    let none = [Int?](repeating: nil, count: network.payers.count)
    var sets: [[Int]] = network.scenario.cycles.indices.map { cycle in
      network.payers.indices.filter { network.payers[$0].pledge.cycle <= cycle }
    }
    var seen = Set(sets)
    var isSeen = [Bool](repeating: false, count: network.kinds.count)
    for member in members where sets.count < 128 && !isSeen[member.kind] {
      isSeen[member.kind] = true
      let payers = network.kinds[member.kind].payers.sorted()
      if seen.insert(payers).inserted { sets.append(payers) }
    }
    return sets.map { set in
      var isShort = [Bool](repeating: false, count: network.payers.count)
      for payer in set { isShort[payer] = true }
      return Shortfall(network, isShort: isShort, lacks: none)
    }
  }

  /// The cost up to which one payer of a kind outside the set pays alone, so that nothing is left to the set.
  private func coverage(of kind: FundingNetwork.Kind, without set: Shortfall) -> Int64 {
    kind.payers.reduce(0) { most, payer in
      let item = network.payers[payer]
      return set.isShort[payer] || !item.isPlain ? most : max(most, item.amount)
    }
  }

  /// The row of a set of pledges over the free columns: Σ terms ≤ upper.
  func row(
    of shortfall: Shortfall
  ) -> (terms: [(column: Int, coefficient: Int64)], upper: Int64) {
    var upper: Int64 = 0
    var terms: [(column: Int, coefficient: Int64)] = []
    var extra: [Int: Int64] = [:]
    for (position, initiative) in zip(shortfall.pledges, shortfall.lacks) {
      let amount = network.scenario.pledges[position].amount.minorUnits
      guard let initiative, let condition = conditions[initiative], !condition.isMet else {
        upper += amount
        continue
      }
      for column in condition.columns { extra[column, default: 0] -= amount }
    }
    let covered = network.kinds.map { coverage(of: $0, without: shortfall) }
    for start in fixed
    where network.cost(start.initiative) > covered[network.kindIndex(of: start)] {
      upper -= network.part(of: start, leftTo: shortfall).minorUnits
    }
    let isAllPaidBySet = network.kinds.map { $0.payers.allSatisfy { shortfall.isShort[$0] } }
    func add(_ member: Member) {
      let part =
        member.cost <= covered[member.kind]
        ? 0
        : isAllPaidBySet[member.kind]
          ? member.cost : network.part(of: member.start, leftTo: shortfall).minorUnits
      let coefficient = part + (extra.removeValue(forKey: member.column) ?? 0)
      if coefficient != 0 { terms.append((member.column, coefficient)) }
    }
    let asked = network.kinds.indices.filter { largestCost[$0] > covered[$0] }
    // Few where one commune's pledges are short, and then worth putting in order.
    if extra.isEmpty, asked.reduce(0, { $0 + membersOfKind[$1].count }) * 8 < members.count {
      for position in asked.flatMap({ membersOfKind[$0] }).sorted() { add(members[position]) }
    } else {
      for member in members { add(member) }
    }
    // Conditions that cost nothing themselves.
    for column in extra.keys.sorted() {
      if let coefficient = extra[column] { terms.append((column, coefficient)) }
    }
    return (terms, upper)
  }
}
