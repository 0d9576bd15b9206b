import Foundation

extension String {
  /// The text without case, accents, and repeated spaces: equal for two spellings of one name.
  var spellingKey: String {
    let plain = (isASCII ? self : withoutAccents).lowercased()
    guard plain.contains(where: \.isWhitespace) else { return plain }
    return plain.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The letters and digits of a header: equal for `Fund line`, `fund_line` and `FUND-LINE`.
  var headerKey: String {
    // Most are keys already.
    if utf8.allSatisfy({ $0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z") }) { return self }
    let plain = (isASCII ? self : withoutAccents).lowercased()
    guard plain.isASCII else { return String(plain.filter { $0.isLetter || $0.isNumber }) }
    let isKept = { (byte: UInt8) in
      byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") || byte.isDigit
    }
    return String(decoding: plain.utf8.filter(isKept), as: UTF8.self)
  }

  private var withoutAccents: String {
    // The letters of Spanish need no library of all the world's.
    var letters = String.UnicodeScalarView()
    for scalar in unicodeScalars { letters.append(String.withoutSpanishAccent(scalar)) }
    let spanish = String(letters)
    guard !spanish.isASCII else { return spanish }
    let scalars = decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private var isASCII: Bool { utf8.allSatisfy { $0 < 0x80 } }

  private static func withoutSpanishAccent(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar {
    case "á": "a"
    case "é": "e"
    case "í": "i"
    case "ó": "o"
    case "ú", "ü": "u"
    case "ñ": "n"
    case "Á": "A"
    case "É": "E"
    case "Í": "I"
    case "Ó": "O"
    case "Ú", "Ü": "U"
    case "Ñ": "N"
    default: scalar
    }
  }
}
