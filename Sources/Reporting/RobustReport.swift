public import Planning
import Portfolio
import Selection

/// What is in whatever the weights are, and what the chosen portfolio can fall short, as a table.
public struct RobustReport {
  let found: Robustness
  private let seed: UInt64?
  let scenario: Scenario
  private let asked: Answer.Settings

  /// Makes a report; with the seed of the drawn weightings, if they were drawn.
  public init(of found: Robustness, seed: UInt64?, by planner: Planner) {
    self.found = found
    self.seed = seed
    scenario = planner.scenario
    asked = planner.asked
  }

  /// The report, each line with its end.
  public func text(on page: Page) -> String {
    let words = RobustWords(scenario: scenario, page: page)
    var head = page.paragraph(scenario.name, .heading)
    head += asked.words(words.numerals, in: page.language).flatMap { page.paragraph($0, .caution) }
    head += page.paragraph(words.weights(found.set))
    let basis =
      found.uncertainty.map { words.samples(found, $0, seed: seed ?? 1) }
      ?? words.basis(found, seed: seed)
    head += page.paragraph(basis)
    if found.isSettled {
      head += page.paragraph(
        words.say(
          "One portfolio is the best for all these weights, drawn or not; proven.",
          "Una cartera es la mejor con todos estos pesos, sorteados o no; demostrado."
        ),
        .good
      )
    }
    if !found.isComplete {
      head += page.paragraph(
        words.say("Interrupted: not all are counted.", "Interrumpido: no se cuentan todas."),
        .caution
      )
    }
    let sections =
      [head] + Robustness.Standing.allCases.map { section($0, words) }
      + [
        chances(words),
        found.uncertainty == nil
          ? found.regret.map { regret($0, words, isRival: false) } ?? [] : [],
        found.rivalry.map { regret($0, words, isRival: true) } ?? [],
      ]
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  /// The initiatives of a standing: in a list, or with their shares.
  private func section(_ standing: Robustness.Standing, _ words: RobustWords) -> [String] {
    let members = found.members.filter { $0.standing == standing }
    var lines = [words.page.emphasize(words.heading(standing, members.count), .heading)]
    guard standing == .borderline else {
      // Most of a large table is exterior: what is in neither list.
      guard standing == .core, !members.isEmpty else { return lines }
      let names = members.map(\.id).joined(separator: ", ")
      lines += words.page.paragraph(names, indent: 2)
      if !found.isExact, !found.isSettled, let first = members.first {
        lines += words.page.paragraph(words.confidence(found, first.interval.low), indent: 2)
      }
      return lines
    }
    guard !members.isEmpty else { return lines }
    var table = TextTable(
      [
        TextTable.Column(header: "Id"),
        TextTable.Column(header: words.say("Initiative", "Iniciativa"), fit: .truncated(16)),
        TextTable.Column(header: words.say("Index", "Índice"), isRight: true),
      ]
        + (found.isExact
          ? [] : [TextTable.Column(header: words.say("95% within", "95 % entre"), isRight: true)])
        + [
          TextTable.Column(header: words.say("Portfolios", "Carteras"), isRight: true),
          TextTable.Column(header: words.say("Chosen", "Elegida")),
        ]
    )
    for member in members.sorted(by: { $0.count > $1.count }) {
      let interval = member.interval
      let name = scenario.positions[member.id].map { scenario.initiatives[$0].name } ?? ""
      table.append(
        [member.id, name, words.share(member.count, found.weightings)]
          + (found.isExact ? [] : [words.range(interval.low, interval.high)])
          + [
            "\(member.portfolios)/\(found.portfolios.count)",
            member.isChosen ? words.say("in", "sí") : "-",
          ]
      )
    }
    return lines + table.lines(on: words.page)
  }

  private func regret(
    _ regret: Robustness.Regret,
    _ words: RobustWords,
    isRival: Bool
  ) -> [String] {
    let title =
      isRival
      ? words.say("AGAINST THE RIVAL", "FRENTE A LA RIVAL")
      : words.say("REGRET OF THE CHOSEN PORTFOLIO", "ARREPENTIMIENTO DE LA CARTERA ELEGIDA")
    let page = words.page
    var lines = [page.emphasize(title, .heading)]
    lines += page.paragraph(words.largest(regret, found.set, isRival: isRival), indent: 2)
    let chosen = Set(found.members.filter(\.isChosen).map(\.id))
    let better = regret.better.map { scenario.initiatives[$0].id }
    let entering = better.filter { !chosen.contains($0) }
    let leaving = found.members.map(\.id).filter { chosen.contains($0) && !better.contains($0) }
    let changes = ChangeTable(scenario, page)
    if regret.largest > 0 || isRival, !entering.isEmpty || !leaving.isEmpty {
      lines += page.paragraph(
        words.say(
          "Entering there: \(changes.list(entering)); leaving: \(changes.list(leaving)).",
          "Entran allí: \(changes.list(entering)); salen: \(changes.list(leaving))."
        ),
        indent: 2
      )
    }
    if let mean = regret.drawn.mean {
      let points = words.numerals.number(mean.rounded(decimals: 1))
      let share = words.share(regret.drawn.asGood, found.weightings)
      lines += page.paragraph(
        isRival
          ? words.say(
            "On average over the drawn weightings: \(points) points; the chosen one is as good in \(share).",
            "En promedio sobre los pesos sorteados: \(points) puntos; la elegida es igual o mejor en \(share)."
          )
          : words.say(
            "On average over the drawn weightings: \(points) points; it is the best of \(share).",
            "En promedio sobre los pesos sorteados: \(points) puntos; es la mejor de \(share)."
          ),
        indent: 2
      )
    }
    return lines
  }
}

/// The sentences of the report, and of its section in an HTML page.
struct RobustWords {
  let scenario: Scenario
  let page: Page
  let numerals: Numerals

  init(scenario: Scenario, page: Page) {
    self.scenario = scenario
    self.page = page
    numerals = Numerals(page.language, scenario.currency)
  }

  func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  func weights(_ set: WeightSet) -> String {
    let names = scenario.objective.terms.map(\.name)
    let said = zip(names, set.ranges).filter { $0.1 != 0...WeightSet.whole }
    let ranges = said.map { name, range in
      "\(name) "
        + self.range(
          Quantity(range.lowerBound, decimals: 4),
          Quantity(range.upperBound, decimals: 4)
        )
    }
    let order = set.order.map { names[$0] }.joined(separator: " ≥ ")
    guard !ranges.isEmpty || !order.isEmpty else {
      return say("Weights: any.", "Pesos: cualesquiera.")
    }
    let list = (ranges + (order.isEmpty ? [] : [order])).joined(separator: ", ")
    return say("Weights: \(list).", "Pesos: \(list).")
  }

  func basis(_ found: Robustness, seed: UInt64?) -> String {
    let count = numerals.number(Int64(found.weightings))
    guard let seed else {
      return say(
        "Non-dominated portfolios, than which no other is as good for all these weights and better for some: \(count). These are all, proven.",
        "Carteras no dominadas, tales que ninguna otra es igual de buena con todos estos pesos y mejor con algunos: \(count). Son todas, demostrado."
      )
    }
    let different = numerals.number(Int64(found.portfolios.count))
    return say(
      "\(count) weightings drawn uniformly (seed \(seed)), the best portfolio of each found exactly; different ones: \(different).",
      "\(count) pesos sorteados uniformemente (semilla \(seed)), la mejor cartera de cada uno encontrada exacta; distintas: \(different)."
    )
  }

  func heading(_ standing: Robustness.Standing, _ count: Int) -> String {
    switch standing {
    case .core: say("CORE, in all of them: \(count)", "NÚCLEO, en todas: \(count)")
    case .borderline: say("BORDERLINE, in some: \(count)", "EN LA FRONTERA, en algunas: \(count)")
    case .exterior: say("EXTERIOR, in none: \(count)", "EXTERIOR, en ninguna: \(count)")
    }
  }

  func largest(_ regret: Robustness.Regret, _ set: WeightSet, isRival: Bool) -> String {
    let points = numerals.number(regret.largest.rounded(decimals: 1))
    let names = scenario.objective.terms.map(\.name)
    let weights = zip(names, regret.weights).map {
      "\($0) \(numerals.percent(Quantity($1, decimals: 4)))"
    }.joined(separator: ", ")
    if !isRival, regret.largest <= 0 {
      return say(
        "None: it is the best for all these weights, proven.",
        "Ninguno: es la mejor con todos estos pesos, demostrado."
      )
    }
    if isRival, regret.largest < 0 {
      let ahead = numerals.number(
        Quantity(-regret.largest.significand, decimals: regret.largest.decimals)
          .rounded(decimals: 1)
      )
      return say(
        "It is ahead by at least \(ahead) points for all these weights, proven; by that much with \(weights).",
        "Va adelante por al menos \(ahead) puntos con todos estos pesos, demostrado; por eso mismo con \(weights)."
      )
    }
    return say(
      "At most \(points) points, for all these weights, proven; that much with \(weights).",
      "A lo más \(points) puntos, con todos estos pesos, demostrado; tanto con \(weights)."
    )
  }

  /// A share in percent with at most one decimal.
  func share(_ count: Int, _ all: Int) -> String {
    let tenths = (2000 * count + all) / (2 * max(1, all))
    return numerals.percent(Quantity(Int64(tenths), decimals: 3))
  }

  func range(_ low: Quantity, _ high: Quantity) -> String {
    numerals.percent(low).filter { $0 != "%" && $0 != "\u{A0}" } + "–" + numerals.percent(high)
  }
}
