public import Planning
import Portfolio
import Selection

/// A sweep as a table: the points, what comes and goes, and where exactly.
public struct SweepReport {
  private let scenario: Scenario
  private let asked: Answer.Settings
  private let setting: SweptSetting
  private let page: Page
  private let numerals: Numerals
  private let changes: ChangeTable

  /// Makes a report of a sweep of a setting.
  public init(of setting: SweptSetting, by planner: Planner, page: Page) {
    scenario = planner.scenario
    asked = planner.asked
    self.setting = setting
    self.page = page
    numerals = Numerals(page.language, planner.scenario.currency)
    changes = ChangeTable(planner.scenario, page)
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  /// The steps, and the breakpoints where they were asked for.
  public func text(_ steps: [SweepStep], breakpoints: [Breakpoint]?) -> String {
    let sections = [
      page.paragraph(scenario.name, .heading)
        + asked.words(numerals, in: page.language).flatMap { page.paragraph($0, .caution) },
      table(steps), breakpoints.map(table) ?? [],
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  func write(_ value: Quantity) -> String {
    switch setting {
    case .budget: return numerals.percent(value)
    case .weight: return numerals.number(value)
    case .pledge: return numerals.sum(value, isMoney: true)
    case .limit(let index, let side):
      let limit = scenario.limits[index]
      if case .share = side == .maximum ? limit.max : limit.min { return numerals.percent(value) }
      return numerals.sum(value, isMoney: limit.measure.isMoney)
    }
  }

  var header: String {
    switch setting {
    case .budget: say("Budget", "Presupuesto")
    case .weight(let term):
      say("Weight of ", "Peso de ") + scenario.objective.terms[term].name
    case .pledge(let pledge): say("Pledge ", "Aporte ") + scenario.pledges[pledge].id
    case .limit(let index, _): say("Limit ", "Límite ") + String(index + 1)
    }
  }

  func points(_ values: [Int64]?) -> String {
    values.map { $0.map { numerals.number($0) }.joined(separator: "; ") }
      ?? say("infeasible", "imposible")
  }

  private func table(_ steps: [SweepStep]) -> [String] {
    // Points may be below 0 with negative interactions; a bar has no place for that.
    let firsts = steps.compactMap { $0.answer.aim?.values.first }
    let hasBars = page.hasBars && firsts.allSatisfy { $0 >= 0 }
    let most = firsts.max() ?? 0
    let isNested = steps.contains { $0.nested != nil }
    var table = TextTable(
      [
        TextTable.Column(header: header, isRight: true),
        TextTable.Column(header: say("Points", "Puntos"), isRight: true),
      ]
        + (hasBars ? [TextTable.Column(header: "")] : [])
        + (isNested
          ? [
            TextTable.Column(header: say("Nested", "Anidada"), isRight: true),
            TextTable.Column(header: say("Price", "Precio"), isRight: true),
          ] : [])
        + [
          TextTable.Column(header: say("Cost", "Costo"), isRight: true),
          TextTable.Column(header: say("In", "Entran"), isRight: true),
          TextTable.Column(header: say("Enter", "Ingresan"), fit: .wrapped(10)),
          TextTable.Column(header: say("Leave", "Salen"), fit: .wrapped(10)),
        ]
    )
    for step in steps {
      let values = step.answer.aim?.values
      let nested = step.nested?.aim?.values
      let price = values.flatMap { values in nested.map { changes.gap(values, $0) } }
      table.append(
        [write(step.value), points(values)]
          + (hasBars ? [page.bar(values?.first ?? 0, of: most)] : [])
          + (isNested ? [points(nested), price ?? "-"] : [])
          + [
            numerals.money(step.answer.totals.cost), String(step.answer.selected.count),
            changes.list(step.exchange?.entering ?? []), leaving(step),
          ]
      )
    }
    let isDropping = steps.contains { !$0.keeping.isEmpty }
    let note = page.paragraph(
      say(
        "In brackets: the points that keeping it would cost.",
        "Entre paréntesis: los puntos que costaría conservarla."
      ),
      indent: 2
    )
    return table.lines(on: page) + (isDropping ? note : [])
  }

  private func leaving(_ step: SweepStep) -> String {
    guard let values = step.answer.aim?.values, !step.keeping.isEmpty else {
      return changes.list(step.exchange?.leaving ?? [])
    }
    return changes.list(
      step.keeping.map { kept in
        let loss = kept.values.map { changes.gap(values, $0) } ?? say("impossible", "imposible")
        return "\(kept.id) (\(loss))"
      }
    )
  }

  private func table(_ breakpoints: [Breakpoint]) -> [String] {
    let heading = page.emphasize(
      say("EXACTLY WHERE THE PORTFOLIO CHANGES", "DÓNDE EXACTAMENTE CAMBIA LA CARTERA"),
      .heading
    )
    var table = TextTable([
      TextTable.Column(header: say("From", "Desde"), isRight: true),
      TextTable.Column(header: say("Points", "Puntos"), isRight: true),
      TextTable.Column(header: say("Enter", "Ingresan"), fit: .wrapped(10)),
      TextTable.Column(header: say("Leave", "Salen"), fit: .wrapped(10)),
    ])
    for breakpoint in breakpoints {
      table.append([
        write(breakpoint.value), points(breakpoint.answer.aim?.values),
        changes.list(breakpoint.exchange.entering), changes.list(breakpoint.exchange.leaving),
      ])
    }
    return [heading] + table.lines(on: page)
  }
}
