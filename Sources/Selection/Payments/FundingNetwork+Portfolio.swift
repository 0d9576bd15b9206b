public import Portfolio

/// Why a portfolio cannot be paid, whatever the tickets: what must come from some pledges is more
/// than they have.
///
/// For any set A of pledges, every fundable portfolio keeps
///
///     Σ_i (c[i] − Σ_{p ∉ A, eligible for i at t} min(cap[p, i], B[p]))⁺ x[i, t]  ≤  Σ_{p ∈ A usable} B[p]
///
/// and by max-flow/min-cut a portfolio that cannot be paid breaks it for some A (Gale, *A theorem on
/// flows in networks*, 1957).
public struct Shortfall: Hashable, Sendable {
  /// The positions of A's pledges, ascending.
  public let pledges: [Int]
  /// For each of them, an initiative of its `only_if` that the portfolio lacks, so that its amount
  /// counts only if that one is chosen too; `nil`: its amount counts.
  public let lacks: [Int?]
  /// The same set by the network's payers.
  let isShort: [Bool]

  /// The set of a network's payers `isShort`, each lacking an initiative or none.
  init(_ network: FundingNetwork, isShort: [Bool], lacks: [Int?]) {
    let short = network.payers.indices.filter { isShort[$0] }
      .sorted { network.payers[$0].position < network.payers[$1].position }
    pledges = short.map { network.payers[$0].position }
    self.lacks = short.map { lacks[$0] }
    self.isShort = isShort
  }
}

extension FundingNetwork {
  /// Whether a portfolio can be paid, tickets included; each initiative at most once.
  public func isFundable(_ starts: [Start]) -> Bool { funding(of: starts) != nil }

  /// A way to pay a portfolio, or `nil` if there is none: exact, tickets included.
  ///
  /// - Parameter starts: A portfolio; each initiative at most once.
  /// - Returns: The portfolio with its payments.
  public func funding(of starts: [Start]) -> FundingState? {
    guard case .found(let state) = funding(of: starts, while: { _ in true }) else { return nil }
    return state
  }

  /// What the search for a way to pay came to.
  enum Funding {
    case found(FundingState)
    case impossible
    /// The search was given up.
    case undecided
  }

  /// A way to pay a portfolio, unless the search for it is given up: `goesOn` is asked before each
  /// node with the number of those before.
  func funding(of starts: [Start], while goesOn: (_ nodes: Int) -> Bool) -> Funding {
    let asked = starts.reduce(0) { $0 + cost($1.initiative) }
    guard asked <= payers.reduce(0, { $0 + $1.amount }) else { return .impossible }
    guard hasTickets else {
      let state = FundingState(self, paying: starts, tickets: TicketDecisions())
      if let state, state.unpaid.isEmpty { return .found(state) }
      return .impossible
    }
    var isGivenUp = false
    let found = ticketFunding(of: starts) { nodes in
      isGivenUp = !goesOn(nodes)
      return !isGivenUp
    }
    if let found { return .found(found.state.undeciding(found.tickets)) }
    return isGivenUp ? .undecided : .impossible
  }

  /// Decisions on all tickets under which a portfolio can be paid, and how.
  func ticketFunding(
    of starts: [Start],
    while goesOn: (_ nodes: Int) -> Bool = { _ in true }
  ) -> (state: FundingState, tickets: TicketDecisions)? {
    // In the order of ids, so that the answer is the same for every order of the rows.
    let initiatives = scenario.initiatives
    let ordered = starts.sorted {
      precedes(initiatives[$0.initiative].id, initiatives[$1.initiative].id)
    }
    guard let tickets = TicketSearch(self, paying: ordered).run(while: goesOn),
      let state = FundingState(self, paying: ordered, tickets: tickets)
    else { return nil }
    return (state, tickets)
  }

  /// Why a portfolio cannot be paid even if tickets bound single initiatives only; `nil` if it could be.
  ///
  /// The set with the largest shortfall, and the smallest such set.
  ///
  /// - Parameter starts: A portfolio; each initiative at most once.
  /// - Returns: The certificate, from a minimum cut.
  public func shortfall(of starts: [Start]) -> Shortfall? {
    guard let isReached = TicketSearch(self, paying: starts).shortVertices() else { return nil }
    let chosen = Set(starts.map(\.initiative))
    return Shortfall(
      self,
      isShort: payers.indices.map { isReached[1 + $0] },
      lacks: payers.map { $0.pledge.onlyIf.first { !chosen.contains($0) } }
    )
  }

  /// What of a start's cost must come from a shortfall's pledges: its coefficient in the row.
  public func part(of start: Start, leftTo shortfall: Shortfall) -> Money {
    let cost = cost(start.initiative)
    var rest = cost
    var sums = TicketSums(ofCost: cost)
    for payer in kind(of: start).payers
    where !shortfall.isShort[payer] {
      let cap = cap(payer, ofCost: cost)
      if payers[payer].ticket > 0 {
        sums.add(ticket: payers[payer].ticket, cap: cap)
      } else {
        rest -= min(rest, cap)
      }
    }
    return Money(minorUnits: max(0, rest - sums.most))
  }
}
