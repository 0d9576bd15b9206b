import Planning
import Portfolio

// What is said where more is drawn than weights.
extension RobustReport {
  /// How the chosen portfolio fares in the samples; nothing where only weights are drawn.
  func chances(_ words: RobustWords) -> [String] {
    guard let uncertainty = found.uncertainty else { return [] }
    let page = words.page
    let title = words.say("THE CHOSEN PORTFOLIO", "LA CARTERA ELEGIDA")
    var lines = [page.emphasize(title, .heading)]
    let drawn = found.regret?.drawn ?? Robustness.Drawn()
    if uncertainty.costs > 0 {
      let (share, range) = words.chance(drawn.count, found.weightings)
      lines += page.paragraph(
        words.say(
          "It keeps all rules in \(share) of the samples (95% within \(range)).",
          "Cumple todas las reglas en \(share) de las muestras (95 % entre \(range))."
        ),
        indent: 2
      )
    }
    let (share, range) = words.chance(drawn.asGood, found.weightings)
    lines += page.paragraph(
      words.say(
        "It is the best in \(share) (95% within \(range)).",
        "Es la mejor en \(share) (95 % entre \(range))."
      ),
      indent: 2
    )
    guard let regret = found.regret, let mean = drawn.mean else { return lines }
    let average = words.numerals.number(mean.rounded(decimals: 1))
    let largest = words.numerals.number(regret.largest.rounded(decimals: 1))
    lines += page.paragraph(
      uncertainty.costs > 0
        ? words.say(
          "Where it keeps them it falls short of the best by \(average) points on average, by \(largest) in the worst sample.",
          "Donde las cumple le faltan \(average) puntos para la mejor en promedio, \(largest) en la peor muestra."
        )
        : words.say(
          "It falls short of the best by \(average) points on average, by \(largest) in the worst sample.",
          "Le faltan \(average) puntos para la mejor en promedio, \(largest) en la peor muestra."
        ),
      indent: 2
    )
    return lines
  }
}

extension RobustWords {
  /// What is drawn, what of it is exact, and what is only sampled.
  func samples(_ found: Robustness, _ uncertainty: Uncertainty, seed: UInt64) -> String {
    let count = numerals.number(Int64(found.weightings))
    var drawn = [say("the weights", "los pesos")]
    if uncertainty.scores > 0 {
      let share = numerals.percent(uncertainty.scores)
      drawn.append(
        say(
          "each value of each term up to \(share) more or less",
          "cada valor de cada término hasta \(share) mayor o menor"
        )
      )
    }
    if uncertainty.costs > 0 {
      let share = numerals.percent(uncertainty.costs)
      drawn.append(
        say("each cost up to \(share) more or less", "cada costo hasta \(share) mayor o menor")
      )
    }
    if uncertainty.awards {
      drawn.append(
        say("which public funds are awarded", "qué fondos públicos se adjudican")
      )
    }
    let list = drawn.joined(separator: "; ")
    let different = numerals.number(Int64(found.portfolios.count))
    var text = say(
      "\(count) samples (seed \(seed)) of: \(list). The best portfolio of each is found exactly; different ones: \(different). What is said of all that was not drawn is an estimate with its error, not a proof.",
      "\(count) muestras (semilla \(seed)) de: \(list). La mejor cartera de cada una se encuentra exacta; distintas: \(different). Lo que se dice de todo lo no sorteado es una estimación con su error, no una demostración."
    )
    if found.impossible > 0 {
      let number = numerals.number(Int64(found.impossible))
      text += say(
        " In \(number) samples no portfolio keeps the rules.",
        " En \(number) muestras ninguna cartera cumple las reglas."
      )
    }
    return text
  }

  /// How sure a core is that was not proven.
  func confidence(_ found: Robustness, _ least: Quantity) -> String {
    let low = numerals.percent(least)
    return found.uncertainty == nil
      ? say(
        "Each is in the best portfolio of at least \(low) of all weightings, with 95% confidence.",
        "Cada una está en la mejor cartera de al menos \(low) de todos los pesos, con 95 % de confianza."
      )
      : say(
        "Each is in the best portfolio with a chance of at least \(low), with 95% confidence.",
        "Cada una está en la mejor cartera con una probabilidad de al menos \(low), con 95 % de confianza."
      )
  }

  /// A share of the samples, and the range of the chance behind it.
  func chance(_ count: Int, _ all: Int) -> (share: String, range: String) {
    let (low, high) = Robustness.interval(of: count, among: all)
    return (share(count, all), range(low, high))
  }
}
