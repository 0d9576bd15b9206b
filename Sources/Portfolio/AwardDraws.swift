/// Samples of which public funds are awarded: each initiative independently, with its own probability.
///
/// Samples are drawn in blocks, and each initiative of each block has its own stream of random bits. So
/// the samples of an initiative depend on the seed and on its row alone: not on the portfolio that it is
/// in, which makes portfolios comparable sample by sample (common random numbers), nor on who draws them.
public struct AwardDraws: Hashable, Sendable {
  /// How many samples a block has; the last one may have fewer.
  public static let blockSize = 1024
  /// The most samples.
  public static let mostSamples = 1_000_000

  /// The number of samples, 1…``mostSamples``.
  public let samples: Int
  /// What the samples follow from.
  public let seed: UInt64

  /// Names the samples.
  public init(samples: Int, seed: UInt64) {
    precondition(1...AwardDraws.mostSamples ~= samples, "samples out of range")
    self.samples = samples
    self.seed = seed
  }

  /// The number of blocks.
  public var blocks: Int { (samples + AwardDraws.blockSize - 1) / AwardDraws.blockSize }

  /// The samples of a block.
  public func range(ofBlock block: Int) -> Range<Int> {
    let start = block * AwardDraws.blockSize
    return start..<min(samples, start + AwardDraws.blockSize)
  }

  /// Whether the initiative at `position` is awarded, for each sample of a block.
  ///
  /// It is where 64 random bits, as a number of 0…1, are below its `probability` (0…1), which is right
  /// to 2⁻⁶⁴; 0 never and 1 always is.
  public func awards(of position: Int, _ probability: Quantity, inBlock block: Int) -> [Bool] {
    var stream = RandomStream(seed: seed, path: UInt64(block), UInt64(position))
    let unit = UInt128(Quantity.powerOfTen(probability.decimals))
    let threshold = (UInt128(max(0, probability.significand)) << 64) / unit
    return range(ofBlock: block).map { _ in UInt128(stream.next()) < threshold }
  }
}
