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
  init(_ kind: TableKind, _ raw: RawTable, _ problems: inout ProblemList) {
    self.kind = kind
    self.raw = raw
    var extraKeys: [String: String] = [:]
    for (column, header) in raw.headers.enumerated() {
      if header.isEmpty {
        guard let row = raw.rows.firstIndex(where: { !$0[column].isEmpty }) else { continue }
        problems.report(
          Place(source: raw.source, line: raw.lines[row]),
          "column \(column + 1) has cells but no header. Give it one, or empty it.",
          "la columna \(column + 1) tiene celdas pero no encabezado. Póngale uno o vacíela."
        )
      } else if let name = kind.canonical(header) {
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

  /// The cell of a known column, empty if it is blank or the column is not there.
  func cell(_ row: Int, _ name: String) -> String {
    columns[name].map { raw.rows[row][$0] } ?? ""
  }

  /// Where a known column's cell stands.
  func place(_ row: Int, _ name: String) -> Place { place(row, at: columns[name]) }

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
  /// Whether a row is a total or a note rather than an entry; then it is reported.
  func isStray(_ row: Int, _ problems: inout ProblemList) -> Bool {
    let cells = raw.rows[row]
    let keys = kind.required.prefix([.initiatives, .interactions, .ballots].contains(kind) ? 2 : 1)
      .compactMap { columns[$0] }
    let key = keys.first.map { cells[$0] } ?? ""
    let label = key.isEmpty ? cells.first { !$0.isEmpty } ?? "" : key
    let isUnnamed = !keys.isEmpty && keys.allSatisfy { cells[$0].isEmpty }
    let filled = cells.filter { !$0.isEmpty }
    let place = Place(source: raw.source, line: raw.lines[row])
    guard !problems.isSpoilt(place) else { return false }
    if Sheet.isTotal(label) || isUnnamed && filled.allSatisfy({ $0.contains(where: \.isNumber) }) {
      problems.report(
        place,
        "the row looks like a total, not an entry of the table. Delete it; totals are computed.",
        "la fila parece un total y no parte de la tabla. Bórrela; los totales se calculan."
      )
      return true
    }
    let isNote = filled.count == 1 && cells.count > 2 && (key.isEmpty || key.contains(" "))
    if isNote {
      problems.report(
        place,
        "\"\(label.quotable)\" looks like a note, not a row of the table. Delete it.",
        "«\(label.quotable)» parece una nota, no una fila de la tabla. Bórrela."
      )
    }
    return isNote
  }

  private static func isTotal(_ label: String) -> Bool {
    let key = label.spellingKey
    let word = key.prefix { !$0.isWhitespace && $0 != ":" }
    return ["total", "totales", "totals", "subtotal", "subtotales", "suma"].contains(word)
      || ["gran total", "grand total", "sub total"].contains { key.hasPrefix($0) }
  }
}
