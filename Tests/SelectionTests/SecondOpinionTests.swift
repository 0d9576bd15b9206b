import OrderedCollections
import Portfolio
import TestSupport
import Testing

@testable import Selection

/// Our tree search and GLPK's branch and cut on the same formulation, exported or not.
@Suite struct SecondOpinionTests {
  @Test(arguments: Array(stride(from: UInt64(30_000), to: 30_100, by: 25)))
  func bothFindTheSameValue(from first: UInt64) throws {
    for seed in first..<first + 25 {
      var draft = try RandomScenario.draft(seed: seed, count: seed.isMultiple(of: 4) ? 20 : nil)
      if draft.initiatives.rows.count == 20 {
        for row in draft.pledges.rows.indices { draft.pledges.rows[row].minTicket = nil }
      }
      var question = try Question(draft)
      question.options.ties = .any
      // Values are compared, not conflicts, whose search may take long.
      question.options.timeLimit = .seconds(3)
      let answer = try question.answer()
      let formulation = try Formulation(question.scenario)
      let value = try SecondOpinion.value(of: formulation)
      #expect(answer.aim?.values.first == value, "seed \(seed)")
      // MPS minimizes minus the points.
      let exported = try MPSReader(formulation.text(as: .mps)).model
      #expect(try SecondOpinion.value(of: exported).map { -$0 } == value, "seed \(seed)")
    }
  }

  /// Balance prices that are repaired for flows must not spoil those of shares and tickets.
  @Test func aRelaxationThatIsTightProvesAtTheRoot() throws {
    var draft = try RandomScenario.draft(seed: 30_076, count: 20)
    for row in draft.pledges.rows.indices { draft.pledges.rows[row].minTicket = nil }
    var question = try Question(draft)
    question.options.timeLimit = .seconds(1)
    let answer = try question.answer()
    #expect(answer.aim?.values == [23_333])
    #expect(answer.status == .optimal)
  }
}
