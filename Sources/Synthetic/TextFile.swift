/// Text on its way to a file, handed on in pieces.
struct TextFile {
  private static let pieceSize = 1 << 18

  private let file: SyntheticScenario.File
  private var bytes: [UInt8] = []

  init(_ file: SyntheticScenario.File) {
    self.file = file
    bytes.reserveCapacity(TextFile.pieceSize + 4096)
  }

  /// Adds a text.
  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// Adds one byte of ASCII.
  mutating func add(_ character: Unicode.Scalar) { bytes.append(UInt8(ascii: character)) }

  /// Adds the digits of a number, 0 or more.
  mutating func add(_ number: Int64) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(truncatingIfNeeded: 48 + rest % 10))
      rest /= 10
    } while rest > 0
    bytes[start...].reverse()
  }

  /// Adds a letter and a number, as ids are written.
  mutating func add(_ letter: Unicode.Scalar, _ number: Int) {
    add(letter)
    add(Int64(number))
  }

  /// Hands on what there is once it is enough for a piece.
  mutating func flushIfFull(_ sink: (SyntheticScenario.File, [UInt8]) throws -> Void) rethrows {
    if bytes.count >= TextFile.pieceSize { try flush(sink) }
  }

  /// Hands on what there is.
  mutating func flush(_ sink: (SyntheticScenario.File, [UInt8]) throws -> Void) rethrows {
    try sink(file, bytes)
    bytes.removeAll(keepingCapacity: true)
  }
}
