/// A chosen initiative and the cycle in which it starts.
///
/// A portfolio is a list of starts in the order of the initiatives' positions, each at most once.
public struct Start: Hashable, Sendable {
  /// Position of the initiative.
  public var initiative: Int
  /// Position of the cycle.
  public var cycle: Int

  /// Makes a start.
  public init(initiative: Int, cycle: Int) {
    self.initiative = initiative
    self.cycle = cycle
  }
}
