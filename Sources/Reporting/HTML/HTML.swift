/// A piece of HTML or SVG whose texts are escaped.
///
/// There is no way from a text to markup but ``init(text:)``, so a name with `<script>` in it stays
/// a name.
struct HTML {
  /// The markup.
  private(set) var source: String

  /// Nothing.
  static let none = HTML(source: "")

  /// A text; characters with a meaning in HTML lose it, and control characters become spaces.
  init(text: some StringProtocol) {
    var source = ""
    source.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": source += "&amp;"
      case "<": source += "&lt;"
      case ">": source += "&gt;"
      case "\"": source += "&quot;"
      case "'": source += "&#39;"
      default:
        // Controls, and the marks that turn the direction of what follows, spoil more than a name.
        let isHarmful =
          scalar.properties.generalCategory == .control
          || (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        source.unicodeScalars.append(isHarmful ? " " : scalar)
      }
    }
    self.source = source
  }

  private init(source: String) { self.source = source }

  /// An element; attributes are escaped.
  static func tag(
    _ name: StaticString,
    _ attributes: KeyValuePairs<String, String> = [:],
    _ content: HTML...
  ) -> HTML {
    var source = "<\(name)"
    for (key, value) in attributes { source += " \(key)=\"\(HTML(text: value).source)\"" }
    source += ">"
    for part in content { source += part.source }
    return HTML(source: source + "</\(name)>")
  }

  /// An element that has no end, such as `meta`.
  static func void(_ name: StaticString, _ attributes: KeyValuePairs<String, String>) -> HTML {
    var source = "<\(name)"
    for (key, value) in attributes { source += " \(key)=\"\(HTML(text: value).source)\"" }
    return HTML(source: source + ">")
  }

  /// A text written in the program, such as the style sheet.
  static func literal(_ source: StaticString) -> HTML { HTML(source: "\(source)") }

  /// One piece after the other.
  static func + (left: HTML, right: HTML) -> HTML { HTML(source: left.source + right.source) }

  /// Adds a piece.
  static func += (left: inout HTML, right: HTML) { left.source += right.source }
}

extension Sequence<HTML> {
  /// The pieces one after the other, each on a line of its own.
  var joined: HTML { reduce(HTML.none) { $0 + $1 + .literal("\n") } }
}
