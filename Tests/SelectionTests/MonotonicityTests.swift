import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// Changes of a scenario that can only help, or only hurt.
@Suite struct MonotonicityTests {
  static let parts = InvarianceTests.parts

  /// More money is never worse unless a limit demands a least share of the pledged money: payments
  /// that kept shares, tickets and conditions still keep them, and a largest share only grows.
  @Test(arguments: parts)
  func moreBudgetIsNeverWorse(from first: UInt64) throws {
    let shares = [(5, 1), (8, 1), (1, 0), (125, 2), (2, 0)]
    for seed in first..<first + 40 {
      let draft = try RandomScenario.draft(seed: seed)
      for limit in draft.limits where limit.value.measure == "cost" {
        if case .share = limit.value.min { Issue.record("a least share of the money") }
      }
      var question = try Question(draft)
      question.options.ties = .any
      var poorer: Answer?
      for (digits, decimals) in shares {
        let richer = try question.answer(
          .init(budget: Quantity(Int64(digits), decimals: decimals))
        )
        if let poorer {
          #expect(!richer.isWorse(than: poorer), "seed \(seed): budget \(digits)e-\(decimals)")
        }
        poorer = richer
      }
    }
  }

  @Test(arguments: parts)
  func excludingAChosenOneNeverImproves(from first: UInt64) throws {
    var excluded = 0
    for seed in first..<first + 40 {
      let question = try Question(try RandomScenario.draft(seed: seed))
      let answer = try question.answer()
      for id in answer.selected.prefix(3).map(\.id) {
        excluded += 1
        let other = try question.answer(.init(exclude: [id]))
        #expect(!answer.isWorse(than: other), "seed \(seed): \(id)")
        if answer.unique == true { #expect(other.isWorse(than: answer), "seed \(seed): \(id)") }
      }
    }
    #expect(excluded >= 40)
  }

  @Test(arguments: parts)
  func anotherLimitNeverImproves(from first: UInt64) throws {
    for seed in first..<first + 40 {
      var draft = try RandomScenario.draft(seed: seed)
      let answer = try Question(draft).answer()
      let count = Int64(answer.selected.count)
      draft.limits.append(
        Tiny.located(
          seed.isMultiple(of: 2)
            ? .init(measure: "count", max: .amount(Quantity(max(0, count - 1))))
            : .init(measure: "count", min: .amount(Quantity(count + 1)))
        )
      )
      let other = try Question(draft).answer()
      #expect(!answer.isWorse(than: other), "seed \(seed)")
      if answer.unique == true, count > 0 { #expect(other.isWorse(than: answer), "seed \(seed)") }
    }
  }

  @Test(arguments: parts)
  func relaxationAndBoundAreNotBelowTheValue(from first: UInt64) throws {
    for seed in first..<first + 40 {
      let answer = try Question(try RandomScenario.draft(seed: seed)).answer()
      guard let aim = answer.aim else { continue }
      #expect(!aim.bounds.lexicographicallyPrecedes(aim.values), "seed \(seed)")
      if let relaxation = answer.work.relaxation {
        let value = Double(aim.values[0])
        #expect(relaxation >= value - 1e-6 * max(1, abs(value)), "seed \(seed)")
      }
    }
  }
}
