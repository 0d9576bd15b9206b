public import Portfolio
public import Preferences

/// What a `.pb` file means: its election, and what is odd in it.
public struct PabulibElection: Sendable {
  /// The election; its unit of money is the smallest that the file's amounts need.
  public let election: Election
  /// What is legal but may not be meant, such as counts that differ from the rows.
  public let warnings: [Problem]

  /// Reads the election of a file.
  ///
  /// A vote that names a project twice counts it once (a ranking at its first place). An empty vote
  /// is a voter who wants nothing, and counts among the voters. In a ranking of l projects the one
  /// at position j from 0 has l − j − 1 points (Borda).
  ///
  /// - Throws: `Problems` with all that is wrong, each with its line.
  public init(_ file: PabulibFile) throws(Problems) {
    var reading = PabulibReading(file)
    let election = reading.election()
    guard let election, reading.problems.isEmpty else { throw Problems(reading.problems) }
    self.election = election
    warnings = reading.warnings
  }
}

/// Reads a file's sections and collects what is wrong.
private struct PabulibReading {
  private(set) var problems: [Problem] = []
  private(set) var warnings: [Problem] = []
  private let file: PabulibFile

  init(_ file: PabulibFile) { self.file = file }

  mutating func election() -> Election? {
    let budget = self.budget()
    let voteType = self.voteType()
    let projects = self.projects()
    var positions: [String: Int] = [:]
    for (position, project) in projects.enumerated() { positions[project.id] = position }
    let votes = voteType.map { self.votes(positions, $0) } ?? []
    check("num_projects", file.projects.rows.count)
    check("num_votes", file.votes.rows.count)
    guard let budget, problems.isEmpty else { return nil }

    let decimals = projects.reduce(budget.decimals) { max($0, $1.cost.decimals) }
    let pointDecimals = votes.reduce(0) { most, vote in
      vote.choices.reduce(most) { max($0, $1.points.decimals) }
    }
    guard let money = budget.significand(decimals: decimals) else { return tooLarge() }
    var made: [Election.Project] = []
    for project in projects {
      guard let cost = project.cost.significand(decimals: decimals),
        cost <= Money.largest.minorUnits
      else { return tooLarge() }
      made.append(Election.Project(id: project.id, name: project.name, cost: cost))
    }
    var voters: [Election.Voter] = []
    for vote in votes {
      var choices: [Election.Choice] = []
      for choice in vote.choices {
        guard let points = choice.points.significand(decimals: pointDecimals) else {
          return tooLarge()
        }
        choices.append(Election.Choice(choice.project, points: points))
      }
      voters.append(Election.Voter(id: vote.voter, choices: choices))
    }
    let large = made.filter { $0.cost > money }.map(\.id)
    if !large.isEmpty {
      let ids = large.joined(separator: ", ")
      warn(
        nil,
        "cost",
        "more than the budget, so they can never be funded: \(ids).",
        "superan el presupuesto, por lo que nunca pueden financiarse: \(ids)."
      )
    }
    let names = [file.value("unit"), file.value("district"), file.value("instance")]
    return Election(
      name: file.value("description") ?? names.compactMap { $0 }.joined(separator: " "),
      projects: made,
      voters: voters,
      budget: money,
      unit: Quantity.powerOfTen(decimals)
    )
  }

  private mutating func tooLarge() -> Election? {
    complain(
      nil,
      nil,
      "an amount is beyond 9·10^15 of the smallest unit. Use a larger unit.",
      "un monto supera 9·10^15 de la unidad más pequeña. Use una unidad mayor."
    )
    return nil
  }

  private mutating func budget() -> Quantity? {
    guard let text = file.value("budget") else {
      complain(
        nil,
        "budget",
        "META has no budget. Add a line: budget;1000000.",
        "META no tiene budget. Agregue una línea: budget;1000000."
      )
      return nil
    }
    guard let budget = PabulibFile.number(text) else {
      complain(line(of: "budget"), "budget", notANumber(text).0, notANumber(text).1)
      return nil
    }
    return budget
  }

  private mutating func voteType() -> PabulibFile.VoteType? {
    let known = PabulibFile.VoteType.allCases.map(\.rawValue).joined(separator: ", ")
    guard let text = file.value("vote_type") else {
      complain(
        nil,
        "vote_type",
        "META has no vote_type. Add one of: \(known).",
        "META no tiene vote_type. Agregue uno de: \(known)."
      )
      return nil
    }
    guard let type = PabulibFile.VoteType(rawValue: text.lowercased()) else {
      complain(
        line(of: "vote_type"),
        "vote_type",
        "\"\(text)\" is not a type of vote. Write one of: \(known).",
        "«\(text)» no es un tipo de voto. Escriba uno de: \(known)."
      )
      return nil
    }
    return type
  }

  private mutating func projects() -> [(id: String, name: String, cost: Quantity)] {
    let table = file.projects
    guard let idColumn = column("project_id", of: table), let costColumn = column("cost", of: table)
    else { return [] }
    let nameColumn = table.column("name")
    var lines: [String: Int] = [:]
    var projects: [(id: String, name: String, cost: Quantity)] = []
    for (row, line) in zip(table.rows, table.lines) {
      let id = row[idColumn].trimmed
      if id.isEmpty || id.contains(",") {
        complain(
          line,
          "project_id",
          "\"\(id)\" cannot be an id: votes separate ids by commas. Give a text without commas.",
          "«\(id)» no puede ser un id: los votos separan los ids con comas. Dé un texto sin comas."
        )
      } else if let first = lines[id] {
        complain(
          line,
          "project_id",
          "\"\(id)\" is already the project of line \(first). Give each its own id.",
          "«\(id)» ya es el proyecto de la línea \(first). Dé a cada uno su propio id."
        )
      }
      lines[id] = lines[id] ?? line
      guard let cost = PabulibFile.number(row[costColumn].trimmed) else {
        complain(line, "cost", notANumber(row[costColumn]).0, notANumber(row[costColumn]).1)
        continue
      }
      projects.append((id, nameColumn.map { row[$0].trimmed } ?? id, cost))
    }
    if table.rows.isEmpty {
      complain(
        nil,
        nil,
        "PROJECTS has no rows. Add at least one.",
        "PROJECTS no tiene filas. Agregue al menos una."
      )
    }
    return projects
  }

  private mutating func votes(
    _ positions: [String: Int],
    _ type: PabulibFile.VoteType
  ) -> [(voter: String, choices: [(project: Int, points: Quantity)])] {
    let table = file.votes
    let voterColumn = column("voter_id", of: table)
    let pointsColumn = type.hasPoints ? column("points", of: table) : nil
    guard let voteColumn = column("vote", of: table), let voterColumn,
      !type.hasPoints || pointsColumn != nil
    else { return [] }
    var votes: [(voter: String, choices: [(project: Int, points: Quantity)])] = []
    for (row, line) in zip(table.rows, table.lines) {
      let ids = PabulibFile.list(row[voteColumn])
      let points = pointsColumn.map { PabulibFile.list(row[$0]) }
      if let points, points.count != ids.count {
        complain(
          line,
          "points",
          "the vote names \(ids.count) projects and gives \(points.count) points. Give one for each.",
          "el voto nombra \(ids.count) proyectos y da \(points.count) puntajes. Dé uno para cada uno."
        )
        continue
      }
      var choices: [(project: Int, points: Quantity)] = []
      var given: [Int: Quantity] = [:]
      for (index, id) in ids.enumerated() {
        guard let project = positions[id] else {
          complain(
            line,
            "vote",
            "\"\(id)\" is not a project. Write an id of PROJECTS, or take it out.",
            "«\(id)» no es un proyecto. Escriba un id de PROJECTS, o quítelo."
          )
          continue
        }
        var worth: Quantity = 1
        if let points {
          guard let number = PabulibFile.number(points[index]) else {
            complain(line, "points", notANumber(points[index]).0, notANumber(points[index]).1)
            continue
          }
          worth = number
        }
        if let before = given[project] {
          if before != worth {
            complain(
              line,
              "points",
              "the vote gives \"\(id)\" both \(before) and \(worth). Keep one of them.",
              "el voto da a «\(id)» tanto \(before) como \(worth). Deje uno de los dos."
            )
          }
          continue
        }
        given[project] = worth
        choices.append((project, worth))
      }
      if type == .ordinal {
        for index in choices.indices {
          choices[index].points = Quantity(Int64(choices.count - index - 1))
        }
      }
      votes.append((row[voterColumn].trimmed, choices))
    }
    return votes
  }

  private mutating func check(_ key: String, _ rows: Int) {
    guard let text = file.value(key), text != String(rows) else { return }
    warn(
      line(of: key),
      key,
      "META says \(text), and there are \(rows) rows. The rows count.",
      "META dice \(text), y hay \(rows) filas. Valen las filas."
    )
  }

  private mutating func column(_ name: String, of table: PabulibFile.Table) -> Int? {
    if let column = table.column(name) { return column }
    let headers = table.header.joined(separator: ";")
    complain(
      nil,
      name,
      "there is no such column among \(headers). Add it.",
      "no existe esa columna entre \(headers). Agréguela."
    )
    return nil
  }

  private func line(of key: String) -> Int? {
    zip(file.meta.rows, file.meta.lines).first { $0.0[0].trimmed.lowercased() == key }?.1
  }

  private mutating func complain(
    _ line: Int?,
    _ column: String?,
    _ english: String,
    _ spanish: String
  ) {
    problems.append(
      Problem(
        Place(source: file.source, line: line, column: column),
        Text(en: english, es: spanish)
      )
    )
  }

  private mutating func warn(
    _ line: Int?,
    _ column: String?,
    _ english: String,
    _ spanish: String
  ) {
    warnings.append(
      Problem(
        Place(source: file.source, line: line, column: column),
        Text(en: english, es: spanish)
      )
    )
  }

  private func notANumber(_ text: String) -> (String, String) {
    (
      "\"\(text)\" is not a number of 0 or more. Write digits with at most one point, such as 1234.50.",
      "«\(text)» no es un número de 0 o más. Escriba dígitos con a lo más un punto, por ejemplo 1234.50."
    )
  }
}
