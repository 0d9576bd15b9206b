import Portfolio

/// The sign that separates a number's decimals.
enum DecimalSign: String {
  case point = "."
  case comma = ","

  /// The decimal sign that an ASCII letter is, `nil` if it is none.
  init?(_ letter: UInt8) {
    switch letter {
    case UInt8(ascii: "."): self = .point
    case UInt8(ascii: ","): self = .comma
    default: return nil
    }
  }

  /// The other one, which then groups digits.
  var other: DecimalSign { self == .point ? .comma : .point }
}

/// A cell taken apart as a number: what it can only mean, or what it could mean.
///
/// `1.234.567,89`, `1,234,567.89`, `1 234 567`, `$1.929.500`, `CLP 12500000`, `(1.500)`, `40%`.
struct NumberText {
  /// Below zero: a minus, or parentheses.
  private(set) var isNegative = false
  /// Whether `$` or the currency's code stands beside it.
  private(set) var hasCurrency = false
  /// Whether a `%` stands behind it.
  private(set) var isPercentage = false
  /// The decimal sign that this text can only have; `nil` if it has none or could have either.
  private(set) var decimalSign: DecimalSign?
  /// The one sign of a text such as `1.500`, which groups thousands or separates decimals.
  private(set) var ambiguousSign: DecimalSign?
  private var whole = Digits()
  private var fraction = Digits()

  /// The number's decimals as written, were its sign the decimal sign.
  var writtenDecimals: Int { fraction.count }

  /// Takes a text apart; `nil` if it is not a number.
  init?(_ text: String, currency: MoneyUnit) {
    self.init(Array(text.utf8)[...], currency: currency)
  }

  /// Takes a cell's UTF-8 apart; `nil` if it is not a number.
  init?(_ cell: ArraySlice<UInt8>, currency: MoneyUnit) {
    var body = cell
    // Most cells begin and end with a digit: nothing stands around their number.
    if let first = body.first, let last = body.last, !first.isDigit || !last.isDigit {
      takeMarks(&body, currency)
    }
    guard let first = body.first, let last = body.last, last.isDigit,
      first.isDigit || body.spaceLength(at: body.startIndex) == 0, split(body)
    else { return nil }
  }

  /// The exact number; `nil` if it has too many digits.
  ///
  /// `decimalSign` settles an ambiguous text.
  func value(decimalSign: DecimalSign? = nil) -> Quantity? {
    if let ambiguousSign, ambiguousSign != decimalSign {
      return NumberText.quantity(whole.followed(by: fraction), Digits(), isNegative)
    }
    return NumberText.quantity(whole, fraction, isNegative)
  }

  /// The number of these digits; `nil` if it does not fit.
  static func quantity(_ whole: Digits, _ fraction: Digits, _ isNegative: Bool) -> Quantity? {
    let decimals = fraction.significantCount
    guard decimals <= Quantity.mostDecimals,
      let significand = whole.followed(by: fraction.withoutZeros).value
    else { return nil }
    return Quantity(isNegative ? -significand : significand, decimals: decimals)
  }

  /// Takes off the parentheses, signs, currency and percentage around the number.
  private mutating func takeMarks(_ body: inout ArraySlice<UInt8>, _ currency: MoneyUnit) {
    body = body.trimmed
    if body.first == UInt8(ascii: "("), body.last == UInt8(ascii: ")") {
      isNegative = true
      body = body.dropFirst().dropLast().trimmed
    }
    takeSign(&body)
    takeCurrency(&body, currency)
    takeSign(&body)
    if body.last == UInt8(ascii: "%") {
      isPercentage = true
      body = body.dropLast().trimmed
    }
  }

  private mutating func takeSign(_ body: inout ArraySlice<UInt8>) {
    guard !isNegative,
      let sign = ["-", "+", "\u{2212}"].first(where: { body.starts(with: $0.utf8) })
    else { return }
    isNegative = sign != "+"
    body = body.dropFirst(sign.utf8.count).trimmed
  }

  private mutating func takeCurrency(_ body: inout ArraySlice<UInt8>, _ currency: MoneyUnit) {
    for mark in [currency.code, "US$", "$", "\u{20AC}"] {
      let count = mark.utf8.count
      if NumberText.isMark(mark, body.prefix(count)) {
        body = body.dropFirst(count)
      } else if NumberText.isMark(mark, body.suffix(count)) {
        body = body.dropLast(count)
      } else {
        continue
      }
      // Dollars of the United States are not the pesos that `$` means elsewhere.
      guard mark != "US$" || currency.code == "USD", mark != "\u{20AC}" || currency.code == "EUR"
      else {
        body = []
        return
      }
      hasCurrency = true
      body = body.trimmed
      return
    }
  }

  private static func isMark(_ mark: String, _ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.count == mark.utf8.count
      && zip(bytes, mark.utf8).allSatisfy { byte, sign in
        byte == sign || (0x61...0x7A).contains(byte) && byte - 0x20 == sign
      }
  }

  /// Splits digits, grouping and decimals; false if they do not make a number.
  private mutating func split(_ body: ArraySlice<UInt8>) -> Bool {
    // A space stands for every sign that is no point or comma.
    var signs: (count: Int, first: UInt8, last: UInt8) = (0, 0, 0)
    // Whether all signs but the last are alike, and whether they stand where thousands are grouped.
    var (areAlike, areThousands) = (true, true)
    var group = Digits()
    var index = body.startIndex
    while index < body.endIndex {
      let byte = body[index]
      if byte.isDigit {
        group.append(byte - 0x30)
        index += 1
        continue
      }
      guard let (sign, length) = NumberText.sign(body, at: index) else { return false }
      if signs.count == 0 {
        signs.first = sign
        areThousands = (1...3).contains(group.count)
      } else {
        areAlike = areAlike && signs.last == signs.first
        areThousands = areThousands && group.count == 3
      }
      signs.count += 1
      signs.last = sign
      whole = whole.followed(by: group)
      group = Digits()
      index += length
    }
    if signs.first == NumberText.middleDot || signs.last == NumberText.middleDot {
      // A sign for decimals and nothing else, so it tells nothing about the other cells' signs.
      fraction = group
      return signs.count == 1
    }
    let sign = DecimalSign(signs.last)
    if signs.count == 1, let sign {
      // A single point or comma: decimals, unless exactly three digits follow one to three.
      fraction = group
      let isAmbiguous = group.count == 3 && areThousands && body.first != UInt8(ascii: "0")
      if isAmbiguous { ambiguousSign = sign } else { decimalSign = sign }
      return true
    }
    // More than one sign: all but the last one group digits, and so does the last if it is alike.
    if signs.count > 1, signs.last != signs.first {
      fraction = group
      decimalSign = sign
      return areAlike && areThousands && sign != nil
    }
    whole = whole.followed(by: group)
    decimalSign = sign?.other
    return signs.count == 0 || areAlike && areThousands && group.count == 3
  }

  /// The sign within a number that begins at `index`, and how many bytes it takes.
  private static func sign(
    _ body: ArraySlice<UInt8>,
    at index: Int
  ) -> (sign: UInt8, length: Int)? {
    let byte = body[index]
    if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") { return (byte, 1) }
    if byte == UInt8(ascii: "'") { return (0x20, 1) }
    let length = body.spaceLength(at: index)
    if length > 0 { return (0x20, length) }
    if body[index...].starts(with: "\u{B7}".utf8) { return (middleDot, 2) }
    return body[index...].starts(with: "\u{2019}".utf8) ? (0x20, 3) : nil
  }

  /// What stands for `·` among the signs; no ASCII letter.
  private static let middleDot: UInt8 = 0xB7
}
