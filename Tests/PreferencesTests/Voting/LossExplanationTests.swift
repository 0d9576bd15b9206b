import Portfolio
import Preferences
import TestSupport
import Testing

/// What a loser lacked, tried out: with it the project wins, with one unit less it does not.
@Suite struct LossExplanationTests {
  private static let methods =
    VotingMethod.Rule.allCases.map { VotingMethod($0) } + [
      VotingMethod(.equalShares, utility: .cardinality, completion: .add1),
      VotingMethod(.equalShares, utility: .ballot, completion: .add1u),
      VotingMethod(.greedy, utility: .cardinality), VotingMethod(.utilitarian, utility: .ballot),
    ]

  private static func funds(
    _ project: Int,
    _ election: Election,
    _ method: VotingMethod
  ) throws -> Bool {
    try method.outcome(of: method.electorate(of: election)).selected.contains(project)
  }

  @Test(arguments: UInt64(1)...60)
  func whatItSaysWouldHelp(seed: UInt64) throws {
    let election = SmallElection.random(seed)
    let most = election.voters.reduce(Int64(1)) { $1.choices.reduce($0) { max($0, $1.points) } }
    for method in LossExplanationTests.methods {
      let electorate = try method.electorate(of: election)
      let outcome = try method.outcome(of: electorate)
      for project in election.projects.indices {
        let loss = try LossExplanation(project, of: outcome, electorate, by: method)
        #expect((loss == nil) == outcome.selected.contains(project))
        guard let loss else { continue }
        let cost = election.projects[project].cost
        if let price = loss.winningCost {
          for (changed, wins) in [(price, true), (price + 1, false)] {
            var other = election
            other.projects[project].cost = changed
            #expect(try LossExplanationTests.funds(project, other, method) == wins)
          }
          #expect(price < cost)
        } else {
          var other = election
          other.projects[project].cost = 0
          #expect(try !LossExplanationTests.funds(project, other, method))
        }
        guard let support = loss.neededSupport else { continue }
        for (count, wins) in [(support, true), (support - 1, false)] {
          var other = election
          for _ in 0..<count {
            other.voters.append(.init(id: "new", choices: [.init(project, points: most)]))
          }
          #expect(try LossExplanationTests.funds(project, other, method) == wins)
        }
      }
    }
  }

  /// Greedy by votes: a and b are funded, 3 of 10 are left, and c costs 5.
  ///
  /// With a second voter c would
  /// stand before b.
  @Test func greedyByHand() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 4), .init(id: "b", cost: 3), .init(id: "c", cost: 5)],
      voters: [
        .init(id: "x", choices: [.init(0), .init(1)]), .init(id: "y", choices: [.init(0)]),
        .init(id: "z", choices: [.init(0), .init(2)]),
      ],
      budget: 10
    )
    let method = VotingMethod(.greedy)
    let electorate = try method.electorate(of: election)
    let outcome = try method.outcome(of: electorate)
    let loss = try #require(try LossExplanation(2, of: outcome, electorate, by: method))
    #expect(outcome.selected == [0, 1])
    #expect(loss.support == 1)
    #expect(loss.moneyLeft == 3)
    #expect(loss.winningCost == 3)
    #expect(loss.neededSupport == 1)
    #expect(loss.effective == nil)
  }

  /// Equal Shares with 10 each: x and y pay 4 each for a (two votes, cost 8).
  ///
  /// b could be paid by y and z then, 8.50 each: effectively two votes, as many as for a, which is
  /// first by its id. Afterwards y has 6 and z 10, which is less than 17.
  @Test func effectiveSupportByHand() throws {
    let election = Election(
      projects: [.init(id: "a", cost: 8), .init(id: "b", cost: 17)],
      voters: [
        .init(id: "x", choices: [.init(0)]), .init(id: "y", choices: [.init(0), .init(1)]),
        .init(id: "z", choices: [.init(1)]),
      ],
      budget: 30
    )
    let method = VotingMethod(.equalShares)
    let electorate = try method.electorate(of: election)
    let outcome = try method.outcome(of: electorate)
    #expect(outcome.selected == [0])
    let loss = try #require(try LossExplanation(1, of: outcome, electorate, by: method))
    #expect(loss.moneyLeft == 16)
    #expect(loss.winningCost == 16)
    let effective = try #require(loss.effective)
    #expect(effective.round == 1)
    #expect(effective.own == 2)
    #expect(effective.winner == 0)
    #expect(effective.ofWinner == 2)
  }

  /// No price helps where what it requires is out, and nobody asks about what is excluded.
  @Test func whatNoVoteCanMend() throws {
    let election = Election(
      projects: [
        .init(id: "a", cost: 1, requires: [1]), .init(id: "b", cost: 1, status: .excluded),
      ],
      voters: [.init(id: "x", choices: [.init(0), .init(1)])],
      budget: 10
    )
    let method = VotingMethod(.phragmen)
    let electorate = try method.electorate(of: election)
    let outcome = try method.outcome(of: electorate)
    let loss = try #require(try LossExplanation(0, of: outcome, electorate, by: method))
    #expect(loss.missing == [1])
    #expect(loss.winningCost == nil)
    #expect(loss.neededSupport == nil)
    #expect(try LossExplanation(1, of: outcome, electorate, by: method) == nil)
  }
}
