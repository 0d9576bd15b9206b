import TestSupport
import Testing

@testable import Spreadsheet

/// ZIP files: what is written is read; what is damaged or lies about itself is refused.
struct ArchiveTests {
  private func file(_ parts: KeyValuePairs<String, String>) -> [UInt8] {
    var writer = ArchiveWriter()
    for (name, content) in parts { writer.add(name, content) }
    return writer.finish()
  }

  @Test func roundTrip() throws {
    let long = String(repeating: "ñandú ", count: 50_000)
    let bytes = file(["a.xml": long, "folder/ñ.xml": "", "b": "x"])
    #expect(bytes.count < 2000)
    let archive = try Archive(bytes)
    #expect(try archive.part("a.xml") == Array(long.utf8))
    #expect(try archive.part("folder/ñ.xml") == [])
    #expect(try archive.part("b") == [0x78])
    #expect(try archive.part("c") == nil)
  }

  /// The CRC-32 of "123456789" is the check value that every catalogue of such sums gives.
  @Test func checksum() {
    #expect(Archive.checksum(Array("123456789".utf8)) == 0xCBF4_3926)
  }

  @Test func everyCutIsRefused() throws {
    let bytes = file(["a": "some text", "b": "more of it"])
    for count in 0..<bytes.count {
      #expect(throws: SpreadsheetError.self) {
        let archive = try Archive(Array(bytes.prefix(count)))
        _ = try archive.part("a")
      }
    }
  }

  @Test func everyFlippedBitIsRefusedOrHarmless() throws {
    let text = "some text some text"
    let bytes = file(["a": text])
    var refused = 0
    for index in bytes.indices {
      for bit in 0..<8 {
        var spoilt = bytes
        spoilt[index] ^= 1 << bit
        do {
          let part = try Archive(spoilt).part("a")
          // Dates and the like may change; the content never.
          #expect(part == nil || part == Array(text.utf8))
        } catch { refused += 1 }
      }
    }
    #expect(refused > bytes.count)
  }

  /// A part that claims to unpack to gigabytes is refused before there is room for it.
  @Test func bombs() throws {
    var bytes = file(["a": String(repeating: "a", count: 1 << 20)])
    let directory = try #require(
      bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) }
    )
    let sizes: [UInt32] = [.max - 1, UInt32(Archive.mostBytes), 1 << 27, (1 << 20) - 1]
    for size in sizes {
      for index in 0..<4 {
        bytes[directory + 24 + index] = UInt8(truncatingIfNeeded: size >> UInt32(8 * index))
      }
      let archive = try Archive(bytes)
      #expect(throws: SpreadsheetError.self) { _ = try archive.part("a") }
    }
  }
}
