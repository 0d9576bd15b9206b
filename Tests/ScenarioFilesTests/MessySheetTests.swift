import Foundation
import Portfolio
import TestSupport
import Testing

@testable import ScenarioFiles

/// Thirty sheets with dirt: each is read rightly, or refused with the place and the mend.
///
/// `CARTERA_RECORD_GOLDEN=1` writes Golden/messy-sheets.txt anew in a run that fails.
@Suite struct MessySheetTests {
  @Test func eachHasItsOutcome() throws {
    #expect(MessySheet.all.count == 30)
    var text = ""
    for sheet in MessySheet.all { text += "## \(sheet.name)\n\(try outcome(sheet))\n" }
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/messy-sheets.txt")
    if ProcessInfo.processInfo.environment["CARTERA_RECORD_GOLDEN"] != nil {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded messy-sheets.txt: read the difference")
    }
    let expected = try String(contentsOf: file, encoding: .utf8)
    let pairs = zip(text.components(separatedBy: "## "), expected.components(separatedBy: "## "))
    for (found, wanted) in pairs { #expect(found == wanted) }
    #expect(text == expected)
  }

  /// What the imported scenario holds, or everything that is said against the sheet.
  private func outcome(_ sheet: MessySheet) throws -> String {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "sheet.\(sheet.ending)")
      try Data(sheet.bytes).write(to: file)
      var settings = SheetImport.Settings(name: "x", currency: .pesos)
      settings.amountsIn = sheet.amountsIn
      settings.decimalSign = sheet.decimalSign
      settings.columns = sheet.columns
      do {
        let imported = try SheetImport(path: file.path, settings)
        for (name, bytes) in imported.files {
          try Data(bytes).write(to: folder.appending(path: name))
        }
        return description(of: try ScenarioReader.read(folder.path).scenario)
      } catch let problems as Problems {
        return problems.all.map { $0.description(in: .english) + "\n" }.joined()
      }
    }
  }

  private func description(of scenario: Scenario) -> String {
    scenario.initiatives.indices.map { position in
      let initiative = scenario.initiatives[position]
      var parts = ["\(initiative.id)", initiative.name, "cost \(initiative.cost.minorUnits)"]
      parts += scenario.categories.map { "\($0) \($1[position])" }
      parts += scenario.measures.map { "\($0) \($1[position].map(\.description) ?? "-")" }
      return parts.joined(separator: " | ") + "\n"
    }.joined()
  }
}
