import OrderedCollections

extension ScenarioValidation {
  mutating func validateCycles() {
    var known: Set<String> = []
    for name in draft.cycles where !known.insert(name).inserted {
      report(
        Place(source: draft.source, column: "cycles"),
        "the cycle \"\(name)\" stands twice. Give each cycle a name of its own.",
        "el ciclo «\(name)» aparece dos veces. Dé a cada ciclo un nombre propio."
      )
    }
  }

  mutating func validateInitiatives() {
    let table = draft.initiatives
    if table.rows.isEmpty {
      report(
        table.place(-1),
        "the table of initiatives is empty. Write at least one initiative.",
        "la tabla de iniciativas está vacía. Escriba al menos una iniciativa."
      )
    }
    var total = Int128(0)
    var totalInvestment = Int128(0)
    for (row, item) in table.rows.enumerated() {
      if item.id.isEmpty {
        report(
          table.place(row, "id"),
          "the id is blank. Give the initiative an id.",
          "el id está en blanco. Dé un id a la iniciativa."
        )
      } else if let first = positions[item.id] {
        let line = first < table.lines.count ? String(table.lines[first]) : "?"
        report(
          table.place(row, "id"),
          "\"\(item.id)\" is the id of line \(line) too. Give each initiative an id of its own.",
          "«\(item.id)» es también el id de la línea \(line). Dé a cada iniciativa un id propio."
        )
      } else {
        positions[item.id] = row
      }
      if item.id.contains(";") {
        report(
          table.place(row, "id"),
          "\"\(item.id)\" holds a ;, which separates ids in lists. Write another sign.",
          "«\(item.id)» lleva un ;, que separa los id en las listas. Escriba otro signo."
        )
      }
      validate(item.cost, table.place(row, "cost"))
      if let investment = item.investment { validate(investment, table.place(row, "investment")) }
      total += Int128(item.cost.minorUnits)
      totalInvestment += Int128(item.investment?.minorUnits ?? 0)
      if item.awardProbability < 0 || item.awardProbability > 1 {
        report(
          table.place(row, "award_probability"),
          "\(item.awardProbability) is not a probability. Write a number from 0 to 1.",
          "\(item.awardProbability) no es una probabilidad. Escriba un número de 0 a 1."
        )
      }
      for goal in item.sdgs where !(1...17).contains(goal) {
        report(
          table.place(row, "sdgs"),
          "\(goal) is not a Sustainable Development Goal. Write numbers from 1 to 17.",
          "\(goal) no es un Objetivo de Desarrollo Sostenible. Escriba números de 1 a 17."
        )
      }
      let earliest = cycle(item.earliest, default: 0, at: table.place(row, "earliest"))
      let latest = cycle(
        item.latest,
        default: cycles.count - 1,
        at: table.place(row, "latest")
      )
      if earliest > latest {
        report(
          table.place(row, "latest"),
          "the latest cycle \(cycles[latest]) comes before the earliest \(cycles[earliest])."
            + " Exchange them.",
          "el ciclo latest \(cycles[latest]) viene antes que earliest \(cycles[earliest])."
            + " Intercámbielos."
        )
      }
      initiatives.append(
        Initiative(
          id: item.id,
          name: item.name,
          cost: item.cost,
          investment: item.investment,
          awardProbability: item.awardProbability,
          sdgs: item.sdgs,
          requires: [],
          group: item.group,
          window: min(earliest, latest)...max(earliest, latest),
          status: item.status
        )
      )
    }
    if total > Int128(Money.largest.minorUnits), table.rows.allSatisfy({ $0.cost <= .largest }) {
      report(
        Place(source: table.source, column: table.headers["cost"] ?? "cost"),
        "the costs add up to more than 9000000000000000 minor units. Check the amounts.",
        "los costos suman más de 9000000000000000 unidades menores. Revise los montos."
      )
    }
    if totalInvestment > Int128(Money.largest.minorUnits),
      table.rows.allSatisfy({ $0.investment.map { $0 <= .largest } ?? true })
    {
      report(
        Place(source: table.source, column: table.headers["investment"] ?? "investment"),
        "the investments add up to more than 9000000000000000 minor units. Check the amounts.",
        "las inversiones suman más de 9000000000000000 unidades menores. Revise los montos."
      )
    }
    validateMeasures()
  }

  /// Reports numeric columns whose sums would not be exact, and viabilities outside 0…100.
  private mutating func validateMeasures() {
    let table = draft.initiatives
    for (name, column) in draft.measures {
      let sum = column.significands.reduce(Int128(0)) { $0 + Int128(($1 ?? 0).magnitude) }
      guard sum > Int128(Int64.max) else { continue }
      report(
        Place(source: table.source, column: table.headers[name] ?? name),
        "the numbers add up to more than 18 digits. Round them.",
        "los números suman más de 18 dígitos. Redondéelos."
      )
    }
    for row in table.rows.indices {
      guard let score = draft.measures["viability"]?[row], score < 0 || score > 100 else {
        continue
      }
      report(
        table.place(row, "viability"),
        "\(score) is not a viability. Write a number from 0 to 100.",
        "\(score) no es una viabilidad. Escriba un número de 0 a 100."
      )
    }
  }

  mutating func validateRequirements() {
    let table = draft.initiatives
    for (row, item) in table.rows.enumerated() where !item.requires.isEmpty {
      initiatives[row].requires = resolve(item.requires, at: table.place(row, "requires"))
    }
    // Depth-first search; a grey initiative met again closes a cycle of requirements.
    enum Color { case white, grey, black }
    var colors = [Color](repeating: .white, count: initiatives.count)
    for start in initiatives.indices where colors[start] == .white {
      var path: [(position: Int, next: Int)] = [(start, 0)]
      colors[start] = .grey
      while let (position, next) = path.last {
        guard next < initiatives[position].requires.count else {
          colors[position] = .black
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let required = initiatives[position].requires[next]
        switch colors[required] {
        case .white:
          colors[required] = .grey
          path.append((required, 0))
        case .black: break
        case .grey:
          let from = path.firstIndex { $0.position == required } ?? 0
          let ids = (path[from...].map(\.position) + [required]).map { initiatives[$0].id }
          let chain = ids.joined(separator: " → ")
          report(
            table.place(position, "requires"),
            "the requirements go round in a circle: \(chain). Remove one of them.",
            "los requisitos forman un círculo: \(chain). Quite uno de ellos."
          )
        }
      }
    }
  }

  mutating func validateFunders() {
    if let table = draft.funders {
      if table.rows.isEmpty {
        report(
          table.place(-1),
          "the table of funders is empty. Write one, or leave the table out.",
          "la tabla de aportantes está vacía. Escriba uno o quite la tabla."
        )
      }
      for (row, funder) in table.rows.enumerated() {
        let known = funderPositions.updateValue(row, forKey: funder.id)
        if funder.id.isEmpty {
          report(
            table.place(row, "id"),
            "the id is blank. Give the funder an id.",
            "el id está en blanco. Dé un id al aportante."
          )
        } else if known != nil {
          report(
            table.place(row, "id"),
            "\"\(funder.id)\" stands twice. Give each funder an id of its own.",
            "«\(funder.id)» aparece dos veces. Dé a cada aportante un id propio."
          )
        }
      }
      funders = table.rows
    } else {
      for row in draft.pledges.rows where funderPositions[row.funder] == nil {
        funderPositions[row.funder] = funders.count
        funders.append(Funder(id: row.funder, name: row.funder))
      }
    }
  }

  mutating func validatePledges() {
    let table = draft.pledges
    if table.rows.isEmpty {
      report(
        table.place(-1),
        "the table of pledges is empty. Write at least one pledge.",
        "la tabla de aportes está vacía. Escriba al menos un aporte."
      )
    }
    var ordinals: [Int: Int] = [:]
    var ids: Set<String> = []
    var total = Int128(0)
    for (row, item) in table.rows.enumerated() {
      if item.funder.isEmpty || funderPositions[item.funder] == nil {
        let hint = suggestion(for: item.funder, in: funderPositions.keys)
        report(
          table.place(row, "funder"),
          "there is no funder \"\(item.funder)\"."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? " Add it to the funders."),
          "no existe el aportante «\(item.funder)»."
            + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Agréguelo a los aportantes.")
        )
      }
      let funder = funderPositions[item.funder] ?? 0
      ordinals[funder, default: 0] += 1
      let id = item.id ?? "\(item.funder)#\(ordinals[funder, default: 1])"
      if !ids.insert(id).inserted {
        report(
          table.place(row, "id"),
          "\"\(id)\" is the id of another pledge too. Give each pledge an id of its own.",
          "«\(id)» es también el id de otro aporte. Dé a cada aporte un id propio."
        )
      }
      validate(item.amount, table.place(row, "amount"))
      total += Int128(item.amount.minorUnits)
      validate(item.earmarks) { table.place(row, $0) }
      if let share = item.maxShare, share <= 0 || share > 1 {
        report(
          table.place(row, "max_share"),
          "\(share) is not a share. Write more than 0% and at most 100%.",
          "\(share) no es una proporción. Escriba más de 0% y a lo más 100%."
        )
      }
      if let ticket = item.minTicket { validate(ticket, table.place(row, "min_ticket")) }
      pledges.append(
        Pledge(
          id: id,
          funder: funder,
          amount: item.amount,
          cycle: cycle(item.cycle, default: 0, at: table.place(row, "cycle")),
          earmarks: item.earmarks,
          maxShare: item.maxShare,
          minTicket: item.minTicket,
          onlyIf: resolve(item.onlyIf, at: table.place(row, "only_if")),
          status: item.status
        )
      )
    }
    if total > Int128(Money.largest.minorUnits), table.rows.allSatisfy({ $0.amount <= .largest }) {
      report(
        Place(source: table.source, column: table.headers["amount"] ?? "amount"),
        "the pledges add up to more than 9000000000000000 minor units. Check the amounts.",
        "los aportes suman más de 9000000000000000 unidades menores. Revise los montos."
      )
    }
  }

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

  mutating func validateInteractions() {
    guard let table = draft.interactions else { return }
    if table.rows.isEmpty {
      report(
        table.place(-1),
        "the table of interactions is empty. Write one, or leave it out.",
        "la tabla de interacciones está vacía. Escriba una o quite la tabla."
      )
    }
    var pairs: Set<[Int]> = []
    for (row, item) in table.rows.enumerated() {
      let first = resolve([item.first], at: table.place(row, "a")).first
      let second = resolve([item.second], at: table.place(row, "b")).first
      guard let first, let second else { continue }
      if first == second {
        report(
          table.place(row, "b"),
          "an interaction needs two different initiatives.",
          "una interacción necesita dos iniciativas distintas."
        )
      } else if !pairs.insert([first, second].sorted()).inserted {
        report(
          table.place(row, "b"),
          "\(item.first) and \(item.second) have an interaction already. Keep one.",
          "\(item.first) y \(item.second) ya tienen una interacción. Deje una."
        )
      }
      if item.value.magnitude > 1_000_000_000_000 {
        report(
          table.place(row, "value"),
          "\(item.value) points are too many (at most 10^12).",
          "\(item.value) puntos son demasiados (a lo más 10^12)."
        )
      }
      interactions.append(Interaction(first: first, second: second, value: item.value))
    }
  }

  private mutating func validate(_ amount: Money, _ place: Place) {
    if amount < .zero {
      report(
        place,
        "the amount \(amount.minorUnits) is negative. Write 0 or more.",
        "el monto \(amount.minorUnits) es negativo. Escriba 0 o más."
      )
    } else if amount > .largest {
      report(
        place,
        "\(amount.minorUnits) is above the largest amount, 9000000000000000 minor units.",
        "\(amount.minorUnits) supera el monto máximo, 9000000000000000 unidades menores."
      )
    }
  }
}
