public import Portfolio

/// Who may pay for what in a scenario, arranged so that a portfolio's money can be checked fast.
///
/// A portfolio `x` is *fundable* if there are integers `y[p, i] ≥ 0` with
///
///     Σ_p y[p, i] = c[i]                 for each chosen i: its cost is paid in full
///     Σ_i y[p, i] ≤ B[p]                 for each pledge p
///     y[p, i] ≤ cap[p, i]                its largest share of a cost, rounded up
///     y[p, i] = 0 or y[p, i] ≥ ticket[p]
///     y[p, i] = 0                        unless p is not withdrawn, comes by the start of i, is
///                                        earmarked for i, and all of `only_if[p]` are chosen
///
/// Without tickets that is a maximum flow. Initiatives that the same pledges may pay form a *class*:
/// one vertex, whatever their number, that a pledge may pay up to the sum of its caps. That is exact
/// for plain pledges, and with largest shares for all costs but a few minor units (see
/// `PayerClass.leastCost`); only initiatives that a pledge with a smallest ticket may pay, and
/// those tiny ones, have a vertex each. With tickets, a depth-first search decides pair by pair (see
/// ``funding(of:)``).
///
/// Nothing here depends on the order of the pledges' rows: pledges are taken in the order of their
/// ids. Building takes O(n·columns + signatures·cycles·pledges); the network is immutable and cheap
/// to copy.
public struct FundingNetwork: Sendable {
  /// A pledge that can pay: not withdrawn, and more than nothing.
  struct Payer: Sendable {
    /// Its position in the scenario.
    let position: Int
    let pledge: Pledge
    /// B, in minor units.
    let amount: Int64
    /// The least it pays on an initiative, in minor units; 0 if any amount will do.
    let ticket: Int64
    /// Whether neither a share nor a ticket binds it.
    let isPlain: Bool
  }

  /// What an initiative's earmarks and its cycle say about who may pay.
  struct Kind: Sendable {
    /// The payers that may, those that can pay little else first, those with tickets last.
    let payers: [Int]
    /// Its class, if none of the payers has a ticket.
    let classIndex: Int?
  }

  /// Payers that may pay the same initiatives.
  struct PayerClass: Sendable {
    /// In the order of ``Kind/payers``.
    let payers: [Int]
    /// Whether some payer has a largest share.
    let hasShares: Bool
    /// From this cost on, paying the class is as good as paying its initiatives.
    ///
    /// Let σ be the sum of the shares of a set S of the payers. Totals Y can be split among the
    /// initiatives if Σ_S Y ≤ Σ_i min(c[i], Σ_S cap[p, i]) for every S (Gale 1957). If σ ≥ 1, the right
    /// side is all of the costs. If σ < 1, then 1 − σ ≥ 10^−d for shares of d decimals, so a cost
    /// of at least |S|·10^d exceeds σ·c + |S|, hence the sum of the rounded caps, and the condition
    /// follows from each payer's own: Y ≤ Σ_i cap. So 10^d for each payer with a share is enough.
    let leastCost: Int64

    init(_ members: [Int], of payers: [Payer]) {
      self.payers = members
      let shares = members.compactMap { payers[$0].isPlain ? nil : payers[$0].pledge.maxShare }
      hasShares = !shares.isEmpty
      let unit = Quantity.powerOfTen(shares.reduce(0) { max($0, $1.decimals) })
      let product = unit.multipliedReportingOverflow(by: Int64(shares.count))
      leastCost = product.overflow ? Int64.max : product.partialValue
    }
  }

  /// The scenario that it was made for.
  public private(set) var scenario: Scenario
  /// The pledges that can pay, in the order of their ids.
  private(set) var payers: [Payer]
  /// The classes.
  let classes: [PayerClass]
  /// The payers that wait for an initiative, by the initiative's position.
  let waiting: [Int: [Int]]
  /// For how many initiatives each payer waits.
  let conditionCounts: [Int]
  /// Whether any payer has a smallest ticket.
  public let hasTickets: Bool
  /// Sink, payers and classes, before anything is chosen (see ``FundingState``).
  private(set) var emptyGraph: ResidualGraph
  private let signatures: [Int]
  /// What starts can have in common, see ``kindIndex(of:)``.
  let kinds: [Kind]
  /// For each payer, how many of those it may pay for.
  let breadthInKinds: [Int]

  /// Arranges a scenario's pledges.
  public init(_ scenario: Scenario) {
    self.scenario = scenario
    let payers = FundingNetwork.payers(of: scenario)
    self.payers = payers
    hasTickets = payers.contains { $0.ticket > 0 }
    var waiting: [Int: [Int]] = [:]
    for (payer, item) in payers.enumerated() {
      for initiative in item.pledge.onlyIf { waiting[initiative, default: []].append(payer) }
    }
    self.waiting = waiting
    conditionCounts = payers.map { $0.pledge.onlyIf.count }

    let eligibility = EligibilityTable(scenario, payers: payers)
    signatures = eligibility.signatures
    let order = payers.indices.sorted { left, right in
      let leftKey = (payers[left].ticket > 0 ? 1 : 0, eligibility.reach[left], left)
      let rightKey = (payers[right].ticket > 0 ? 1 : 0, eligibility.reach[right], right)
      return leftKey < rightKey
    }
    let able = eligibility.sets.flatMap { set in
      scenario.cycles.indices.map { cycle in
        order.filter { set.contains($0) && payers[$0].pledge.cycle <= cycle }
      }
    }
    let sets = Set(able.filter { $0.allSatisfy { payers[$0].ticket == 0 } })
      .sorted { $0.lexicographicallyPrecedes($1) }
    let classIndices = Dictionary(
      uniqueKeysWithValues: zip(sets, sets.indices)
    )
    kinds = able.map { Kind(payers: $0, classIndex: classIndices[$0]) }
    var breadths = [Int](repeating: 0, count: payers.count)
    for payer in able.joined() { breadths[payer] += 1 }
    breadthInKinds = breadths
    classes = sets.map { PayerClass($0, of: payers) }
    emptyGraph = FundingNetwork.emptyGraph(payers: payers, classes: classes)
  }

  /// The same network with the money of another scenario; `nil` if the two differ in more that it is made from.
  func adapted(to other: Scenario) -> FundingNetwork? {
    var network = self
    network.scenario = other
    network.payers = FundingNetwork.payers(of: other)
    guard scenario.initiatives == other.initiatives, scenario.cycles == other.cycles,
      scenario.categories == other.categories, scenario.measures == other.measures,
      network.payers.count == payers.count,
      zip(network.payers, payers).allSatisfy({ new, old in
        var pledge = new.pledge
        pledge.amount = old.pledge.amount
        return pledge == old.pledge && new.position == old.position
      })
    else { return nil }
    for (index, payer) in network.payers.enumerated() where payer.pledge.onlyIf.isEmpty {
      network.emptyGraph.widen(2 * index, by: payer.amount - payers[index].amount)
    }
    return network
  }

  private static func emptyGraph(payers: [Payer], classes: [PayerClass]) -> ResidualGraph {
    var graph = ResidualGraph(vertices: 1 + payers.count + classes.count)
    for (index, payer) in payers.enumerated() {
      let usable = payer.pledge.onlyIf.isEmpty ? payer.amount : 0
      graph.addEdge(from: 1 + index, to: 0, capacity: usable)
    }
    for (index, able) in classes.enumerated() {
      for payer in able.payers {
        graph.addEdge(
          from: 1 + payers.count + index,
          to: 1 + payer,
          capacity: payers[payer].isPlain ? ResidualGraph.unbounded : 0
        )
      }
    }
    return graph
  }

  private static func payers(of scenario: Scenario) -> [Payer] {
    scenario.pledges.enumerated()
      .filter { $0.element.status != .withdrawn && $0.element.amount > .zero }
      .sorted { precedes($0.element.id, $1.element.id) }
      .map { position, pledge in
        // A ticket of one minor unit asks for nothing, and a share of all limits nothing.
        let ticket = pledge.minTicket.map { $0.minorUnits > 1 ? $0.minorUnits : 0 } ?? 0
        return Payer(
          position: position,
          pledge: pledge,
          amount: pledge.amount.minorUnits,
          ticket: ticket,
          isPlain: ticket == 0 && (pledge.maxShare ?? 1) >= 1
        )
      }
  }

  /// Whether all pledges are as one: each may pay all of any start.
  var isPooled: Bool {
    payers.allSatisfy { $0.isPlain && $0.pledge.onlyIf.isEmpty }
      && kinds.allSatisfy { $0.payers.count == payers.count }
  }

  /// Who may pay for a start.
  func kind(of start: Start) -> Kind { kinds[kindIndex(of: start)] }

  /// The position in ``kinds`` of a start's kind.
  func kindIndex(of start: Start) -> Int {
    signatures[start.initiative] * scenario.cycles.count + start.cycle
  }

  /// The cost of an initiative in minor units.
  func cost(_ initiative: Int) -> Int64 { scenario.initiatives[initiative].cost.minorUnits }

  /// Whether the payers could pay for a start if it were alone and no ticket split badly.
  func canPay(_ start: Start) -> Bool {
    let cost = cost(start.initiative)
    var rest = cost
    for payer in kind(of: start).payers where rest > 0 {
      rest -= min(rest, cap(payer, ofCost: cost))
    }
    return rest == 0
  }

  /// The class of a start, `nil` if it has a vertex of its own.
  func classIndex(of start: Start) -> Int? {
    guard let index = kind(of: start).classIndex else { return nil }
    return cost(start.initiative) >= classes[index].leastCost ? index : nil
  }

  /// A payer's largest share of a cost.
  func share(_ payer: Int, ofCost cost: Int64) -> Int64 {
    let item = payers[payer]
    return item.isPlain ? cost : item.pledge.cap(ofCost: Money(minorUnits: cost)).minorUnits
  }

  /// The most that a payer can pay of a cost: 0 if that is less than its ticket.
  func cap(_ payer: Int, ofCost cost: Int64) -> Int64 {
    let cap = min(share(payer, ofCost: cost), payers[payer].amount)
    return cap < payers[payer].ticket ? 0 : cap
  }
}

/// Whether an id stands before another in the order of their Unicode scalars (the same as that of
/// their UTF-8), which no locale and no table order changes.
func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
