import Portfolio
import Preferences
import Selection

// MARK: - The modes that look at the stakeholders' satisfactions

extension PortfolioReport {
  /// How satisfied each stakeholder is, in table order.
  var satisfactions: [String] {
    guard let satisfactions = answer.aim?.satisfactions, !satisfactions.isEmpty else { return [] }
    var table = TextTable([
      TextTable.Column(header: say("Stakeholder", "Actor"), fit: .truncated(16)),
      TextTable.Column(header: say("Satisfaction", "Satisfacción"), isRight: true),
      TextTable.Column(header: say("Exactly", "Exacta"), isRight: true),
    ])
    for satisfaction in satisfactions {
      let name = scenario.stakeholders.first { $0.id == satisfaction.stakeholder }?.name
      table.append([
        name ?? satisfaction.stakeholder, numerals.percent(satisfaction.share),
        satisfaction.exact.description,
      ])
    }
    let heading = say(
      "SATISFACTION: what the chosen ones are of all that each stakeholder prefers",
      "SATISFACCIÓN: cuánto son las elegidas de todo lo que prefiere cada actor"
    )
    return page.paragraph(heading, .heading) + table.lines(on: page)
  }

  /// What the proof says.
  func fairOptimality(_ aim: Answer.Aim) -> String {
    let values = fairValues(aim, aim.values)
    return switch (aim.mode, isLeximin) {
    case (.nash, _):
      say(
        "Optimal, proven to a millionth: in no portfolio that keeps the rules is the product of the satisfactions larger than in this one (\(values)).",
        "Óptimo, demostrado a una millonésima: en ninguna cartera que cumpla las reglas es mayor el producto de las satisfacciones (\(values))."
      )
    case (_, true):
      say(
        "Optimal, proven: in no portfolio that keeps the rules is the least satisfied stakeholder better off than in this one, then the second least, and so on; none of those has more points (\(values)).",
        "Óptimo, demostrado: en ninguna cartera que cumpla las reglas queda mejor el actor menos satisfecho, luego el segundo menos, y así; ninguna de esas suma más puntos (\(values))."
      )
    case (_, false):
      say(
        "Optimal, proven: in no portfolio that keeps the rules is the least satisfied stakeholder better off than in this one, and none of those has more points (\(values)).",
        "Óptimo, demostrado: en ninguna cartera que cumpla las reglas queda mejor el actor menos satisfecho, y ninguna de esas suma más puntos (\(values))."
      )
    }
  }

  /// What is known when the search was stopped.
  func fairFeasibility(_ aim: Answer.Aim) -> String {
    let values = fairValues(aim, aim.values)
    let bounds = fairValues(aim, aim.bounds)
    return say(
      "Feasible, not proven optimal: it comes to \(values), and no portfolio to more than \(bounds), aim by aim.",
      "Factible, sin demostrar que sea óptimo: llega a \(values) y ninguna cartera a más de \(bounds), meta por meta."
    )
  }

  private var isLeximin: Bool { scenario.objective.refinement == .leximin }

  /// Satisfactions as percentages, and what follows them.
  private func fairValues(_ aim: Answer.Aim, _ values: [Int64]) -> String {
    guard let last = values.last else { return "" }
    if aim.mode == .nash {
      let served = numerals.number(values[0])
      let logarithm = numerals.number(Quantity(last, decimals: 9))
      return say(
        "served weight \(served), mean logarithm \(logarithm)",
        "peso atendido \(served), logaritmo medio \(logarithm)"
      )
    }
    let levels = values.dropLast().map { numerals.percent(Quantity($0, decimals: 6)) }
    let points = numerals.number(last)
    return say(
      "\(levels.joined(separator: "; ")); \(points) points",
      "\(levels.joined(separator: "; ")); \(points) puntos"
    )
  }
}
