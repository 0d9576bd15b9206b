import Portfolio

/// A small seeded generator with what tests draw from it: the same numbers on every machine.
package struct SplitMix64: RandomNumberGenerator {
  private var stream: RandomStream

  /// Starts the sequence of a seed.
  package init(seed: UInt64) { stream = RandomStream(seed: seed) }

  /// The next 64 bits.
  package mutating func next() -> UInt64 { stream.next() }

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
