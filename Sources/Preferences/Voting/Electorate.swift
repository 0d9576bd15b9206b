public import Portfolio

/// An election as a rule sees it: voters who agree in everything merged, utilities and money as
/// integers.
///
/// A group of m voters (its *multiplicity*) has, each, the endowment (base + k·growth) ÷ divisor
/// after k steps of a completion. The utility of project p for one of them is
/// scale(p)·value, with value 1 wherever the utility does not come from the ballot.
public struct Electorate: Sendable {
  /// Voters with the same ballot, weight and purse.
  public struct Group: Sendable {
    /// How many there are.
    public let multiplicity: Int64
    /// The numerator of each one's endowment, and how much one step adds to it.
    public let base: Int64, growth: Int64
    /// Positions of the voters, ascending.
    public let members: [Int]
    /// What their ballot names, with the value of each project.
    public let choices: [Election.Choice]
    /// Whether its money is its own, so that no step adds to it.
    public let isPurse: Bool
  }

  /// The election.
  public let election: Election
  /// The groups, by first member.
  public let groups: [Group]
  /// The common denominator of all endowments.
  public let divisor: Int64
  /// The factor of each project's utilities.
  public let scales: [Int64]
  /// Each project's supporters: positions of groups to whom it is worth something, and the value.
  public let supporters: [[(group: Int, value: Int64)]]
  /// The position of each project in the order that breaks ties.
  public let ranks: [Int]

  /// Reads an election.
  ///
  /// - Throws: `Problems` if the numbers are too large to be added up exactly.
  public init(
    _ election: Election,
    utility: Utility,
    weights: WeightReading = .purse,
    ties: [TieBreak] = [.id]
  ) throws(Problems) {
    self.election = election
    let committedCost = election.cost(of: election.committed)
    let budget = max(0, election.budget - committedCost)
    let decimals = election.voters.reduce(0) { max($0, $1.weight.decimals) }
    var units: [Int64] = []
    for voter in election.voters {
      guard let unit = voter.weight.significand(decimals: decimals) else {
        throw Electorate.tooLarge(election)
      }
      units.append(voter.purse == nil ? unit : 0)
    }
    let one = Quantity.powerOfTen(decimals)
    let sharing = election.voters.indices.filter { units[$0] > 0 }
    var total = Int128(0)
    for position in sharing { total += Int128(units[position]) }

    var builder = GroupBuilder()
    for (position, voter) in election.voters.enumerated()
    where voter.purse != nil || units[position] > 0 {
      let choices = voter.choices.map { choice in
        Election.Choice(choice.project, points: utility == .ballot ? choice.points : 1)
      }
      builder.add(position, choices, units[position], voter.purse)
    }
    // Endowments: purse w·(B + k·n·unit) ÷ W; voters (B·one + k·unit·W) ÷ (W·one).
    let whole = max(1, total)
    let divisor = weights == .purse ? whole : whole * Int128(one)
    var made: [Group] = []
    for draft in builder.drafts {
      let base: Int128
      let growth: Int128
      if let purse = draft.purse {
        base = Int128(purse) * divisor
        growth = 0
      } else if weights == .purse {
        base = Int128(draft.weight) * Int128(budget)
        growth = Int128(draft.weight) * Int128(sharing.count) * Int128(election.unit)
      } else {
        base = Int128(budget) * Int128(one)
        growth = Int128(election.unit) * total
      }
      guard let base = Int64(exactly: base), let growth = Int64(exactly: growth) else {
        throw Electorate.tooLarge(election)
      }
      let copies = weights == .voters && draft.purse == nil ? draft.weight : 1
      let (multiplicity, overflow) = Int64(draft.members.count)
        .multipliedReportingOverflow(by: copies)
      guard !overflow else { throw Electorate.tooLarge(election) }
      made.append(
        Group(
          multiplicity: multiplicity,
          base: base,
          growth: growth,
          members: draft.members,
          choices: draft.choices,
          isPurse: draft.purse != nil
        )
      )
    }
    guard let divisor = Int64(exactly: divisor) else { throw Electorate.tooLarge(election) }
    self.divisor = divisor
    groups = made
    scales = election.projects.map { utility == .cost ? max(1, $0.cost) : 1 }
    var supporters = [[(group: Int, value: Int64)]](repeating: [], count: election.projects.count)
    for (index, group) in made.enumerated() {
      for choice in group.choices where choice.points > 0 {
        supporters[choice.project].append((index, choice.points))
      }
    }
    self.supporters = supporters
    for position in election.projects.indices {
      var sum = Int128(0)
      for supporter in supporters[position] {
        sum += Int128(supporter.value) * Int128(made[supporter.group].multiplicity)
      }
      guard sum <= Int128(ExactColumn.largestSum) else { throw Electorate.tooLarge(election) }
    }
    ranks = Electorate.ranks(election, ties)
  }

  /// How many voters, by multiplicity, a project is worth something to.
  public func support(of project: Int) -> Int64 {
    supporters[project].reduce(0) { $0 + groups[$1.group].multiplicity }
  }

  /// The sum of all voters' utilities of a project.
  public func utility(of project: Int) -> Int128 {
    supporters[project].reduce(Int128(0)) {
      $0 + Int128(groups[$1.group].multiplicity) * Int128($1.value)
    } * Int128(scales[project])
  }

  /// The sum of all voters' utilities of a set of projects.
  public func welfare(of selected: [Int]) -> ExactInteger {
    selected.reduce(0) { $0 + ExactInteger(utility(of: $1)) }
  }

  /// Each project's place in the order that breaks ties.
  static func ranks(_ election: Election, _ ties: [TieBreak]) -> [Int] {
    var votes = [Quantity](repeating: 0, count: election.projects.count)
    if ties.contains(.votes) {
      let decimals = election.voters.reduce(0) { max($0, $1.weight.decimals) }
      var sums = [Int64](repeating: 0, count: election.projects.count)
      for voter in election.voters {
        for choice in voter.choices {
          sums[choice.project] &+= voter.weight.significand(decimals: decimals) ?? 0
        }
      }
      votes = sums.map { Quantity($0, decimals: decimals) }
    }
    let order = election.projects.indices.sorted { left, right in
      let (a, b) = (election.projects[left], election.projects[right])
      for tie in ties {
        switch tie {
        case .id where a.id != b.id: return a.id.precedesByCodePoints(b.id)
        case .cost where a.cost != b.cost: return a.cost < b.cost
        case .votes where votes[left] != votes[right]: return votes[left] > votes[right]
        default: continue
        }
      }
      return a.id == b.id ? left < right : a.id.precedesByCodePoints(b.id)
    }
    var ranks = [Int](repeating: 0, count: order.count)
    for (rank, position) in order.enumerated() { ranks[position] = rank }
    return ranks
  }

  private static func tooLarge(_ election: Election) -> Problems {
    Problems([
      Problem(
        Place(source: election.name),
        Text(
          en: "weights, points and money are too large to be added up exactly. Use fewer decimals.",
          es:
            "los pesos, puntos y montos son demasiado grandes para sumarlos en forma exacta. Use menos decimales."
        )
      )
    ])
  }
}

extension String {
  /// Whether this text comes before another in the order of Unicode code points.
  func precedesByCodePoints(_ other: String) -> Bool {
    unicodeScalars.lexicographicallyPrecedes(other.unicodeScalars)
  }
}

/// Merges voters who agree in ballot, weight and purse.
private struct GroupBuilder {
  struct Draft {
    let choices: [Election.Choice]
    let weight: Int64
    let purse: Int64?
    var members: [Int]
  }

  private struct Key: Hashable {
    let choices: [Election.Choice]
    let weight: Int64
    let purse: Int64?
  }

  private(set) var drafts: [Draft] = []
  private var positions: [Key: Int] = [:]

  mutating func add(_ voter: Int, _ choices: [Election.Choice], _ weight: Int64, _ purse: Int64?) {
    let key = Key(choices: choices, weight: weight, purse: purse)
    if let position = positions[key] {
      drafts[position].members.append(voter)
    } else {
      positions[key] = drafts.count
      drafts.append(Draft(choices: choices, weight: weight, purse: purse, members: [voter]))
    }
  }
}
