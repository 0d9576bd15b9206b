import OrderedCollections
import Portfolio
import Selection

// MARK: - What is in, and who pays for it

extension HTMLReport {
  /// What is in.
  var portfolio: HTML {
    let hasCycles = answer.selected.contains { !$0.cycle.isEmpty }
    let hasCommune = scenario.categories["commune"] != nil
    let hasPeople = answer.totals.beneficiaries > 0
    let hasInvestment = answer.totals.investment > .zero
    var headers: [(text: String, isNumber: Bool)] = [
      ("Id", false), (say("Initiative", "Iniciativa"), false),
    ]
    if hasCommune { headers.append((say("Commune", "Comuna"), false)) }
    if hasCycles { headers.append((say("Cycle", "Ciclo"), false)) }
    headers.append((say("Cost", "Costo"), true))
    if hasInvestment { headers.append((say("Public investment", "Inversión pública"), true)) }
    if hasPeople { headers.append((say("Beneficiaries", "Beneficiarios"), true)) }
    let rows = answer.selected.map { choice -> [HTML] in
      let position = scenario.positions[choice.id]
      var cells = [choice.id, report.name(of: choice.id)]
      if hasCommune { cells.append(position.flatMap { scenario.cell("commune", of: $0) } ?? "") }
      if hasCycles { cells.append(choice.cycle) }
      cells.append(numerals.money(choice.cost))
      if hasInvestment {
        let investment = position.flatMap { scenario.initiatives[$0].investment }
        cells.append(investment.map { numerals.money($0) } ?? "")
      }
      if hasPeople {
        let people = position.flatMap { scenario.number("beneficiaries", of: $0) }
        cells.append(people.map { numerals.number($0) } ?? "")
      }
      return cells.map { HTML(text: $0) }
    }
    var totals = ["Total", ""] + (hasCommune ? [""] : []) + (hasCycles ? [""] : [])
    totals.append(numerals.money(answer.totals.cost))
    if hasInvestment { totals.append(numerals.money(answer.totals.investment)) }
    if hasPeople { totals.append(numerals.number(answer.totals.beneficiaries)) }
    let title = say("The portfolio", "La cartera")
    let caption = say(
      "The initiatives that the table funds, in \(scenario.currency.code).",
      "Las iniciativas que financia la mesa, en \(scenario.currency.code)."
    )
    return section(title, scroll(title, table(caption, headers, rows, totals: totals)))
  }

  /// Who pays what: a picture, and the tables that say the same.
  var payments: HTML {
    let title = say("Who pays what", "Quién paga qué")
    guard !answer.selected.isEmpty, answer.totals.cost > .zero else { return .none }
    let figure = HTML.tag("figure", [:], flow.svg)
    return section(
      title,
      paragraph(
        say(
          "Each band is money: from who gives it, on the left, to the initiative that it pays for, on the right. Every initiative is paid in full.",
          "Cada banda es dinero: desde quien lo aporta, a la izquierda, hasta la iniciativa que paga, a la derecha. Cada iniciativa queda pagada por completo."
        )
      ),
      scroll(say("Picture of the payments", "Figura de los pagos"), figure),
      .tag("h3", [:], HTML(text: say("What each funder gives", "Lo que entrega cada aportante"))),
      scroll(say("Funders", "Aportantes"), funderTable),
      .tag(
        "h3",
        [:],
        HTML(text: say("How each initiative is paid", "Cómo se paga cada iniciativa"))
      ),
      scroll(say("Payments", "Pagos"), paymentTable)
    )
  }

  private var flow: FlowPicture {
    let payers = answer.funders.filter { $0.paid > .zero }
    let order = Dictionary(
      payers.enumerated().map { ($1.id, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var flows: [FlowPicture.Flow] = []
    for (target, choice) in answer.selected.enumerated() {
      for (source, funder) in payers.enumerated() {
        let amount = choice.payments.filter { $0.funder == funder.id && order[$0.funder] != nil }
          .reduce(Money.zero) { $0 + $1.amount }
        guard amount > .zero else { continue }
        let names = (report.funderName(of: funder.id), report.name(of: choice.id))
        flows.append(
          FlowPicture.Flow(
            from: source,
            to: target,
            amount: Double(amount.minorUnits),
            title: "\(names.0) → \(names.1): \(numerals.moneyWithCode(amount))"
          )
        )
      }
    }
    // Bands leave a funder in the order of the initiatives, and reach these in that of the funders.
    let nodes = { (name: String, amount: Money, room: Int) in
      FlowPicture.Node(
        label: name.truncated(toWidth: room),
        value: self.numerals.money(amount),
        title: name
      )
    }
    let largest = payers.max { $0.paid < $1.paid }
    let name = largest.map { report.funderName(of: $0.id) } ?? ""
    let paid = largest.map { numerals.moneyWithCode($0.paid) } ?? ""
    return FlowPicture(
      left: payers.map { nodes(report.funderName(of: $0.id), $0.paid, 24) },
      right: answer.selected.map { nodes("\($0.id) \(report.name(of: $0.id))", $0.cost, 33) },
      flows: flows,
      title: say(
        "Flow of money from \(count(payers.count, "funder", "funders")) to \(count(answer.selected.count, "initiative", "initiatives"))",
        "Flujo de dinero desde \(count(payers.count, "aportante", "aportantes")) hasta \(count(answer.selected.count, "iniciativa", "iniciativas"))"
      ),
      description: say(
        "The largest payer is \(name), with \(paid). The tables below give every amount.",
        "Quien más paga es \(name), con \(paid). Las tablas que siguen dan cada monto."
      )
    )
  }

  private var funderTable: HTML {
    var sums = [Money](repeating: .zero, count: 3)
    let rows = answer.funders.map { funder -> [HTML] in
      let amounts = [funder.pledged, funder.paid, funder.left]
      for index in sums.indices { sums[index] += amounts[index] }
      return
        ([report.funderName(of: funder.id)] + amounts.map(numerals.money)
        + [percent(funder.paid, of: funder.pledged)]).map { HTML(text: $0) }
    }
    let code = scenario.currency.code
    return table(
      say(
        "What each funder promised, pays and keeps, in \(code).",
        "Lo que cada aportante prometió, paga y conserva, en \(code)."
      ),
      [
        (say("Funder", "Aportante"), false), (say("Promised", "Prometió"), true),
        (say("Pays", "Paga"), true), (say("Left", "Queda"), true),
        (say("Used", "Se usa"), true),
      ],
      rows,
      totals: answer.funders.count > 1
        ? ["Total"] + sums.map(numerals.money) + [percent(sums[1], of: sums[0])] : []
    )
  }

  /// A body of rows for each initiative, whose cells head them all.
  private var paymentTable: HTML {
    let bodies = answer.selected.map { choice -> HTML in
      let payers = report.payments(of: choice)
      let span = String(max(1, payers.count))
      let lead =
        HTML.tag(
          "th",
          ["scope": "rowgroup", "rowspan": span, "class": "id"],
          HTML(text: choice.id)
        ) + .tag("td", ["rowspan": span], HTML(text: report.name(of: choice.id)))
      let cells = (payers.isEmpty ? [["–", ""]] : payers).map { payer in
        HTML.tag("td", [:], HTML(text: payer[0]))
          + .tag("td", ["class": "number"], HTML(text: payer[1]))
      }
      let rows = cells.enumerated().map { index, cells in
        HTML.tag("tr", [:], index == 0 ? lead + cells : cells)
      }
      return .tag("tbody", [:], rows.joined)
    }
    let headers = [
      "Id", say("Initiative", "Iniciativa"), say("Who pays", "Quién paga"),
    ].map { HTML.tag("th", ["scope": "col"], HTML(text: $0)) }
    let last = HTML.tag(
      "th",
      ["scope": "col", "class": "number"],
      HTML(text: say("How much", "Cuánto"))
    )
    let caption = say(
      "Who pays how much for each initiative, in \(scenario.currency.code).",
      "Quién paga cuánto por cada iniciativa, en \(scenario.currency.code)."
    )
    return .tag(
      "table",
      ["class": "parts"],
      .tag("caption", [:], HTML(text: caption)),
      .tag("thead", [:], .tag("tr", [:], headers.joined, last)),
      bodies.joined,
      .tag(
        "tfoot",
        [:],
        .tag(
          "tr",
          [:],
          .tag("th", ["scope": "row", "colspan": "3"], HTML(text: "Total")),
          .tag("td", ["class": "number"], HTML(text: numerals.money(answer.totals.cost)))
        )
      )
    )
  }

  /// What is out, and why; initiatives with the same reason in the same words share a row.
  var rejected: HTML {
    guard !answer.rejected.isEmpty else { return .none }
    var groups: OrderedDictionary<Answer.Rejection.Reason, OrderedDictionary<Text, [String]>> = [:]
    for rejection in answer.rejected {
      let detail = rejection.detail.text
      groups[rejection.reason, default: [:]][detail, default: []].append(rejection.id)
    }
    let title = say("What is out, and why", "Lo que queda fuera, y por qué")
    var parts = [
      paragraph(
        say(
          "\(count(answer.rejected.count, "initiative is", "initiatives are")) not funded this time. That is no judgement of their worth: each has its reason.",
          "Esta vez \(answer.rejected.count == 1 ? "1 iniciativa no se financia" : "\(answer.rejected.count) iniciativas no se financian"). Eso no es un juicio sobre su valor: cada una tiene su razón."
        )
      )
    ]
    for reason in Answer.Rejection.Reason.allCases {
      guard let details = groups[reason] else { continue }
      let number = details.values.reduce(0) { $0 + $1.count }
      parts.append(
        .tag(
          "h3",
          [:],
          HTML(text: "\(reason.heading[language]) (\(numerals.number(Int64(number))))")
        )
      )
      let single = details.filter { $0.value.count <= HTMLReport.mostRows }
      if !single.isEmpty {
        parts.append(scroll(reason.heading[language], rejectionTable(single)))
      }
      for (detail, ids) in details where ids.count > HTMLReport.mostRows {
        parts.append(.tag("p", [:], why(detail), HTML(text: " (\(ids.count)):")))
        let names = ids.map { HTML.tag("li", [:], HTML(text: "\($0) \(report.name(of: $0))")) }
        parts.append(.tag("ul", ["class": "names"], names.joined))
      }
    }
    return section(title, parts.joined)
  }

  /// More initiatives than these with one reason in the same words make a list of names.
  private static let mostRows = 4

  private func rejectionTable(_ details: OrderedDictionary<Text, [String]>) -> HTML {
    let rows = details.flatMap { detail, ids -> [[HTML]] in
      ids.map { [HTML(text: $0), HTML(text: report.name(of: $0)), why(detail)] }
    }
    return table(
      say(
        "Initiatives that are out for this reason.",
        "Iniciativas que quedan fuera por esta razón."
      ),
      [
        ("Id", false), (say("Initiative", "Iniciativa"), false), (say("Why", "Por qué"), false),
      ],
      rows,
      style: "reasons"
    )
  }

  /// The reason in words; a result file keeps them in English.
  private func why(_ detail: Text) -> HTML {
    language != .english && detail.english == detail.spanish
      ? HTML.tag("span", ["lang": "en"], HTML(text: detail.english)) : HTML(text: detail[language])
  }
}

extension Answer.Rejection.Reason {
  /// The reason as a heading.
  fileprivate var heading: Text {
    switch self {
    case .gate: Text(en: "Does not pass a gate yet", es: "Aún no cumple un requisito")
    case .status: Text(en: "Excluded by the table", es: "Excluida por la mesa")
    case .unaffordable:
      Text(en: "No pledge may pay for it", es: "Ningún aporte puede pagarla")
    case .requirement: Text(en: "Needs another that is out", es: "Requiere otra que quedó fuera")
    case .group: Text(en: "Another form of it is in", es: "Entró otra versión de la misma")
    case .limit: Text(en: "A limit has no room for it", es: "No cabe en un límite")
    case .outcompeted:
      Text(en: "The money does more elsewhere", es: "El dinero rinde más en otras")
    }
  }
}
