import SwiftCSV
import TestSupport
import Testing

@testable import ScenarioFiles

/// CSV texts as nobody should write them.
@Suite struct RecordSplitterTests {
  private func records(_ text: String) -> [[String]] {
    let records = RecordSplitter(Array(text.utf8))
    #expect(records.mistake == nil)
    return records.indices.map { records.cells(of: $0).map { records.text(of: $0) } }
  }

  private func mistake(_ text: String) -> (kind: RecordSplitter.Mistake, line: Int)? {
    RecordSplitter(Array(text.utf8)).mistake
  }

  @Test(arguments: [
    ("", []),
    ("\n", [[""]]),
    ("a", [["a"]]),
    ("a,b\n", [["a", "b"]]),
    ("a,b\nc,", [["a", "b"], ["c", ""]]),
    ("a,b\n ", [["a", "b"], [""]]),
    ("a\r\rb\r\nc\n\rd", [["a"], [""], ["b"], ["c"], [""], ["d"]]),
    ("\"a\r\nb\",\"c\rd\"\r\ne,f", [["a\r\nb", "c\rd"], ["e", "f"]]),
    ("a,b\"\" \"\"x,\"y\"\",\"\"z\" \"w\"\n", [["a", "b\" \"x", "y\",\"z\"w"]]),
    ("a\"\"b,\"\",\"\"\"\"", [["a\"b", "", "\""]]),
    (" a b , \" c \" ,\u{A0}\"d,\"\u{3000},e\u{2003}\n", [["a b", "c", "d,", "e"]]),
    ("a;b,c;d\n1;2,5;3", [["a", "b,c", "d"], ["1", "2,5", "3"]]),
    ("\t \t\n a\tb\t\n", [["", "", ""], ["a", "b", ""]]),
    ("\"a;b;c\",d\n", [["a;b;c", "d"]]),
    (
      "e\u{301},\u{FEFF}ñ,👩‍👩‍👧\n\u{301},x,y",
      [["e\u{301}", "\u{FEFF}ñ", "👩‍👩‍👧"], ["\u{301}", "x", "y"]]
    ),
    ("a,b\u{0}\n", [["a", "b\u{0}"]]),
  ])
  func splits(_ text: String, _ cells: [[String]]) {
    // As bytes: equal strings may still differ by their accents' composition.
    let records = records(text)
    #expect(records.map { $0.map { Array($0.utf8) } } == cells.map { $0.map { Array($0.utf8) } })
  }

  @Test func linesAreCountedInsideQuotesToo() {
    let records = RecordSplitter(Array("a,\"b\n\r\n\rc\"\n\n\"d\"\r\"\r\"\n".utf8))
    #expect(records.lines == [1, 5, 6, 7])
  }

  @Test(
    arguments: [
      ("a\n\"b\n\nc", .unclosed, 2), ("\"", .unclosed, 1), ("a,\"b\"\"\n", .unclosed, 1),
      ("a\nb\"c\n", .insideCell, 2), ("a\"", .insideCell, 1), ("a \"b\"\n", .insideCell, 1),
      ("\"a\nb\" c\n\"", .afterQuote, 2), ("\"a\"\u{A0}é\n", .afterQuote, 1),
    ] as [(String, RecordSplitter.Mistake, Int)]
  )
  func findsMistakesOfQuoting(_ text: String, _ kind: RecordSplitter.Mistake, _ line: Int) {
    let mistake = mistake(text)
    #expect(mistake?.kind == kind)
    #expect(mistake?.line == line)
  }

  /// SwiftCSV, which shares no code with the splitter, splits random texts alike.
  @Test func agreesWithAnotherParser() throws {
    let pieces = [
      "\"", "\"\"", "\"", ";", ";", "\n", "\r\n", "\r", " ", "\u{A0}", "a", "é", ",", "\t",
    ]
    var generator = SplitMix64(seed: 11)
    var (good, bad) = (0, 0)
    for _ in 0..<20_000 {
      var text = "x;y\n"
      for _ in 0..<Int.random(in: 0...14, using: &generator) {
        text += pieces.randomElement(using: &generator) ?? ""
      }
      text += "\n"
      let splitter = RecordSplitter(Array(text.utf8))
      var expected: [[String]] = []
      do {
        let parser = try CSV<Enumerated>(string: text, delimiter: .semicolon, loadColumns: false)
        try parser.enumerateAsArray(startAt: 0, rowLimit: nil) {
          expected.append($0.map(\.trimmed))
        }
      } catch {
        #expect(splitter.mistake != nil, "\(text.debugDescription)")
        bad += 1
        continue
      }
      // The other parser lets a quote stay open.
      if let mistake = splitter.mistake {
        #expect(mistake.kind == .unclosed, "\(text.debugDescription)")
        continue
      }
      let found = splitter.indices.map { splitter.cells(of: $0).map { splitter.text(of: $0) } }
      #expect(found == expected, "\(text.debugDescription)")
      good += 1
    }
    #expect(good > 1000 && bad > 1000)
  }

  /// White space is what Unicode says it is.
  @Test func whiteSpace() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let bytes = Array(String(scalar).utf8)
      let length = scalar.properties.isWhitespace ? bytes.count : 0
      guard bytes.spaceLength(at: 0) == length, bytes.spaceLength(before: bytes.count) == length
      else {
        Issue.record("U+\(String(value, radix: 16))")
        return
      }
    }
  }
}
