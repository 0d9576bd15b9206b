import Portfolio
public import Selection

/// What would make an infeasible scenario feasible, one thing at a time.
public struct Repair: Hashable, Sendable {
  /// The least changes of one number each: of the pledges the one that needs least (the first in
  /// table order), then of the limits in the scenario's order.
  public var changes: [Change]
  /// The initiatives that need only be released: committed by the table or demanded by the user.
  public var releases: [String]
}

extension Planner {
  /// For each pledge and each bound of a limit: the least step (more money, more room) with which
  /// the best portfolio has more points, by exact solves; nothing for those whose steps change
  /// nothing.
  ///
  /// - `base`: The scenario's answer, which has a portfolio.
  public func nextSteps(
    base: Answer,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> [Change] {
    try parallelMap(levers, done: done) { lever -> Change? in
      let step = try first(after: 0, upTo: lever.most, stride: lever.stride) {
        try !(base.aim?.values.isAsGood(as: points(of: lever.scenario($0))) ?? false)
      }
      return try step.map { try change(lever, at: $0, from: base) }
    }.compactMap { $0 ?? nil }
  }

  /// What would make the scenario, which has no portfolio, feasible.
  ///
  /// - `base`: The scenario's answer, which has no portfolio.
  public func repair(
    base: Answer,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> Repair {
    let found = try parallelMap(levers, done: done) { lever -> (Lever, Int64)? in
      let step = try first(after: 0, upTo: lever.most, stride: lever.stride) {
        try points(of: lever.scenario($0)) != nil
      }
      return step.map { (lever, $0) }
    }.compactMap { $0 ?? nil }
    let ofPledges = found.filter { $0.0.subject.isPledge }
    let ofLimits = found.filter { !$0.0.subject.isPledge }
    let cheapest = ofPledges.min { $0.1 < $1.1 }
    let changes = try ([cheapest].compactMap(\.self) + ofLimits).map {
      try change($0.0, at: $0.1, from: base)
    }
    return Repair(changes: changes, releases: try releases())
  }

  private var levers: [Lever] {
    let cost = scenario.initiatives.reduce(Int64(0)) { $0 + $1.cost.minorUnits }
    let pledges = scenario.pledges.indices.filter { scenario.pledges[$0].status != .withdrawn }
    return pledges.map { .raise(pledge: $0, of: scenario, stride: max(1, cost / 1024)) }
      + scenario.limits.indices.flatMap { index in
        [Change.Side.maximum, .minimum].compactMap {
          .relax(limit: index, $0, of: scenario)
        }
      }
  }

  private func releases() throws -> [String] {
    let ids = scenario.initiatives.filter {
      $0.status == .committed || settings.lock.contains($0.id)
    }.map(\.id)
    let isEnough = try parallelMap(ids) { id in
      guard let position = scenario.positions[id] else { return false }
      let released = Planner(
        scenario.opening(position),
        digest: digest,
        settings: Answer.Settings(
          lock: settings.lock.filter { $0 != id },
          exclude: settings.exclude
        ),
        stop: stop
      )
      return try released.points() != nil
    }
    return zip(ids, isEnough).filter { $0.1 == true }.map(\.0)
  }
}

extension Change.Subject {
  var isPledge: Bool {
    if case .pledge = self { true } else { false }
  }
}
