import Preferences
import TestSupport

extension SplitMix64 {
  /// A small fraction of either sign.
  mutating func fraction() -> Fraction {
    Fraction(
      ExactInteger(Int64.random(in: -50...50, using: &self)),
      ExactInteger(Int64.random(in: 1...30, using: &self))
    )
  }
}
