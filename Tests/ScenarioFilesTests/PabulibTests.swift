import Portfolio
import Preferences
import ScenarioFiles
import Testing

@Suite struct PabulibTests {
  /// Windows line ends, a mark, sections and columns in another order, quotes, blank lines, a
  /// repeated id, an empty vote, a cost beyond the budget.
  private static let dirty =
    "\u{FEFF}votes\r\nvote;voter_id\r\n\"1,10,1\";a\r\n;b\r\n\r\n10;c\r\n"
    + "PROJECTS;;\r\nname;cost;project_id\r\n\"A \"\"big\"\"; one\";12,50;1\r\nB;999999999;10\r\n"
    + "Meta\r\nkey;value\r\nbudget;100.00\r\nvote_type;ordinal\r\nnum_votes;4\r\n"

  private func read(_ text: String) throws -> PabulibFile {
    try PabulibReader.read(bytes: Array(text.utf8), source: "x.pb")
  }

  @Test func readsWhatRealFilesHold() throws {
    let file = try read(Self.dirty)
    let read = try PabulibElection(file)
    let election = read.election
    #expect(election.unit == 10)
    #expect(election.budget == 1_000)
    #expect(election.projects.map(\.id) == ["1", "10"])
    #expect(election.projects.map(\.cost) == [125, 9_999_999_990])
    #expect(election.projects[0].name == "A \"big\"; one")
    #expect(election.voters.map(\.choices.count) == [2, 0, 1])
    #expect(election.voters[0].choices == [.init(0, points: 1), .init(1, points: 0)])
    #expect(read.warnings.count == 2)
  }

  @Test func loosesNothingWhenWrittenAndReadAgain() throws {
    let file = try read(Self.dirty)
    #expect(file.order == [.votes, .projects, .meta])
    let again = try read(file.text)
    #expect(again == file)
    #expect(again.text == file.text)
  }

  @Test func saysAllThatIsWrong() throws {
    let text = """
      META
      key;value
      budget;many
      vote_type;guess
      PROJECTS
      project_id;cost
      1;-5
      1;7
      VOTES
      voter_id;vote
      a;1
      """
    let file = try read(text)
    let problems = try #require(throws: Problems.self) { try PabulibElection(file) }
    #expect(
      problems.all.map { "\($0.place)" } == [
        "x.pb:3: budget", "x.pb:4: vote_type", "x.pb:7: cost", "x.pb:8: project_id",
      ]
    )
  }

  @Test func refusesVotesThatContradict() throws {
    let text = """
      META
      key;value
      budget;10
      vote_type;cumulative
      PROJECTS
      project_id;cost
      1;5
      VOTES
      voter_id;vote;points
      a;1,1;2,3
      b;1;2,3
      c;9;1
      d;1
      """
    let width = try #require(throws: Problems.self) { try read(text) }
    #expect(width.all.map { "\($0.place)" } == ["x.pb:13"])
    let rest = String(text.dropLast(4))
    let problems = try #require(throws: Problems.self) { try PabulibElection(read(rest)) }
    #expect(
      problems.all.map { "\($0.place)" } == ["x.pb:10: points", "x.pb:11: points", "x.pb:12: vote"]
    )
  }

  @Test func namesMissingSections() throws {
    let problems = try #require(throws: Problems.self) { try read("META\nkey;value\nbudget;1\n") }
    #expect(problems.all.count == 2)
  }
}
