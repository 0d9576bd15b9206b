public import Portfolio

extension JSONValue {
  /// Reads a JSON file.
  ///
  /// - Throws: `FileError` if it is not there or cannot be read; `Problems` if it is not JSON.
  public static func read(_ path: String) throws -> JSONValue {
    guard let value = JSONValue(try FileBytes.read(path, as: path)) else {
      throw Problems([
        Problem(
          Place(source: path),
          Text(
            en: "this is not valid JSON. Give a file that cartera wrote with --format json.",
            es:
              "esto no es JSON válido. Entregue un archivo que cartera escribió con --format json."
          )
        )
      ])
    }
    return value
  }

  /// Reads a JSON text; `nil` if it is not one.
  ///
  /// Numbers stay as they are written.
  public init?(_ bytes: [UInt8]) {
    guard case .text(let text) = TextDecoding.decode(bytes, orElse: { _ in .notText }),
      let json = JSONText(text)
    else { return nil }
    self.init(json, 0)
  }

  private init?(_ json: JSONText, _ node: Int) {
    switch json.nodes[node].kind {
    case .null: self = .null
    case .bool: self = .bool(json.isTrue(node))
    case .number:
      guard let number = json.number(node) else { return nil }
      self = .literal(number)
    case .string:
      guard let string = json.string(node) else { return nil }
      self = .string(string)
    case .array:
      var items: [JSONValue] = []
      for child in json.children(of: node) {
        guard let item = JSONValue(json, child) else { return nil }
        items.append(item)
      }
      self = .array(items)
    case .object:
      var members: [Member] = []
      var key: String?
      for child in json.children(of: node) {
        if let name = key {
          guard let value = JSONValue(json, child) else { return nil }
          members.append(Member(key: name, value: value))
          key = nil
        } else {
          key = json.string(child)
        }
      }
      self = .object(members)
    }
  }

  /// The value of an object's key; `nil` where there is none.
  ///
  /// Setting it replaces it in its place, adds it as the last one, or takes it away.
  public subscript(key: String) -> JSONValue? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.key == key }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let place = members.firstIndex { $0.key == key }
      switch (place, newValue.map { Member(key: key, value: $0) }) {
      case (let place?, let member?): members[place] = member
      case (let place?, nil): members.remove(at: place)
      case (nil, let member?): members.append(member)
      case (nil, nil): break
      }
      self = .object(members)
    }
  }

  /// The keys of an object in their order.
  public var memberNames: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  /// The items of an array.
  public var arrayItems: [JSONValue]? {
    guard case .array(let items) = self else { return nil }
    return items
  }

  /// A text.
  public var stringValue: String? {
    guard case .string(let string) = self else { return nil }
    return string
  }

  /// A whole number that fits 64 bits.
  public var integerValue: Int64? {
    guard case .literal(let number) = self else { return nil }
    return Int64(number)
  }

  /// A number with at most 15 decimals that is not written with an exponent.
  public var quantity: Quantity? {
    guard case .literal(let number) = self else { return nil }
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? parts[1].utf8.count : 0
    guard parts.count <= 2, decimals <= Quantity.mostDecimals, let digits = Int64(parts.joined())
    else { return nil }
    return Quantity(digits, decimals: decimals)
  }
}
