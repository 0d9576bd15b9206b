public import Planning
import Portfolio
import Preferences
public import Selection

/// A simulation as a table: what the portfolio may bring, and how often it brings how much.
public struct SimulationReport {
  private let simulation: Simulation
  private let scenario: Scenario
  private let asked: Answer.Settings
  private let page: Page
  private let numerals: Numerals

  /// Makes a report of a portfolio's simulation; `asked`: what the portfolio was asked for beyond the
  /// scenario.
  public init(of simulation: Simulation, by planner: Planner, asked: Answer.Settings, page: Page) {
    self.simulation = simulation
    scenario = planner.scenario
    self.asked = asked
    self.page = page
    numerals = Numerals(page.language, planner.scenario.currency)
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  /// The report, each line with its end.
  public var text: String {
    let sections = [heading, outcomes, histogram]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var heading: [String] {
    let chosen = simulation.selected.count
    let all = scenario.initiatives.count
    let cost = numerals.moneyWithCode(simulation.cost)
    let drawn = numerals.number(simulation.investment.count)
    let seed = simulation.draws.seed
    var lines = page.paragraph(scenario.name, .heading)
    lines += asked.words(numerals, in: page.language).flatMap { page.paragraph($0, .caution) }
    lines += page.paragraph(
      say(
        "\(chosen) of \(all) initiatives for \(cost). Their public funds are awarded by chance: \(drawn) samples, seed \(seed).",
        "\(chosen) de \(all) iniciativas por \(cost). Sus fondos públicos se adjudican al azar: \(drawn) muestras, semilla \(seed)."
      )
    )
    if simulation.investment.count < Int64(simulation.draws.samples) {
      lines += page.paragraph(
        say(
          "Interrupted: \(numerals.number(Int64(simulation.draws.samples))) were asked for.",
          "Interrumpido: se pidieron \(numerals.number(Int64(simulation.draws.samples)))."
        ),
        .caution
      )
    }
    return lines
  }

  private var outcomes: [String] {
    let level = numerals.percent(simulation.level)
    let shown = Simulation.Outcome.allCases.compactMap { outcome in
      simulation.summary(of: outcome).map { (outcome, $0.expected, $0.samples) }
    }
    let rows: [(name: String, number: KeyPath<Simulation.Summary, Fraction>)] = [
      (say("Mean", "Media"), \.mean), ("P10", \.tenth), ("P50", \.median), ("P90", \.ninetieth),
      ("CVaR \(level)", \.tailMean),
    ]
    var table = TextTable(
      [TextTable.Column(header: "")]
        + shown.map { TextTable.Column(header: name($0.0), isRight: true) }
    )
    table.append([say("Expected", "Esperado")] + shown.map { write($0.1, $0.0) })
    for row in rows {
      table.append([row.name] + shown.map { write($0.2[keyPath: row.number], $0.0) })
      guard row.number == \.mean else { continue }
      table.append(
        [say("its standard error", "su error estándar")]
          + shown.map { error($0.2.standardError, $0.0) }
      )
    }
    let tail = numerals.percent((1 - Fraction(simulation.level)).rounded(toDecimals: 15))
    return table.lines(on: page)
      + page.paragraph(
        say(
          "Expected: in closed form. P10: a tenth of the samples bring no more. CVaR: the mean of the worst \(tail).",
          "Esperado: por fórmula. P10: una décima parte de las muestras no trae más. CVaR: la media del peor \(tail)."
        ),
        indent: 2
      )
  }

  private func name(_ outcome: Simulation.Outcome) -> String {
    switch outcome {
    case .investment:
      say("Investment won, ", "Inversión ganada, ") + scenario.currency.code
    case .beneficiaries: say("Beneficiaries", "Beneficiarios")
    case .leverage: say("Leverage", "Apalancamiento")
    }
  }

  private func write(_ value: Fraction, _ outcome: Simulation.Outcome) -> String {
    switch outcome {
    case .investment: numerals.money(Money(minorUnits: value.roundedHalfToEven ?? .max))
    case .beneficiaries: numerals.number(value.rounded(toDecimals: 0))
    case .leverage: numerals.number(value.rounded(toDecimals: 2))
    }
  }

  private func error(_ error: Double, _ outcome: Simulation.Outcome) -> String {
    let decimals = outcome == .leverage ? 4 : 0
    let unit = Double(Quantity.powerOfTen(decimals))
    let digits = Int64((error * unit).rounded())
    return outcome == .investment
      ? numerals.money(Money(minorUnits: digits))
      : numerals.number(Quantity(digits, decimals: decimals))
  }

  /// How often the investment lies in each of some ten steps of a round width.
  private var histogram: [String] {
    let entries = simulation.investment.entries
    guard let least = entries.first?.value, let most = entries.last?.value, least < most else {
      return []
    }
    let width = roundWidth(of: most - least)
    let first = least / width
    var counts = [Int64](repeating: 0, count: Int(most / width - first) + 1)
    for entry in entries { counts[Int(entry.value / width - first)] += entry.count }
    let heading = page.emphasize(
      say("HOW OFTEN IT WINS HOW MUCH", "CON QUÉ FRECUENCIA GANA CUÁNTO"),
      .heading
    )
    var table = TextTable([
      TextTable.Column(header: say("From", "Desde"), isRight: true),
      TextTable.Column(header: say("Samples", "Muestras"), isRight: true),
      TextTable.Column(header: ""),
    ])
    let largest = counts.max() ?? 1
    let room = Int64(min(50, page.width / 2))
    for (step, count) in counts.enumerated() {
      let from = Money(minorUnits: (first + Int64(step)) * width)
      let share = Fraction(ExactInteger(count), ExactInteger(simulation.investment.count))
      table.append([
        numerals.money(from), numerals.percent(share.rounded(toDecimals: 3)),
        String(repeating: "█", count: Int(count * room / largest)),
      ])
    }
    return [heading] + table.lines(on: page)
  }

  /// The least of 1, 2, 5, 10, 20, 50 … of which ten are the range or more.
  private func roundWidth(of range: Int64) -> Int64 {
    var power: Int64 = 1
    while power * 100 < range { power *= 10 }
    let width = [1, 2, 5].map { $0 * power }.first { $0 * 10 >= range } ?? 10 * power
    return width
  }
}
