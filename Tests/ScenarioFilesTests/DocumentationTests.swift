import Foundation
import OrderedCollections
import Portfolio
import Selection
import Testing

@testable import ScenarioFiles

/// The example of `docs/format.md` reads, and means what the page says.
@Suite struct DocumentationTests {
  private var page: String {
    get throws {
      let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
      return try String(
        contentsOf: root.appendingPathComponent("docs/format.md"),
        encoding: .utf8
      )
    }
  }

  @Test func example() throws {
    let page = try page
    // Odd parts stand between fences, after the fence's language.
    let blocks = page.components(separatedBy: "```").enumerated()
      .filter { $0.offset % 2 == 1 }
      .map { String($0.element.drop { !$0.isNewline }.dropFirst()) }
    var sample = Sample()
    sample.files = [
      "scenario.yaml": blocks[1], "initiatives.csv": blocks[2], "pledges.csv": blocks[3],
      "ballots.csv": blocks[4],
    ]
    #expect(sample.messages == [])
    let scenario = try sample.read().scenario
    #expect(scenario.initiatives.map(\.cost.minorUnits) == [21_000_000, 8_500_500])
    #expect(scenario.pledges.map(\.amount.minorUnits) == [12_000_000, 20_000_000])
    #expect(scenario.stakeholders[1].values == [0: 1, 1: 0])
    #expect(scenario.number("beneficiaries", of: 0) == 12_500)
  }

  /// The names that `verify --format json` gives to what is broken.
  @Test func rulesOfTheVerifier() throws {
    var rows: OrderedDictionary<Substring, [Substring]> = [:]
    for rule in Violation.Rule.allCases {
      let words = rule.rawValue.split(separator: ".")
      rows[words[0], default: []].append(words[1])
    }
    let table = rows.map { part, rules in
      "| `\(part)` | \(rules.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    #expect(try page.hasSuffix("| --- | --- |\n" + table.joined()))
  }
}
