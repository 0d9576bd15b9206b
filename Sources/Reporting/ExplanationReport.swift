public import Planning
import Portfolio
public import Selection

/// Why initiatives are in or out and what would change that, as a table of neighbours reads it.
public struct ExplanationReport {
  private let scenario: Scenario
  private let base: Answer
  private let asked: Answer.Settings
  private let page: Page
  private let numerals: Numerals
  private let changes: ChangeTable

  /// Makes a report on a planner's scenario and its answer.
  public init(on base: Answer, by planner: Planner, page: Page) {
    scenario = planner.scenario
    asked = planner.asked
    self.base = base
    self.page = page
    numerals = Numerals(page.language, scenario.currency)
    changes = ChangeTable(scenario, page)
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  private func name(_ id: String) -> String {
    scenario.positions[id].map { scenario.initiatives[$0].name } ?? id
  }

  private func joined(_ sections: [[String]]) -> String {
    sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var headline: [String] {
    let (chosen, all) = (base.selected.count, scenario.initiatives.count)
    let points = (base.aim?.values ?? []).map { numerals.number($0) }.joined(separator: "; ")
    // What the modes maximin and nash count is no points.
    let sentence =
      scenario.objective.mode.isFair
      ? say(
        "The best portfolio has \(chosen) of \(all) initiatives.",
        "La mejor cartera tiene \(chosen) de \(all) iniciativas."
      )
      : say(
        "The best portfolio has \(chosen) of \(all) initiatives and \(points) points.",
        "La mejor cartera tiene \(chosen) de \(all) iniciativas y \(points) puntos."
      )
    return page.paragraph(base.scenarioName, .heading) + page.paragraph(sentence)
      + askedLines
  }

  private var askedLines: [String] {
    asked.words(numerals, in: page.language).flatMap { page.paragraph($0, .caution) }
  }

  // MARK: - Some initiatives, in depth

  /// Each of the explanations in full.
  public func text(_ explanations: [Explanation]) -> String {
    joined([headline] + explanations.map(section))
  }

  private func section(_ explanation: Explanation) -> [String] {
    let id = explanation.id
    let title = name(id) == id ? id : "\(id), \(name(id))"
    let state = explanation.isChosen ? say("IN", "ENTRA") : say("OUT", "QUEDA FUERA")
    var lines = page.paragraph("\(title): \(state)", .heading)
    func add(_ english: String, _ spanish: String) {
      lines += page.paragraph(say(english, spanish), indent: 2)
    }
    if let rejection = explanation.rejection {
      let kind = rejection.reason == .gate ? say("gate ", "requisito ") : ""
      lines += page.paragraph(kind + rejection.detail[page.language] + ".", indent: 2)
    }
    if explanation.standing == .some {
      add(
        "A tie: another portfolio with as many points decides otherwise.",
        "Empate: otra cartera con los mismos puntos decide lo contrario."
      )
    }
    lines += other(explanation)
    let stays = [explanation.largestCost, explanation.pointsToSpare].compactMap(\.self)
    if !stays.isEmpty {
      add(
        "It is in as long as its cost is no more, and its points no fewer, than here under Then:",
        "Entra mientras su costo no supere, y sus puntos no bajen de, lo que aquí dice Cambiado:"
      )
      lines += changes.lines(stays, indent: 4)
    }
    if !explanation.changes.isEmpty {
      add(
        "Any one of these changes brings it in, and one unit less does not:",
        "Cualquiera de estos cambios la hace entrar, y una unidad menos no:"
      )
      lines += changes.lines(explanation.changes, indent: 4)
    }
    if let permission = explanation.permission { lines += sentence(permission) }
    return lines
  }

  private func other(_ explanation: Explanation) -> [String] {
    guard let other = explanation.other, let exchange = explanation.exchange,
      let values = base.aim?.values, let others = other.aim?.values
    else {
      // What a gate or an exclusion keeps out has its own sentence.
      if explanation.permission != nil { return [] }
      let sentence =
        explanation.isChosen
        ? say(
          "No portfolio without it keeps the rules.",
          "Sin ella ninguna cartera cumple las reglas."
        )
        : say(
          "No portfolio with it keeps the rules.",
          "Con ella ninguna cartera cumple las reglas."
        )
      return page.paragraph(sentence, indent: 2)
    }
    let less = changes.gapInWords(values, others)
    let (entering, leaving) = (changes.list(exchange.entering), changes.list(exchange.leaving))
    var lines = page.paragraph(
      explanation.isChosen
        ? say(
          "Without it the best portfolio has \(less) fewer; enter: \(entering); leave: \(leaving).",
          "Sin ella la mejor cartera tiene \(less) menos; entran: \(entering); salen: \(leaving)."
        )
        : say(
          "With it the best portfolio has \(less) fewer; enter: \(entering); leave: \(leaving).",
          "Con ella la mejor cartera tiene \(less) menos; entran: \(entering); salen: \(leaving)."
        ),
      indent: 2
    )
    var losses: [String] = []
    let investment = base.totals.investment - other.totals.investment
    if investment != .zero {
      let amount = numerals.moneyWithCode(Money(minorUnits: abs(investment.minorUnits)))
      let word = direction(investment < .zero)
      losses.append(
        say("Public investment: \(amount) \(word).", "Inversión pública: \(amount) \(word).")
      )
    }
    if base.totals.beneficiaries != other.totals.beneficiaries {
      let people = difference(base.totals.beneficiaries, other.totals.beneficiaries)
      let number = people.hasPrefix("-") ? String(people.dropFirst()) : people
      let word = direction(people.hasPrefix("-"))
      losses.append(say("Beneficiaries: \(number) \(word).", "Beneficiarios: \(number) \(word)."))
    }
    if !losses.isEmpty { lines += page.paragraph(losses.joined(separator: " "), indent: 2) }
    return lines
  }

  private func direction(_ isMore: Bool) -> String {
    isMore ? say("more", "más") : say("less", "menos")
  }

  private func difference(_ first: Quantity, _ second: Quantity) -> String {
    let decimals = max(first.decimals, second.decimals)
    guard let left = first.significand(decimals: decimals),
      let right = second.significand(decimals: decimals)
    else { return "-" }
    return numerals.number(Quantity(left - right, decimals: decimals))
  }

  private func sentence(_ permission: Explanation.Permission) -> [String] {
    let cells = permission.cells.map { cell in
      let old = cell.from ?? say("blank", "en blanco")
      return say(
        "\(cell.column) were \(cell.to) (now \(old))",
        "\(cell.column) fuera \(cell.to) (hoy \(old))"
      )
    }.joined(separator: say(" and ", " y "))
    let condition =
      switch permission.kind {
      case .gate: cells.isEmpty ? nil : say("If \(cells)", "Si \(cells)")
      case .status: say("If the table did not exclude it", "Si la mesa no la excluyera")
      case .setting: say("Without --exclude", "Sin --exclude")
      }
    let sentence: String
    if let condition, let exchange = permission.exchange {
      let (entering, leaving) = (changes.list(exchange.entering), changes.list(exchange.leaving))
      sentence = say(
        "\(condition), it would be in; enter: \(entering); leave: \(leaving).",
        "\(condition), entraría; entran: \(entering); salen: \(leaving)."
      )
    } else if let condition, let shortfall = permission.shortfall {
      let points = numerals.number(shortfall)
      sentence = say(
        "\(condition), it would still be out: \(points) points short.",
        "\(condition), igual quedaría fuera: le faltan \(points) puntos."
      )
    } else if let condition {
      sentence = say(
        "\(condition), it would still be out: no portfolio with it keeps the rules.",
        "\(condition), igual quedaría fuera: con ella ninguna cartera cumple las reglas."
      )
    } else {
      sentence = say(
        "No value of its cells is known that passes the gates.",
        "No se conoce un valor de sus celdas que cumpla los requisitos."
      )
    }
    return page.paragraph(sentence, indent: 2)
  }

  // MARK: - All of it, in short

  /// Every initiative in a line, and what the next step of each pledge and limit is worth.
  public func summary(_ explanations: [Explanation], nextSteps: [Change]) -> String {
    joined([headline, chosen(explanations), rejected(explanations), steps(nextSteps)])
  }

  private func chosen(_ explanations: [Explanation]) -> [String] {
    var table = TextTable([
      TextTable.Column(header: "Id", fit: .truncated(12)),
      TextTable.Column(header: say("Initiative", "Iniciativa"), fit: .truncated(16)),
      TextTable.Column(header: say("Points", "Puntos"), isRight: true),
      TextTable.Column(header: say("Investment", "Inversión"), isRight: true),
      TextTable.Column(header: say("Beneficiaries", "Beneficiarios"), isRight: true),
    ])
    let isIn = explanations.filter(\.isChosen)
    guard !isIn.isEmpty else { return [] }
    for explanation in isIn {
      guard let other = explanation.other, let mine = base.aim?.values,
        let others = other.aim?.values
      else {
        let never = say("no other", "no hay otra")
        table.append([explanation.id, name(explanation.id), never, "", ""])
        continue
      }
      let investment = base.totals.investment - other.totals.investment
      table.append([
        explanation.id, name(explanation.id), changes.gap(mine, others),
        numerals.money(investment),
        difference(base.totals.beneficiaries, other.totals.beneficiaries),
      ])
    }
    let heading = say("IN, and what is lost without it", "ENTRAN, y qué se pierde sin cada una")
    return [page.emphasize(heading, .heading)] + table.lines(on: page)
  }

  private func rejected(_ explanations: [Explanation]) -> [String] {
    var table = TextTable([
      TextTable.Column(header: "Id", fit: .truncated(12)),
      TextTable.Column(header: say("Initiative", "Iniciativa"), fit: .truncated(16)),
      TextTable.Column(header: say("Points short", "Puntos que faltan"), isRight: true),
      TextTable.Column(header: say("Why", "Por qué"), fit: .wrapped(20)),
    ])
    let isOut = explanations.filter { !$0.isChosen }
    guard !isOut.isEmpty, let values = base.aim?.values else { return [] }
    for explanation in isOut {
      let short = explanation.other?.aim.map { changes.gap(values, $0.values) } ?? "-"
      let kind = explanation.rejection?.reason == .gate ? say("gate ", "requisito ") : ""
      let why = explanation.rejection?.detail[page.language] ?? ""
      table.append([explanation.id, name(explanation.id), short, kind + why])
    }
    let heading = say("OUT, and how far", "QUEDAN FUERA, y por cuánto")
    return [page.emphasize(heading, .heading)] + table.lines(on: page)
  }

  private func steps(_ nextSteps: [Change]) -> [String] {
    guard let values = base.aim?.values else { return [] }
    let heading = page.emphasize(
      say("THE NEXT STEP OF EACH PLEDGE AND LIMIT", "EL PRÓXIMO PASO DE CADA APORTE Y LÍMITE"),
      .heading
    )
    let note = page.paragraph(
      say(
        "The least change with which there are more points; any less gains nothing, and the rest gain nothing at all.",
        "El cambio menor con que hay más puntos; menos que eso no gana nada, y los demás no ganan nunca."
      ),
      indent: 2
    )
    return [heading] + note + changes.lines(nextSteps, gainOver: values, indent: 2)
  }

  // MARK: - When nothing keeps the rules

  /// Which rules clash, and what would mend it.
  public func text(_ repair: Repair) -> String {
    var answer = base
    answer.settings = asked
    let report = PortfolioReport(of: answer, to: scenario, on: page).text
    var lines = [
      page.emphasize(say("ANY ONE OF THESE MENDS IT", "CUALQUIERA DE ESTOS LO ARREGLA"), .heading)
    ]
    lines += changes.lines(repair.changes, indent: 2)
    lines += repair.releases.flatMap {
      page.paragraph(
        say("release \(title($0))", "liberar \(title($0))"),
        indent: 2
      )
    }
    if lines.count == 1 {
      lines = page.paragraph(
        say(
          "No single change of a pledge, a limit or a commitment mends it.",
          "Ningún cambio único de un aporte, un límite o un compromiso lo arregla."
        )
      )
    }
    return report + "\n" + lines.joined(separator: "\n") + "\n"
  }

  private func title(_ id: String) -> String { name(id) == id ? id : "\(id) (\(name(id)))" }
}
