/// Splits the bytes of a `.pb` file into records of fields: `;` between them, `"` around a field
/// that holds a `;`, a quote (doubled) or a line break (RFC 4180 with another delimiter).
///
/// Lines end in LF, CRLF or CR. A line of nothing but blanks is no record.
struct DelimitedRecords {
  /// One record.
  struct Record: Hashable {
    /// The line on which it begins, from 1.
    let line: Int
    /// The fields without their quotes.
    let fields: [String]
  }

  /// The records, in the file's order.
  private(set) var records: [Record] = []
  /// Where a quote was opened that nothing closes, `nil` if all is well.
  private(set) var openQuoteLine: Int?

  private var fields: [String] = []
  private var field: [UInt8] = []
  private var line = 1
  private var firstLine = 1

  /// Splits a text.
  init(_ bytes: some Sequence<UInt8>) {
    var isQuoted = false
    var wasQuoted = false
    var quoteLine = 1
    var previous: UInt8 = 0
    for byte in bytes {
      defer { previous = byte }
      if isQuoted {
        if byte == DelimitedRecords.quote {
          isQuoted = false
        } else {
          if byte == DelimitedRecords.feed { line += 1 }
          field.append(byte)
        }
        continue
      }
      switch byte {
      case DelimitedRecords.quote where wasQuoted && previous == DelimitedRecords.quote:
        field.append(byte)
        isQuoted = true
      case DelimitedRecords.quote where !wasQuoted && field.allSatisfy { $0 == 0x20 }:
        field.removeAll(keepingCapacity: true)
        isQuoted = true
        wasQuoted = true
        quoteLine = line
      case DelimitedRecords.semicolon:
        endField()
        wasQuoted = false
      case DelimitedRecords.feed where previous == DelimitedRecords.carriageReturn:
        line += 1
        firstLine = line
      case DelimitedRecords.feed, DelimitedRecords.carriageReturn:
        endRecord()
        wasQuoted = false
        if byte == DelimitedRecords.feed { line += 1 }
        firstLine = line
      default: field.append(byte)
      }
    }
    endRecord()
    if isQuoted { openQuoteLine = quoteLine }
  }

  private static let quote = UInt8(ascii: "\"")
  private static let semicolon = UInt8(ascii: ";")
  private static let feed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
  }

  private mutating func endRecord() {
    endField()
    if fields.count > 1 || !fields[0].allSatisfy(\.isWhitespace) {
      records.append(Record(line: firstLine, fields: fields))
    }
    fields.removeAll(keepingCapacity: true)
  }
}
