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
    #expect(text.contains("If it were 9 cheaper"))
  }

  @Test func writesWhatTheFormatSays() throws {
    let (code, text) = try vote(Self.election, ["--rule", "greedy", "--format", "json"])
    #expect(code == 0)
    for part in ["\"rule\": \"greedy\"", "\"cost\": 9", "\"welfare\": \"15\"", "\"ties\": []"] {
      #expect(text.contains(part))
    }
  }

  @Test func refusesWhatDoesNotBelongTogether() throws {
    #expect(try vote(Self.election, ["--rule", "greedy", "--completion", "add1"]).code == 64)
    #expect(try vote(Self.election, ["--explain", "nobody"]).code == 64)
    #expect(try vote("META", []).code == 65)
  }
}
