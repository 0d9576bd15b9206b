/// An exact decimal number: `significand × 10^−decimals`.
///
/// Measures, weights, shares and probabilities are quantities; none is ever a `Double`.
public struct Quantity: Hashable, Sendable {
  /// The digits, with their sign.
  public let significand: Int64
  /// How many of the digits stand behind the point; 0 or more, and no more than needed.
  public let decimals: Int

  /// Makes `significand × 10^−decimals`, with trailing zeros behind the point removed.
  public init(_ significand: Int64, decimals: Int = 0) {
    precondition(decimals >= 0 && decimals <= Quantity.mostDecimals, "decimals out of range")
    var digits = significand
    var places = decimals
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    self.significand = digits
    self.decimals = places
  }

  /// The most digits behind the point that a quantity can have.
  public static let mostDecimals = 15

  /// 10 to the power `exponent` (0…18).
  public static func powerOfTen(_ exponent: Int) -> Int64 {
    (0..<exponent).reduce(Int64(1)) { power, _ in power * 10 }
  }

  /// The digits of this quantity when it is written with `decimals` (at least its own) decimals;
  /// exact, and `nil` if it does not fit.
  public func significand(decimals: Int) -> Int64? {
    guard decimals >= self.decimals, decimals - self.decimals <= 18 else { return nil }
    let (product, overflow) = significand.multipliedReportingOverflow(
      by: Quantity.powerOfTen(decimals - self.decimals)
    )
    return overflow ? nil : product
  }

  /// The quantity as a `Double`, right to 2⁻⁵¹ of itself.
  public var approximation: Double {
    Double(significand) / Double(Quantity.powerOfTen(decimals))
  }
}

extension Quantity: Comparable {
  /// Whether the smaller quantity stands on the left.
  public static func < (left: Quantity, right: Quantity) -> Bool {
    Int128(left.significand) * Int128(powerOfTen(right.decimals))
      < Int128(right.significand) * Int128(powerOfTen(left.decimals))
  }
}

extension Quantity: ExpressibleByIntegerLiteral {
  /// Makes a whole quantity.
  public init(integerLiteral value: Int64) { self.init(value) }
}

extension Quantity: CustomStringConvertible {
  /// The number with a point, without grouping: `12.5`.
  public var description: String {
    guard decimals > 0 else { return String(significand) }
    let digits = String(significand.magnitude)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return (significand < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
