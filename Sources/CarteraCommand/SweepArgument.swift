import Planning
import Portfolio

/// What `--over` asks for: `budget=50%:150%:5%`, `weight:MEASURE=0:100:10`, `limit:N=…`,
/// `limit:N:min=…` or `pledge:ID=…`, each with the first value, the last and the step.
struct SweepArgument {
  var setting: SweptSetting
  var values: [Quantity]

  /// The most values of one sweep.
  static let mostValues = 10_000

  /// Reads the argument.
  ///
  /// - Throws: `Failure` that says what is wrong and how to mend it.
  init(_ text: String, in scenario: Scenario) throws {
    guard let sign = text.lastIndex(of: "=") else { throw SweepArgument.misshapen(text) }
    let name = String(text[..<sign])
    let parts = text[text.index(after: sign)...].split(
      separator: ":",
      omittingEmptySubsequences: false
    ).map(String.init)
    guard parts.count == 3 else { throw SweepArgument.misshapen(text) }
    let setting = try SweepArgument.setting(name, in: scenario)
    let numbers = try parts.map { part in
      guard let number = SweepArgument.number(part, setting, scenario) else {
        throw Failure(
          .usage,
          Text(
            en: "--over: \"\(part)\" is not a value of \(name). Write \(setting.sample.english).",
            es: "--over: «\(part)» no es un valor de \(name). Escriba \(setting.sample.spanish)."
          )
        )
      }
      return number
    }
    self.setting = setting
    values = try SweepArgument.values(from: numbers[0], to: numbers[1], by: numbers[2])
    try requireWeight(in: scenario)
    try requireMoney(in: scenario)
  }

  private static func misshapen(_ text: String) -> Failure {
    Failure(
      .usage,
      Text(
        en:
          "--over: \"\(text)\" is not a range. Write budget=50%:150%:5%, weight:MEASURE=0:100:10, limit:N=FROM:TO:STEP or pledge:ID=FROM:TO:STEP.",
        es:
          "--over: «\(text)» no es un rango. Escriba budget=50%:150%:5%, weight:MEDIDA=0:100:10, limit:N=DESDE:HASTA:PASO o pledge:ID=DESDE:HASTA:PASO."
      )
    )
  }

  private static func setting(_ name: String, in scenario: Scenario) throws -> SweptSetting {
    if name == "budget" { return .budget }
    guard let colon = name.firstIndex(of: ":") else { throw misshapen(name) }
    let subject = String(name[name.index(after: colon)...])
    switch name[..<colon] {
    case "weight":
      let names = scenario.objective.terms.map(\.name)
      guard let term = names.firstIndex(of: subject) else {
        throw unknown("term", "término", subject, names)
      }
      guard [.sum, .maximin].contains(scenario.objective.mode), names.count > 1 else {
        throw Failure(
          .usage,
          Text(
            en: "--over: weights change nothing here. Sweep something else.",
            es: "--over: los pesos no cambian nada aquí. Recorra otra cosa."
          )
        )
      }
      return .weight(term)
    case "pledge":
      let ids = scenario.pledges.map(\.id)
      guard let pledge = ids.firstIndex(of: subject) else {
        throw unknown("pledge", "aporte", subject, ids)
      }
      return .pledge(pledge)
    case "limit": return try limit(subject, in: scenario)
    default: throw misshapen(name)
    }
  }

  private static func limit(_ subject: String, in scenario: Scenario) throws -> SweptSetting {
    let parts = subject.split(separator: ":")
    let count = scenario.limits.count
    guard let number = parts.first.flatMap({ Int($0) }), (1...max(1, count)).contains(number),
      count > 0
    else { throw unknown("limit", "límite", subject, (1..<count + 1).map(String.init)) }
    let limit = scenario.limits[number - 1]
    let sides: [Change.Side] =
      (limit.max == nil ? [] : [.maximum]) + (limit.min == nil ? [] : [.minimum])
    let wanted: [Change.Side] =
      switch parts.dropFirst().first {
      case "max": [.maximum]
      case "min": [.minimum]
      default: sides
      }
    guard let side = wanted.first, wanted.count == 1, sides.contains(side) else {
      throw Failure(
        .usage,
        Text(
          en:
            "--over: say which bound of limit \(number), limit:\(number):min or limit:\(number):max.",
          es:
            "--over: diga qué cota del límite \(number), limit:\(number):min o limit:\(number):max."
        )
      )
    }
    return .limit(number - 1, side)
  }

  private static func unknown(
    _ english: String,
    _ spanish: String,
    _ name: String,
    _ known: [String]
  ) -> Failure {
    let list = known.joined(separator: ", ")
    return Failure(
      .usage,
      Text(
        en: "--over: there is no \(english) \"\(name)\". There are: \(list).",
        es: "--over: no existe el \(spanish) «\(name)». Existen: \(list)."
      )
    )
  }

  private static func number(
    _ text: String,
    _ setting: SweptSetting,
    _ scenario: Scenario
  ) -> Quantity? {
    let isPercentage = text.hasSuffix("%")
    guard isPercentage == setting.isShare(in: scenario) || setting == .budget,
      let number = decimal(isPercentage ? String(text.dropLast()) : text, digits: 15)
    else { return nil }
    if isPercentage { return Quantity(number.significand, decimals: number.decimals + 2) }
    // So that 80 is not taken for 8000 %.
    if setting == .budget, number > 10 { return nil }
    guard setting.isMoney(in: scenario) else { return number }
    return number.significand(decimals: scenario.currency.decimals).map { Quantity($0) }
  }

  private static func values(
    from first: Quantity,
    to last: Quantity,
    by step: Quantity
  ) throws -> [Quantity] {
    let decimals = max(first.decimals, last.decimals, step.decimals)
    guard let low = first.significand(decimals: decimals),
      let high = last.significand(decimals: decimals),
      let stride = step.significand(decimals: decimals), stride > 0, low <= high,
      (high - low) / stride < Int64(mostValues)
    else {
      throw Failure(
        .usage,
        Text(
          en:
            "--over: write FROM:TO:STEP with a step above 0, FROM not above TO, and at most \(mostValues) values.",
          es:
            "--over: escriba DESDE:HASTA:PASO con un paso sobre 0, DESDE no mayor que HASTA y a lo más \(mostValues) valores."
        )
      )
    }
    return Swift.stride(from: low, through: high, by: Int64.Stride(stride)).map {
      Quantity($0, decimals: decimals)
    }
  }

  /// Some weight must be above 0.
  private func requireWeight(in scenario: Scenario) throws {
    guard case .weight(let term) = setting, values.contains(where: { $0 <= 0 }) else { return }
    let others = scenario.objective.terms.enumerated().filter { $0.offset != term }
    guard !others.contains(where: { $0.element.weight > 0 }) else { return }
    throw Failure(
      .usage,
      Text(
        en: "--over: with this weight at 0 no term has one. Begin above 0.",
        es: "--over: con este peso en 0 ningún término lo tiene. Comience sobre 0."
      )
    )
  }

  /// The money must stay within the largest amount.
  private func requireMoney(in scenario: Scenario) throws {
    let last = values.last ?? 0
    let all = scenario.pledges.reduce(Int64(0)) { $0 + $1.amount.minorUnits }
    let most: Int128 =
      switch setting {
      case .budget:
        Int128(all) * Int128(last.significand) / Int128(Quantity.powerOfTen(last.decimals))
      case .pledge(let pledge):
        Int128(all - scenario.pledges[pledge].amount.minorUnits) + Int128(last.significand)
      case .weight, .limit: 0
      }
    guard most <= Int128(Money.largest.minorUnits) else {
      throw Failure(
        .usage,
        Text(
          en: "--over makes the pledges larger than the largest amount. End earlier.",
          es: "--over lleva los aportes más allá del monto máximo. Termine antes."
        )
      )
    }
  }
}

extension SweptSetting {
  /// Whether its values are shares, written as percentages.
  fileprivate func isShare(in scenario: Scenario) -> Bool {
    switch self {
    case .budget: return true
    case .weight, .pledge: return false
    case .limit(let index, let side):
      let limit = scenario.limits[index]
      if case .share = side == .maximum ? limit.max : limit.min { return true }
      return false
    }
  }

  /// Whether its values are amounts, written in the currency's major unit.
  fileprivate func isMoney(in scenario: Scenario) -> Bool {
    switch self {
    case .budget, .weight: return false
    case .pledge: return true
    case .limit(let index, _):
      switch scenario.limits[index].measure {
      case .cost, .investment, .expectedInvestment: return !isShare(in: scenario)
      case .count, .preference, .preferenceOf, .column: return false
      }
    }
  }

  /// A value as it is written.
  fileprivate var sample: Text {
    switch self {
    case .budget: Text(en: "a share such as 80%", es: "una proporción, por ejemplo 80%")
    case .weight: Text(en: "a number such as 20", es: "un número, por ejemplo 20")
    case .pledge: Text(en: "an amount such as 20000000", es: "un monto, por ejemplo 20000000")
    case .limit:
      Text(
        en: "a number, or a percentage if the limit is one",
        es: "un número, o un porcentaje si el límite lo es"
      )
    }
  }
}
