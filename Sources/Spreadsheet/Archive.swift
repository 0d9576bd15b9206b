import CZlibShim

/// A ZIP file in memory, of which parts are unpacked one by one.
///
/// Reads what spreadsheet programs write: stored and deflated parts in one file (PKWARE's APPNOTE
/// 6.3, sections 4.3 and 4.4), no encryption and no ZIP64. The central directory alone is
/// believed; every part's size and checksum are compared with it.
struct Archive {
  /// No part of a workbook is larger; a longer one is surely not what was meant.
  static let mostBytes = 256 << 20
  /// Deflate cannot shrink more than this (zlib's "Maximum Compression Factor"): a part that claims
  /// to grow more is refused before any room is made for it.
  static let mostGrowth = 1032

  private struct Entry {
    let method: Int
    let isEncrypted: Bool
    let checksum: UInt32
    let packed: Int
    let size: Int
    let offset: Int
  }

  private let bytes: [UInt8]
  private var entries: [String: Entry] = [:]

  /// Reads the central directory.
  init(_ bytes: [UInt8]) throws(SpreadsheetError) {
    self.bytes = bytes
    guard let end = Archive.endRecord(bytes) else { throw .broken("ZIP") }
    let count = number(end + 10, 2)
    var position = number(end + 16, 4)
    guard count != 0xFFFF, position != 0xFFFF_FFFF else { throw .broken("ZIP64") }
    for _ in 0..<count {
      guard position + 46 <= bytes.count, number(position, 4) == 0x0201_4B50 else {
        throw .broken("ZIP")
      }
      let length = number(position + 28, 2)
      let next = position + 46 + length + number(position + 30, 2) + number(position + 32, 2)
      guard next <= bytes.count else { throw .broken("ZIP") }
      let name = String(decoding: bytes[(position + 46)..<(position + 46 + length)], as: UTF8.self)
      entries[name] = Entry(
        method: number(position + 10, 2),
        isEncrypted: number(position + 8, 2) & 1 == 1,
        checksum: UInt32(number(position + 16, 4)),
        packed: number(position + 20, 4),
        size: number(position + 24, 4),
        offset: number(position + 42, 4)
      )
      position = next
    }
  }

  /// The unpacked bytes of a part; `nil` if there is none of that name.
  func part(_ name: String) throws(SpreadsheetError) -> [UInt8]? {
    guard let entry = entries[name] else { return nil }
    guard !entry.isEncrypted else {
      throw SpreadsheetError(
        "the workbook is protected by a password. Save it without one.",
        "la planilla está protegida con contraseña. Guárdela sin contraseña."
      )
    }
    guard entry.size <= Archive.mostBytes else { throw .huge(name) }
    let header = entry.offset
    guard header + 30 <= bytes.count, number(header, 4) == 0x0403_4B50 else { throw .broken(name) }
    let start = header + 30 + number(header + 26, 2) + number(header + 28, 2)
    guard start + entry.packed <= bytes.count else { throw .broken(name) }
    let packed = bytes[start..<(start + entry.packed)]
    let content: [UInt8]
    switch entry.method {
    case 0: content = Array(packed)
    case 8:
      guard entry.size <= entry.packed * Archive.mostGrowth + 64 else { throw .broken(name) }
      content = Archive.inflate(packed, size: entry.size)
    default: throw .broken(name)
    }
    guard content.count == entry.size, Archive.checksum(content) == entry.checksum else {
      throw .broken(name)
    }
    return content
  }

  /// A little-endian number.
  private func number(_ position: Int, _ count: Int) -> Int {
    (0..<count).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
  }

  /// Where the record that ends a ZIP file begins: it is followed by a comment at most.
  private static func endRecord(_ bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    let first = max(0, bytes.count - 22 - 0xFFFF)
    for position in stride(from: bytes.count - 22, through: first, by: -1)
    where bytes[position..<(position + 4)].elementsEqual([0x50, 0x4B, 0x05, 0x06]) {
      return position
    }
    return nil
  }

  private static func inflate(_ packed: ArraySlice<UInt8>, size: Int) -> [UInt8] {
    unsafe [UInt8](unsafeUninitializedCapacity: size) { room, count in
      let written = unsafe packed.withUnsafeBufferPointer {
        unsafe cartera_inflate($0.baseAddress, $0.count, room.baseAddress, size)
      }
      count = max(0, Int(written))
    }
  }

  static func checksum(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { unsafe cartera_crc32($0.baseAddress, $0.count) }
  }
}

/// Writes a ZIP file whose bytes depend on its parts alone: every date is ZIP's first, 1980-01-01.
package struct ArchiveWriter {
  private var body: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  /// Begins an empty file.
  package init() {}

  /// Adds a part.
  package mutating func add(_ name: String, _ content: String) {
    let content = Array(content.utf8)
    let packed = ArchiveWriter.deflate(content)
    let name = Array(name.utf8)
    // Version 2.0, names in UTF-8, deflated, no time, the day 1980-01-01.
    let common =
      ArchiveWriter.numbers([(20, 2), (0x0800, 2), (8, 2), (0, 2), (0x21, 2)])
      + ArchiveWriter.numbers([
        (Int(Archive.checksum(content)), 4), (packed.count, 4), (content.count, 4),
        (name.count, 2), (0, 2),
      ])
    directory +=
      ArchiveWriter.numbers([(0x0201_4B50, 4), (20, 2)]) + common
      + ArchiveWriter.numbers([(0, 2), (0, 2), (0, 2), (0, 4), (body.count, 4)]) + name
    body += ArchiveWriter.numbers([(0x0403_4B50, 4)]) + common + name + packed
    count += 1
  }

  /// The whole file.
  package consuming func finish() -> [UInt8] {
    let end = ArchiveWriter.numbers([
      (0x0605_4B50, 4), (0, 2), (0, 2), (count, 2), (count, 2), (directory.count, 4),
      (body.count, 4), (0, 2),
    ])
    return body + directory + end
  }

  private static func numbers(_ fields: [(value: Int, count: Int)]) -> [UInt8] {
    fields.flatMap { field in
      (0..<field.count).map { UInt8(truncatingIfNeeded: field.value >> (8 * $0)) }
    }
  }

  private static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    let size = cartera_deflate_bound(bytes.count)
    return unsafe [UInt8](unsafeUninitializedCapacity: size) { room, count in
      let written = unsafe bytes.withUnsafeBufferPointer {
        unsafe cartera_deflate($0.baseAddress, $0.count, room.baseAddress, size)
      }
      count = max(0, Int(written))
    }
  }
}
