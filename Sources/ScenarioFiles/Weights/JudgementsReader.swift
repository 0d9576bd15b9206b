import OrderedCollections
public import Portfolio
public import Preferences
import Yams

/// Reads what the members of a table said about how much measures matter: a CSV table, or the same
/// rows as a YAML list.
///
/// `swing` and `roc` have the column `measure` and one column for each member, with its points or ranks; `ahp`
/// has the columns `a`, `b` and one for each member: how many times as important a is as b, such as 3
/// or 1/3. Spanish headers: `medida`.
public enum JudgementsReader {
  /// Reads the file at `path`, YAML by its ending `.yaml` or `.yml`.
  ///
  /// - Throws: `FileError` if it is not there or cannot be read; `Problems` with all that is wrong.
  public static func read(
    _ path: String,
    as method: WeightElicitation.Method
  ) throws -> WeightElicitation {
    try read(
      bytes: FileBytes.read(path, as: path),
      source: path.fileName,
      as: method
    )
  }

  /// Reads a file from its bytes; the ending of `source` tells YAML from CSV.
  ///
  /// - Throws: `Problems` with all that is wrong.
  public static func read(
    bytes: [UInt8],
    source: String,
    as method: WeightElicitation.Method
  ) throws(Problems) -> WeightElicitation {
    var problems = ProblemList()
    let isYAML = [".yaml", ".yml"].contains { source.lowercased().hasSuffix($0) }
    let table =
      isYAML
      ? yamlTable(bytes, source, &problems)
      : DelimitedTable.read(bytes, source: source, &problems)
    guard let table, problems.all.isEmpty else { throw Problems(problems.all) }
    var reading = JudgementsReading(table, problems)
    let elicitation = method == .ahp ? reading.pairs() : reading.numbers(method)
    guard let elicitation, reading.problems.all.isEmpty else {
      throw Problems(reading.problems.all)
    }
    return elicitation
  }

  private static func yamlTable(
    _ bytes: [UInt8],
    _ source: String,
    _ problems: inout ProblemList
  ) -> RawTable? {
    guard let root = YAMLDocument.read(bytes, source: source, &problems) else { return nil }
    guard case .sequence = root else {
      problems.report(
        Place(source: source, line: 1),
        "this must be a list of rows, such as - { measure: beneficiaries, council: 100 }.",
        "esto debe ser una lista de filas, como - { measure: beneficiaries, concejo: 100 }."
      )
      return nil
    }
    var reading = ScenarioReading(source: source)
    reading.problems = problems
    let place = Place(source: source, line: 1)
    let table = reading.inlineTable(Entry(key: "rows", node: root, place: place))
    problems = reading.problems
    return table
  }
}

private struct JudgementsReading {
  private(set) var problems: ProblemList
  private let table: RawTable
  /// The cells; such a table is small.
  private let rows: [[String]]
  private let reader = NumberReader(currency: .pesos, amountsIn: 1, decimalSign: nil)

  init(_ table: RawTable, _ problems: ProblemList) {
    self.table = table
    rows = table.rows.map { row in table.headers.indices.map { table[row, $0] } }
    self.problems = problems
  }

  /// Weights from points or ranks.
  mutating func numbers(_ method: WeightElicitation.Method) -> WeightElicitation? {
    guard let keys = columns([["measure", "medida"]]), let column = keys.first else { return nil }
    let members = memberColumns(keys)
    let measures = uniqueMeasures(column)
    var values = members.map { _ in [Quantity]() }
    for (row, line) in zip(rows, table.lines) {
      for (member, position) in members.enumerated() {
        let place = Place(source: table.source, line: line, column: table.headers[position])
        if let value = number(row[position], at: place, isAboveZero: method == .roc) {
          values[member].append(value)
        }
      }
    }
    guard problems.all.isEmpty, !measures.isEmpty, !members.isEmpty else {
      if problems.all.isEmpty { complainOfEmptyTable() }
      return nil
    }
    let named = zip(members, values).map { (name: table.headers[$0], values: $1) }
    let elicitation = WeightElicitation(method, measures: measures, members: named)
    if elicitation == nil {
      problems.report(
        Place(source: table.source),
        "no measure has points of every member, so all weights would be 0. Give at least one more points than 0.",
        "ninguna medida tiene puntos de todos los miembros, por lo que todo peso sería 0. Dé a alguna más puntos que 0."
      )
    }
    return elicitation
  }

  /// Weights from pairwise judgements.
  mutating func pairs() -> WeightElicitation? {
    guard let keys = columns([["a"], ["b"]]) else { return nil }
    let members = memberColumns(keys)
    let measures = Array(OrderedSet(rows.flatMap { [$0[keys[0]], $0[keys[1]]] }))
    var given: [[Pair: Double]] = members.map { _ in [:] }
    for (row, line) in zip(rows, table.lines) {
      let place = Place(source: table.source, line: line)
      guard let first = measures.firstIndex(of: row[keys[0]]),
        let second = measures.firstIndex(of: row[keys[1]]), first != second
      else {
        problems.report(
          place,
          "a measure is compared with itself. Name two.",
          "una medida se compara consigo misma. Nombre dos."
        )
        continue
      }
      let pair = Pair(first: min(first, second), second: max(first, second))
      for (member, position) in members.enumerated() {
        let place = Place(source: table.source, line: line, column: table.headers[position])
        guard let value = ratio(row[position], at: place) else { continue }
        guard given[member][pair] == nil else {
          problems.report(
            place,
            "the pair \(row[keys[0]]), \(row[keys[1]]) is already judged. Keep one of the two.",
            "el par \(row[keys[0]]), \(row[keys[1]]) ya está juzgado. Deje uno de los dos."
          )
          continue
        }
        given[member][pair] = first < second ? value : 1 / value
      }
    }
    guard problems.all.isEmpty else { return nil }
    guard measures.count >= 2, measures.count <= PairwiseMatrix.mostMeasures, !members.isEmpty
    else {
      complainOfEmptyTable()
      return nil
    }
    var matrices: [(name: String, matrix: PairwiseMatrix)] = []
    for (member, position) in members.enumerated() {
      let name = table.headers[position]
      let upper = measures.indices.map { first in
        (first + 1..<max(measures.count, first + 1)).compactMap { second -> Double? in
          if let value = given[member][Pair(first: first, second: second)] { return value }
          problems.report(
            Place(source: table.source, column: name),
            "\(measures[first]) and \(measures[second]) are not compared. Add a row for them.",
            "\(measures[first]) y \(measures[second]) no se comparan. Agregue una fila."
          )
          return nil
        }
      }
      guard problems.all.isEmpty else { continue }
      matrices.append((name, PairwiseMatrix(upper: upper)))
    }
    guard problems.all.isEmpty else { return nil }
    return WeightElicitation(measures: measures, members: matrices)
  }

  private struct Pair: Hashable {
    let first: Int
    let second: Int
  }

  // MARK: Columns and cells

  /// The positions of the columns with these names; `nil` after reporting those that are missing.
  private mutating func columns(_ names: [[String]]) -> [Int]? {
    let found = names.map { names in
      table.headers.firstIndex { names.contains($0.lowercased()) }
    }
    for (name, column) in zip(names, found) where column == nil {
      problems.report(
        Place(source: table.source, line: table.headerLine),
        "the column \"\(name[0])\" is missing. Add it to the header.",
        "falta la columna «\(name.last ?? name[0])». Agréguela al encabezado."
      )
    }
    let positions = found.compactMap(\.self)
    return positions.count == names.count ? positions : nil
  }

  private func memberColumns(_ keys: [Int]) -> [Int] {
    table.headers.indices.filter { !keys.contains($0) && !table.headers[$0].isEmpty }
  }

  private mutating func uniqueMeasures(_ column: Int) -> [String] {
    var lines: [String: Int] = [:]
    for (row, line) in zip(rows, table.lines) {
      let name = row[column]
      let place = Place(source: table.source, line: line, column: table.headers[column])
      if name.isEmpty {
        problems.report(
          place,
          "the measure is blank. Write its name.",
          "la medida está en blanco. Escriba su nombre."
        )
      } else if let first = lines.updateValue(line, forKey: name) {
        problems.report(
          place,
          "\"\(name.quotable)\" already stands in line \(first). Delete one.",
          "«\(name.quotable)» ya está en la línea \(first). Borre una."
        )
      }
    }
    return rows.map { $0[column] }
  }

  private mutating func complainOfEmptyTable() {
    let most = PairwiseMatrix.mostMeasures
    problems.report(
      Place(source: table.source),
      "there must be measures (for ahp from 2 to \(most)) and at least one column of a member. Add them.",
      "debe haber medidas (para ahp de 2 a \(most)) y al menos una columna de un miembro. Agréguelas."
    )
  }

  private mutating func number(_ cell: String, at place: Place, isAboveZero: Bool) -> Quantity? {
    guard !cell.isEmpty else {
      problems.report(
        place,
        "the cell is blank. Write a number.",
        "la celda está en blanco. Escriba un número."
      )
      return nil
    }
    let value: Quantity
    switch reader.read(Array(cell.utf8)[...], .number, nil) {
    case .success(let number): value = number
    case .failure(let refusal):
      problems.report(place, refusal.text.english, refusal.text.spanish)
      return nil
    }
    guard value > 0 || (value == 0 && !isAboveZero) else {
      problems.report(
        place,
        isAboveZero ? "\(value) must be above 0." : "\(value) must not be negative.",
        isAboveZero ? "\(value) debe ser mayor que 0." : "\(value) no debe ser negativo."
      )
      return nil
    }
    return value
  }

  /// `3`, `0.5` or `1/3`.
  private mutating func ratio(_ cell: String, at place: Place) -> Double? {
    let parts = cell.split(separator: "/", maxSplits: 1).map { String($0).trimmed }
    var values: [Double] = []
    for part in parts.isEmpty ? [cell] : parts {
      guard let value = number(part, at: place, isAboveZero: true) else { return nil }
      values.append(value.approximation)
    }
    return values.count == 2 ? values[0] / values[1] : values[0]
  }
}
