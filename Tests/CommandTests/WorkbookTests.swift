import Foundation
import Spreadsheet
import TestSupport
import Testing

/// Workbooks as people use them: a scenario written to one and read again, an answer in one.
struct WorkbookTests {
  private func scenario(_ name: String) -> String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scenarios/\(name)").path
  }

  private func answer(_ scenario: String) throws -> [Substring] {
    let outcome = try CarteraProcess.run(["solve", scenario, "--format", "json"])
    #expect(outcome.code == 0)
    return outcome.output.split(separator: "\n").filter {
      !$0.contains("\"sha256\"") && !$0.contains("\"seconds\"")
    }
  }

  @Test(arguments: ["mejillones", "los-lagos", "santa-barbara"])
  func scenariosAreTheSameAfterARoundTrip(_ name: String) throws {
    try withTemporaryFolder { folder in
      let copy = folder.appending(path: "copy").path
      let export = try CarteraProcess.run(["export", scenario(name), "--to", "xlsx", "-o", copy])
      #expect(export.code == 0)
      #expect(try answer(copy) == answer(scenario(name)))
      let again = folder.appending(path: "again").path
      _ = try CarteraProcess.run(["export", copy, "--to", "xlsx", "-o", again])
      let tables = try ["copy", "again"].map {
        try Data(contentsOf: folder.appending(path: "\($0)/tables.xlsx"))
      }
      #expect(tables[0] == tables[1])
    }
  }

  /// Its name says what it should be: no talk of missing columns.
  @Test func aTextThatIsNamedAsAWorkbookIsRefusedAsSuch() throws {
    try withTemporaryFolder { folder in
      try Data("id,name,cost".utf8).write(to: folder.appending(path: "t.xlsx"))
      try Data(
        """
        cartera: 1
        name: T
        currency: CLP
        initiatives: t.xlsx
        pledges: [{ funder: f, amount: 5 }]
        objective: { terms: [{ measure: count, weight: 1 }] }
        """.utf8
      ).write(to: folder.appending(path: "scenario.yaml"))
      let outcome = try CarteraProcess.run(["check", folder.path])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("t.xlsx: this is not an .xlsx workbook. Save it as .xlsx."))
      #expect(!outcome.error.contains("column"))
    }
  }

  @Test func theAnswerInAWorkbookHasTheAnswersNumbers() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "r.xlsx").path
      let square = CarteraProcess.fixtures + "/square"
      let outcome = try CarteraProcess.run(["solve", square, "-o", file, "--lang", "en"])
      #expect(outcome.code == 0)
      let reader = try WorkbookReader([UInt8](Data(contentsOf: URL(filePath: file))))
      #expect(
        reader.sheetNames == ["Portfolio", "Payments", "Rejected", "Funders", "Limits", "Summary"]
      )
      let json = try CarteraProcess.run(["solve", square, "--format", "json"]).output
      let result = try #require(
        JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
      )
      let selected = try #require(result["selected"] as? [[String: Any]])
      let totals = try #require(result["totals"] as? [String: Any])
      let portfolio = try reader.sheet("Portfolio").rows
      #expect(portfolio.count == selected.count + 2)
      let ids = portfolio.dropFirst().dropLast().map { $0.cells[0].value }
      #expect(ids == selected.map { .text($0["id"] as? String ?? "") })
      let cost = totals["cost"] as? Int ?? 0
      let payments = try reader.sheet("Payments").rows
      #expect(payments.last?.cells.last?.value == .number(String(cost), before: "", after: ""))
      for sheet in reader.sheetNames {
        let cells = try reader.sheet(sheet).rows.flatMap(\.cells)
        #expect(!cells.contains { $0.value == .notComputed })
      }
    }
  }
}
