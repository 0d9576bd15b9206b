public import Portfolio
import Yams

/// A sheet of initiatives, as people keep it, made into a scenario.
public struct SheetImport {
  /// What the sheet does not say.
  public struct Settings {
    /// The scenario's name.
    public var name: String
    /// The currency's code.
    public var currency: Currency
    /// What amounts are multiplied by; 1000 where they are in thousands.
    public var amountsIn: Int64
    /// `,` or `.`, if it must be said.
    public var decimalSign: String?
    /// Which column each header means that the format does not know, in the order given.
    public var columns: [(name: String, header: String)]
    /// What each funder pledges, as it is written.
    public var pledges: [(funder: String, amount: String)]

    /// Makes settings.
    public init(name: String, currency: Currency) {
      self.name = name
      self.currency = currency
      amountsIn = 1
      columns = []
      pledges = []
    }
  }

  /// The scenario's files.
  public let files: [(name: String, bytes: [UInt8])]
  /// What is odd, and what stands in for what was not said.
  public let warnings: [Problem]

  /// Reads the sheet at `path`: a CSV file, or an XLSX workbook with `#Sheet` behind it if it is not
  /// the first.
  ///
  /// The aim is the most beneficiaries where every initiative has them, else the most initiatives; it and
  /// the other rules are for the user to write.
  ///
  /// - Throws: `FileError` if there is no such file; `Problems` with everything that is wrong with
  ///   the sheet or the settings.
  public init(path: String, _ settings: Settings) throws {
    let (bytes, source) = try SheetImport.read(path)
    let meanings = try SheetImport.meanings(settings.columns)
    func read(_ pledges: [(String, String)], aim: String) throws -> (Scenario, [UInt8]) {
      let rules = try SheetImport.rules(settings, source, pledges, aim)
      let document = try ScenarioReader.read(rules, source: "--pledge", meanings: meanings) { _ in
        bytes
      }
      return (document.scenario, rules)
    }
    // Read once to see what there is, with an aim and a pledge that any sheet has.
    let given = settings.pledges.map { ($0.funder, $0.amount) }
    let (first, _) = try read(given.isEmpty ? [("fund", "1")] : given, aim: "count")
    let hasPeople = first.initiatives.indices.allSatisfy {
      !first.isViable($0) || first.number("beneficiaries", of: $0) != nil
    }
    let cost = first.initiatives.reduce(Money.zero) { $0 + $1.cost }
    let (scenario, rules) = try read(
      given.isEmpty ? [("fund", settings.written(cost))] : given,
      aim: hasPeople ? "beneficiaries" : "count"
    )
    files = try ScenarioWriter.workbook(of: scenario, rules: rules, source: source)
    warnings = scenario.warnings + (given.isEmpty ? [SheetImport.standIn(cost, settings)] : [])
  }

  /// The bytes of the sheet's file, and its name without the folder, with `#Sheet` if it has one.
  static func read(_ path: String) throws(FileError) -> (bytes: [UInt8], source: String) {
    let file = TableName(path).file
    let name = file.fileName
    return (try FileBytes.read(file, as: file), name + path.dropFirst(file.count))
  }

  private static func standIn(_ cost: Money, _ settings: Settings) -> Problem {
    let sums = Language.allCases.map { Numerals($0, settings.currency).moneyWithCode(cost) }
    return Problem(
      Place(source: ScenarioWriter.workbookName),
      Text(
        en: "no --pledge was given, so a fund that pays for everything (\(sums[1])) stands in."
          + " Write what was really pledged.",
        es: "no se dio --pledge, así que ocupa su lugar un fondo que paga todo (\(sums[0]))."
          + " Escriba lo que de verdad se comprometió."
      )
    )
  }

  /// The columns by the headers' keys.
  static func meanings(
    _ columns: [(name: String, header: String)]
  ) throws(Problems) -> [String: String] {
    var meanings: [String: String] = [:]
    var problems = ProblemList()
    for (name, header) in columns {
      guard let known = TableKind.initiatives.canonical(name) else {
        let hint = nearest(name, in: TableKind.initiatives.columns.map { $0[0] })
        problems.report(
          Place(source: "--map", column: name),
          "there is no such column."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? " See docs/format.md."),
          "no existe esa columna."
            + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Vea docs/format.md.")
        )
        continue
      }
      meanings[header.headerKey] = known
    }
    guard problems.all.isEmpty else { throw Problems(problems.all) }
    return meanings
  }

  /// The scenario's YAML, with the sheet as its table.
  private static func rules(
    _ settings: Settings,
    _ sheet: String,
    _ pledges: [(funder: String, amount: String)],
    _ aim: String
  ) throws -> [UInt8] {
    var pairs: [(Node, Node)] = [
      ("cartera", "1"), ("name", text(settings.name)), ("currency", text(settings.currency.code)),
      ("amounts_in", text(String(settings.amountsIn))), ("initiatives", text(sheet)),
    ]
    if let sign = settings.decimalSign {
      pairs.append(("numbers", keys([("decimal", text(sign))])))
    }
    let rows = pledges.map { keys([("funder", text($0.funder)), ("amount", text($0.amount))]) }
    pairs.append(("pledges", .sequence(Node.Sequence(rows))))
    let terms = Node.sequence(Node.Sequence([keys([("measure", text(aim))])]))
    pairs.append(("objective", keys([("mode", "sum"), ("terms", terms)])))
    return Array(try serialize(node: keys(pairs), width: -1, allowUnicode: true).utf8)
  }

  private static func keys(_ pairs: [(Node, Node)]) -> Node { .mapping(Node.Mapping(pairs)) }

  /// A text that stays one, whatever it looks like.
  private static func text(_ text: String) -> Node {
    Node(text, .implicit, .doubleQuoted)
  }
}

extension SheetImport.Settings {
  /// An amount as the sheet would write it, with a sign that can only stand before decimals.
  fileprivate func written(_ amount: Money) -> String {
    var decimals = currency.decimals
    var unit = amountsIn
    while unit > 1 {
      decimals += 1
      unit /= 10
    }
    return Quantity(amount.minorUnits, decimals: decimals).description
      .replacing(".", with: "\u{B7}")
  }
}
