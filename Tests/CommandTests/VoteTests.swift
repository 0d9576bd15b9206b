import Foundation
import TestSupport
import Testing

struct VoteTests {
  private static let election = """
    META
    key;value
    budget;9
    vote_type;approval
    PROJECTS
    project_id;cost
    a;6
    b;3
    c;9
    VOTES
    voter_id;vote
    x;a
    y;a,c
    z;b
    """

  private func vote(_ text: String, _ options: [String]) throws -> (code: Int32, text: String) {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "election.pb")
      try Data(text.utf8).write(to: file)
      let outcome = try CarteraProcess.run(["vote", file.path, "--lang", "en"] + options)
      return (outcome.code, outcome.output + outcome.error)
    }
  }

  @Test func fundsAndExplains() throws {
    let (code, text) = try vote(Self.election, ["--explain", "c"])
    #expect(code == 0)
    #expect(text.contains("equal_shares funds 2 of 3 for 9, of 9."))
    #expect(text.contains("its supporters (1) have 0 left together"))
    #expect(text.contains("It would be funded if it were 9 cheaper."))
  }

  @Test func writesWhatTheFormatSays() throws {
    let (code, text) = try vote(Self.election, ["--rule", "greedy", "--format", "json"])
    #expect(code == 0)
    for part in [
      "\"rule\": \"greedy\"", "\"cost\": 9", "\"welfare\": \"15\"", "\"ties\": []",
      "\"payments\": null",
    ] {
      #expect(text.contains(part))
    }
  }

  /// Who pays what: x and y 3 each for a, z all of b.
  @Test func equalSharesSaysWhoPays() throws {
    let (code, text) = try vote(Self.election, ["--format", "json"])
    #expect(code == 0)
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    )
    let payments = try #require(answer["payments"] as? [[String: String]])
    #expect(payments.map { $0["id"] } == ["a", "a", "b"])
    #expect(payments.map { $0["voter"] } == ["x", "y", "z"])
    #expect(payments.map { $0["amount"] } == ["3", "3", "3"])
  }

  /// The rule funds both; the scenario's limit permits one, which no voting rule knows.
  @Test func whatALimitRefusesIsSaid() throws {
    try withTemporaryFolder { folder in
      let scenario = """
        cartera: 1
        name: Two of one
        currency: CLP
        initiatives:
          - { id: A, name: A, cost: 10 }
          - { id: B, name: B, cost: 20 }
        pledges: [{ funder: f, amount: 30 }]
        ballots: [{ stakeholder: x, initiative: A, value: 1 }, { stakeholder: y, initiative: B, value: 1 }]
        objective: { terms: [{ measure: preference, weight: 1 }] }
        limits: [{ measure: count, max: 1 }]
        """
      try Data(scenario.utf8).write(to: folder.appending(path: "scenario.yaml"))
      for options in [["--rule", "greedy"], ["--rule", "greedy", "--format", "json"]] {
        let outcome = try CarteraProcess.run(["vote", folder.path, "--lang", "en"] + options)
        #expect(outcome.code == 1)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains("the rule chose A, B, which breaks rules"))
        #expect(outcome.error.hasSuffix("knows:\n- count ≤ 1\n"))
      }
      let fits = try CarteraProcess.run(["vote", folder.path, "--rule", "equal_shares"])
      #expect(fits.code == 0)
    }
  }

  @Test func refusesWhatDoesNotBelongTogether() throws {
    #expect(try vote(Self.election, ["--rule", "greedy", "--completion", "add1"]).code == 64)
    #expect(try vote(Self.election, ["--explain", "nobody"]).code == 64)
    #expect(try vote("META", []).code == 65)
  }
}
