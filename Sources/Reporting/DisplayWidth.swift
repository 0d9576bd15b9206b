/// How many columns of a terminal a text takes.
///
/// A letter with its accents takes one, however it is composed; Chinese, Japanese and Korean
/// letters and emoji take two (Unicode Standard Annex 11, wide and fullwidth).
func displayWidth(_ text: some StringProtocol) -> Int {
  plainWidth(text.utf8) ?? text.reduce(0) { $0 + displayWidth($1) }
}

/// The width of a text of printable ASCII and accented Latin letters (U+00C0 to U+027F), each of which
/// takes one column; `nil` if it holds anything else.
private func plainWidth(_ text: some Sequence<UInt8>) -> Int? {
  var width = 0
  for byte in text {
    switch byte {
    case 0x20...0x7E, 0xC3...0xC9: width += 1
    // The second byte of a letter.
    case 0x80...0xBF: break
    default: return nil
    }
  }
  return width
}

/// How many columns a letter takes.
func displayWidth(_ letter: Character) -> Int {
  guard let first = letter.unicodeScalars.first else { return 0 }
  if letter.isASCII { return 1 }
  if letter.unicodeScalars.contains("\u{FE0F}") || first.properties.isEmojiPresentation { return 2 }
  switch first.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: return wideRanges.contains { $0.contains(first.value) } ? 2 : 1
  }
}

private let wideRanges: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
  0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD,
]

extension String {
  /// The text on one line: control characters, which could move a terminal's cursor, become
  /// spaces.
  var onOneLine: String {
    // The controls behind ASCII begin with C2.
    let isPlain = utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 }
    if isPlain { return self }
    let isClean = unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    return isClean ? self : String(map { letter in letter.isControl ? " " : letter })
  }

  /// The text in at most `width` columns; what does not fit gives way to an ellipsis, or another sign.
  func truncated(toWidth width: Int, _ sign: Character = "…") -> String {
    guard displayWidth(self) > width else { return self }
    var room = max(0, width - 1)
    var kept = ""
    for letter in self {
      room -= displayWidth(letter)
      guard room >= 0 else { break }
      kept.append(letter)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + String(sign)
  }

  /// The text broken at spaces into lines of at most `width` columns; a longer word stands alone.
  func wrapped(toWidth width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for word in onOneLine.split(separator: " ") {
      let wordWidth = displayWidth(word)
      if !line.isEmpty, lineWidth + 1 + wordWidth > width {
        lines.append(line)
        line = ""
        lineWidth = 0
      }
      if !line.isEmpty {
        line += " "
        lineWidth += 1
      }
      line += word
      lineWidth += wordWidth
    }
    return lines + [line]
  }

  /// The text filled up with spaces to `width` columns.
  func padded(toWidth width: Int, onTheLeft: Bool = false) -> String {
    let filling = String(repeating: " ", count: max(0, width - displayWidth(self)))
    return onTheLeft ? filling + self : self + filling
  }
}

extension Character {
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.properties.generalCategory == .control }
  }
}
