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
    let comma = UInt8(ascii: language == .spanish ? "." : ",")
    let point = UInt8(ascii: language == .spanish ? "," : ".")
    let number = significand.magnitude
    var digitCount = decimals + 1
    while digitCount < 20, number >= Numerals.powersOfTen[digitCount] { digitCount += 1 }
    let commaCount = (digitCount - decimals - 1) / 3
    let letterCount =
      digitCount + commaCount + (decimals > 0 ? 1 : 0) + (significand < 0 ? 1 : 0)
    return unsafe String(unsafeUninitializedCapacity: letterCount) { letters in
      // From the last digit to the first.
      var (rest, end) = (number, letterCount)
      func write(_ letter: UInt8) {
        end -= 1
        unsafe letters[end] = letter
      }
      for place in 0..<digitCount {
        if place == decimals, place > 0 {
          write(point)
        } else if place > decimals, (place - decimals).isMultiple(of: 3) {
          write(comma)
        }
        write(UInt8(ascii: "0") + UInt8(rest % 10))
        rest /= 10
      }
      if significand < 0 { write(UInt8(ascii: "-")) }
      return letterCount
    }
  }

  private static let powersOfTen: [UInt64] = (0..<20).map { exponent in
    (0..<exponent).reduce(1) { power, _ in 10 * power }
  }
}
