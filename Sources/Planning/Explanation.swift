public import Portfolio
public import Selection

/// One change of one number that alters an answer.
public struct Change: Hashable, Sendable {
  /// Which bound of a limit.
  public enum Side: Hashable, Sendable {
    case minimum, maximum
  }

  /// What is changed.
  public enum Subject: Hashable, Sendable {
    /// The amount of the pledge at this position.
    case pledge(Int)
    /// The cost of the initiative that is explained.
    case cost
    /// Its points in the aim at this position, beyond what its measures give it.
    case points(aim: Int)
    /// A bound of the limit at this position.
    case limit(Int, Side)
  }

  /// What is changed.
  public var subject: Subject
  /// The number as it is, and as it must be: money in minor units, shares as 0.25 for 25 %.
  public var from: Quantity, to: Quantity
  /// Whether no smaller change is proven to do.
  ///
  /// If not, one unit less does not do, but some
  /// much smaller change might: tickets, largest shares, costs in the objective or floors that
  /// follow the pledged money let more be worse.
  public var isLeast: Bool
  /// What comes and goes: from the best portfolio as things are to the best one with the change.
  public var exchange: Exchange
  /// The points of the best portfolio with the change; one number for each aim.
  public var values: [Int64]
}

/// Why an initiative is in or out, and what would change that.
///
/// In means that some optimal portfolio has it (``Planner``).
public struct Explanation: Hashable, Sendable {
  /// How many of the optimal portfolios have it.
  public enum Standing: String, Hashable, Sendable {
    case all, some, none
  }

  /// What a gate, an exclusion by the table or one by the user keeps out, let in.
  public struct Permission: Hashable, Sendable {
    /// What is lifted.
    public enum Kind: String, Hashable, Sendable {
      case gate, status, setting
    }

    /// What is lifted.
    public var kind: Kind
    /// The cells that must change: the column, what it holds (`nil`: blank) and what would pass.
    public var cells: [Cell]
    /// What then comes and goes if it is then in; `nil` if it is not.
    public var exchange: Exchange?
    /// Otherwise by how many points (in the first aim that differs) it is then out; `nil` where no
    /// portfolio has it.
    public var shortfall: Int64?
  }

  /// A cell of the initiatives that must change.
  public struct Cell: Hashable, Sendable {
    /// The column, and its text as it is (`nil`: blank) and as it must be.
    public var column: String, from: String?, to: String
  }

  /// The initiative's id.
  public var id: String
  /// Whether the portfolio that `solve` gives has it.
  public var isChosen: Bool
  /// How many of the optimal portfolios have it.
  public var standing: Standing
  /// Why it is out, as `solve` says it; `nil` if it is chosen.
  public var rejection: Answer.Rejection?
  /// The best portfolio of the other kind: without it if it is chosen, else with it; `nil` if no
  /// portfolio of that kind keeps the rules.
  public var other: Answer?
  /// What comes and goes from the answer to ``other``.
  public var exchange: Exchange?
  /// How far its points may fall while it is in; in the first aim in which ``other`` differs, 0 at
  /// a tie; `nil` if it is out or nothing else keeps the rules.
  public var pointsToSpare: Change?
  /// The largest cost with which it is in; `nil` if it is out or was not asked.
  public var largestCost: Change?
  /// For one that no gate and no exclusion keeps out: the least single changes that bring it in.
  public var changes: [Change] = []
  /// For one that a gate or an exclusion keeps out: what happens if that is lifted.
  public var permission: Permission?
}
