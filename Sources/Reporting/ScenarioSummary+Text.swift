import Portfolio

extension ScenarioSummary {
  /// The summary for a terminal, each line with its end.
  public func text(on page: Page) -> String {
    let numerals = Numerals(page.language, scenario.currency)
    func say(_ english: String, _ spanish: String) -> String {
      Text(en: english, es: spanish)[page.language]
    }
    var sections = [
      page.paragraph(scenario.name, .heading)
        + page.paragraph(
          say("OK: the scenario has no mistakes.", "OK: el escenario no tiene errores."),
          .good
        )
    ]
    var facts = TextTable([
      TextTable.Column(header: ""), TextTable.Column(header: "", fit: .wrapped(24)),
    ])
    facts.append([say("Currency", "Moneda"), scenario.currency.code])
    if scenario.cycles != [""] {
      facts.append([say("Cycles", "Ciclos"), scenario.cycles.joined(separator: ", ")])
    }
    facts.append([say("Initiatives", "Iniciativas"), initiativeCounts(numerals, page.language)])
    for gate in gates {
      let fails = numerals.number(Int64(gate.fails))
      facts.append([
        say("Gate", "Requisito"),
        say(
          "\(gate.label.english): \(fails) out",
          "\(gate.label.spanish): \(fails) fuera"
        ),
      ])
    }
    facts.append([say("Cost of the viable", "Costo de las viables"), numerals.moneyWithCode(cost)])
    if investment > .zero {
      facts.append([
        say("Their investment", "Inversión de las viables"), numerals.moneyWithCode(investment),
      ])
    }
    if !scenario.stakeholders.isEmpty {
      let names = scenario.stakeholders.map {
        say(
          "\($0.name) (weight \(numerals.number($0.weight)))",
          "\($0.name) (peso \(numerals.number($0.weight)))"
        )
      }
      facts.append([say("Stakeholders", "Actores"), names.joined(separator: ", ")])
    }
    facts.append([say("Aim", "Meta"), scenario.objective.words(numerals)[page.language]])
    facts.append([say("Costs are split", "Reparto de costos"), allocationWords[page.language]])
    sections.append(Array(facts.lines(on: page).dropFirst()))
    sections.append(fundersTable(numerals, page))
    sections.append(limitsTable(numerals, page))
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private func initiativeCounts(_ numerals: Numerals, _ language: Language) -> String {
    var parts = [(Text(en: "viable", es: "viables"), viable)]
    if committed > 0 { parts.append((Text(en: "committed", es: "comprometidas"), committed)) }
    if excluded > 0 { parts.append((Text(en: "excluded", es: "excluidas"), excluded)) }
    let counts = parts.map { "\($0[language]): \(numerals.number(Int64($1)))" }
    return "\(numerals.number(Int64(initiatives))) (\(counts.joined(separator: ", ")))"
  }

  /// How costs are split, as a sentence.
  var splitSentence: Text {
    let words = allocationWords
    return Text(
      en: "Costs are split \(words.english).",
      es: "Los costos se reparten \(words.spanish)."
    )
  }

  private var allocationWords: Text {
    switch scenario.allocation {
    case .balanced:
      Text(
        en: "as evenly as the earmarks permit, each funder by what it promised",
        es: "tan parejo como permiten las condiciones, cada aportante según lo que prometió"
      )
    case .earmarkedFirst:
      Text(
        en: "the money with the narrowest earmarks first",
        es: "primero el dinero con las condiciones más estrechas"
      )
    }
  }

  private func fundersTable(_ numerals: Numerals, _ page: Page) -> [String] {
    guard !funders.isEmpty else { return [] }
    var table = TextTable([
      TextTable.Column(
        header: Text(en: "Funder", es: "Aportante")[page.language],
        fit: .truncated(16)
      ),
      TextTable.Column(header: Text(en: "Pledges", es: "Aportes")[page.language], isRight: true),
      TextTable.Column(header: Text(en: "Promised", es: "Prometió")[page.language], isRight: true),
    ])
    for funder in funders {
      table.append([
        funder.name, numerals.number(Int64(funder.pledges)), numerals.money(funder.amount),
      ])
    }
    if funders.count > 1 {
      let count = funders.reduce(0) { $0 + $1.pledges }
      table.append(
        ["Total", numerals.number(Int64(count)), numerals.money(scenario.pledged)],
        isHeavy: true
      )
    }
    let heading = Text(
      en: "PLEDGES, in \(scenario.currency.code)",
      es: "APORTES, en \(scenario.currency.code)"
    )
    return [page.emphasize(heading[page.language], .heading)] + table.lines(on: page)
  }

  private func limitsTable(_ numerals: Numerals, _ page: Page) -> [String] {
    guard !limits.isEmpty else { return [] }
    var table = TextTable([
      TextTable.Column(header: Text(en: "Limit", es: "Límite")[page.language], fit: .wrapped(20)),
      TextTable.Column(header: Text(en: "Minimum", es: "Mínimo")[page.language], isRight: true),
      TextTable.Column(header: Text(en: "Maximum", es: "Máximo")[page.language], isRight: true),
    ])
    for (limit, bounds) in zip(scenario.limits, limits) {
      table.append(
        [bounds.label[page.language]]
          + [bounds.min, bounds.max].map { bound in
            bound.map { numerals.sum($0, isMoney: limit.measure.isMoney) } ?? "-"
          }
      )
    }
    let heading = Text(en: "LIMITS", es: "LÍMITES")[page.language]
    return [page.emphasize(heading, .heading)] + table.lines(on: page)
  }
}
