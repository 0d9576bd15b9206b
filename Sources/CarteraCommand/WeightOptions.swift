import ArgumentParser
import Planning
import Portfolio

/// What the user knows of the weights.
struct WeightOptions: ParsableArguments {
  @Option(
    help: help(
      "Shares that weights may have: a=30%..50%,b=0.1..0.4. The rest: as --spread, else any.",
      "Partes que pueden tener los pesos: a=30%..50%,b=0.1..0.4. El resto: según --spread, o cualquiera.",
      valueName: "a=from..to,…"
    )
  )
  var weights: String?

  @Option(
    help: help(
      "How much more or less each weight may be than the scenario's. Default, if nothing is said: 20%.",
      "Cuánto más o menos que el del escenario puede ser cada peso. Por omisión, si no se dice nada: 20%.",
      valueName: "share"
    ),
    transform: spreadShare
  )
  var spread: Quantity?

  @Option(
    help: help(
      "Terms of which none weighs more than the one before it.",
      "Términos de los que ninguno pesa más que el anterior.",
      valueName: "a,b,…"
    )
  )
  var order: String?

  /// Makes the options; the parser does.
  init() {}

  /// Each weight so much more or less than the scenario's.
  init(spread: Quantity) {
    (weights, order) = (nil, nil)
    self.spread = spread
  }

  /// The weights of a scenario's terms that agree with what is known.
  ///
  /// - Throws: `Failure` for terms that there are not, ranges that are none, and where no weights agree.
  func set(for scenario: Scenario) throws -> WeightSet {
    let terms = scenario.objective.terms
    guard scenario.objective.mode == .sum, 2...WeightSet.mostTerms ~= terms.count else {
      throw Failure(
        .usage,
        Text(
          en:
            "robust asks about the weights of a sum of 2 to \(WeightSet.mostTerms) terms; this scenario's objective is another. Write mode: sum.",
          es:
            "robust pregunta por los pesos de una suma de 2 a \(WeightSet.mostTerms) términos; el objetivo de este escenario es otro. Escriba mode: sum."
        )
      )
    }
    let names = terms.map(\.name)
    let ordered = try (order?.split(separator: ",").map(String.init) ?? []).map {
      try position(of: $0, in: names, "--order")
    }
    guard Set(ordered).count == ordered.count else {
      throw Failure(
        .usage,
        Text(
          en: "--order names a term twice. Name each once.",
          es: "--order nombra dos veces un término. Nombre cada uno una vez."
        )
      )
    }
    var ranges = spreadRanges(terms)
    for part in weights?.split(separator: ",", omittingEmptySubsequences: false) ?? [] {
      let (name, range) = try WeightOptions.range(String(part))
      ranges[try position(of: name, in: names, "--weights")] = range
    }
    guard let set = WeightSet(ranges: ranges, order: ordered) else {
      throw Failure(
        .usage,
        Text(
          en: "no weights add up to 100% and agree with all that is said of them. Widen a range.",
          es: "ningunos pesos suman 100% y cumplen todo lo que se dice de ellos. Amplíe un rango."
        )
      )
    }
    return set
  }

  private func position(of name: String, in names: [String], _ option: String) throws -> Int {
    guard let position = names.firstIndex(of: name) else {
      let list = names.joined(separator: ", ")
      throw Failure(
        .usage,
        Text(
          en: "\(option): there is no term \"\(name)\". There are: \(list).",
          es: "\(option): no existe el término «\(name)». Existen: \(list)."
        )
      )
    }
    return position
  }

  /// The shares of the scenario's weights, so much more or less, rounded outwards; any share where only
  /// other things are said of the weights.
  private func spreadRanges(_ terms: [Objective.Term]) -> [ClosedRange<Int64>] {
    let whole = WeightSet.whole
    let isSaid = weights != nil || order != nil
    guard let spread = spread ?? (isSaid ? nil : Quantity(2, decimals: 1)) else {
      return terms.map { _ in 0...whole }
    }
    let decimals = terms.reduce(0) { max($0, $1.weight.decimals) }
    let weights = terms.map { Int128($0.weight.significand(decimals: decimals) ?? 0) }
    let unit = Int128(Quantity.powerOfTen(spread.decimals))
    let all = weights.reduce(0, +) * unit
    return weights.map { weight in
      let low = Int128(whole) * weight * max(0, unit - Int128(spread.significand)) / all
      let high = (Int128(whole) * weight * (unit + Int128(spread.significand)) + all - 1) / all
      return Int64(low)...Int64(min(Int128(whole), high))
    }
  }

  /// Reads `a=30%..50%`.
  private static func range(_ text: String) throws -> (String, ClosedRange<Int64>) {
    let failure = Failure(
      .usage,
      Text(
        en:
          "--weights: \"\(text)\" is not a range of shares. Write a=30%..50% or a=0.3..0.5, with at most two decimals of a percent.",
        es:
          "--weights: «\(text)» no es un rango de partes. Escriba a=30%..50% o a=0.3..0.5, con a lo más dos decimales de porcentaje."
      )
    )
    guard let sign = text.lastIndex(of: "=") else { throw failure }
    let ends = text[text.index(after: sign)...].split(
      separator: "..",
      omittingEmptySubsequences: false
    ).map(String.init)
    let shares = ends.compactMap { end -> Int64? in
      guard let share = try? share(end, atMost: 1, "") else { return nil }
      return share.significand(decimals: 4)
    }
    guard ends.count == 2, shares.count == 2, shares[0] <= shares[1] else { throw failure }
    return (String(text[..<sign]), shares[0]...shares[1])
  }
}

/// Reads how much more or less a weight may be: `20%` or `0.2`.
func spreadShare(_ text: String) throws -> Quantity {
  try share(
    text,
    atMost: 1,
    say("is not a share. Write 20% or 0.2.", "no es una proporción. Escriba 20% o 0,2.")
  )
}
