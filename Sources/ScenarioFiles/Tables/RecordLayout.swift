/// Where the records of a CSV text begin, and which delimiter it uses.
///
/// The parser gives no line numbers, so this walks over the quotes by the same rules, and finds the
/// mistakes of quoting with their lines.
struct RecordLayout {
  /// A mistake of quoting.
  enum Mistake {
    case unclosed
    case afterQuote
    case insideCell

    var english: String {
      switch self {
      case .unclosed: "the quote that opens here is never closed. Close it with \"."
      case .afterQuote: "text follows a closing quote. Write a quote inside quotes twice: \"\"."
      case .insideCell: "a quote stands inside a cell. Put the cell in quotes and write it twice."
      }
    }

    var spanish: String {
      switch self {
      case .unclosed: "la comilla que se abre aquí nunca se cierra. Ciérrela con \"."
      case .afterQuote:
        "hay texto después de cerrar las comillas. Escriba dos veces la comilla interior: \"\"."
      case .insideCell:
        "hay una comilla dentro de una celda. Ponga la celda entre comillas y escríbala dos veces."
      }
    }
  }

  /// The header's most frequent delimiter outside quotes; a comma if it has none.
  let delimiter: Character
  /// The line on which each record begins, counted from 1.
  let lines: [Int]
  /// The first mistake of quoting.
  let mistake: (kind: Mistake, line: Int)?

  private enum State {
    case start
    case bare
    case bareQuote
    case quoted
    case quotedQuote
  }

  /// Walks over a text that ends with a newline.
  init(_ text: String) {
    let delimiter = RecordLayout.delimiter(of: text)
    var state = State.start
    var lines: [Int] = []
    var mistake: (kind: Mistake, line: Int)?
    var (line, recordLine, quoteLine) = (1, 1, 1)
    walk: for character in text {
      let isNewline = character.isNewline
      switch state {
      case .start:
        if character == "\"" {
          state = .quoted
          quoteLine = line
        } else if character != delimiter, !character.isWhitespace {
          state = .bare
        }
      case .bare:
        if character == "\"" {
          state = .bareQuote
        } else if character == delimiter {
          state = .start
        }
      case .bareQuote:
        guard character == "\"" else {
          mistake = (.insideCell, line)
          break walk
        }
        state = .bare
      case .quoted:
        if character == "\"" { state = .quotedQuote }
      case .quotedQuote:
        if character == "\"" {
          state = .quoted
        } else if character == delimiter {
          state = .start
        } else if !character.isWhitespace {
          mistake = (.afterQuote, line)
          break walk
        }
      }
      guard isNewline else { continue }
      line += 1
      guard state != .quoted else { continue }
      lines.append(recordLine)
      recordLine = line
      state = .start
    }
    if mistake == nil, state == .quoted { mistake = (.unclosed, quoteLine) }
    self.delimiter = delimiter
    self.lines = lines
    self.mistake = mistake
  }

  private static func delimiter(of text: String) -> Character {
    let candidates: [Character] = [";", "\t", ","]
    var counts = [0, 0, 0]
    var isQuoted = false
    var isBlank = true
    for character in text {
      if character == "\"" { isQuoted.toggle() }
      if isQuoted { continue }
      if character.isNewline {
        if isBlank { continue }
        break
      }
      if let index = candidates.firstIndex(of: character) {
        counts[index] += 1
      } else if !character.isWhitespace {
        isBlank = false
      }
    }
    var best = 2
    for index in 0..<2 where counts[index] > counts[best] { best = index }
    return candidates[best]
  }
}
