import OrderedCollections
import Portfolio

/// The initiatives and their other columns, row by row.
struct InitiativeColumns {
  var table: ScenarioDraft.Table<ScenarioDraft.InitiativeRow>
  var categories: OrderedDictionary<String, [String]> = [:]
  var measures: OrderedDictionary<String, MeasureColumn> = [:]
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
    for row in sheet.raw.rows.indices where !sheet.isStray(row, &problems) {
      table.rows.append(initiative(sheet, row))
      table.lines.append(sheet.raw.lines[row])
      kept.append(row)
    }
    var columns = InitiativeColumns(table: table)
    for (column, header) in sheet.raw.headers.enumerated() where !header.isEmpty {
      guard let name = otherColumn(sheet, column) else { continue }
      if isMeasure(sheet, column, name, kept) {
        columns.measures[name] = measure(sheet, column, name, kept)
      } else {
        columns.categories[name] = kept.map { sheet.raw.rows[$0][column] }
        checkSpellings(sheet, column, name, kept)
      }
    }
    return columns
  }

  private mutating func initiative(_ sheet: Sheet, _ row: Int) -> ScenarioDraft.InitiativeRow {
    if sheet.cell(row, "name").isEmpty {
      reportBlank(
        sheet,
        row,
        "name",
        "Give the initiative a name.",
        "Dé un nombre a la iniciativa."
      )
    }
    var goals: [Int] = []
    for item in ScenarioReading.goals(sheet.cell(row, "sdgs")) {
      guard let goal = Int(item) else {
        problems.report(
          sheet.place(row, "sdgs"),
          "\"\(item.quotable)\" is not a Sustainable Development Goal. Write numbers: 6;9;11.",
          "«\(item.quotable)» no es un Objetivo de Desarrollo Sostenible. Escriba números: 6;9;11."
        )
        continue
      }
      if !goals.contains(goal) { goals.append(goal) }
    }
    return ScenarioDraft.InitiativeRow(
      id: sheet.cell(row, "id"),
      name: sheet.cell(row, "name"),
      cost: requiredMoney(sheet, row, "cost"),
      investment: money(sheet, row, "investment"),
      awardProbability: number(sheet, row, "award_probability", .share) ?? 1,
      sdgs: goals.sorted(),
      requires: ScenarioReading.list(sheet.cell(row, "requires")),
      group: sheet.cell(row, "group").nonEmpty,
      earliest: sheet.cell(row, "earliest").nonEmpty,
      latest: sheet.cell(row, "latest").nonEmpty,
      status: word(sheet, row, "status", ValueWords.initiativeStatus, default: .open)
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
      let cells = rows.map { sheet.raw.rows[$0][column] }
      return cells.allSatisfy(\.isEmpty)
        || cells.contains { NumberText($0, currency: numbers.currency) != nil }
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
      let cell = sheet.raw.rows[row][column]
      if cell.isEmpty { continue }
      // A leading zero tells a code from a number.
      let isCode = cell.first == "0" && cell.dropFirst().first?.isNumber == true
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
      let cell = sheet.raw.rows[row][column]
      guard !cell.isEmpty else { return nil }
      // Zero stands in for what is reported.
      return numbers.number(
        cell,
        kind,
        own.decimalSign,
        at: sheet.place(row, at: column),
        &problems
      ) ?? 0
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
    for row in rows {
      let value = sheet.raw.rows[row][column]
      guard !value.isEmpty, known.insert(value).inserted else { continue }
      guard let other = first[value.spellingKey] else {
        first[value.spellingKey] = row
        continue
      }
      let spelling = sheet.raw.rows[other][column]
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
