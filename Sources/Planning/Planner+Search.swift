import Portfolio
import Selection

extension Planner {
  /// The least step at which a lever brings an initiative in.
  ///
  /// Let W(r) be the optimum with the initiative demanded and X(r) the optimum with it barred at
  /// step r. Both never fall where the lever is monotone, so the least r with W(r) ≥ X(r) is found
  /// by climbing: from r with target X(r), the least r' with W(r') ≥ X(r), by bisection; no step in
  /// between can do, for there X is no smaller. The climb ends when W(r') ≥ X(r'). Where the lever
  /// is not monotone, bisection of "is in" gives a step that does with the step before it that
  /// does not.
  ///
  /// - `without`: The optimum with it barred, as things are.
  ///
  /// It is `nil` if no step does (or, not monotone, the last one does not).
  func least(
    _ lever: Lever,
    toBringIn id: String,
    without: Answer
  ) throws -> Int64? {
    func isIn(_ step: Int64, against others: [Int64]?) throws -> Bool {
      try points(of: lever.scenario(step), lock: [id])?.isAsGood(as: others) ?? false
    }
    func rest(_ step: Int64) throws -> [Int64]? {
      try points(of: lever.scenario(step), exclude: [id])
    }
    guard lever.most > 0 else { return nil }
    guard lever.isMonotone else {
      return try first(after: 0, upTo: lever.most, stride: lever.most) {
        try isIn($0, against: rest($0))
      }
    }
    var step: Int64 = 0
    var target = without.aim?.values
    while true {
      let next = try first(after: step, upTo: lever.most, stride: lever.stride) {
        try isIn($0, against: target)
      }
      guard let next else { return nil }
      // What is paid for the initiative alone does not change the rest.
      if lever.subject == .cost { return next }
      target = try rest(next)
      if try isIn(next, against: target) { return next }
      step = next
    }
  }

  /// The least step beyond `start` at which something holds that keeps holding.
  ///
  /// Steps are tried at distances that grow fourfold, then by bisection; `nil` if it does not hold
  /// at `end`.
  ///
  /// Where it does not keep holding: a step at which it holds while it does not one step before.
  func first(
    after start: Int64,
    upTo end: Int64,
    stride: Int64,
    _ holds: (Int64) throws -> Bool
  ) throws -> Int64? {
    guard end > start, try holds(end) else { return nil }
    var (low, high) = (start, end)
    var reach = max(1, stride)
    while end - low > reach, try !holds(low + reach) {
      low += reach
      reach = reach > end / 4 ? end : reach * 4
    }
    if end - low > reach { high = low + reach }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try holds(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// The lever at a step, with what comes and goes against `base` in the best portfolio that has
  /// the initiatives demanded.
  func change(
    _ lever: Lever,
    at step: Int64,
    from base: Answer,
    lock: [String] = []
  ) throws -> Change {
    let answer = try solve(lever.scenario(step), lock: lock)
    return Change(
      subject: lever.subject,
      from: lever.value(0),
      to: lever.value(step),
      isLeast: lever.isMonotone,
      exchange: Exchange(from: base, to: answer),
      values: answer.aim?.values ?? []
    )
  }
}
