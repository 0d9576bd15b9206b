public import Portfolio

/// How a report is laid out: its language, its width and whether it may use colour.
public struct Page: Hashable, Sendable {
  /// The language of the sentences, and of the numbers.
  public var language: Language
  /// The columns of the terminal; lines are no wider, but for words that do not fit alone.
  public var width: Int
  /// Whether colour and bold letters are used; never where a file or a pipe reads.
  public var isColored: Bool

  /// Makes a page; by default 100 columns without colour.
  public init(language: Language, width: Int = 100, isColored: Bool = false) {
    self.language = language
    self.width = max(40, width)
    self.isColored = isColored
  }
}

/// What a piece of text means, which decides its colour.
enum Emphasis: String {
  case heading = "1"
  case faint = "2"
  case good = "32"
  case caution = "33"
  case bad = "31"
}

extension Page {
  /// The text with the colour of its meaning, or as it is on a page without colour.
  func emphasize(_ text: String, _ emphasis: Emphasis) -> String {
    isColored && !text.isEmpty ? "\u{1B}[\(emphasis.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// A paragraph broken into lines of the page's width; lines after the first are indented by
  /// `hanging` more columns.
  func paragraph(
    _ text: String,
    indent: Int = 0,
    hanging: Int = 0,
    _ emphasis: Emphasis? = nil
  ) -> [String] {
    let lines = text.wrapped(toWidth: width - indent - hanging)
    return lines.enumerated().map { index, line in
      let margin = String(repeating: " ", count: indent + (index == 0 ? 0 : hanging))
      return margin + (emphasis.map { emphasize(line, $0) } ?? line)
    }
  }
}
