public import Portfolio

extension Limit {
  /// The limit in words: `count ≥ 1 per commune: Mejillones`.
  ///
  /// Bounds come first, then `where` with its columns in the scenario's order and their values in
  /// Unicode order, then `per` with the value, then the cycle: `cost ≤ 40% where sector: roads,
  /// sidewalks; commune: Taltal per fund_line: FNDR in 2022`. Money is in the currency's major unit.
  ///
  /// `value` is the value of the ``per`` category that the label is for, `nil` without `per`.
  ///   - language: the language of the little words and of the numbers; `nil` for the label that
  ///     results hold: English, with digits that nothing groups.
  public func label(
    for value: String? = nil,
    in scenario: Scenario,
    language: Language? = nil
  ) -> String {
    let isSpanish = language == .spanish
    var text: String
    let least = min.map { write($0, scenario, language) }
    let most = max.map { write($0, scenario, language) }
    switch (least, most) {
    case (let least?, let most?) where least == most: text = "\(name) = \(least)"
    case (let least?, let most?): text = "\(least) ≤ \(name) ≤ \(most)"
    case (let least?, nil): text = "\(name) ≥ \(least)"
    case (nil, let most?): text = "\(name) ≤ \(most)"
    case (nil, nil): text = name
    }
    if !filters.isEmpty {
      let columns = filters.map { "\($0.column): \($0.values.sorted().joined(separator: ", "))" }
      text += (isSpanish ? " donde " : " where ") + columns.joined(separator: "; ")
    }
    if let per, let value { text += (isSpanish ? " para " : " per ") + "\(per): \(value)" }
    if let cycle { text += (isSpanish ? " en " : " in ") + scenario.cycles[cycle] }
    return text
  }

  private func write(_ bound: Bound, _ scenario: Scenario, _ language: Language?) -> String {
    if let numerals = language.map({ Numerals($0, scenario.currency) }) {
      return switch bound {
      case .share(let share): numerals.percent(share)
      case .amount(let amount): numerals.sum(amount, isMoney: measure.isMoney)
      }
    }
    switch bound {
    case .share(let share): return shift(share, by: -2) + "%"
    case .amount(let amount):
      return measure.isMoney
        ? shift(amount, by: scenario.currency.decimals) : amount.description
    }
  }

  /// The number with its point `places` digits further left (right if negative).
  private func shift(_ number: Quantity, by places: Int) -> String {
    let decimals = number.decimals + places
    let digits = String(number.significand.magnitude)
    let sign = number.significand < 0 ? "-" : ""
    guard decimals > 0 else {
      return number.significand == 0
        ? "0" : sign + digits + String(repeating: "0", count: -decimals)
    }
    let padded = String(repeating: "0", count: Swift.max(0, decimals + 1 - digits.count)) + digits
    var fraction = padded.suffix(decimals)
    while fraction.last == "0" { fraction.removeLast() }
    return sign + padded.dropLast(decimals) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
