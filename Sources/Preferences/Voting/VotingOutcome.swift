/// What a voting rule funds.
public struct VotingOutcome: Sendable {
  /// A round in which several projects were equally good.
  public struct Tie: Hashable, Sendable {
    /// The round, from 1.
    public let round: Int
    /// Positions of the equal projects, in the order that breaks ties.
    public let tied: [Int]
    /// The one that was taken.
    public var chosen: Int { tied[0] }
  }

  /// Positions of what is funded, in the order of selection; the committed ones come first.
  public var selected: [Int]
  /// The rounds in which the declared order decided.
  public var ties: [Tie]
  /// Who paid what; `nil` for rules in which nobody pays.
  public var ledger: Ledger?

  /// Makes an outcome.
  public init(selected: [Int], ties: [Tie] = [], ledger: Ledger? = nil) {
    self.selected = selected
    self.ties = ties
    self.ledger = ledger
  }
}
