import Portfolio

/// The sign that separates a number's decimals.
enum DecimalSign: String {
  case point = "."
  case comma = ","

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
  private var whole: [UInt8] = []
  private var fraction: [UInt8] = []

  /// The number's decimals as written, were its sign the decimal sign.
  var writtenDecimals: Int { fraction.count }

  /// Takes a cell apart; `nil` if it is not a number.
  init?(_ text: String, currency: MoneyUnit) {
    // Most cells are digits only.
    if (1...18).contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
      whole = text.utf8.map { $0 - 0x30 }
      return
    }
    var body = Array(text.unicodeScalars)[...]
    NumberText.trim(&body)
    if body.first == "(", body.last == ")" {
      isNegative = true
      body = body.dropFirst().dropLast()
      NumberText.trim(&body)
    }
    takeSign(&body)
    takeCurrency(&body, currency)
    takeSign(&body)
    if body.last == "%" {
      isPercentage = true
      body.removeLast()
      NumberText.trim(&body)
    }
    guard let first = body.first, let last = body.last, !NumberText.isSpace(first),
      NumberText.digit(last) != nil
    else { return nil }
    guard split(body) else { return nil }
  }

  /// The exact number; `nil` if it has too many digits.
  ///
  /// `decimalSign` settles an ambiguous text.
  func value(decimalSign: DecimalSign? = nil) -> Quantity? {
    if let ambiguousSign, ambiguousSign != decimalSign {
      return NumberText.quantity(whole + fraction, [], isNegative)
    }
    return NumberText.quantity(whole, fraction, isNegative)
  }

  /// The number of these digits; `nil` if it does not fit.
  static func quantity(_ whole: [UInt8], _ fraction: [UInt8], _ isNegative: Bool) -> Quantity? {
    var decimals = fraction
    while decimals.last == 0 { decimals.removeLast() }
    guard decimals.count <= Quantity.mostDecimals else { return nil }
    var significand: Int64 = 0
    for digit in whole + decimals {
      let (product, overflow) = significand.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(Int64(digit))
      guard !overflow, !carry else { return nil }
      significand = sum
    }
    return Quantity(isNegative ? -significand : significand, decimals: decimals.count)
  }

  private mutating func takeSign(_ body: inout ArraySlice<Unicode.Scalar>) {
    guard let first = body.first, "-+\u{2212}".unicodeScalars.contains(first), !isNegative else {
      return
    }
    isNegative = first != "+"
    body.removeFirst()
    NumberText.trim(&body)
  }

  private mutating func takeCurrency(
    _ body: inout ArraySlice<Unicode.Scalar>,
    _ currency: MoneyUnit
  ) {
    for mark in [currency.code, "US$", "$", "\u{20AC}"] {
      let scalars = Array(mark.unicodeScalars)
      if NumberText.uppercased(body.prefix(scalars.count)) == scalars {
        body.removeFirst(scalars.count)
      } else if NumberText.uppercased(body.suffix(scalars.count)) == scalars {
        body.removeLast(scalars.count)
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
      NumberText.trim(&body)
      return
    }
  }

  /// Splits digits, grouping and decimals; false if they do not make a number.
  private mutating func split(_ body: ArraySlice<Unicode.Scalar>) -> Bool {
    var groups: [[UInt8]] = [[]]
    var signs: [Unicode.Scalar] = []
    for scalar in body {
      if let digit = NumberText.digit(scalar) {
        groups[groups.count - 1].append(digit)
      } else if scalar == "." || scalar == "," {
        signs.append(scalar)
        groups.append([])
      } else if NumberText.isSpace(scalar) || scalar == "'" || scalar == "\u{2019}" {
        signs.append(" ")
        groups.append([])
      } else {
        return false
      }
    }
    guard let last = signs.last else {
      whole = groups[0]
      return true
    }
    let earlier = signs.dropLast()
    if earlier.isEmpty, last != " " { return splitOnce(groups[0], groups[1], at: last) }
    // More than one sign: all but the last one group digits, and so does the last if it is alike.
    guard let grouping = earlier.first ?? signs.first, earlier.allSatisfy({ $0 == grouping })
    else { return false }
    let hasDecimals = last != grouping
    guard !hasDecimals || last != " " else { return false }
    let thousands = hasDecimals ? groups.dropLast() : groups[...]
    guard (1...3).contains(thousands[0].count), thousands.dropFirst().allSatisfy({ $0.count == 3 })
    else { return false }
    whole = thousands.flatMap(\.self)
    if hasDecimals {
      fraction = groups[groups.count - 1]
      decimalSign = last == "." ? .point : .comma
    } else if grouping != " " {
      decimalSign = grouping == "." ? .comma : .point
    }
    return true
  }

  /// A single point or comma: decimals, unless exactly three digits follow one to three.
  private mutating func splitOnce(
    _ left: [UInt8],
    _ right: [UInt8],
    at sign: Unicode.Scalar
  ) -> Bool {
    let meant: DecimalSign = sign == "." ? .point : .comma
    whole = left
    fraction = right
    if right.count == 3, (1...3).contains(left.count), left.first != 0 {
      ambiguousSign = meant
    } else {
      decimalSign = meant
    }
    return true
  }

  private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
    ("0"..."9").contains(scalar) ? UInt8(scalar.value - 48) : nil
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isWhitespace }

  private static func trim(_ body: inout ArraySlice<Unicode.Scalar>) {
    while let first = body.first, isSpace(first) { body.removeFirst() }
    while let last = body.last, isSpace(last) { body.removeLast() }
  }

  private static func uppercased(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
    scalars.map { ("a"..."z").contains($0) ? Unicode.Scalar(UInt8($0.value - 32)) : $0 }
  }
}
