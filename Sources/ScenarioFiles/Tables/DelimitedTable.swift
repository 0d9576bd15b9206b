import Portfolio

/// Reads a CSV file: comma, semicolon or tab, whichever its header uses.
enum DelimitedTable {
  /// The table, or `nil` after reporting why there is none.
  static func read(_ bytes: [UInt8], source: String, _ problems: inout ProblemList) -> RawTable? {
    guard let text = decode(bytes, source: source, &problems) else { return nil }
    let records = RecordSplitter(text)
    if let mistake = records.mistake {
      problems.report(
        Place(source: source, line: mistake.line),
        mistake.kind.text.english,
        mistake.kind.text.spanish
      )
      return nil
    }
    return table(records, source: source, &problems)
  }

  private static func decode(
    _ bytes: [UInt8],
    source: String,
    _ problems: inout ProblemList
  ) -> [UInt8]? {
    switch TextDecoding.decode(bytes) {
    case .text(let text): return withoutRareNewlines(text)
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

  /// The text with a space for each control that ends a line for some programs, but for no editor or
  /// spreadsheet: lines are counted as people see them.
  private static func withoutRareNewlines(_ text: [UInt8]) -> [UInt8] {
    guard mayHaveRareNewlines(text) else { return text }
    let hasOne = text.indices.contains { index in
      switch text[index] {
      case 0x0B, 0x0C: true
      case 0xC2: text[index + 1] == 0x85
      case 0xE2: text[index + 1] == 0x80 && (text[index + 2] == 0xA8 || text[index + 2] == 0xA9)
      default: false
      }
    }
    guard hasOne else { return text }
    let rare: Set<Unicode.Scalar> = ["\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}"]
    let scalars = String(decoding: text, as: UTF8.self).unicodeScalars
    return Array(
      String(String.UnicodeScalarView(scalars.map { rare.contains($0) ? " " : $0 })).utf8
    )
  }

  /// Whether one of its bytes begins such a control; looks at all of them, many together.
  private static func mayHaveRareNewlines(_ text: [UInt8]) -> Bool {
    let text = text.span
    var (least, most): (UInt8, UInt8) = (0xFF, 0)
    for index in text.indices {
      least = min(least, text[index] &- 0x0B)
      most = max(most, text[index])
    }
    return least <= 1 || most >= 0xC2
  }

  private static func table(
    _ records: RecordSplitter,
    source: String,
    _ problems: inout ProblemList
  ) -> RawTable? {
    let filled = records.indices.filter { !records.isBlank($0) }
    guard let first = filled.first else {
      problems.report(
        Place(source: source),
        "the file is empty. Write a header and at least one row.",
        "el archivo está vacío. Escriba un encabezado y al menos una fila."
      )
      return nil
    }
    var headers = records.cells(of: first).map { records.text(of: $0) }
    // Spreadsheets save empty columns on the right. A row that is longer than the header is another
    // thing: an unquoted comma may have shifted its cells.
    let width = headers.count
    while headers.last?.isEmpty == true { headers.removeLast() }
    let rows = filled.dropFirst()
    if headers.filter({ !$0.isEmpty }).count == 1, let title = headers.last,
      rows.first.map({ records.cells(of: $0).count > 2 }) ?? false
    {
      problems.reportTitle(title, at: Place(source: source, line: records.lines[first]))
      return nil
    }
    if let count = rows.first.map({ records.cells(of: $0).count }), count < headers.count,
      count > 1,
      rows.allSatisfy({ records.cells(of: $0).count == count })
    {
      problems.report(
        Place(source: source, line: records.lines[first]),
        "the header has \(headers.count) cells, but the rows have \(count). Make them match.",
        "el encabezado tiene \(headers.count) celdas, pero las filas tienen \(count). Hágalos calzar."
      )
      return nil
    }
    var table = RawTable(
      source: source,
      headerLine: records.lines[first],
      headers: headers,
      text: records.text,
      cells: records.cells
    )
    table.reserveCapacity(rows.count)
    for row in rows {
      var cells = records.cells(of: row)
      let line = records.lines[row]
      if cells.count <= width {
        while cells.count > headers.count, records.cells[cells.upperBound - 1].count == 0 {
          cells.removeLast()
        }
      }
      if cells.count == 1, headers.count > 2 {
        let note = records.text(of: cells.lowerBound).quotable
        problems.report(
          Place(source: source, line: line),
          "\"\(note)\" looks like a note, not a row of the table. Delete it.",
          "«\(note)» parece una nota, no una fila de la tabla. Bórrela."
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
      }
      table.append(cells: cells, line: line)
    }
    return table
  }
}
