import Portfolio

extension ScenarioReading {
  /// The stakeholders; `nil` if the scenario has no such table.
  mutating func stakeholderTable() -> ScenarioDraft.Table<ScenarioDraft.StakeholderRow>? {
    guard let sheet = sheets[.stakeholders], !failedTables.contains(.stakeholders) else {
      return nil
    }
    var table = ScenarioDraft.Table<ScenarioDraft.StakeholderRow>(
      source: sheet.raw.source,
      headers: sheet.headers
    )
    let keys = sheet.keyColumns
    for row in sheet.raw.rows where !sheet.isStray(row, keys, &problems) {
      table.rows.append(
        ScenarioDraft.StakeholderRow(
          id: sheet.cell(row, sheet.columns["id"]),
          name: sheet.cell(row, sheet.columns["name"]).nonEmpty,
          kind: sheet.cell(row, sheet.columns["kind"]).nonEmpty,
          weight: number(sheet, row, sheet.columns["weight"], .number) ?? 1,
          ballot: word(sheet, row, sheet.columns["ballot"], ValueWords.ballotKind, default: .score),
          scale: number(sheet, row, sheet.columns["scale"], .number)
        )
      )
      table.lines.append(sheet.raw.lines[row])
    }
    return table
  }

  /// Whether a ballots table has one row an initiative and one column a stakeholder.
  func isWide(_ sheet: Sheet) -> Bool {
    sheet.columns["stakeholder"] == nil && sheet.columns["value"] == nil
      && sheet.columns["initiative"] == 0 || isWideByID(sheet)
  }

  /// Ballots whose first column is headed `id` are wide too.
  private func isWideByID(_ sheet: Sheet) -> Bool {
    sheet.columns.isEmpty && sheet.extras.count > 1
      && TableKind.initiatives.canonical(sheet.raw.headers[0]) == "id"
  }

  /// The stakeholders of a wide table: their ids or names as written, and their columns.
  func voterColumns(_ sheet: Sheet) -> [(String, Int)] {
    sheet.extras.filter { $0.column > 0 }.map { ($0.header, $0.column) }
  }

  /// The ballots; `nil` if the scenario has no such table.
  mutating func ballotTable(
    _ stakeholders: ScenarioDraft.Table<ScenarioDraft.StakeholderRow>?
  ) -> ScenarioDraft.Table<ScenarioDraft.BallotRow>? {
    guard let sheet = sheets[.ballots], !failedTables.contains(.ballots) else { return nil }
    var ids: [String: String] = [:]
    var approvers: Set<String> = []
    for row in (stakeholders?.rows ?? []).reversed() {
      ids[row.name.spellingKey] = row.id
      if row.ballot == .approval { approvers.insert(row.id) }
    }
    for row in stakeholders?.rows ?? [] { ids[row.id] = row.id }
    var table = ScenarioDraft.Table<ScenarioDraft.BallotRow>(
      source: sheet.raw.source,
      headers: sheet.headers
    )
    let isWide = isWide(sheet)
    if isWide { table.headers["initiative"] = sheet.raw.headers[0] }
    let voters: [(id: String?, column: Int)] =
      isWide
      ? voterColumns(sheet).map { (ids[$0.0] ?? ids[$0.0.spellingKey] ?? $0.0, $0.1) }
      : [(nil, sheet.columns["value"] ?? 0)]
    for voter in voters {
      if let id = voter.id { table.headers[id] = sheet.raw.headers[voter.column] }
    }
    let (initiatives, names) = (sheet.columns["initiative"], sheet.columns["stakeholder"])
    let keys = sheet.keyColumns
    for row in sheet.raw.rows where !sheet.isStray(row, keys, &problems) {
      let initiative = sheet.cell(row, isWide ? 0 : initiatives)
      for (voter, column) in voters {
        if isWide, sheet.raw.isBlank(row, column) { continue }
        let id = voter ?? sheet.cell(row, names)
        // Zero stands in for what is reported.
        let value = ballotValue(sheet, row, column, isApproval: approvers.contains(id)) ?? 0
        table.rows.append(
          ScenarioDraft.BallotRow(
            stakeholder: id,
            initiative: initiative,
            value: value,
            column: voter ?? "value"
          )
        )
        table.lines.append(sheet.raw.lines[row])
      }
    }
    return table
  }

  private mutating func ballotValue(
    _ sheet: Sheet,
    _ row: Int,
    _ column: Int,
    isApproval: Bool
  ) -> Quantity? {
    guard !sheet.raw.isBlank(row, column) else {
      problems.report(
        sheet.place(row, at: column),
        "the cell is blank. Write a value, or delete the row.",
        "la celda está en blanco. Escriba un valor o borre la fila."
      )
      return nil
    }
    if isApproval {
      return value(
        sheet.raw[row, column],
        ValueWords.approval,
        ["1", "0"],
        at: sheet.place(row, at: column)
      )
    }
    return number(sheet, row, column, .number)
  }

  /// The interactions; `nil` if the scenario has no such table.
  mutating func interactionTable() -> ScenarioDraft.Table<ScenarioDraft.InteractionRow>? {
    guard let sheet = sheets[.interactions], !failedTables.contains(.interactions) else {
      return nil
    }
    var table = ScenarioDraft.Table<ScenarioDraft.InteractionRow>(
      source: sheet.raw.source,
      headers: sheet.headers
    )
    let keys = sheet.keyColumns
    for row in sheet.raw.rows where !sheet.isStray(row, keys, &problems) {
      if sheet.isBlank(row, sheet.columns["value"]) {
        reportBlank(sheet, row, sheet.columns["value"], "Write the points.", "Escriba los puntos.")
      }
      // Zero stands in for what is reported.
      let value = number(sheet, row, sheet.columns["value"], .whole) ?? 0
      table.rows.append(
        ScenarioDraft.InteractionRow(
          first: sheet.cell(row, sheet.columns["a"]),
          second: sheet.cell(row, sheet.columns["b"]),
          value: value.significand
        )
      )
      table.lines.append(sheet.raw.lines[row])
    }
    return table
  }
}
