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
    decisions.decide(pair, pays)
    return decisions
  }

  /// Decides a pair.
  mutating func decide(_ pair: Pair, _ pays: Bool) { decided[pair] = pays }

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
