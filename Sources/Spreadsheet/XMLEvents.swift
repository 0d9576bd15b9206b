import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Walks over a part of a workbook, element by element.
///
/// A document type declaration is refused before the parser sees it: a workbook must not have one
/// (ECMA-376, part 2), and it is what entity bombs and outside files need.
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
    // UTF-8, with or without its mark: in other encodings a declaration could hide.
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard body.first == UInt8(ascii: "<"), !body.contains(0), !hasDeclaration(bytes) else {
      throw .broken(part)
    }
    let parser = XMLParser(data: Data(bytes))
    parser.shouldProcessNamespaces = false
    parser.shouldResolveExternalEntities = false
    let delegate = Delegate(handlers)
    parser.delegate = delegate
    // The parser of Linux passes over some errors, such as elements that never end.
    guard parser.parse(), !delegate.hasFailed, delegate.depth == 0 else { throw .broken(part) }
  }

  /// Whether `<!DOCTYPE` or `<!ENTITY` stands anywhere.
  private static func hasDeclaration(_ bytes: [UInt8]) -> Bool {
    var position = bytes.startIndex
    while let mark = bytes[position...].firstIndex(of: UInt8(ascii: "!")) {
      position = mark + 1
      guard mark > 0, bytes[mark - 1] == UInt8(ascii: "<") else { continue }
      let word = bytes[position...].prefix(7)
      if word.elementsEqual("DOCTYPE".utf8) || word.prefix(6).elementsEqual("ENTITY".utf8) {
        return true
      }
    }
    return false
  }

  private final class Delegate: NSObject, XMLParserDelegate {
    private let handlers: Handlers
    private var text = ""
    private(set) var depth = 0
    private(set) var hasFailed = false
    /// No part of a workbook nests its elements deeper.
    private let mostDepth = 64

    init(_ handlers: Handlers) { self.handlers = handlers }

    func parser(
      _ parser: XMLParser,
      didStartElement element: String,
      namespaceURI: String?,
      qualifiedName: String?,
      attributes: [String: String]
    ) {
      text = ""
      depth += 1
      if depth > mostDepth {
        hasFailed = true
        parser.abortParsing()
      }
      handlers.start(XMLEvents.local(element), attributes)
    }

    func parser(
      _ parser: XMLParser,
      didEndElement element: String,
      namespaceURI: String?,
      qualifiedName: String?
    ) {
      handlers.end(XMLEvents.local(element), text)
      text = ""
      depth -= 1
    }

    func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) { hasFailed = true }

    func parser(_ parser: XMLParser, foundCharacters characters: String) { text += characters }

    func parser(_ parser: XMLParser, foundCDATA block: Data) {
      text += String(decoding: block, as: UTF8.self)
    }
  }

  /// The name without its prefix: some programs write `x:row`.
  private static func local(_ name: String) -> String {
    name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
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
