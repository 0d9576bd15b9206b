/// A row of decimal digits as a number, without an array of them.
struct Digits {
  /// How many digits there are.
  private(set) var count = 0
  /// How many zeros stand at the end.
  private var zeros = 0
  /// The number of the digits before these zeros; `nil` if it does not fit.
  private var significand: Int64? = 0

  /// No digits.
  init() {}

  /// Digits in their order, each from 0 to 9.
  init(_ digits: some Sequence<UInt8>) {
    for digit in digits { append(digit) }
  }

  /// How many digits stand before the zeros at the end.
  var significantCount: Int { count - zeros }

  /// The number; `nil` if it does not fit.
  var value: Int64? { Digits.shift(significand, by: zeros) }

  /// The same without the zeros at the end.
  var withoutZeros: Digits {
    var digits = self
    digits.count -= zeros
    digits.zeros = 0
    return digits
  }

  /// Adds a digit, 0 to 9, on the right.
  mutating func append(_ digit: UInt8) {
    count += 1
    guard digit > 0 else {
      zeros += 1
      return
    }
    significand = Digits.shift(significand, by: zeros + 1, adding: Int64(digit))
    zeros = 0
  }

  /// These digits and then others.
  func followed(by others: Digits) -> Digits {
    var digits = self
    digits.count += others.count
    guard others.significantCount > 0 else {
      digits.zeros += others.zeros
      return digits
    }
    digits.significand = others.significand.flatMap {
      Digits.shift(significand, by: zeros + others.significantCount, adding: $0)
    }
    digits.zeros = others.zeros
    return digits
  }

  /// `number × 10^places + addend`; `nil` if it does not fit.
  private static func shift(_ number: Int64?, by places: Int, adding addend: Int64 = 0) -> Int64? {
    guard var number else { return nil }
    if number == 0 { return addend }
    for _ in 0..<places {
      let (product, overflow) = number.multipliedReportingOverflow(by: 10)
      guard !overflow else { return nil }
      number = product
    }
    let (sum, overflow) = number.addingReportingOverflow(addend)
    return overflow ? nil : sum
  }
}

extension UInt8 {
  /// Whether it is the ASCII letter of a decimal digit.
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }
}
