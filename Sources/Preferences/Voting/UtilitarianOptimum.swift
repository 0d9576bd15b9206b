public import Portfolio

/// The projects that bring all voters together the most utility within the budget.
///
/// A knapsack: maximize Σ_p U(p)·x_p with Σ_p cost(p)·x_p ≤ budget, where U(p) = Σ_i u_i(p). Among the
/// optima it gives a cheapest one; projects that nobody wants are left out.
///
/// The list of undominated (cost, utility) pairs is extended project by project, in the order of
/// greedy; a pair whose bound (the rest filled up with fractions of projects) does not reach the
/// best that is known is dropped. Sources: Nemhauser and Ullmann, "Discrete Dynamic Programming and
/// Capital Allocation", Management Science 15 (1969); Dantzig, "Discrete-Variable Extremum
/// Problems", Operations Research 5 (1957).
public struct UtilitarianOptimum: Sendable {
  private struct State {
    let cost: Int64
    let utility: Int128
    /// The position of the last entry of the trail, -1 for none.
    let trail: Int
  }

  /// Makes the rule.
  public init() {}

  /// Finds the optimum.
  ///
  /// - Throws: `Problems` if there are alternatives or requirements, which a knapsack lacks.
  public func outcome(of electorate: Electorate) throws(Problems) -> VotingOutcome {
    let election = electorate.election
    if election.projects.contains(where: { $0.group != nil || !$0.requires.isEmpty }) {
      throw Problems([
        Problem(
          Place(source: election.name),
          Text(
            en:
              "alternatives and requirements are more than the rule utilitarian can keep. Use cartera solve with the measure preference.",
            es:
              "la regla utilitarian no puede cumplir alternativas ni requisitos entre iniciativas. Use cartera solve con la medida preference."
          )
        )
      ])
    }
    let utilities = election.projects.indices.map(electorate.utility(of:))
    let capacity = election.money - election.cost(of: election.committed)
    let items = election.projects.indices.filter {
      election.projects[$0].status == .open && utilities[$0] > 0
        && election.projects[$0].cost <= capacity
    }.sorted { left, right in
      let a = ExactInteger(utilities[left]) * ExactInteger(election.projects[right].cost)
      let b = ExactInteger(utilities[right]) * ExactInteger(election.projects[left].cost)
      return a == b ? electorate.ranks[left] < electorate.ranks[right] : a > b
    }
    guard capacity >= 0 else { return VotingOutcome(selected: election.committed) }
    let chosen = best(items, election, utilities, capacity)
      .sorted { electorate.ranks[$0] < electorate.ranks[$1] }
    return VotingOutcome(selected: election.committed + chosen)
  }

  private func best(
    _ items: [Int],
    _ election: Election,
    _ utilities: [Int128],
    _ capacity: Int64
  ) -> [Int] {
    var trail: [(item: Int, before: Int)] = []
    var states = [State(cost: 0, utility: 0, trail: -1)]
    var incumbent = Int128(0)
    for (index, item) in items.enumerated() {
      let (cost, utility) = (election.projects[item].cost, utilities[item])
      var added: [State] = []
      for state in states where state.cost + cost <= capacity {
        trail.append((item, state.trail))
        added.append(
          State(
            cost: state.cost + cost,
            utility: state.utility + utility,
            trail: trail.count - 1
          )
        )
      }
      let merged = merge(states, added)
      let rest = items[(index + 1)...]
      let bounds = merged.map { limits(of: $0, rest, election, utilities, capacity) }
      incumbent = bounds.reduce(incumbent) { max($0, $1.reached) }
      states = zip(merged, bounds).filter { $1.most >= incumbent }.map(\.0)
    }
    var choice: [Int] = []
    // The last undominated state has the most utility, and is the cheapest of that utility.
    var entry = states.last?.trail ?? -1
    while entry >= 0 {
      choice.append(trail[entry].item)
      entry = trail[entry].before
    }
    return choice
  }

  /// Both lists, which ascend in cost and utility, as one that does; of equal states the left
  /// stays.
  private func merge(_ left: [State], _ right: [State]) -> [State] {
    var merged: [State] = []
    var (a, b) = (0, 0)
    while a < left.count || b < right.count {
      let takesLeft =
        b == right.count
        || (a < left.count
          && (left[a].cost, -left[a].utility) <= (right[b].cost, -right[b].utility))
      let state = takesLeft ? left[a] : right[b]
      if takesLeft { a += 1 } else { b += 1 }
      if let last = merged.last, last.utility >= state.utility { continue }
      merged.append(state)
    }
    return merged
  }

  /// What greedy reaches from a state, and what nothing can exceed.
  private func limits(
    of state: State,
    _ rest: ArraySlice<Int>,
    _ election: Election,
    _ utilities: [Int128],
    _ capacity: Int64
  ) -> (reached: Int128, most: Int128) {
    var left = capacity - state.cost
    var reached = state.utility
    var most: Int128?
    for item in rest {
      let cost = election.projects[item].cost
      if cost <= left {
        left -= cost
        reached += utilities[item]
      } else if most == nil {
        let share = ExactInteger(utilities[item]) * ExactInteger(left)
        let fraction = share.dividedDown(by: ExactInteger(cost)).quotient.int64
        most = reached + (fraction.map { Int128($0) } ?? utilities[item])
      }
    }
    return (reached, most ?? reached)
  }
}
