import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Walks over a part of a workbook, element by element.
///
/// The parser does not see what a workbook has no use for. A document type is refused: a workbook must not
/// have one (ECMA-376, part 2), and it is what entity bombs and outside files need. Instructions, and bytes
/// that are not UTF-8, end the whole program in the parser of Linux; and without its first line a part
/// is UTF-8, so that nothing hides in another encoding.
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
    var body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    guard body.first == UInt8(ascii: "<") else { throw .broken(part) }
    if body.starts(with: "<?xml".utf8), let end = body.firstIndex(of: UInt8(ascii: ">")) {
      body = body[(end + 1)...]
    }
    guard !body.contains(0), String(validating: body, as: UTF8.self) != nil, !hasDeclaration(body)
    else { throw .broken(part) }
    let parser = XMLParser(data: Data(body))
    parser.shouldProcessNamespaces = false
    parser.shouldResolveExternalEntities = false
    let delegate = Delegate(handlers)
    parser.delegate = delegate
    // The parser of Linux passes over some errors, such as elements that never end.
    guard parser.parse(), !delegate.hasFailed, delegate.hasRoot, delegate.depth == 0 else {
      throw .broken(part)
    }
  }

  /// Whether `<!DOCTYPE`, `<!ENTITY` or `<?` stands anywhere.
  private static func hasDeclaration(_ bytes: ArraySlice<UInt8>) -> Bool {
    var rest = bytes
    while let mark = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(mark + 1)...]
      if rest.first == UInt8(ascii: "?") || rest.starts(with: "!DOCTYPE".utf8)
        || rest.starts(with: "!ENTITY".utf8)
      {
        return true
      }
    }
    return false
  }

  private final class Delegate: NSObject, XMLParserDelegate {
    private let handlers: Handlers
    private var text = ""
    private(set) var depth = 0
    private(set) var hasRoot = false
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
      hasRoot = true
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
