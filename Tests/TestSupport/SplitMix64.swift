/// A small seeded generator: the same numbers on every machine.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// doi:10.1145/2714064.2660195.
package struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  /// Starts the sequence of a seed.
  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number of a closed range.
  package mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    .random(in: range, using: &self)
  }

  /// Whether something of this chance (in percent) happens.
  package mutating func happens(_ percent: Int64) -> Bool { number(1...100) <= percent }

  /// One of the values, which are not empty.
  package mutating func pick<Value>(_ first: Value, _ others: Value...) -> Value {
    others.randomElement(using: &self).map { number(0...Int64(others.count)) == 0 ? first : $0 }
      ?? first
  }
}
