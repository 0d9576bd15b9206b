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

  /// The page says of groups and funders what `audit` does.
  @Test func theAuditStandsInThePage() throws {
    try withTemporaryFolder { folder in
      let rich = CarteraProcess.fixtures + "/rich"
      let result = folder.path + "/result.json"
      _ = try CarteraProcess.run(["solve", rich, "--format", "json", "-o", result])
      let page = try CarteraProcess.run(["report", rich, result, "--lang", "en"]).output
      let audit = try CarteraProcess.run(["audit", rich, result, "--lang", "en"]).output
        .replacing("\n", with: " ")
      let part = page.components(separatedBy: "Fair to groups and funders</h3>").last ?? ""
      let items = part.components(separatedBy: "</ul>")[0].components(separatedBy: "<li>")
        .dropFirst()
      #expect(items.count >= 3)
      for item in items {
        let sentence = item.components(separatedBy: "</li>")[0]
        #expect(audit.contains(sentence), "\(sentence)")
      }
    }
  }

  /// A dot for each step and each trade-off, and the table's numbers in the page.
  @Test func whatTheDeskFindsStandsInThePageWhenAsked() throws {
    let rich = CarteraProcess.fixtures + "/rich"
    let over = ["--over", "budget=50%:150%:25%"]
    let measures = ["--measures", "beneficiaries,-cost"]
    let plain = try CarteraProcess.run(["report", rich]).output
    let page = try CarteraProcess.run(["report", rich, "--lang", "en"] + over + measures).output
    let frontier = try CarteraProcess.run(["frontier", rich, "--format", "json"] + measures).output
    #expect(!plain.contains("<circle"))
    let points = frontier.components(separatedBy: "\"values\"").count - 1
    #expect(points > 2)
    #expect(page.components(separatedBy: "<circle").count - 1 == 5 + points)
    #expect(page.components(separatedBy: "class=\"dot marked\"").count - 1 == 1)
    let sweep = try CarteraProcess.run(["sweep", rich, "--lang", "en"] + over).output
    for line in sweep.split(separator: "\n").filter({ $0.contains("%") }) {
      for cell in line.split(separator: " ").prefix(3) { #expect(page.contains(">\(cell)<")) }
    }
    let wrong = try CarteraProcess.run(["report", rich, "--measures", "cost"])
    #expect(wrong.code == 64 && wrong.output.isEmpty)
  }

  /// Every initiative's standing is that which the command says.
  @Test func whatIsInWhateverTheWeightsStandsInThePageWhenAsked() throws {
    let rich = CarteraProcess.fixtures + "/rich"
    let options = ["--budget", "60%", "--spread", "100%", "--lang", "en"]
    let page = try CarteraProcess.run(["report", rich] + options).output
    let robust = try CarteraProcess.run(["robust", rich] + options).output
    let part =
      page.components(separatedBy: "If other things mattered more</h2>").dropFirst().first?
      .components(separatedBy: "</section>").first ?? ""
    let lines = robust.split(separator: "\n")
    let headings = lines.filter { $0.contains(/^(CORE|BORDERLINE|EXTERIOR)/) }
    #expect(headings.count == 3)
    for heading in headings { #expect(part.contains(heading)) }
    let rows = lines.filter { $0.contains(/^  [A-Z]+-[0-9]+ .*%/) }
    #expect(rows.count == 4)
    for row in rows {
      let cells = row.split(separator: " ")
      for cell in [cells[0]] + cells.filter({ $0.hasSuffix("%") }) {
        #expect(part.contains(">\(cell)<"))
      }
    }
    #expect(!(try CarteraProcess.run(["report", rich]).output.contains("If other things")))
    let wrong = try CarteraProcess.run(["report", rich, "--spread", "much"])
    #expect(wrong.code == 64 && wrong.output.isEmpty)
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
