public import Planning
import Portfolio
import Selection

/// A frontier as a table: what each portfolio gives of each measure, and what changes on the way.
public struct FrontierReport {
  let frontier: Frontier
  let all: Int
  private let scenario: Scenario
  private let asked: Answer.Settings

  /// Makes a report of the points that are shown, of `all` that there are.
  public init(of frontier: Frontier, among all: Int, by planner: Planner) {
    self.frontier = frontier
    self.all = all
    scenario = planner.scenario
    asked = planner.asked
  }

  /// The report, each line with its end.
  public func text(on page: Page) -> String {
    let numerals = Numerals(page.language, scenario.currency)
    func say(_ english: String, _ spanish: String) -> String {
      Text(en: english, es: spanish)[page.language]
    }
    let shown = frontier.points.count
    var lines = page.paragraph(scenario.name, .heading)
    lines += asked.words(numerals, in: page.language).flatMap { page.paragraph($0, .caution) }
    if frontier.points.isEmpty, frontier.isComplete {
      lines += page.paragraph(
        say(
          "No portfolio keeps the rules; cartera explain says which ones clash.",
          "Ninguna cartera cumple las reglas; cartera explain dice cuáles chocan."
        ),
        .bad
      )
      return lines.joined(separator: "\n") + "\n"
    }
    let count =
      shown == all
      ? say("\(all) portfolios", "\(all) carteras")
      : say(
        "\(shown) of \(all) portfolios, evenly spread",
        "\(shown) de \(all) carteras, bien repartidas"
      )
    lines += page.paragraph(
      say(
        "\(count); none can have more of one without giving up some of another.",
        "\(count); ninguna puede mejorar en una medida sin ceder en otra."
      )
    )
    if !frontier.isComplete {
      lines += page.paragraph(
        say("Interrupted: there may be others.", "Interrumpido: puede haber otras."),
        .caution
      )
    }
    var table = TextTable(
      frontier.criteria.map { criterion in
        let arrow = criterion.isLessBetter ? "↓" : "↑"
        return TextTable.Column(header: "\(criterion.name) \(arrow)", isRight: true)
      } + [
        TextTable.Column(header: ""),
        TextTable.Column(header: say("In", "Entran"), isRight: true),
        TextTable.Column(header: say("Enter", "Ingresan"), fit: .wrapped(10)),
        TextTable.Column(header: say("Leave", "Salen"), fit: .wrapped(10)),
      ]
    )
    var before: Answer?
    for point in frontier.points {
      let exchange = before.map { Exchange(from: $0, to: point.answer) }
      before = point.answer
      let mark =
        (point.isSupported ? "o" : "") + (point.isKnee ? say(" knee", " codo") : "")
      let values = zip(point.values, frontier.criteria).map {
        numerals.sum($0, isMoney: $1.measure.isMoney)
      }
      let lists = [exchange?.entering ?? [], exchange?.leaving ?? []].map {
        $0.isEmpty ? "-" : $0.joined(separator: ", ")
      }
      table.append(values + [mark, String(point.answer.selected.count)] + lists)
    }
    lines += [""] + table.lines(on: page)
    if !frontier.points.isEmpty {
      lines += page.paragraph(
        say(
          "o: the best for some weights of the measures. knee: where giving up a little of one gains most of the other.",
          "o: la mejor para algunos pesos de las medidas. codo: donde ceder un poco de una gana más de la otra."
        ),
        indent: 2
      )
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
