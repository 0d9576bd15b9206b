public import Planning
import Portfolio
import Selection

/// What it costs to be safe from some costs turning out higher, as a table.
public struct ProtectionReport {
  private let protection: CostProtection
  private let scenario: Scenario
  private let asked: Answer.Settings

  /// Makes a report.
  public init(of protection: CostProtection, by planner: Planner) {
    self.protection = protection
    scenario = planner.scenario
    asked = planner.asked
  }

  /// The report, each line with its end.
  public func text(on page: Page) -> String {
    let changes = ChangeTable(scenario, page)
    let numerals = changes.numerals
    func say(_ english: String, _ spanish: String) -> String {
      Text(en: english, es: spanish)[page.language]
    }
    let share = numerals.percent(protection.deviation)
    let pool = numerals.moneyWithCode(protection.pool)
    var lines = page.paragraph(scenario.name, .heading)
    lines += asked.words(numerals, in: page.language).flatMap { page.paragraph($0, .caution) }
    lines += page.paragraph(
      say(
        "The best portfolio whose costs stay within all pledged money (\(pool)) if any so many of them turn out \(share) higher; proven. Earmarks, limits and shares are kept with the costs as planned.",
        "La mejor cartera cuyos costos caben en todo lo aportado (\(pool)) si tantos cualesquiera de ellos resultan \(share) mayores; demostrado. Destinos, límites y topes se cumplen con los costos previstos."
      )
    )
    var table = TextTable([
      TextTable.Column(header: say("Rises", "Alzas"), isRight: true),
      TextTable.Column(header: say("Points", "Puntos"), isRight: true),
      TextTable.Column(header: say("Price", "Precio"), isRight: true),
      TextTable.Column(header: say("Cost", "Costo"), isRight: true),
      TextTable.Column(header: say("At worst", "En el peor caso"), isRight: true),
      TextTable.Column(header: say("In", "Entran"), isRight: true),
      TextTable.Column(header: say("Enter", "Ingresan"), fit: .wrapped(8)),
      TextTable.Column(header: say("Leave", "Salen"), fit: .wrapped(8)),
    ])
    let best = protection.steps.first?.answer?.aim?.values ?? []
    for step in protection.steps {
      guard let answer = step.answer, let values = answer.aim?.values else {
        table.append(
          [String(step.rises), say("impossible", "imposible")]
            + [String](repeating: "-", count: 6)
        )
        continue
      }
      table.append([
        String(step.rises), values.map { numerals.number($0) }.joined(separator: "; "),
        changes.gap(best, values), numerals.money(answer.totals.cost),
        numerals.money(step.worst), String(answer.selected.count),
        changes.list(step.exchange.entering), changes.list(step.exchange.leaving),
      ])
    }
    lines += [""] + table.lines(on: page)
    if protection.isSafeFromAll {
      lines += page.paragraph(
        say(
          "The last one bears it if all its costs rise: more change nothing.",
          "La última lo resiste aunque suban todos sus costos: más alzas no cambian nada."
        ),
        indent: 2
      )
    }
    if !protection.isComplete {
      lines += page.paragraph(
        say("Interrupted: steps are missing.", "Interrumpido: faltan pasos."),
        .caution
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
