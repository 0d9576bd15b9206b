import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// Tiny scenarios whose answers can be seen by eye: costs in pesos, points from the raw measure
/// `value`.
enum Tiny {
  typealias Row = (id: String, cost: Int64, points: Int64)

  /// A draft without any rule; rules are set on it.
  static func draft(
    _ rows: [Row],
    pledges: [ScenarioDraft.PledgeRow],
    cycles: [String] = []
  ) throws -> ScenarioDraft {
    var draft = ScenarioDraft(
      name: "tiny",
      currency: try #require(Currency(code: "CLP")),
      cycles: cycles,
      initiatives: .init(
        source: "initiatives.csv",
        rows: rows.map { .init(id: $0.id, name: $0.id, cost: Money(minorUnits: $0.cost)) }
      ),
      pledges: .init(source: "pledges.csv", rows: pledges)
    )
    draft.measures["value"] = MeasureColumn(rows.map { Quantity($0.points) })
    draft.terms = [located(.init(measure: "value", scale: .raw))]
    return draft
  }

  /// A draft with one unconditional pledge.
  static func draft(_ rows: [Row], fund: Int64, cycles: [String] = []) throws -> ScenarioDraft {
    try draft(rows, pledges: [pledge("fund", fund)], cycles: cycles)
  }

  /// A pledge without any condition.
  static func pledge(_ funder: String, _ amount: Int64) -> ScenarioDraft.PledgeRow {
    .init(funder: funder, amount: Money(minorUnits: amount))
  }

  static func located<Value>(_ value: Value) -> ScenarioDraft.Located<Value> {
    .init(value, at: Place(source: "scenario.yaml"))
  }

  /// The answer, once it is proven and verified.
  static func answer(
    _ draft: ScenarioDraft,
    _ settings: Answer.Settings = .init(),
    _ location: SourceLocation = #_sourceLocation
  ) throws -> Answer {
    let scenario = try Scenario(draft)
    var options = SelectionOptions()
    options.settings = settings
    let answer = try Selector(scenario, digest: "d", options: options).best()
    let violations = Verifier(scenario, digest: "d").violations(in: answer)
    #expect(violations.isEmpty, "\(violations.map(\.message.english))", sourceLocation: location)
    return answer
  }

  /// What is chosen, `id` or `id@cycle`; `nil` if nothing keeps every rule.
  static func chosen(
    _ draft: ScenarioDraft,
    _ settings: Answer.Settings = .init(),
    _ location: SourceLocation = #_sourceLocation
  ) throws -> [String]? {
    let answer = try answer(draft, settings, location)
    guard answer.status == .optimal else {
      #expect(answer.status == .infeasible, sourceLocation: location)
      return nil
    }
    return answer.selected.map { $0.cycle.isEmpty ? $0.id : "\($0.id)@\($0.cycle)" }
  }

  /// Who pays for an initiative: `fund 5`.
  static func payments(for id: String, in answer: Answer) -> [String] {
    answer.selected.first { $0.id == id }.map {
      $0.payments.map { "\($0.funder) \($0.amount.minorUnits)" }
    } ?? []
  }
}
