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
    let scalars = decomposedStringWithCanonicalMapping.unicodeScalars.filter {
      $0.properties.generalCategory != .nonspacingMark
    }
    return String(String.UnicodeScalarView(scalars))
  }
}
