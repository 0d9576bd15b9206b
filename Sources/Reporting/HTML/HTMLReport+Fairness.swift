import OrderedCollections
import Portfolio
import Preferences
import Selection

// MARK: - Where the money goes, and whom it satisfies

extension HTMLReport {
  private var chosen: [(position: Int, cost: Money)] {
    answer.selected.compactMap { choice in
      scenario.positions[choice.id].map { ($0, choice.cost) }
    }
  }

  /// Where and for what: by commune, by sector, by goal.
  var places: HTML {
    var parts: [HTML] = []
    for (column, title, header) in [
      ("commune", say("By commune", "Por comuna"), say("Commune", "Comuna")),
      ("sector", say("By sector", "Por sector"), "Sector"),
    ] where scenario.categories[column] != nil {
      let bars = bars(
        title,
        header,
        by: { position in [self.scenario.cell(column, of: position) ?? "—"] }
      )
      if bars.rows.count > 1 { parts.append(bars.html) }
    }
    let goals = bars(
      say("By Sustainable Development Goal (SDG)", "Por Objetivo de Desarrollo Sostenible (ODS)"),
      say("Goal", "Objetivo"),
      by: { position in self.scenario.initiatives[position].sdgs.map { self.goal($0) } }
    )
    if !goals.rows.isEmpty {
      parts.append(goals.html)
      parts.append(
        paragraph(
          say(
            "An initiative that serves several goals counts for each of them.",
            "Una iniciativa que sirve a varios objetivos cuenta para cada uno."
          ),
          "note"
        )
      )
    }
    guard !parts.isEmpty else { return .none }
    return section(say("Where and for what", "Dónde y para qué"), parts.joined)
  }

  private func bars(_ title: String, _ header: String, by labels: (Int) -> [String]) -> BarTable {
    var sums: OrderedDictionary<String, (cost: Money, count: Int)> = [:]
    for (position, cost) in chosen {
      for label in labels(position) {
        sums[label, default: (.zero, 0)].cost += cost
        sums[label, default: (.zero, 0)].count += 1
      }
    }
    // The largest first; equals in table order.
    let rows = sums.enumerated().sorted {
      ($1.element.value.cost, $0.offset) < ($0.element.value.cost, $1.offset)
    }
    let largest = max(1, rows.first?.element.value.cost.minorUnits ?? 1)
    return BarTable(
      caption: "\(title), \(say("in", "en")) \(scenario.currency.code)",
      headers: (header, say("Cost", "Costo"), say("Initiatives", "Iniciativas")),
      rows: rows.map { _, row in
        BarTable.Row(
          label: row.key,
          value: numerals.money(row.value.cost),
          length: Int(Int128(row.value.cost.minorUnits) * 1000 / Int128(largest)),
          detail: numerals.number(Int64(row.value.count))
        )
      }
    )
  }

  /// How satisfied each stakeholder is: the preferences of what is in ÷ those of all.
  var fairness: HTML {
    guard !scenario.stakeholders.isEmpty else { return .none }
    let profile = PreferenceProfile(scenario)
    let total = scenario.stakeholders.reduce(Fraction(0)) { $0 + Fraction($1.weight) }
    let rows = scenario.stakeholders.indices.map { index -> BarTable.Row in
      let stakeholder = scenario.stakeholders[index]
      var all = Fraction(0)
      var gained = Fraction(0)
      for position in stakeholder.values.keys.sorted() {
        all += profile.preference(of: position, by: index)
      }
      for (position, _) in chosen { gained += profile.preference(of: position, by: index) }
      let satisfaction = all > 0 ? gained / all : 0
      let weight = total > 0 ? Fraction(stakeholder.weight) / total : 0
      return BarTable.Row(
        label: stakeholder.name,
        value: share(satisfaction),
        length: Int((satisfaction * 1000).roundedHalfToEven ?? 0),
        detail: share(weight)
      )
    }
    let least = rows.min { $0.length < $1.length }
    let bars = BarTable(
      caption: say(
        "How much of what each asked for is in the portfolio",
        "Cuánto de lo que pidió cada uno está en la cartera"
      ),
      headers: (
        say("Stakeholder", "Actor"), say("Satisfied", "Satisfecho"), say("Its weight", "Su peso")
      ),
      rows: rows
    )
    return section(
      say("Whose wishes are met", "Qué deseos se cumplen"),
      paragraph(
        say(
          "Each stakeholder said how much it wants each initiative. Satisfied is the part of those wishes that the portfolio meets; nobody can have all, for the money does not pay for everything. The least satisfied is \(least?.label ?? ""), with \(least?.value ?? "").",
          "Cada actor dijo cuánto quiere cada iniciativa. Satisfecho es la parte de esos deseos que la cartera cumple; nadie puede tenerlos todos, porque el dinero no alcanza para todo. El menos satisfecho es \(least?.label ?? ""), con \(least?.value ?? "")."
        )
      ),
      bars.html,
      verdicts
    )
  }

  /// What the audit says of groups and of funders.
  private var verdicts: HTML {
    guard let audit else { return .none }
    let report = AuditReport(audit, currency: scenario.currency, on: self.report.page)
    let sentences =
      report.representation + (audit.participation.map(report.belonging) ?? [])
    return .tag(
      "h3",
      [:],
      HTML(text: say("Fair to groups and funders", "Justicia con grupos y aportantes"))
    )
      + .tag(
        "ul",
        ["class": "rules"],
        sentences.map { HTML.tag("li", [:], HTML(text: $0.text)) }.joined
      )
  }

  /// A share of one in whole percents.
  func share(_ fraction: Fraction) -> String {
    numerals.percent(Quantity((fraction * 100).roundedHalfToEven ?? 0, decimals: 2))
  }

  /// A goal with its short title, as the United Nations give it in both languages.
  private func goal(_ number: Int) -> String {
    let titles = [
      Text(en: "No poverty", es: "Fin de la pobreza"),
      Text(en: "Zero hunger", es: "Hambre cero"),
      Text(en: "Good health and well-being", es: "Salud y bienestar"),
      Text(en: "Quality education", es: "Educación de calidad"),
      Text(en: "Gender equality", es: "Igualdad de género"),
      Text(en: "Clean water and sanitation", es: "Agua limpia y saneamiento"),
      Text(en: "Affordable and clean energy", es: "Energía asequible y no contaminante"),
      Text(en: "Decent work and economic growth", es: "Trabajo decente y crecimiento económico"),
      Text(
        en: "Industry, innovation and infrastructure",
        es: "Industria, innovación e infraestructura"
      ),
      Text(en: "Reduced inequalities", es: "Reducción de las desigualdades"),
      Text(
        en: "Sustainable cities and communities",
        es: "Ciudades y comunidades sostenibles"
      ),
      Text(
        en: "Responsible consumption and production",
        es: "Producción y consumo responsables"
      ),
      Text(en: "Climate action", es: "Acción por el clima"),
      Text(en: "Life below water", es: "Vida submarina"),
      Text(en: "Life on land", es: "Vida de ecosistemas terrestres"),
      Text(
        en: "Peace, justice and strong institutions",
        es: "Paz, justicia e instituciones sólidas"
      ),
      Text(en: "Partnerships for the goals", es: "Alianzas para lograr los objetivos"),
    ]
    let title = titles.indices.contains(number - 1) ? titles[number - 1][language] : ""
    return "\(number) · \(title)"
  }
}
