import Foundation
import Portfolio
import Spreadsheet
import TestSupport
import Testing

@testable import ScenarioFiles

/// Tables in workbooks: the same as in CSV, and what only workbooks can have.
@Suite struct WorkbookTableTests {
  /// The sample with its initiatives in a workbook of this sheet.
  private func messages(_ sheet: String, styles: String? = nil, _ numbers: String = "") -> [String]
  {
    do {
      _ = try scenario(sheet, styles: styles, numbers)
      return []
    } catch let problems as Problems {
      return problems.all.map { $0.description(in: .english) }
    } catch { return ["\(error)"] }
  }

  private func scenario(
    _ sheet: String,
    styles: String? = nil,
    _ numbers: String = ""
  ) throws -> Scenario {
    let yaml = """
      cartera: 1
      name: Sample
      currency: CLP
      \(numbers)
      initiatives: mesa.xlsx
      pledges: [{ funder: muni, amount: 100000 }]
      objective: { terms: [{ measure: beneficiaries }] }
      """
    let bytes = RawWorkbook(sheet: sheet, styles: styles).bytes
    return try ScenarioReader.read(Array(yaml.utf8), source: "scenario.yaml") { name in
      #expect(name == "mesa.xlsx")
      return bytes
    }.scenario
  }

  private func row(_ number: Int, _ cells: [String], _ attributes: String = "") -> String {
    let cells = cells.enumerated().map { column, text in
      let name = SheetContent.letters(of: column) + String(number)
      if text.isEmpty { return "<c r=\"\(name)\"/>" }
      if text.hasPrefix("<") { return "<c r=\"\(name)\"\(text.dropFirst())</c>" }
      return Double(text) == nil
        ? "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        : "<c r=\"\(name)\"><v>\(text)</v></c>"
    }
    return "<row r=\"\(number)\"\(attributes)>\(cells.joined())</row>"
  }

  private let header = ["Código", "Nombre", "Costo", "Comuna", "Beneficiarios"]

  private func sheet(_ rows: String..., extra: String = "") -> String {
    "<sheetData>\(row(1, header))\(rows.joined())</sheetData>\(extra)"
  }

  @Test func numbersAreExactWhateverTheDecimalSign() throws {
    // 1.234 typed as a number is neither 1234 nor in doubt, whatever `numbers` says.
    for numbers in ["", "numbers: { decimal: \",\" }", "numbers: { decimal: \".\" }"] {
      let read = try scenario(
        sheet(
          row(2, ["A", "Plaza", "1500", "Sur", "1.234"]),
          row(3, ["1.1", "B", "2000", "Sur", "0.5"])
        ),
        numbers
      )
      #expect(read.initiatives.map(\.cost.minorUnits) == [1500, 2000])
      #expect(read.initiatives.map(\.id) == ["A", "1.1"])
      #expect(read.number("beneficiaries", of: 0) == Quantity(1234, decimals: 3))
      #expect(read.number("beneficiaries", of: 1) == Quantity(5, decimals: 1))
    }
  }

  @Test func aNumberSettlesNoTextsSign() {
    let sheet = sheet(
      row(2, ["A", "Plaza", "1000", "Sur", "12.5"]),
      row(3, ["B", "Calle", "1000", "Sur", "< t=\"inlineStr\"><is><t>1.500</t></is>"])
    )
    #expect(messages(sheet).count == 1)
    #expect(
      messages(sheet)[0].hasPrefix("mesa.xlsx:3: Beneficiarios: \"1.500\" could be 1500 or 1.5.")
    )
  }

  @Test func rowsKeepTheirNumbers() {
    let sheet = sheet(
      row(2, ["A", "Plaza", "1000", "Sur", "10"]),
      row(9, ["B", "Calle", "x", "Sur", "10"])
    )
    #expect(
      messages(sheet) == [
        "mesa.xlsx:9: Costo: \"x\" is not an amount (CLP has no decimals). Write a number such as 12500000."
      ]
    )
  }

  @Test func formulas() throws {
    let good = sheet(row(2, ["A", "Plaza", "<><f>500*2</f><v>1000</v>", "Sur", "10"]))
    #expect(try scenario(good).initiatives[0].cost.minorUnits == 1000)
    let failed = sheet(row(2, ["A", "Plaza", "< t=\"e\"><f>B99</f><v>#REF!</v>", "Sur", "10"]))
    #expect(
      messages(failed) == [
        "mesa.xlsx:2: Costo: the formula of C2 failed with #REF!. Mend it, or write the value."
      ]
    )
    let unknown = sheet(row(2, ["A", "Plaza", "<><f>500*2</f>", "Sur", "10"]))
    #expect(
      messages(unknown) == [
        "mesa.xlsx:2: Costo: the formula of C2 was never computed. Open the file in a spreadsheet"
          + " program and save it, or write the value."
      ]
    )
  }

  @Test func hiddenAndMerged() {
    let rows = row(2, ["A", "Plaza", "1000", "Sur", "10"])
    #expect(
      messages(sheet(rows, row(3, ["B", "C", "1", "Sur", "1"], " hidden=\"1\""))) == [
        "mesa.xlsx:3: the row is hidden. Show it or delete it."
      ]
    )
    #expect(
      messages("<cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols>" + sheet(rows)) == [
        "mesa.xlsx: column D is hidden. Show it or delete it."
      ]
    )
    let merge = "<mergeCells><mergeCell ref=\"D2:D3\"/><mergeCell ref=\"X1:Z9\"/></mergeCells>"
    #expect(
      messages(sheet(rows, row(3, ["B", "Calle", "1000", "", "10"]), extra: merge)) == [
        "mesa.xlsx:2: the cells D2:D3 are merged. Unmerge them and write each row's own value;"
          + " the header must be the first row."
      ]
    )
  }

  @Test func unitsDatesAndShares() {
    let styles =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0 &quot;UTM&quot;\"/></numFmts>"
      + "<cellXfs><xf numFmtId=\"170\"/><xf numFmtId=\"14\"/><xf numFmtId=\"9\"/></cellXfs>"
    let cells = { (cost: String) in
      self.messages(
        self.sheet(self.row(2, ["A", "Plaza", cost, "Sur", "< s=\"9\"><v>3</v>"])),
        styles: styles
      )
    }
    #expect(
      cells("< s=\"0\"><v>50</v>")[0].hasPrefix(
        "mesa.xlsx:2: Costo: \"50 UTM\" is in UTM, whose worth"
      )
    )
    #expect(cells("< s=\"1\"><v>44635</v>")[0].contains("\"2022-03-15\" is not an amount"))
    #expect(cells("< s=\"2\"><v>0.5</v>")[0].contains("\"50%\" is a percentage"))
  }

  @Test func whatStandsBesideTheTable() {
    let sheet = sheet(row(2, ["A", "Plaza", "1000", "Sur", "10", "", "revisar"]))
    #expect(
      messages(sheet) == [
        "mesa.xlsx:2: \"revisar\" in G2 stands beside the table, where there is no header."
          + " Delete it, or give the column a header."
      ]
    )
  }

  @Test func damagedFilesNameThemselves() throws {
    var sample = Sample.with("scenario.yaml", "initiatives.csv", "mesa.xlsx#Datos")
    sample.replace("initiatives.csv", "", "")
    let bytes = RawWorkbook(sheet: "<sheetData/>").bytes
    func message(_ bytes: [UInt8]) -> String {
      do {
        _ = try ScenarioReader.read(
          Array((sample.files["scenario.yaml"] ?? "").utf8),
          source: "scenario.yaml"
        ) { $0 == "mesa.xlsx" ? bytes : Array((sample.files[$0] ?? "").utf8) }
        return ""
      } catch let problems as Problems { return problems.all[0].description(in: .english) } catch {
        return "\(error)"
      }
    }
    #expect(message(bytes) == "mesa.xlsx#Datos: there is no sheet \"Datos\". The sheets are Hoja1.")
    #expect(
      message(Array(bytes.prefix(300))) == "mesa.xlsx#Datos: the workbook is damaged (ZIP)."
        + " Open it in a spreadsheet program and save it again."
    )
  }
}
