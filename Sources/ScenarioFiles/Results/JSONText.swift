/// A JSON text (RFC 8259) taken apart into nodes that know where they stand in it.
///
/// The nodes lie in one array, each before its members or items, so that a text of millions of values
/// takes two allocations. What a node says is read when it is asked for.
struct JSONText {
  /// What a value is.
  enum Kind: UInt8 {
    case null, bool, number, string, array, object
  }

  /// A value, or a key of an object, in sixteen bytes.
  struct Node {
    let kind: Kind
    /// Whether it is a string with escapes.
    let hasEscapes: Bool
    private let start: UInt32
    private var end: UInt32
    private var behind: UInt32

    /// Where it stands; a string without its quotes.
    var bytes: Range<Int> { Int(start)..<Int(end) }
    /// The position behind its last descendant.
    var next: Int { Int(behind) }

    init(_ kind: Kind, _ bytes: Range<Int>, next: Int, hasEscapes: Bool = false) {
      self.kind = kind
      self.hasEscapes = hasEscapes
      start = UInt32(bytes.lowerBound)
      end = UInt32(bytes.upperBound)
      behind = UInt32(next)
    }

    /// Sets what is known once all its descendants are.
    mutating func close(at end: Int, next: Int) {
      self.end = UInt32(end)
      behind = UInt32(next)
    }
  }

  /// Values that hold each other more deeply than this are refused.
  static let mostDepth = 512

  /// The root, then all others; an object's keys stand before their values.
  let nodes: [Node]
  private let bytes: [UInt8]

  /// Takes valid UTF-8 apart; `nil` if it is not JSON, or 4 GiB long.
  init?(_ bytes: [UInt8]) {
    var reading = JSONReading()
    guard reading.readAll(bytes.span) else { return nil }
    nodes = reading.nodes
    self.bytes = bytes
    // What an escape means is known where the text is.
    guard reading.escapedKeys.allSatisfy({ string($0) != nil }) else { return nil }
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

  /// A number of at most 18 digits and nothing else; `nil` for any other.
  func plainWhole(_ node: Int) -> Int64? {
    let range = nodes[node].bytes
    let bytes = bytes.span
    let isZeroFirst = bytes[range.lowerBound] == UInt8(ascii: "0")
    guard (1...18).contains(range.count), !isZeroFirst || range.count == 1 else { return nil }
    var value: Int64 = 0
    for index in range {
      guard bytes[index].isDigit else { return nil }
      value = 10 * value + Int64(bytes[index] - UInt8(ascii: "0"))
    }
    return value
  }

  /// A string without its escapes; `nil` if one of them means nothing.
  func string(_ node: Int) -> String? {
    let written = bytes[nodes[node].bytes]
    guard nodes[node].hasEscapes else { return written.text }
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

  /// Whether a string says a text.
  func isString(_ node: Int, _ text: String) -> Bool {
    if nodes[node].hasEscapes { return string(node) == text }
    let range = nodes[node].bytes
    let (written, wanted) = (bytes.span.extracting(range), text.utf8.span)
    guard written.count == wanted.count else { return false }
    for offset in wanted.indices where written[offset] != wanted[offset] { return false }
    return true
  }

  fileprivate static let backslash = UInt8(ascii: "\\")
}

/// The walk over a JSON text that finds its nodes.
private struct JSONReading {
  /// The nodes found so far.
  private(set) var nodes: [JSONText.Node] = []
  /// The keys with escapes, which may mean nothing.
  private(set) var escapedKeys: [Int] = []
  private var index = 0

  /// Reads a whole text; false if it is not JSON.
  mutating func readAll(_ bytes: Span<UInt8>) -> Bool {
    // A result has a node in some sixteen bytes.
    nodes.reserveCapacity(bytes.count / 16)
    guard bytes.count < Int(UInt32.max), readValue(bytes, depth: 0) else { return false }
    skipSpaces(bytes)
    return index == bytes.count
  }

  private mutating func skipSpaces(_ bytes: Span<UInt8>) {
    var place = index
    while place < bytes.count, bytes[place] <= 0x20, JSONReading.isSpace(bytes[place]) {
      place += 1
    }
    index = place
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// Steps over a sign; false if another stands there.
  private mutating func skip(_ sign: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard index < bytes.count, bytes[index] == sign else { return false }
    index += 1
    return true
  }

  private mutating func readValue(_ bytes: Span<UInt8>, depth: Int) -> Bool {
    skipSpaces(bytes)
    guard index < bytes.count, depth <= JSONText.mostDepth else { return false }
    switch bytes[index] {
    case UInt8(ascii: "{"): return readMany(.object, UInt8(ascii: "}"), bytes, depth)
    case UInt8(ascii: "["): return readMany(.array, UInt8(ascii: "]"), bytes, depth)
    case JSONReading.quote: return readString(bytes)
    case UInt8(ascii: "t"): return readWord("true", .bool, bytes)
    case UInt8(ascii: "f"): return readWord("false", .bool, bytes)
    case UInt8(ascii: "n"): return readWord("null", .null, bytes)
    default: return readNumber(bytes)
    }
  }

  /// Reads an array's items, or an object's members.
  private mutating func readMany(
    _ kind: JSONText.Kind,
    _ closing: UInt8,
    _ bytes: Span<UInt8>,
    _ depth: Int
  ) -> Bool {
    let node = nodes.count
    let start = index
    nodes.append(JSONText.Node(kind, start..<start, next: node))
    index += 1
    skipSpaces(bytes)
    // A comma may stand before the end, as most readers permit.
    var hasMore = true
    while !skip(closing, bytes) {
      guard hasMore else { return false }
      if kind == .object {
        guard readString(bytes) else { return false }
        if nodes[nodes.count - 1].hasEscapes { escapedKeys.append(nodes.count - 1) }
        skipSpaces(bytes)
        guard skip(UInt8(ascii: ":"), bytes) else { return false }
      }
      guard readValue(bytes, depth: depth + 1) else { return false }
      skipSpaces(bytes)
      hasMore = skip(UInt8(ascii: ","), bytes)
      if hasMore { skipSpaces(bytes) }
    }
    nodes[node].close(at: index, next: nodes.count)
    return true
  }

  private mutating func append(_ kind: JSONText.Kind, _ bytes: Range<Int>) {
    nodes.append(JSONText.Node(kind, bytes, next: nodes.count + 1))
  }

  /// Reads a string; false if there is none.
  private mutating func readString(_ bytes: Span<UInt8>) -> Bool {
    guard skip(JSONReading.quote, bytes) else { return false }
    let start = index
    var (end, hasEscapes) = (start, false)
    while end < bytes.count, bytes[end] != JSONReading.quote {
      guard bytes[end] >= 0x20 else { return false }
      if bytes[end] == JSONText.backslash {
        hasEscapes = true
        end += 1
      }
      end += 1
    }
    index = end
    guard skip(JSONReading.quote, bytes) else { return false }
    let node = JSONText.Node(.string, start..<end, next: nodes.count + 1, hasEscapes: hasEscapes)
    nodes.append(node)
    return true
  }

  private mutating func readWord(
    _ word: String,
    _ kind: JSONText.Kind,
    _ bytes: Span<UInt8>
  ) -> Bool {
    let start = index
    for byte in word.utf8 {
      guard skip(byte, bytes) else { return false }
    }
    append(kind, start..<index)
    return true
  }

  private mutating func readNumber(_ bytes: Span<UInt8>) -> Bool {
    let start = index
    while index < bytes.count, JSONReading.isInNumber(bytes[index]) { index += 1 }
    append(.number, start..<index)
    return index > start && (bytes[start].isDigit || bytes[start] == UInt8(ascii: "-"))
  }

  private static func isInNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
      true
    default: false
    }
  }

  private static let quote = UInt8(ascii: "\"")
}
