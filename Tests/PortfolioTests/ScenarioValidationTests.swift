import OrderedCollections
import Portfolio
import Testing

/// What a draft is told about itself where no file is needed to see it.
@Suite struct ScenarioValidationTests {
  private func draft(rows: Int = 2) throws -> ScenarioDraft {
    var draft = ScenarioDraft(
      name: "Draft",
      currency: try #require(Currency(code: "CLP")),
      initiatives: ScenarioDraft.Table(
        source: "i.csv",
        rows: (0..<rows).map {
          ScenarioDraft.InitiativeRow(id: "I\($0)", name: "I", cost: Money(minorUnits: 1))
        },
        lines: (0..<rows).map { $0 + 2 }
      ),
      pledges: ScenarioDraft.Table(
        source: "p.csv",
        rows: [ScenarioDraft.PledgeRow(funder: "F", amount: Money(minorUnits: 5))],
        lines: [2]
      )
    )
    draft.terms = [
      ScenarioDraft.Located(
        ScenarioDraft.TermDraft(measure: "count"),
        at: Place(source: "scenario.yaml", line: 9, column: "terms")
      )
    ]
    return draft
  }

  private func messages(_ draft: ScenarioDraft) -> [String] {
    do {
      _ = try Scenario(draft)
      return []
    } catch {
      return error.all.map { $0.description(in: .english) }
    }
  }

  @Test func aGoodDraft() throws {
    #expect(messages(try draft()) == [])
  }

  @Test func placesOutsideATableNameTheTable() throws {
    #expect(try draft().initiatives.place(-1).description == "i.csv")
    #expect(try draft().initiatives.place(7, "id").description == "i.csv: id")
  }

  @Test func emptyTables() throws {
    var draft = try draft()
    draft.initiatives.rows = []
    draft.pledges.rows = []
    draft.funders = ScenarioDraft.Table(source: "f.csv")
    #expect(
      messages(draft) == [
        "i.csv: the table of initiatives is empty. Write at least one initiative.",
        "f.csv: the table of funders is empty. Write one, or leave the table out.",
        "p.csv: the table of pledges is empty. Write at least one pledge.",
      ]
    )
  }

  @Test func sumsThatDoNotFit() throws {
    var draft = try draft()
    for row in 0..<2 {
      draft.initiatives.rows[row].cost = .largest
      draft.initiatives.rows[row].investment = .largest
    }
    draft.measures["m"] = MeasureColumn([Quantity(.max), Quantity(.max)])
    #expect(
      messages(draft) == [
        "i.csv: cost: the costs add up to more than 9000000000000000 minor units."
          + " Check the amounts.",
        "i.csv: investment: the investments add up to more than 9000000000000000 minor units."
          + " Check the amounts.",
        "i.csv: m: the numbers add up to more than 18 digits. Round them.",
      ]
    )
  }

  @Test func thousandsOfUnknownNamesTakeNoTime() throws {
    var draft = try draft(rows: 3000)
    for row in draft.initiatives.rows.indices { draft.initiatives.rows[row].requires = ["J\(row)"] }
    draft.cycles = (0..<1000).map { String($0 / 2) }
    let all = messages(draft)
    #expect(all.count == 500 + 3000)
    #expect(all[500] == "i.csv:2: requires: there is no initiative \"J0\". Did you mean \"I0\"?")
    #expect(
      all.last
        == "i.csv:3001: requires: there is no initiative \"J2999\". Write the id of an initiative."
    )
  }

  @Test func moreCyclesThanSumsOverThemCanHold() throws {
    var draft = try draft()
    draft.cycles = (1...1000).map(String.init)
    #expect(messages(draft) == [])
    draft.cycles.append("1001")
    #expect(
      messages(draft) == [
        "scenario.yaml: cycles: there are 1001 cycles, more than 1000. Use fewer, longer ones."
      ]
    )
  }

  @Test func listsWithCommas() throws {
    var draft = try draft()
    draft.initiatives.rows[1].requires = ["I0, I1, I2"]
    #expect(
      messages(draft) == [
        "i.csv:3: requires: there is no initiative \"I0, I1, I2\". Separate several ids with ;."
      ]
    )
  }

  @Test func theNearestName() {
    #expect(nearest("beneficiares", in: ["hours", "beneficiaries"]) == "beneficiaries")
    #expect(nearest("Diguillin", in: ["DIGUILLÍN", "Punilla"]) == "DIGUILLÍN")
    #expect(nearest("b", in: ["c", "a"]) == nil)
    #expect(nearest("road", in: ["roads", "broad", "rood"]) == "broad")
    #expect(nearest("water", in: ["parks"]) == nil)
  }
}
