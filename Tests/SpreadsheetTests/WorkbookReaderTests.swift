import TestSupport
import Testing

@testable import Spreadsheet

/// What cells mean, and what is refused.
struct WorkbookReaderTests {
  private func values(_ workbook: RawWorkbook) throws -> [SheetContent.Value] {
    try WorkbookReader(workbook.bytes).sheet().rows.flatMap { $0.cells.map(\.value) }
  }

  private func cell(_ content: String, styles: String? = nil) throws -> SheetContent.Value? {
    let sheet = "<sheetData><row r=\"1\">\(content)</row></sheetData>"
    return try values(RawWorkbook(sheet: sheet, styles: styles)).first
  }

  private func plain(_ digits: String) -> SheetContent.Value {
    .number(digits, before: "", after: "")
  }

  @Test func kindsOfCells() throws {
    #expect(try cell("<c><v>12.5</v></c>") == plain("12.5"))
    #expect(try cell("<c t=\"b\"><v>1</v></c>") == .text("true"))
    #expect(try cell("<c t=\"e\"><f>A1/0</f><v>#DIV/0!</v></c>") == .error("#DIV/0!"))
    #expect(try cell("<c t=\"str\"><f>UPPER(\"a\")</f><v>A</v></c>") == .text("A"))
    #expect(try cell("<c><f>SUM(B1:B9)</f></c>") == .notComputed)
    #expect(try cell("<c><f>SUM(B1:B9)</f><v>7</v></c>") == plain("7"))
    #expect(try cell("<c t=\"d\"><v>2022-03-15</v></c>") == .text("2022-03-15"))
    #expect(try cell("<c s=\"4\"/>") == nil)
    let rich = "<c t=\"inlineStr\"><is><r><t>Plaza </t></r><r><t>de armas</t></r></is></c>"
    #expect(try cell(rich) == .text("Plaza de armas"))
    #expect(
      try cell("<c t=\"inlineStr\"><is><t>a_x0009_b_x005F_x0041_</t></is></c>")
        == .text("a b_x0041_")
    )
  }

  @Test func sharedStrings() throws {
    let strings =
      "<si><t>Comuna</t></si><si><r><t>San </t></r><r><t>Ramón</t></r><rPh><t>x</t></rPh></si>"
    let sheet =
      "<sheetData><row><c t=\"s\"><v>1</v></c><c t=\"s\"><v>0</v></c></row></sheetData>"
    #expect(
      try values(RawWorkbook(sheet: sheet, strings: strings)) == [
        .text("San Ramón"), .text("Comuna"),
      ]
    )
    let broken = "<sheetData><row><c t=\"s\"><v>2</v></c></row></sheetData>"
    #expect(throws: SpreadsheetError.self) {
      try values(RawWorkbook(sheet: broken, strings: strings))
    }
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("1234567", "1234567"), ("0.1", "0.1"), ("1E-3", "0.001"),
    ("0.30000000000000004", "0.3"), ("1929500", "1929500"), ("1.5E7", "15000000"),
    ("-12.50", "-12.5"), ("9.0000000000000004E15", "9000000000000000"), ("100", "100"),
    ("123456789012345", "123456789012345"), ("33.333333333333336", "33.3333333333333"),
  ])
  func numbers(_ stored: String, _ shown: String) {
    #expect(StoredNumber.decimal(stored) == shown)
  }

  @Test(arguments: ["", "abc", "nan", "inf", "1e400", "1e31", "1e-16"])
  func notNumbers(_ stored: String) { #expect(StoredNumber.decimal(stored) == nil) }

  /// Days that Excel and LibreOffice show for these numbers.
  @Test(arguments: [
    (1.0, "1900-01-01"), (59, "1900-02-28"), (60, "1900-02-29"), (61, "1900-03-01"),
    (25569, "1970-01-01"), (44635, "2022-03-15"), (45350.4375, "2024-02-28 10:30"), (0.5, "12:00"),
    (2_958_465, "9999-12-31"),
  ])
  func dates(_ serial: Double, _ shown: String) {
    #expect(StoredNumber.date(serial, from1904: false) == shown)
  }

  @Test func datesOfOtherCalendars() {
    #expect(StoredNumber.date(0, from1904: true) == "1904-01-01")
    #expect(StoredNumber.date(43173, from1904: true) == "2022-03-15")
    #expect(StoredNumber.date(-1, from1904: false) == nil)
    #expect(StoredNumber.date(.infinity, from1904: false) == nil)
  }

  @Test func formatsThatChangeTheMeaning() {
    let unit = { NumberFormat.unit(before: $0, after: $1) }
    for (code, format) in [
      ("General", .plain), ("#,##0", .plain), ("\"$\"#,##0;[Red]-\"$\"#,##0", .plain),
      ("[$$-340A] #,##0", .plain), ("_-* #,##0_-", .plain), ("0.00E+00", .plain), ("@", .plain),
      ("0.0%", .percentage), ("dd/mm/yyyy", .date), ("[$-F800]dddd\\, mmmm dd", .date),
      ("[h]:mm", .date), ("\"M$\" #,##0", unit("M$", "")), ("\"M$\" #,##0,", .plain),
      ("#,##0 \"UTM\"", unit("", "UTM")), ("[$USD] #,##0.00", unit("USD", "")),
      ("#,##0.00 [$€-40A]", unit("", "€")),
    ] as [(String, NumberFormat)] {
      #expect(NumberFormat(code: code) == format, "\(code)")
    }
  }

  @Test func stylesOfCells() throws {
    let styles =
      "<numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0 &quot;UTM&quot;\"/></numFmts>"
      + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
      + "<xf numFmtId=\"14\"/><xf numFmtId=\"10\"/><xf numFmtId=\"170\"/></cellXfs>"
    #expect(try cell("<c s=\"0\"><v>44635</v></c>", styles: styles) == plain("44635"))
    #expect(try cell("<c s=\"1\"><v>44635</v></c>", styles: styles) == .text("2022-03-15"))
    #expect(
      try cell("<c s=\"2\"><v>0.07</v></c>", styles: styles) == .number("7", before: "", after: "%")
    )
    #expect(
      try cell("<c s=\"3\"><v>5</v></c>", styles: styles)
        == .number("5", before: "", after: " UTM")
    )
  }

  @Test func placesHiddenAndMerged() throws {
    let sheet = """
      <cols><col min="2" max="3" hidden="1"/></cols><sheetData><row r="2"><c r="AB2"><v>1</v></c></row>
      <row r="5" hidden="1"><c r="C5"><v>2</v></c><c><v>3</v></c></row></sheetData>
      <mergeCells><mergeCell ref="A1:B3"/></mergeCells>
      """
    let content = try WorkbookReader(RawWorkbook(sheet: sheet).bytes).sheet()
    #expect(content.rows.map(\.number) == [2, 5])
    #expect(content.rows.map(\.isHidden) == [false, true])
    #expect(content.rows.map { $0.cells.map(\.column) } == [[27], [2, 3]])
    #expect(content.hiddenColumns == [1...2])
    #expect(content.merges == [SheetContent.Merge(name: "A1:B3", rows: 1...3, columns: 0...1)])
    #expect(
      [0, 25, 26, 27, 701, 702, 16383].map(SheetContent.letters) == [
        "A", "Z", "AA", "AB", "ZZ", "AAA", "XFD",
      ]
    )
  }

  @Test func theSheetIsTheNamedOneOrTheFirstThatIsShown() throws {
    var workbook = RawWorkbook(sheet: "<sheetData><row><c><v>1</v></c></row></sheetData>")
    workbook.book =
      "<sheets><sheet name=\"Oculta\" r:id=\"rId9\" state=\"hidden\"/><sheet name=\"Datos\" r:id=\"rId1\"/></sheets>"
    let reader = try WorkbookReader(workbook.bytes)
    #expect(try reader.sheet().name == "Datos")
    #expect(try reader.sheet("DATOS").name == "Datos")
    #expect(throws: SpreadsheetError.self) { try reader.sheet("Otra") }
    #expect(throws: SpreadsheetError.self) { try reader.sheet("Oculta") }
  }

  @Test func entityBombsAndOutsideFilesAreRefused() throws {
    var workbook = RawWorkbook(sheet: "<sheetData><row><c><v>&b;</v></c></row></sheetData>")
    for declaration in [
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>",
      "<!DOCTYPE x [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>", "<!DOCTYPE html>",
    ] {
      workbook.declaration = declaration
      #expect(throws: SpreadsheetError.self) { try values(workbook) }
    }
    workbook.declaration = ""
    #expect(throws: SpreadsheetError.self) { try values(workbook) }
  }

  @Test func nestingWithoutEndIsRefused() throws {
    for count in [1, 50, 100_000] {
      let deep = String(repeating: "<x>", count: count)
      #expect(throws: SpreadsheetError.self) { try values(RawWorkbook(sheet: deep)) }
    }
    let closed = String(repeating: "<x>", count: 100) + String(repeating: "</x>", count: 100)
    #expect(throws: SpreadsheetError.self) { try values(RawWorkbook(sheet: closed)) }
  }

  @Test func whatIsNoWorkbook() throws {
    for bytes in [[], Array("id,name".utf8), [0xD0, 0xCF, 0x11, 0xE0, 0, 0], [0x50, 0x4B, 3, 4]] {
      #expect(throws: SpreadsheetError.self) { try WorkbookReader(bytes) }
    }
    var writer = ArchiveWriter()
    writer.add("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    #expect(throws: SpreadsheetError.self) { try WorkbookReader(writer.finish()) }
  }

  /// Spoilt parts inside a sound ZIP file: an error or a sheet, never a crash.
  @Test func fuzz() throws {
    var generator = SplitMix64(seed: 6)
    let sheet =
      "<cols><col min=\"1\" max=\"2\" hidden=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\" s=\"1\"><v>0</v></c><c r=\"B1\" s=\"2\"><f>A1</f><v>44635.5</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>"
    let pieces = [
      "<", ">", "\"", "&#0;", "&lt;", "-1", "99999999999999999999", "1e999", "XFE1", "r=\"", "</c>",
    ]
    var good = 0
    for _ in 0..<3000 {
      var text = Array(sheet.utf8)
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let at = Int.random(in: 0..<text.count, using: &generator)
        let end = min(text.count, at + Int.random(in: 0...5, using: &generator))
        text.replaceSubrange(
          at..<end,
          with: Array((pieces.randomElement(using: &generator) ?? "").utf8)
        )
      }
      let workbook = RawWorkbook(
        sheet: String(decoding: text, as: UTF8.self),
        styles: "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/></cellXfs>",
        strings: "<si><t>x</t></si>"
      )
      do {
        _ = try WorkbookReader(workbook.bytes).sheet()
        good += 1
      } catch {}
    }
    #expect(good > 100 && good < 2900)
  }
}
