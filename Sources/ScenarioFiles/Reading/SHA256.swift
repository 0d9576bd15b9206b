/// The hash function SHA-256 (NIST FIPS 180-4, section 6.2).
struct SHA256 {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
  ]
  /// What does not fill a block yet.
  private var rest: [UInt8] = []
  private var length: UInt64 = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  /// Adds bytes to what is hashed.
  mutating func update(_ bytes: [UInt8]) {
    length &+= UInt64(bytes.count)
    var start = 0
    if !rest.isEmpty {
      start = min(64 - rest.count, bytes.count)
      rest += bytes[..<start]
      guard rest.count == 64 else { return }
      compress(rest, at: 0)
      rest.removeAll(keepingCapacity: true)
    }
    while start + 64 <= bytes.count {
      compress(bytes, at: start)
      start += 64
    }
    rest += bytes[start...]
  }

  /// The digest of all the bytes, in lowercase hexadecimal digits.
  consuming func hexDigest() -> String {
    let bits = length &* 8
    let zeros = [UInt8](repeating: 0, count: (119 - rest.count) % 64)
    update([0x80] + zeros + (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) })
    var digest = ""
    for word in state {
      let digits = String(word, radix: 16)
      digest += String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
    return digest
  }

  /// Takes in the block of 64 bytes that begins at `start`.
  private mutating func compress(_ bytes: [UInt8], at start: Int) {
    SHA256.fill(&schedule, from: bytes.span.extracting(start..<start + 64))
    SHA256.mix(schedule, into: &state)
  }

  /// The sixty-four rounds, eight at a time: after eight each variable is in its place again.
  private static func mix(_ schedule: [UInt32], into state: inout [UInt32]) {
    let (constants, words) = (constants.span, schedule.span)
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    for t in stride(from: 0, to: 64, by: 8) {
      round(a, b, c, &d, e, f, g, &h, constants[t] &+ words[t])
      round(h, a, b, &c, d, e, f, &g, constants[t + 1] &+ words[t + 1])
      round(g, h, a, &b, c, d, e, &f, constants[t + 2] &+ words[t + 2])
      round(f, g, h, &a, b, c, d, &e, constants[t + 3] &+ words[t + 3])
      round(e, f, g, &h, a, b, c, &d, constants[t + 4] &+ words[t + 4])
      round(d, e, f, &g, h, a, b, &c, constants[t + 5] &+ words[t + 5])
      round(c, d, e, &f, g, h, a, &b, constants[t + 6] &+ words[t + 6])
      round(b, c, d, &e, f, g, h, &a, constants[t + 7] &+ words[t + 7])
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() {
      state[index] &+= word
    }
  }

  @inline(__always)
  private static func round(
    _ a: UInt32,
    _ b: UInt32,
    _ c: UInt32,
    _ d: inout UInt32,
    _ e: UInt32,
    _ f: UInt32,
    _ g: UInt32,
    _ h: inout UInt32,
    _ word: UInt32
  ) {
    let sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    let first = h &+ sum1 &+ (g ^ (e & (f ^ g))) &+ word
    let sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    d &+= first
    h = first &+ sum0 &+ ((a & b) | (c & (a | b)))
  }

  /// Fills the message schedule of a block.
  private static func fill(_ schedule: inout [UInt32], from block: Span<UInt8>) {
    var words = schedule.mutableSpan
    for t in 0..<16 {
      let high = UInt32(block[4 * t]) << 24 | UInt32(block[4 * t + 1]) << 16
      words[t] = high | UInt32(block[4 * t + 2]) << 8 | UInt32(block[4 * t + 3])
    }
    for t in 16..<64 {
      let (early, late) = (words[t - 15], words[t - 2])
      let s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >> 3)
      let s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >> 10)
      words[t] = words[t - 16] &+ s0 &+ words[t - 7] &+ s1
    }
  }

  private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
    word >> count | word << (32 - count)
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]
}
