import Portfolio

/// A table's cells as text, before anything is known about its columns.
///
/// Any source of cells can give one: a CSV file names the ranges of its own text, others append their
/// rows. A cell becomes a `String` only when it is asked for.
struct RawTable {
  /// Where a cell's text stands, in bytes.
  struct Cell {
    let start: UInt32
    let count: UInt32

    init(_ range: Range<Int>) {
      start = UInt32(range.lowerBound)
      count = UInt32(range.count)
    }

    var range: Range<Int> { Int(start)..<Int(start) + Int(count) }
  }

  /// The file's name as the scenario gives it, or the scenario's own for an inline table.
  let source: String
  /// The header's line.
  let headerLine: Int
  /// The headers as written, without the spaces around them; a column without one is empty.
  let headers: [String]
  /// Each row's line, counted from 1.
  private(set) var lines: [Int] = []
  /// Cells in UTF-8, without the spaces around them, in any order.
  private var text: [UInt8]
  private var cells: [Cell]
  /// The position of each row's first cell; as many follow it as there are headers.
  private var starts: [Int] = []

  /// Makes a table without rows; they can be made of `cells`, which are ranges of `text` (UTF-8).
  init(
    source: String,
    headerLine: Int,
    headers: [String],
    text: [UInt8] = [],
    cells: [Cell] = []
  ) {
    self.source = source
    self.headerLine = headerLine
    self.headers = headers
    self.text = text
    self.cells = cells
  }

  /// Makes room for so many rows.
  mutating func reserveCapacity(_ rows: Int) {
    lines.reserveCapacity(rows)
    starts.reserveCapacity(rows)
  }

  /// Adds a row; no row is wholly blank.
  mutating func append(_ row: [String], line: Int) {
    precondition(row.count == headers.count, "as many cells as headers")
    starts.append(cells.count)
    lines.append(line)
    for cell in row {
      let start = text.count
      text.append(contentsOf: cell.utf8)
      cells.append(Cell(start..<text.count))
    }
  }

  /// Adds a row of the first cells in a range; cells that are missing on its right are blank, and
  /// those beyond the headers are left out.
  mutating func append(cells range: Range<Int>, line: Int) {
    lines.append(line)
    guard range.count < headers.count else {
      starts.append(range.lowerBound)
      return
    }
    starts.append(cells.count)
    cells.append(contentsOf: cells[range])
    for _ in range.count..<headers.count { cells.append(Cell(0..<0)) }
  }

  /// The positions of the rows.
  var rows: Range<Int> { starts.indices }

  /// A cell's text.
  subscript(row: Int, column: Int) -> String {
    isBlank(row, column) ? "" : bytes(row, column).text
  }

  /// A cell's text in UTF-8.
  func bytes(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    text[cells[starts[row] + column].range]
  }

  /// Whether a cell has no text.
  func isBlank(_ row: Int, _ column: Int) -> Bool { cells[starts[row] + column].count == 0 }
}

/// Mistakes, in the order in which they are found.
struct ProblemList {
  private(set) var all: [Problem] = []
  private var spoilt: Set<Place> = []

  /// Reports a mistake, unless the line is known to be spoilt.
  mutating func report(_ place: Place, _ english: String, _ spanish: String) {
    guard !isSpoilt(place) else { return }
    all.append(Problem(place, Text(en: english, es: spanish)))
  }

  /// Reports a mistake after which nothing else on its line can be trusted.
  mutating func reportLine(_ place: Place, _ english: String, _ spanish: String) {
    report(place, english, spanish)
    spoilt.insert(Place(source: place.source, line: place.line))
  }

  /// Reports a title above the header, which would be taken for it.
  mutating func reportTitle(_ title: String, at place: Place) {
    report(
      place,
      "\"\(title.quotable)\" looks like a title. Delete the rows above the header.",
      "«\(title.quotable)» parece un título. Borre las filas que están sobre el encabezado."
    )
  }

  /// Whether the place's line has been reported as a whole.
  func isSpoilt(_ place: Place) -> Bool {
    !spoilt.isEmpty && spoilt.contains(Place(source: place.source, line: place.line))
  }
}

extension String {
  /// The text without the spaces around it; non-breaking and thin spaces are spaces too.
  var trimmed: String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return self }
    if !first.properties.isWhitespace, !last.properties.isWhitespace { return self }
    let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
    guard let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(scalars[...end])
  }

  /// The text as it stands in a message: shortened when it is long, and on one line.
  var quotable: String {
    let line = count > 80 ? prefix(77) + "..." : self[...]
    return String(line.map { $0.isNewline ? " " : $0 })
  }
}
