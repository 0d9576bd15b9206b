import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// The rows that key rules compile to.
@Suite struct ExportTests {
  private func draft() throws -> ScenarioDraft {
    try Tiny.draft([("a", 6, 9), ("b", 4, 5)], fund: 8)
  }

  private func rows(_ draft: ScenarioDraft) throws -> [String] {
    let text = try Formulation(Scenario(draft)).text(as: .lp)
    return text.split(separator: "\n").filter { $0.hasPrefix(" r") }.map {
      $0.drop { $0 != ":" }.dropFirst(2).description
    }
  }

  @Test func lpOfAKnapsack() throws {
    #expect(
      try Formulation(Scenario(draft())).text(as: .lp) == """
        \\ Cartera: tiny
        Maximize
         points: 9 x_1_1 + 5 x_2_1
        Subject To
         r1:  - 6 x_1_1 - 4 x_2_1 + f_1_1 = 0
         r2: f_1_1 <= 8
        Bounds
         0 <= x_1_1 <= 1
         0 <= x_2_1 <= 1
         0 <= f_1_1 <= 8
        Generals
         x_1_1
         x_2_1
        End

        """
    )
  }

  @Test func mpsOfAKnapsack() throws {
    #expect(
      try Formulation(Scenario(draft())).text(as: .mps) == """
        * Cartera: tiny
        NAME cartera
        ROWS
         N points
         E r1
         L r2
        COLUMNS
         M0 'MARKER' 'INTORG'
         x_1_1 points -9
         x_1_1 r1 -6
         x_2_1 points -5
         x_2_1 r1 -4
         M2 'MARKER' 'INTEND'
         f_1_1 r1 1
         f_1_1 r2 1
        RHS
         RHS r2 8
        BOUNDS
         UP BND x_1_1 1
         UP BND x_2_1 1
         UP BND f_1_1 8
        ENDATA

        """
    )
  }

  @Test func requirementGroupAndLimitRows() throws {
    var draft = try draft()
    draft.initiatives.rows[0].requires = ["b"]
    #expect(try rows(draft).contains("x_1_1 - x_2_1 <= 0"))
    draft.initiatives.rows[0].requires = []
    for row in 0..<2 { draft.initiatives.rows[row].group = "bridge" }
    #expect(try rows(draft).contains("x_1_1 + x_2_1 <= 1"))
    draft.limits = [Tiny.located(.init(measure: "cost", max: .share(Quantity(9, decimals: 1))))]
    #expect(try rows(draft).contains("6 x_1_1 + 4 x_2_1 <= 7"))
  }

  @Test func shareTicketAndConditionRows() throws {
    var draft = try draft()
    draft.pledges.rows[0].onlyIf = ["b"]
    #expect(try rows(draft).contains("f_1_1 - 8 x_2_1 <= 0"))
    draft.pledges.rows[0].onlyIf = []
    draft.pledges.rows[0].maxShare = Quantity(333, decimals: 3)
    #expect(try rows(draft).contains("y_1_1_1 - 2 x_1_1 <= 0"))
    draft.pledges.rows[0].minTicket = Money(minorUnits: 2)
    #expect(try rows(draft).contains("y_1_1_1 - 2 z_1_1 >= 0"))
    #expect(try rows(draft).contains("y_1_1_1 - 2 z_1_1 <= 0"))
  }

  @Test func interactionRows() throws {
    var draft = try draft()
    draft.interactions = .init(source: "i", rows: [.init(first: "a", second: "b", value: -2)])
    #expect(try rows(draft).contains("s_1 - x_1_1 - x_2_1 >= -1"))
    draft.interactions?.rows[0].value = 2
    #expect(try rows(draft).contains("s_1 - x_1_1 <= 0"))
    #expect(try rows(draft).contains("s_1 - x_2_1 <= 0"))
  }
}
