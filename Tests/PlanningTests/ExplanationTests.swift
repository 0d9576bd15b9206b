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

  /// The numbers from where a change begins to one unit before its end, the nearest first.
  private func nearer(_ change: Change, _ scenario: Scenario) throws -> [Quantity] {
    let places = decimals(change, scenario)
    let from = try #require(change.from.significand(decimals: places))
    let to = try #require(change.to.significand(decimals: places))
    let direction = (to - from).signum()
    return stride(from: to - direction, through: from, by: Int64.Stride(-direction)).map {
      Quantity($0, decimals: places)
    }
  }

  /// The decimals of the unit in which a subject moves.
  private func decimals(_ change: Change, _ scenario: Scenario) -> Int {
    guard case .limit(let index, let side) = change.subject else { return 0 }
    let limit = scenario.limits[index]
    let own =
      switch (side == .maximum ? limit.max : limit.min, limit.measure) {
      case (.share, _), (_, .preference), (_, .preferenceOf): 4
      case (_, .column(let name)): scenario.measures[name]?.decimals ?? 0
      case (_, .count), (_, .cost), (_, .investment), (_, .expectedInvestment): 0
      }
    return max(own, change.from.decimals)
  }

  /// Checks one initiative's explanation; how many of its changes were applied, by their kind.
  private func check(_ draft: ScenarioDraft, pick: UInt64, _ label: String) throws -> [String: Int]
  {
    let planner = Planner(try Scenario(draft), digest: "d")
    let base = try planner.solve()
    guard base.status == .optimal else { return [:] }
    // Two of three are out, where any is.
    let out = base.rejected.map(\.id)
    let ids = pick % 3 == 0 || out.isEmpty ? planner.scenario.initiatives.map(\.id) : out
    let id = ids[Int(pick) % ids.count]
    let found = try planner.explanations(of: [id], base: base, isDeep: true)
    let explanation = try #require(found.first)
    #expect(try isIn(id, draft) == (explanation.standing != .none), "\(label), \(id)")
    if let other = explanation.other {
      let violations = Verifier(planner.scenario, digest: "d").violations(in: other)
      #expect(violations.isEmpty, "\(label), \(id)")
    }
    var checked: [String: Int] = [:]
    for change in explanation.changes {
      // Those on points have a test of their own.
      if case .points = change.subject { continue }
      checked["\(change.subject)".prefix(4).description, default: 0] += 1
      let there = try apply(change.subject, change.to, to: id, draft)
      #expect(try isIn(id, there), "\(label), \(id): \(change.subject) at \(change.to)")
      let nearer = try nearer(change, planner.scenario)
      for number in nearer.prefix(change.isLeast ? 3 : 1) {
        let before = try apply(change.subject, number, to: id, draft)
        #expect(try !isIn(id, before), "\(label), \(id): \(change.subject) already at \(number)")
      }
    }
    if let largest = explanation.largestCost {
      checked["most"] = 1
      let most = try apply(.cost, largest.to, to: id, draft)
      #expect(try isIn(id, most), "\(label), \(id): cost \(largest.to)")
      let beyond = Quantity(largest.to.significand + 1)
      let more = try apply(.cost, beyond, to: id, draft)
      #expect(try !isIn(id, more), "\(label), \(id): cost \(beyond)")
    }
    return checked
  }

  /// 500 cases, an initiative of a small scenario each: with each change it is in, with one unit less
  /// it is out, and where the change is called the least, with a few units less too.
  @Test(arguments: [UInt64(0), 10_000, 20_000, 30_000])
  func changesBringInAndOneUnitLessDoesNot(from first: UInt64) throws {
    var kinds: [String: Int] = [:]
    var cases = 0
    var seed = first
    while cases < 125 {
      let draft = try RandomScenario.draft(seed: seed, count: 4 + Int(seed % 3))
      let checked = try check(draft, pick: seed, "seed \(seed)")
      if !checked.isEmpty { cases += 1 }
      kinds.merge(checked, uniquingKeysWith: +)
      seed += 1
    }
    for kind in ["pled", "cost", "limi", "most"] {
      #expect(kinds[kind, default: 0] >= 10, "\(kind): \(kinds)")
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
        let less = try #require(nearer(change, planner.scenario).first)
        let before = try Scenario(try apply(change.subject, less, to: "i1", draft))
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
        let less = try #require(nearer(change, planner.scenario).first)
        #expect(try status(less) == .infeasible, "seed \(seed): \(change.subject)")
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
