import Portfolio
import Preferences

/// Words for money, shares and fractions of an election, which may have no currency.
struct Amounts {
  let language: Language
  let election: Election
  let currency: Currency?

  /// An amount in the election's unit of money.
  func money(_ amount: Int64) -> String {
    if let currency {
      return Numerals(language, currency).moneyWithCode(Money(minorUnits: amount))
    }
    return Quantity(amount, decimals: String(election.unit).count - 1).description
  }

  /// An amount rounded to the unit of money.
  func money(_ amount: Fraction) -> String {
    amount.roundedHalfToEven.map { money($0) } ?? amount.description
  }

  /// A whole number.
  func number(_ number: Int64) -> String {
    currency.map { Numerals(language, $0).number(number) } ?? String(number)
  }

  /// A part of a whole in per cent, with one decimal.
  func percent(_ share: Fraction) -> String {
    decimal(share * 100, decimals: 1) + (language == .spanish ? "\u{A0}%" : "%")
  }

  /// A fraction with this many decimals.
  func decimal(_ fraction: Fraction, decimals: Int) -> String {
    let unit = Quantity.powerOfTen(decimals)
    guard let digits = (fraction * Fraction(unit)).roundedHalfToEven else {
      return fraction.description
    }
    let padded =
      String(repeating: "0", count: max(0, decimals + 1 - String(digits).count)) + String(digits)
    return padded.dropLast(decimals) + (language == .spanish ? "," : ".") + padded.suffix(decimals)
  }

  /// Ids one behind the other, the first few of many.
  func list(_ ids: [String]) -> String {
    let shown = ids.prefix(6).joined(separator: ", ")
    return ids.count > 6 ? "\(shown), … (\(ids.count))" : shown
  }

  /// A project by its id.
  func id(_ project: Int) -> String { election.projects[project].id }
}
