import BigInt
import Portfolio
import Preferences

/// An exact number of the verifier, which must not compute as what it checks does: schoolbook
/// fractions, never reduced.
struct Rational: Comparable {
  let numerator: BigInt
  /// Above 0.
  let denominator: BigInt

  static let zero = Rational(0)

  init(_ numerator: BigInt, over denominator: BigInt = 1) {
    self.numerator = denominator.sign == .minus ? -numerator : numerator
    self.denominator = BigInt(denominator.magnitude)
  }

  init(_ quantity: Quantity) {
    let digits = BigInt(integerLiteral: quantity.significand)
    self.init(digits, over: quantity.decimals == 0 ? 1 : BigInt(10).power(quantity.decimals))
  }

  /// A number of an answer, taken digit by digit.
  init(reading fraction: Fraction) {
    self.init(
      BigInt(fraction.numerator.description, radix: 10) ?? 0,
      over: BigInt(fraction.denominator.description, radix: 10) ?? 1
    )
  }

  static func == (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator == right.numerator * left.denominator
  }

  static func < (left: Rational, right: Rational) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }

  static func + (left: Rational, right: Rational) -> Rational {
    Rational(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator
    )
  }

  static func - (left: Rational, right: Rational) -> Rational {
    left + Rational(-right.numerator, over: right.denominator)
  }

  static func * (left: Rational, right: Rational) -> Rational {
    Rational(left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// The quotient; 0 where nothing can be divided.
  static func / (left: Rational, right: Rational) -> Rational {
    guard !right.numerator.isZero else { return .zero }
    return Rational(left.numerator * right.denominator, over: left.denominator * right.numerator)
  }

  /// The largest integer that is not above.
  var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.sign == .minus && !remainder.isZero ? quotient - 1 : quotient
  }

  /// The nearest integer, halves to the even one.
  var rounded: BigInt {
    let below = floor
    let twice = (numerator - below * denominator) * 2
    if twice == denominator { return below.isMultiple(of: 2) ? below : below + 1 }
    return twice < denominator ? below : below + 1
  }

  /// The number rounded to so many decimals, halves to even; `nil` if it does not fit.
  func rounded(decimals: Int) -> Quantity? {
    let digits = (self * Rational(BigInt(10).power(decimals))).rounded
    return Int64(exactly: digits).map { Quantity($0, decimals: decimals) }
  }

  /// The number with 6 decimals, or without any where those do not fit.
  var quantity: Quantity? { rounded(decimals: 6) ?? rounded(decimals: 0) }

  /// Whether `quantity` says this number: exactly, or rounded to 6 decimals.
  func isWritten(as quantity: Quantity) -> Bool {
    Rational(quantity) == self || quantity == self.quantity
  }
}

extension Rational: CustomStringConvertible {
  /// As a decimal, marked where it had to be rounded.
  var description: String {
    guard let quantity else { return floor.description }
    return Rational(quantity) == self ? quantity.description : "≈ \(quantity)"
  }
}

/// `BigInt(integerLiteral:)`, here and elsewhere, is twenty times as fast as the initializer that takes any
/// integer.
extension Money {
  /// The minor units.
  var exact: BigInt { BigInt(integerLiteral: minorUnits) }
}
