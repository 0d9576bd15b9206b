/// The exact values of a measure for every initiative, as integers over one denominator.
///
/// The value of the initiative at position i is `numerators[i] ÷ denominator`. The magnitudes of
/// the numerators add up to at most ``largestSum``, so that every sum of them fits 64 bits and is
/// exact in a `Double` too.
public struct ExactColumn: Hashable, Sendable {
  /// The most that the magnitudes of a column's numerators may add up to.
  public static let largestSum: Int64 = 9_000_000_000_000_000

  /// The least common denominator; above 0.
  public let denominator: Int64
  /// The numerators, in the order of the initiatives; a blank cell is 0.
  public let numerators: [Int64]

  /// Makes a column; the denominator is above 0.
  public init(denominator: Int64, numerators: [Int64]) {
    self.denominator = denominator
    self.numerators = numerators
  }
}
