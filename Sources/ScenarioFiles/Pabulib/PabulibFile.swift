/// A participatory-budgeting election as a Pabulib `.pb` file holds it, cell for cell.
///
/// Nothing is interpreted here, so that writing a file that was read loses nothing: every key of
/// META and every column stays, in the file's order, known or not. ``PabulibElection`` says
/// what it means.
///
/// Source: Faliszewski, Flis, Peters, Pierczyński, Skowron, Stolicki, Szufa and Talmon,
/// "Participatory Budgeting: Data, Tools and Analysis", IJCAI 2023, doi:10.24963/ijcai.2023/297;
/// Stolicki, Szufa and Talmon, "Pabulib: A Participatory Budgeting Library", arXiv:2012.06539.
public struct PabulibFile: Hashable, Sendable {
  /// A section with a header and rows as wide as the header.
  public struct Table: Hashable, Sendable {
    /// The columns' names, as written.
    public var header: [String]
    /// The rows' cells.
    public var rows: [[String]]
    /// The line of each row, from 1.
    public var lines: [Int]

    /// Makes a table.
    public init(header: [String], rows: [[String]] = [], lines: [Int]? = nil) {
      self.header = header
      self.rows = rows
      self.lines = lines ?? [Int](repeating: 0, count: rows.count)
    }

    /// The position of a column, whose name is compared without regard to letter case.
    public func column(_ name: String) -> Int? {
      header.firstIndex { $0.lowercased() == name }
    }

    /// Whether the cells are the same; lines are not looked at.
    public static func == (left: Table, right: Table) -> Bool {
      left.header == right.header && left.rows == right.rows
    }

    /// Hashes the cells.
    public func hash(into hasher: inout Hasher) {
      hasher.combine(header)
      hasher.combine(rows)
    }
  }

  /// The sections' names, in the order in which they are written.
  public enum Section: String, CaseIterable, Sendable {
    case meta = "META"
    case projects = "PROJECTS"
    case votes = "VOTES"
  }

  /// The file's name, for messages.
  public var source: String
  /// The sections in the file's order.
  public var order: [Section]
  /// The keys and values about the election.
  public var meta: Table
  /// What could be funded.
  public var projects: Table
  /// Who voted for what.
  public var votes: Table

  /// Makes a file of its sections.
  public init(
    source: String,
    order: [Section] = Section.allCases,
    meta: Table,
    projects: Table,
    votes: Table
  ) {
    self.source = source
    self.order = order
    self.meta = meta
    self.projects = projects
    self.votes = votes
  }

  /// The value of a key of META, without the blanks around it; `nil` if it is missing.
  public func value(_ key: String) -> String? {
    meta.rows.first { $0[0].trimmed.lowercased() == key }.map { $0[1].trimmed }
  }

  /// The file's text in UTF-8 with LF; a field has quotes where it must.
  public var text: String {
    var text = ""
    for section in order {
      let table = table(section)
      text += section.rawValue + "\n"
      for row in [table.header] + table.rows {
        text += row.map(PabulibFile.written).joined(separator: ";") + "\n"
      }
    }
    return text
  }

  private func table(_ section: Section) -> Table {
    switch section {
    case .meta: meta
    case .projects: projects
    case .votes: votes
    }
  }

  private static func written(_ field: String) -> String {
    let isPlain = field.utf8.allSatisfy {
      $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\n")
        && $0 != UInt8(ascii: "\r")
    }
    return isPlain ? field : "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
