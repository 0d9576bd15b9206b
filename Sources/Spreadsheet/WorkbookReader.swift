import Foundation

/// Reads sheets of an XLSX workbook (ECMA-376, "SpreadsheetML").
public struct WorkbookReader {
  private struct Listed {
    let name: String
    let relation: String
    let isHidden: Bool
  }

  private let archive: Archive
  private let folder: String
  /// The targets of the workbook's parts, by relation and by the last word of their type.
  private let targets: [String: String]
  private let kinds: [String: String]
  private var listed: [Listed] = []
  private var from1904 = false

  /// Whether bytes can only be a workbook: a ZIP file, or an older program's compound file.
  public static func isWorkbook(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || isCompound(bytes)
  }

  private static func isCompound(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
  }

  private static let isNone = SpreadsheetError(
    "this is not an .xlsx workbook. Save it as .xlsx.",
    "esto no es una planilla .xlsx. Guárdela como .xlsx."
  )

  /// Opens a workbook.
  ///
  /// - Throws: `SpreadsheetError` if it is not one that can be read.
  public init(_ bytes: [UInt8]) throws(SpreadsheetError) {
    guard !WorkbookReader.isCompound(bytes) else {
      throw SpreadsheetError(
        "this is an .xls file, or one with a password. Save it as .xlsx without a password.",
        "este es un archivo .xls, o tiene contraseña. Guárdelo como .xlsx sin contraseña."
      )
    }
    guard WorkbookReader.isWorkbook(bytes) else { throw WorkbookReader.isNone }
    archive = try Archive(bytes)
    let top = try Relations(archive, "_rels/.rels", folder: "")
    guard let book = top.byKind["officeDocument"], book.hasSuffix(".xml"),
      let content = try archive.part(book)
    else {
      throw WorkbookReader.isNone
    }
    let parts = book.split(separator: "/")
    folder = parts.dropLast().map { $0 + "/" }.joined()
    let relations = try Relations(
      archive,
      folder + "_rels/" + (parts.last ?? "") + ".rels",
      folder: folder
    )
    targets = relations.byIdentifier
    kinds = relations.byKind
    var listed: [Listed] = []
    var from1904 = false
    try XMLEvents.walk(
      content,
      part: book,
      XMLEvents.Handlers(
        start: { element, attributes in
          if element == "workbookPr" {
            from1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
          }
          guard element == "sheet", let name = attributes["name"] else { return }
          let relation = attributes.first { $0.key.hasSuffix(":id") }?.value ?? ""
          let isHidden = (attributes["state"] ?? "visible") != "visible"
          listed.append(Listed(name: name, relation: relation, isHidden: isHidden))
        },
        end: { _, _ in }
      )
    )
    self.listed = listed
    self.from1904 = from1904
  }

  /// The names of the sheets, in order.
  public var sheetNames: [String] { listed.map(\.name) }

  /// Reads a sheet: that of a name (case does not count), or the first one that is shown.
  ///
  /// - Throws: `SpreadsheetError` if there is none, or it is damaged.
  public func sheet(_ name: String? = nil) throws(SpreadsheetError) -> SheetContent {
    let found =
      if let name {
        listed.first { $0.name == name }
          ?? listed.first { $0.name.lowercased() == name.lowercased() }
      } else {
        listed.first { !$0.isHidden }
      }
    guard let found else {
      let names = sheetNames.joined(separator: ", ")
      let wanted = name ?? ""
      throw SpreadsheetError(
        "there is no sheet \"\(wanted)\". The sheets are \(names).",
        "no existe la hoja «\(wanted)». Las hojas son \(names)."
      )
    }
    guard let target = targets[found.relation], let content = try archive.part(target) else {
      throw .broken(found.name)
    }
    let reading = SheetReading(
      name: found.name,
      strings: try sharedStrings(),
      formats: try formats(),
      from1904: from1904
    )
    try XMLEvents.walk(
      content,
      part: target,
      XMLEvents.Handlers(start: reading.start, end: reading.end)
    )
    guard !reading.isBroken else { throw .broken(target) }
    return reading.sheet
  }

  /// The texts that cells share, each with its pieces put together; how they are pronounced (in
  /// Japanese workbooks) is no part of them.
  private func sharedStrings() throws(SpreadsheetError) -> [String] {
    guard let part = kinds["sharedStrings"], let content = try archive.part(part) else { return [] }
    var strings: [String] = []
    var isPronunciation = false
    try XMLEvents.walk(
      content,
      part: part,
      XMLEvents.Handlers(
        start: { element, _ in
          if element == "si" { strings.append("") }
          if element == "rPh" { isPronunciation = true }
        },
        end: { element, text in
          if element == "rPh" { isPronunciation = false }
          guard element == "t", !isPronunciation, !strings.isEmpty else { return }
          strings[strings.count - 1] += text
        }
      )
    )
    return strings.map(\.unescapedFromSheet)
  }

  /// The number formats of the cells' styles, by the style's number.
  private func formats() throws(SpreadsheetError) -> [NumberFormat] {
    guard let part = kinds["styles"], let content = try archive.part(part) else { return [] }
    var codes: [Int: String] = [:]
    var formats: [NumberFormat] = []
    var isInCells = false
    try XMLEvents.walk(
      content,
      part: part,
      XMLEvents.Handlers(
        start: { element, attributes in
          let number = attributes["numFmtId"].flatMap { Int($0) }
          if element == "numFmt", let number { codes[number] = attributes["formatCode"] }
          if element == "cellXfs" { isInCells = true }
          guard element == "xf", isInCells else { return }
          let code = number.flatMap { codes[$0] }
          formats.append(
            code.map { NumberFormat(code: $0) } ?? NumberFormat(builtIn: number ?? 0)
          )
        },
        end: { element, _ in if element == "cellXfs" { isInCells = false } }
      )
    )
    return formats
  }
}

/// The parts that a part of a workbook refers to.
private struct Relations {
  var byIdentifier: [String: String] = [:]
  var byKind: [String: String] = [:]

  init(_ archive: Archive, _ part: String, folder: String) throws(SpreadsheetError) {
    guard let content = try archive.part(part) else { return }
    var byIdentifier: [String: String] = [:]
    var byKind: [String: String] = [:]
    try XMLEvents.walk(
      content,
      part: part,
      XMLEvents.Handlers(
        start: { element, attributes in
          guard element == "Relationship", let target = attributes["Target"],
            attributes["TargetMode"] != "External"
          else { return }
          let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
          if let identifier = attributes["Id"] { byIdentifier[identifier] = path }
          if let kind = attributes["Type"]?.split(separator: "/").last {
            byKind[String(kind)] = byKind[String(kind)] ?? path
          }
        },
        end: { _, _ in }
      )
    )
    self.byIdentifier = byIdentifier
    self.byKind = byKind
  }
}

extension String {
  /// A text with `_x000D_` and the like (ECMA-376, part 1, 22.9.2.19) turned into what they are;
  /// control characters become spaces.
  var unescapedFromSheet: String {
    guard contains("_x") else { return self }
    var text = ""
    var rest = self[...]
    while let mark = rest.range(of: "_x") {
      text += rest[..<mark.lowerBound]
      let digits = rest[mark.upperBound...].prefix(4)
      let after = rest[mark.upperBound...].dropFirst(4)
      if digits.count == 4, after.first == "_", let code = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(code)
      {
        text.unicodeScalars.append(code < 0x20 ? " " : scalar)
        rest = after.dropFirst()
      } else {
        text += "_x"
        rest = rest[mark.upperBound...]
      }
    }
    return text + rest
  }
}
