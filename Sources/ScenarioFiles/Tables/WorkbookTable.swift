import Portfolio
import Spreadsheet

/// The file of a table, and its sheet if the name says one: `mesa.xlsx#Aportes`.
struct TableName {
  let file: String
  let sheet: String?
  /// Whether the file's name says that it is a workbook.
  var isWorkbook: Bool { TableName.endings.contains(where: file.lowercased().hasSuffix) }

  private static let endings = [".xlsx", ".xlsm"]

  init(_ name: String) {
    let mark = name.lastIndex(of: "#")
    let before = mark.map { name[..<$0] } ?? ""
    if let mark, TableName.endings.contains(where: before.lowercased().hasSuffix) {
      file = String(before)
      sheet = String(name[name.index(after: mark)...])
    } else {
      file = name
      sheet = nil
    }
  }
}

extension RawTable {
  /// The table in a file's bytes, a workbook's sheet or delimited text; `nil` after reporting why
  /// there is none.
  static func read(
    _ bytes: [UInt8],
    _ kind: TableKind,
    meanings: [String: String],
    source: String,
    _ problems: inout ProblemList
  ) -> RawTable? {
    WorkbookReader.isWorkbook(bytes) || TableName(source).isWorkbook
      ? WorkbookTable.read(bytes, kind, meanings: meanings, source: source, &problems)
      : DelimitedTable.read(bytes, source: source, &problems)
  }
}

/// Reads a sheet of an XLSX workbook into the same table that a CSV file gives.
///
/// What nobody sees on the screen (hidden rows and columns) and what belongs to several rows at once
/// (merged cells) is refused, for the table would mean something else than what is seen.
struct WorkbookTable {
  /// More cells than this, blank ones counted, are surely not a table.
  private static let mostCells = 20_000_000

  private let kind: TableKind
  private let meanings: [String: String]
  private let source: String
  private let sheet: SheetContent

  /// The table, or `nil` after reporting why there is none.
  static func read(
    _ bytes: [UInt8],
    _ kind: TableKind,
    meanings: [String: String],
    source: String,
    _ problems: inout ProblemList
  ) -> RawTable? {
    do {
      let sheet = try WorkbookReader(bytes).sheet(TableName(source).sheet)
      let table = WorkbookTable(kind: kind, meanings: meanings, source: source, sheet: sheet)
      return table.rawTable(&problems)
    } catch {
      problems.report(Place(source: source), error.message.english, error.message.spanish)
      return nil
    }
  }

  private func rawTable(_ problems: inout ProblemList) -> RawTable? {
    let before = problems.all.count
    let filled = sheet.rows.filter { !$0.isBlank }
    guard let first = filled.first else {
      problems.report(
        Place(source: source),
        "the sheet is empty. Write a header and at least one row.",
        "la hoja está vacía. Escriba un encabezado y al menos una fila."
      )
      return nil
    }
    reportHidden(filled, &problems)
    reportMerges(filled, &problems)
    let headers = headers(first, &problems)
    if first.cells.count == 1, let title = headers.last,
      filled.contains(where: { $0.cells.count > 2 })
    {
      problems.reportTitle(title, at: Place(source: source, line: first.number))
      return nil
    }
    guard filled.count * headers.count <= WorkbookTable.mostCells else {
      problems.report(
        Place(source: source),
        "the sheet has more than \(WorkbookTable.mostCells) cells. Delete the columns without use.",
        "la hoja tiene más de \(WorkbookTable.mostCells) celdas. Borre las columnas sin uso."
      )
      return nil
    }
    var table = RawTable(
      source: source,
      headerLine: first.number,
      headers: headers
    )
    table.reserveCapacity(filled.count)
    let exact = exactColumns(filled.dropFirst(), headers)
    for row in filled.dropFirst() {
      var cells = [String](repeating: "", count: headers.count)
      for cell in row.cells {
        guard let text = text(cell, row, headers, isExact: exact.contains(cell.column), &problems),
          !text.isEmpty
        else { continue }
        if headers.indices.contains(cell.column) {
          cells[cell.column] = text
        } else {
          reportOutside(cell, row, text, &problems)
        }
      }
      table.append(cells, line: row.number)
    }
    return problems.all.count == before ? table : nil
  }

  private func headers(_ row: SheetContent.Row, _ problems: inout ProblemList) -> [String] {
    var headers = [String](repeating: "", count: (row.cells.last?.column ?? -1) + 1)
    for cell in row.cells {
      headers[cell.column] = text(cell, row, [], isExact: false, &problems) ?? ""
    }
    while headers.last?.isEmpty == true { headers.removeLast() }
    return headers
  }

  // MARK: Cells

  private func text(
    _ cell: SheetContent.Cell,
    _ row: SheetContent.Row,
    _ headers: [String],
    isExact: Bool,
    _ problems: inout ProblemList
  ) -> String? {
    switch cell.value {
    case .text(let text): return text.trimmed
    case .number(let digits, let before, let after):
      return before + (isExact ? digits.replacing(".", with: "\u{B7}") : digits) + after
    case .error(let error):
      problems.report(
        place(cell, row, headers),
        "the formula of \(name(cell, row)) failed with \(error.quotable). Mend it, or write the value.",
        "la fórmula de \(name(cell, row)) falló con \(error.quotable). Corríjala o escriba el valor."
      )
    case .notComputed:
      problems.report(
        place(cell, row, headers),
        "the formula of \(name(cell, row)) was never computed. Open the file in a spreadsheet"
          + " program and save it, or write the value.",
        "la fórmula de \(name(cell, row)) nunca se calculó. Abra el archivo en un programa de"
          + " planillas y guárdelo, o escriba el valor."
      )
    }
    return nil
  }

  /// The columns whose cells are numbers, not texts that may look like some.
  ///
  /// A number of such a column has no decimal sign that could mean something else, so its decimals
  /// stand behind a middle dot, which ``NumberText`` takes for nothing but that.
  private func exactColumns(
    _ rows: ArraySlice<SheetContent.Row>,
    _ headers: [String]
  ) -> Set<Int> {
    let numeric: Set<String> = [
      "cost", "investment", "award_probability", "viability", "beneficiaries", "hours", "priority",
      "amount", "max_share", "min_ticket", "weight", "scale", "value",
    ]
    var texts: Set<Int> = []
    for row in rows {
      for cell in row.cells {
        if case .text = cell.value { texts.insert(cell.column) }
      }
    }
    return Set(
      headers.indices.filter { column in
        if let name = meanings[headers[column].headerKey] ?? kind.canonical(headers[column]) {
          return numeric.contains(name)
        }
        return kind == .ballots || !texts.contains(column)
      }
    )
  }

  // MARK: What is refused

  private func reportHidden(_ rows: [SheetContent.Row], _ problems: inout ProblemList) {
    for row in rows where row.isHidden {
      problems.reportLine(
        Place(source: source, line: row.number),
        "the row is hidden. Show it or delete it.",
        "la fila está oculta. Muéstrela o bórrela."
      )
    }
    let used = Set(rows.flatMap { $0.cells.filter { !$0.isBlank }.map(\.column) })
    for column in used.sorted() where sheet.hiddenColumns.contains(where: { $0.contains(column) }) {
      let letters = SheetContent.letters(of: column)
      problems.report(
        Place(source: source),
        "column \(letters) is hidden. Show it or delete it.",
        "la columna \(letters) está oculta. Muéstrela o bórrela."
      )
    }
  }

  private func reportMerges(_ rows: [SheetContent.Row], _ problems: inout ProblemList) {
    var cells: [Int: Set<Int>] = [:]
    for row in rows { cells[row.number] = Set(row.cells.filter { !$0.isBlank }.map(\.column)) }
    for merge in sheet.merges {
      let isUsed = cells[merge.rows.lowerBound]?.contains(merge.columns.lowerBound) ?? false
      guard isUsed else { continue }
      problems.reportLine(
        Place(source: source, line: merge.rows.lowerBound),
        "the cells \(merge.name) are merged. Unmerge them and write each row's own value;"
          + " the header must be the first row.",
        "las celdas \(merge.name) están combinadas. Sepárelas y escriba el valor de cada fila;"
          + " el encabezado debe ser la primera fila."
      )
    }
  }

  private func reportOutside(
    _ cell: SheetContent.Cell,
    _ row: SheetContent.Row,
    _ text: String,
    _ problems: inout ProblemList
  ) {
    problems.report(
      Place(source: source, line: row.number),
      "\"\(text.quotable)\" in \(name(cell, row)) stands beside the table, where there is no header."
        + " Delete it, or give the column a header.",
      "«\(text.quotable)» en \(name(cell, row)) está fuera de la tabla, donde no hay encabezado."
        + " Bórrelo o póngale un encabezado a la columna."
    )
  }

  private func place(
    _ cell: SheetContent.Cell,
    _ row: SheetContent.Row,
    _ headers: [String]
  ) -> Place {
    let header = headers.indices.contains(cell.column) ? headers[cell.column] : ""
    return Place(source: source, line: row.number, column: header.nonEmpty)
  }

  private func name(_ cell: SheetContent.Cell, _ row: SheetContent.Row) -> String {
    SheetContent.letters(of: cell.column) + String(row.number)
  }
}

extension SheetContent.Row {
  /// Whether nothing can be seen in it.
  fileprivate var isBlank: Bool { cells.allSatisfy(\.isBlank) }
}

extension SheetContent.Cell {
  /// Whether nothing can be seen in it.
  fileprivate var isBlank: Bool {
    if case .text(let text) = value { text.trimmed.isEmpty } else { false }
  }
}
