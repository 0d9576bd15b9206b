import Portfolio
import Selection

// MARK: - The portfolio and the money

extension PortfolioReport {
  /// What is in: one line for each initiative and each funder who pays for it.
  var chosen: [String] {
    let count = numerals.number(Int64(answer.selected.count))
    let all = numerals.number(Int64(scenario.initiatives.count))
    let cost = numerals.moneyWithCode(answer.totals.cost)
    let heading = page.emphasize(
      say(
        "IN: \(count) of \(all) initiatives, \(cost)",
        "ENTRAN: \(count) de \(all) iniciativas, \(cost)"
      ),
      .heading
    )
    guard !answer.selected.isEmpty else { return [heading] }
    let hasCycles = answer.selected.contains { !$0.cycle.isEmpty }
    var table = TextTable(
      [
        TextTable.Column(header: "Id", fit: .truncated(12)),
        TextTable.Column(header: say("Initiative", "Iniciativa"), fit: .truncated(16)),
      ]
        + (hasCycles ? [TextTable.Column(header: say("Cycle", "Ciclo"))] : [])
        + [
          TextTable.Column(header: say("Cost", "Costo"), isRight: true),
          TextTable.Column(header: say("Who pays", "Quién paga"), fit: .truncated(14)),
          TextTable.Column(header: say("How much", "Cuánto"), isRight: true),
        ]
    )
    for choice in answer.selected {
      let lead =
        [choice.id, name(of: choice.id)] + (hasCycles ? [choice.cycle] : [])
        + [numerals.money(choice.cost)]
      let payers = payments(of: choice)
      table.append(lead + (payers.first ?? ["-", ""]))
      for payer in payers.dropFirst() {
        table.append([String](repeating: "", count: lead.count) + payer)
      }
    }
    return [heading] + table.lines(on: page)
  }

  /// Who pays how much for an initiative: one line a funder, in the order of the funders.
  func payments(of choice: Answer.Choice) -> [[String]] {
    var funders: [String] = []
    var sums: [String: Money] = [:]
    for payment in choice.payments {
      if sums[payment.funder] == nil { funders.append(payment.funder) }
      sums[payment.funder, default: .zero] += payment.amount
    }
    let order = Dictionary(
      scenario.funders.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    funders.sort { (order[$0] ?? .max, $0) < (order[$1] ?? .max, $1) }
    return funders.map { [funderName(of: $0), numerals.money(sums[$0] ?? .zero)] }
  }

  /// What is out, and why.
  var rejected: [String] {
    guard !answer.rejected.isEmpty else { return [] }
    let count = numerals.number(Int64(answer.rejected.count))
    let heading = page.emphasize(say("OUT: \(count)", "QUEDAN FUERA: \(count)"), .heading)
    var table = TextTable([
      TextTable.Column(header: "Id", fit: .truncated(12)),
      TextTable.Column(header: say("Initiative", "Iniciativa"), fit: .truncated(24)),
      TextTable.Column(header: say("Why", "Por qué"), fit: .wrapped(20)),
    ])
    for rejection in answer.rejected {
      // The other details say by themselves what kind of reason they are.
      let kind = rejection.reason == .gate ? say("gate ", "requisito ") : ""
      let why = kind + rejection.detail[page.language]
      table.append([rejection.id, name(of: rejection.id), why])
    }
    return [heading] + table.lines(on: page)
  }

  /// What each funder promised, pays and keeps.
  var funders: [String] {
    guard !answer.funders.isEmpty else { return [] }
    var table = TextTable(
      [
        TextTable.Column(header: say("Funder", "Aportante"), fit: .truncated(16)),
        TextTable.Column(header: say("Promised", "Prometió"), isRight: true),
        TextTable.Column(header: say("Pays", "Paga"), isRight: true),
        TextTable.Column(header: say("Left", "Queda"), isRight: true),
      ] + (page.hasBars ? [TextTable.Column(header: say("Used", "Usado"))] : [])
    )
    func bar(_ paid: Money, _ pledged: Money) -> [String] {
      page.hasBars ? [page.bar(paid.minorUnits, of: pledged.minorUnits)] : []
    }
    var pledged = Money.zero
    var paid = Money.zero
    var left = Money.zero
    for funder in answer.funders {
      pledged += funder.pledged
      paid += funder.paid
      left += funder.left
      table.append(
        [funderName(of: funder.id)]
          + [funder.pledged, funder.paid, funder.left].map(numerals.money)
          + bar(funder.paid, funder.pledged)
      )
    }
    if answer.funders.count > 1 {
      table.append(
        ["Total"] + [pledged, paid, left].map(numerals.money) + bar(paid, pledged),
        isHeavy: true
      )
    }
    let heading = say(
      "PLEDGES, in \(scenario.currency.code)",
      "APORTES, en \(scenario.currency.code)"
    )
    return [page.emphasize(heading, .heading)] + table.lines(on: page)
  }

  /// Each limit and how much of it is used.
  var limits: [String] {
    guard !answer.limits.isEmpty else { return [] }
    var table = TextTable([
      TextTable.Column(header: say("Limit", "Límite"), fit: .wrapped(20)),
      TextTable.Column(header: say("Minimum", "Mínimo"), isRight: true),
      TextTable.Column(header: say("Reached", "Alcanzado"), isRight: true),
      TextTable.Column(header: say("Maximum", "Máximo"), isRight: true),
    ])
    let words = limitWords
    for limit in answer.limits {
      let (label, isMoney) = words[limit.label] ?? (limit.label, false)
      table.append(
        [label]
          + [limit.min, limit.activity, limit.max].map { sum in
            sum.map { numerals.sum($0, isMoney: isMoney) } ?? "-"
          }
      )
    }
    return [page.emphasize(say("LIMITS", "LÍMITES"), .heading)] + table.lines(on: page)
  }

  /// The page's words for each limit by its label in the answer, and whether it limits money, whose
  /// numbers are written as amounts.
  var limitWords: [String: (label: String, isMoney: Bool)] {
    var words: [String: (label: String, isMoney: Bool)] = [:]
    for limit in scenario.limits {
      let values =
        limit.per.map { per in
          Set(scenario.initiatives.indices.compactMap { scenario.cell(per, of: $0) })
        }?.map(Optional.init) ?? [nil]
      for value in values {
        let label = limit.label(for: value, in: scenario, language: page.language)
        words[limit.label(for: value, in: scenario)] = (label, limit.measure.isMoney)
      }
    }
    return words
  }

  /// The sums over the portfolio, and what each peso of the fund goes after.
  var totals: [String] {
    let sums = answer.totals
    var table = TextTable([
      TextTable.Column(header: ""), TextTable.Column(header: "", isRight: true),
    ])
    table.append([
      say("Cost to the fund", "Costo para el fondo"), numerals.moneyWithCode(sums.cost),
    ])
    if sums.investment > .zero {
      table.append([
        say("Public investment it goes after", "Inversión pública a la que postula"),
        numerals.moneyWithCode(sums.investment),
      ])
      if sums.expectedInvestment != sums.investment {
        table.append([
          say("Public investment expected", "Inversión pública esperada"),
          numerals.moneyWithCode(sums.expectedInvestment),
        ])
      }
    }
    if sums.beneficiaries > 0 {
      table.append([say("Beneficiaries", "Beneficiarios"), numerals.number(sums.beneficiaries)])
    }
    return [page.emphasize(say("TOTALS", "TOTALES"), .heading)]
      + table.lines(on: page).dropFirst() + leverage
  }

  private var leverage: [String] {
    let ratio = answer.totals.leverage
    guard ratio > 0 else { return [] }
    let code = scenario.currency.code
    let amount = numerals.number(ratio.rounded(decimals: 1))
    let sentence =
      code == "CLP"
      ? say(
        "Each peso of the fund goes after \(amount) pesos of public investment.",
        "Cada peso del fondo postula a \(amount) pesos de inversión pública."
      )
      : say(
        "Each \(code) of the fund goes after \(code) \(amount) of public investment.",
        "Cada \(code) del fondo postula a \(code) \(amount) de inversión pública."
      )
    return page.paragraph(sentence, indent: 2)
  }
}

extension Quantity {
  /// This number with at most `decimals` decimals; halves go away from zero.
  func rounded(decimals places: Int) -> Quantity {
    guard decimals > places else { return self }
    let unit = Quantity.powerOfTen(decimals - places)
    let (quotient, remainder) = significand.quotientAndRemainder(dividingBy: unit)
    let carry: Int64 = remainder.magnitude >= unit.magnitude / 2 ? significand.signum() : 0
    return Quantity(quotient + carry, decimals: places)
  }
}
