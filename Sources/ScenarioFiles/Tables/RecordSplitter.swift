import Portfolio

/// Splits a CSV text into records of cells, byte by byte: RFC 4180 with the delimiter that the
/// header uses most.
///
/// Lines end in LF, CRLF or CR. White space around a quoted cell is passed over, and cells lose the
/// white space at their ends. Every byte that separates is ASCII, so the cells of valid UTF-8 are
/// valid UTF-8. A cell is not copied: it is a range of the text, in which a cell with doubled quotes
/// is written anew, shorter, where it stands.
struct RecordSplitter {
  /// A mistake of quoting.
  enum Mistake {
    case unclosed
    case afterQuote
    case insideCell

    var text: Text {
      switch self {
      case .unclosed:
        Text(
          en: "the quote that opens here is never closed. Close it with \".",
          es: "la comilla que se abre aquí nunca se cierra. Ciérrela con \"."
        )
      case .afterQuote:
        Text(
          en: "text follows a closing quote. Write a quote inside quotes twice: \"\".",
          es:
            "hay texto después de cerrar las comillas. Escriba dos veces la comilla interior: \"\"."
        )
      case .insideCell:
        Text(
          en: "a quote stands inside a cell. Put the cell in quotes and write it twice.",
          es:
            "hay una comilla dentro de una celda. Ponga la celda entre comillas y escríbala dos veces."
        )
      }
    }
  }

  /// The text that the cells are ranges of.
  private(set) var text: [UInt8]
  /// All cells, record by record.
  private(set) var cells: [RawTable.Cell] = []
  /// The position of each record's first cell.
  private(set) var starts: [Int] = []
  /// The line on which each record begins, counted from 1.
  private(set) var lines: [Int] = []
  /// The first mistake of quoting; nothing is split behind it.
  private(set) var mistake: (kind: Mistake, line: Int)?

  private var index = 0
  private var line = 1

  /// Splits a valid UTF-8 text that is shorter than 4 GiB.
  init(_ text: consuming [UInt8]) {
    let delimiter = RecordSplitter.delimiter(of: text)
    let (lineCount, cellCount) = RecordSplitter.counts(in: text.span, delimiter)
    self.text = text
    starts.reserveCapacity(lineCount)
    lines.reserveCapacity(lineCount)
    cells.reserveCapacity(cellCount)
    while index < self.text.count, mistake == nil {
      starts.append(cells.count)
      lines.append(line)
      readRecord(delimiter)
    }
  }

  /// The positions of the records.
  var indices: Range<Int> { starts.indices }

  /// The positions of a record's cells.
  func cells(of record: Int) -> Range<Int> {
    starts[record]..<(record + 1 < starts.count ? starts[record + 1] : cells.count)
  }

  /// Whether all cells of a record are blank.
  func isBlank(_ record: Int) -> Bool { cells(of: record).allSatisfy { cells[$0].count == 0 } }

  /// The text of the cell at a position.
  func text(of cell: Int) -> String { text[cells[cell].range].text }

  /// Reads cells up to the end of the line and steps over that.
  private mutating func readRecord(_ delimiter: UInt8) {
    while true {
      skipSpaces(delimiter)
      if index < text.count, text[index] == RecordSplitter.quote {
        readQuoted(delimiter)
      } else {
        readBare(delimiter)
      }
      guard mistake == nil, index < text.count else { return }
      if text[index] == delimiter {
        index += 1
        continue
      }
      endLine()
      return
    }
  }

  /// At least as many lines and cells as there are.
  private static func counts(
    in text: Span<UInt8>,
    _ delimiter: UInt8
  ) -> (lines: Int, cells: Int) {
    var (lines, delimiters) = (1, 0)
    for index in text.indices {
      lines &+= endsLine(text[index]) ? 1 : 0
      delimiters &+= text[index] == delimiter ? 1 : 0
    }
    return (lines, delimiters + lines)
  }

  /// Steps over white space within the line.
  private mutating func skipSpaces(_ delimiter: UInt8) {
    // Nearly every cell begins with a letter or a digit.
    if index < text.count, isInk(text[index]) { return }
    while index < text.count, text[index] != delimiter, !RecordSplitter.endsLine(text[index]) {
      let length = text.spaceLength(at: index)
      if length == 0 { return }
      index += length
    }
  }

  /// Steps over the end of a line.
  private mutating func endLine() {
    let isPair = text[index] == RecordSplitter.carriageReturn && index + 1 < text.count
    index += isPair && text[index + 1] == RecordSplitter.feed ? 2 : 1
    line += 1
  }

  private mutating func readBare(_ delimiter: UInt8) {
    let start = index
    index = RecordSplitter.bareEnd(in: text.span, from: start, delimiter)
    var end = index
    while index < text.count {
      let byte = text[index]
      if byte == delimiter || RecordSplitter.endsLine(byte) { break }
      if byte == RecordSplitter.quote {
        guard index + 1 < text.count, text[index + 1] == RecordSplitter.quote else {
          mistake = (.insideCell, line)
          return
        }
        index += 1
      }
      if end < index { text[end] = byte }
      end += 1
      index += 1
    }
    append(start..<end)
  }

  /// Where the cell that begins at `start` ends or has a quote.
  private static func bareEnd(
    in text: Span<UInt8>,
    from start: Int,
    _ delimiter: UInt8
  ) -> Int {
    var end = start
    while end < text.count, text[end] != delimiter, !endsLine(text[end]), text[end] != quote {
      end += 1
    }
    return end
  }

  /// Reads a cell from its opening quote to the delimiter or the end of line behind it.
  private mutating func readQuoted(_ delimiter: UInt8) {
    let quoteLine = line
    index += 1
    let start = index
    var end = index
    while true {
      while index < text.count, text[index] != RecordSplitter.quote {
        let byte = text[index]
        let isPair = byte == RecordSplitter.carriageReturn && index + 1 < text.count
        if RecordSplitter.endsLine(byte), !(isPair && text[index + 1] == RecordSplitter.feed) {
          line += 1
        }
        if end < index { text[end] = byte }
        end += 1
        index += 1
      }
      guard index < text.count else {
        mistake = (.unclosed, quoteLine)
        return
      }
      index += 1
      skipSpaces(delimiter)
      guard index < text.count, text[index] != delimiter, !RecordSplitter.endsLine(text[index])
      else { break }
      guard text[index] == RecordSplitter.quote else {
        mistake = (.afterQuote, line)
        return
      }
      // A second quote stands for one.
      text[end] = RecordSplitter.quote
      end += 1
      index += 1
    }
    append(start..<end)
  }

  private mutating func append(_ range: Range<Int>) {
    // Nearly every cell begins and ends with a letter or a digit.
    let isTrimmed =
      range.isEmpty || isInk(text[range.lowerBound]) && isInk(text[range.upperBound - 1])
    cells.append(RawTable.Cell(isTrimmed ? range : text.trimmed(range)))
  }

  /// Whether a byte is an ASCII letter that is no space or control.
  private func isInk(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

  private static let quote = UInt8(ascii: "\"")
  private static let feed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private static func endsLine(_ byte: UInt8) -> Bool { byte == feed || byte == carriageReturn }

  /// The header's most frequent delimiter outside quotes; a comma if it has none.
  private static func delimiter(of text: [UInt8]) -> UInt8 {
    let candidates = [";", "\t", ","].map { UInt8(ascii: $0) }
    var counts = [0, 0, 0]
    var isQuoted = false
    var isBlank = true
    for (index, byte) in text.enumerated() {
      if byte == quote { isQuoted.toggle() }
      if isQuoted { continue }
      if endsLine(byte) {
        if isBlank { continue }
        break
      }
      if let candidate = candidates.firstIndex(of: byte) {
        counts[candidate] += 1
      } else if isBlank, byte & 0xC0 != 0x80 {
        isBlank = text.spaceLength(at: index) > 0
      }
    }
    var best = 2
    for index in 0..<2 where counts[index] > counts[best] { best = index }
    return candidates[best]
  }
}
