extension ScenarioValidation {
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

  mutating func validate(_ amount: Money, _ place: @autoclosure () -> Place) {
    if amount < .zero {
      report(
        place(),
        "the amount \(amount.minorUnits) is negative. Write 0 or more.",
        "el monto \(amount.minorUnits) es negativo. Escriba 0 o más."
      )
    } else if amount > .largest {
      report(
        place(),
        "\(amount.minorUnits) is above the largest amount, 9000000000000000 minor units.",
        "\(amount.minorUnits) supera el monto máximo, 9000000000000000 unidades menores."
      )
    }
  }
}
