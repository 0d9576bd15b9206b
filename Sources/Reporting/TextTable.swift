/// Rows in aligned columns, two spaces apart, without lines or boxes.
struct TextTable {
  /// What a column does when the table is wider than the page.
  enum Fit {
    /// Keeps its width.
    case whole
    /// Ends its longest cells with an ellipsis, down to this width.
    case truncated(Int)
    /// Breaks its longest cells into lines, down to this width, when truncating was not enough.
    case wrapped(Int)
  }

  /// One column.
  struct Column {
    var header: String
    var isRight = false
    var fit = Fit.whole
  }

  private let columns: [Column]
  private var rows: [[String]] = []
  private var heavy: Set<Int> = []

  init(_ columns: [Column]) {
    self.columns = columns
  }

  /// Adds a row, one cell for each column; a heavy one (a total) stands out.
  mutating func append(_ cells: [String], isHeavy: Bool = false) {
    if isHeavy { heavy.insert(rows.count) }
    rows.append(cells.map(\.onOneLine))
  }

  /// The table's lines, the headers first, within the page's width where the columns permit.
  func lines(on page: Page, indent: Int = 2) -> [String] {
    guard !page.isASCII else { return spelled(page).lines(on: page, indent: indent, cut: "~") }
    return lines(on: page, indent: indent, cut: "…")
  }

  /// The table with signs that the page can show.
  private func spelled(_ page: Page) -> TextTable {
    var table = TextTable(
      columns.map { Column(header: page.spell($0.header), isRight: $0.isRight, fit: $0.fit) }
    )
    table.rows = rows.map { $0.map(page.spell) }
    table.heavy = heavy
    return table
  }

  private func lines(on page: Page, indent: Int, cut: Character) -> [String] {
    let widths = fittingWidths(page.width - indent)
    let headers = line(columns.map(\.header), widths, indent, cut)
    var lines = headers.map { page.emphasize($0, .faint) }
    for (index, row) in rows.enumerated() {
      let text = line(row, widths, indent, cut)
      lines += heavy.contains(index) ? text.map { page.emphasize($0, .heading) } : text
    }
    return lines
  }

  private func fittingWidths(_ room: Int) -> [Int] {
    var widths = columns.indices.map { column in
      rows.reduce(displayWidth(columns[column].header)) { max($0, displayWidth($1[column])) }
    }
    var excess = widths.reduce(0, +) + 2 * (columns.count - 1) - room
    let truncated = columns.indices.compactMap { index -> (Int, least: Int)? in
      if case .truncated(let least) = columns[index].fit { (index, least) } else { nil }
    }
    let wrapped = columns.indices.compactMap { index -> (Int, least: Int)? in
      if case .wrapped(let least) = columns[index].fit { (index, least) } else { nil }
    }
    for group in [truncated, wrapped] {
      while excess > 0 {
        let able = group.filter { widths[$0.0] > $0.least }
        guard let widest = able.max(by: { widths[$0.0] < widths[$1.0] }) else { break }
        widths[widest.0] -= 1
        excess -= 1
      }
    }
    return widths
  }

  private func line(
    _ cells: [String],
    _ widths: [Int],
    _ indent: Int,
    _ cut: Character
  ) -> [String] {
    let parts = columns.indices.map { index -> [String] in
      switch columns[index].fit {
      case .whole: [cells[index]]
      case .truncated: [cells[index].truncated(toWidth: widths[index], cut)]
      case .wrapped: cells[index].wrapped(toWidth: widths[index])
      }
    }
    let height = parts.reduce(1) { max($0, $1.count) }
    return (0..<height).map { level in
      var line = String(repeating: " ", count: indent)
      for index in columns.indices {
        let text = level < parts[index].count ? parts[index][level] : ""
        line += text.padded(toWidth: widths[index], onTheLeft: columns[index].isRight)
        if index < columns.count - 1 { line += "  " }
      }
      let spaces = line.utf8.reversed().prefix { $0 == 0x20 }.count
      return String(line.dropLast(spaces))
    }
  }
}
