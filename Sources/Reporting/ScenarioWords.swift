import Portfolio
import Preferences
import Selection

extension Gate {
  /// The gate in words: `viability ≥ 60`.
  func words(in scenario: Scenario) -> Text {
    func bound(_ sign: String, _ number: Quantity) -> Text {
      let isMoney = column == "cost" || column == "investment"
      let texts = [Language.english, .spanish].map {
        "\(column) \(sign) \(Numerals($0, scenario.currency).sum(number, isMoney: isMoney))"
      }
      return Text(en: texts[0], es: texts[1])
    }
    return switch condition {
    case .atLeast(let least): bound("≥", least)
    case .atMost(let most): bound("≤", most)
    case .oneOf(let values):
      Text(
        en: "\(column) is \(values.joined(separator: " or "))",
        es: "\(column) es \(values.joined(separator: " o "))"
      )
    case .noneOf(let values):
      Text(
        en: "\(column) is filled in and not \(values.joined(separator: " or "))",
        es: "\(column) está escrito y no es \(values.joined(separator: " o "))"
      )
    }
  }
}

extension Limit {
  /// The limit in words: `count ≥ 1, for each commune`.
  func words(in scenario: Scenario) -> Text {
    Text(en: words(in: scenario, .english), es: words(in: scenario, .spanish))
  }

  private func words(in scenario: Scenario, _ language: Language) -> String {
    let numerals = Numerals(language, scenario.currency)
    let bounds = [(min, "≥"), (max, "≤")].compactMap { bound, sign in
      switch bound {
      case .amount(let amount): "\(sign) \(numerals.sum(amount, isMoney: measure.isMoney))"
      case .share(let share): "\(sign) \(numerals.percent(share))"
      case nil: nil
      }
    }
    var words = name + " " + bounds.joined(separator: language == .spanish ? " y " : " and ")
    for filter in filters {
      let values = filter.values.sorted().joined(separator: language == .spanish ? " o " : " or ")
      words +=
        Text(
          en: ", where \(filter.column) is \(values)",
          es: ", donde \(filter.column) es \(values)"
        )[language]
    }
    if let cycle {
      let name = scenario.cycles[cycle]
      words += Text(en: ", in cycle \(name)", es: ", en el ciclo \(name)")[language]
    }
    if let per {
      words += Text(en: ", for each \(per)", es: ", para cada \(per)")[language]
    }
    return words
  }
}

extension Objective {
  /// The aim in words: `most points: preference (weight 50) + beneficiaries (weight 20, 0 to 20,000)`.
  func words(_ numerals: Numerals) -> Text {
    Text(en: words(numerals, .english), es: words(numerals, .spanish))
  }

  private func words(_ numerals: Numerals, _ language: Language) -> String {
    let list = terms.map { term in
      var details: [String] = []
      if mode != .lexicographic, terms.count > 1 {
        let weight = numerals.number(term.weight)
        details.append(Text(en: "weight \(weight)", es: "peso \(weight)")[language])
      }
      switch term.scale {
      case .largest: break
      case .raw: details.append(Text(en: "the number itself", es: "el número mismo")[language])
      case .range(let low, let high):
        let ends = (numerals.number(low), numerals.number(high))
        details.append(
          Text(en: "from \(ends.0) to \(ends.1)", es: "de \(ends.0) a \(ends.1)")[language]
        )
      }
      return details.isEmpty ? term.name : "\(term.name) (\(details.joined(separator: ", ")))"
    }
    let sum = list.joined(separator: " + ")
    return switch mode {
    case .sum: Text(en: "most points: \(sum)", es: "más puntos: \(sum)")[language]
    case .lexicographic:
      Text(
        en: "in this order: \(list.joined(separator: ", then "))",
        es: "en este orden: \(list.joined(separator: ", luego "))"
      )[language]
    case .maximin:
      refinement == .leximin
        ? Text(
          en:
            "the least satisfied stakeholder as satisfied as can be, then the second least and so on, then most points: \(sum)",
          es:
            "el actor menos satisfecho lo más satisfecho posible, luego el segundo menos y así, luego más puntos: \(sum)"
        )[language]
        : Text(
          en: "the least satisfied stakeholder as satisfied as can be, then most points: \(sum)",
          es: "el actor menos satisfecho lo más satisfecho posible, luego más puntos: \(sum)"
        )[language]
    case .nash:
      Text(
        en: "the largest product of the stakeholders' satisfactions",
        es: "el mayor producto de las satisfacciones de los actores"
      )[language]
    }
  }
}

extension Answer.Settings {
  /// What the user asked for beyond the scenario, so that nobody mistakes a what-if for the answer.
  func words(_ numerals: Numerals, in language: Language) -> [String] {
    func say(_ english: String, _ spanish: String) -> String {
      Text(en: english, es: spanish)[language]
    }
    var parts: [String] = []
    if !lock.isEmpty {
      let ids = lock.joined(separator: ", ")
      parts.append(say("\(ids) in", "dentro \(ids)"))
    }
    if !exclude.isEmpty {
      let ids = exclude.joined(separator: ", ")
      parts.append(say("\(ids) out", "fuera \(ids)"))
    }
    if let budget {
      let share = numerals.percent(budget)
      parts.append(say("every pledge at \(share)", "cada aporte al \(share)"))
    }
    if let risk {
      let tail = numerals.percent((1 - Fraction(risk.level)).rounded(toDecimals: 15))
      let samples = numerals.number(Int64(risk.draws.samples))
      parts.append(
        say(
          "first the investment won in the worst \(tail) of \(samples) samples (seed \(risk.draws.seed))",
          "primero la inversión ganada en el peor \(tail) de \(samples) muestras (semilla \(risk.draws.seed))"
        )
      )
    }
    guard !parts.isEmpty else { return [] }
    let list = parts.joined(separator: "; ")
    return [say("As asked: \(list).", "Según lo pedido: \(list).")]
  }
}
