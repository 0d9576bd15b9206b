import Foundation
import TestSupport
import Testing

/// `cartera report`, run as a user runs it.
struct ReportTests {
  private let square = CarteraProcess.fixtures + "/square"

  @Test func aResultFileGivesTheSamePageAsSolving() throws {
    try withTemporaryFolder { folder in
      let result = folder.appending(path: "result.json").path
      _ = try CarteraProcess.run(["solve", square, "--format", "json", "-o", result])
      let stored = try CarteraProcess.run(["report", square, result, "--lang", "en"])
      let solved = try CarteraProcess.run(["report", square, "--lang", "en"])
      #expect(stored.code == 0)
      #expect(stored.output.hasPrefix("<!DOCTYPE html>"))
      #expect(stored.output == solved.output)
    }
  }

  @Test func aResultThatIsNotTrueGetsNoPage() throws {
    try withTemporaryFolder { folder in
      let result = folder.appending(path: "result.json")
      let json = try CarteraProcess.run(["solve", square, "--format", "json"]).output
      try Data(json.replacing("\"cost\": ", with: "\"cost\": 1").utf8).write(to: result)
      let outcome = try CarteraProcess.run(["report", square, result.path])
      #expect(outcome.code == 1)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.contains("Not verified"))
    }
  }
}
