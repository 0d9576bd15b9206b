import Portfolio
import Preferences
public import Selection

/// Writes an answer as the result JSON of the format's version 1.
///
/// Keys stand in a fixed order and sentences are in English, so that the same answer gives the
/// same bytes everywhere.
public enum ResultWriter {
  /// The result file's text; amounts are in minor units.
  public static func json(_ answer: Answer) -> String {
    String(decoding: bytes(answer), as: UTF8.self)
  }

  /// The result file's bytes.
  public static func bytes(_ answer: Answer) -> [UInt8] { JSONValue.bytes(of: parts(answer)) }

  /// The result as a value, for commands that write several.
  public static func value(_ answer: Answer) -> JSONValue {
    .object(parts(answer).map { JSONValue.Member(key: $0.key, value: $0.part.whole) })
  }

  private static func parts(_ answer: Answer) -> [(key: String, part: JSONValue.Part)] {
    var parts: [(key: String, part: JSONValue.Part)] = []
    func add(_ key: String, _ value: JSONValue) { parts.append((key, .value(value))) }
    func add<Item>(_ key: String, _ items: [Item], _ value: @escaping (Item) -> JSONValue) {
      parts.append((key, .list(count: items.count) { value(items[$0]) }))
    }
    let isList = answer.aim?.mode == .lexicographic
    add("cartera", .integer(1))
    add(
      "scenario",
      .keys([
        "name": .string(answer.scenarioName), "sha256": .string(answer.scenarioDigest),
      ])
    )
    add("status", .string(answer.status.rawValue))
    add("objective", answer.aim.map(objective) ?? .null)
    add("ties", .string(answer.ties.rawValue))
    add("unique", answer.unique.map(JSONValue.bool) ?? .null)
    if let settings = settings(answer.settings) { add("settings", settings) }
    if answer.status == .infeasible {
      add("conflict", .array(answer.conflict.map { .string($0.english) }))
      if !answer.isConflictMinimal { add("conflict_minimal", .bool(false)) }
    }
    add("selected", answer.selected) { choice($0, isList: isList) }
    add("rejected", answer.rejected, rejection)
    add("funders", answer.funders, funder)
    add("limits", answer.limits, limit)
    add("totals", totals(answer.totals))
    add("verified", .bool(answer.verified))
    add("solver", solver(answer.work))
    return parts
  }

  /// One number, or a list where the objective has one for each term.
  private static func points(_ values: [Int64], isList: Bool) -> JSONValue {
    if !isList, values.count == 1 { return .integer(values[0]) }
    return .array(values.map { .integer($0) })
  }

  private static func objective(_ aim: Answer.Aim) -> JSONValue {
    let isList = aim.mode != .sum
    let measured: JSONValue = .keys([
      "mode": .string(aim.mode.rawValue),
      "value": points(aim.values, isList: isList),
      "bound": points(aim.bounds, isList: isList),
      "gap": .double(aim.gap),
    ])
    guard aim.mode.isFair, case .object(var members) = measured else { return measured }
    if aim.mode == .nash {
      members.append(JSONValue.Member(key: "tolerance", value: .literal("0.000001")))
    }
    let satisfactions = aim.satisfactions.map(satisfaction)
    members.append(JSONValue.Member(key: "satisfactions", value: .array(satisfactions)))
    return .object(members)
  }

  private static func satisfaction(_ satisfaction: Answer.Satisfaction) -> JSONValue {
    .keys([
      "stakeholder": .string(satisfaction.stakeholder),
      "share": quantity(satisfaction.share),
      "exact": .string(satisfaction.exact.description),
    ])
  }

  /// What the user asked for beyond the scenario; `nil` if nothing.
  public static func settings(_ settings: Answer.Settings) -> JSONValue? {
    guard settings != Answer.Settings() else { return nil }
    let asked: JSONValue = .keys([
      "lock": .array(settings.lock.map { .string($0) }),
      "exclude": .array(settings.exclude.map { .string($0) }),
      "budget": settings.budget.map { .string(percentage($0)) } ?? .null,
    ])
    guard let risk = settings.risk, case .object(let members) = asked else { return asked }
    return .object(members + [JSONValue.Member(key: "risk", value: self.risk(risk))])
  }

  private static func risk(_ risk: Answer.Risk) -> JSONValue {
    .keys([
      "cvar": quantity(risk.level),
      "samples": .integer(risk.draws.samples),
      "seed": .integer(risk.draws.seed),
    ])
  }

  /// `80%` for 0.8.
  private static func percentage(_ share: Quantity) -> String {
    if share.decimals >= 2 {
      return Quantity(share.significand, decimals: share.decimals - 2).description + "%"
    }
    let zeros = share.significand == 0 ? "" : String(repeating: "0", count: 2 - share.decimals)
    return String(share.significand) + zeros + "%"
  }

  private static func choice(_ choice: Answer.Choice, isList: Bool) -> JSONValue {
    .keys([
      "id": .string(choice.id),
      "cycle": choice.cycle.isEmpty ? .null : .string(choice.cycle),
      "cost": money(choice.cost),
      "points": points(choice.points, isList: isList),
      "payments": .array(
        choice.payments.map { payment in
          .keys([
            "funder": .string(payment.funder),
            "pledge": .string(payment.pledge),
            "amount": money(payment.amount),
          ])
        }
      ),
    ])
  }

  private static func rejection(_ rejection: Answer.Rejection) -> JSONValue {
    .keys([
      "id": .string(rejection.id),
      "reason": .string(rejection.reason.rawValue),
      "detail": .string(rejection.detail.english),
    ])
  }

  private static func funder(_ funder: Answer.FunderTotal) -> JSONValue {
    .keys([
      "id": .string(funder.id),
      "pledged": money(funder.pledged),
      "paid": money(funder.paid),
      "left": money(funder.left),
    ])
  }

  private static func limit(_ limit: Answer.LimitActivity) -> JSONValue {
    .keys([
      "limit": .string(limit.label),
      "activity": quantity(limit.activity),
      "min": limit.min.map(quantity) ?? .null,
      "max": limit.max.map(quantity) ?? .null,
    ])
  }

  private static func totals(_ totals: Answer.Totals) -> JSONValue {
    .keys([
      "cost": money(totals.cost),
      "investment": money(totals.investment),
      "expected_investment": money(totals.expectedInvestment),
      "beneficiaries": quantity(totals.beneficiaries),
      "leverage": quantity(totals.leverage),
    ])
  }

  private static func solver(_ work: Answer.Work) -> JSONValue {
    .keys([
      "glpk": .string(work.glpk),
      "method": .string(work.method),
      "nodes": .integer(work.nodes),
      "seconds": .double((work.seconds * 1000).rounded() / 1000),
      "relaxation": work.relaxation.map { .double($0) } ?? .null,
    ])
  }

  private static func money(_ money: Money) -> JSONValue { .integer(money.minorUnits) }

  private static func quantity(_ quantity: Quantity) -> JSONValue {
    .literal(quantity.description)
  }
}
