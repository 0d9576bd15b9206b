import Spreadsheet

/// A workbook of hand-written parts, with what no careful program writes; for tests alone.
package struct RawWorkbook {
  /// What stands inside `<worksheet>`.
  package var sheet: String
  /// What stands inside `<styleSheet>` and `<sst>`; no such part if it is `nil`.
  package var styles: String?, strings: String?
  /// The workbook's part, and whether parts begin with a document type declaration.
  package var book =
    "<sheets><sheet name=\"Hoja1\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"
  package var declaration = ""

  package init(sheet: String, styles: String? = nil, strings: String? = nil) {
    self.sheet = sheet
    self.styles = styles
    self.strings = strings
  }

  package var bytes: [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let links = [
      ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"),
      ("sharedStrings", "sharedStrings.xml"),
    ]
    let relations = links.enumerated().map {
      "<Relationship Id=\"rId\($0 + 1)\" Type=\"\(office)/\($1.0)\" Target=\"\($1.1)\"/>"
    }
    var archive = ArchiveWriter()
    func add(_ name: String, _ root: String, _ content: String) {
      let element = root.prefix { $0 != " " }
      archive.add(name, "\(declaration)<\(root)>\(content)</\(element)>")
    }
    add(
      "_rels/.rels",
      "Relationships",
      "<Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"/xl/workbook.xml\"/>"
    )
    add("xl/workbook.xml", "workbook xmlns:r=\"\(office)\"", book)
    add("xl/_rels/workbook.xml.rels", "Relationships", relations.joined())
    add("xl/worksheets/sheet1.xml", "worksheet", sheet)
    if let styles { add("xl/styles.xml", "styleSheet", styles) }
    if let strings { add("xl/sharedStrings.xml", "sst", strings) }
    return archive.finish()
  }
}
