/// A demand of the table that a conflict can name and drop as a whole.
enum Rule: Hashable {
  /// The initiative at this position is committed, locked, excluded by the scenario or the user.
  case committed(Int)
  case locked(Int)
  case excluded(Int)
  case barred(Int)
  /// The gate at this position.
  case gate(Int)
  /// What the initiative at this position requires.
  case requirement(Int)
  /// At most one of a group.
  case group(String)
  /// The least or the largest sum of the limit instance at this position.
  case atLeast(Int)
  case atMost(Int)
  /// Every cost is paid in full by pledges that may pay it.
  case funds
}
