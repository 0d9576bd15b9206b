import Foundation
import TestSupport
import Testing

@testable import ScenarioFiles

/// JSON is taken apart as RFC 8259 says, and as Foundation does.
@Suite struct JSONTextTests {
  /// The value as Foundation gives it; `nil` if it is not JSON, or a part of it means nothing.
  private func value(_ json: JSONText, _ node: Int) -> NSObject? {
    switch json.nodes[node].kind {
    case .null: return NSNull()
    case .bool: return NSNumber(value: json.isTrue(node))
    case .number:
      return json.number(node).flatMap { Double($0) }.flatMap {
        $0.isFinite ? NSNumber(value: $0) : nil
      }
    case .string: return json.string(node).map { NSString(string: $0) }
    case .array:
      let items = json.children(of: node).map { value(json, $0) }
      return items.contains(nil) ? nil : NSArray(array: items.compactMap(\.self))
    case .object:
      let members = Array(json.children(of: node))
      let object = NSMutableDictionary()
      for index in stride(from: 0, to: members.count, by: 2) {
        guard let key = json.string(members[index]), let item = value(json, members[index + 1])
        else { return nil }
        // The first of two equal keys counts.
        if object[key] == nil { object[key] = item }
      }
      return object
    }
  }

  private func value(_ text: String) -> NSObject? {
    JSONText(Array(text.utf8)).flatMap { value($0, 0) }
  }

  @Test(arguments: [
    "0", "-0.5e+3", "12E2", "\"\"", "\"é\\u00e9\\n\\/\\\"\\\\\\b\\f\\r\\t\"", "\"\\ud83d\\ude00\"",
    "[]",
    "{}", " [ 1 , [ ] , { } , null , true , false ] ", "{\"a\":{\"b\":[1,{\"c\":\"d\"}]},\"e\":2}",
    "\"]}\\\"[{\"", "{\"\\u0061\":1}",
  ])
  func readsWhatFoundationReads(_ text: String) throws {
    let options = JSONSerialization.ReadingOptions.fragmentsAllowed
    let expected = try JSONSerialization.jsonObject(with: Data(text.utf8), options: options)
    #expect(value(text) == expected as? NSObject)
  }

  @Test(arguments: [
    "", " ", "[", "]", "[1", "[1 2]", "[,]", "[1,,2]", "{", "{a:1}", "{\"a\"}", "{\"a\":}",
    "{\"a\" 1}",
    "{1:2}", "{\"\\y\":1}", "tru", "nul", "truee", "1 2", "+1", ".5", "'a'", "\"a", "\"a\\\"",
    "\"\n\"",
    "\"\u{1}\"",
    "//\n1", "\u{FEFF}1", "012", "1.", "1e", "-", "1-2", "--1", "0x1", "NaN", "\"\\x\"",
    "\"\\u12\"",
    "\"\\ud83d\"", "\"\\ude00\\ud83d\"", "\"\\u+123\"", "1e999",
  ])
  func refusesWhatIsNotJSON(_ text: String) {
    #expect(value(text) == nil)
  }

  @Test func findsKeys() throws {
    let json = try #require(JSONText(Array("{\"x\":{\"b\":1},\"\\u0062\":[2],\"b\":3}".utf8)))
    let node = try #require(json.value(of: "b", in: 0))
    #expect(json.nodes[node].kind == .array)
    #expect(json.value(of: "c", in: 0) == nil)
  }

  @Test func depthIsBounded() {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    #expect(JSONText(nested(JSONText.mostDepth)) != nil)
    #expect(JSONText(nested(JSONText.mostDepth + 2)) == nil)
  }
}
