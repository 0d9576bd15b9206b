public import Portfolio
import Preferences

/// A Pabulib file as a scenario's files.
///
/// `scenario.yaml`, `initiatives.csv`, `stakeholders.csv` and `ballots.csv` hold the election: the budget is one pledge, each
/// voter a stakeholder, and what it says keeps its kind: approvals, ranks, points or scores. `original.pb` is the file itself,
/// for what a scenario has no place for (who voted how old, where a project stands); ``PabulibExport`` takes it from there.
public struct PabulibImport: Sendable {
  /// A file of the scenario's folder.
  public struct File: Sendable {
    /// The name.
    public let name: String
    /// What it holds.
    public let bytes: [UInt8]
  }

  /// The files.
  public let files: [File]
  /// What is legal but may not be meant.
  public let warnings: [Problem]

  /// The name of the copy of the Pabulib file.
  public static let originalName = "original.pb"

  /// Reads the Pabulib file at `path`.
  ///
  /// - Throws: `FileError` if it is not there or cannot be read; `Problems` with all that is wrong.
  public init(path: String) throws {
    try self.init(
      bytes: FileBytes.read(path, as: path),
      source: path.fileName
    )
  }

  /// Reads a Pabulib file from its bytes; `source` names it in problems.
  ///
  /// - Throws: `Problems` with all that is wrong with it as an election, or as a scenario.
  public init(bytes: [UInt8], source: String) throws {
    let file = try PabulibReader.read(bytes: bytes, source: source)
    let read = try PabulibElection(file)
    let election = read.election
    guard let code = file.value("currency"), let currency = Currency(code: code),
      let type = file.value("vote_type").flatMap({
        PabulibFile.VoteType(rawValue: $0.lowercased())
      })
    else {
      throw Problems([
        Problem(
          Place(source: source, column: "currency"),
          Text(
            en: "META has no currency of ISO 4217. Add a line, such as currency;EUR.",
            es: "META no tiene una moneda ISO 4217. Agregue una línea, como currency;EUR."
          )
        )
      ])
    }
    func amount(_ value: Int64) -> String {
      Quantity(value, decimals: String(election.unit).count - 1).description
    }
    func quoted(_ text: String) -> String {
      let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
      return "\"\(line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
    let name = election.name.trimmed.isEmpty ? source : election.name
    let scenario = """
      cartera: 1
      name: \(quoted(name))
      currency: \(currency.code)
      numbers: { decimal: "." }
      initiatives: initiatives.csv
      pledges:
        - { funder: budget, amount: \(amount(election.budget)) }
      stakeholders: stakeholders.csv
      ballots: ballots.csv
      objective:
        terms:
          - { measure: preference, weight: 1 }

      """
    let category = file.projects.column("category")
    var initiatives = PortfolioCSV.row(
      ["id", "name", "cost"] + (category == nil ? [] : ["category"])
    )
    for (project, row) in zip(election.projects, file.projects.rows) {
      initiatives += PortfolioCSV.row(
        [project.id, project.name, amount(project.cost)]
          + (category.map { [row[$0].trimmed] } ?? [])
      )
    }
    let scale = type == .scoring ? file.value("max_points").flatMap(PabulibFile.number) : nil
    var stakeholders = PortfolioCSV.row(["id", "ballot"] + (scale == nil ? [] : ["scale"]))
    var ballots = PortfolioCSV.row(["stakeholder", "initiative", "value"])
    for (id, row) in zip(file.voterIDs, file.votes.rows) {
      stakeholders += PortfolioCSV.row(
        [id, type.ballot.rawValue] + (scale.map { [$0.description] } ?? [])
      )
      for (project, value) in file.values(row, as: type) {
        ballots += PortfolioCSV.row([id, project, value.description])
      }
    }
    let texts = [
      ("scenario.yaml", scenario), ("initiatives.csv", initiatives),
      ("stakeholders.csv", stakeholders), ("ballots.csv", ballots),
    ]
    files =
      texts.map { File(name: $0, bytes: Array($1.utf8)) }
      + [File(name: PabulibImport.originalName, bytes: bytes)]
    warnings = read.warnings
    // Whatever a scenario refuses is said now, not when the folder is read.
    let written = files
    _ = try ScenarioReader.read(Array(scenario.utf8), source: "scenario.yaml") { name in
      written.first { $0.name == name }?.bytes ?? []
    }
  }
}
