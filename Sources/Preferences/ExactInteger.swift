import BigInt

/// An integer of any size that is as fast as a machine's while it fits 128 bits.
///
/// Sums and products are computed in `Int128` and go over to `BigInt` only where that overflows, so
/// that both ways give the same number and nobody has to choose. Scores, weights and shares nearly
/// always stay narrow; products of many denominators do not.
public struct ExactInteger: Hashable, Sendable {
  /// A number that fits 128 bits is always narrow: equal numbers have equal storage.
  private enum Storage: Hashable, Sendable {
    case narrow(Int128)
    case wide(BigInt)
  }

  private let storage: Storage

  /// Makes an integer.
  public init(_ value: Int128) { storage = .narrow(value) }

  /// Makes an integer.
  public init(_ value: Int64) { storage = .narrow(Int128(value)) }

  /// Makes 10 to the power `exponent` (0 or more).
  public init(powerOfTen exponent: Int) {
    self = (0..<exponent).reduce(ExactInteger(Int128(1))) { power, _ in power * 10 }
  }

  private init(_ value: BigInt) {
    storage = Int128(exactly: value).map(Storage.narrow) ?? .wide(value)
  }

  private var wide: BigInt {
    switch storage {
    case .narrow(let value): BigInt(value)
    case .wide(let value): value
    }
  }

  /// The same number in 64 bits, `nil` if it does not fit.
  public var int64: Int64? {
    switch storage {
    case .narrow(let value): Int64(exactly: value)
    case .wide: nil
    }
  }

  /// -1, 0 or 1.
  public var sign: Int {
    switch storage {
    case .narrow(let value): value.signum() > 0 ? 1 : value < 0 ? -1 : 0
    case .wide(let value): value.sign == .minus ? -1 : 1
    }
  }

  /// The number as mantissa·2^exponent, right to 2⁻⁵² of itself and never out of a `Double`'s range.
  var binary: (mantissa: Double, exponent: Int) {
    switch storage {
    case .narrow(let value): return (Double(value), 0)
    case .wide(let value):
      let excess = max(0, value.bitWidth - 120)
      return (Double(Int128(truncatingIfNeeded: value >> excess)), excess)
    }
  }

  /// The number without its sign.
  public var magnitude: ExactInteger { sign < 0 ? -self : self }
}

extension ExactInteger: ExpressibleByIntegerLiteral {
  /// Makes an integer.
  public init(integerLiteral value: Int64) { self.init(value) }
}

extension ExactInteger: CustomStringConvertible {
  /// The digits.
  public var description: String {
    switch storage {
    case .narrow(let value): value.description
    case .wide(let value): value.description
    }
  }
}

extension ExactInteger: Comparable {
  /// Whether the smaller number stands on the left.
  public static func < (left: ExactInteger, right: ExactInteger) -> Bool {
    if case .narrow(let a) = left.storage, case .narrow(let b) = right.storage { return a < b }
    return left.wide < right.wide
  }
}

extension ExactInteger {
  /// The sum.
  public static func + (left: ExactInteger, right: ExactInteger) -> ExactInteger {
    if case .narrow(let a) = left.storage, case .narrow(let b) = right.storage {
      let (sum, overflow) = a.addingReportingOverflow(b)
      if !overflow { return ExactInteger(sum) }
    }
    return ExactInteger(left.wide + right.wide)
  }

  /// The difference.
  public static func - (left: ExactInteger, right: ExactInteger) -> ExactInteger {
    if case .narrow(let a) = left.storage, case .narrow(let b) = right.storage {
      let (difference, overflow) = a.subtractingReportingOverflow(b)
      if !overflow { return ExactInteger(difference) }
    }
    return ExactInteger(left.wide - right.wide)
  }

  /// The product.
  public static func * (left: ExactInteger, right: ExactInteger) -> ExactInteger {
    if case .narrow(let a) = left.storage, case .narrow(let b) = right.storage {
      let (product, overflow) = a.multipliedReportingOverflow(by: b)
      if !overflow { return ExactInteger(product) }
    }
    return ExactInteger(left.wide * right.wide)
  }

  /// The number with the other sign.
  public static prefix func - (number: ExactInteger) -> ExactInteger { 0 - number }

  /// Adds a number.
  public static func += (left: inout ExactInteger, right: ExactInteger) { left = left + right }

  /// The quotient rounded towards minus infinity, and the remainder that is left, which is 0 or
  /// more and smaller than the divisor.
  ///
  /// - Precondition: `divisor` is above 0.
  public func dividedDown(
    by divisor: ExactInteger
  ) -> (quotient: ExactInteger, remainder: ExactInteger) {
    precondition(divisor.sign > 0, "a divisor is above 0")
    if case .narrow(let a) = storage, case .narrow(let b) = divisor.storage {
      let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
      return remainder < 0
        ? (ExactInteger(quotient - 1), ExactInteger(remainder + b))
        : (ExactInteger(quotient), ExactInteger(remainder))
    }
    let (quotient, remainder) = wide.quotientAndRemainder(dividingBy: divisor.wide)
    return remainder.sign == .minus && !remainder.isZero
      ? (ExactInteger(quotient - 1), ExactInteger(remainder + divisor.wide))
      : (ExactInteger(quotient), ExactInteger(remainder))
  }

  /// The quotient rounded to the nearest integer, halves to the even one.
  ///
  /// - Precondition: `divisor` is above 0.
  public func dividedHalfToEven(by divisor: ExactInteger) -> ExactInteger {
    let (quotient, remainder) = dividedDown(by: divisor)
    let twice = remainder + remainder
    if twice < divisor || (twice == divisor && quotient.dividedDown(by: 2).remainder == 0) {
      return quotient
    }
    return quotient + 1
  }

  /// The greatest common divisor of the magnitudes; 0 only if both are 0 (Euclid, Elements VII.2).
  public static func greatestCommonDivisor(
    _ left: ExactInteger,
    _ right: ExactInteger
  ) -> ExactInteger {
    var (a, b) = (left.magnitude, right.magnitude)
    while b.sign != 0 { (a, b) = (b, a.dividedDown(by: b).remainder) }
    return a
  }

  /// The least common multiple of two numbers above 0.
  ///
  /// - Precondition: both are above 0.
  public static func leastCommonMultiple(
    _ left: ExactInteger,
    _ right: ExactInteger
  ) -> ExactInteger {
    left.dividedDown(by: greatestCommonDivisor(left, right)).quotient * right
  }
}
