/// What one sheet of a workbook holds.
public struct SheetContent: Hashable, Sendable {
  /// What a cell holds, as a person reads it on the screen, but for rounding.
  public enum Value: Hashable, Sendable {
    /// A text, a date (`2022-03-15`, `2022-03-15 10:30`), or a truth (`true`, `false`).
    case text(String)
    /// A number: plain decimal digits with a point, at most 15 of them before zeros, between what
    /// its format writes around it if that has letters or a percent sign.
    case number(String, before: String, after: String)
    /// What a formula failed with: `#REF!`.
    case error(String)
    /// A formula whose value was never computed.
    case notComputed
  }

  /// A cell that holds something.
  public struct Cell: Hashable, Sendable {
    /// The column, from 0.
    public var column: Int
    /// What it holds.
    public var value: Value
  }

  /// A row with at least one cell.
  public struct Row: Hashable, Sendable {
    /// The row's number as the spreadsheet program shows it, from 1.
    public var number: Int
    /// Whether it is not shown.
    public var isHidden: Bool
    /// Its cells, in the order of their columns.
    public var cells: [Cell]
  }

  /// Cells merged into one, as `B2:C5` names them.
  public struct Merge: Hashable, Sendable {
    /// The name.
    public var name: String
    /// Its rows, from 1, and its columns, from 0.
    public var rows: ClosedRange<Int>, columns: ClosedRange<Int>
  }

  /// The sheet's name.
  public var name: String
  /// Its rows that hold something, in order.
  public var rows: [Row] = []
  /// Its merged cells.
  public var merges: [Merge] = []
  /// Its columns that are not shown.
  public var hiddenColumns: [ClosedRange<Int>] = []

  /// The letters of a column: 0 is A, 26 is AA.
  public static func letters(of column: Int) -> String {
    var letters = ""
    var rest = column + 1
    while rest > 0 {
      letters = String(UnicodeScalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// The most rows and columns that a sheet can have (ECMA-376 leaves them open; Excel's).
  static let mostRows = 1_048_576
  static let mostColumns = 16384

  /// The row (from 1) and the column (from 0) that `B12` names; `nil` if it names none.
  static func position(_ name: some StringProtocol) -> (row: Int, column: Int)? {
    let letters = name.utf8.prefix { (0x41...0x5A).contains($0) }
    let column = letters.prefix(4).reduce(0) { $0 * 26 + Int($1) - 0x40 } - 1
    guard !letters.isEmpty, letters.count <= 3, column < mostColumns,
      let row = Int(String(name.dropFirst(letters.count))), (1...mostRows).contains(row)
    else { return nil }
    return (row, column)
  }
}
