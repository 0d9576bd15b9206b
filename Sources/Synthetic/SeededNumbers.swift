/// Seeded random numbers in whole arithmetic: the same on every machine.
///
/// The generator is PCG-DXSM with 128 bits of state: a linear congruential generator whose output
/// is mixed from its two halves. Every distribution is drawn with integers alone, so that no
/// library's logarithm and no rounding mode can change a digit.
///
/// Source: M. E. O'Neill, "PCG: A family of simple fast space-efficient statistically good
/// algorithms for random number generation", HMC-CS-2014-0905; DXSM is her later output function.
struct SeededNumbers {
  /// What one stands for in fixed-point numbers: they have 16 bits behind the point.
  static let one: Int64 = 1 << 16

  private static let multiplier: UInt64 = 0xDA94_2042_E4DD_58B5
  private var state: UInt128
  private let increment: UInt128

  /// Starts the sequence that belongs to a seed and a stream.
  init(seed: UInt64, stream: UInt64) {
    increment = UInt128(stream) << 1 | 1
    state = UInt128(seed) << 64 | UInt128(seed ^ 0x9E37_79B9_7F4A_7C15)
    // Neighbouring seeds begin near each other; a few steps drive them apart.
    for _ in 0..<8 { _ = next() }
  }

  /// The next 64 bits.
  mutating func next() -> UInt64 {
    var high = UInt64(truncatingIfNeeded: state >> 64)
    let low = UInt64(truncatingIfNeeded: state) | 1
    state = state &* UInt128(SeededNumbers.multiplier) &+ increment
    high ^= high >> 32
    high &*= SeededNumbers.multiplier
    high ^= high >> 48
    return high &* low
  }

  /// A whole number from 0 to `count` − 1, each as likely as another.
  ///
  /// Source: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29(1), 2019,
  /// doi:10.1145/3230636.
  mutating func below(_ count: Int) -> Int {
    let bound = UInt64(count)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A whole number of a range, each as likely as another.
  mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    range.lowerBound + Int64(below(Int(range.upperBound - range.lowerBound) + 1))
  }

  /// A nearly normal number in fixed point, of mean 0 and variance 1: the sum of twelve uniform
  /// numbers (Irwin and Hall), less its mean.
  mutating func normal() -> Int64 {
    var sum: Int64 = 0
    for _ in 0..<3 {
      let bits = next()
      for shift: UInt64 in [0, 16, 32, 48] { sum += Int64(bits >> shift & 0xFFFF) }
    }
    return sum - 6 * 65_535
  }

  /// A nearly log-normal number in fixed point: 2 to the power `middle` + `spread`·normal, both in
  /// fixed point.
  mutating func logNormal(middle: Int64, spread: Int64) -> Int64 {
    SeededNumbers.powerOfTwo(middle + (spread * normal()) >> 16)
  }

  /// Some of the values, in the order in which they stand; all of them if there are no more.
  mutating func some<Value>(_ count: Int, of values: [Value]) -> [Value] {
    var open = values.count
    var wanted = min(count, open)
    var picked: [Value] = []
    for value in values {
      if below(open) < wanted {
        picked.append(value)
        wanted -= 1
      }
      open -= 1
    }
    return picked
  }

  /// 2 to a power, both in fixed point: shifted by the whole part, and multiplied by 2^(2^−k) for
  /// each bit k of the rest.
  static func powerOfTwo(_ exponent: Int64) -> Int64 {
    var power: Int64 = 1 << 30
    for (index, root) in roots.enumerated() where exponent & (0x8000 >> index) != 0 {
      power = (power * root) >> 30
    }
    let shift = exponent >> 16 - 14
    return shift < 0 ? power >> -shift : power << shift
  }

  /// 2^(2^−k) for k = 1…16, with 30 bits behind the point.
  private static let roots: [Int64] = [
    1_518_500_250, 1_276_901_417, 1_170_923_762, 1_121_280_436, 1_097_253_708, 1_085_434_106,
    1_079_572_136, 1_076_653_033, 1_075_196_443, 1_074_468_888, 1_074_105_294, 1_073_923_544,
    1_073_832_680, 1_073_787_251, 1_073_764_537, 1_073_753_181,
  ]
}
