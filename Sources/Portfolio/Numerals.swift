/// Writes numbers as a language does: `1.234.567,5` in Spanish, `1,234,567.5` in English.
public struct Numerals: Sendable {
  /// The language.
  public let language: Language
  /// The currency of the amounts.
  public let currency: Currency

  /// Makes a way to write numbers.
  public init(_ language: Language, _ currency: Currency) {
    self.language = language
    self.currency = currency
  }

  /// An amount with the currency's decimals, without its code.
  public func money(_ amount: Money) -> String {
    digits(amount.minorUnits, decimals: currency.decimals)
  }

  /// An amount behind the currency's code: `CLP 165.000.000`.
  public func moneyWithCode(_ amount: Money) -> String { "\(currency.code) \(money(amount))" }

  /// A number with as many decimals as it has.
  public func number(_ quantity: Quantity) -> String {
    digits(quantity.significand, decimals: quantity.decimals)
  }

  /// A whole number.
  public func number(_ value: Int64) -> String { digits(value, decimals: 0) }

  /// A share of one as a percentage: `0.4` is `40 %` in Spanish (its space does not break) and
  /// `40%` in English.
  public func percent(_ share: Quantity) -> String {
    let hundredfold =
      share.decimals >= 2
      ? digits(share.significand, decimals: share.decimals - 2)
      : digits(share.significand(decimals: 2) ?? share.significand, decimals: 0)
    return hundredfold + (language == .spanish ? "\u{A0}%" : "%")
  }

  /// A share of one as a percentage with two decimals, rounded up so that it promises too little
  /// rather than too much.
  public func percent(_ share: Double) -> String {
    let hundredths = min(max((share * 10_000).rounded(.up), 0), 1e15)
    return percent(Quantity(Int64(hundredths), decimals: 4))
  }

  /// A sum of a measure: money with the currency's decimals, else the number.
  public func sum(_ quantity: Quantity, isMoney: Bool) -> String {
    guard isMoney, quantity.decimals == 0 else { return number(quantity) }
    return money(Money(minorUnits: quantity.significand))
  }

  private func digits(_ significand: Int64, decimals: Int) -> String {
    let text = String(significand.magnitude).utf8
    let digits =
      [UInt8](repeating: UInt8(ascii: "0"), count: max(0, decimals + 1 - text.count)) + text
    let comma = UInt8(ascii: language == .spanish ? "." : ",")
    let point = UInt8(ascii: language == .spanish ? "," : ".")
    let whole = digits.count - decimals
    var letters: [UInt8] = significand < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index == whole {
        letters.append(point)
      } else if index > 0, index < whole, (whole - index).isMultiple(of: 3) {
        letters.append(comma)
      }
      letters.append(digit)
    }
    return String(decoding: letters, as: UTF8.self)
  }
}
