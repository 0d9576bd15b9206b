import OrderedCollections
import Portfolio
import Spreadsheet
import Yams

/// Turns a scenario's YAML tree and the bytes of its tables into a scenario.
///
/// Goes on after a mistake wherever the rest still makes sense, so that all are found at once.
struct ScenarioReading {
  /// The keys of a scenario.
  static let keys = [
    "cartera", "name", "currency", "amounts_in", "numbers", "cycles", "initiatives", "funders",
    "pledges", "stakeholders", "ballots", "interactions", "gates", "objective", "limits",
    "allocation",
  ]

  let source: String
  var problems = ProblemList()
  var numbers = NumberReader(currency: .pesos, amountsIn: 1, decimalSign: nil)
  /// The tables whose columns are known.
  var sheets: [TableKind: Sheet] = [:]
  /// Which columns the initiatives' headers mean besides those that the format knows.
  var meanings: [String: String] = [:]
  /// What the rules name, by the columns' canonical names.
  var references = References()

  /// The columns that the scenario's rules name.
  struct References {
    /// Columns whose numbers are added up or compared.
    var measures: Set<String> = []
    /// Columns whose texts are looked at.
    var categories: Set<String> = []
  }

  init(source: String) { self.source = source }

  /// The scenario.
  ///
  /// - Throws: `Problems` with every mistake, in the order of their places.
  mutating func scenario(
    _ entries: Entries,
    _ files: consuming [TableKind: [UInt8]]
  ) throws(Problems) -> Scenario {
    let basics = readBasics(entries)
    for kind in TableKind.allCases {
      readTable(kind, entries[kind.rawValue], files.removeValue(forKey: kind))
    }
    let ranks = sourceRanks
    let rules = readRules(entries)
    var scenario: Scenario?
    if let basics, var draft = draft(basics) {
      // A large table need not be held twice.
      sheets = [:]
      draft.gates = rules.gates
      draft.mode = rules.mode
      draft.refinement = rules.refinement
      draft.terms = rules.terms
      draft.limits = rules.limits
      draft.allocation = rules.allocation
      do {
        scenario = try Scenario(draft)
      } catch {
        // A stand-in for what could not be read may be wrong too: that is not the user's mistake.
        // (Lines that are spoilt as a whole are passed over by the list itself.)
        let known = Set(problems.all.map(\.place))
        for problem in error.all where !known.contains(problem.place) {
          problems.report(problem.place, problem.message.english, problem.message.spanish)
        }
      }
    }
    guard problems.all.isEmpty, let scenario else { throw Problems(inOrder(ranks)) }
    return scenario
  }

  /// The order in which the files of the scenario are read.
  private var sourceRanks: [String: Int] {
    var ranks: [String: Int] = [source: 0]
    for (index, kind) in TableKind.allCases.enumerated() {
      if let sheet = sheets[kind], ranks[sheet.raw.source] == nil {
        ranks[sheet.raw.source] = index + 1
      }
    }
    return ranks
  }

  /// The problems by their files' ranks, and by line.
  private func inOrder(_ ranks: [String: Int]) -> [Problem] {
    let keyed = problems.all.enumerated().map { index, problem in
      (
        key: [ranks[problem.place.source] ?? ranks.count, problem.place.line ?? 0, index],
        problem: problem
      )
    }
    return keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.problem)
  }

  // MARK: Basics

  /// What stands at the top of a scenario.
  struct Basics {
    let name: String
    let currency: Currency
    let cycles: [String]
  }

  private mutating func readBasics(_ entries: Entries) -> Basics? {
    var isComplete = true
    for key in ["cartera", "name", "currency", "initiatives", "pledges", "objective"]
    where entries[key] == nil {
      isComplete = isComplete && key == "objective"
      let example = ScenarioReading.example(of: key)
      problems.report(
        Place(source: source),
        "the key \"\(key)\" is missing. Write \(example).",
        "falta la clave «\(key)». Escriba \(example)."
      )
    }
    if let entry = entries["cartera"], let version = text(entry), version != "1" {
      problems.report(
        entry.place,
        "\"\(version.quotable)\" is not a format version that this program reads. Write 1.",
        "«\(version.quotable)» no es una versión del formato que este programa lea. Escriba 1."
      )
    }
    let name = entries["name"].flatMap { text($0) }
    var currency: Currency?
    if let entry = entries["currency"], let code = text(entry) {
      currency = Currency(code: code)
      if currency == nil {
        problems.report(
          entry.place,
          "\"\(code.quotable)\" is not a currency of ISO 4217. Write three capitals such as CLP.",
          "«\(code.quotable)» no es una moneda ISO 4217. Escriba tres mayúsculas, como CLP."
        )
      }
    }
    numbers = NumberReader(
      currency: currency.map { MoneyUnit(code: $0.code, decimals: $0.decimals) } ?? .pesos,
      amountsIn: readAmountsIn(entries["amounts_in"]),
      decimalSign: readDecimalSign(entries["numbers"])
    )
    let cycles = entries["cycles"].map { texts($0) } ?? []
    guard isComplete, let name, let currency else { return nil }
    return Basics(name: name, currency: currency, cycles: cycles)
  }

  private static func example(of key: String) -> String {
    switch key {
    case "cartera": "cartera: 1"
    case "name": "name: Mejillones 2022"
    case "currency": "currency: CLP"
    case "objective": "objective: { mode: sum, terms: [{ measure: beneficiaries }] }"
    default: "\(key): \(key).csv"
    }
  }

  private mutating func readAmountsIn(_ entry: Entry?) -> Int64 {
    guard let entry, let text = text(entry) else { return 1 }
    if let unit = Int64(text), (1...1_000_000_000).contains(unit) { return unit }
    problems.report(
      entry.place,
      "\"\(text.quotable)\" is not a whole number from 1 to 1000000000. Write 1000 for thousands.",
      "«\(text.quotable)» no es un entero de 1 a 1000000000. Escriba 1000 si son miles."
    )
    return 1
  }

  private mutating func readDecimalSign(_ entry: Entry?) -> DecimalSign? {
    guard let entry else { return nil }
    let fields = Entries(entry.node, keys: ["decimal"], at: entry.place, &problems)
    guard let decimal = fields["decimal"], let text = text(decimal) else { return nil }
    if let sign = DecimalSign(rawValue: text) { return sign }
    problems.report(
      decimal.place,
      "\"\(text.quotable)\" is not a decimal sign. Write \",\" or \".\".",
      "«\(text.quotable)» no es un signo decimal. Escriba \",\" o \".\"."
    )
    return nil
  }

  // MARK: Tables

  private mutating func readTable(_ kind: TableKind, _ entry: Entry?, _ bytes: [UInt8]?) {
    guard let entry else { return }
    let table: RawTable?
    if let bytes {
      let name = entry.node.scalar?.string ?? source
      table = RawTable.read(bytes, kind, meanings: meanings, source: name, &problems)
    } else {
      table = inlineTable(entry)
    }
    guard let table else {
      failedTables.insert(kind)
      return
    }
    let meanings = kind == .initiatives ? meanings : [:]
    sheets[kind] = Sheet(kind, table, meanings: meanings, &problems)
    if kind == .initiatives, table.rows.isEmpty {
      // Said here, for without initiatives every reference would be reported too.
      failedTables.insert(kind)
      problems.report(
        Place(source: table.source),
        "the table of initiatives is empty. Write at least one initiative.",
        "la tabla de iniciativas está vacía. Escriba al menos una iniciativa."
      )
    }
  }

  /// The tables that could not be read at all.
  var failedTables: Set<TableKind> = []

  mutating func inlineTable(_ entry: Entry) -> RawTable? {
    guard case .sequence(let sequence) = entry.node else {
      problems.report(
        entry.place,
        "this must be a file's name or a list of rows. Write \(entry.key): \(entry.key).csv.",
        "esto debe ser el nombre de un archivo o una lista de filas."
          + " Escriba \(entry.key): \(entry.key).csv."
      )
      return nil
    }
    var headers = OrderedSet<String>()
    var rows: [(line: Int, cells: [String: String])] = []
    for item in sequence {
      let line = item.mark?.line ?? entry.place.line ?? 1
      guard case .mapping(let mapping) = item else {
        problems.report(
          Place(source: source, line: line, column: entry.key),
          "a row must have keys, such as { id: A, name: Plaza, cost: 1000 }.",
          "una fila debe tener claves, como { id: A, name: Plaza, cost: 1000 }."
        )
        continue
      }
      var cells: [String: String] = [:]
      for (key, value) in mapping {
        let name = key.scalar?.string.trimmed ?? ""
        let place = Place(source: source, line: line, column: name)
        guard !name.isEmpty, let cell = cell(value, at: place) else { continue }
        headers.append(name)
        cells[name] = cell
      }
      rows.append((line, cells))
    }
    if headers.isEmpty, !sequence.isEmpty { return nil }
    var table = RawTable(
      source: source,
      headerLine: entry.place.line ?? 1,
      headers: Array(headers)
    )
    for row in rows { table.append(headers.map { row.cells[$0] ?? "" }, line: row.line) }
    return table
  }

  /// A cell of an inline table; a list is written `a;b`.
  private mutating func cell(_ node: Node, at place: Place) -> String? {
    switch node {
    case .scalar(let scalar): return scalar.isBlank ? "" : scalar.string.trimmed
    case .sequence(let sequence):
      let items = sequence.compactMap { $0.scalar?.string.trimmed }
      if items.count == sequence.count { return items.joined(separator: ";") }
    case .mapping, .alias: break
    }
    problems.report(
      place,
      "a cell must be a text, a number, or a list of these.",
      "una celda debe ser un texto, un número o una lista de estos."
    )
    return nil
  }
}
