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
    case .null: bytes += "null".utf8
    case .bool(let value): bytes += (value ? "true" : "false").utf8
    case .literal(let number): bytes += number.utf8
    case .string(let string): JSONValue.write(string, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for (index, item) in items.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.breakLine(inner, &bytes)
        item.write(to: &bytes, level: inner)
      }
      if !items.isEmpty { JSONValue.breakLine(level, &bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        JSONValue.breakLine(inner, &bytes)
        JSONValue.write(member.key, to: &bytes)
        bytes += ": ".utf8
        member.value.write(to: &bytes, level: inner)
      }
      if !members.isEmpty { JSONValue.breakLine(level, &bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static func breakLine(_ level: Int?, _ bytes: inout [UInt8]) {
    guard let level else { return }
    bytes.append(UInt8(ascii: "\n"))
    for _ in 0..<2 * level { bytes.append(UInt8(ascii: " ")) }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  /// Writes a string with the escapes that RFC 8259 requires, and no others.
  private static func write(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    defer { bytes.append(UInt8(ascii: "\"")) }
    // All at once where nothing is to be escaped, which is nearly everywhere.
    let start = bytes.count
    bytes += string.utf8
    let written = bytes[start...]
    guard let first = written.firstIndex(where: isEscaped) else { return }
    let rest = Array(written[first...])
    bytes.removeSubrange(first...)
    for byte in rest {
      switch byte {
      case UInt8(ascii: "\""): bytes += "\\\"".utf8
      case UInt8(ascii: "\\"): bytes += "\\\\".utf8
      case UInt8(ascii: "\n"): bytes += "\\n".utf8
      case UInt8(ascii: "\r"): bytes += "\\r".utf8
      case UInt8(ascii: "\t"): bytes += "\\t".utf8
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        bytes += "\\u".utf8
        bytes += String(repeating: "0", count: 4 - digits.count).utf8
        bytes += digits.utf8
      default: bytes.append(byte)
      }
    }
  }
}
