import Portfolio
import ScenarioFiles
import Testing

struct JSONValueTests {
  @Test func whatIsWrittenIsReadBack() throws {
    let value: JSONValue = .keys([
      "a": .array([.integer(1), .literal("-0.50"), .null, .bool(true), .array([])]),
      "b\n\"": .string("Ñuñoa \u{1}\\"), "c": .keys([:]), "d": .double(1e300),
    ])
    let back = try #require(JSONValue(Array(value.text.utf8)))
    #expect(back == value)
    #expect(back.text == value.text)
    #expect(!value.line.contains("\n"))
    #expect(JSONValue(Array(value.line.utf8)) == value)
    #expect(JSONValue(Array("{\"a\": 01}".utf8)) == nil)
    #expect(JSONValue(Array("[1".utf8)) == nil)
  }

  @Test func membersKeepTheirOrder() {
    var value: JSONValue = .keys(["a": .integer(1), "b": .integer(2)])
    value["c"] = .integer(3)
    value["a"] = .string("x")
    value["b"] = nil
    #expect(value == .keys(["a": .string("x"), "c": .integer(3)]))
    #expect(value.memberNames == ["a", "c"])
    #expect(value["c"]?.integerValue == 3)
    #expect(value["d"] == nil)
    #expect(JSONValue.literal("0.125").quantity == Quantity(125, decimals: 3))
    #expect(JSONValue.literal("1e3").quantity == nil)
  }
}
