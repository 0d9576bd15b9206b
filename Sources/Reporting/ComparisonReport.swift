public import Planning
public import Portfolio
import Selection

/// Portfolios side by side, as a table of neighbours reads them.
public struct ComparisonReport {
  private let comparison: Comparison
  private let page: Page
  private let numerals: Numerals

  /// Makes a report; amounts are in `currency`, which all portfolios share.
  public init(of comparison: Comparison, in currency: Currency, page: Page) {
    self.comparison = comparison
    self.page = page
    numerals = Numerals(page.language, currency)
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  /// The report, each line with its end.
  public var text: String {
    let sections = [
      key, totals, worths, members,
      rows(
        say("COMMUNES, cost (initiatives)", "COMUNAS, costo (iniciativas)"),
        comparison.communes
      ),
      rows(say("SDGs, cost (initiatives)", "ODS, costo (iniciativas)"), comparison.goals),
      rows(
        say("FUNDERS, payments (initiatives)", "APORTANTES, pagos (iniciativas)"),
        comparison.funders
      ),
      rows(
        say("STAKEHOLDERS, satisfaction (initiatives)", "ACTORES, satisfacción (iniciativas)"),
        comparison.stakeholders,
        isShare: true
      ),
    ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private func letter(_ index: Int) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return index < letters.count ? String(letters[index]) : String(index + 1)
  }

  private var columns: [TextTable.Column] {
    comparison.names.indices.map { TextTable.Column(header: letter($0), isRight: true) }
  }

  private var key: [String] {
    comparison.names.enumerated().flatMap {
      page.paragraph("\(letter($0.offset)): \($0.element)", hanging: 3, .heading)
    }
  }

  private var totals: [String] {
    var table = TextTable([TextTable.Column(header: "")] + columns)
    let answers = comparison.answers
    func add(_ label: String, _ write: (Answer) -> String) {
      table.append([label] + answers.map(write))
    }
    add(say("Status", "Estado")) { word($0.status) }
    add(say("Initiatives", "Iniciativas")) { numerals.number(Int64($0.selected.count)) }
    add(say("Cost", "Costo")) { numerals.money($0.totals.cost) }
    add(say("Public investment", "Inversión pública")) { numerals.money($0.totals.investment) }
    add(say("Beneficiaries", "Beneficiarios")) { numerals.number($0.totals.beneficiaries) }
    add(say("Leverage", "Apalancamiento")) { numerals.number($0.totals.leverage) }
    return [page.emphasize(say("TOTALS", "TOTALES"), .heading)] + table.lines(on: page)
  }

  private func word(_ status: Answer.Status) -> String {
    switch status {
    case .optimal: say("optimal", "óptima")
    case .feasible: say("feasible", "factible")
    case .infeasible: say("infeasible", "imposible")
    case .unknown: say("unknown", "sin respuesta")
    }
  }

  private var worths: [String] {
    var table = TextTable(
      [
        TextTable.Column(
          header: say("Under the objective of", "Según el objetivo de"),
          fit: .truncated(16)
        )
      ]
        + columns
    )
    for (index, judge) in comparison.judges.enumerated() {
      table.append(
        [judge]
          + comparison.worths.map { worths in
            let worth = worths[index]
            guard let values = worth.values else { return "-" }
            let points = values.map { numerals.number($0) }.joined(separator: "; ")
            return worth.isFeasible ? points : points + "*"
          }
      )
    }
    let isBroken = comparison.worths.joined().contains { $0.values != nil && !$0.isFeasible }
    let note = page.paragraph(
      say("* It breaks the rules of that scenario.", "* Rompe las reglas de ese escenario."),
      indent: 2
    )
    return [page.emphasize(say("POINTS", "PUNTOS"), .heading)] + table.lines(on: page)
      + (isBroken ? note : [])
  }

  private var members: [String] {
    let common = comparison.common.map(\.id).joined(separator: ", ")
    let number = comparison.common.count
    var lines = [page.emphasize(say("IN ALL: \(number)", "EN TODAS: \(number)"), .heading)]
    if !common.isEmpty { lines += page.paragraph(common, indent: 2) }
    guard !comparison.different.isEmpty else { return lines }
    var table = TextTable(
      [
        TextTable.Column(header: "Id", fit: .truncated(12)),
        TextTable.Column(header: say("Initiative", "Iniciativa"), fit: .truncated(16)),
      ] + columns
    )
    for member in comparison.different {
      table.append([member.id, member.name] + member.isIn.map { $0 ? say("in", "entra") : "-" })
    }
    let count = comparison.different.count
    lines.append("")
    lines.append(
      page.emphasize(say("ONLY IN SOME: \(count)", "SOLO EN ALGUNAS: \(count)"), .heading)
    )
    return lines + table.lines(on: page)
  }

  private func rows(
    _ heading: String,
    _ rows: [Comparison.Row],
    isShare: Bool = false
  ) -> [String] {
    let rows = rows.filter { $0.counts.contains { $0 > 0 } }
    guard !rows.isEmpty else { return [] }
    var table = TextTable([TextTable.Column(header: "", fit: .truncated(16))] + columns)
    for row in rows {
      let cells = zip(row.amounts, row.counts).map { amount, count in
        let number =
          isShare
          ? numerals.percent(Quantity(amount, decimals: 4))
          : numerals.money(Money(minorUnits: amount))
        return "\(number) (\(count))"
      }
      table.append([row.label] + cells)
    }
    return [page.emphasize(heading, .heading)] + table.lines(on: page)
  }
}
