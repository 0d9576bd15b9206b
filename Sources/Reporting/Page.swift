public import Portfolio

/// How a report is laid out: its language, its width and whether it may use colour.
public struct Page: Hashable, Sendable {
  /// The language of the sentences, and of the numbers.
  public var language: Language
  /// The columns of the terminal; lines are no wider, but for words that do not fit alone.
  public var width: Int
  /// Whether colour and bold letters are used; never where a file or a pipe reads.
  public var isColored: Bool
  /// Whether bars stand beside some numbers: where somebody looks, not where a program reads.
  public var hasBars: Bool
  /// Whether bars and signs are of ASCII alone; names keep their letters.
  public var isASCII: Bool

  /// Makes a page; by default 100 columns without colour and bars.
  public init(
    language: Language,
    width: Int = 100,
    isColored: Bool = false,
    hasBars: Bool = false,
    isASCII: Bool = false
  ) {
    self.language = language
    self.width = max(40, width)
    self.isColored = isColored
    self.hasBars = hasBars
    self.isASCII = isASCII
  }

  /// A bar of `length` columns, filled as far as `part` is of `whole`.
  ///
  /// It goes by eighths of a column, or by whole ones in ASCII. Only what is whole fills it, and
  /// only nothing leaves it empty.
  public func bar(_ part: Int64, of whole: Int64, length: Int = 10) -> String {
    let steps = isASCII ? length : 8 * length
    let part = min(max(part, 0), max(whole, 0))
    var filled = whole > 0 ? Int(Int128(part) * Int128(steps) / Int128(whole)) : 0
    if part > 0, filled == 0 { filled = 1 }
    if isASCII {
      return String(repeating: "#", count: filled)
        + String(repeating: ".", count: length - filled)
    }
    let tip = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][filled % 8]
    let full = String(repeating: "█", count: filled / 8) + tip
    return full + String(repeating: " ", count: length - full.count)
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
  /// The text with signs that the page can show.
  func spell(_ text: String) -> String {
    guard isASCII else { return text }
    return Page.signs.reduce(text) { $0.replacing($1.key, with: $1.value) }
  }

  private static let signs: KeyValuePairs<String, String> = [
    "≥": ">=", "≤": "<=", "→": "->", "↑": "^", "↓": "v", "…": "...", "–": "-", "—": "-",
    "«": "\"", "»": "\"", "∞": "inf", "≈": "~", "÷": "/", "×": "x", "\u{A0}": " ",
  ]

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
    let lines = spell(text).wrapped(toWidth: width - indent - hanging)
    return lines.enumerated().map { index, line in
      let margin = String(repeating: " ", count: indent + (index == 0 ? 0 : hanging))
      return margin + (emphasis.map { emphasize(line, $0) } ?? line)
    }
  }
}
