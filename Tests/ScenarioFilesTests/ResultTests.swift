import Foundation
import Portfolio
import Preferences
import Selection
import Testing

@testable import ScenarioFiles

/// The result JSON, there and back.
@Suite struct ResultTests {
  static let answer = Answer(
    scenarioName: "Mesa \"Ñuble\"\n2022",
    scenarioDigest: "abc",
    status: .optimal,
    aim: Answer.Aim(mode: .sum, values: [117_495], bounds: [117_495], gap: 0),
    ties: .canonical,
    unique: true,
    settings: Answer.Settings(),
    selected: [
      Answer.Choice(
        id: "AP-01",
        cycle: "2022",
        cost: Money(minorUnits: 21_000_000),
        points: [5210],
        payments: [
          Answer.Payment(
            funder: "ultramar",
            pledge: "ultramar#1",
            amount: Money(minorUnits: 9_000_000_000_000_000)
          )
        ]
      )
    ],
    rejected: [
      Answer.Rejection(
        id: "PL-01",
        reason: .gate,
        detail: Text(verbatim: "viability: 40 is below 60")
      )
    ],
    funders: [
      Answer.FunderTotal(
        id: "ultramar",
        pledged: Money(minorUnits: 50_000_000),
        paid: Money(minorUnits: 21_000_000),
        left: Money(minorUnits: 29_000_000)
      )
    ],
    limits: [
      Answer.LimitActivity(
        label: "count ≥ 1 per commune: Mejillones",
        activity: 7,
        min: 1,
        max: nil
      ),
      Answer.LimitActivity(
        label: "hours ≤ 0.125",
        activity: Quantity(-1_234_567_890_125, decimals: 6),
        min: nil,
        max: Quantity(125, decimals: 3)
      ),
    ],
    totals: Answer.Totals(
      cost: Money(minorUnits: 21_000_000),
      investment: Money(minorUnits: 1_250_000_000),
      expectedInvestment: Money(minorUnits: 1_000_000_000),
      beneficiaries: 12_500,
      leverage: Quantity(595_238, decimals: 4)
    ),
    conflict: [],
    verified: true,
    work: Answer.Work(
      glpk: "5.0",
      method: "class model",
      nodes: 12,
      seconds: 0.041,
      relaxation: 117_501.9
    )
  )

  @Test func goldenFile() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/result.json")
    #expect(try String(contentsOf: file, encoding: .utf8) == ResultWriter.json(ResultTests.answer))
    // Commands that write several results make them as values, not row by row.
    #expect(ResultWriter.value(ResultTests.answer).text == ResultWriter.json(ResultTests.answer))
  }

  @Test func roundTrip() throws {
    let text = ResultWriter.json(ResultTests.answer)
    let back = try ResultReader.read(bytes: Array(text.utf8), source: "result.json")
    #expect(back == ResultTests.answer)
  }

  @Test func roundTripOfOtherShapes() throws {
    var answer = ResultTests.answer
    answer.aim = Answer.Aim(mode: .lexicographic, values: [3, 4], bounds: [3, 5], gap: 0.25)
    answer.selected[0].points = [1, 2]
    answer.selected[0].cycle = ""
    answer.unique = nil
    answer.settings = Answer.Settings(
      lock: ["a"],
      exclude: [],
      budget: Quantity(825, decimals: 3),
      risk: Answer.Risk(
        level: Quantity(95, decimals: 2),
        draws: AwardDraws(samples: 500, seed: .max)
      )
    )
    answer.work.relaxation = nil
    answer.work.seconds = 1.23456
    let text = ResultWriter.json(answer)
    #expect(text.contains("\"budget\": \"82.5%\""))
    #expect(text.contains("\"cycle\": null"))
    #expect(text.contains("\"seconds\": 1.235"))
    let back = try ResultReader.read(bytes: Array(text.utf8), source: "result.json")
    #expect(ResultWriter.json(back) == text)
    #expect(back.aim == answer.aim)
    #expect(back.settings == answer.settings)
  }

  @Test func roundTripOfSatisfactions() throws {
    for mode in [Objective.Mode.maximin, .nash] {
      var answer = ResultTests.answer
      answer.aim = Answer.Aim(
        mode: mode,
        values: [333_333, -7],
        bounds: [333_333, -7],
        gap: 0,
        satisfactions: [
          .init(stakeholder: "a", exact: Fraction(1, 3), share: Quantity(333_333, decimals: 6)),
          .init(stakeholder: "b", exact: 1, share: 1),
        ]
      )
      let text = ResultWriter.json(answer)
      #expect(text.contains("\"exact\": \"1/3\""))
      #expect(text.contains("\"tolerance\": 0.000001") == (mode == .nash))
      let back = try ResultReader.read(bytes: Array(text.utf8), source: "result.json")
      #expect(back == answer)
      for wrong in ["1/0", "1/", "1/2/3", "x"] {
        let spoilt = text.replacing("\"1/3\"", with: "\"\(wrong)\"")
        #expect(throws: Problems.self) {
          try ResultReader.read(bytes: Array(spoilt.utf8), source: "result.json")
        }
      }
    }
  }

  @Test func infeasible() throws {
    var answer = ResultTests.answer
    answer.status = .infeasible
    answer.aim = nil
    answer.selected = []
    answer.conflict = [Text(en: "A must be in.", es: "A debe estar.")]
    let text = ResultWriter.json(answer)
    #expect(text.contains("\"objective\": null"))
    #expect(text.contains("\"conflict\": [\n    \"A must be in.\"\n  ]"))
    #expect(text.contains("\"selected\": []"))
    #expect(ResultWriter.value(answer).text == text)
    let back = try ResultReader.read(bytes: Array(text.utf8), source: "result.json")
    #expect(back.conflict == [Text(verbatim: "A must be in.")])
    #expect(ResultWriter.json(back) == text)
  }

  @Test(arguments: [0, 8, 100, 5])
  func percentages(_ hundredths: Int64) throws {
    var answer = ResultTests.answer
    answer.settings.budget = Quantity(hundredths, decimals: 2)
    let text = ResultWriter.json(answer)
    #expect(text.contains("\"budget\": \"\(hundredths)%\""))
    let back = try ResultReader.read(bytes: Array(text.utf8), source: "result.json")
    #expect(back.settings.budget == answer.settings.budget)
  }

  @Test(arguments: [
    (
      "\"amount\": 9000000000000000", "\"amount\": 1.5",
      "r.json: selected[0].payments[0].amount: this is not a whole number."
    ),
    ("\"verified\": true", "\"verified\": 1", "r.json: verified: this is not true or false."),
    ("\"verified\": true,", "", "r.json: verified: the key is missing."),
    (
      "\"reason\": \"gate\"", "\"reason\": \"g\"", "r.json: rejected[0].reason: this is not a value"
    ),
    ("\"cartera\": 1", "\"cartera\": 2", "r.json: cartera: this is not a value"),
    ("\"activity\": 7", "\"activity\": \"x\"", "r.json: limits[0].activity: this is not a number."),
    ("\"selected\": [", "\"selected\": [[", "r.json: this is not valid JSON."),
    ("\"sha256\": \"abc\"", "\"sha256\": null", "r.json: scenario.sha256: this is not a text."),
  ])
  func problems(_ found: String, _ replacement: String, _ message: String) {
    let text = ResultWriter.json(ResultTests.answer).replacing(found, with: replacement)
    #expect {
      try ResultReader.read(bytes: Array(text.utf8), source: "r.json")
    } throws: { error in
      let problem = (error as? Problems)?.all.first
      let sentence = problem?.description(in: .english) ?? ""
      #expect(sentence.hasPrefix(message), "\(sentence)")
      return problem?.message.spanish != problem?.message.english
    }
  }

  @Test func missingFile() {
    #expect(throws: FileError.self) { try ResultReader.read("/nowhere/result.json") }
  }

  @Test func stringsAreEscaped() {
    let value = JSONValue.string("a\"b\\c\n\r\t\u{1}\u{7F}ñ😀")
    #expect(value.text == "\"a\\\"b\\\\c\\n\\r\\t\\u0001\u{7F}ñ😀\"\n")
    #expect(JSONValue.double(.nan).text == "null\n")
    #expect(JSONValue.double(1e300).text == "1e+300\n")
  }
}
