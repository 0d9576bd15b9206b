import Portfolio
import Selection
import Testing

@Suite struct VerifierTests {
  private func scenario(_ change: (inout ScenarioDraft) -> Void = { _ in }) throws -> Scenario {
    var draft = try #require(ValleyExample.draft())
    change(&draft)
    return try Scenario(draft)
  }

  private func rules(_ answer: Answer, _ scenario: Scenario) -> Set<Violation.Rule> {
    Set(Verifier(scenario, digest: "d1").violations(in: answer).map(\.rule))
  }

  @Test func acceptsAValidAnswer() throws {
    #expect(Verifier(try scenario(), digest: "d1").violations(in: ValleyExample.answer) == [])
  }

  @Test(arguments: Mutation.all) func reports(mutation: Mutation) throws {
    var answer = ValleyExample.answer
    mutation.spoil(&answer)
    #expect(rules(answer, try scenario()) == mutation.rules)
  }

  @Test func reportsRulesThatTheScenarioTightens() throws {
    let answer = ValleyExample.answer
    #expect(
      rules(answer, try scenario { $0.limits[0].value.min = .amount(3) })
        == [.limitMin, .limitList]
    )
    #expect(
      rules(answer, try scenario { $0.limits[2].value.max = .amount(34) })
        == [.limitMax, .limitList]
    )
    // 20 % of the 8000 pledged: the bound is exact, not rounded to the answer's digits.
    let share = Quantity(249_999, decimals: 6)
    #expect(
      rules(answer, try scenario { $0.limits[1].value.max = .share(share) })
        == [.limitMax, .limitList]
    )
    #expect(
      rules(answer, try scenario { $0.interactions?.rows.removeFirst() }) == [.objectiveValue]
    )
    #expect(
      rules(answer, try scenario { $0.initiatives.rows[10].latest = "2022" }) == [.choiceWindow]
    )
    #expect(
      rules(answer, try scenario { $0.pledges.rows[2].amount = .zero })
        == [.paymentOverspent, .funderPledged, .funderLeft, .limitBounds]
    )
    #expect(
      rules(answer, try scenario { $0.pledges.rows[3].onlyIf = ["I"] }) == [.paymentCondition]
    )
    #expect(
      rules(answer, try scenario { $0.terms[2].value.weight = 21 })
        == [.choicePoints, .objectiveValue]
    )
    #expect(
      rules(answer, try scenario { $0.initiatives.rows[9].cost = Money(minorUnits: 2000) })
        == [.rejectedReason]
    )
  }

  @Test func countsCapsAndSharesUp() throws {
    // 33.3 % of 1000 is 333; of 1001 it is 333.333, rounded up to 334.
    let share = Quantity(333, decimals: 3)
    var answer = ValleyExample.answer
    answer.selected[0].payments = [
      ValleyExample.payment("mine#1", 334), ValleyExample.payment("town#1", 467),
      ValleyExample.payment("town#2", 200),
    ]
    let exact = try scenario { $0.pledges.rows[0].maxShare = share }
    #expect(rules(answer, exact).contains(.paymentShare))
    let rounded = try scenario {
      $0.pledges.rows[0].maxShare = share
      $0.initiatives.rows[0].cost = Money(minorUnits: 1001)
    }
    answer.selected[1].payments = [
      ValleyExample.payment("mine#1", 666), ValleyExample.payment("town#1", 834),
      ValleyExample.payment("fund#2", 500),
    ]
    #expect(!rules(answer, rounded).contains(.paymentShare))
  }

  @Test func judgesLexicographicAimsOneByOne() throws {
    let scenario = try scenario {
      $0.mode.value = .lexicographic
      $0.interactions = nil
      $0.terms = [
        .init(.init(measure: "count", scale: .raw), at: Place(source: "scenario")),
        .init(.init(measure: "cost", scale: .range(20, 10)), at: Place(source: "scenario")),
      ]
    }
    var answer = ValleyExample.answer
    let points: [[Int64]] = [[1, 10_000], [1, 0], [1, 10_000], [1, 10_000], [1, 10_000]]
    for index in points.indices { answer.selected[index].points = points[index] }
    answer.aim = .init(mode: .lexicographic, values: [5, 40_000], bounds: [5, 40_000], gap: 0)
    #expect(rules(answer, scenario) == [])
    answer.status = .feasible
    answer.aim = .init(mode: .lexicographic, values: [5, 40_000], bounds: [6, 0], gap: 0.2)
    #expect(rules(answer, scenario) == [])
    answer.aim = .init(mode: .lexicographic, values: [5, 40_000], bounds: [5, 39_999], gap: 0)
    #expect(rules(answer, scenario) == [.objectiveBound])
  }

  @Test func acceptsThatNothingWasFound() throws {
    var answer = ValleyExample.answer
    answer.status = .infeasible
    answer.aim = nil
    answer.selected = []
    answer.rejected = []
    answer.funders = []
    answer.limits = []
    answer.totals = .init(
      cost: .zero,
      investment: .zero,
      expectedInvestment: .zero,
      beneficiaries: 0,
      leverage: 0
    )
    answer.conflict = [Text(verbatim: "K")]
    let scenario = try scenario()
    #expect(rules(answer, scenario) == [])
    answer.conflict = []
    #expect(rules(answer, scenario) == [.statusConflict])
    answer.status = .unknown
    #expect(rules(answer, scenario) == [])
    answer.totals.cost = Money(minorUnits: 1)
    #expect(rules(answer, scenario) == [.totalCost])
  }

  @Test func survivesAnyNumber() throws {
    let scenario = try scenario()
    for extreme in [Int64.max, .min, -1, 0] {
      let money = Money(minorUnits: extreme)
      var answer = ValleyExample.answer
      for index in answer.selected.indices {
        answer.selected[index].cost = money
        answer.selected[index].points = [extreme, extreme]
        for other in answer.selected[index].payments.indices {
          answer.selected[index].payments[other].amount = money
        }
      }
      answer.settings.budget = Quantity(extreme, decimals: 15)
      answer.funders = answer.funders.map {
        .init(id: $0.id, pledged: money, paid: money, left: money)
      }
      answer.limits[0].activity = Quantity(extreme)
      answer.limits[0].min = Quantity(extreme, decimals: 15)
      answer.totals = .init(
        cost: money,
        investment: money,
        expectedInvestment: money,
        beneficiaries: Quantity(extreme),
        leverage: Quantity(extreme, decimals: 15)
      )
      answer.aim = .init(mode: .nash, values: [extreme], bounds: [.max], gap: .infinity)
      #expect(rules(answer, scenario).isSuperset(of: [.paymentSum, .totalCost, .objectiveValue]))
      answer.aim = .init(mode: .nash, values: [], bounds: [], gap: -.infinity)
      #expect(rules(answer, scenario).contains(.objectiveValue))
    }
  }

  @Test func namesWhatItIsAboutAndBothNumbers() throws {
    var answer = ValleyExample.answer
    answer.selected[0].payments[1] = ValleyExample.payment("town#1", 299)
    let found = Verifier(try scenario(), digest: "d1").violations(in: answer)
    #expect(
      found.first?.message
        == Text(
          en: "the payments for A add up to 999, but it costs 1000.",
          es: "los pagos por A suman 999, pero cuesta 1000."
        )
    )
  }
}
