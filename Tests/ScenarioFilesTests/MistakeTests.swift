import Foundation
import Portfolio
import TestSupport
import Testing

@testable import ScenarioFiles

/// One passage of the sample replaced, and everything that must then be said.
struct Mistake: CustomTestStringConvertible {
  let file: String
  let found: String
  let replacement: String
  let messages: [String]

  init(_ file: String, _ found: String, _ replacement: String, _ messages: [String]) {
    self.file = file
    self.found = found
    self.replacement = replacement
    self.messages = messages
  }

  var testDescription: String { "\(file): \(found) → \(replacement)" }
}

/// Every mistake has its place, its message and its mend, in English and in Spanish.
@Suite struct MistakeTests {
  private static let all =
    ScenarioMistakes.all + InitiativeMistakes.all + NumberMistakes.all + TableMistakes.all

  @Test func theSampleIsGood() {
    #expect(Sample().messages == [])
  }

  @Test(arguments: MistakeTests.all)
  func isReported(_ mistake: Mistake) {
    let problems = Sample.with(mistake.file, mistake.found, mistake.replacement).problems
    #expect(problems.map { $0.description(in: .english) } == mistake.messages)
    for problem in problems {
      #expect(!problem.message.spanish.isEmpty)
      #expect(problem.message.spanish != problem.message.english)
    }
  }

  @Test(arguments: MistakeTests.all)
  func isPrintedAndNothingElse(_ mistake: Mistake) throws {
    let sample = Sample.with(mistake.file, mistake.found, mistake.replacement)
    let outcome = try sample.checked()
    let count = mistake.messages.count
    let sum = "\(count) problem\(count == 1 ? "" : "s"). Nothing was done."
    #expect(outcome.code == 65)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error == (mistake.messages + [sum]).map { $0 + "\n" }.joined())
  }

  /// A table that is not there is no mistake in what the files say: it is reported by itself.
  @Test func aMissingTableIsAFileError() throws {
    var sample = Sample.with("scenario.yaml", "initiatives.csv", "initiativs.csv")
    sample.replace("scenario.yaml", "mode: sum", "mode: summ")
    let outcome = try sample.checked()
    #expect(outcome.code == 66)
    #expect(outcome.output.isEmpty)
    #expect(outcome.error == "cartera: there is no file \"initiativs.csv\". Check the name.\n")
  }

  @Test func allAtOnce() {
    var sample = Sample()
    sample.replace("scenario.yaml", "mode: sum", "mode: summ")
    sample.replace("initiatives.csv", "A,Well,1000", "A,Well,free")
    sample.replace("initiatives.csv", "70000,1,", "70000,7,")
    sample.replace("pledges.csv", "muni,3000", "moni,3000")
    sample.replace("ballots.csv", "union,C,1", "union,C,maybe")
    #expect(
      sample.messages == [
        "scenario.yaml:14: mode: \"summ\" is none of sum, lexicographic, maximin, nash."
          + " Did you mean \"sum\"?",
        "initiatives.csv:2: cost: \"free\" is not an amount (CLP has no decimals)."
          + " Write a number such as 12500000.",
        "initiatives.csv:4: award_probability: 7 is not a probability. Write a number from 0 to 1.",
        "pledges.csv:2: funder: there is no funder \"moni\". Did you mean \"muni\"?",
        "ballots.csv:4: value: \"maybe\" is none of 1, 0. Write one of them.",
      ]
    )
  }

  @Test func missingFiles() {
    #expect {
      try ScenarioReader.read("/nowhere")
    } throws: {
      ($0 as? FileError)?.message.english == "there is no file \"/nowhere\". Check the name."
    }
    #expect(throws: FileError.self) { try ScenarioReader.read("/dev/zero") }
    let sample = Sample.with("scenario.yaml", "initiatives.csv", "initiativs.csv")
    #expect {
      try sample.read()
    } throws: {
      ($0 as? FileError)?.path == "initiativs.csv"
    }
  }
}

extension Sample {
  /// What the built program says of the sample, written to a folder.
  fileprivate func checked() throws -> CarteraProcess.Outcome {
    try withTemporaryFolder { folder in
      for (name, text) in files {
        try Data(text.utf8).write(to: folder.appending(path: name))
      }
      return try CarteraProcess.run(["check", folder.path, "--lang", "en"])
    }
  }
}
