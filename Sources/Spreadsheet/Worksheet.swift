/// A sheet to be written.
public struct Worksheet: Sendable {
  /// How a cell looks.
  public enum Style: Int, CaseIterable, Sendable {
    /// As it comes.
    case plain
    /// The sheet's title.
    case title
    /// A column's header.
    case header, numberHeader
    /// A text that is broken into lines.
    case wrapped
    /// Numbers: whole, with decimals, money of the workbook's currency, a share.
    case whole, decimal, money, share
    /// The same in a row of totals.
    case totalText, totalWhole, totalMoney
    /// Small print.
    case note
  }

  /// What a cell holds.
  public enum Content: Hashable, Sendable {
    case blank
    case text(String)
    /// A number in plain digits with a point.
    case number(String)
    /// A formula without its equals sign, and the value that it has.
    case formula(String, value: String)
  }

  /// A cell.
  public struct Cell: Hashable, Sendable {
    /// What it holds.
    public var content: Content
    /// How it looks.
    public var style: Style

    /// Makes a cell.
    public init(_ content: Content, _ style: Style = .plain) {
      self.content = content
      self.style = style
    }

    /// An empty cell.
    public static let blank = Cell(.blank)
    /// A cell with a text.
    public static func text(_ text: String, _ style: Style = .plain) -> Cell {
      Cell(text.isEmpty ? .blank : .text(text), style)
    }
  }

  /// The name: at most 31 characters, none of `[]:*?/\`.
  public var name: String
  /// The cells, row by row.
  public var rows: [[Cell]] = []
  /// How many rows and columns stay in sight while the rest moves.
  public var frozenRows = 0, frozenColumns = 0
  /// The widths that are not left to the contents, in characters, by column.
  public var widths: [Int: Int] = [:]

  /// Makes an empty sheet.
  public init(name: String) { self.name = name }

  /// `B2`: the name of the cell at a row and a column, both from 0.
  public static func name(row: Int, column: Int) -> String {
    SheetContent.letters(of: column) + String(row + 1)
  }

  /// The width of a column: its own, or its longest content's, from 8 to 48 characters.
  func width(of column: Int) -> Int {
    if let width = widths[column] { return width }
    var widest = 8
    for row in rows where column < row.count {
      let cell = row[column]
      // Titles and small print run over the cells to their right.
      guard ![.title, .note].contains(cell.style) else { continue }
      switch cell.content {
      case .blank: break
      case .text(let text): widest = max(widest, text.count + 2)
      case .number(let digits), .formula(_, let digits):
        widest = max(widest, digits.count + digits.count / 3 + 2)
      }
    }
    return min(widest, 48)
  }
}
