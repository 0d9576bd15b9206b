public import Portfolio

/// An exact rational number, always in lowest terms.
public struct Fraction: Hashable, Sendable {
  /// What stands above the line, with the sign.
  public let numerator: ExactInteger
  /// What stands below it; above 0.
  public let denominator: ExactInteger

  /// Makes `numerator ÷ denominator` in lowest terms.
  ///
  /// - Precondition: `denominator` is not 0.
  public init(_ numerator: ExactInteger, _ denominator: ExactInteger = 1) {
    precondition(denominator.sign != 0, "a denominator is not 0")
    let divisor = ExactInteger.greatestCommonDivisor(numerator, denominator)
    let sign: ExactInteger = denominator.sign < 0 ? -1 : 1
    self.numerator = (numerator * sign).dividedDown(by: divisor).quotient
    self.denominator = (denominator * sign).dividedDown(by: divisor).quotient
  }

  /// Makes a whole fraction.
  public init(_ integer: Int64) { self.init(ExactInteger(integer)) }

  /// Makes the fraction that is equal to a decimal number.
  public init(_ quantity: Quantity) {
    self.init(ExactInteger(quantity.significand), ExactInteger(powerOfTen: quantity.decimals))
  }

  /// The fraction as a `Double`, right to 2⁻⁵⁰ of itself.
  public var approximation: Double { ExactPrices.double(numerator, denominator) }

  /// The nearest integer, halves to the even one; `nil` if it does not fit 64 bits.
  public var roundedHalfToEven: Int64? { numerator.dividedHalfToEven(by: denominator).int64 }

  /// The largest integer that is not above; `nil` if it does not fit 64 bits.
  public var roundedDown: Int64? { numerator.dividedDown(by: denominator).quotient.int64 }

  /// The smallest integer that is not below; `nil` if it does not fit 64 bits.
  public var roundedUp: Int64? { (-(-numerator).dividedDown(by: denominator).quotient).int64 }
}

extension Fraction: ExpressibleByIntegerLiteral {
  /// Makes a whole fraction.
  public init(integerLiteral value: Int64) { self.init(ExactInteger(value)) }
}

extension Fraction: CustomStringConvertible {
  /// `3/7`, or `2` if it is whole.
  public var description: String {
    denominator == 1 ? numerator.description : "\(numerator)/\(denominator)"
  }
}

extension Fraction: Comparable {
  /// Whether the smaller fraction stands on the left.
  public static func < (left: Fraction, right: Fraction) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Fraction {
  /// The sum.
  public static func + (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      left.numerator * right.denominator + right.numerator * left.denominator,
      left.denominator * right.denominator
    )
  }

  /// The difference.
  public static func - (left: Fraction, right: Fraction) -> Fraction {
    Fraction(
      left.numerator * right.denominator - right.numerator * left.denominator,
      left.denominator * right.denominator
    )
  }

  /// The product.
  public static func * (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.numerator, left.denominator * right.denominator)
  }

  /// The quotient.
  ///
  /// - Precondition: `right` is not 0.
  public static func / (left: Fraction, right: Fraction) -> Fraction {
    Fraction(left.numerator * right.denominator, left.denominator * right.numerator)
  }

  /// Adds a fraction.
  public static func += (left: inout Fraction, right: Fraction) { left = left + right }
}

extension Fraction {
  /// The nearest number with at most `decimals` decimals, halves to the even one; clamped to what
  /// a quantity holds.
  public func rounded(toDecimals decimals: Int) -> Quantity {
    if denominator == 1, let whole = numerator.int64 { return Quantity(whole) }
    let scaled = self * Fraction(ExactInteger(powerOfTen: decimals))
    if let digits = scaled.roundedHalfToEven { return Quantity(digits, decimals: decimals) }
    return Quantity(roundedHalfToEven ?? .max)
  }
}
