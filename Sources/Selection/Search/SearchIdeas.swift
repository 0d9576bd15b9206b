/// The ideas that make the search fast, for measurements that leave one out; the answers are the same
/// without any of them.
struct SearchIdeas: OptionSet, Hashable {
  let rawValue: Int

  /// Rounding and exchanges near the relaxation's points (``CoreHeuristic``, ``GreedyHeuristic``).
  static let heuristics = SearchIdeas(rawValue: 1 << 0)
  /// A first search among the smallest reduced costs, and where there are cycles, near the root.
  static let neighbourhood = SearchIdeas(rawValue: 1 << 1)
  /// Searches between the incumbent and the relaxation.
  static let between = SearchIdeas(rawValue: 1 << 2)
  /// Fixing by the root's reduced costs, and the smaller program that it leaves.
  static let coreFixing = SearchIdeas(rawValue: 1 << 3)
  /// Fixing by the reduced costs of every other node.
  static let nodeFixing = SearchIdeas(rawValue: 1 << 4)
  /// Exact knapsack cuts.
  static let cuts = SearchIdeas(rawValue: 1 << 5)
  /// Probing at the root.
  static let probing = SearchIdeas(rawValue: 1 << 6)
  /// Pseudo-costs begun by trying candidates; without: the most points at stake.
  static let pseudoCosts = SearchIdeas(rawValue: 1 << 7)
  /// Branching on when an initiative starts; without: on each of its starts.
  static let cycleBranching = SearchIdeas(rawValue: 1 << 8)
  /// Propagation of the rows at every node.
  static let propagation = SearchIdeas(rawValue: 1 << 9)
  /// Short rows that enter the relaxation when a point breaks them; without: all from the start.
  static let lateRows = SearchIdeas(rawValue: 1 << 10)
  /// The relaxation of very many columns on few of them.
  static let sifting = SearchIdeas(rawValue: 1 << 11)
  /// Long trees that two threads share.
  static let sharing = SearchIdeas(rawValue: 1 << 12)
  /// Small parts of the tree whose points are looked at one after the other (``Enumeration``).
  static let enumeration = SearchIdeas(rawValue: 1 << 13)

  /// What is one knapsack is solved as one (``Knapsack``).
  static let knapsack = SearchIdeas(rawValue: 1 << 14)

  static let all = SearchIdeas(rawValue: (1 << 15) - 1)
}
