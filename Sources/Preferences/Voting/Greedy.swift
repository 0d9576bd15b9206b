/// Utilitarian greedy: the most utility for each unit of money first, whatever still fits.
///
/// Projects stand in the order of Σ_i u_i(p) ÷ cost(p), largest first, ties by the declared list;
/// those that nobody wants are last. Each in turn is funded if it fits in what is left. With the utility
/// *cost* this is the order of votes, which most cities use.
///
/// Source: Talmon and Faliszewski, "A Framework for Approval-Based Budgeting Methods", AAAI 2019,
/// doi:10.1609/aaai.v33i01.33012181.
public struct Greedy: Sendable {
  /// Makes the rule.
  public init() {}

  /// Runs the rule.
  ///
  /// Complexity: O(m² + the number of choices).
  public func outcome(of electorate: Electorate) -> VotingOutcome {
    completion(of: electorate.election.committed, in: electorate, isWhole: true)
  }

  /// What the rule adds to what is funded already.
  func completion(
    of selected: [Int],
    in electorate: Electorate,
    isWhole: Bool = false
  ) -> VotingOutcome {
    let election = electorate.election
    let utilities = election.projects.indices.map(electorate.utility(of:))
    /// Whether the left project stands before the right one by its ratio alone.
    func isBetter(_ left: Int, _ right: Int) -> Bool {
      let (a, b) = (election.projects[left].cost, election.projects[right].cost)
      if a == 0 || b == 0 {
        let (first, second) = (utilities[left] > 0 && a == 0, utilities[right] > 0 && b == 0)
        if first || second { return first && !second }
      }
      return ExactInteger(utilities[left]) * ExactInteger(max(b, 1))
        > ExactInteger(utilities[right]) * ExactInteger(max(a, 1))
    }
    var waiting = election.projects.indices.filter { !selected.contains($0) }
      .sorted { electorate.ranks[$0] < electorate.ranks[$1] }
      .stablySorted(by: isBetter)
    var chosen = Set(selected)
    var outcome = VotingOutcome(selected: isWhole ? selected : [])
    var left = election.money - election.cost(of: selected)
    while let next = waiting.firstIndex(where: {
      election.projects[$0].cost <= left && election.allows($0, after: chosen)
    }) {
      let project = waiting.remove(at: next)
      let equals = waiting[next...].prefix { !isBetter(project, $0) }.filter {
        election.projects[$0].cost <= left && election.allows($0, after: chosen)
      }
      outcome.selected.append(project)
      if !equals.isEmpty {
        outcome.ties.append(.init(round: outcome.selected.count, tied: [project] + equals))
      }
      chosen.insert(project)
      left -= election.projects[project].cost
    }
    return outcome
  }
}

extension RandomAccessCollection {
  /// Sorted so that equal elements keep their order.
  func stablySorted(by isBefore: (Element, Element) -> Bool) -> [Element] {
    enumerated().sorted {
      if isBefore($0.element, $1.element) { return true }
      return isBefore($1.element, $0.element) ? false : $0.offset < $1.offset
    }.map(\.element)
  }
}
