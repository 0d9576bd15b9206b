import Portfolio

/// A table whose columns are known.
struct Sheet {
  let kind: TableKind
  let raw: RawTable
  /// Each known column's position, by its canonical name.
  private(set) var columns: [String: Int] = [:]
  /// The other columns: headers as written, and positions.
  private(set) var extras: [(header: String, column: Int)] = []
  /// The table's decimal sign, once its cells or the scenario have settled it.
  var decimalSign: DecimalSign?

  /// Finds the columns of a table, reporting double, unnamed and missing ones.
  ///
  /// Misspelt ones are
  /// reported by ``reportMisspellings(_:except:)`` when it is known which others are meant.
  ///
  /// `meanings` says which column a header means that the format does not know, by its key.
  init(
    _ kind: TableKind,
    _ raw: RawTable,
    meanings: [String: String] = [:],
    _ problems: inout ProblemList
  ) {
    self.kind = kind
    self.raw = raw
    var extraKeys: [String: String] = [:]
    for (column, header) in raw.headers.enumerated() {
      if header.isEmpty {
        guard let row = raw.rows.first(where: { !raw.isBlank($0, column) }) else { continue }
        problems.report(
          Place(source: raw.source, line: raw.lines[row]),
          "column \(column + 1) has cells but no header. Give it one, or empty it.",
          "la columna \(column + 1) tiene celdas pero no encabezado. Póngale uno o vacíela."
        )
      } else if let name = meanings[header.headerKey] ?? kind.canonical(header) {
        if let other = columns[name] {
          reportDouble(raw.headers[other], header, &problems)
        } else {
          columns[name] = column
        }
      } else {
        if let other = extraKeys.updateValue(header, forKey: header.headerKey) {
          reportDouble(other, header, &problems)
        } else {
          extras.append((header, column))
        }
      }
    }
  }

  /// Whether every required column is there; reports those that are not.
  func hasRequiredColumns(_ problems: inout ProblemList) -> Bool {
    let missing = kind.required.filter { columns[$0] == nil }
    for name in missing {
      let found = raw.headers.filter { !$0.isEmpty }.map(\.quotable).joined(separator: ", ")
      problems.report(
        Place(source: raw.source, line: raw.headerLine),
        "the column \"\(name)\" is missing. The header has \(found).",
        "falta la columna «\(name)». El encabezado tiene \(found)."
      )
    }
    return missing.isEmpty
  }

  /// Reports other columns whose headers look like misspelt known ones, and takes them for these,
  /// so that nothing else is said to be missing.
  mutating func reportMisspellings(_ problems: inout ProblemList, except meant: Set<String> = []) {
    for (header, column) in extras where !meant.contains(header) {
      guard let known = kind.misspelled(header) else { continue }
      problems.report(
        Place(source: raw.source, line: raw.headerLine, column: header),
        "there is no column \"\(header.quotable)\". Did you mean \"\(known)\"?"
          + " If not, give it a name that is less alike.",
        "no existe la columna «\(header.quotable)». ¿Quiso decir «\(known)»?"
          + " Si no, dele un nombre menos parecido."
      )
      guard let name = kind.canonical(known), columns[name] == nil else { continue }
      columns[name] = column
      extras.removeAll { $0.column == column }
    }
  }

  /// The cell of a column, empty if it is blank or the column is not there.
  func cell(_ row: Int, _ column: Int?) -> String { column.map { raw[row, $0] } ?? "" }

  /// Whether a cell is blank or its column is not there.
  func isBlank(_ row: Int, _ column: Int?) -> Bool { column.map { raw.isBlank(row, $0) } ?? true }

  /// Where a cell stands.
  func place(_ row: Int, at column: Int?) -> Place {
    Place(
      source: raw.source,
      line: raw.lines[row],
      column: column.map { raw.headers[$0] }
    )
  }

  /// The headers as written, by the known columns' names.
  var headers: [String: String] { columns.mapValues { raw.headers[$0] } }

  private func reportDouble(_ one: String, _ other: String, _ problems: inout ProblemList) {
    problems.report(
      Place(source: raw.source, line: raw.headerLine, column: other),
      one == other
        ? "the column \"\(one.quotable)\" stands twice. Delete one."
        : "the columns \"\(one.quotable)\" and \"\(other.quotable)\" mean the same. Delete one.",
      one == other
        ? "la columna «\(one.quotable)» aparece dos veces. Borre una."
        : "las columnas «\(one.quotable)» y «\(other.quotable)» significan lo mismo. Borre una."
    )
  }
}

extension Sheet {
  /// The columns that tell which entry a row is.
  var keyColumns: [Int] {
    let count = [.initiatives, .interactions, .ballots].contains(kind) ? 2 : 1
    return kind.required.prefix(count).compactMap { columns[$0] }
  }

  /// Whether a row is a total or a note rather than an entry; then it is reported.
  ///
  /// `keys` are the sheet's ``keyColumns``.
  func isStray(_ row: Int, _ keys: [Int], _ problems: inout ProblemList) -> Bool {
    // Nearly every row has a key, which is no total, and another cell.
    if let key = keys.first, !raw.isBlank(row, key), !Sheet.isTotal(raw.bytes(row, key)),
      raw.headers.indices.contains(where: { $0 != key && !raw.isBlank(row, $0) })
    {
      return false
    }
    let filled = raw.headers.indices.lazy.filter { !raw.isBlank(row, $0) }
    let isKeyBlank = isBlank(row, keys.first)
    let label = (isKeyBlank ? filled.first : keys.first).map { raw.bytes(row, $0) } ?? []
    let isUnnamed = !keys.isEmpty && keys.allSatisfy { raw.isBlank(row, $0) }
    if Sheet.isTotal(label)
      || isUnnamed && filled.allSatisfy({ raw[row, $0].contains(where: \.isNumber) })
    {
      guard !problems.isSpoilt(place(row, at: nil)) else { return false }
      problems.report(
        place(row, at: nil),
        "the row looks like a total, not an entry of the table. Delete it; totals are computed.",
        "la fila parece un total y no parte de la tabla. Bórrela; los totales se calculan."
      )
      return true
    }
    let isAlone = raw.headers.count > 2 && !filled.isEmpty && filled.dropFirst().isEmpty
    guard isAlone, isKeyBlank || label.contains(0x20), !problems.isSpoilt(place(row, at: nil))
    else { return false }
    let note = label.text.quotable
    problems.report(
      place(row, at: nil),
      "\"\(note)\" looks like a note, not a row of the table. Delete it.",
      "«\(note)» parece una nota, no una fila de la tabla. Bórrela."
    )
    return true
  }

  private static func isTotal(_ label: ArraySlice<UInt8>) -> Bool {
    // Most labels begin otherwise, and need not be folded.
    guard let first = label.first, let second = label.dropFirst().first else { return false }
    switch (first | 0x20, second | 0x20) {
    case (UInt8(ascii: "t"), UInt8(ascii: "o")), (UInt8(ascii: "s"), UInt8(ascii: "u")),
      (UInt8(ascii: "g"), UInt8(ascii: "r")):
      break
    default: guard first >= 0x80 || second >= 0x80 else { return false }
    }
    let key = label.text.spellingKey
    let word = key.prefix { !$0.isWhitespace && $0 != ":" }
    return ["total", "totales", "totals", "subtotal", "subtotales", "suma"].contains(word)
      || ["gran total", "grand total", "sub total"].contains { key.hasPrefix($0) }
  }
}
