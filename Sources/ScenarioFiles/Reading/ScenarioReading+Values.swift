import Portfolio
import Yams

extension ScenarioReading {
  /// A value's text; `nil` after reporting that it is not a text.
  mutating func text(_ entry: Entry) -> String? {
    if let scalar = entry.node.scalar { return scalar.string.trimmed }
    problems.report(
      entry.place,
      "this must be one text or number, not a list or keys.",
      "esto debe ser un solo texto o número, no una lista ni claves."
    )
    return nil
  }

  /// A value's texts: a list, or one alone.
  mutating func texts(_ entry: Entry) -> [String] {
    switch entry.node {
    case .scalar(let scalar): return [scalar.string.trimmed]
    case .sequence(let sequence):
      let items = sequence.compactMap { $0.scalar?.string.trimmed }
      if items.count == sequence.count { return items }
    case .mapping, .alias: break
    }
    problems.report(
      entry.place,
      "this must be a list of texts or numbers, such as [a, b].",
      "esto debe ser una lista de textos o números, como [a, b]."
    )
    return []
  }

  /// A value's items; `nil` after reporting that it is not a list.
  mutating func items(_ entry: Entry) -> [Node]? {
    if case .sequence(let sequence) = entry.node { return Array(sequence) }
    problems.report(
      entry.place,
      "this must be a list. Begin each item with a dash.",
      "esto debe ser una lista. Comience cada elemento con un guion."
    )
    return nil
  }

  /// A value's number; `nil` after reporting that it is none.
  mutating func number(_ entry: Entry) -> Quantity? {
    guard let text = text(entry) else { return nil }
    return number(text, at: entry.place)
  }

  /// A number of the YAML file, which is written with a point and without grouping.
  mutating func number(_ text: String, at place: Place) -> Quantity? {
    if let value = ScenarioReading.plainNumber(text) { return value }
    problems.report(
      place,
      "\"\(text.quotable)\" is not a number. Write it with a decimal point and without grouping:"
        + " 1234.5.",
      "«\(text.quotable)» no es un número. Escríbalo con punto decimal y sin separar miles: 1234.5."
    )
    return nil
  }

  /// The number of `-1234.5`, `1_000_000` or `2.5e6`; `nil` if it is none, or too long.
  static func plainNumber(_ text: String) -> Quantity? {
    var digits = text.utf8.filter { $0 != UInt8(ascii: "_") }[...]
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative || digits.first == UInt8(ascii: "+") { digits.removeFirst() }
    var exponent = 0
    if let mark = digits.lastIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let power = Int(String(decoding: digits[(mark + 1)...], as: UTF8.self)),
        (-18...18).contains(power)
      else { return nil }
      exponent = power
      digits = digits[..<mark]
    }
    let parts = digits.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, digits.contains(where: { $0 != 0x2E }),
      parts.count == 1 || !(parts.last ?? []).isEmpty,
      parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
    else { return nil }
    var whole = first.map { $0 - 0x30 }
    var fraction = parts.count == 2 ? parts[1].map { $0 - 0x30 } : []
    while exponent > 0 {
      whole.append(fraction.isEmpty ? 0 : fraction.removeFirst())
      exponent -= 1
    }
    while exponent < 0 {
      fraction.insert(whole.popLast() ?? 0, at: 0)
      exponent += 1
    }
    return NumberText.quantity(Digits(whole), Digits(fraction), isNegative)
  }

  /// The value that a word stands for; reported, with the words there are, if it is none.
  mutating func value<Value>(
    _ text: String,
    _ words: [String: Value],
    _ canonical: @autoclosure () -> [String],
    at place: @autoclosure () -> Place
  ) -> Value? {
    // The words are keys themselves, and most cells are written like one.
    if let value = words[text] ?? words[text.headerKey] { return value }
    let list = canonical().joined(separator: ", ")
    let hint = nearest(text, in: canonical())
    problems.report(
      place(),
      "\"\(text.quotable)\" is none of \(list)."
        + (hint.map { " Did you mean \"\($0)\"?" } ?? " Write one of them."),
      "«\(text.quotable)» no es ninguno de \(list)."
        + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Escriba uno de ellos.")
    )
    return nil
  }

  /// The items of a cell that lists them: `a;b`.
  static func list(_ cell: String) -> [String] {
    guard cell.utf8.contains(UInt8(ascii: ";")) else { return cell.isEmpty ? [] : [cell] }
    return cell.split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// The goals of a cell that lists them: `6;9;11`; commas and spaces separate too.
  static func goals(_ cell: String) -> [String] {
    cell.split { ";,/".contains($0) || $0.isWhitespace }.map(String.init)
  }
}
