import OrderedCollections
import Portfolio

/// The initiatives and their other columns, row by row.
struct InitiativeColumns {
  var table: ScenarioDraft.Table<ScenarioDraft.InitiativeRow>
  var categories: OrderedDictionary<String, [String]> = [:]
  var measures: OrderedDictionary<String, MeasureColumn> = [:]
}

/// Where the columns that every initiative has stand in its table, `nil` for those it lacks.
private struct InitiativePositions {
  let id: Int?, name: Int?, cost: Int?, investment: Int?, awardProbability: Int?, sdgs: Int?
  let requires: Int?, group: Int?, earliest: Int?, latest: Int?, status: Int?

  init(_ sheet: Sheet) {
    id = sheet.columns["id"]
    name = sheet.columns["name"]
    cost = sheet.columns["cost"]
    investment = sheet.columns["investment"]
    awardProbability = sheet.columns["award_probability"]
    sdgs = sheet.columns["sdgs"]
    requires = sheet.columns["requires"]
    group = sheet.columns["group"]
    earliest = sheet.columns["earliest"]
    latest = sheet.columns["latest"]
    status = sheet.columns["status"]
  }
}

extension ScenarioReading {
  /// The initiatives; `nil` if there is no table with the columns that it must have.
  mutating func initiativeRows() -> InitiativeColumns? {
    guard let sheet = sheets[.initiatives], !failedTables.contains(.initiatives) else { return nil }
    var table = ScenarioDraft.Table<ScenarioDraft.InitiativeRow>(
      source: sheet.raw.source,
      headers: sheet.headers
    )
    var kept: [Int] = []
    kept.reserveCapacity(sheet.raw.rows.count)
    table.rows.reserveCapacity(sheet.raw.rows.count)
    table.lines.reserveCapacity(sheet.raw.rows.count)
    let columns = InitiativePositions(sheet)
    let keys = sheet.keyColumns
    for row in sheet.raw.rows where !sheet.isStray(row, keys, &problems) {
      table.rows.append(initiative(sheet, row, columns))
      table.lines.append(sheet.raw.lines[row])
      kept.append(row)
    }
    checkCodes(sheet, kept)
    var initiatives = InitiativeColumns(table: table)
    for (column, header) in sheet.raw.headers.enumerated() where !header.isEmpty {
      guard let name = otherColumn(sheet, column) else { continue }
      if isMeasure(sheet, column, name, kept) {
        initiatives.measures[name] = measure(sheet, column, name, kept)
      } else {
        let texts = texts(sheet, column, kept)
        checkSpellings(texts, sheet, column, name, kept)
        initiatives.categories[name] = texts
      }
    }
    return initiatives
  }

  /// The texts of a column of categories; a text that many rows share is kept once.
  private func texts(_ sheet: Sheet, _ column: Int, _ rows: [Int]) -> [String] {
    var known: Set<String> = []
    return rows.map { row in
      let text = sheet.raw[row, column]
      // Shorter ones stand in the string itself.
      return text.utf8.count > 15 ? known.insert(text).memberAfterInsert : text
    }
  }

  private mutating func initiative(
    _ sheet: Sheet,
    _ row: Int,
    _ columns: InitiativePositions
  ) -> ScenarioDraft.InitiativeRow {
    if sheet.isBlank(row, columns.name) {
      reportBlank(
        sheet,
        row,
        columns.name,
        "Give the initiative a name.",
        "Dé un nombre a la iniciativa."
      )
    }
    var goals: [Int] = []
    for item in ScenarioReading.goals(sheet.cell(row, columns.sdgs)) {
      guard let goal = Int(item) else {
        problems.report(
          sheet.place(row, at: columns.sdgs),
          "\"\(item.quotable)\" is not a Sustainable Development Goal. Write numbers: 6;9;11.",
          "«\(item.quotable)» no es un Objetivo de Desarrollo Sostenible. Escriba números: 6;9;11."
        )
        continue
      }
      if !goals.contains(goal) { goals.append(goal) }
    }
    return ScenarioDraft.InitiativeRow(
      id: sheet.cell(row, columns.id),
      name: sheet.cell(row, columns.name),
      cost: requiredMoney(sheet, row, columns.cost),
      investment: money(sheet, row, columns.investment),
      awardProbability: number(sheet, row, columns.awardProbability, .share) ?? 1,
      sdgs: goals.sorted(),
      requires: ScenarioReading.list(sheet.cell(row, columns.requires)),
      group: sheet.cell(row, columns.group).nonEmpty,
      earliest: sheet.cell(row, columns.earliest).nonEmpty,
      latest: sheet.cell(row, columns.latest).nonEmpty,
      status: word(sheet, row, columns.status, ValueWords.initiativeStatus, default: .open)
    )
  }

  /// The name of a column that is a category or a measure.
  private func otherColumn(_ sheet: Sheet, _ column: Int) -> String? {
    if let extra = sheet.extras.first(where: { $0.column == column }) { return extra.header }
    let names = [
      "commune", "sector", "fund_line", "viability", "beneficiaries", "hours", "priority",
    ]
    return names.first { sheet.columns[$0] == column }
  }

  /// Whether a column holds numbers: because it must, because a rule adds it up, or because every
  /// cell that is not blank reads as one.
  private func isMeasure(_ sheet: Sheet, _ column: Int, _ name: String, _ rows: [Int]) -> Bool {
    if ["viability", "beneficiaries", "hours"].contains(name) { return true }
    if ["commune", "sector", "fund_line"].contains(name) { return false }
    if references.measures.contains(name) {
      // A rule that adds up a column of text is told so, rather than each of its cells.
      return rows.allSatisfy { sheet.raw.isBlank($0, column) }
        || rows.contains {
          NumberText(sheet.raw.bytes($0, column), currency: numbers.currency) != nil
        }
    }
    if references.categories.contains(name) { return false }
    var own = sheet
    if own.decimalSign == nil {
      var ignored = ProblemList()
      numbers.settle(&own, [(column, .number)], &ignored)
      guard ignored.all.isEmpty else { return false }
    }
    var hasNumber = false
    for row in rows {
      let cell = sheet.raw.bytes(row, column)
      guard let first = cell.first else { continue }
      // A leading zero tells a code from a number.
      let isCode = first == UInt8(ascii: "0") && cell.dropFirst().text.first?.isNumber == true
      guard !isCode, case .success = numbers.read(cell, .number, own.decimalSign) else {
        return false
      }
      hasNumber = true
    }
    return hasNumber
  }

  private mutating func measure(
    _ sheet: Sheet,
    _ column: Int,
    _ name: String,
    _ rows: [Int]
  ) -> MeasureColumn? {
    var own = sheet
    var ignored = ProblemList()
    if own.decimalSign == nil { numbers.settle(&own, [(column, .number)], &ignored) }
    let kind = name == "beneficiaries" ? NumberKind.people : .number
    let values: [Quantity?] = rows.map { row in
      let cell = sheet.raw.bytes(row, column)
      guard !cell.isEmpty else { return nil }
      // Zero stands in for what is reported.
      return settled(numbers.read(cell, kind, own.decimalSign), sheet, row, column) ?? 0
    }
    if let measure = MeasureColumn(values) { return measure }
    problems.report(
      Place(
        source: sheet.raw.source,
        line: sheet.raw.headerLine,
        column: sheet.raw.headers[column]
      ),
      "the numbers are too long to add up: together they have more than 18 digits. Round them.",
      "los números son muy largos para sumarlos: juntos tienen más de 18 dígitos. Redondéelos."
    )
    return MeasureColumn(values.map { _ in 0 })
  }

  /// Reports two spellings of one value that differ only by case, accents or spaces.
  private mutating func checkSpellings(
    _ texts: [String],
    _ sheet: Sheet,
    _ column: Int,
    _ name: String,
    _ rows: [Int]
  ) {
    guard ["commune", "sector"].contains(name) || references.categories.contains(name) else {
      return
    }
    var first: [String: Int] = [:]
    var known: Set<String> = []
    for (value, row) in zip(texts, rows) {
      guard !value.isEmpty, known.insert(value).inserted else { continue }
      guard let other = first[value.spellingKey] else {
        first[value.spellingKey] = row
        continue
      }
      let spelling = sheet.raw[other, column]
      problems.report(
        sheet.place(row, at: column),
        "\"\(value.quotable)\" and \"\(spelling.quotable)\" of line \(sheet.raw.lines[other]) look"
          + " like the same. Write both alike.",
        "«\(value.quotable)» y «\(spelling.quotable)» de la línea \(sheet.raw.lines[other]) parecen"
          + " lo mismo. Escríbalos igual."
      )
    }
  }
}
