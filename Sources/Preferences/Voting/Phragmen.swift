/// Phragmén's sequential rule: voters earn money at the same pace, and a project is bought as soon as
/// those who name it can pay it together.
///
/// The time of project p is (Σ_i load_i + cost(p)) ÷ the number of its supporters, where load_i is the time of
/// the last project that i helped to pay, at first 0. The earliest is bought, and its time becomes the load of its
/// supporters. The rule stops when a project of the earliest time does not fit in what is left. Projects that nobody
/// names come last. A voter of weight w earns w times as fast, which is the same as w voters.
///
/// Sources: Phragmén, "Sur une méthode nouvelle pour réaliser, dans les élections, la représentation
/// proportionnelle des partis", 1894; for costs: Los, Christoff and Grossi, "Proportional Budget
/// Allocations: Towards a Systematization", IJCAI 2022, arXiv:2203.12324.
public struct Phragmen: Sendable {
  /// Makes the rule.
  public init() {}

  /// Runs the rule.
  ///
  /// Times are exact: each is an integer over a denominator common to all of them. A `Double` with
  /// a bound on its error says which times need not be compared exactly.
  /// Complexity: O(the number of choices) for each project that is bought.
  public func outcome(of electorate: Electorate) -> VotingOutcome {
    let election = electorate.election
    var state = PhragmenState(electorate)
    var outcome = VotingOutcome(selected: election.committed)
    var chosen = Set(outcome.selected)
    var left = election.money - election.cost(of: chosen)
    let budget = left
    while true {
      let open = election.projects.indices.filter {
        !chosen.contains($0) && election.projects[$0].cost <= budget
          && election.allows($0, after: chosen)
      }
      let tied = state.earliest(of: open).sorted { electorate.ranks[$0] < electorate.ranks[$1] }
      guard let project = tied.first, tied.allSatisfy({ election.projects[$0].cost <= left })
      else { return outcome }
      outcome.selected.append(project)
      if tied.count > 1 { outcome.ties.append(.init(round: outcome.selected.count, tied: tied)) }
      chosen.insert(project)
      left -= election.projects[project].cost
      state.buy(project)
    }
  }
}

/// Who has paid until when.
private struct PhragmenState {
  private let electorate: Electorate
  private let supports: [Int64]
  /// For each group the round whose time is its load, -1 at first.
  private var rounds: [Int]
  private var loads: [Double]
  /// The time of each round as a numerator over the common denominator.
  private var times: [ExactInteger] = []
  private var denominator: ExactInteger = 1

  init(_ electorate: Electorate) {
    self.electorate = electorate
    supports = electorate.supporters.indices.map(electorate.support(of:))
    rounds = [Int](repeating: -1, count: electorate.groups.count)
    loads = [Double](repeating: 0, count: electorate.groups.count)
  }

  /// The projects of the earliest time; those that nobody names are at the end of time.
  func earliest(of open: [Int]) -> [Int] {
    var estimates: [(project: Int, time: Double, error: Double)] = []
    for project in open where supports[project] > 0 {
      var sum = Double(electorate.election.projects[project].cost)
      for (group, _) in electorate.supporters[project] {
        sum += Double(electorate.groups[group].multiplicity) * loads[group]
      }
      let time = sum / Double(supports[project])
      let terms = Double(electorate.supporters[project].count + 8)
      estimates.append((project, time, time * terms * 0x1p-48))
    }
    guard let most = estimates.map({ $0.time + $0.error }).min() else { return open }
    let contenders = estimates.filter { $0.time - $0.error <= most }.map(\.project)
    guard contenders.count > 1 else { return contenders }
    var best: [Int] = []
    var least: (ExactInteger, ExactInteger) = (0, 1)
    for project in contenders {
      let time = (numerator(of: project), ExactInteger(supports[project]))
      let (a, b) = (time.0 * least.1, least.0 * time.1)
      if best.isEmpty || a < b {
        (best, least) = ([project], time)
      } else if a == b {
        best.append(project)
      }
    }
    return best
  }

  /// (Σ load + cost) over the common denominator.
  private func numerator(of project: Int) -> ExactInteger {
    var counts = [Int64](repeating: 0, count: times.count)
    for (group, _) in electorate.supporters[project] where rounds[group] >= 0 {
      counts[rounds[group]] += electorate.groups[group].multiplicity
    }
    var sum = ExactInteger(electorate.election.projects[project].cost) * denominator
    for round in counts.indices where counts[round] != 0 {
      sum += ExactInteger(counts[round]) * times[round]
    }
    return sum
  }

  mutating func buy(_ project: Int) {
    guard supports[project] > 0 else { return }
    let numerator = numerator(of: project)
    let support = ExactInteger(supports[project])
    let common = ExactInteger.greatestCommonDivisor(numerator, support)
    let rest = support.dividedDown(by: common).quotient
    if rest != 1 {
      denominator = denominator * rest
      for round in times.indices { times[round] = times[round] * rest }
    }
    times.append(numerator.dividedDown(by: common).quotient)
    let load = ExactPrices.double(times[times.count - 1], denominator)
    for (group, _) in electorate.supporters[project] {
      rounds[group] = times.count - 1
      loads[group] = load
    }
  }
}
