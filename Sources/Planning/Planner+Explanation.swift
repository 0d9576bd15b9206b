import Portfolio
public import Selection

extension Planner {
  /// Explains initiatives.
  ///
  /// - `ids`: The initiatives' ids, which the scenario has.
  /// - `base`: The scenario's answer, which has a portfolio.
  /// - `isDeep`: Whether the least changes are searched for too, which takes tens of solves each.
  /// - `done`: Told how many pieces of work are done, and of how many.
  ///
  /// They come in the order of the ids, without those that were interrupted.
  public func explanations(
    of ids: [String],
    base: Answer,
    isDeep: Bool,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> [Explanation] {
    try parallelMap(ids, done: done) { id in
      try explanation(of: id, base, isDeep: isDeep)
    }.compactMap(\.self)
  }

  private func explanation(of id: String, _ base: Answer, isDeep: Bool) throws -> Explanation {
    let isChosen = base.selected.contains { $0.id == id }
    let other = isChosen ? try solve(exclude: [id]) : try solve(lock: [id])
    let isTie = other.isAsGood(as: base)
    var explanation = Explanation(
      id: id,
      isChosen: isChosen,
      standing: isTie ? .some : isChosen ? .all : .none,
      rejection: base.rejected.first { $0.id == id }
    )
    if other.status == .optimal {
      explanation.other = other
      explanation.exchange = Exchange(from: base, to: other)
    }
    guard isDeep, let position = scenario.positions[id] else { return explanation }
    if explanation.standing != .none {
      let (with, without) = isChosen ? (base, other) : (other, base)
      explanation.pointsToSpare = spare(id, position, with, without)
      explanation.largestCost = try largestCost(id, position, without, base)
    } else if let permission = try permission(id, position, base) {
      explanation.permission = permission
    } else {
      explanation.changes = try changes(id, position, with: other, base)
    }
    return explanation
  }

  // MARK: - What is in

  /// How far the points of an initiative may fall while it is in.
  private func spare(
    _ id: String,
    _ position: Int,
    _ with: Answer,
    _ without: Answer
  ) -> Change? {
    guard !scenario.objective.mode.isFair,
      let mine = with.aim?.values, let others = without.aim?.values,
      let own = with.selected.first(where: { $0.id == id })?.points
    else { return nil }
    let aim = mine.indices.first { mine[$0] != others[$0] } ?? 0
    var room = mine[aim] - others[aim]
    let rest = aim + 1
    if room > 0, mine[rest...].lexicographicallyPrecedes(others[rest...]) { room -= 1 }
    return Change(
      subject: .points(aim: aim),
      from: Quantity(own[aim]),
      to: Quantity(own[aim] - room),
      isLeast: true,
      exchange: Exchange(from: with, to: without),
      values: others
    )
  }

  /// The largest cost with which an initiative is in.
  private func largestCost(
    _ id: String,
    _ position: Int,
    _ without: Answer,
    _ base: Answer
  ) throws -> Change? {
    let lever = Lever.cost(of: position, in: scenario, rises: true)
    let out = try first(after: 0, upTo: lever.most, stride: lever.stride) { step in
      let scenario = lever.scenario(step)
      let rest =
        lever.isMonotone ? without.aim?.values : try points(of: scenario, exclude: [id])
      return try !(points(of: scenario, lock: [id])?.isAsGood(as: rest) ?? false)
    }
    guard let out else { return nil }
    return try change(lever, at: out - 1, from: base, lock: [id])
  }

  // MARK: - What is out

  private func changes(
    _ id: String,
    _ position: Int,
    with: Answer,
    _ base: Answer
  ) throws -> [Change] {
    var changes: [Change] = []
    if let money = try leastMoney(id, position, base) { changes.append(money) }
    let cost = Lever.cost(of: position, in: scenario, rises: false)
    if let step = try least(cost, toBringIn: id, without: base) {
      changes.append(try change(cost, at: step, from: base, lock: [id]))
    }
    if let bonus = bonus(id, with, base) { changes.append(bonus) }
    for index in scenario.limits.indices {
      for side in [Change.Side.maximum, .minimum] {
        guard let lever = Lever.relax(limit: index, side, of: scenario),
          let step = try least(lever, toBringIn: id, without: base)
        else { continue }
        changes.append(try change(lever, at: step, from: base, lock: [id]))
      }
    }
    return changes
  }

  /// The least addition to one of the pledges that may pay it; the first in table order of those
  /// with which it is least.
  private func leastMoney(_ id: String, _ position: Int, _ base: Answer) throws -> Change? {
    let item = scenario.initiatives[position]
    var best: (lever: Lever, step: Int64)?
    for (index, pledge) in scenario.pledges.enumerated()
    where scenario.mayPay(pledge, for: position, startingIn: item.window.upperBound) {
      var lever = Lever.raise(
        pledge: index,
        of: scenario,
        stride: max(1, item.cost.minorUnits / 16)
      )
      if let best { lever.most = min(lever.most, best.step - 1) }
      if let step = try least(lever, toBringIn: id, without: base) { best = (lever, step) }
    }
    guard let best else { return nil }
    return try change(best.lever, at: best.step, from: base, lock: [id])
  }

  /// The least addition to the points of an initiative that brings it in.
  ///
  /// A bonus moves every portfolio that has the initiative alike, so the optimum with it demanded
  /// moves by just that, and the optimum with it barred not at all: no search is needed.
  private func bonus(_ id: String, _ with: Answer, _ base: Answer) -> Change? {
    guard !scenario.objective.mode.isFair,
      let mine = with.aim?.values, let others = base.aim?.values,
      let own = with.selected.first(where: { $0.id == id })?.points,
      let aim = mine.indices.first(where: { mine[$0] != others[$0] })
    else { return nil }
    var missing = others[aim] - mine[aim]
    let rest = aim + 1
    if mine[rest...].lexicographicallyPrecedes(others[rest...]) { missing += 1 }
    var values = mine
    values[aim] += missing
    return Change(
      subject: .points(aim: aim),
      from: Quantity(own[aim]),
      to: Quantity(own[aim] + missing),
      isLeast: true,
      exchange: Exchange(from: base, to: with),
      values: values
    )
  }

  /// What happens if what keeps it out by itself (gates, the table's or the user's exclusion) is
  /// lifted; `nil` if nothing of the kind does.
  private func permission(
    _ id: String,
    _ position: Int,
    _ base: Answer
  ) throws -> Explanation.Permission? {
    let isBarred = settings.exclude.contains(id)
    let kind: Explanation.Permission.Kind
    var lifted = scenario
    var planner = self
    var cells: [Explanation.Cell] = []
    if !scenario.isViable(position) {
      kind = .gate
      guard let passing = scenario.passingGates(position) else {
        return Explanation.Permission(kind: kind, cells: [])
      }
      lifted = passing
      let columns = scenario.failedGates(of: position).map(\.column)
      cells = columns.enumerated().filter { !columns[..<$0.offset].contains($0.element) }.map {
        Explanation.Cell(
          column: $0.element,
          from: scenario.cell($0.element, of: position),
          to: passing.cell($0.element, of: position) ?? ""
        )
      }
    } else if scenario.initiatives[position].status == .excluded {
      kind = .status
      lifted = scenario.opening(position)
    } else if isBarred {
      kind = .setting
      planner = Planner(
        scenario,
        digest: digest,
        settings: Answer.Settings(
          lock: settings.lock,
          exclude: settings.exclude.filter { $0 != id }
        ),
        stop: stop
      )
    } else {
      return nil
    }
    let with = try planner.solve(lifted, lock: [id])
    let without = try planner.solve(lifted, exclude: [id])
    var permission = Explanation.Permission(kind: kind, cells: cells)
    if with.isAsGood(as: without) {
      permission.exchange = Exchange(from: base, to: with)
    } else if let mine = with.aim?.values, let others = without.aim?.values {
      permission.shortfall = zip(others, mine).lazy.map { $0 - $1 }.first { $0 != 0 }
    }
    return permission
  }
}
