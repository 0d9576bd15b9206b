import MixedInteger

/// When a search ends before its proof, and how it goes.
struct SearchLimits: Sendable {
  var deadline: ContinuousClock.Instant?
  var stop: StopFlag?
  /// The gap, (bound − value) ÷ max(1, |value|), that is small enough.
  var gap = 0.0
  /// How it searches.
  var ideas = SearchIdeas.all
  /// When a tree is shared.
  var sharing = Sharing()
  /// Told at every node: nodes, the incumbent's value, the bound.
  var report: (@Sendable (_ nodes: Int, _ value: Int64?, _ bound: Int64) -> Void)?

  /// When a tree is long enough to be shared, and for how long; work is iterations of the simplex method
  /// times rows.
  struct Sharing {
    /// The work after which it is.
    var work = 1_000_000
    /// The open parts that it must have.
    var parts = 32
    /// The work of a share.
    var share = 250_000
  }

  var isReached: Bool {
    if let stop, stop.isRaised { return true }
    return deadline.map { ContinuousClock.now >= $0 } ?? false
  }

  /// The same limits for what follows a search: a little longer.
  var extended: SearchLimits {
    var limits = self
    limits.deadline = deadline?.advanced(by: .milliseconds(50))
    return limits
  }

  /// The time left for one call of the simplex.
  var remaining: Duration? {
    deadline.map { max(.milliseconds(1), ContinuousClock.now.duration(to: $0)) }
  }

  func isCloseEnough(_ value: Int64?, _ bound: Int64) -> Bool {
    guard gap > 0, let value else { return false }
    return Double(bound) - Double(value) <= gap * max(1, abs(Double(value)))
  }
}
