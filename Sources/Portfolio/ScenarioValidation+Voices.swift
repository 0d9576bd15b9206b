extension ScenarioValidation {
  mutating func validateStakeholders() {
    if let table = draft.stakeholders {
      if table.rows.isEmpty {
        report(
          table.place(-1),
          "the table of stakeholders is empty. Write one, or leave it out.",
          "la tabla de actores está vacía. Escriba uno o quite la tabla."
        )
      }
      for (row, item) in table.rows.enumerated() {
        let known = stakeholderPositions.updateValue(row, forKey: item.id)
        if item.id.isEmpty {
          report(
            table.place(row, "id"),
            "the id is blank. Give the stakeholder an id.",
            "el id está en blanco. Dé un id al actor."
          )
        } else if known != nil {
          report(
            table.place(row, "id"),
            "\"\(item.id)\" stands twice. Give each stakeholder an id of its own.",
            "«\(item.id)» aparece dos veces. Dé a cada actor un id propio."
          )
        }
        if item.weight < 0 {
          report(
            table.place(row, "weight"),
            "the weight \(item.weight) is negative. Write 0 or more.",
            "el peso \(item.weight) es negativo. Escriba 0 o más."
          )
        }
        if let scale = item.scale, scale <= 0 {
          report(
            table.place(row, "scale"),
            "the scale's largest value \(scale) is not above 0. Write the best score there is.",
            "el valor máximo de la escala \(scale) no es mayor que 0. Escriba el mejor puntaje."
          )
        }
        stakeholders.append(stakeholder(item))
      }
      if !table.rows.isEmpty, !table.rows.contains(where: { $0.weight > 0 }) {
        report(
          Place(source: table.source, column: table.headers["weight"] ?? "weight"),
          "no stakeholder has a weight above 0. Give at least one a weight.",
          "ningún actor tiene un peso mayor que 0. Dé un peso al menos a uno."
        )
      }
    } else if let ballots = draft.ballots {
      for row in ballots.rows where stakeholderPositions[row.stakeholder] == nil {
        stakeholderPositions[row.stakeholder] = stakeholders.count
        stakeholders.append(stakeholder(ScenarioDraft.StakeholderRow(id: row.stakeholder)))
      }
    }
    validateBallots()
  }

  private func stakeholder(_ row: ScenarioDraft.StakeholderRow) -> Stakeholder {
    Stakeholder(
      id: row.id,
      name: row.name,
      kind: row.kind,
      weight: row.weight,
      ballot: row.ballot,
      scale: row.scale.flatMap { $0 > 0 ? $0 : nil },
      values: [:]
    )
  }

  private mutating func validateBallots() {
    guard let table = draft.ballots else { return }
    if table.rows.isEmpty {
      report(
        table.place(-1),
        "the table of ballots is empty. Write one, or leave the table out.",
        "la tabla de preferencias está vacía. Escriba una o quite la tabla."
      )
    }
    var ranks: [Int: Set<Quantity>] = [:]
    for (row, item) in table.rows.enumerated() {
      guard let voter = stakeholderPositions[item.stakeholder] else {
        let hint = suggestion(for: item.stakeholder, in: stakeholderPositions.keys)
        report(
          table.place(row, item.column == "value" ? "stakeholder" : item.column),
          "there is no stakeholder \"\(item.stakeholder)\"."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? " Add it to the stakeholders."),
          "no existe el actor «\(item.stakeholder)»."
            + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Agréguelo a los actores.")
        )
        continue
      }
      guard let position = resolve([item.initiative], at: table.place(row, "initiative")).first
      else { continue }
      let place = table.place(row, item.column)
      if stakeholders[voter].values.updateValue(item.value, forKey: position) != nil {
        report(
          place,
          "\(item.stakeholder) has a value for \(item.initiative) already. Keep one.",
          "\(item.stakeholder) ya tiene un valor para \(item.initiative). Deje uno."
        )
      }
      validate(item, of: stakeholders[voter], place, &ranks[voter, default: []])
    }
  }

  private mutating func validate(
    _ item: ScenarioDraft.BallotRow,
    of voter: Stakeholder,
    _ place: Place,
    _ ranks: inout Set<Quantity>
  ) {
    switch voter.ballot {
    case .score, .points:
      if item.value < 0 {
        report(
          place,
          "\(item.value) is negative. Write 0 or more.",
          "\(item.value) es negativo. Escriba 0 o más."
        )
      }
      if let scale = voter.scale, item.value > scale {
        report(
          place,
          "\(item.value) is above the ballot's scale, which ends at \(scale).",
          "\(item.value) está sobre la escala de la votación, que termina en \(scale)."
        )
      }
    case .approval:
      if item.value != 0, item.value != 1 {
        report(
          place,
          "\(item.value) is not an approval. Write 1 (yes) or 0 (no).",
          "\(item.value) no es una aprobación. Escriba 1 (sí) o 0 (no)."
        )
      }
    case .ranking:
      if item.value.decimals > 0 || item.value < 1
        || item.value > Quantity(Int64(initiatives.count))
      {
        report(
          place,
          "\(item.value) is not a rank. Write whole numbers from 1 (the best) to \(initiatives.count).",
          "\(item.value) no es un lugar. Escriba enteros de 1 (el mejor) a \(initiatives.count)."
        )
      } else if !ranks.insert(item.value).inserted {
        report(
          place,
          "\(voter.id) gives rank \(item.value) twice. Give each rank once.",
          "\(voter.id) da el lugar \(item.value) dos veces. Dé cada lugar una vez."
        )
      }
    }
  }
}
