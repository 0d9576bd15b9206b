import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// Each reason for which an initiative can be out, in both languages.
@Suite struct RejectionTests {
  /// The reason and the words for `b`, which competes with `a` for the fund.
  private func rejection(
    fund: Int64 = 5_000,
    _ settings: Answer.Settings = .init(),
    _ change: (inout ScenarioDraft) -> Void = { _ in }
  ) throws -> Answer.Rejection {
    var draft = try Tiny.draft([("a", 5_000, 9), ("b", 4_000, 8)], fund: fund)
    change(&draft)
    let answer = try Tiny.answer(draft, settings)
    return try #require(answer.rejected.first { $0.id == "b" })
  }

  private func expect(
    _ found: Answer.Rejection,
    _ reason: Answer.Rejection.Reason,
    _ english: String,
    _ spanish: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    #expect(found.reason == reason, sourceLocation: location)
    #expect(found.detail.text == Text(en: english, es: spanish), sourceLocation: location)
  }

  @Test func gate() throws {
    let below = try rejection(fund: 9_000) { draft in
      draft.measures["viability"] = MeasureColumn([60, 59])
      draft.gates = [Tiny.located(Gate(column: "viability", condition: .atLeast(60)))]
    }
    expect(below, .gate, "viability: 59 is below 60", "viability: 59 es menos que 60")
    let blank = try rejection(fund: 9_000) { draft in
      draft.measures["viability"] = MeasureColumn([60, nil])
      draft.gates = [Tiny.located(Gate(column: "viability", condition: .atLeast(60)))]
    }
    expect(blank, .gate, "viability: blank", "viability: en blanco")
  }

  @Test func status() throws {
    expect(
      try rejection(fund: 9_000) { $0.initiatives.rows[1].status = .excluded },
      .status,
      "excluded in the table of initiatives",
      "excluida en la tabla de iniciativas"
    )
    expect(
      try rejection(fund: 9_000, .init(exclude: ["b"])),
      .status,
      "excluded by --exclude",
      "excluida con --exclude"
    )
  }

  @Test func unaffordable() throws {
    expect(
      try rejection(fund: 9_000) { draft in
        draft.pledges.rows[0].earmarks = [Earmark(column: "initiative", values: ["a"])]
        draft.pledges.rows.append(Tiny.pledge("town", 1_500))
      },
      .unaffordable,
      "costs CLP 4,000; the pledges that may pay it can give CLP 1,500",
      "cuesta CLP 4.000; los aportes que pueden pagarla dan CLP 1.500"
    )
  }

  @Test func requirement() throws {
    let found = try rejection(fund: 9_000) { draft in
      draft.initiatives.rows[0].status = .excluded
      draft.initiatives.rows[1].requires = ["a"]
    }
    expect(found, .requirement, "requires a, which is out", "requiere a, que queda fuera")
  }

  @Test func group() throws {
    let found = try rejection(fund: 9_000) { draft in
      draft.initiatives.rows[0].group = "bridge"
      draft.initiatives.rows[1].group = "bridge"
    }
    expect(
      found,
      .group,
      "a was chosen in its place (group bridge)",
      "se eligió a en su lugar (grupo bridge)"
    )
  }

  @Test func limit() throws {
    let found = try rejection(fund: 9_000) { draft in
      draft.limits = [Tiny.located(.init(measure: "count", min: .amount(1), max: .amount(1)))]
    }
    expect(found, .limit, "no room in the limit count ≤ 1", "no cabe en el límite count ≤ 1")
  }

  @Test func outcompeted() throws {
    expect(
      try rejection(),
      .outcompeted,
      "8 points for CLP 4,000: the chosen ones together bring more",
      "8 puntos por CLP 4.000: las elegidas juntas suman más"
    )
    let worthless = try rejection(fund: 9_000) { $0.measures["value"] = MeasureColumn([9, 0]) }
    expect(
      worthless,
      .outcompeted,
      "adds no points (costs CLP 4,000)",
      "no suma puntos (cuesta CLP 4.000)"
    )
  }

  @Test func theFirstReasonInTheListStands() throws {
    let found = try rejection(fund: 9_000) { draft in
      draft.measures["viability"] = MeasureColumn([60, 59])
      draft.gates = [Tiny.located(Gate(column: "viability", condition: .atLeast(60)))]
      draft.initiatives.rows[0].group = "bridge"
      draft.initiatives.rows[1].group = "bridge"
      draft.initiatives.rows[1].status = .excluded
    }
    #expect(found.reason == .gate)
  }
}
