import BigInt
import Portfolio

extension Verification {
  /// The points of each choice, the value that they add up to, and what the bound claims.
  mutating func checkObjective() {
    let aims = aims()
    var values = aims.map { _ in BigInt(0) }
    for item in chosen {
      let points = aims.map { $0.points(of: item.position, isViable[item.position]) }
      for (aim, number) in points.enumerated() { values[aim] += number }
      if item.choice.points.map(BigInt.init(integerLiteral:)) != points {
        report(
          .choicePoints,
          Text(en: "the points of \(item.choice.id)", es: "los puntos de \(item.choice.id)"),
          says: list(item.choice.points.map { BigInt($0) }),
          truth: list(points)
        )
      }
    }
    if scenario.objective.mode != .lexicographic {
      for pair in scenario.interactions where isChosen[pair.first] && isChosen[pair.second] {
        values[0] += BigInt(integerLiteral: pair.value)
      }
    }
    guard let aim = answer.aim else { return }
    if aim.mode != scenario.objective.mode {
      report(
        .objectiveMode,
        Text(en: "the objective's mode", es: "el modo del objetivo"),
        says: aim.mode.rawValue,
        truth: scenario.objective.mode.rawValue
      )
    }
    if scenario.objective.mode == .maximin || scenario.objective.mode == .nash {
      checkFairness(aim, points: values[0])
    } else {
      checkSatisfactions(aim.satisfactions, [])
      let claim = aim.values.map(BigInt.init(integerLiteral:))
      if let risk = answer.settings.risk { values.insert(tailMean(risk), at: 0) }
      if claim != values { reportValue(claim, values) }
    }
    checkBounds(aim)
  }

  mutating func reportValue(_ claim: [BigInt], _ truth: [BigInt]) {
    report(
      .objectiveValue,
      Text(en: "the objective's value", es: "el valor del objetivo"),
      says: list(claim),
      truth: list(truth)
    )
  }

  private mutating func checkBounds(_ aim: Answer.Aim) {
    if aim.bounds.count != aim.values.count || aim.bounds.lexicographicallyPrecedes(aim.values) {
      report(
        .objectiveBound,
        "the bound \(aim.bounds) is no bound of the value \(aim.values).",
        "la cota \(aim.bounds) no es una cota del valor \(aim.values)."
      )
      return
    }
    let open = zip(aim.values, aim.bounds).first { $0 != $1 }
    let gap = open.map { value, bound in
      Double(Int128(bound) - Int128(value)) / Double(max(1, value.magnitude))
    }
    let truth = gap ?? 0
    // A gap is a quotient for people to read: the last bits of its two sides may differ.
    if !(abs(aim.gap - truth) <= 1e-9 * truth) {
      report(
        .objectiveGap,
        Text(en: "the gap", es: "la brecha"),
        says: aim.gap,
        truth: truth
      )
    }
  }

  private func list(_ numbers: [BigInt]) -> String {
    numbers.map(\.description).joined(separator: ", ")
  }

  /// The aims of the scenario: all terms together, or each by itself.
  private mutating func aims() -> [VerifiedAim] {
    let terms = scenario.objective.terms.map { scaled($0) }
    return scenario.objective.mode == .lexicographic
      ? terms.map { VerifiedAim(terms: [$0]) }
      : [VerifiedAim(terms: terms)]
  }

  private mutating func scaled(_ term: Objective.Term) -> VerifiedTerm {
    let column = column(term.measure)
    var low = Rational.zero
    var high = Rational(1)
    var isClipped = false
    switch term.scale {
    case .raw: break
    case .largest:
      let viable = isViable.indices.filter { isViable[$0] }
      let largest = viable.map { column.numerators[$0] }.max() ?? 0
      high = Rational(max(largest, 0), over: column.denominator)
    case .range(let first, let last):
      // People write money in the currency's unit; the domain holds it in minor units.
      var unit = Rational(1)
      switch term.measure {
      case .cost, .investment, .expectedInvestment:
        unit = Rational(BigInt(10).power(scenario.currency.decimals))
      case .count, .preference, .preferenceOf, .column: break
      }
      low = Rational(first) * unit
      high = Rational(last) * unit
      isClipped = true
    }
    return VerifiedTerm(
      column: column,
      weight: Rational(term.weight),
      low: low,
      high: high,
      isClipped: isClipped,
      isRaw: term.scale == .raw
    )
  }
}

/// A term as a straight line through 0 at `low` and 1 at `high`.
private struct VerifiedTerm {
  let column: VerifiedColumn
  let weight: Rational
  let low: Rational
  let high: Rational
  let isClipped: Bool
  let isRaw: Bool

  func value(of position: Int) -> Rational {
    if isRaw { return column[position] }
    let value = (column[position] - low) / (high - low)
    return isClipped ? min(max(value, .zero), Rational(1)) : value
  }
}

/// One number that a portfolio is judged by.
private struct VerifiedAim {
  let terms: [VerifiedTerm]

  /// The integer points of an initiative; those that are not viable have none.
  func points(of position: Int, _ isViable: Bool) -> BigInt {
    guard isViable else { return 0 }
    if terms.count == 1 {
      let value = terms[0].value(of: position)
      return (terms[0].isRaw ? value : value * Rational(10_000)).rounded
    }
    var sum = Rational.zero
    var weights = Rational.zero
    for term in terms {
      sum = sum + term.weight * term.value(of: position)
      weights = weights + term.weight
    }
    return (sum * Rational(10_000) / weights).rounded
  }
}
