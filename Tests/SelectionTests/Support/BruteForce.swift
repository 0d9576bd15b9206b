import Portfolio
import Preferences
import Selection

/// The best portfolio of a small scenario, found by trying them all.
///
/// An oracle for tests: slow, plain, and written apart from everything that it judges. It takes the points and
/// measures from `Valuation`.
struct BruteForce {
  /// Every initiative's start: the position of its cycle, `nil` where it is out.
  typealias Starts = [Int?]

  /// The best that can be done.
  struct Optimum: Hashable {
    /// The aims' values.
    var values: [Int64]
    /// The canonical one of the portfolios that reach them.
    var starts: Starts
    /// Whether no other portfolio (or other starts of the same) reaches them.
    var isUnique: Bool
  }

  /// The scenario with the settings' budget.
  let scenario: Scenario
  let valuation: Valuation
  /// Aims that come before the points.
  var firstAims: (Starts) -> [Int64] = { _ in [] }
  private let limits: [LimitSum]
  private let mustBeIn: [Bool]
  private let mayBeIn: [Bool]

  init(_ scenario: Scenario, settings: Answer.Settings = .init()) throws {
    let scaled = settings.budget.map { scenario.scalingPledges(by: $0) } ?? scenario
    self.scenario = scaled
    valuation = try Valuation(scaled)
    limits = try LimitSum.all(of: scaled, valuation)
    mustBeIn = scaled.initiatives.map { $0.status == .committed || settings.lock.contains($0.id) }
    mayBeIn = scaled.initiatives.indices.map { position in
      let initiative = scaled.initiatives[position]
      return scaled.isViable(position) && initiative.status != .excluded
        && !settings.exclude.contains(initiative.id)
    }
  }

  /// The optimum, `nil` if no portfolio keeps every rule.
  func optimum() -> Optimum? {
    var best: Optimum?
    forEachPortfolio { consider($0, &best) }
    return best
  }

  /// Calls `body` with every portfolio that keeps gates, groups, windows and what must be in.
  func forEachPortfolio(_ body: (Starts) -> Void) {
    var starts = Starts(repeating: nil, count: scenario.initiatives.count)
    visit(0, &starts, [], body)
  }

  private func visit(
    _ position: Int,
    _ starts: inout Starts,
    _ groups: Set<String>,
    _ body: (Starts) -> Void
  ) {
    guard position < starts.count else {
      body(starts)
      return
    }
    let initiative = scenario.initiatives[position]
    if mayBeIn[position], initiative.group.map({ !groups.contains($0) }) ?? true {
      let taken = initiative.group.map { groups.union([$0]) } ?? groups
      for cycle in initiative.window {
        starts[position] = cycle
        visit(position + 1, &starts, taken, body)
      }
      starts[position] = nil
    }
    if !mustBeIn[position] { visit(position + 1, &starts, groups, body) }
  }

  private func consider(_ starts: Starts, _ best: inout Optimum?) {
    guard var current = best else {
      if keepsRules(starts), canBePaid(starts) {
        best = Optimum(values: values(of: starts), starts: starts, isUnique: true)
      }
      return
    }
    let values = values(of: starts)
    if values.lexicographicallyPrecedes(current.values) { return }
    let isTie = values == current.values
    let isBefore = isTie && comesBefore(starts, current.starts)
    if isTie, !isBefore, !current.isUnique { return }
    guard keepsRules(starts), canBePaid(starts) else { return }
    current.values = values
    current.isUnique = !isTie
    if !isTie || isBefore { current.starts = starts }
    best = current
  }

  /// The aims' values of a portfolio.
  func values(of starts: Starts) -> [Int64] {
    var values = valuation.points.map { points in
      starts.indices.reduce(Int64(0)) { starts[$1] == nil ? $0 : $0 + points[$1] }
    }
    if scenario.objective.mode.addsTermsUp {
      for pair in scenario.interactions
      where starts[pair.first] != nil && starts[pair.second] != nil {
        values[0] += pair.value
      }
    }
    return firstAims(starts) + values
  }

  /// Whether the one portfolio is more canonical: smaller in cost, then in the sum of its cycles'
  /// positions, then first in table order (an initiative in before out), then starting earlier.
  func comesBefore(_ left: Starts, _ right: Starts) -> Bool {
    key(left).lexicographicallyPrecedes(key(right))
  }

  private func key(_ starts: Starts) -> [Int64] {
    let cost = starts.indices.reduce(Int64(0)) {
      starts[$1] == nil ? $0 : $0 + scenario.initiatives[$1].cost.minorUnits
    }
    let sum = starts.reduce(Int64(0)) { $0 + Int64($1 ?? 0) }
    return [cost, sum] + starts.map { $0 == nil ? 1 : 0 } + starts.map { Int64($0 ?? 0) }
  }

  /// Whether a portfolio keeps every rule but that it must be paid.
  func keepsRules(_ starts: Starts) -> Bool {
    var groups: Set<String> = []
    for (position, initiative) in scenario.initiatives.enumerated() {
      guard let start = starts[position] else {
        if mustBeIn[position] { return false }
        continue
      }
      guard mayBeIn[position], initiative.window.contains(start) else { return false }
      for required in initiative.requires {
        guard let before = starts[required], before <= start else { return false }
      }
      if let group = initiative.group, !groups.insert(group).inserted { return false }
    }
    return limits.allSatisfy { $0.allows(starts) }
  }
}

/// The sum that a limit is about, for one value of `per`.
private struct LimitSum {
  /// What each initiative adds; 0 where it does not count.
  var amounts: [Fraction]
  var cycle: Int?
  var least: Fraction?
  var most: Fraction?

  func allows(_ starts: BruteForce.Starts) -> Bool {
    var sum = Fraction(0)
    for (start, amount) in zip(starts, amounts) where amount != 0 {
      if let start, cycle == nil || cycle == start { sum += amount }
    }
    if let least, sum < least { return false }
    if let most, most < sum { return false }
    return true
  }

  static func all(of scenario: Scenario, _ valuation: Valuation) throws -> [LimitSum] {
    try scenario.limits.flatMap { limit in
      let column = try valuation.measure(limit.measure)
      let values = column.numerators.map {
        Fraction(ExactInteger($0), ExactInteger(column.denominator))
      }
      let rows = scenario.initiatives.indices
      let whole =
        limit.measure == .cost
        ? Fraction(scenario.pledged.minorUnits)
        : rows.filter { scenario.isViable($0) }.reduce(Fraction(0)) { $0 + values[$1] }
      func number(_ bound: Limit.Bound) -> Fraction {
        switch bound {
        case .amount(let amount): Fraction(amount)
        case .share(let share): Fraction(share) * whole
        }
      }
      // A limit `per` a category is a limit `where` it has each of its values.
      var filters = [limit.filters]
      if let per = limit.per {
        let known =
          per == "sdgs"
          ? Set(scenario.initiatives.flatMap { $0.sdgs.map(String.init) })
          : Set(rows.compactMap { scenario.cell(per, of: $0) })
        filters = known.sorted().map { limit.filters + [Earmark(column: per, values: [$0])] }
      }
      return filters.map { filters in
        LimitSum(
          amounts: rows.map { scenario.matches(filters, $0) ? values[$0] : 0 },
          cycle: limit.cycle,
          least: limit.min.map(number),
          most: limit.max.map(number)
        )
      }
    }
  }
}
