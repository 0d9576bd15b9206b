import Foundation
import Portfolio
import Preferences
import ScenarioFiles
import TestSupport
import Testing

/// From a `.pb` file to a scenario and back.
@Suite struct PabulibRoundTripTests {
  private static func text(_ type: String, _ votes: String, _ meta: String = "") -> String {
    """
    VOTES
    age;vote;voter_id\(type == "cumulative" || type == "scoring" ? ";points" : "")
    \(votes)
    META
    Key;value
    budget;100.50
    currency;PLN
    vote_type;\(type)
    rule;greedy
    num_votes;17
    \(meta)PROJECTS
    name;cost;project_id;target
    "A; ""big"" one";12.5;1;adults
    B;99999.00;10;
    C;7;x y;children
    """ + "\n"
  }

  static let samples = [
    text("approval", "30;\"1,10,1\";a\n;;b\n41;x y;7\n9;1;7"),
    text("choose-1", "30;10;a\n;;b\n41;x y;c"),
    text("ordinal", "30;\"x y,10,1\";a\n;;b\n41;10;c"),
    text("cumulative", "30;\"x y,10\";a;\"3,0.5\"\n;;b;\n41;\"1,10\";c;\"0,2\""),
    text("scoring", "30;\"x y,10\";a;\"3,0.5\"\n;;b;\n41;\"1\";c;\"5\"", "max_points;5\n"),
  ]

  private func scenario(_ imported: PabulibImport, _ change: (String, String, String)? = nil) throws
    -> Scenario
  {
    try withTemporaryFolder { folder in
      for file in imported.files {
        var bytes = file.bytes
        if let change, change.0 == file.name {
          let text = String(decoding: bytes, as: UTF8.self)
          #expect(text.contains(change.1))
          bytes = Array(text.replacing(change.1, with: change.2).utf8)
        }
        try Data(bytes).write(to: folder.appending(path: file.name))
      }
      return try ScenarioReader.read(folder.path).scenario
    }
  }

  @Test(arguments: samples)
  func everyCellComesBack(_ text: String) throws {
    let original = try PabulibReader.read(bytes: Array(text.utf8), source: "x.pb")
    let imported = try PabulibImport(bytes: Array(text.utf8), source: "x.pb")
    let export = try PabulibExport(scenario(imported), original: original)
    #expect(export.file == original)
    #expect(export.file.text == original.text)
    #expect(export.losses.isEmpty)
  }

  @Test(arguments: samples)
  func withoutTheFileTheElectionComesBack(_ text: String) throws {
    let before = try PabulibElection(PabulibReader.read(bytes: Array(text.utf8), source: "x.pb"))
    let imported = try PabulibImport(bytes: Array(text.utf8), source: "x.pb")
    let written = try PabulibExport(scenario(imported)).file.text
    let after = try PabulibElection(PabulibReader.read(bytes: Array(written.utf8), source: "y.pb"))
    #expect(after.election.projects == before.election.projects)
    #expect(after.election.budget == before.election.budget)
    #expect(after.election.unit == before.election.unit)
    #expect(after.election.voters.map(\.choices) == before.election.voters.map(\.choices))
  }

  /// What is changed in the scenario is what changes in the file.
  @Test func onlyWhatChangedIsWritten() throws {
    let text = PabulibRoundTripTests.samples[2]
    let original = try PabulibReader.read(bytes: Array(text.utf8), source: "x.pb")
    let imported = try PabulibImport(bytes: Array(text.utf8), source: "x.pb")
    let dearer = try scenario(imported, ("initiatives.csv", "12.5", "13.25"))
    var expected = original
    expected.projects.rows[0][1] = "13.25"
    #expect(try PabulibExport(dearer, original: original).file == expected)
    let turned = try scenario(imported, ("ballots.csv", "c,10,1", "c,1,1"))
    expected = original
    expected.votes.rows[2][1] = "1"
    #expect(try PabulibExport(turned, original: original).file == expected)
    let richer = try scenario(imported, ("scenario.yaml", "amount: 100.5", "amount: 200"))
    expected = original
    expected.meta.rows[0][1] = "200"
    #expect(try PabulibExport(richer, original: original).file == expected)
  }

  /// A vote funds the same from the file and from the scenario.
  @Test func theVoteIsTheSame() throws {
    let text = PabulibRoundTripTests.samples[0]
    let file = try PabulibElection(PabulibReader.read(bytes: Array(text.utf8), source: "x.pb"))
    let imported = try scenario(PabulibImport(bytes: Array(text.utf8), source: "x.pb"))
    for rule in VotingMethod.Rule.allCases {
      let method = VotingMethod(rule)
      let ids = try [file.election, method.election(of: imported)].map { election in
        try method.outcome(of: method.electorate(of: election)).selected.map {
          election.projects[$0].id
        }
      }
      #expect(ids[0] == ids[1])
    }
  }

  /// Ballots of several kinds become scores, and what cannot be said is warned of.
  @Test func aTableIsMoreThanAnElection() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scenarios/mejillones")
    let scenario = try ScenarioReader.read(folder.path).scenario
    let export = try PabulibExport(scenario)
    #expect(export.file.value("vote_type") == "scoring")
    #expect(export.file.value("budget") == "185000000")
    #expect(export.file.projects.rows.count == 14)
    #expect(
      export.losses.map(\.place.column) == [
        "initiatives", "group", "requires", "pledges", "weight",
      ]
    )
    let read = try PabulibElection(
      PabulibReader.read(bytes: Array(export.file.text.utf8), source: "m.pb")
    ).election
    let election = try Election(scenario, hasPurses: false)
    let open = election.projects.indices.filter { election.projects[$0].status == .open }
    for (voter, again) in zip(election.voters, read.voters) {
      let choices = voter.choices.filter { open.contains($0.project) }
      #expect(choices.map(\.points) == again.choices.map(\.points))
    }
  }

  @Test func whatAScenarioNeedsIsAskedFor() throws {
    let text = PabulibRoundTripTests.samples[0].replacing("currency;PLN\n", with: "")
    let problems = try #require(throws: Problems.self) {
      try PabulibImport(bytes: Array(text.utf8), source: "x.pb")
    }
    #expect(problems.all.map { "\($0.place)" } == ["x.pb: currency"])
    let fine = PabulibRoundTripTests.samples[0].replacing("12.5", with: "12.505")
    let cents = try #require(throws: Problems.self) {
      try PabulibImport(bytes: Array(fine.utf8), source: "x.pb")
    }
    #expect(cents.all.first?.place.source == "initiatives.csv")
  }
}
