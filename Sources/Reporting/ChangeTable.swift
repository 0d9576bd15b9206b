import Planning
import Portfolio
import Selection

/// Changes of one number each, as rows of a table.
struct ChangeTable {
  let scenario: Scenario
  let page: Page
  let numerals: Numerals

  init(_ scenario: Scenario, _ page: Page) {
    self.scenario = scenario
    self.page = page
    numerals = Numerals(page.language, scenario.currency)
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  /// The changes: what, from which number to which, perhaps what it gains over `base`, and what
  /// comes and goes; with a note where a smaller change is not ruled out.
  func lines(_ changes: [Change], gainOver base: [Int64]? = nil, indent: Int) -> [String] {
    guard !changes.isEmpty else { return [] }
    var table = TextTable(
      [
        TextTable.Column(header: say("Change", "Cambio"), fit: .wrapped(20)),
        TextTable.Column(header: say("Now", "Hoy"), isRight: true),
        TextTable.Column(header: say("Then", "Cambiado"), isRight: true),
      ]
        + (base == nil
          ? [] : [TextTable.Column(header: say("Points gained", "Puntos ganados"), isRight: true)])
        + [
          TextTable.Column(header: say("Enter", "Entran"), fit: .wrapped(8)),
          TextTable.Column(header: say("Leave", "Salen"), fit: .wrapped(8)),
        ]
    )
    for change in changes {
      let (from, to) = numbers(change)
      table.append(
        [words(change.subject), from, to + (change.isLeast ? "" : "*")]
          + (base.map { [gap(change.values, $0)] } ?? [])
          + [list(change.exchange.entering), list(change.exchange.leaving)]
      )
    }
    let lines = table.lines(on: page, indent: indent)
    guard changes.contains(where: { !$0.isLeast }) else { return lines }
    return lines
      + page.paragraph(
        say(
          "* One unit less is not enough, but a smaller change still might be: tickets, largest shares or costs that count as points let more be worse.",
          "* Una unidad menos no basta, pero un cambio menor aún podría bastar: con montos mínimos, topes por iniciativa o costos que dan puntos, más puede ser peor."
        ),
        indent: indent,
        hanging: 2
      )
  }

  /// By how much one list of points is above another: the first aim in which they differ.
  func gap(_ values: [Int64], _ others: [Int64]) -> String {
    guard values.count == others.count,
      let aim = values.indices.first(where: { values[$0] != others[$0] })
    else { return "0" }
    let number = numerals.number(values[aim] - others[aim])
    return values.count == 1 ? number : "\(number) (\(name(ofAim: aim, of: values.count)))"
  }

  /// The same in words: `4,309 points`.
  func gapInWords(_ values: [Int64], _ others: [Int64]) -> String {
    guard values.count == others.count,
      let aim = values.indices.first(where: { values[$0] != others[$0] })
    else { return say("0 points", "0 puntos") }
    let name = name(ofAim: aim, of: values.count)
    let unit =
      scenario.objective.mode == .lexicographic
      ? say("points of \(name)", "puntos de \(name)") : name
    return "\(numerals.number(values[aim] - others[aim])) \(unit)"
  }

  /// What an aim's number counts.
  private func name(ofAim aim: Int, of count: Int) -> String {
    switch scenario.objective.mode {
    case .sum: say("points", "puntos")
    case .lexicographic: scenario.objective.terms[aim].name
    case .maximin:
      aim == count - 1
        ? say("points", "puntos")
        : say("millionths of satisfaction", "millonésimas de satisfacción")
    case .nash:
      aim == 0
        ? say("weight served", "peso atendido")
        : say("billionths of log satisfaction", "milmillonésimas de log satisfacción")
    }
  }

  /// Ids in one line, or a dash.
  func list(_ ids: [String]) -> String { ids.isEmpty ? "-" : ids.joined(separator: ", ") }

  private func words(_ subject: Change.Subject) -> String {
    switch subject {
    case .pledge(let index):
      let pledge = scenario.pledges[index]
      let name = scenario.funders[pledge.funder].name
      return say("pledge \(pledge.id) of \(name)", "aporte \(pledge.id) de \(name)")
    case .cost: return say("its cost", "su costo")
    case .points(let aim):
      return scenario.objective.mode == .lexicographic
        ? say("its points in ", "sus puntos en ") + scenario.objective.terms[aim].name
        : say("its points", "sus puntos")
    case .limit(let index, _):
      let limit = scenario.limits[index].words(in: scenario)[page.language]
      return say("limit ", "límite ") + limit
    }
  }

  private func numbers(_ change: Change) -> (String, String) {
    func write(_ number: Quantity) -> String {
      switch change.subject {
      case .pledge, .cost: return numerals.sum(number, isMoney: true)
      case .points: return numerals.number(number)
      case .limit(let index, let side):
        let limit = scenario.limits[index]
        if case .share = side == .maximum ? limit.max : limit.min {
          return numerals.percent(number)
        }
        return numerals.sum(number, isMoney: limit.measure.isMoney)
      }
    }
    return (write(change.from), write(change.to))
  }
}
