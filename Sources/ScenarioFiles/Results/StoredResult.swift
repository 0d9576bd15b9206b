import Foundation
import Portfolio
import Preferences
import Selection

/// A result file taken apart; each method reads one part of it as the answer's.
///
/// The first value that is not what it must be is reported with its path: `selected[0].cost`.
struct StoredResult {
  let json: JSONText
  let source: String

  /// The whole file as an answer.
  func answer() throws(Problems) -> Answer {
    try checkVersion(field("cartera", of: 0))
    let scenario = try field("scenario", of: 0)
    let (name, digest) = (try text("name", of: scenario), try text("sha256", of: scenario))
    let status: Answer.Status = try word(field("status", of: 0))
    let aim = try optional("objective", of: 0, aim)
    let ties: Answer.Ties = try word(field("ties", of: 0))
    let unique = try optional("unique", of: 0, bool)
    let settings = try optional("settings", of: 0, settings)
    let conflict = try optional("conflict", of: 0, texts)
    let isConflictMinimal = try optional("conflict_minimal", of: 0, bool)
    var answer = Answer(
      scenarioName: name,
      scenarioDigest: digest,
      status: status,
      aim: aim,
      ties: ties,
      unique: unique,
      settings: settings ?? Answer.Settings(),
      selected: try list(field("selected", of: 0), choice),
      rejected: try list(field("rejected", of: 0), rejection),
      funders: try list(field("funders", of: 0), funder),
      limits: try list(field("limits", of: 0), limit),
      totals: try totals(field("totals", of: 0)),
      conflict: (conflict ?? []).map { Text(verbatim: $0) },
      verified: try bool(field("verified", of: 0)),
      work: try work(field("solver", of: 0))
    )
    answer.isConflictMinimal = isConflictMinimal ?? true
    return answer
  }

  /// What `vote` wrote: the ids in order of selection, and how they were chosen; `nil` if the file
  /// has no voting rule.
  func vote() throws(Problems) -> (selected: [String], method: VotingMethod)? {
    guard json.nodes[0].kind == .object, let rule = json.value(of: "rule", in: 0) else {
      return nil
    }
    let method = VotingMethod(
      try word(rule),
      utility: try word(field("utility", of: 0)),
      completion: try word(field("completion", of: 0)),
      stopRule: try word(field("stop", of: 0)),
      weights: try word(field("weights", of: 0)),
      ties: try list(field("tie", of: 0), word)
    )
    return (try texts(field("selected", of: 0)), method)
  }

  // MARK: Parts

  private func checkVersion(_ node: Int) throws(Problems) {
    guard try whole(node) == 1 else { throw unfit(node) }
  }

  private func aim(_ node: Int) throws(Problems) -> Answer.Aim {
    Answer.Aim(
      mode: try word(field("mode", of: node)),
      values: try oneOrMany(field("value", of: node)),
      bounds: try oneOrMany(field("bound", of: node)),
      gap: try double(field("gap", of: node)),
      satisfactions: try optional("satisfactions", of: node, satisfactions) ?? []
    )
  }

  private func satisfactions(_ node: Int) throws(Problems) -> [Answer.Satisfaction] {
    try list(node, satisfaction)
  }

  private func satisfaction(_ node: Int) throws(Problems) -> Answer.Satisfaction {
    Answer.Satisfaction(
      stakeholder: try text("stakeholder", of: node),
      exact: try fraction(field("exact", of: node)),
      share: try exact(field("share", of: node))
    )
  }

  private func settings(_ node: Int) throws(Problems) -> Answer.Settings {
    Answer.Settings(
      lock: try texts(field("lock", of: node)),
      exclude: try texts(field("exclude", of: node)),
      budget: try optional("budget", of: node, percentage),
      risk: try optional("risk", of: node, risk)
    )
  }

  private func risk(_ node: Int) throws(Problems) -> Answer.Risk {
    let (cvar, count) = (try field("cvar", of: node), try field("samples", of: node))
    let (level, samples) = (try exact(cvar), try whole(count))
    guard 0 <= level, level < 1 else { throw unfit(cvar) }
    guard 1...Int64(AwardDraws.mostSamples) ~= samples else { throw unfit(count) }
    let seed = try field("seed", of: node)
    guard let bits = UInt64(try number(seed)) else { throw unfit(seed) }
    return Answer.Risk(level: level, draws: AwardDraws(samples: Int(samples), seed: bits))
  }

  private func choice(_ node: Int) throws(Problems) -> Answer.Choice {
    Answer.Choice(
      id: try text("id", of: node),
      cycle: try optional("cycle", of: node, text) ?? "",
      cost: try money("cost", of: node),
      points: try oneOrMany(field("points", of: node)),
      payments: try list(field("payments", of: node), payment)
    )
  }

  private func payment(_ node: Int) throws(Problems) -> Answer.Payment {
    Answer.Payment(
      funder: try text("funder", of: node),
      pledge: try text("pledge", of: node),
      amount: try money("amount", of: node)
    )
  }

  private func rejection(_ node: Int) throws(Problems) -> Answer.Rejection {
    Answer.Rejection(
      id: try text("id", of: node),
      reason: try word(field("reason", of: node)),
      detail: Text(verbatim: try text("detail", of: node))
    )
  }

  private func funder(_ node: Int) throws(Problems) -> Answer.FunderTotal {
    Answer.FunderTotal(
      id: try text("id", of: node),
      pledged: try money("pledged", of: node),
      paid: try money("paid", of: node),
      left: try money("left", of: node)
    )
  }

  private func limit(_ node: Int) throws(Problems) -> Answer.LimitActivity {
    Answer.LimitActivity(
      label: try text("limit", of: node),
      activity: try exact(field("activity", of: node)),
      min: try optional("min", of: node, exact),
      max: try optional("max", of: node, exact)
    )
  }

  private func totals(_ node: Int) throws(Problems) -> Answer.Totals {
    Answer.Totals(
      cost: try money("cost", of: node),
      investment: try money("investment", of: node),
      expectedInvestment: try money("expected_investment", of: node),
      beneficiaries: try exact(field("beneficiaries", of: node)),
      leverage: try exact(field("leverage", of: node))
    )
  }

  private func work(_ node: Int) throws(Problems) -> Answer.Work {
    Answer.Work(
      glpk: try text("glpk", of: node),
      method: try text("method", of: node),
      nodes: Int(try whole(field("nodes", of: node))),
      seconds: try double(field("seconds", of: node)),
      relaxation: try optional("relaxation", of: node, double)
    )
  }

  // MARK: Values

  private func text(_ key: String, of object: Int) throws(Problems) -> String {
    try text(field(key, of: object))
  }

  private func money(_ key: String, of object: Int) throws(Problems) -> Money {
    Money(minorUnits: try whole(field(key, of: object)))
  }

  /// The position of a key's value.
  private func field(_ key: String, of object: Int) throws(Problems) -> Int {
    try check(object, .object, "an object with keys", "un objeto con claves")
    if let node = json.value(of: key, in: object) { return node }
    let place = place(of: object)
    throw problem(
      Place(source: source, column: place.column.map { "\($0).\(key)" } ?? key),
      "the key is missing. Give a file that solve --format json wrote.",
      "falta la clave. Entregue un archivo escrito por solve --format json."
    )
  }

  /// A key's value; `nil` if it is not there, or null.
  private func optional<Value>(
    _ key: String,
    of object: Int,
    _ read: (Int) throws(Problems) -> Value
  ) throws(Problems) -> Value? {
    guard let node = json.value(of: key, in: object), json.nodes[node].kind != .null else {
      return nil
    }
    return try read(node)
  }

  private func list<Value>(
    _ node: Int,
    _ read: (Int) throws(Problems) -> Value
  ) throws(Problems) -> [Value] {
    try check(node, .array, "a list", "una lista")
    var values: [Value] = []
    for item in json.children(of: node) { values.append(try read(item)) }
    return values
  }

  private func texts(_ node: Int) throws(Problems) -> [String] { try list(node, text) }

  private func text(_ node: Int) throws(Problems) -> String {
    try check(node, .string, "a text", "un texto")
    guard let text = json.string(node) else { throw ResultReader.notJSON(source) }
    return text
  }

  private func bool(_ node: Int) throws(Problems) -> Bool {
    try check(node, .bool, "true or false", "true o false")
    return json.isTrue(node)
  }

  /// One of an enumeration's words.
  private func word<Value: RawRepresentable<String> & CaseIterable>(
    _ node: Int
  ) throws(Problems) -> Value {
    try check(node, .string, "a text", "un texto")
    guard let value = Value.allCases.first(where: { json.isString(node, $0.rawValue) }) else {
      throw unfit(node)
    }
    return value
  }

  /// A fraction written `3/7`, or `2` if it is whole.
  private func fraction(_ node: Int) throws(Problems) -> Fraction {
    let parts = try text(node).split(separator: "/", omittingEmptySubsequences: false)
    let numbers = parts.map { Int64($0) }
    guard (1...2).contains(numbers.count), let numerator = numbers[0],
      let denominator = numbers.count == 1 ? 1 : numbers[1], denominator > 0
    else { throw unfit(node) }
    return Fraction(ExactInteger(numerator), ExactInteger(denominator))
  }

  /// A share written `80%`.
  private func percentage(_ node: Int) throws(Problems) -> Quantity {
    let text = try text(node)
    guard text.hasSuffix("%"), let value = ScenarioReading.plainNumber(String(text.dropLast())),
      value >= 0, value.decimals + 2 <= Quantity.mostDecimals
    else { throw unfit(node) }
    return Quantity(value.significand, decimals: value.decimals + 2)
  }

  private func double(_ node: Int) throws(Problems) -> Double {
    guard let value = Double(try number(node)), value.isFinite else {
      throw ResultReader.notJSON(source)
    }
    return value
  }

  private func whole(_ node: Int) throws(Problems) -> Int64 {
    guard let value = try integer(node) else {
      throw mismatch(node, "a whole number", "un número entero")
    }
    return value
  }

  /// A number that is whole and fits, such as `12`, `12.0` or `1.2e1`; `nil` for another.
  private func integer(_ node: Int) throws(Problems) -> Int64? {
    if json.nodes[node].kind == .number, let value = json.plainWhole(node) { return value }
    if let value = Int64(try number(node)) { return value }
    return Int64(try decimal(node).description)
  }

  private func exact(_ node: Int) throws(Problems) -> Quantity {
    let text = try decimal(node).description
    guard let quantity = ScenarioReading.plainNumber(text) else { throw unfit(node) }
    return quantity
  }

  private func decimal(_ node: Int) throws(Problems) -> Decimal {
    guard let value = Decimal(string: try number(node)) else { throw ResultReader.notJSON(source) }
    return value
  }

  private func number(_ node: Int) throws(Problems) -> String {
    try check(node, .number, "a number", "un número")
    guard let written = json.number(node) else { throw ResultReader.notJSON(source) }
    return written
  }

  /// A whole number, or a list of them.
  private func oneOrMany(_ node: Int) throws(Problems) -> [Int64] {
    switch json.nodes[node].kind {
    case .null: throw mismatch(node, "a number", "un número")
    case .number:
      guard let value = try integer(node) else { throw mismatch(node, "a list", "una lista") }
      return [value]
    default: return try list(node, whole)
    }
  }

  // MARK: Mistakes

  private func check(
    _ node: Int,
    _ kind: JSONText.Kind,
    _ english: String,
    _ spanish: String
  ) throws(Problems) {
    guard json.nodes[node].kind == kind else { throw mismatch(node, english, spanish) }
  }

  private func mismatch(_ node: Int, _ english: String, _ spanish: String) -> Problems {
    problem(place(of: node), "this is not \(english).", "esto no es \(spanish).")
  }

  private func unfit(_ node: Int) -> Problems {
    problem(
      place(of: node),
      "this is not a value that can stand here.",
      "esto no es un valor que pueda ir aquí."
    )
  }

  private func problem(_ place: Place, _ english: String, _ spanish: String) -> Problems {
    Problems([Problem(place, Text(en: english, es: spanish))])
  }

  /// The path from the root to a value.
  private func place(of node: Int) -> Place {
    var path = ""
    var holder = 0
    while holder != node {
      var previous = 0
      for (index, child) in json.children(of: holder).enumerated() {
        let isObject = json.nodes[holder].kind == .object
        defer { previous = child }
        guard child <= node, node < json.nodes[child].next else { continue }
        if isObject {
          path += (path.isEmpty ? "" : ".") + (json.string(previous) ?? "")
        } else {
          path += "[\(index)]"
        }
        holder = child
        break
      }
    }
    return Place(source: source, column: path.isEmpty ? nil : path)
  }
}
