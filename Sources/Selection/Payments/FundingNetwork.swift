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
/// Without tickets that is a maximum flow. Initiatives that the same pledges may pay without a share
/// or a ticket form a *class*: one vertex, whatever their number. The others have one each. With
/// tickets, a depth-first search decides pair by pair (see ``funding(of:)``).
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
    /// Its class, if all of the payers are plain.
    let classIndex: Int?
  }

  /// The scenario that it was made for.
  public let scenario: Scenario
  /// The pledges that can pay, in the order of their ids.
  let payers: [Payer]
  /// The payers of each class, in the order of ``Kind/payers``.
  let classes: [[Int]]
  /// The payers that wait for an initiative, by the initiative's position.
  let waiting: [Int: [Int]]
  /// Whether any payer has a smallest ticket.
  public let hasTickets: Bool
  /// Sink, payers and classes, before anything is chosen (see ``FundingState``).
  let emptyGraph: ResidualGraph
  private let signatures: [Int]
  private let kinds: [Kind]

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

    let eligibility = EligibilityTable(scenario, payers: payers)
    signatures = eligibility.signatures
    let order = payers.indices.sorted { left, right in
      let leftKey = (payers[left].ticket > 0 ? 1 : 0, eligibility.reach[left], left)
      let rightKey = (payers[right].ticket > 0 ? 1 : 0, eligibility.reach[right], right)
      return leftKey < rightKey
    }
    var kinds: [Kind] = []
    var classes: [[Int]] = []
    var classIndices: [[Int]: Int] = [:]
    for set in eligibility.sets {
      for cycle in scenario.cycles.indices {
        let able = order.filter { set.contains($0) && payers[$0].pledge.cycle <= cycle }
        guard able.allSatisfy({ payers[$0].isPlain }) else {
          kinds.append(Kind(payers: able, classIndex: nil))
          continue
        }
        let index = classIndices[able] ?? classes.count
        if index == classes.count {
          classIndices[able] = index
          classes.append(able)
        }
        kinds.append(Kind(payers: able, classIndex: index))
      }
    }
    self.kinds = kinds
    self.classes = classes
    emptyGraph = FundingNetwork.emptyGraph(payers: payers, classes: classes)
  }

  private static func emptyGraph(payers: [Payer], classes: [[Int]]) -> ResidualGraph {
    var graph = ResidualGraph(vertices: 1 + payers.count + classes.count)
    for (index, payer) in payers.enumerated() {
      let usable = payer.pledge.onlyIf.isEmpty ? payer.amount : 0
      graph.addEdge(from: 1 + index, to: 0, capacity: usable)
    }
    for (index, able) in classes.enumerated() {
      for payer in able {
        graph.addEdge(
          from: 1 + payers.count + index,
          to: 1 + payer,
          capacity: ResidualGraph.unbounded
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

  /// Who may pay for a start.
  func kind(of start: Start) -> Kind {
    kinds[signatures[start.initiative] * scenario.cycles.count + start.cycle]
  }

  /// The cost of an initiative in minor units.
  func cost(_ initiative: Int) -> Int64 { scenario.initiatives[initiative].cost.minorUnits }

  /// The most that a payer can pay of a cost: 0 if that is less than its ticket.
  func cap(_ payer: Int, ofCost cost: Int64) -> Int64 {
    let item = payers[payer]
    let share =
      item.isPlain ? cost : item.pledge.cap(ofCost: Money(minorUnits: cost)).minorUnits
    let cap = min(share, item.amount)
    return cap < item.ticket ? 0 : cap
  }
}

/// Whether an id stands before another in the order of their Unicode scalars (the same as that of
/// their UTF-8), which no locale and no table order changes.
func precedes(_ left: String, _ right: String) -> Bool {
  left.utf8.lexicographicallyPrecedes(right.utf8)
}
