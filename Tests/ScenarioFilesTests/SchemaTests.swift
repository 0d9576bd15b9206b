import Foundation
import Testing

@testable import ScenarioFiles

/// The scenario's JSON schema knows the columns that the reader knows, in both languages.
struct SchemaTests {
  /// The patterns of the headers of a table's rows, by the columns' names.
  private func patterns(_ kind: TableKind) throws -> [String: String] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/schemas/scenario.schema.json")
    let schema = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
    let definitions = try #require((schema as? [String: Any])?["$defs"] as? [String: Any])
    let table = try #require(definitions[kind.rawValue] as? [String: Any])
    let forms = try #require(table["anyOf"] as? [[String: Any]])
    let row = try #require(forms.last?["items"] as? [String: Any])
    let columns = try #require(row["patternProperties"] as? [String: [String: Any]])
    return Dictionary(
      uniqueKeysWithValues: try columns.map { pattern, column in
        (try #require(column["title"] as? String), pattern)
      }
    )
  }

  @Test(arguments: TableKind.allCases)
  func headers(_ kind: TableKind) throws {
    let patterns = try patterns(kind)
    #expect(Set(patterns.keys) == Set(kind.columns.map { $0[0] }))
    for column in kind.columns {
      let pattern = try Regex(try #require(patterns[column[0]]))
      for header in column {
        let plain = header.folding(options: .diacriticInsensitive, locale: nil)
        for spelling in [header, header.prefix(1).uppercased() + header.dropFirst(), plain] {
          #expect(spelling.wholeMatch(of: pattern) != nil, "\(spelling)")
        }
        // What the pattern takes, the reader takes for the same column.
        #expect(kind.canonical(header) == column[0])
      }
    }
  }
}
