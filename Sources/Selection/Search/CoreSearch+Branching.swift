import GLPKSolver
import HeapModule
import MixedInteger

/// How a node is cut in two.
extension CoreSearch {
  /// Branches on the node; returns the child to go on with, having put the other aside.
  mutating func branch(
    _ parent: Node,
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Node? {
    if try settle(relaxed, &session, &search) { return nil }
    var node = parent
    node.bound = relaxed.bound
    if search.uses(.nodeFixing), let exact = relaxed.exact {
      let proven = proven(by: exact, among: integers, search.threshold)
      node.fixings += proven
      if !proven.isEmpty, try !enter(node, fromParent: true, &session) {
        return nil
      }
    }
    guard starts.contains(where: { lower[$0.column] < upper[$0.column] }) else {
      search.offer(
        columns: starts.filter { lower[$0.column] == 1 }.map { kept[$0.column] },
        isLast: true
      )
      return nil
    }
    if search.ties != nil, isKnownTie(search) { return nil }
    guard let branch = try choose(relaxed, &session, &search) else { return nil }
    if branch.first.isEmpty { return node }
    numbered += 2
    var other = branch.branching
    other?.isUp.toggle()
    open.insert(
      Node(
        fixings: node.fixings + branch.second,
        bound: node.bound,
        number: numbered - 1,
        branching: other
      )
    )
    return Node(
      fixings: node.fixings + branch.first,
      bound: node.bound,
      number: numbered,
      branching: branch.branching
    )
  }

  /// The values of free columns whose other value makes the node worth too little.
  private func proven(
    by exact: ExactBound,
    among columns: some Sequence<Int>,
    _ threshold: Int64?
  ) -> [Fixing] {
    columns.filter {
      lower[$0] < upper[$0]
        && !TreeSearch.isWorthwhile(exact.valueIfFlipped($0, adding: constant), threshold)
    }.map { Fixing($0, exact.prefersOne($0) ? 1 : 0) }
  }

  /// The steps that settling a node may take, as long as ten relaxations of a small core.
  ///
  /// The search takes about the same time with 3,000 to 30,000.
  private static let mostSteps = 5_000

  /// Looks at all points of the node that may be worth enough, if few columns are free.
  ///
  /// How many are few is learnt: fewer than where the steps did not suffice, more than where they did easily.
  ///
  /// - Returns: Whether the node is settled, or the search done.
  mutating func settle(
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    guard search.uses(.enumeration), isBinary, let exact = relaxed.exact,
      let threshold = search.threshold
    else { return false }
    var (low, high) = (lower, upper)
    let proven = proven(by: exact, among: low.indices, threshold)
    for fixing in proven {
      low[fixing.column] = fixing.value
      high[fixing.column] = fixing.value
    }
    let free = low.indices.count { low[$0] < high[$0] }
    guard free <= search.enumerable else { return false }
    guard propagator.propagate(&low, &high, from: proven.map(\.column)) else { return true }
    let most = CoreSearch.mostSteps
    let enumeration = Enumeration(
      core,
      exact,
      low,
      high,
      threshold: threshold - constant,
      steps: most
    )
    guard var enumeration else { return false }
    let ones = integers.filter { low[$0] == 1 }
    let isSettled = try enumeration.run { columns in
      try offer(ones + columns, isLast: true, &session, &search)
      return search.isDone ? nil : (search.threshold ?? threshold) - constant
    }
    search.count(steps: most - enumeration.steps)
    if !isSettled {
      search.enumerable = free - 1
    } else if 4 * enumeration.steps > 3 * most {
      search.enumerable = min(Enumeration.mostColumns, max(search.enumerable, free + 2))
    }
    return isSettled || search.isDone
  }

  /// Whether all that is open is when the initiatives start, and a portfolio of them is known.
  private func isKnownTie(_ search: borrowing TreeSearch) -> Bool {
    guard !cycles.isEmpty, memberships.allSatisfy({ lower[$0] == upper[$0] }) else { return false }
    var low = search.lower
    for (index, column) in kept.enumerated() { low[column] = lower[index] }
    let formulation = search.stage.formulation
    let initiatives = formulation.starts.indices.filter { initiative in
      formulation.memberships[initiative].map { low[$0] == 1 }
        ?? formulation.starts[initiative].contains { low[$0.column] == 1 }
    }
    return search.isKnown(initiatives)
  }

  /// How to cut the node in two; `nil` if it is settled, an empty branch to look at it again.
  mutating func choose(
    _ relaxed: Relaxed,
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Branch? {
    let free = memberships.filter { lower[$0] < upper[$0] }
    guard relaxed.isSolved else {
      return branch(on: free.first ?? firstFreeStart, goesUp: true)
    }
    let undated =
      search.uses(.cycleBranching)
      ? cycles.compactMap(candidate) : cycles.joined().filter(isFractional).map(candidate)
    let candidates = free.filter(isFractional).map(candidate) + undated
    if !candidates.isEmpty {
      let objective = session.objective
      let best = try mostPromising(
        candidates,
        &session,
        &search.costs,
        tries: search.uses(.pseudoCosts)
      )
      let isUp = best.share >= 0.5
      return Branch(
        first: isUp ? best.up : best.down,
        second: isUp ? best.down : best.up,
        branching: Branching(
          number: best.number,
          share: best.share,
          objective: objective,
          isUp: isUp
        )
      )
    }
    let chosen = starts.filter {
      lower[$0.column] == 1 || (upper[$0.column] == 1 && values[$0.column] > 0.5)
    }
    let (_, isRowNew) = try offer(chosen.map(\.column), &session, &search)
    if search.isDone || !search.isWorthwhile(relaxed.bound) { return nil }
    // Money that the relaxation overdrew by a hair. Otherwise tickets cannot be kept: go on.
    if isRowNew { return Branch(first: [], second: []) }
    let column = free.first { values[$0] > 0.5 } ?? free.first ?? firstFreeStart
    return branch(on: column, goesUp: values[column] > 0.5)
  }

  var firstFreeStart: Int {
    starts.first { lower[$0.column] < upper[$0.column] }?.column ?? 0
  }

  func branch(on column: Int, goesUp: Bool) -> Branch {
    let up = [Fixing(column, 1)]
    let down = [Fixing(column, 0)]
    return goesUp ? Branch(first: up, second: down) : Branch(first: down, second: up)
  }

  /// A way to cut a node in two.
  struct Candidate {
    /// Where its pseudo-costs are kept.
    var number: Int
    /// How much of the relaxation's point is on the upper side, 0…1.
    var share: Double
    /// What is at stake: the points that the point takes in halves.
    var stake: Double
    var up: [Fixing]
    var down: [Fixing]
  }

  /// An initiative in or out.
  func candidate(_ column: Int) -> Candidate {
    let value = values[column]
    let points = core.objective[startsOfMembership[column]?.first ?? column]
    return Candidate(
      number: kept[column],
      share: value,
      stake: Double(points.magnitude) * min(value, 1 - value),
      up: [Fixing(column, 1)],
      down: [Fixing(column, 0)]
    )
  }

  /// No start before a cycle (down), or none from it on (up), where the point is most undecided;
  /// `nil` if it is not.
  func candidate(_ columns: [Int]) -> Candidate? {
    var best: (split: Int, early: Double, late: Double)?
    var early = 0.0
    let all = columns.reduce(0.0) { $0 + values[$1] }
    for split in 1..<max(1, columns.count) {
      early += values[columns[split - 1]]
      let doubt = min(early, all - early)
      if doubt > 1e-6, doubt > best.map({ min($0.early, $0.late) }) ?? 0 {
        best = (split, early, all - early)
      }
    }
    guard let best else { return nil }
    func none(_ columns: ArraySlice<Int>) -> [Fixing] {
      columns.filter { lower[$0] < upper[$0] }.map { Fixing($0, 0) }
    }
    let last = columns[best.split - 1]
    return Candidate(
      number: undatedNumber + kept[last],
      share: best.early / all,
      stake: Double(core.objective[last].magnitude) * min(best.early, best.late),
      up: none(columns[best.split...]),
      down: none(columns[..<best.split])
    )
  }

  func isFractional(_ column: Int) -> Bool {
    abs(values[column] - values[column].rounded()) > 1e-6
  }

  /// The most promising candidate, by pseudo-costs; new ones are tried first.
  mutating func mostPromising(
    _ candidates: [Candidate],
    _ session: inout SimplexSession,
    _ costs: inout PseudoCosts,
    tries: Bool
  ) throws -> Candidate {
    guard candidates.count > 1 else { return candidates[0] }
    let order = candidates.sorted { ($1.stake, $0.number) < ($0.stake, $1.number) }
    guard tries else { return order[0] }
    let untried = order.filter { !costs.isReliable($0.number) }.prefix(8)
    if !untried.isEmpty {
      let objective = session.objective
      let basis = try session.basis()
      for candidate in untried {
        for (fixings, isUp) in [(candidate.down, false), (candidate.up, true)] {
          for fixing in fixings {
            let side = Double(fixing.value)
            try session.setBounds(of: fixing.column, lower: side, upper: side)
          }
          let status = try session.solve(iterationLimit: 40, method: .dual)
          let loss =
            status == .infeasible ? abs(objective) + 1 : max(0, objective - session.objective)
          costs.record(candidate.number, isUp: isUp, loss: loss, fraction: candidate.share)
          for fixing in fixings {
            try session.setBounds(
              of: fixing.column,
              lower: Double(lower[fixing.column]),
              upper: Double(upper[fixing.column])
            )
          }
          try session.restore(basis)
        }
      }
    }
    var best = order[0]
    for candidate in order.dropFirst()
    where costs.score(candidate.number, candidate.share) > costs.score(best.number, best.share) {
      best = candidate
    }
    return best
  }
}
