import Foundation
import Portfolio
import TestSupport
import Testing

@testable import ScenarioFiles

/// Spoilt bytes give problems or a scenario; never a crash, never a hang.
@Suite struct FuzzTests {
  private static let pieces = [
    "\"", ";", ",", "\t", "\n", "\r\n", "-", ".", "%", "$", "[", "]", "{", "}", ":", "&a", "*a",
    "? ", "| ", "#", "\u{FEFF}", "\u{0}", "ñ", "e\u{301}", "9223372036854775808", "1e999", "null",
    "-0", "0.0000000000000000001", "- - - -", "!!binary ", "\\", "<<: ",
  ].map { Array($0.utf8) }

  private func mutant(_ bytes: [UInt8], _ generator: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let at = Int.random(in: 0...bytes.count, using: &generator)
      let end = min(bytes.count, at + Int.random(in: 0...12, using: &generator))
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: bytes.removeSubrange(at..<end)
      case 1: bytes.insert(contentsOf: bytes[at..<end], at: 0)
      case 2: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: at)
      case 3:
        let piece = FuzzTests.pieces.randomElement(using: &generator) ?? []
        bytes.replaceSubrange(at..<end, with: piece)
      default:
        if at < bytes.count { bytes[at] = UInt8.random(in: 0...255, using: &generator) }
      }
    }
    return bytes
  }

  @Test func scenarios() throws {
    var generator = SplitMix64(seed: 2022)
    let files = Sample().files.mapValues { Array($0.utf8) }
    let names = files.keys.sorted()
    var good = 0
    for _ in 0..<2000 {
      var spoilt = files
      let name = names.randomElement(using: &generator) ?? ""
      spoilt[name] = mutant(files[name] ?? [], &generator)
      do {
        _ = try ScenarioReader.read(spoilt["scenario.yaml"] ?? [], source: "scenario.yaml") {
          name in
          guard let bytes = spoilt[name] else {
            throw FileError(path: name, message: Text(verbatim: ""))
          }
          return bytes
        }
        good += 1
      } catch let problems as Problems {
        #expect(!problems.all.isEmpty)
      } catch is FileError {
      }
    }
    #expect(good > 0 && good < 2000)
  }

  @Test func results() throws {
    var generator = SplitMix64(seed: 2023)
    let text = Array(ResultWriter.json(ResultTests.answer).utf8)
    for _ in 0..<2000 {
      do {
        _ = try ResultReader.read(bytes: mutant(text, &generator), source: "r.json")
      } catch {
        #expect(!error.all.isEmpty)
      }
    }
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000),
    String(repeating: "- ", count: 100_000),
    String(repeating: "{a: ", count: 100_000),
    String(repeating: "? ", count: 50_000),
    "a0: &a0 [x, x]\n"
      + (1..<60).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined() + "? *a59\n: 1\n",
    "cartera: &a [*a]\n",
    "",
    "\u{0}\u{0}\u{0}\u{0}",
  ])
  func bombs(_ text: String) {
    let sample = Sample.with("scenario.yaml", "", text)
    #expect(!sample.problems.isEmpty)
    #expect(throws: Problems.self) {
      try ResultReader.read(bytes: Array(text.utf8), source: "r.json")
    }
  }

  @Test func aliasesBelowTheBound() {
    let bomb =
      "a0: &a0 [x, x]\n"
      + (1..<9).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1)]\n" }.joined() + "? *a8\n: 1\n"
    #expect(!Sample.with("scenario.yaml", "", bomb).problems.isEmpty)
    let anchored = Sample.with("scenario.yaml", "weight: 50", "weight: &w 50")
    var sample = anchored
    sample.replace("scenario.yaml", "weight: 20", "weight: *w")
    #expect(sample.messages == [])
  }

  @Test func largeTable() throws {
    var text = "id,name,cost,commune,sector,sdgs,investment,viability,beneficiaries,requires\n"
    for row in 0..<10_000 {
      text += "I\(row),\"Initiative, no. \(row)\",\"1.\(100 + row % 900).000\",Commune \(row % 30),"
      text += "\(row % 2 == 0 ? "water" : "roads"),6;9,\(row * 1000),\(row % 100),\(row),\n"
    }
    var sample = Sample()
    sample.files["initiatives.csv"] = text
    for name in ["ballots", "stakeholders", "interactions", "funders"] {
      sample.replace("scenario.yaml", "\(name): \(name).csv\n", "")
    }
    sample.replace("scenario.yaml", "    - { measure: preference, weight: 50 }\n", "")
    sample.files["pledges.csv"] = "funder,amount\nmuni,3000\n"
    let clock = ContinuousClock()
    let time = try clock.measure { _ = try sample.read() }
    print("10,000 rows in \(time)")
    #expect(time < .seconds(20))
  }
}
