/// A seeded stream of random bits: the same on every machine.
///
/// SplitMix64: a counter whose steps are mixed. Streams of different paths begin at places of its
/// period of 2⁶⁴ that are themselves mixed, so that work can be cut into pieces which draw the same
/// numbers whoever does them and in whatever order.
///
/// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014,
/// doi:10.1145/2714064.2660195.
public struct RandomStream: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// Starts the stream of a seed.
  public init(seed: UInt64) { state = seed }

  /// Starts the stream that belongs to a piece of work, named by numbers such as its index.
  public init(seed: UInt64, path: UInt64...) {
    self.init(seed: seed)
    for step in path { state = next() &+ step }
    state = next()
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
