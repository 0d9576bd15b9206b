public import Portfolio
import Spreadsheet
import Yams

/// Writes a scenario's files anew: its rules as they were, its tables in one workbook.
public enum ScenarioWriter {
  /// The workbook's name beside the `scenario.yaml`.
  public static let workbookName = "tables.xlsx"

  /// The files of the scenario at `path`: `scenario.yaml`, and a workbook with a sheet for each table.
  ///
  /// Rules are copied from the YAML file (without its comments); headers are the format's own, and
  /// amounts stand in the currency's own unit, so `amounts_in` and `numbers` are gone. The files
  /// read as the same scenario, but for the digest.
  ///
  /// - Throws: `FileError` or `Problems`, as ``ScenarioReader/read(_:)`` does.
  public static func workbook(
    of scenario: Scenario,
    at path: String
  ) throws -> [(name: String, bytes: [UInt8])] {
    let (bytes, source, _) = try ScenarioReader.rules(path)
    return try workbook(of: scenario, rules: bytes, source: source)
  }

  /// The same with the rules of a YAML file's bytes.
  static func workbook(
    of scenario: Scenario,
    rules: [UInt8],
    source: String
  ) throws -> [(name: String, bytes: [UInt8])] {
    let tables = ScenarioTables.tables(of: scenario)
    let sheets = tables.map { table in
      var sheet = Worksheet(name: table.kind.rawValue)
      sheet.frozenRows = 1
      sheet.rows = [table.headers.map { .text($0, .header) }]
      sheet.rows += table.rows.map { row in row.map { cell($0) } }
      return sheet
    }
    let names = tables.map { ($0.kind, "\(workbookName)#\($0.kind.rawValue)") }
    return [
      ("scenario.yaml", Array(try yaml(rules, source, tables: names).utf8)),
      (workbookName, WorkbookWriter(sheets, title: scenario.name).bytes),
    ]
  }

  /// A YAML file with other names for its tables, and without what said how they were written.
  private static func yaml(
    _ bytes: [UInt8],
    _ source: String,
    tables: [(TableKind, String)]
  ) throws -> String {
    var problems = ProblemList()
    guard let root = YAMLDocument.read(bytes, source: source, &problems),
      case .mapping(var mapping) = root
    else { throw Problems(problems.all) }
    for key in ["amounts_in", "numbers"] + TableKind.allCases.map(\.rawValue) {
      mapping[Node(key)] = nil
    }
    for (kind, name) in tables { mapping[Node(kind.rawValue)] = Node(name) }
    return try serialize(node: .mapping(mapping), width: -1, allowUnicode: true)
  }

  private static func cell(_ cell: ScenarioTables.Cell) -> Worksheet.Cell {
    switch cell {
    case .blank: return .blank
    case .text(let text): return .text(text)
    case .number(let number):
      // Spreadsheets compute with 15 digits; a longer number would lose its last ones.
      guard number.significand.magnitude < 1_000_000_000_000_000 else {
        return .text(number.description)
      }
      return Worksheet.Cell(.number(number.description), number.decimals == 0 ? .plain : .decimal)
    }
  }
}
