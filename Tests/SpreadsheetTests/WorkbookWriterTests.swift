import Testing

@testable import Spreadsheet

/// What is written is read back the same.
struct WorkbookWriterTests {
  @Test func roundTrip() throws {
    let texts = ["=1+1", "a & b <c> \"d\"", " kept ", "_x0041_", "línea 1\nlínea 2", "€ ñ 日本"]
    var sheet = Worksheet(name: "Año & co")
    sheet.rows = [
      texts.map { .text($0) }, [],
      [
        Worksheet.Cell(.number("1234.5"), .money), .blank,
        Worksheet.Cell(.formula("SUM(A1:A2)", value: "12"), .totalMoney),
      ],
    ]
    sheet.frozenRows = 1
    let writer = WorkbookWriter([Worksheet(name: "Otra"), sheet], title: "<t>", moneyDecimals: 2)
    #expect(writer.bytes == writer.bytes)
    let reader = try WorkbookReader(writer.bytes)
    #expect(reader.sheetNames == ["Otra", "Año & co"])
    let content = try reader.sheet("Año & co")
    #expect(content.rows.map(\.number) == [1, 3])
    #expect(content.rows[0].cells.map(\.value) == texts.map { .text($0) })
    #expect(
      content.rows[1].cells.map(\.value) == [
        .number("1234.5", before: "", after: ""), .number("12", before: "", after: ""),
      ]
    )
  }

  @Test func controlCharactersBecomeSpaces() throws {
    var sheet = Worksheet(name: "a")
    sheet.rows = [[.text("a\u{0}b\u{1B}c\r")]]
    let content = try WorkbookReader(WorkbookWriter([sheet], title: "").bytes).sheet()
    #expect(content.rows[0].cells[0].value == .text("a b c "))
  }
}
