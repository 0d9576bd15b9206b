import Portfolio
import Preferences
import Selection

// MARK: - The rules in words

extension HTMLReport {
  /// What the table agreed on: gates, aim, limits, and how costs are split.
  var rules: HTML {
    var parts = [paragraph(aim)]
    if scenario.objective.terms.count > 1 {
      let isOrdered = scenario.objective.mode == .lexicographic
      let items = terms.map { HTML.tag("li", [:], HTML(text: $0)) }.joined
      parts.append(
        isOrdered ? .tag("ol", ["class": "rules"], items) : .tag("ul", ["class": "rules"], items)
      )
    }
    let gates = scenario.gates.map { HTML.tag("li", [:], HTML(text: words($0))) }
    if !gates.isEmpty {
      parts.append(
        .tag("h3", [:], HTML(text: say("To be considered at all", "Para ser considerada")))
      )
      parts.append(.tag("ul", ["class": "rules"], gates.joined))
    }
    parts.append(.tag("h3", [:], HTML(text: say("Money", "Dinero"))))
    parts.append(
      .tag("ul", ["class": "rules"], money.map { HTML.tag("li", [:], HTML(text: $0)) }.joined)
    )
    if !answer.limits.isEmpty {
      parts.append(.tag("h3", [:], HTML(text: say("Limits", "Límites"))))
      let items = scenario.limits.map { HTML.tag("li", [:], HTML(text: words($0))) }
      parts.append(.tag("ul", ["class": "rules"], items.joined))
      let title = say("Limits and how much of them is used", "Límites y cuánto se usa de ellos")
      parts.append(scroll(title, limitTable))
    }
    return section(say("The rules", "Las reglas"), parts.joined)
  }

  private var aim: String {
    let objective = scenario.objective
    guard objective.terms.count > 1 else {
      let term = objective.terms.first.map { measure($0.name) } ?? ""
      return say(
        "Among all portfolios that keep the rules, the one with the most of this is chosen: \(term).",
        "Entre todas las carteras que cumplen las reglas se elige la que tiene más de esto: \(term)."
      )
    }
    return switch objective.mode {
    case .sum:
      say(
        "Among all portfolios that keep the rules, the one with the most points is chosen. An initiative's points are made of:",
        "Entre todas las carteras que cumplen las reglas se elige la que suma más puntos. Los puntos de una iniciativa se componen de:"
      )
    case .lexicographic:
      say(
        "Among all portfolios that keep the rules, the one with the most of the first is chosen; among equals, the one with the most of the next:",
        "Entre todas las carteras que cumplen las reglas se elige la que tiene más de lo primero; entre iguales, la que tiene más de lo siguiente:"
      )
    case .maximin:
      say(
        "Among all portfolios that keep the rules, the one whose least satisfied stakeholder is the most satisfied is chosen; among equals, the one with the most points, made of:",
        "Entre todas las carteras que cumplen las reglas se elige aquella cuyo actor menos satisfecho queda lo más satisfecho posible; entre iguales, la que suma más puntos, que se componen de:"
      )
    case .nash:
      say(
        "Among all portfolios that keep the rules, the one with the largest product of the stakeholders' satisfactions is chosen.",
        "Entre todas las carteras que cumplen las reglas se elige la de mayor producto de las satisfacciones de los actores."
      )
    }
  }

  private var terms: [String] {
    let total = scenario.objective.terms.reduce(Fraction(0)) { $0 + Fraction($1.weight) }
    return scenario.objective.terms.map { term in
      guard scenario.objective.mode != .lexicographic, total > 0 else { return measure(term.name) }
      return "\(share(Fraction(term.weight) / total)): \(measure(term.name))"
    }
  }

  private var money: [String] {
    var sentences = [
      say(
        "Every chosen initiative is paid in full, and no pledge pays more than it promised.",
        "Cada iniciativa elegida se paga por completo, y ningún aporte paga más de lo que prometió."
      ),
      ScenarioSummary(of: scenario).splitSentence[language],
    ]
    let earmarked = scenario.pledges.count {
      $0.status != .withdrawn
        && (!$0.earmarks.isEmpty || $0.maxShare != nil || $0.minTicket != nil || !$0.onlyIf.isEmpty)
    }
    if earmarked > 0 {
      sentences.append(
        say(
          "\(count(earmarked, "pledge has a condition", "pledges have conditions")) of its giver: what it may pay for, or how much of one initiative.",
          "\(count(earmarked, "aporte tiene una condición", "aportes tienen condiciones")) de quien lo entrega: qué puede pagar, o cuánto de una iniciativa."
        )
      )
    }
    return sentences
  }

  private func words(_ gate: Gate) -> String {
    let column = measure(gate.column)
    return switch gate.condition {
    case .atLeast(let least):
      say(
        "\(column): at least \(numerals.number(least))",
        "\(column): al menos \(numerals.number(least))"
      )
    case .atMost(let most):
      say(
        "\(column): at most \(numerals.number(most))",
        "\(column): a lo más \(numerals.number(most))"
      )
    case .oneOf(let values):
      "\(column): " + values.joined(separator: say(" or ", " o "))
    case .noneOf(let values):
      say("\(column): not ", "\(column): no ") + values.joined(separator: say(" nor ", " ni "))
    }
  }

  private func words(_ limit: Limit) -> String {
    var text = measure(limit.name)
    let bounds = [
      (limit.min, say("at least", "al menos")), (limit.max, say("at most", "a lo más")),
    ].compactMap { bound, word -> String? in
      switch bound {
      case .amount(let amount):
        "\(word) \(numerals.sum(amount, isMoney: limit.measure.isMoney))"
      case .share(let part):
        limit.measure == .cost
          ? say(
            "\(word) \(numerals.percent(part)) of the money",
            "\(word) el \(numerals.percent(part)) del dinero"
          )
          : say(
            "\(word) \(numerals.percent(part)) of the sum over all",
            "\(word) el \(numerals.percent(part)) de la suma de todas"
          )
      case nil: nil
      }
    }
    text += ": " + bounds.joined(separator: say(" and ", " y "))
    for filter in limit.filters {
      let values = filter.values.sorted().joined(separator: say(" or ", " o "))
      text += say(
        ", where the \(measure(filter.column)) is \(values)",
        ", donde \(measure(filter.column)) es \(values)"
      )
    }
    if let cycle = limit.cycle {
      text += say(
        ", in the cycle \(scenario.cycles[cycle])",
        ", en el ciclo \(scenario.cycles[cycle])"
      )
    }
    if let per = limit.per {
      text += say(", for each \(measure(per))", ", para cada \(measure(per))")
    }
    return text
  }

  private var limitTable: HTML {
    let words = report.limitWords
    let rows = answer.limits.map { limit -> [HTML] in
      let (label, isMoney) = words[limit.label] ?? (limit.label, false)
      let numbers = [limit.min, limit.activity, limit.max].map { sum in
        HTML(text: sum.map { numerals.sum($0, isMoney: isMoney) } ?? "–")
      }
      return [HTML(text: label)] + numbers
    }
    return table(
      say(
        "Each limit as the scenario writes it, its bounds and what the portfolio reaches.",
        "Cada límite como lo escribe el escenario, sus cotas y lo que alcanza la cartera."
      ),
      [
        (say("Limit", "Límite"), false), (say("Minimum", "Mínimo"), true),
        (say("Reached", "Alcanzado"), true), (say("Maximum", "Máximo"), true),
      ],
      rows
    )
  }

  /// A measure or a column in words; one that only this scenario has keeps its name.
  func measure(_ name: String) -> String {
    if name.hasPrefix("preference:") {
      let id = name.dropFirst("preference:".count)
      let stakeholder = scenario.stakeholders.first { $0.id == id }?.name ?? String(id)
      return say("what \(stakeholder) wants", "lo que quiere \(stakeholder)")
    }
    return HTMLReport.measures[name]?[language] ?? name
  }

  private static let measures: [String: Text] = [
    "count": Text(en: "number of initiatives", es: "número de iniciativas"),
    "cost": Text(en: "cost to the fund", es: "costo para el fondo"),
    "investment": Text(en: "public investment", es: "inversión pública"),
    "expected_investment": Text(
      en: "public investment expected, by the chance of winning it",
      es: "inversión pública esperada, según la probabilidad de obtenerla"
    ),
    "preference": Text(
      en: "what the stakeholders want, by their weights",
      es: "lo que quieren los actores, según sus pesos"
    ),
    "beneficiaries": Text(en: "beneficiaries", es: "personas beneficiarias"),
    "viability": Text(en: "technical viability", es: "viabilidad técnica"),
    "hours": Text(en: "professional hours", es: "horas profesionales"),
    "priority": Text(en: "municipal priority", es: "prioridad municipal"),
    "commune": Text(en: "commune", es: "comuna"),
    "sector": Text(en: "sector", es: "sector"),
    "fund_line": Text(en: "public fund", es: "fondo público"),
    "sdgs": Text(en: "Sustainable Development Goal", es: "Objetivo de Desarrollo Sostenible"),
  ]
}
