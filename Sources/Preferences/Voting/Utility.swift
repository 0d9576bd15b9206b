/// What a funded project is worth to a voter whose ballot names it.
public enum Utility: String, CaseIterable, Sendable {
  /// Its cost: money spent on what the voter wants.
  case cost
  /// One: the number of funded projects that the voter wants.
  case cardinality
  /// The points that the ballot gives it: approval 1, cumulative points, Borda for a ranking.
  case ballot
}

/// How a voter's weight counts.
///
/// With `purse` a voter of weight 3 has three times the money and the same utility as one of
/// weight 1; with `voters` it stands for three voters. The two differ: where a project's price per
/// unit of utility is ρ, a purse pays min(3·b, ρ·u) and three voters pay 3·min(b, ρ·u).
public enum WeightReading: String, CaseIterable, Sendable {
  case purse, voters
}

/// What decides between projects that a rule finds equal; the first that differs decides, and
/// last the id.
public enum TieBreak: String, CaseIterable, Sendable {
  /// The smaller id as a text, by code points: "10" before "2".
  case id
  /// The cheaper one.
  case cost
  /// The one that more voters (by weight) name.
  case votes
}
