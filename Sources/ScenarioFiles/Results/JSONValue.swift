/// A JSON value whose keys keep their order when it is written.
public indirect enum JSONValue: Hashable, Sendable {
  /// A key and its value.
  public struct Member: Hashable, Sendable {
    let key: String
    let value: JSONValue
  }

  case null
  case bool(Bool)
  /// A number, as it is written.
  case literal(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A whole number.
  public static func integer(_ value: some BinaryInteger) -> JSONValue { .literal(String(value)) }

  /// A floating-point number in its shortest exact form; `null` if it is not finite.
  public static func double(_ value: Double) -> JSONValue {
    guard value.isFinite else { return .null }
    if let whole = Int64(exactly: value), whole.magnitude < 1 << 53 { return .integer(whole) }
    return .literal(value.description)
  }

  /// An object with its keys in this order.
  public static func keys(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { Member(key: $0.key, value: $0.value) })
  }

  /// The value as text, indented by two spaces a level, with a newline at its end.
  public var text: String {
    var text = ""
    write(to: &text, indent: "\n")
    return text + "\n"
  }

  /// The value on one line, without its end.
  public var line: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// `indent`: a newline and the spaces of this level; `nil` to write on one line.
  private func write(to text: inout String, indent: String?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .literal(let number): text += number
    case .string(let string): JSONValue.write(string, to: &text)
    case .array(let items):
      let inner = indent.map { $0 + "  " }
      text += "["
      for (index, item) in items.enumerated() {
        text += (index == 0 ? "" : ",") + (inner ?? "")
        item.write(to: &text, indent: inner)
      }
      text += items.isEmpty ? "]" : (indent ?? "") + "]"
    case .object(let members):
      let inner = indent.map { $0 + "  " }
      text += "{"
      for (index, member) in members.enumerated() {
        text += (index == 0 ? "" : ",") + (inner ?? "")
        JSONValue.write(member.key, to: &text)
        text += ": "
        member.value.write(to: &text, indent: inner)
      }
      text += members.isEmpty ? "}" : (indent ?? "") + "}"
    }
  }

  /// Writes a string with the escapes that RFC 8259 requires, and no others.
  private static func write(_ string: String, to text: inout String) {
    text += "\""
    defer { text += "\"" }
    let isPlain = string.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    if isPlain {
      text += string
      return
    }
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}
