/// Turns a file's bytes into UTF-8.
enum TextDecoding {
  /// What the bytes are, or why they are not text.
  enum Outcome {
    /// Valid UTF-8 without a byte order mark.
    case text([UInt8])
    /// A byte that Windows-1252 does not define, and the line it stands on.
    case undefined(byte: UInt8, line: Int)
    /// A broken UTF-16 file, or one with control characters that no text has.
    case notText
  }

  /// Decodes UTF-8 or UTF-16 (by their byte order marks, or by UTF-16's zero bytes), and else, by
  /// `fallback`, Windows-1252, the encoding of old spreadsheets.
  static func decode(
    _ bytes: [UInt8],
    orElse fallback: ([UInt8]) -> Outcome = windows1252
  ) -> Outcome {
    let outcome: Outcome
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      outcome = utf8(Array(bytes.dropFirst(3)), fallback)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      outcome = utf16(bytes.dropFirst(2), lowByteFirst: true)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      outcome = utf16(bytes.dropFirst(2), lowByteFirst: false)
    } else if let lowByteFirst = zeroPattern(bytes) {
      outcome = utf16(bytes[...], lowByteFirst: lowByteFirst)
    } else {
      outcome = utf8(bytes, fallback)
    }
    if case .text(let text) = outcome, hasZero(text) { return .notText }
    return outcome
  }

  /// UTF-16 without a mark: in text of Western Europe nearly every second byte is zero.
  private static func zeroPattern(_ bytes: [UInt8]) -> Bool? {
    let sample = bytes.prefix(512)
    guard sample.count >= 4, bytes.count % 2 == 0 else { return nil }
    var zeros = [0, 0]
    for (index, byte) in sample.enumerated() where byte == 0 { zeros[index % 2] += 1 }
    let half = sample.count / 2
    if zeros[1] * 10 >= half * 7, zeros[0] == 0 { return true }
    if zeros[0] * 10 >= half * 7, zeros[1] == 0 { return false }
    return nil
  }

  private static func utf8(_ bytes: [UInt8], _ fallback: ([UInt8]) -> Outcome) -> Outcome {
    let isUTF8 = isASCII(bytes) || String(validating: bytes, as: UTF8.self) != nil
    return isUTF8 ? .text(bytes) : fallback(bytes)
  }

  // Both look at every byte, so that many are looked at together.

  private static func isASCII(_ bytes: [UInt8]) -> Bool {
    let bytes = bytes.span
    var bits: UInt8 = 0
    for index in bytes.indices { bits |= bytes[index] }
    return bits < 0x80
  }

  private static func hasZero(_ bytes: [UInt8]) -> Bool {
    let bytes = bytes.span
    var least: UInt8 = 0xFF
    for index in bytes.indices { least = min(least, bytes[index]) }
    return least == 0
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, lowByteFirst: Bool) -> Outcome {
    guard bytes.count % 2 == 0 else { return .notText }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for index in stride(from: bytes.startIndex, to: bytes.endIndex, by: 2) {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(lowByteFirst ? second << 8 | first : first << 8 | second)
    }
    return String(validating: units, as: UTF16.self).map { .text(Array($0.utf8)) } ?? .notText
  }

  static func windows1252(_ bytes: [UInt8]) -> Outcome {
    var text = String.UnicodeScalarView()
    var line = 1
    for byte in bytes {
      if byte == 0x0A { line += 1 }
      switch byte {
      case 0x80..<0xA0:
        let scalar = upperControls[Int(byte) - 0x80]
        guard scalar != "\u{0}" else { return .undefined(byte: byte, line: line) }
        text.append(scalar)
      default:
        text.append(Unicode.Scalar(byte))
      }
    }
    return .text(Array(String(text).utf8))
  }

  /// What Windows-1252 has at 0x80…0x9F; zero where it defines nothing.
  private static let upperControls: [Unicode.Scalar] = [
    "\u{20AC}", "\u{0}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
    "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{0}", "\u{017D}", "\u{0}",
    "\u{0}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
    "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{0}", "\u{017E}", "\u{0178}",
  ]
}
