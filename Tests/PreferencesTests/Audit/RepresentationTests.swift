import Portfolio
import Preferences
import TestSupport
import Testing

/// Audits against their definitions, on all subsets of voters, and the laws that papers prove.
@Suite struct RepresentationTests {
  static let seeds = Array(UInt64(1)...200)

  /// Some set of projects, not chosen by any rule.
  private static func anySet(_ election: Election, _ seed: UInt64) -> [Int] {
    var random = SplitMix64(seed: seed &+ 77)
    return election.projects.indices.filter { _ in random.happens(40) }
  }

  /// Whether the group, given by positions of electorate groups, is deprived of the project.
  private static func isDeprived(
    _ members: [Int],
    of project: Int,
    _ selected: [Int],
    _ electorate: Electorate
  ) -> Bool {
    func utility(_ group: Int, _ projects: [Int]) -> Fraction {
      electorate.groups[group].choices.filter { projects.contains($0.project) }.reduce(0) {
        $0 + Fraction($1.points) * Fraction(electorate.scales[$1.project])
      }
    }
    let cost = Fraction(electorate.election.projects[project].cost)
    let together = members.reduce(Fraction(0)) {
      $0 + Fraction(electorate.groups[$1].multiplicity) * utility($1, [project])
    }
    return !members.isEmpty
      && members.allSatisfy { group in
        let money = Fraction(
          ExactInteger(electorate.groups[group].base),
          ExactInteger(electorate.divisor)
        )
        return utility(group, [project]) > 0
          && utility(group, selected + [project]) * cost <= money * together
      }
  }

  @Test(arguments: seeds)
  func claimsAreThoseOfAllGroups(seed: UInt64) throws {
    let election = SmallElection.random(seed)
    let selected = RepresentationTests.anySet(election, seed)
    for utility in Utility.allCases {
      let electorate = try Electorate(
        election,
        utility: utility,
        weights: seed % 2 == 0 ? .purse : .voters
      )
      let audit = RepresentationAudit(selected, electorate)
      for project in election.projects.indices where !selected.contains(project) {
        let found = audit.claims.first { $0.project == project }
        let exists = (1..<(1 << electorate.groups.count)).contains { set in
          let members = electorate.groups.indices.filter { set & (1 << $0) != 0 }
          return RepresentationTests.isDeprived(members, of: project, selected, electorate)
        }
        #expect((found != nil) == exists)
        if let found {
          #expect(
            RepresentationTests.isDeprived(found.groups, of: project, selected, electorate)
          )
        }
      }
    }
  }

  /// With unit costs it is the EJR+ of committees: no ℓ and no group of ℓ·n ÷ k who want c and have
  /// fewer than ℓ each (Brill and Peters 2023, definition 5).
  @Test(arguments: seeds)
  func withUnitCostsItIsThatOfCommittees(seed: UInt64) throws {
    var election = SmallElection.random(seed)
    for project in election.projects.indices { election.projects[project].cost = 1 }
    for voter in election.voters.indices { election.voters[voter].weight = 1 }
    election.budget = Int64(1 + seed % 4)
    let selected = RepresentationTests.anySet(election, seed)
    let electorate = try Electorate(election, utility: .cardinality)
    let (count, seats) = (election.voters.count, Int(election.budget))
    let breaks = election.projects.indices.contains { project in
      !selected.contains(project)
        && (1...seats).contains { level in
          let poor = election.voters.filter { voter in
            voter.choices.contains { $0.project == project }
              && voter.choices.filter { selected.contains($0.project) }.count < level
          }
          return !poor.isEmpty && poor.count * seats >= level * count
        }
    }
    #expect(RepresentationAudit(selected, electorate).holds == !breaks)
  }

  /// Equal Shares satisfies EJR+ up to one (Peters, Pierczyński and Skowron 2021, theorem 3; Brill
  /// and Peters 2023).
  @Test(arguments: seeds)
  func equalSharesDeprivesNobody(seed: UInt64) throws {
    let election = SmallElection.random(seed)
    for utility in Utility.allCases {
      for weights in WeightReading.allCases {
        let electorate = try Electorate(election, utility: utility, weights: weights)
        for completion in [EqualShares.Completion.none, .add1] {
          let outcome = EqualShares(completion: completion).outcome(of: electorate)
          #expect(RepresentationAudit(outcome.selected, electorate).holds)
        }
      }
    }
  }

  /// Ten voters, 100 of money: six want a for 60, and all money goes elsewhere.
  ///
  /// Their 60 pay a once over.
  @Test func theDeprivedAreNamed() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 60), .init(id: "b", cost: 50), .init(id: "c", cost: 50)],
      voters: (0..<10).map {
        .init(id: "v\($0)", choices: $0 < 6 ? [.init(0)] : [.init(1), .init(2)])
      },
      budget: 100
    )
    let electorate = try Electorate(election, utility: .cost)
    let audit = RepresentationAudit([1, 2], electorate)
    let claim = try #require(audit.strongest)
    #expect(audit.claims.count == 1)
    #expect(claim.project == 0)
    #expect(claim.strength == 1)
    #expect(claim.groups.flatMap { electorate.groups[$0].members } == Array(0..<6))
    #expect(RepresentationAudit([0], electorate).holds)
  }

  @Test(arguments: seeds)
  func satisfactionIsAsDefined(seed: UInt64) throws {
    let election = SmallElection.random(seed)
    let selected = RepresentationTests.anySet(election, seed)
    let electorate = try Electorate(election, utility: .ballot)
    let audit = SatisfactionAudit(selected, electorate)
    let spent = election.cost(of: selected)
    var values: [Fraction] = []
    for (position, voter) in election.voters.enumerated() {
      let named = voter.choices.reduce(Int64(0)) { $0 + $1.points }
      let funded = voter.choices.filter { selected.contains($0.project) }
      let value =
        named == 0
        ? 0
        : Fraction(ExactInteger(funded.reduce(Int64(0)) { $0 + $1.points }), ExactInteger(named))
      values.append(value)
      let standing = try #require(
        audit.standings.first { electorate.groups[$0.group].members.contains(position) }
      )
      #expect(standing.satisfaction == value)
      #expect(standing.funded == funded.count)
      #expect(
        standing.partOfMoney * Fraction(max(spent, 1))
          == Fraction(election.cost(of: funded.map(\.project)))
      )
    }
    #expect(audit.leastSatisfaction == values.min())
    #expect(
      audit.served
        == election.voters.filter { !Set($0.choices.map(\.project)).isDisjoint(with: selected) }
        .count
    )
    let sum = values.reduce(Fraction(0), +)
    var spread: Fraction = 0
    for left in values { for right in values where left > right { spread += left - right } }
    let gini = sum == 0 ? 0 : spread / (sum * Fraction(Int64(values.count)))
    #expect((gini * 1_000_000).roundedHalfToEven == audit.giniMillionths.int64)
  }

  /// An earmarked pledge has a claim to money but no say.
  @Test func pursesAreNoVoters() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 5)],
      voters: [.init(id: "x", choices: []), .init(id: "port#1", purse: 5, choices: [.init(0)])],
      budget: 5
    )
    let electorate = try Electorate(election, utility: .cost)
    let audit = SatisfactionAudit([0], electorate)
    #expect(audit.voters == 1)
    #expect(audit.served == 0)
    #expect(RepresentationAudit([], electorate).claims.map(\.project) == [0])
  }
}
