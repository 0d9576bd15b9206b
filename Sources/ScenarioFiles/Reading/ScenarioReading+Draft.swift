import OrderedCollections
import Portfolio

extension ScenarioReading {
  /// The draft of everything but the rules; `nil` if a table that must be there is not.
  mutating func draft(_ basics: Basics) -> ScenarioDraft? {
    for kind in TableKind.allCases { checkColumns(kind) }
    settleNumbers()
    let initiatives = initiativeRows()
    let funders = funderTable()
    let pledges = pledgeTable()
    let stakeholders = stakeholderTable()
    let ballots = ballotTable(stakeholders)
    let interactions = interactionTable()
    guard failedTables.isEmpty, let initiatives, let pledges else { return nil }
    var draft = ScenarioDraft(
      source: source,
      name: basics.name,
      currency: basics.currency,
      cycles: basics.cycles,
      initiatives: initiatives.table,
      pledges: pledges
    )
    draft.categories = initiatives.categories
    draft.measures = initiatives.measures
    draft.funders = funders
    draft.stakeholders = stakeholders
    draft.ballots = ballots
    draft.interactions = interactions
    return draft
  }

  /// Reports missing columns and misspelt ones.
  private mutating func checkColumns(_ kind: TableKind) {
    guard var sheet = sheets[kind], !sheet.raw.headers.isEmpty else { return }
    if kind == .ballots, isWide(sheet) { return }
    let meant =
      kind == .initiatives
      ? references.measures.union(references.categories) : categoryHeaders(kind)
    sheet.reportMisspellings(&problems, except: meant)
    sheets[kind] = sheet
    if !sheet.hasRequiredColumns(&problems) { failedTables.insert(kind) }
    if kind == .initiatives { reportReservedNames(sheet) }
  }

  /// Reports other columns that bear the name of a measure that always exists.
  private mutating func reportReservedNames(_ sheet: Sheet) {
    for (header, column) in sheet.extras
    where ScenarioReading.builtInMeasures.contains(header) || header.hasPrefix("preference:") {
      problems.report(
        Place(source: sheet.raw.source, line: sheet.raw.headerLine, column: header),
        "\"\(header.quotable)\" is a measure that always exists. Give column \(column + 1) another"
          + " name.",
        "«\(header.quotable)» es una medida que siempre existe. Dé otro nombre a la columna"
          + " \(column + 1)."
      )
    }
  }

  /// The headers of the pledges that name a category of the initiatives.
  private func categoryHeaders(_ kind: TableKind) -> Set<String> {
    guard kind == .pledges, let pledges = sheets[.pledges] else { return [] }
    return Set(pledges.extras.map(\.header).filter { header in category(header) != nil })
  }

  /// The extra column of the initiatives that a name means.
  func category(_ name: String) -> String? {
    guard let extras = sheets[.initiatives]?.extras else { return nil }
    return extras.first { $0.header == name }?.header
      ?? extras.first { $0.header.headerKey == name.headerKey }?.header
  }

  /// The canonical name of a column that a rule names.
  func columnName(_ name: String) -> String {
    guard let sheet = sheets[.initiatives] else { return name }
    if sheet.extras.contains(where: { $0.header == name }) { return name }
    if TableKind.pledges.canonical(name) == "initiative" { return "initiative" }
    if let known = TableKind.initiatives.canonical(name) { return known }
    return category(name) ?? name
  }

  /// Settles each table's decimal sign from the columns that are surely numbers.
  private mutating func settleNumbers() {
    let kinds: [TableKind: [(String, NumberKind)]] = [
      .initiatives: [
        ("cost", .money), ("investment", .money), ("award_probability", .share),
        ("viability", .number), ("beneficiaries", .people), ("hours", .number),
      ],
      .pledges: [("amount", .money), ("min_ticket", .money), ("max_share", .share)],
      .stakeholders: [("weight", .number), ("scale", .number)],
      .ballots: [("value", .number)],
      .interactions: [("value", .whole)],
    ]
    for kind in TableKind.allCases {
      guard var sheet = sheets[kind] else { continue }
      var columns = (kinds[kind] ?? []).compactMap { name, kind in
        sheet.columns[name].map { ($0, kind) }
      }
      if kind == .initiatives {
        columns += sheet.extras.filter { references.measures.contains($0.header) }
          .map { ($0.column, .number) }
        if references.measures.contains("priority"), let priority = sheet.columns["priority"] {
          columns.append((priority, .number))
        }
      }
      if kind == .ballots, isWide(sheet) { columns = voterColumns(sheet).map { ($0.1, .number) } }
      numbers.settle(&sheet, columns, &problems)
      sheets[kind] = sheet
    }
  }

  /// A row's number in a column, `nil` if the cell is blank or wrong; a wrong one is reported.
  mutating func number(
    _ sheet: Sheet,
    _ row: Int,
    _ column: Int?,
    _ kind: NumberKind
  ) -> Quantity? {
    guard let column, !sheet.raw.isBlank(row, column) else { return nil }
    return settled(
      numbers.read(sheet.raw.bytes(row, column), kind, sheet.decimalSign),
      sheet,
      row,
      column
    )
  }

  /// A row's amount in a column, `nil` if the cell is blank or wrong; a wrong one is reported.
  mutating func money(_ sheet: Sheet, _ row: Int, _ column: Int?) -> Money? {
    guard let column, !sheet.raw.isBlank(row, column) else { return nil }
    return settled(
      numbers.money(sheet.raw.bytes(row, column), sheet.decimalSign),
      sheet,
      row,
      column
    )
  }

  /// What was read of a cell; `nil` after reporting why it is none.
  mutating func settled<Value>(
    _ result: Result<Value, NumberReader.Refusal>,
    _ sheet: Sheet,
    _ row: Int,
    _ column: Int
  ) -> Value? {
    switch result {
    case .success(let value): return value
    case .failure(let refusal):
      problems.report(
        sheet.place(row, at: column),
        refusal.text.english,
        refusal.text.spanish
      )
      return nil
    }
  }

  /// A row's amount that must be there; zero stands in for one that is not.
  mutating func requiredMoney(_ sheet: Sheet, _ row: Int, _ column: Int?) -> Money {
    if sheet.isBlank(row, column) {
      reportBlank(sheet, row, column, "Write an amount.", "Escriba un monto.")
      return .zero
    }
    return money(sheet, row, column) ?? .zero
  }

  mutating func reportBlank(
    _ sheet: Sheet,
    _ row: Int,
    _ column: Int?,
    _ english: String,
    _ spanish: String
  ) {
    problems.report(
      sheet.place(row, at: column),
      "the cell is blank. \(english)",
      "la celda está en blanco. \(spanish)"
    )
  }

  /// A row's word in a column; `fallback` if the cell is blank or none of the words.
  mutating func word<Value: RawRepresentable<String> & CaseIterable>(
    _ sheet: Sheet,
    _ row: Int,
    _ column: Int?,
    _ words: [String: Value],
    default fallback: Value
  ) -> Value {
    guard let column, !sheet.raw.isBlank(row, column) else { return fallback }
    return value(
      sheet.raw[row, column],
      words,
      Value.allCases.map(\.rawValue),
      at: sheet.place(row, at: column)
    ) ?? fallback
  }
}

extension String {
  /// The text, or `nil` if it is empty.
  var nonEmpty: String? { isEmpty ? nil : self }
}
