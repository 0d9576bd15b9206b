import Foundation

extension String {
  /// The text without case, accents, and repeated spaces: equal for two spellings of one name.
  var spellingKey: String {
    let plain = utf8.allSatisfy { $0 < 0x80 } ? self : withoutAccents
    return plain.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The letters and digits of a header: equal for `Fund line`, `fund_line` and `FUND-LINE`.
  var headerKey: String {
    let plain = utf8.allSatisfy { $0 < 0x80 } ? self : withoutAccents
    return String(plain.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private var withoutAccents: String {
    // The letters of Spanish need no library of all the world's.
    if unicodeScalars.allSatisfy({ $0.isASCII || String.spanish[$0] != nil }) {
      return String(String.UnicodeScalarView(unicodeScalars.map { String.spanish[$0] ?? $0 }))
    }
    let scalars = decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(scalars))
  }

  private static let spanish: [Unicode.Scalar: Unicode.Scalar] = [
    "á": "a", "é": "e", "í": "i", "ó": "o", "ú": "u", "ü": "u", "ñ": "n",
    "Á": "A", "É": "E", "Í": "I", "Ó": "O", "Ú": "U", "Ü": "U", "Ñ": "N",
  ]
}
