import Portfolio
import SwiftCSV

/// Reads a CSV file: comma, semicolon or tab, whichever its header uses.
enum DelimitedTable {
  /// The table, or `nil` after reporting why there is none.
  static func read(_ bytes: [UInt8], source: String, _ problems: inout ProblemList) -> RawTable? {
    guard let text = decode(bytes, source: source, &problems) else { return nil }
    let layout = RecordLayout(text)
    if let mistake = layout.mistake {
      problems.report(
        Place(source: source, line: mistake.line),
        mistake.kind.english,
        mistake.kind.spanish
      )
      return nil
    }
    var records: [[String]] = []
    do {
      let csv = try CSV<NoView>(
        string: text,
        delimiter: CSVDelimiter(unicodeScalarLiteral: layout.delimiter),
        loadColumns: false
      )
      try csv.enumerateAsArray(startAt: 0, rowLimit: nil) { records.append($0.map(\.trimmed)) }
    } catch {
      records = []
    }
    // The layout counts the records that the parser splits; should they ever disagree, no line
    // could be trusted.
    guard records.count == layout.lines.count else {
      problems.report(
        Place(source: source),
        "the table cannot be split into rows. Save it again as CSV.",
        "la tabla no se puede separar en filas. Guárdela de nuevo como CSV."
      )
      return nil
    }
    return table(records, layout.lines, source: source, &problems)
  }

  private static func decode(
    _ bytes: [UInt8],
    source: String,
    _ problems: inout ProblemList
  ) -> String? {
    let isWorkbook =
      bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
    let name = source.lowercased()
    if isWorkbook || [".xlsx", ".xls", ".xlsm", ".ods"].contains(where: name.hasSuffix) {
      problems.report(
        Place(source: source),
        "spreadsheets come with a later version. Save the sheet as CSV and name that file.",
        "las planillas llegarán en una versión posterior. Guarde la hoja como CSV y nombre ese archivo."
      )
      return nil
    }
    switch TextDecoding.decode(bytes) {
    case .text(let text):
      // The parser takes these for line ends; editors and spreadsheets do not count them.
      var plain = text
      if text.unicodeScalars.contains(where: isRareNewline) {
        plain = String(
          String.UnicodeScalarView(text.unicodeScalars.map { isRareNewline($0) ? " " : $0 })
        )
      }
      return plain.last?.isNewline == true ? plain : plain + "\n"
    case .undefined(let byte, let line):
      let code = String(byte, radix: 16, uppercase: true)
      problems.report(
        Place(source: source, line: line),
        "the byte \(code) is neither UTF-8 nor Windows-1252. Save the file as UTF-8.",
        "el byte \(code) no es UTF-8 ni Windows-1252. Guarde el archivo como UTF-8."
      )
    case .notText:
      problems.report(
        Place(source: source),
        "the file is not text. Save the table as CSV (UTF-8).",
        "el archivo no es texto. Guarde la tabla como CSV (UTF-8)."
      )
    }
    return nil
  }

  private static func isRareNewline(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0B, 0x0C, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func table(
    _ records: [[String]],
    _ lines: [Int],
    source: String,
    _ problems: inout ProblemList
  ) -> RawTable? {
    let isBlank = { (record: [String]) in record.allSatisfy(\.isEmpty) }
    guard let first = records.firstIndex(where: { !isBlank($0) }) else {
      problems.report(
        Place(source: source),
        "the file is empty. Write a header and at least one row.",
        "el archivo está vacío. Escriba un encabezado y al menos una fila."
      )
      return nil
    }
    var headers = records[first]
    // Spreadsheets save empty columns on the right. A row that is longer than the header is another
    // thing: an unquoted comma may have shifted its cells.
    let width = headers.count
    while headers.last?.isEmpty == true { headers.removeLast() }
    var table = RawTable(
      source: source,
      headerLine: lines[first],
      headers: headers,
      rows: [],
      lines: []
    )
    table.rows.reserveCapacity(records.count)
    let counts = Set(records[(first + 1)...].filter { !isBlank($0) }.map(\.count))
    if let count = counts.first, counts.count == 1, count < headers.count, count > 1 {
      problems.report(
        Place(source: source, line: lines[first]),
        "the header has \(headers.count) cells, but the rows have \(count). Make them match.",
        "el encabezado tiene \(headers.count) celdas, pero las filas tienen \(count). Hágalos calzar."
      )
      return nil
    }
    for (record, line) in zip(records[(first + 1)...], lines[(first + 1)...])
    where !isBlank(record) {
      var cells = record
      if cells.count <= width {
        while cells.count > headers.count, cells.last?.isEmpty == true { cells.removeLast() }
      }
      let filled = cells.filter { !$0.isEmpty }
      if cells.count == 1, headers.count > 2, let note = filled.first {
        problems.report(
          Place(source: source, line: line),
          "\"\(note.quotable)\" looks like a note, not a row of the table. Delete it.",
          "«\(note.quotable)» parece una nota, no una fila de la tabla. Bórrela."
        )
        continue
      }
      if cells.count != headers.count {
        problems.reportLine(
          Place(source: source, line: line),
          "the row has \(cells.count) cells, but the header has \(headers.count)."
            + " Put cells that hold the delimiter in quotes.",
          "la fila tiene \(cells.count) celdas, pero el encabezado tiene \(headers.count)."
            + " Ponga entre comillas las celdas que contienen el separador."
        )
        // The row stays, for others may name its id.
        while cells.count < headers.count { cells.append("") }
        cells.removeLast(cells.count - headers.count)
      }
      table.rows.append(cells)
      table.lines.append(line)
    }
    return table
  }
}

/// Keeps nothing: rows are taken one by one, with as many cells as they have.
private struct NoView: CSVView {
  let rows: [[String]] = []
  let columns: [String]? = nil

  init(
    header: [String],
    text: String,
    delimiter: CSVDelimiter,
    loadColumns: Bool,
    rowLimit: Int?
  ) {}

  func serialize(header: [String], delimiter: CSVDelimiter) -> String { "" }
}
