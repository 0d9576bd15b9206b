import Preferences

/// A small seeded generator (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func fraction() -> Fraction {
    Fraction(
      ExactInteger(Int64.random(in: -50...50, using: &self)),
      ExactInteger(Int64.random(in: 1...30, using: &self))
    )
  }
}
