/// White space in the bytes of valid UTF-8: every scalar with Unicode's property White_Space, found
/// without decoding the text.
extension RandomAccessCollection<UInt8> where Index == Int {
  /// How many bytes the white space that begins at `index` takes; 0 if none begins there.
  func spaceLength(at index: Int) -> Int {
    let first = self[index]
    if first < 0x80 { return isASCIISpace(first) ? 1 : 0 }
    switch first {
    case 0xC2: return isLatinSpace(self[index + 1]) ? 2 : 0
    case 0xE1...0xE3: return isWideSpace(first, self[index + 1], self[index + 2]) ? 3 : 0
    default: return 0
    }
  }

  /// How many bytes the white space that ends before `end` takes; 0 if none ends there.
  func spaceLength(before end: Int) -> Int {
    let last = self[end - 1]
    if last < 0x80 { return isASCIISpace(last) ? 1 : 0 }
    guard end - 2 >= startIndex else { return 0 }
    if self[end - 2] == 0xC2 { return isLatinSpace(last) ? 2 : 0 }
    guard end - 3 >= startIndex else { return 0 }
    return isWideSpace(self[end - 3], self[end - 2], last) ? 3 : 0
  }

  /// The part of `range` without the white space at its ends.
  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, case let length = spaceLength(at: start), length > 0 { start += length }
    while start < end, case let length = spaceLength(before: end), length > 0 { end -= length }
    return start..<end
  }

  private func isASCIISpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

  /// Behind C2: the next line, and the space that does not break.
  private func isLatinSpace(_ second: UInt8) -> Bool { second == 0x85 || second == 0xA0 }

  /// Ogham's space mark, U+2000 to U+200A, the line and paragraph separators, the narrow, the
  /// mathematical and the ideographic space.
  private func isWideSpace(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> Bool {
    switch (first, second) {
    case (0xE1, 0x9A), (0xE3, 0x80): third == 0x80
    case (0xE2, 0x80): third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF
    case (0xE2, 0x81): third == 0x9F
    default: false
    }
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without the white space at their ends.
  var trimmed: ArraySlice<UInt8> { self[trimmed(startIndex..<endIndex)] }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}
