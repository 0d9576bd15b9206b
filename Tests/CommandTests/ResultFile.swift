import Foundation
import Testing

/// A result file, to be spoilt in one place or another.
///
/// A place is a path such as `selected/AP-01/payments/minera#1/amount`: keys, and in a list the
/// position or the id, the pledge's where there is no other. A place that is not there fails.
struct ResultFile {
  private var root: Any

  init(_ text: String) throws {
    root = try JSONSerialization.jsonObject(with: Data(text.utf8))
  }

  /// The file's bytes; the order of its keys is not the program's.
  var data: Data {
    get throws { try JSONSerialization.data(withJSONObject: root, options: .sortedKeys) }
  }

  /// Puts a value in the place of another one.
  mutating func set(_ path: String, _ value: Any) throws {
    try change(path) { _ in value }
  }

  /// Adds to a whole number.
  mutating func add(_ path: String, _ difference: Int) throws {
    try change(path) { try #require($0 as? Int) + difference }
  }

  /// Takes something out of its list or object.
  mutating func remove(_ path: String) throws {
    try change(path) { _ in nil }
  }

  /// Puts a value at a list's end.
  mutating func append(_ path: String, _ value: Any) throws {
    try change(path) { try #require($0 as? [Any]) + [value] }
  }

  /// Puts what stands in a list's place at its end once more.
  mutating func appendAgain(_ path: String, _ step: String) throws {
    var copy: Any = ()
    try change("\(path)/\(step)") {
      copy = $0
      return $0
    }
    try append(path, copy)
  }

  /// Exchanges a list's first two values.
  mutating func swapFirst(_ path: String) throws {
    try change(path) {
      let list = try #require($0 as? [Any])
      return [list[1], list[0]] + list.dropFirst(2)
    }
  }

  /// Puts an initiative among the selected, in table order, paid by one pledge.
  mutating func choose(
    _ id: String,
    _ cycle: String,
    _ cost: Int,
    by pledge: String,
    after: String
  ) throws {
    let choice: [String: Any] = [
      "id": id, "cycle": cycle, "cost": cost, "points": 0,
      "payments": [ResultFile.payment(pledge, cost)],
    ]
    try change("selected") {
      var list = try #require($0 as? [Any])
      list.insert(choice, at: try #require(ResultFile.index(of: after, in: list)) + 1)
      return list
    }
  }

  /// Puts a new key into the object itself.
  mutating func insert(_ key: String, _ value: Any) throws {
    var object = try #require(root as? [String: Any])
    try #require(object.updateValue(value, forKey: key) == nil)
    root = object
  }

  /// Puts a new key into an object.
  mutating func insert(_ key: String, _ value: Any, into path: String) throws {
    try change(path) {
      var object = try #require($0 as? [String: Any])
      object[key] = value
      return object
    }
  }

  /// A payment by a pledge, whose funder is its id's start.
  static func payment(_ pledge: String, _ amount: Int) -> [String: Any] {
    ["funder": String(pledge.prefix { $0 != "#" }), "pledge": pledge, "amount": amount]
  }

  private mutating func change(_ path: String, _ change: (Any) throws -> Any?) throws {
    let changed = try ResultFile.changed(root, at: path.split(separator: "/")[...], change)
    root = try #require(changed)
  }

  private static func changed(
    _ value: Any,
    at path: ArraySlice<Substring>,
    _ change: (Any) throws -> Any?
  ) throws -> Any? {
    guard let step = path.first.map(String.init) else { return try change(value) }
    if var object = value as? [String: Any] {
      object[step] = try changed(try #require(object[step]), at: path.dropFirst(), change)
      return object
    }
    var list = try #require(value as? [Any])
    let index = try #require(Int(step) ?? index(of: step, in: list))
    try #require(list.indices.contains(index))
    if let new = try changed(list[index], at: path.dropFirst(), change) {
      list[index] = new
    } else {
      list.remove(at: index)
    }
    return list
  }

  private static func index(of id: String, in list: [Any]) -> Int? {
    list.firstIndex {
      let object = $0 as? [String: Any]
      return (object?["id"] ?? object?["pledge"]) as? String == id
    }
  }
}
