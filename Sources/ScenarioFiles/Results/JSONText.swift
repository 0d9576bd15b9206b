/// A JSON text (RFC 8259) taken apart into nodes that know where they stand in it.
///
/// The nodes lie in one array, each before its members or items, so that a text of millions of values
/// takes two allocations. What a node says is read when it is asked for.
struct JSONText {
  /// What a value is.
  enum Kind: UInt8 {
    case null, bool, number, string, array, object
  }

  /// A value, or a key of an object.
  struct Node {
    let kind: Kind
    /// Where it stands; a string without its quotes.
    var bytes: Range<Int>
    /// The position behind its last descendant.
    var next: Int
  }

  /// Values that hold each other more deeply than this are refused.
  static let mostDepth = 512

  /// The root, then all others; an object's keys stand before their values.
  private(set) var nodes: [Node] = []
  private let bytes: [UInt8]
  private var index = 0

  /// Takes valid UTF-8 apart; `nil` if it is not JSON.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    guard readValue(depth: 0) else { return nil }
    skipSpaces()
    guard index == bytes.count else { return nil }
  }

  /// The positions of an array's items, or of an object's keys and values in turn.
  func children(of node: Int) -> some Sequence<Int> {
    let end = nodes[node].next
    return sequence(first: node + 1) { nodes[$0].next }.prefix { $0 < end }
  }

  /// The position of the value of an object's first such key.
  func value(of key: String, in object: Int) -> Int? {
    var child = object + 1
    while child < nodes[object].next {
      let value = nodes[child].next
      if isString(child, key) { return value }
      child = nodes[value].next
    }
    return nil
  }

  /// Whether a word is `true`.
  func isTrue(_ node: Int) -> Bool { bytes[nodes[node].bytes].first == UInt8(ascii: "t") }

  /// A number as it is written; `nil` if it is not written as JSON writes numbers.
  func number(_ node: Int) -> String? {
    var rest = bytes[nodes[node].bytes]
    func takeDigits() -> Int {
      let count = rest.prefix { $0.isDigit }.count
      rest = rest.dropFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let hasZero = rest.first == UInt8(ascii: "0")
    let whole = takeDigits()
    guard whole == 1 || whole > 1 && !hasZero else { return nil }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard takeDigits() > 0 else { return nil }
    }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") {
        rest = rest.dropFirst()
      }
      guard takeDigits() > 0 else { return nil }
    }
    return rest.isEmpty ? bytes[nodes[node].bytes].text : nil
  }

  /// A string without its escapes; `nil` if one of them means nothing.
  func string(_ node: Int) -> String? {
    let written = bytes[nodes[node].bytes]
    guard written.contains(JSONText.backslash) else { return written.text }
    var units: [UInt16] = []
    var rest = written
    while !rest.isEmpty {
      let plain = rest.prefix { $0 != JSONText.backslash }
      units += plain.text.utf16
      rest = rest.dropFirst(plain.count + 1)
      guard let escape = rest.popFirst() else { break }
      switch escape {
      case UInt8(ascii: "\""), JSONText.backslash, UInt8(ascii: "/"): units.append(UInt16(escape))
      case UInt8(ascii: "b"): units.append(0x08)
      case UInt8(ascii: "f"): units.append(0x0C)
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "u"):
        let digits = rest.prefix(4).text
        guard digits.utf8.count == 4, digits.first?.isHexDigit == true,
          let unit = UInt16(digits, radix: 16)
        else { return nil }
        units.append(unit)
        rest = rest.dropFirst(4)
      default: return nil
      }
    }
    // Halves of a pair of surrogates must stand together.
    return String(validating: units, as: UTF16.self)
  }

  /// Whether each of a string's escapes means something.
  private func isMeaningful(_ node: Int) -> Bool {
    !bytes[nodes[node].bytes].contains(JSONText.backslash) || string(node) != nil
  }

  private func isString(_ node: Int, _ text: String) -> Bool {
    let written = bytes[nodes[node].bytes]
    if written.elementsEqual(text.utf8) { return true }
    return written.contains(JSONText.backslash) && string(node) == text
  }

  // MARK: Reading

  private static let backslash = UInt8(ascii: "\\")
  private static let quote = UInt8(ascii: "\"")

  private mutating func skipSpaces() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x0A, 0x0D, 0x09: index += 1
      default: return
      }
    }
  }

  /// Steps over a sign; false if another stands there.
  private mutating func skip(_ sign: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  private mutating func readValue(depth: Int) -> Bool {
    skipSpaces()
    guard index < bytes.count, depth <= JSONText.mostDepth else { return false }
    switch bytes[index] {
    case UInt8(ascii: "{"): return readMany(.object, closing: "}", depth)
    case UInt8(ascii: "["): return readMany(.array, closing: "]", depth)
    case JSONText.quote: return readString()
    case UInt8(ascii: "t"): return readWord("true", .bool)
    case UInt8(ascii: "f"): return readWord("false", .bool)
    case UInt8(ascii: "n"): return readWord("null", .null)
    default: return readNumber()
    }
  }

  /// Reads an array's items, or an object's members.
  private mutating func readMany(_ kind: Kind, closing: Unicode.Scalar, _ depth: Int) -> Bool {
    let node = nodes.count
    let start = index
    nodes.append(Node(kind: kind, bytes: start..<start, next: node))
    index += 1
    skipSpaces()
    // A comma may stand before the end, as most readers permit.
    var hasMore = true
    while !skip(closing) {
      guard hasMore else { return false }
      if kind == .object {
        guard readString(), isMeaningful(nodes.count - 1) else { return false }
        skipSpaces()
        guard skip(":") else { return false }
      }
      guard readValue(depth: depth + 1) else { return false }
      skipSpaces()
      hasMore = skip(",")
      if hasMore { skipSpaces() }
    }
    nodes[node].bytes = start..<index
    nodes[node].next = nodes.count
    return true
  }

  private mutating func append(_ kind: Kind, _ bytes: Range<Int>) {
    nodes.append(Node(kind: kind, bytes: bytes, next: nodes.count + 1))
  }

  private mutating func readString() -> Bool {
    guard skip("\"") else { return false }
    let start = index
    while index < bytes.count, bytes[index] != JSONText.quote {
      guard bytes[index] >= 0x20 else { return false }
      index += bytes[index] == JSONText.backslash ? 2 : 1
    }
    append(.string, start..<index)
    return skip("\"")
  }

  private mutating func readWord(_ word: String, _ kind: Kind) -> Bool {
    let start = index
    guard bytes[start...].starts(with: word.utf8) else { return false }
    index += word.utf8.count
    append(kind, start..<index)
    return true
  }

  private mutating func readNumber() -> Bool {
    let start = index
    while index < bytes.count, bytes[index].isDigit || "+-.eE".utf8.contains(bytes[index]) {
      index += 1
    }
    append(.number, start..<index)
    return index > start && (bytes[start].isDigit || bytes[start] == UInt8(ascii: "-"))
  }
}
