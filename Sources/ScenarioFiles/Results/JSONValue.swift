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

  /// The value as text, with a newline at its end.
  ///
  /// Arrays and objects that hold others, and lists of texts, are indented by two spaces a level; all
  /// others, such as the rows of a list, stand on one line each.
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
    let layout = Layout(of: self, level)
    switch self {
    case .null: JSONValue.append("null", to: &bytes)
    case .bool(let value): JSONValue.append(value ? "true" : "false", to: &bytes)
    case .literal(let number): JSONValue.append(number, to: &bytes)
    case .string(let string): JSONValue.write(string, to: &bytes)
    case .array(let items):
      bytes.append(UInt8(ascii: "["))
      for index in items.indices {
        layout.breakBefore(index, &bytes)
        items[index].write(to: &bytes, level: layout.inner)
      }
      if !items.isEmpty { layout.breakAtEnd(&bytes) }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for index in members.indices {
        layout.breakBefore(index, &bytes)
        JSONValue.write(members[index].key, to: &bytes)
        JSONValue.append(": ", to: &bytes)
        members[index].value.write(to: &bytes, level: layout.inner)
      }
      if !members.isEmpty { layout.breakAtEnd(&bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// A value of an object, or a list whose items, arrays or objects all, are made one by one.
  enum Part {
    case value(JSONValue)
    case list(count: Int, item: (Int) -> JSONValue)

    /// The part as a whole.
    var whole: JSONValue {
      switch self {
      case .value(let value): value
      case .list(let count, let item): .array((0..<count).map(item))
      }
    }
  }

  /// The UTF-8 of an object of such parts, of which a long list is never there as a whole.
  static func bytes(of parts: [(key: String, part: Part)]) -> [UInt8] {
    var bytes: [UInt8] = []
    // Most results fit in here and are not moved while they grow; what is not filled costs nothing.
    bytes.reserveCapacity(1 << 18)
    let lines = Layout.lines(level: 0)
    bytes.append(UInt8(ascii: "{"))
    for index in parts.indices {
      lines.breakBefore(index, &bytes)
      write(parts[index].key, to: &bytes)
      append(": ", to: &bytes)
      switch parts[index].part {
      case .value(let value): value.write(to: &bytes, level: 1)
      case .list(let count, let item):
        let rows = Layout.lines(level: 1)
        bytes.append(UInt8(ascii: "["))
        for row in 0..<count {
          rows.breakBefore(row, &bytes)
          item(row).write(to: &bytes, level: 2)
        }
        if count > 0 { rows.breakAtEnd(&bytes) }
        bytes.append(UInt8(ascii: "]"))
      }
    }
    lines.breakAtEnd(&bytes)
    bytes += "}\n".utf8
    return bytes
  }

  /// Whether its items or members stand on lines of their own.
  private var hasLines: Bool {
    switch self {
    case .null, .bool, .literal, .string: false
    case .array(let items): items.contains { $0.isList || $0.isString }
    case .object(let members): members.contains { $0.value.isList }
    }
  }

  private var isString: Bool { if case .string = self { true } else { false } }

  /// Whether it is an array or an object.
  private var isList: Bool {
    switch self {
    case .null, .bool, .literal, .string: false
    case .array, .object: true
    }
  }

  /// Where the items of an array or the members of an object stand.
  private enum Layout {
    /// Side by side without spaces, as in a whole text on one line.
    case dense
    /// Side by side, those of an object a space away from its braces.
    case row(isObject: Bool)
    /// Each on a line of its own, at this level.
    case lines(level: Int)

    init(of value: JSONValue, _ level: Int?) {
      guard let level else {
        self = .dense
        return
      }
      if value.hasLines {
        self = .lines(level: level)
      } else if case .object = value {
        self = .row(isObject: true)
      } else {
        self = .row(isObject: false)
      }
    }

    /// The level of what stands inside; `nil` on one line.
    var inner: Int? {
      switch self {
      case .dense: nil
      case .row: 0
      case .lines(let level): level + 1
      }
    }

    func breakBefore(_ index: Int, _ bytes: inout [UInt8]) {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch self {
      case .dense: break
      case .row(let isObject): if index > 0 || isObject { bytes.append(UInt8(ascii: " ")) }
      case .lines(let level): breakLine(level + 1, &bytes)
      }
    }

    func breakAtEnd(_ bytes: inout [UInt8]) {
      switch self {
      case .dense: break
      case .row(let isObject): if isObject { bytes.append(UInt8(ascii: " ")) }
      case .lines(let level): breakLine(level, &bytes)
      }
    }

    private func breakLine(_ level: Int, _ bytes: inout [UInt8]) {
      bytes.append(addingCapacity: 1 + 2 * level) { line in
        line.append(UInt8(ascii: "\n"))
        line.append(repeating: UInt8(ascii: " "), count: 2 * level)
      }
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
