/// Writes an XLSX workbook; the same sheets give the same bytes.
///
/// Texts stand in the cells themselves (`inlineStr`), so a text that begins with `=` stays a text.
public struct WorkbookWriter {
  private let sheets: [Worksheet]
  private let moneyDecimals: Int
  private let title: String

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - sheets: The sheets, at least one, with different names.
  ///   - title: The title in the file's properties.
  ///   - moneyDecimals: The decimals of ``Worksheet/Style/money``.
  public init(_ sheets: [Worksheet], title: String, moneyDecimals: Int = 0) {
    self.sheets = sheets
    self.title = title
    self.moneyDecimals = moneyDecimals
  }

  /// The file's bytes.
  public var bytes: [UInt8] {
    var archive = ArchiveWriter()
    archive.add("[Content_Types].xml", contentTypes)
    archive.add(
      "_rels/.rels",
      relationships([
        ("\(office)/officeDocument", "xl/workbook.xml"),
        (
          "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
          "docProps/core.xml"
        ),
      ])
    )
    archive.add("docProps/core.xml", properties)
    archive.add("xl/workbook.xml", workbook)
    let parts = sheets.indices.map { ("\(office)/worksheet", "worksheets/sheet\($0 + 1).xml") }
    archive.add(
      "xl/_rels/workbook.xml.rels",
      relationships(parts + [("\(office)/styles", "styles.xml")])
    )
    archive.add("xl/styles.xml", styles)
    for (index, sheet) in sheets.enumerated() {
      archive.add("xl/worksheets/sheet\(index + 1).xml", part(sheet, isFirst: index == 0))
    }
    return archive.finish()
  }

  private let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  // MARK: The workbook

  private var contentTypes: String {
    let base = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var text = head
    text += "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    text += "<Default Extension=\"rels\""
    text += " ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    text += "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
    let parts =
      [("xl/workbook.xml", "\(base).sheet.main+xml"), ("xl/styles.xml", "\(base).styles+xml")]
      + [
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")
      ] + sheets.indices.map { ("xl/worksheets/sheet\($0 + 1).xml", "\(base).worksheet+xml") }
    for (name, type) in parts {
      text += "<Override PartName=\"/\(name)\" ContentType=\"\(type)\"/>"
    }
    return text + "</Types>"
  }

  private func relationships(_ parts: [(type: String, target: String)]) -> String {
    let space = "http://schemas.openxmlformats.org/package/2006/relationships"
    let items = parts.enumerated().map { index, part in
      "<Relationship Id=\"rId\(index + 1)\" Type=\"\(part.type)\" Target=\"\(part.target)\"/>"
    }
    return head + "<Relationships xmlns=\"\(space)\">\(items.joined())</Relationships>"
  }

  private var properties: String {
    let space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return head + "<cp:coreProperties xmlns:cp=\"\(space)\""
      + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>\(title.escapedForXML)</dc:title>"
      + "<dc:creator>Cartera</dc:creator></cp:coreProperties>"
  }

  private var workbook: String {
    var text = head + "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\"><sheets>"
    for (index, sheet) in sheets.enumerated() {
      text += "<sheet name=\"\(sheet.name.escapedForXML)\" sheetId=\"\(index + 1)\""
      text += " r:id=\"rId\(index + 1)\"/>"
    }
    text += "</sheets><definedNames>"
    for (index, sheet) in sheets.enumerated() where sheet.frozenRows > 0 {
      let name = sheet.name.replacing("'", with: "''").escapedForXML
      text += "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"\(index)\">"
      text += "'\(name)'!$\(sheet.frozenRows):$\(sheet.frozenRows)</definedName>"
    }
    text =
      text.hasSuffix("<definedNames>")
      ? String(text.dropLast("<definedNames>".count)) : text + "</definedNames>"
    return text + "</workbook>"
  }

  // MARK: A sheet

  private func part(_ sheet: Worksheet, isFirst: Bool) -> String {
    var text =
      head + "<worksheet xmlns=\"\(main)\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
    text += view(sheet, isFirst: isFirst)
    let columns = sheet.rows.reduce(0) { max($0, $1.count) }
    if columns > 0 {
      text += "<cols>"
      for column in 0..<columns {
        text += "<col min=\"\(column + 1)\" max=\"\(column + 1)\""
        text += " width=\"\(sheet.width(of: column))\" customWidth=\"1\"/>"
      }
      text += "</cols>"
    }
    text += "<sheetData>"
    for (row, cells) in sheet.rows.enumerated() {
      text += "<row r=\"\(row + 1)\">"
      for (column, cell) in cells.enumerated() {
        write(cell, Worksheet.name(row: row, column: column), to: &text)
      }
      text += "</row>"
    }
    text += "</sheetData><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\""
    text += " header=\"0.3\" footer=\"0.3\"/>"
    text += "<pageSetup orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>"
    return text
  }

  private func view(_ sheet: Worksheet, isFirst: Bool) -> String {
    var text = "<sheetViews><sheetView workbookViewId=\"0\" showGridLines=\"0\""
    text += isFirst ? " tabSelected=\"1\">" : ">"
    let (rows, columns) = (sheet.frozenRows, sheet.frozenColumns)
    if rows > 0 || columns > 0 {
      let pane =
        rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight"
      text += "<pane"
      if columns > 0 { text += " xSplit=\"\(columns)\"" }
      if rows > 0 { text += " ySplit=\"\(rows)\"" }
      text += " topLeftCell=\"\(Worksheet.name(row: rows, column: columns))\""
      text += " activePane=\"\(pane)\" state=\"frozen\"/><selection pane=\"\(pane)\"/>"
    }
    return text + "</sheetView></sheetViews>"
  }

  private func write(_ cell: Worksheet.Cell, _ name: String, to text: inout String) {
    let start = "<c r=\"\(name)\"" + (cell.style == .plain ? "" : " s=\"\(cell.style.rawValue)\"")
    switch cell.content {
    case .blank: text += cell.style == .plain ? "" : start + "/>"
    case .text(let string):
      text += start + " t=\"inlineStr\"><is><t xml:space=\"preserve\">"
      text += string.replacing("_x", with: "_x005F_x").escapedForXML + "</t></is></c>"
    case .number(let digits): text += start + "><v>\(digits)</v></c>"
    case .formula(let formula, let value):
      text += start + "><f>\(formula.escapedForXML)</f><v>\(value)</v></c>"
    }
  }

  // MARK: Styles

  private var styles: String {
    let decimals = moneyDecimals > 0 ? "." + String(repeating: "0", count: moneyDecimals) : ""
    var text = head + "<styleSheet xmlns=\"\(main)\"><numFmts count=\"2\">"
    text += "<numFmt numFmtId=\"164\" formatCode=\"#,##0\(decimals)\"/>"
    text += "<numFmt numFmtId=\"165\" formatCode=\"#,##0.######\"/></numFmts>"
    text += "<fonts count=\"4\">"
    for (extra, size, color) in [
      ("", 11, "FF1F2933"), ("<b/>", 11, "FF1F2933"), ("<b/>", 15, "FF134E5E"),
      ("<i/>", 9, "FF5F6B76"),
    ] {
      text += "<font>\(extra)<sz val=\"\(size)\"/><color rgb=\"\(color)\"/>"
      text += "<name val=\"Calibri\"/><family val=\"2\"/></font>"
    }
    text += "</fonts><fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
    text += "<fill><patternFill patternType=\"gray125\"/></fill><fill>"
    text +=
      "<patternFill patternType=\"solid\"><fgColor rgb=\"FFE3EEF0\"/></patternFill></fill></fills>"
    text += "<borders count=\"3\"><border/>"
    text +=
      "<border><left/><right/><top/><bottom style=\"thin\"><color rgb=\"FF134E5E\"/></bottom></border>"
    text +=
      "<border><left/><right/><top style=\"thin\"><color rgb=\"FF134E5E\"/></top><bottom/></border>"
    text += "</borders><cellStyleXfs count=\"1\"><xf/></cellStyleXfs>"
    text += "<cellXfs count=\"\(Worksheet.Style.allCases.count)\">"
    for style in Worksheet.Style.allCases {
      let look = look(of: style)
      text += "<xf numFmtId=\"\(look.format)\" fontId=\"\(look.font)\" fillId=\"\(look.fill)\""
      text += " borderId=\"\(look.border)\" xfId=\"0\" applyNumberFormat=\"1\" applyFont=\"1\""
      text += " applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\""
      text += look.alignment + "/></xf>"
    }
    return text + "</cellXfs><cellStyles count=\"1\">"
      + "<cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>"
  }

  private struct Look {
    var format = 0
    var font = 0
    var fill = 0
    var border = 0
    var alignment = ""
  }

  private func look(of style: Worksheet.Style) -> Look {
    let wrap = " wrapText=\"1\""
    return switch style {
    case .plain: Look()
    case .title: Look(font: 2)
    case .header: Look(font: 1, fill: 2, border: 1, alignment: wrap)
    case .numberHeader:
      Look(font: 1, fill: 2, border: 1, alignment: " horizontal=\"right\"" + wrap)
    case .wrapped: Look(alignment: wrap)
    case .whole: Look(format: 3)
    case .decimal: Look(format: 165)
    case .money: Look(format: 164)
    case .share: Look(format: 10)
    case .totalText: Look(font: 1, border: 2)
    case .totalWhole: Look(format: 3, font: 1, border: 2)
    case .totalMoney: Look(format: 164, font: 1, border: 2)
    case .note: Look(font: 3)
    }
  }
}
