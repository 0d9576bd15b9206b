/// A JSON value whose keys keep their order when it is written.
public enum JSONValue: Hashable, Sendable {
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

  /// An object with one more key, after its others; any other value as it is.
  public func adding(_ key: String, _ value: JSONValue) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members + [Member(key: key, value: value)])
  }

  /// The value as text, indented by two spaces a level, with a newline at its end.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The same as UTF-8.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes, level: 0)
    bytes.append(UInt8(ascii: "\n"))
    return bytes
  }

  /// The value on one line, without its end.
  public var line: String {
    var bytes: [UInt8] = []
    write(to: &bytes, level: nil)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Bytes, as a result may have millions of values and appending to strings is slow.
  ///
  /// `level`: how deep it is; `nil` to write on one line.
  private func write(to bytes: inout [UInt8], level: Int?) {
    let inner = level.map { $0 + 1 }
    switch self {
    case .null: JSONValue.append("null", to: &bytes)
    case .bool(let value): JSONValue.append(value ? "true" : "false", to: &bytes)
    case .literal(let number): JSONValue.append(number, to: &bytes)
    case .string(let string): JSONValue.write(string, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for index in items.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.breakLine(inner, &bytes)
        items[index].write(to: &bytes, level: inner)
      }
      if !items.isEmpty { JSONValue.breakLine(level, &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for index in members.indices {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.breakLine(inner, &bytes)
        JSONValue.write(members[index].key, to: &bytes)
        JSONValue.append(": ", to: &bytes)
        members[index].value.write(to: &bytes, level: inner)
      }
      if !members.isEmpty { JSONValue.breakLine(level, &bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func breakLine(_ level: Int?, _ bytes: inout [UInt8]) {
    guard let level else { return }
    bytes.append(addingCapacity: 1 + 2 * level) { line in
      line.append(UInt8(ascii: "\n"))
      line.append(repeating: UInt8(ascii: " "), count: 2 * level)
    }
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let letters = text.utf8.span
    bytes.append(addingCapacity: letters.count) { written in
      for index in letters.indices { written.append(letters[index]) }
    }
  }

  /// Writes a string with the escapes that RFC 8259 requires, and no others.
  private static func write(_ string: String, to bytes: inout [UInt8]) {
    let letters = string.utf8.span
    // The longest escape has six letters.
    bytes.append(addingCapacity: 6 * letters.count + 2) { written in
      written.append(UInt8(ascii: "\""))
      for index in letters.indices {
        let letter = letters[index]
        if letter < 0x20 || letter == UInt8(ascii: "\"") || letter == UInt8(ascii: "\\") {
          for byte in escape(of: letter).utf8 { written.append(byte) }
        } else {
          written.append(letter)
        }
      }
      written.append(UInt8(ascii: "\""))
    }
  }

  private static func escape(of letter: UInt8) -> String {
    switch letter {
    case UInt8(ascii: "\""): return "\\\""
    case UInt8(ascii: "\\"): return "\\\\"
    case UInt8(ascii: "\n"): return "\\n"
    case UInt8(ascii: "\r"): return "\\r"
    case UInt8(ascii: "\t"): return "\\t"
    default:
      let digits = String(letter, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
  }
}
