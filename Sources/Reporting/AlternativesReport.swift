public import Planning
import Portfolio
import Selection

/// Portfolios that differ from the best one: what each loses, and what changes.
public struct AlternativesReport {
  private let alternatives: Alternatives
  private let asked: Int
  private let differ: Int
  private let scenario: Scenario

  /// Makes a report of the alternatives, of which `asked` were asked for, that differ in at least
  /// `differ` initiatives.
  public init(_ alternatives: Alternatives, asked: Int, differ: Int, by planner: Planner) {
    self.alternatives = alternatives
    self.asked = asked
    self.differ = differ
    scenario = planner.scenario
  }

  /// The report, each line with its end.
  public func text(on page: Page) -> String {
    let changes = ChangeTable(scenario, page)
    func say(_ english: String, _ spanish: String) -> String {
      Text(en: english, es: spanish)[page.language]
    }
    let found = alternatives.found
    var lines = [
      page.emphasize(say("ALTERNATIVES: ", "ALTERNATIVAS: ") + String(found.count), .heading)
    ]
    let least =
      differ == 1
      ? say("at least 1 initiative", "al menos 1 iniciativa")
      : say("at least \(differ) initiatives", "al menos \(differ) iniciativas")
    if !found.isEmpty {
      lines += page.paragraph(
        say(
          "Each is the best that differs from all before it in \(least), coming or going; proven. What it gives more or less than the best portfolio:",
          "Cada una es la mejor que difiere de todas las anteriores en \(least), que entran o salen; demostrado. Lo que da de más o de menos que la mejor cartera:"
        ),
        indent: 2
      )
      lines += table(found, changes, say).lines(on: page)
    }
    if !alternatives.isComplete {
      lines += page.paragraph(
        say("Interrupted: there may be others.", "Interrumpido: puede haber otras."),
        .caution
      )
    } else if found.count < asked {
      lines += page.paragraph(
        say(
          "No other portfolio keeps the rules and differs in \(least) from these; proven.",
          "Ninguna otra cartera cumple las reglas y difiere de estas en \(least); demostrado."
        ),
        indent: 2
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func table(
    _ found: [Alternative],
    _ changes: ChangeTable,
    _ say: (String, String) -> String
  ) -> TextTable {
    let terms = scenario.objective.terms
    var table = TextTable(
      [
        TextTable.Column(header: "", isRight: true),
        TextTable.Column(header: say("Points lost", "Puntos menos"), isRight: true),
      ] + terms.map { TextTable.Column(header: $0.name, isRight: true) } + [
        TextTable.Column(header: say("Enter", "Entran"), fit: .wrapped(8)),
        TextTable.Column(header: say("Leave", "Salen"), fit: .wrapped(8)),
      ]
    )
    for (index, alternative) in found.enumerated() {
      let values = alternative.answer.aim?.values ?? []
      let best = zip(values, alternative.loss).map { $0 + $1 }
      table.append(
        [String(index + 1), changes.gap(best, values)]
          + zip(terms, alternative.changes).map { term, change in
            (change > 0 ? "+" : "")
              + changes.numerals.sum(change.rounded(decimals: 2), isMoney: term.measure.isMoney)
          } + [
            changes.list(alternative.exchange.entering),
            changes.list(alternative.exchange.leaving),
          ]
      )
    }
    return table
  }
}
