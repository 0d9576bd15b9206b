import Portfolio

/// The columns of a sheet of initiatives before it is imported: which are known, and which are not.
public struct SheetColumns {
  /// The headers that mean a column of the format, with its name, in the sheet's order.
  public let known: [(header: String, name: String)]
  /// The other headers, each with the first few different cells below it.
  public let unknown: [(header: String, examples: [String])]

  /// The names of the columns that the format has, those that must be there first.
  public static let names =
    TableKind.initiatives.required
    + TableKind.initiatives.columns.map { $0[0] }
    .filter { !TableKind.initiatives.required.contains($0) }

  /// The columns that must be there.
  public static let required = TableKind.initiatives.required

  /// The name of the column that a word means, in Spanish or English; `nil` if it means none.
  public static func name(_ word: String) -> String? { TableKind.initiatives.canonical(word) }

  /// Reads the headers of the sheet at `path`, a CSV file or an XLSX workbook, with what `columns`
  /// says of them.
  ///
  /// - Throws: `FileError` if there is no such file; `Problems` if it holds no table, or `columns`
  ///   names columns that the format does not have.
  public init(path: String, _ columns: [(name: String, header: String)]) throws {
    let (bytes, source) = try SheetImport.read(path)
    let meanings = try SheetImport.meanings(columns)
    var problems = ProblemList()
    let table = RawTable.read(bytes, .initiatives, meanings: meanings, source: source, &problems)
    guard let table else { throw Problems(problems.all) }
    var known: [(header: String, name: String)] = []
    var unknown: [(header: String, examples: [String])] = []
    for (column, header) in table.headers.enumerated() where !header.isEmpty {
      if let name = meanings[header.headerKey] ?? TableKind.initiatives.canonical(header) {
        known.append((header, name))
        continue
      }
      var examples: [String] = []
      for row in table.rows where !table.isBlank(row, column) && examples.count < 3 {
        if !examples.contains(table[row, column]) { examples.append(table[row, column]) }
      }
      unknown.append((header, examples))
    }
    (self.known, self.unknown) = (known, unknown)
  }
}
