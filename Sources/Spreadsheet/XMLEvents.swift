/// Walks over a part of a workbook, element by element.
///
/// What reads is a parser for what a workbook may hold (XML 1.0 without document types, in UTF-8; ECMA-376,
/// part 2): with no declarations there are no entities but the five of XML and no outside files.
enum XMLEvents {
  /// What is called for an element's start, its end with the text in it, in document order.
  struct Handlers {
    var start: (_ element: String, _ attributes: [String: String]) -> Void
    var end: (_ element: String, _ text: String) -> Void
  }

  static func walk(
    _ bytes: [UInt8],
    part: String,
    _ handlers: Handlers
  ) throws(SpreadsheetError) {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard String(validating: body, as: UTF8.self) != nil, body.allSatisfy(isCharacter) else {
      throw .broken(part)
    }
    var walk = Walk(rest: body, handlers)
    do { try walk.run() } catch { throw .broken(part) }
  }

  private static let entities: [String: Character] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]

  private static func isCharacter(_ byte: UInt8) -> Bool { byte >= 0x20 || isSpace(byte) }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  /// What is not XML, or not what a workbook may hold.
  private struct Malformed: Error {}

  /// The walk itself: `rest` is what still has to be read.
  private struct Walk {
    var rest: ArraySlice<UInt8>
    private let handlers: Handlers
    /// The elements that have begun, each by its name with its prefix.
    private var open: [String] = []
    private var hasRoot = false
    private var text: [UInt8] = []
    /// No part of a workbook nests its elements deeper.
    private let mostDepth = 64

    init(rest: ArraySlice<UInt8>, _ handlers: Handlers) {
      self.rest = rest
      self.handlers = handlers
    }

    mutating func run() throws(Malformed) {
      guard rest.first == UInt8(ascii: "<") else { throw Malformed() }
      while let first = rest.first {
        if first != UInt8(ascii: "<") {
          try readText()
        } else if skip("<!--") {
          _ = try take(until: "-->")
        } else if skip("<![CDATA[") {
          guard !open.isEmpty else { throw Malformed() }
          text += lines(try take(until: "]]>"))
        } else if skip("<?") {
          try readInstruction()
        } else if skip("</") {
          try readEnd()
        } else {
          try readStart()
        }
      }
      guard hasRoot, open.isEmpty else { throw Malformed() }
    }

    private mutating func readText() throws(Malformed) {
      let run = rest.prefix { $0 != UInt8(ascii: "<") }
      rest = rest[run.endIndex...]
      guard !open.isEmpty || run.allSatisfy(isSpace) else { throw Malformed() }
      text += try resolved(lines(run))
    }

    private mutating func readInstruction() throws(Malformed) {
      let instruction = String(decoding: try take(until: "?>"), as: UTF8.self).lowercased()
      guard instruction.contains("utf-8") || !instruction.contains("encoding") else {
        throw Malformed()
      }
    }

    private mutating func readEnd() throws(Malformed) {
      let name = try readName()
      skipSpaces()
      guard skip(">"), open.popLast() == name else { throw Malformed() }
      end(name)
    }

    private mutating func readStart() throws(Malformed) {
      guard skip("<"), !open.isEmpty || !hasRoot, open.count < mostDepth else { throw Malformed() }
      hasRoot = true
      let name = try readName()
      var attributes: [String: String] = [:]
      skipSpaces()
      while let next = rest.first, !"/>".utf8.contains(next) {
        let key = try readName()
        let value = try readValue()
        guard attributes.updateValue(value, forKey: key) == nil else { throw Malformed() }
        skipSpaces()
      }
      text = []
      let isEmpty = skip("/")
      guard skip(">") else { throw Malformed() }
      handlers.start(local(name), attributes)
      if isEmpty { end(name) } else { open.append(name) }
    }

    private mutating func end(_ name: String) {
      handlers.end(local(name), String(decoding: text, as: UTF8.self))
      text = []
    }

    private mutating func readName() throws(Malformed) -> String {
      let name = rest.prefix { !isSpace($0) && !"<>/=\"'&".utf8.contains($0) }
      guard let first = name.first,
        first >= 0x80 || Character(Unicode.Scalar(first)).isLetter || "_:".utf8.contains(first)
      else { throw Malformed() }
      rest = rest[name.endIndex...]
      return String(decoding: name, as: UTF8.self)
    }

    /// What stands behind an attribute's name.
    private mutating func readValue() throws(Malformed) -> String {
      skipSpaces()
      guard skip("=") else { throw Malformed() }
      skipSpaces()
      let quote = skip("\"") ? "\"" : "'"
      guard quote == "\"" || skip("'") else { throw Malformed() }
      let written = try take(until: quote)
      guard !written.contains(UInt8(ascii: "<")),
        rest.first.map({ isSpace($0) || "/>".utf8.contains($0) }) == true
      else { throw Malformed() }
      let spaced = lines(written).map { isSpace($0) ? 0x20 : $0 }
      return String(decoding: try resolved(spaced[...]), as: UTF8.self)
    }

    /// Text with every way to end a line as a line feed (XML 1.0, 2.11).
    private func lines(_ written: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
      guard written.contains(0x0D) else { return written }
      var text: [UInt8] = []
      for (index, byte) in zip(written.indices, written) {
        if byte == 0x0A, index > written.startIndex, written[index - 1] == 0x0D { continue }
        text.append(byte == 0x0D ? 0x0A : byte)
      }
      return text[...]
    }

    /// Text with what its references stand for.
    private func resolved(_ written: ArraySlice<UInt8>) throws(Malformed) -> ArraySlice<UInt8> {
      guard written.contains(UInt8(ascii: "&")) else { return written }
      var text: [UInt8] = []
      var rest = written
      while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
        text += rest[..<mark]
        guard let end = rest[mark...].firstIndex(of: UInt8(ascii: ";")) else { throw Malformed() }
        let name = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
        text += String(try character(name)).utf8
        rest = rest[(end + 1)...]
      }
      return (text + rest)[...]
    }

    private func character(_ reference: String) throws(Malformed) -> Character {
      if let character = XMLEvents.entities[reference] { return character }
      let isHexadecimal = reference.hasPrefix("#x")
      let digits = reference.dropFirst(isHexadecimal ? 2 : 1)
      guard reference.hasPrefix("#"), digits.allSatisfy(\.isHexDigit),
        let code = UInt32(digits, radix: isHexadecimal ? 16 : 10),
        let scalar = Unicode.Scalar(code),
        code >= 0x20 || isSpace(UInt8(code)), code != 0xFFFE, code != 0xFFFF
      else { throw Malformed() }
      return Character(scalar)
    }

    /// The name without its prefix: some programs write `x:row`.
    private func local(_ name: String) -> String {
      name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }

    private mutating func take(until end: String) throws(Malformed) -> ArraySlice<UInt8> {
      var position = rest.startIndex
      while let mark = rest[position...].firstIndex(of: end.utf8.first ?? 0) {
        if rest[mark...].starts(with: end.utf8) {
          defer { rest = rest[(mark + end.utf8.count)...] }
          return rest[..<mark]
        }
        position = mark + 1
      }
      throw Malformed()
    }

    private mutating func skip(_ word: String) -> Bool {
      guard rest.starts(with: word.utf8) else { return false }
      rest = rest.dropFirst(word.utf8.count)
      return true
    }

    private mutating func skipSpaces() { rest = rest.drop(while: isSpace) }
  }
}

extension String {
  /// The text as it stands inside XML; characters that XML 1.0 forbids become spaces.
  var escapedForXML: String {
    var text = ""
    text.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "\t", "\n": text.unicodeScalars.append(scalar)
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": text += " "
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
