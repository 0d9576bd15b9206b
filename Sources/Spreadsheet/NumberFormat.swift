import Foundation

/// What a cell's number format makes of its number, as far as it changes what the number means.
enum NumberFormat: Hashable {
  case plain
  case percentage
  case date
  /// Letters are written around the number: a unit such as `UTM` or `US$`.
  case unit(before: String, after: String)

  /// The format of a number that the program knows without a code (ECMA-376, part 1, 18.8.30).
  init(builtIn number: Int) {
    switch number {
    case 9, 10: self = .percentage
    case 14...22, 27...36, 45...47, 50...58: self = .date
    default: self = .plain
    }
  }

  /// The format of a code such as `"M$" #,##0` or `dd/mm/yyyy`; its first section decides.
  init(code: String) {
    var scan = CodeScan()
    scan.read(Array(code))
    let before = scan.before.trimmingCharacters(in: .whitespaces)
    let after = scan.after.trimmingCharacters(in: .whitespaces)
    let hasLetters = (before + after).contains { $0.isLetter || "€£¥".contains($0) }
    if scan.isDate {
      self = .date
    } else if scan.isPercentage {
      self = .percentage
    } else if hasLetters, !scan.isScaled {
      self = .unit(before: before, after: after)
    } else {
      self = .plain
    }
  }

  /// A walk over the first section of a format's code.
  private struct CodeScan {
    var before = ""
    var after = ""
    var isDate = false
    var isPercentage = false
    /// Commas behind the last digit divide what is shown by thousands; the cell holds the whole.
    var isScaled = false
    private var hasDigits = false

    mutating func read(_ code: [Character]) {
      var index = 0
      if String(code).lowercased().hasPrefix("general") {
        index = 7
        hasDigits = true
      }
      while index < code.count, code[index] != ";" {
        switch code[index] {
        case "\"":
          let end = code[(index + 1)...].firstIndex(of: "\"") ?? code.count
          write(String(code[(index + 1)..<end]))
          index = end
        case "[":
          let end = code[index...].firstIndex(of: "]") ?? code.count
          readBracket(String(code[(index + 1)..<min(end, code.count)]))
          index = end
        case "\\":
          index += 1
          if index < code.count { write(String(code[index])) }
        case "_", "*": index += 1
        case "0", "#", "?":
          hasDigits = true
          isScaled = false
        case ",": isScaled = hasDigits
        case "%": isPercentage = true
        case "y", "Y", "m", "M", "d", "D", "h", "H", "s", "S": isDate = true
        case "$", "€", "£", "¥": write(String(code[index]))
        default: break
        }
        index += 1
      }
    }

    private mutating func readBracket(_ content: String) {
      if content.hasPrefix("$") {
        write(String(content.dropFirst().prefix { $0 != "-" }))
      } else if !content.isEmpty, content.lowercased().allSatisfy({ "hms".contains($0) }) {
        isDate = true
      }
    }

    private mutating func write(_ literal: String) {
      if hasDigits { after += literal } else { before += literal }
    }
  }
}

/// What a stored number shows.
enum StoredNumber {
  /// A number as plain decimal digits with a point, rounded to the 15 significant digits that
  /// spreadsheets compute with; `nil` if it is no number or has more than 30 digits.
  static func decimal(_ text: String) -> String? {
    guard let value = Double(text), value.isFinite else { return nil }
    guard value != 0 else { return "0" }
    let scientific = String(format: "%.14e", value.magnitude)
    let parts = scientific.split(separator: "e")
    guard parts.count == 2, let exponent = Int(parts[1]), (-15...30).contains(exponent) else {
      return nil
    }
    var digits = parts[0].filter { $0 != "." }
    while digits.last == "0", digits.count > max(1, exponent + 1) { digits.removeLast() }
    var point = exponent + 1
    if point <= 0 {
      digits = String(repeating: "0", count: 1 - point) + digits
      point = 1
    }
    if digits.count < point { digits += String(repeating: "0", count: point - digits.count) }
    let whole = digits.prefix(point)
    let fraction = digits.dropFirst(point)
    return (value < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// The day that a serial number stands for, and the time if it has one.
  ///
  /// Day 60 of the calendar that begins in 1900 is its 29 February, which never was (ECMA-376, part
  /// 1, 18.17.4.1).
  static func date(_ serial: Double, from1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    let seconds = Int((serial * 86400).rounded())
    let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86400)
    var parts: [String] = []
    if day > 0 || from1904 {
      if !from1904, day == 60 {
        parts.append("1900-02-29")
      } else {
        let sinceEpoch = from1904 ? day - 24107 : day - (day < 60 ? 25568 : 25569)
        parts.append(civil(sinceEpoch))
      }
    }
    if rest > 0 || parts.isEmpty {
      let time = [rest / 3600, rest / 60 % 60].map { pad($0, 2) }.joined(separator: ":")
      parts.append(rest % 60 == 0 ? time : "\(time):\(pad(rest % 60, 2))")
    }
    return parts.joined(separator: " ")
  }

  /// The Gregorian date of a day counted from 1970-01-01.
  ///
  /// Source: Hinnant, "chrono-Compatible Low-Level Date Algorithms", `civil_from_days`.
  private static func civil(_ day: Int) -> String {
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let dayOfMonth = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return [pad(year, 4), pad(month, 2), pad(dayOfMonth, 2)].joined(separator: "-")
  }

  private static func pad(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
