/// Which payers with a smallest ticket pay for which initiatives, as far as it is decided.
///
/// A decided pair pays at least its ticket, or nothing. An undecided pair is relaxed: anything from 0
/// to its cap.
struct TicketDecisions: Hashable, Sendable {
  /// A payer of a ``FundingNetwork`` and an initiative.
  struct Pair: Hashable, Sendable { let payer: Int, initiative: Int }

  private var decided: [Pair: Bool] = [:]

  /// `true`: at least the ticket; `false`: nothing; `nil`: undecided.
  subscript(pair: Pair) -> Bool? { decided[pair] }

  var isEmpty: Bool { decided.isEmpty }

  /// The same with one more pair decided.
  func deciding(_ pair: Pair, _ pays: Bool) -> TicketDecisions {
    var decisions = self
    decisions.decided[pair] = pays
    return decisions
  }

  /// What decided tickets come to.
  struct Spent {
    var byPayer: [Int: Int64] = [:]
    var onInitiative: [Int: Int64] = [:]
  }

  /// What the pairs that pay their tickets pay at least.
  func spent(in network: FundingNetwork) -> Spent {
    var spent = Spent()
    for (pair, pays) in decided where pays {
      let ticket = network.payers[pair.payer].ticket
      spent.byPayer[pair.payer, default: 0] += ticket
      spent.onInitiative[pair.initiative, default: 0] += ticket
    }
    return spent
  }
}

/// How often initiatives and payers were short of money in a search for whole tickets.
///
/// What was short before is decided first, so that the search fails high in the tree where it must fail
/// (Boussemart and others, "Boosting systematic search by weighting constraints", ECAI 2004).
struct TicketConflicts {
  private var ofInitiative: [Int: Int] = [:]
  private var ofPayer: [Int: Int] = [:]

  func count(of pair: TicketDecisions.Pair) -> Int {
    (ofInitiative[pair.initiative] ?? 0) + (ofPayer[pair.payer] ?? 0)
  }

  mutating func note(_ shortage: (initiatives: [Int], payers: [Int])) {
    for initiative in shortage.initiatives { ofInitiative[initiative, default: 0] += 1 }
    for payer in shortage.payers { ofPayer[payer, default: 0] += 1 }
  }
}
