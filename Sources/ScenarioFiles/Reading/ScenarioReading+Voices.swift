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
    for row in sheet.raw.rows.indices where !sheet.isStray(row, &problems) {
      table.rows.append(
        ScenarioDraft.StakeholderRow(
          id: sheet.cell(row, "id"),
          name: sheet.cell(row, "name").nonEmpty,
          kind: sheet.cell(row, "kind").nonEmpty,
          weight: number(sheet, row, "weight", .number) ?? 1,
          ballot: word(sheet, row, "ballot", ValueWords.ballotKind, default: .score),
          scale: number(sheet, row, "scale", .number)
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
    for row in sheet.raw.rows.indices where !sheet.isStray(row, &problems) {
      let initiative = isWide ? sheet.raw.rows[row][0] : sheet.cell(row, "initiative")
      for (voter, column) in voters {
        let cell = sheet.raw.rows[row][column]
        if isWide, cell.isEmpty { continue }
        let id = voter ?? sheet.cell(row, "stakeholder")
        let place = sheet.place(row, at: column)
        // Zero stands in for what is reported.
        let value = ballotValue(cell, approvers.contains(id), sheet, place) ?? 0
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
    _ cell: String,
    _ isApproval: Bool,
    _ sheet: Sheet,
    _ place: Place
  ) -> Quantity? {
    guard !cell.isEmpty else {
      problems.report(
        place,
        "the cell is blank. Write a value, or delete the row.",
        "la celda está en blanco. Escriba un valor o borre la fila."
      )
      return nil
    }
    if isApproval {
      let words = ["1", "0"]
      return value(cell, ValueWords.approval, words, at: place)
    }
    return numbers.number(cell, .number, sheet.decimalSign, at: place, &problems)
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
    for row in sheet.raw.rows.indices where !sheet.isStray(row, &problems) {
      if sheet.cell(row, "value").isEmpty {
        reportBlank(sheet, row, "value", "Write the points.", "Escriba los puntos.")
      }
      // Zero stands in for what is reported.
      let value = number(sheet, row, "value", .whole) ?? 0
      table.rows.append(
        ScenarioDraft.InteractionRow(
          first: sheet.cell(row, "a"),
          second: sheet.cell(row, "b"),
          value: value.significand
        )
      )
      table.lines.append(sheet.raw.lines[row])
    }
    return table
  }
}
