import Portfolio
import Preferences
import TestSupport
import Testing

@Suite struct VotingRuleTests {
  static let seeds = Array(UInt64(1)...200)

  /// Equal Shares and add1 against their definitions: the exact prices, and the jumps.
  @Test(arguments: seeds)
  func equalSharesIsAsDefined(seed: UInt64) throws {
    let election = SmallElection.random(seed)
    for utility in Utility.allCases {
      for weights in WeightReading.allCases {
        let electorate = try Electorate(election, utility: utility, weights: weights)
        let plain = EqualShares().outcome(of: electorate)
        #expect(plain.selected == SmallElection.equalShares(electorate, step: 0))
        let completed = EqualShares(completion: .add1).outcome(of: electorate)
        #expect(completed.selected == SmallElection.add1(electorate))
      }
    }
  }

  /// Nobody pays more than it has or for what it does not want, and each project is paid in full
  /// (Peters, Pierczyński and Skowron 2021): the payments are a price system.
  @Test(arguments: seeds)
  func paymentsAreAPriceSystem(seed: UInt64) throws {
    let electorate = try Electorate(SmallElection.random(seed), utility: .cost)
    let outcome = EqualShares(completion: .add1).outcome(of: electorate)
    let ledger = try #require(outcome.ledger)
    var paid = [Fraction](repeating: 0, count: ledger.rounds.count)
    for group in electorate.groups.indices {
      let (payments, left) = ledger.account(of: group)
      #expect(left >= 0)
      for (round, payment) in payments.enumerated() {
        #expect(payment >= 0)
        let wants = electorate.groups[group].choices.contains {
          $0.project == ledger.rounds[round].project
        }
        #expect(wants || payment == 0)
        paid[round] += payment * Fraction(electorate.groups[group].multiplicity)
      }
    }
    for (round, sum) in paid.enumerated() {
      #expect(sum == Fraction(electorate.election.projects[ledger.rounds[round].project].cost))
    }
    // What they have left would not pay for another project, and at that price it is bought.
    for project in electorate.supporters.indices
    where !outcome.selected.contains(project) && !electorate.supporters[project].isEmpty {
      let left = ledger.moneyLeft(for: project)
      #expect(left < Fraction(electorate.election.projects[project].cost))
      guard ledger.step == 0, let price = left.roundedDown, price > 0 else { continue }
      var cheaper = electorate.election
      cheaper.projects[project].cost = price
      let again = EqualShares().outcome(of: try Electorate(cheaper, utility: .cost))
      #expect(again.selected.contains(project))
    }
  }

  /// The knapsack against all sets of projects.
  @Test(arguments: seeds)
  func optimumIsTheBestOfAllSets(seed: UInt64) throws {
    let election = SmallElection.random(seed)
    for utility in Utility.allCases {
      let electorate = try Electorate(election, utility: utility, weights: .voters)
      var best = Int128(0)
      for set in 0..<(1 << election.projects.count) {
        let members = election.projects.indices.filter { set & (1 << $0) != 0 }
        guard election.cost(of: members) <= election.budget else { continue }
        best = max(best, members.reduce(0) { $0 + electorate.utility(of: $1) })
      }
      let chosen = try UtilitarianOptimum().outcome(of: electorate).selected
      #expect(election.cost(of: chosen) <= election.budget)
      #expect(chosen.reduce(Int128(0)) { $0 + electorate.utility(of: $1) } == best)
    }
  }

  /// Two voters and a purse of twice the money are not the same: the purse pays once for its
  /// utility, so what it wants has a higher price.
  @Test func purseAndVotersDiffer() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 8), .init(id: "b", cost: 8)],
      voters: [
        .init(id: "heavy", weight: 2, choices: [.init(0)]),
        .init(id: "x", choices: [.init(1)]), .init(id: "y", choices: [.init(1)]),
      ],
      budget: 32
    )
    let purse = try Electorate(election, utility: .cardinality)
    let voters = try Electorate(election, utility: .cardinality, weights: .voters)
    #expect(EqualShares().outcome(of: purse).selected == [1, 0])
    let equal = EqualShares().outcome(of: voters)
    #expect(equal.selected == [0, 1])
    #expect(equal.ties.map(\.tied) == [[0, 1]])
  }

  /// Phragmén by hand: a and b could both be paid at time 2, and a is first by its id; b follows at 3.
  @Test func phragmenByHand() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 2), .init(id: "b", cost: 4), .init(id: "c", cost: 9)],
      voters: [
        .init(id: "x", choices: [.init(0), .init(1)]), .init(id: "y", choices: [.init(1)]),
      ],
      budget: 6
    )
    let electorate = try Electorate(election, utility: .cost, weights: .voters)
    let outcome = Phragmen().outcome(of: electorate)
    #expect(outcome.selected == [0, 1])
    #expect(outcome.ties.map(\.tied) == [[0, 1]])
  }

  /// Only what fits is taken, an alternative rules out the other, and a requirement comes first.
  @Test func greedyKeepsAlternativesAndRequirements() throws {
    let election = Election(
      projects: [
        .init(id: "a", cost: 1, requires: [3]), .init(id: "b", cost: 2, group: "g"),
        .init(id: "c", cost: 3, group: "g"), .init(id: "d", cost: 4),
        .init(id: "e", cost: 1, status: .excluded),
      ],
      voters: [.init(id: "x", choices: (0..<5).map { .init($0) })],
      budget: 20
    )
    let electorate = try Electorate(election, utility: .cardinality)
    #expect(Greedy().outcome(of: electorate).selected == [1, 3, 0])
    #expect(EqualShares().outcome(of: electorate).selected == [1, 3, 0])
    #expect(Phragmen().outcome(of: electorate).selected == [1, 3, 0])
  }

  @Test func giniAndWorstOff() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 1), .init(id: "b", cost: 1)],
      voters: [
        .init(id: "x", choices: [.init(0)]), .init(id: "y", choices: [.init(0), .init(1)]),
        .init(id: "z", choices: [.init(1)]),
      ],
      budget: 1
    )
    let audit = SatisfactionAudit([0], try Electorate(election, utility: .cost))
    #expect(audit.standings.map(\.satisfaction) == [1, Fraction(1, 2), 0])
    #expect(audit.worstOff == 2)
    #expect(audit.served == 2)
    #expect(abs(audit.gini - 4.0 / 9) < 1e-12)
  }
}
