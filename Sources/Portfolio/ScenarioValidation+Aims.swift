import OrderedCollections

extension ScenarioValidation {
  /// The measure that a name stands for, reported if there is none.
  private mutating func measure(_ name: String, at place: Place) -> Measure? {
    switch name {
    case "count": return .count
    case "cost": return .cost
    case "investment", "expected_investment":
      guard
        draft.initiatives.headers["investment"] != nil
          || draft.initiatives.rows.contains(where: { $0.investment != nil })
      else { break }
      return name == "investment" ? .investment : .expectedInvestment
    case "preference":
      if !stakeholders.isEmpty { return .preference }
      report(
        place,
        "\"preference\" needs ballots. Add a ballots table, or leave this out.",
        "«preference» necesita preferencias (ballots). Agregue la tabla o quite esto."
      )
      return nil
    default: break
    }
    if name.hasPrefix("preference:") {
      let id = String(name.dropFirst("preference:".count))
      if let position = stakeholderPositions[id] { return .preferenceOf(position) }
      let hint = suggestion(for: id, in: stakeholderPositions.keys)
      report(
        place,
        "there is no stakeholder \"\(id)\"."
          + (hint.map { " Did you mean \"\($0)\"?" } ?? " Write the id of a stakeholder."),
        "no existe el actor «\(id)»."
          + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Escriba el id de un actor.")
      )
      return nil
    }
    if draft.measures[name] != nil { return .column(name) }
    let names =
      ["count", "cost", "investment", "expected_investment", "preference"]
      + draft.measures.keys
    let hint = suggestion(for: name, in: names)
    let isText = draft.categories[name] != nil
    report(
      place,
      isText
        ? "\"\(name)\" is a column of text, not of numbers. Name a numeric column."
        : "there is no measure \"\(name)\"."
          + (hint.map { " Did you mean \"\($0)\"?" } ?? " Name a numeric column."),
      isText
        ? "«\(name)» es una columna de texto, no de números. Nombre una columna numérica."
        : "no existe la medida «\(name)»."
          + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Nombre una columna numérica.")
    )
    return nil
  }

  /// The exact value of a measure that is a number of the table; `nil` for the others and blanks.
  private func number(_ measure: Measure, _ row: Int) -> Quantity? {
    let item = draft.initiatives.rows[row]
    switch measure {
    case .count: return 1
    case .cost: return Quantity(item.cost.minorUnits)
    case .investment, .expectedInvestment: return item.investment.map { Quantity($0.minorUnits) }
    case .preference, .preferenceOf: return nil
    case .column(let name): return draft.measures[name]?[row]
    }
  }

  /// The column that a measure reads, `nil` if it reads none that could be blank.
  private func column(_ measure: Measure) -> String? {
    switch measure {
    case .count, .cost, .preference, .preferenceOf: nil
    case .investment, .expectedInvestment: "investment"
    case .column(let name): name
    }
  }

  func isViable(_ row: Int) -> Bool {
    draft.gates.allSatisfy { gate in
      let column = gate.value.column
      let number: Quantity? =
        switch column {
        case "cost": Quantity(draft.initiatives.rows[row].cost.minorUnits)
        case "investment": draft.initiatives.rows[row].investment.map { Quantity($0.minorUnits) }
        case "award_probability": draft.initiatives.rows[row].awardProbability
        default: draft.measures[column]?[row]
        }
      let text = draft.categories[column]?[row] ?? number?.description ?? ""
      switch gate.value.condition {
      case .atLeast(let least): return number.map { $0 >= least } ?? false
      case .atMost(let most): return number.map { $0 <= most } ?? false
      case .oneOf(let values): return !text.isEmpty && values.contains(text)
      case .noneOf(let values): return !text.isEmpty && !values.contains(text)
      }
    }
  }

  /// Reports each viable initiative whose cell of the measure is blank: nothing is guessed.
  private mutating func requireNoBlank(_ name: String, _ measure: Measure) {
    guard let column = column(measure) else { return }
    for row in draft.initiatives.rows.indices where number(measure, row) == nil && isViable(row) {
      report(
        draft.initiatives.place(row, column),
        "the cell is blank, but the scenario adds up \(name). Write 0 if it has none.",
        "la celda está en blanco, pero el escenario suma \(name). Escriba 0 si no tiene."
      )
    }
  }

  mutating func validateGates() {
    for gate in draft.gates {
      let column = gate.value.column
      let isNumber =
        draft.measures[column] != nil
        || ["cost", "investment", "award_probability"].contains(column)
      let isText = draft.categories[column] != nil
      if !isNumber, !isText {
        let names = Array(draft.categories.keys) + Array(draft.measures.keys)
        let hint = suggestion(for: column, in: names)
        report(
          gate.place,
          "the initiatives have no column \"\(column)\"."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? " Name one that they have."),
          "las iniciativas no tienen la columna «\(column)»."
            + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Nombre una que tengan.")
        )
        continue
      }
      switch gate.value.condition {
      case .atLeast, .atMost:
        if !isNumber {
          report(
            gate.place,
            "\"\(column)\" is a column of text and cannot be compared. Use in or not_in.",
            "«\(column)» es una columna de texto y no se puede comparar. Use in o not_in."
          )
        }
      case .oneOf(let values), .noneOf(let values):
        if values.isEmpty {
          report(
            gate.place,
            "the list of values is empty. Write at least one.",
            "la lista de valores está vacía. Escriba al menos uno."
          )
        }
      }
    }
  }

  mutating func validateObjective() {
    let mode = draft.mode
    objective.mode = mode.value
    validateFairness()
    // Nash's aim is the satisfactions alone.
    if draft.terms.isEmpty, mode.value != .nash {
      report(
        mode.place,
        "the objective has no terms. Write terms: [{ measure: beneficiaries, weight: 1 }].",
        "el objetivo no tiene términos. Escriba terms: [{ measure: beneficiaries, weight: 1 }]."
      )
    }
    for term in draft.terms {
      let item = term.value
      if item.weight < 0 {
        report(
          term.place,
          "the weight \(item.weight) is negative. Use scale: [high, low] where less is better.",
          "el peso \(item.weight) es negativo. Use scale: [alto, bajo] donde menos es mejor."
        )
      }
      if case .range(let low, let high) = item.scale, low == high {
        report(
          term.place,
          "the scale starts and ends at \(low). Give it two different numbers.",
          "la escala empieza y termina en \(low). Dele dos números distintos."
        )
      }
      guard let measure = measure(item.measure, at: term.place) else { continue }
      requireNoBlank(item.measure, measure)
      objective.terms.append(
        Objective.Term(
          name: item.measure,
          measure: measure,
          weight: item.weight,
          scale: item.scale
        )
      )
      validateScale(item, measure, term.place)
    }
    if mode.value.addsTermsUp, !draft.terms.isEmpty,
      !draft.terms.contains(where: { $0.value.weight > 0 })
    {
      report(
        mode.place,
        "no term has a weight above 0. Give at least one a weight.",
        "ningún término tiene un peso mayor que 0. Dé un peso al menos a uno."
      )
    }
    if mode.value == .lexicographic, !interactions.isEmpty {
      report(
        mode.place,
        "interactions are points of the sum of all terms, which this mode does not make. Use mode: sum, or leave them out.",
        "las interacciones son puntos de la suma de todos los términos, que este modo no hace. Use mode: sum o quítelas."
      )
    }
  }

  private mutating func validateScale(
    _ term: ScenarioDraft.TermDraft,
    _ measure: Measure,
    _ place: Place
  ) {
    let rows = draft.initiatives.rows.indices.filter { isViable($0) }
    let numbers = rows.compactMap { number(measure, $0) }
    switch term.scale {
    case .range: break
    case .largest:
      if let largest = numbers.max(), largest <= 0, numbers.contains(where: { $0 < 0 }) {
        report(
          place,
          "no viable initiative has a positive \(term.measure) to divide by. Write a scale: [low, high].",
          "ninguna iniciativa viable tiene \(term.measure) positivo para dividir. Escriba scale: [bajo, alto]."
        )
      }
    case .raw:
      // Only a single raw term must be whole; a sum of several is rounded to points.
      guard draft.mode.value == .lexicographic || draft.terms.count == 1 else { return }
      switch measure {
      case .preference, .preferenceOf:
        report(
          place,
          "preferences are fractions and cannot be raw. Leave the scale out.",
          "las preferencias son fracciones y no pueden ser raw. Quite la escala."
        )
      case .expectedInvestment:
        for row in rows {
          let item = draft.initiatives.rows[row]
          guard let investment = item.investment else { continue }
          let product = Int128(investment.minorUnits) * Int128(item.awardProbability.significand)
          guard product % Int128(Quantity.powerOfTen(item.awardProbability.decimals)) != 0 else {
            continue
          }
          report(
            draft.initiatives.place(row, "award_probability"),
            "investment × award probability is not whole, but the objective takes it raw. Leave scale: raw out.",
            "inversión × probabilidad no es entera, pero el objetivo la toma tal cual. Quite scale: raw."
          )
        }
      default:
        for row in rows {
          guard let value = number(measure, row), value.decimals > 0 else { continue }
          report(
            draft.initiatives.place(row, column(measure)),
            "\(value) is not whole, but the objective takes it raw. Round it, or leave scale: raw out.",
            "\(value) no es entero, pero el objetivo lo toma tal cual. Redondéelo o quite scale: raw."
          )
        }
      }
    }
  }

  mutating func validateLimits() {
    for limit in draft.limits {
      let item = limit.value
      if item.min == nil, item.max == nil {
        report(
          limit.place,
          "the limit has neither min nor max. Write one of them.",
          "el límite no tiene ni min ni max. Escriba uno de ellos."
        )
      }
      if case .amount(let low)? = item.min, case .amount(let high)? = item.max, low > high {
        report(
          limit.place,
          "the min \(low) is above the max \(high). Exchange them.",
          "el min \(low) es mayor que el max \(high). Intercámbielos."
        )
      }
      if case .share(let low)? = item.min, case .share(let high)? = item.max, low > high {
        report(
          limit.place,
          "the min is a larger share than the max. Exchange them.",
          "el min es una proporción mayor que el max. Intercámbielos."
        )
      }
      validate(item.filters) { _ in limit.place }
      if let per = item.per, values(of: per) == nil || per == "initiative" {
        reportNoCategory(per, at: limit.place)
      }
      let cycle = item.cycle.map { self.cycle($0, default: 0, at: limit.place) }
      guard let measure = measure(item.measure, at: limit.place) else { continue }
      requireNoBlank(item.measure, measure)
      limits.append(
        Limit(
          name: item.measure,
          measure: measure,
          min: item.min,
          max: item.max,
          filters: item.filters,
          per: item.per,
          cycle: cycle
        )
      )
    }
  }
}
