import Portfolio

extension ScenarioReading {
  /// The funders; `nil` if the scenario has no such table.
  mutating func funderTable() -> ScenarioDraft.Table<Funder>? {
    guard let sheet = sheets[.funders], !failedTables.contains(.funders) else { return nil }
    var table = ScenarioDraft.Table<Funder>(source: sheet.raw.source, headers: sheet.headers)
    let keys = sheet.keyColumns
    for row in sheet.raw.rows where !sheet.isStray(row, keys, &problems) {
      let id = sheet.cell(row, sheet.columns["id"])
      table.rows.append(
        Funder(
          id: id,
          name: sheet.cell(row, sheet.columns["name"]).nonEmpty ?? id,
          kind: word(sheet, row, sheet.columns["kind"], ValueWords.funderKind, default: .other)
        )
      )
      table.lines.append(sheet.raw.lines[row])
    }
    return table
  }

  /// The pledges; `nil` if there is no table with the columns that it must have.
  mutating func pledgeTable() -> ScenarioDraft.Table<ScenarioDraft.PledgeRow>? {
    guard let sheet = sheets[.pledges], !failedTables.contains(.pledges) else { return nil }
    let earmarks = earmarkColumns(sheet)
    var headers = sheet.headers
    for (column, name) in earmarks { headers[name] = sheet.raw.headers[column] }
    var table = ScenarioDraft.Table<ScenarioDraft.PledgeRow>(
      source: sheet.raw.source,
      headers: headers
    )
    let keys = sheet.keyColumns
    for row in sheet.raw.rows where !sheet.isStray(row, keys, &problems) {
      table.rows.append(pledge(sheet, row, earmarks))
      table.lines.append(sheet.raw.lines[row])
    }
    return table
  }

  private mutating func pledge(
    _ sheet: Sheet,
    _ row: Int,
    _ earmarks: [(column: Int, name: String)]
  ) -> ScenarioDraft.PledgeRow {
    if sheet.isBlank(row, sheet.columns["funder"]) {
      reportBlank(
        sheet,
        row,
        sheet.columns["funder"],
        "Write the funder's id.",
        "Escriba el id del aportante."
      )
    }
    return ScenarioDraft.PledgeRow(
      id: sheet.cell(row, sheet.columns["id"]).nonEmpty,
      funder: sheet.cell(row, sheet.columns["funder"]),
      amount: requiredMoney(sheet, row, sheet.columns["amount"]),
      cycle: sheet.cell(row, sheet.columns["cycle"]).nonEmpty,
      earmarks: earmarks.compactMap { column, name in
        let cell = sheet.raw[row, column]
        let values = name == "sdgs" ? ScenarioReading.goals(cell) : ScenarioReading.list(cell)
        return values.isEmpty ? nil : Earmark(column: name, values: Set(values))
      },
      maxShare: number(sheet, row, sheet.columns["max_share"], .share),
      minTicket: money(sheet, row, sheet.columns["min_ticket"]),
      onlyIf: ScenarioReading.list(sheet.cell(row, sheet.columns["only_if"])),
      status: word(sheet, row, sheet.columns["status"], ValueWords.pledgeStatus, default: .pledged)
    )
  }

  /// The columns that say what a pledge may pay; others that are not known are reported, for one
  /// that is passed over could send money where it must not go.
  private mutating func earmarkColumns(_ sheet: Sheet) -> [(column: Int, name: String)] {
    var earmarks: [(column: Int, name: String)] = []
    for name in ["commune", "sector", "sdgs", "fund_line", "initiative"] {
      if let column = sheet.columns[name] { earmarks.append((column, name)) }
    }
    for (header, column) in sheet.extras {
      if let name = category(header) {
        earmarks.append((column, name))
      } else if sheet.kind.misspelled(header) == nil {
        problems.report(
          Place(source: sheet.raw.source, line: sheet.raw.headerLine, column: header),
          "pledges have no column \"\(header.quotable)\", and neither have the initiatives."
            + " Delete it, or call it notes.",
          "los aportes no tienen la columna «\(header.quotable)», y las iniciativas tampoco."
            + " Bórrela o llámela notas."
        )
      }
    }
    return earmarks
  }

  /// The columns of the pledges that look at the initiatives' categories.
  func earmarkReferences() -> [String] {
    guard let sheet = sheets[.pledges] else { return [] }
    return ["commune", "sector", "fund_line"].filter { sheet.columns[$0] != nil }
      + sheet.extras.compactMap { category($0.header) }
  }
}
