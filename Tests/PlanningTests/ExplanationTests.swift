import OrderedCollections
import Planning
import Portfolio
import Selection
import TestSupport
import Testing

/// Each answer of `explain` is checked by applying it to the draft and solving anew.
struct ExplanationTests {
  /// Whether some optimal portfolio of the draft has the initiative.
  private func isIn(_ id: String, _ draft: ScenarioDraft) throws -> Bool {
    let scenario = try Scenario(draft)
    func best(_ settings: Answer.Settings) throws -> [Int64]? {
      var options = SelectionOptions()
      options.settings = settings
      options.ties = .any
      return try Selector(scenario, digest: "d", options: options).best().aim?.values
    }
    guard let with = try best(.init(lock: [id])) else { return false }
    guard let without = try best(.init(exclude: [id])) else { return true }
    return !with.lexicographicallyPrecedes(without)
  }

  /// The draft with the subject at another number.
  private func apply(
    _ subject: Change.Subject,
    _ number: Quantity,
    to id: String,
    _ draft: ScenarioDraft
  ) throws -> ScenarioDraft {
    var draft = draft
    let row = try #require(draft.initiatives.rows.firstIndex { $0.id == id })
    switch subject {
    case .pledge(let index):
      draft.pledges.rows[index].amount = Money(minorUnits: number.significand)
    case .cost: draft.initiatives.rows[row].cost = Money(minorUnits: number.significand)
    case .points: draft.measures["value"] = try moved(draft.measures["value"], row, number)
    case .limit(let index, let side):
      let old = draft.limits[index].value
      let bound = side == .maximum ? old.max : old.min
      let isShare = if case .share = bound { true } else { false }
      let moved = isShare ? Limit.Bound.share(number) : .amount(number)
      if side == .maximum {
        draft.limits[index].value.max = moved
      } else {
        draft.limits[index].value.min = moved
      }
    }
    return draft
  }

  private func moved(
    _ column: MeasureColumn?,
    _ row: Int,
    _ number: Quantity
  ) throws -> MeasureColumn? {
    let column = try #require(column)
    var values = column.significands.indices.map { column[$0] }
    values[row] = number
    return MeasureColumn(values)
  }

  /// The number one unit nearer to where it was.
  private func oneLess(_ change: Change) throws -> (number: Quantity, steps: Int64, unit: Int) {
    let unit =
      switch change.subject {
      case .pledge, .cost, .points: 0
      case .limit: max(change.from.decimals, change.to.decimals)
      }
    let from = try #require(change.from.significand(decimals: unit))
    let to = try #require(change.to.significand(decimals: unit))
    return (Quantity(to - (to - from).signum(), decimals: unit), abs(to - from), unit)
  }

  @Test func changesBringInAndOneUnitLessDoesNot() throws {
    var checked: [String: Int] = [:]
    for seed in UInt64(0)..<60 {
      let draft = try RandomScenario.draft(seed: seed)
      let planner = Planner(try Scenario(draft), digest: "d")
      let base = try planner.solve()
      guard base.status == .optimal else { continue }
      let ids = planner.scenario.initiatives.map(\.id)
      for explanation in try planner.explanations(of: ids, base: base, isDeep: true) {
        let id = explanation.id
        let label = "seed \(seed), \(id)"
        #expect(try isIn(id, draft) == (explanation.standing != .none), "\(label)")
        for change in explanation.changes {
          if case .points = change.subject { continue }
          checked["\(change.subject)".prefix(4).description, default: 0] += 1
          let there = try apply(change.subject, change.to, to: id, draft)
          #expect(try isIn(id, there), "\(label): \(change.subject) at \(change.to)")
          // A limit moves in fine units; the nearest coarser one is a unit of its own.
          let less = try oneLess(change)
          let finest = isFine(change, planner.scenario)
          guard less.steps > 0, finest == less.unit else { continue }
          let before = try apply(change.subject, less.number, to: id, draft)
          #expect(try !isIn(id, before), "\(label): \(change.subject) at \(less.number)")
          guard change.isLeast, less.steps < 12 else { continue }
          let from = try #require(change.from.significand(decimals: less.unit))
          let to = try #require(change.to.significand(decimals: less.unit))
          for step in 1..<max(1, less.steps) {
            let number = Quantity(from + (to - from).signum() * step, decimals: less.unit)
            let nearer = try apply(change.subject, number, to: id, draft)
            #expect(try !isIn(id, nearer), "\(label): \(change.subject) already at \(number)")
          }
        }
        if let largest = explanation.largestCost {
          checked["most", default: 0] += 1
          let most = try apply(.cost, largest.to, to: id, draft)
          #expect(try isIn(id, most), "\(label): cost \(largest.to)")
          let beyond = Quantity(largest.to.significand + 1)
          #expect(
            try !isIn(id, try apply(.cost, beyond, to: id, draft)),
            "\(label): cost \(beyond)"
          )
        }
      }
    }
    for kind in ["pled", "cost", "limi", "most"] {
      #expect(checked[kind, default: 0] > 4, "\(kind): \(checked)")
    }
  }

  /// The decimals of the unit in which a subject moves.
  private func isFine(_ change: Change, _ scenario: Scenario) -> Int {
    guard case .limit(let index, let side) = change.subject else { return 0 }
    let limit = scenario.limits[index]
    switch side == .maximum ? limit.max : limit.min {
    case .share: return max(4, change.from.decimals)
    case .amount, nil:
      switch limit.measure {
      case .column(let name): return scenario.measures[name]?.decimals ?? 0
      case .preference, .preferenceOf: return 4
      case .count, .cost, .investment, .expectedInvestment: return 0
      }
    }
  }

  /// Points are the table's own numbers here, so that a bonus can be written into it.
  private func knapsack(seed: UInt64, isLexicographic: Bool) throws -> ScenarioDraft {
    var random = SplitMix64(seed: seed)
    let count = 8
    var draft = ScenarioDraft(
      name: "knapsack",
      currency: try #require(Currency(code: "CLP")),
      initiatives: .init(
        source: "initiatives",
        rows: (0..<count).map {
          .init(id: "i\($0)", name: "i\($0)", cost: Money(minorUnits: random.number(1...20)))
        }
      ),
      pledges: .init(
        source: "pledges",
        rows: [.init(funder: "fund", amount: Money(minorUnits: 40))]
      )
    )
    draft.measures["value"] = MeasureColumn((0..<count).map { _ in Quantity(random.number(1...9)) })
    draft.measures["other"] = MeasureColumn((0..<count).map { _ in Quantity(random.number(1...9)) })
    let place = Place(source: "scenario")
    draft.terms = [.init(.init(measure: "value", scale: .raw), at: place)]
    if isLexicographic {
      draft.mode.value = .lexicographic
      draft.terms.append(.init(.init(measure: "other", scale: .raw), at: place))
    }
    return draft
  }

  @Test(arguments: [false, true]) func points(_ isLexicographic: Bool) throws {
    var checked = 0
    for seed in UInt64(0)..<25 {
      let draft = try knapsack(seed: seed, isLexicographic: isLexicographic)
      let planner = Planner(try Scenario(draft), digest: "d")
      let base = try planner.solve()
      let ids = planner.scenario.initiatives.map(\.id)
      for explanation in try planner.explanations(of: ids, base: base, isDeep: true) {
        let id = explanation.id
        let bonus = explanation.changes.first { $0.subject == .points(aim: 0) }
        guard let change = bonus ?? explanation.pointsToSpare,
          change.subject == .points(aim: 0)
        else { continue }
        checked += 1
        let there = try apply(change.subject, change.to, to: id, draft)
        #expect(try isIn(id, there), "seed \(seed), \(id)")
        let less = Quantity(change.to.significand - 1)
        #expect(
          try !isIn(id, try apply(change.subject, less, to: id, draft)),
          "seed \(seed), \(id)"
        )
      }
    }
    #expect(checked > 100)
  }

  @Test func whatIsLostWithout() throws {
    let draft = try knapsack(seed: 3, isLexicographic: false)
    let planner = Planner(try Scenario(draft), digest: "d")
    let base = try planner.solve()
    let ids = base.selected.map(\.id)
    for explanation in try planner.explanations(of: ids, base: base, isDeep: false) {
      let without = try #require(explanation.other)
      #expect(!without.selected.contains { $0.id == explanation.id })
      #expect(explanation.exchange?.leaving.contains(explanation.id) == true)
    }
  }

  @Test func aGateThatIsLifted() throws {
    var draft = try knapsack(seed: 1, isLexicographic: false)
    draft.measures["viability"] = MeasureColumn((0..<8).map { Quantity($0 == 2 ? 40 : 80) })
    draft.measures["value"] = try moved(draft.measures["value"], 2, 99)
    let place = Place(source: "scenario")
    draft.gates = [.init(Gate(column: "viability", condition: .atLeast(60)), at: place)]
    let planner = Planner(try Scenario(draft), digest: "d")
    let base = try planner.solve()
    let found = try planner.explanations(of: ["i2"], base: base, isDeep: true)
    let permission = try #require(found.first?.permission)
    #expect(permission.kind == .gate)
    #expect(permission.cells.map { [$0.column, $0.from, $0.to] } == [["viability", "40", "60"]])
    #expect(permission.exchange?.entering.contains("i2") == true)
    #expect(found.first?.changes.isEmpty == true)
  }

  /// The next step of a pledge or a limit is worth something and one unit less is worth nothing.
  @Test func nextSteps() throws {
    var checked = 0
    for seed in UInt64(100)..<130 {
      let draft = try RandomScenario.draft(seed: seed)
      let planner = Planner(try Scenario(draft), digest: "d")
      let base = try planner.solve(ties: .any)
      guard let values = base.aim?.values else { continue }
      for change in try planner.nextSteps(base: base) {
        checked += 1
        #expect(values.lexicographicallyPrecedes(change.values), "seed \(seed)")
        let less = try oneLess(change)
        guard isFine(change, planner.scenario) == less.unit else { continue }
        let before = try Scenario(try apply(change.subject, less.number, to: "i1", draft))
        let worse = try Planner(before, digest: "d").solve(ties: .any)
        #expect(worse.aim?.values == values, "seed \(seed): \(change.subject)")
      }
    }
    #expect(checked > 10)
  }

  /// Each repair makes the scenario feasible, and one unit less does not.
  @Test func repairs() throws {
    var checked = 0
    for seed in UInt64(0)..<300 {
      let draft = try RandomScenario.draft(seed: seed)
      let planner = Planner(try Scenario(draft), digest: "d")
      let base = try planner.solve(ties: .any)
      guard base.status == .infeasible else { continue }
      let repair = try planner.repair(base: base)
      for change in repair.changes {
        checked += 1
        func status(_ number: Quantity) throws -> Answer.Status {
          let scenario = try Scenario(try apply(change.subject, number, to: "i1", draft))
          return try Planner(scenario, digest: "d").solve(ties: .any).status
        }
        #expect(try status(change.to) == .optimal, "seed \(seed): \(change.subject)")
        let less = try oneLess(change)
        guard isFine(change, planner.scenario) == less.unit else { continue }
        #expect(try status(less.number) == .infeasible, "seed \(seed): \(change.subject)")
      }
      for id in repair.releases {
        var released = draft
        let row = try #require(draft.initiatives.rows.firstIndex { $0.id == id })
        released.initiatives.rows[row].status = .open
        #expect(try Planner(try Scenario(released), digest: "d").solve().status == .optimal)
      }
    }
    #expect(checked > 10)
  }
}
