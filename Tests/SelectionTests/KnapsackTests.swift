import OrderedCollections
import Portfolio
import TestSupport
import Testing

@testable import Selection

/// Knapsacks against all of their choices, and against a table over their weights.
@Suite struct KnapsackTests {
  private func draw(_ random: inout SplitMix64, most: Int64) -> [Knapsack.Item] {
    let largest = random.number(1...40)
    // Where profit goes with weight, many choices are as good.
    let isCorrelated = random.happens(30)
    return (0..<Int(random.number(0...most))).map { column in
      let weight = random.number(1...largest)
      let profit = isCorrelated ? weight + largest / 10 : random.number(1...largest)
      return Knapsack.Item(profit: max(1, profit), weight: weight, column: column)
    }
  }

  private func weigh(_ columns: [Int], _ items: [Knapsack.Item]) -> (weight: Int64, profit: Int64) {
    columns.reduce((0, 0)) { ($0.0 + items[$1].weight, $0.1 + items[$1].profit) }
  }

  /// The best profit by the recurrence over items and capacities (Bellman 1957).
  private func optimum(_ items: [Knapsack.Item], _ capacity: Int64) -> Int64 {
    var best = [Int64](repeating: 0, count: Int(capacity) + 1)
    for item in items where item.weight <= capacity {
      for room in stride(from: Int(capacity), through: Int(item.weight), by: -1) {
        best[room] = max(best[room], best[room - Int(item.weight)] + item.profit)
      }
    }
    return best[Int(capacity)]
  }

  @Test func theBestChoiceIsFound() throws {
    var solved = 0
    for seed in UInt64(0)..<3_000 {
      var random = SplitMix64(seed: seed)
      let items = draw(&random, most: 60)
      let all = items.reduce(0) { $0 + $1.weight }
      let capacity = random.number(0...(all + 5))
      let best = optimum(items, capacity)
      var knapsack = Knapsack(items, capacity: capacity)
      #expect(knapsack.relaxation >= Double(best))
      guard case .best(let columns, let profit) = knapsack.solve(atLeast: nil) else {
        Issue.record("seed \(seed) has no answer")
        continue
      }
      let weighed = weigh(columns, items)
      #expect(Set(columns).count == columns.count)
      #expect(profit == best && weighed.profit == best, "seed \(seed)")
      #expect(weighed.weight <= capacity, "seed \(seed)")
      solved += best > 0 ? 1 : 0
      var above = Knapsack(items, capacity: capacity)
      #expect(above.solve(atLeast: best + 1) == .nothing, "seed \(seed)")
      var below = Knapsack(items, capacity: capacity)
      guard case .best(_, best) = below.solve(atLeast: best) else {
        Issue.record("seed \(seed): a floor hides the best")
        continue
      }
    }
    #expect(solved > 2_000)
  }

  @Test func flipsAreBounds() {
    var tight = 0
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      let items = draw(&random, most: 9)
      let capacity = random.number(0...(items.reduce(0) { $0 + $1.weight }))
      let subsets = (0..<(1 << items.count)).map { set in
        items.indices.filter { set >> $0 & 1 == 1 }
      }.filter { weigh($0, items).weight <= capacity }
      for flip in Knapsack(items, capacity: capacity).flips {
        let most = subsets.filter { $0.contains(flip.column) != flip.isIn }
          .map { weigh($0, items).profit }.max()
        #expect(flip.bound >= most ?? .min, "seed \(seed)")
        tight += flip.bound == most ? 1 : 0
      }
    }
    #expect(tight > 100)
  }

  @Test func hugeNumbersAreExact() {
    // The two differ by one in 2⁵²: a product of them does in the last of 104 bits.
    let unit: Int64 = 1 << 52
    let items = [
      Knapsack.Item(profit: unit, weight: unit - 1, column: 0),
      Knapsack.Item(profit: unit + 1, weight: unit, column: 1),
      Knapsack.Item(profit: 1, weight: 1, column: 2),
    ]
    var knapsack = Knapsack(items, capacity: unit)
    guard case .best(let columns, unit + 1) = knapsack.solve(atLeast: nil) else {
      Issue.record("not the best")
      return
    }
    #expect(columns == [1] || Set(columns) == [0, 2])
    var above = Knapsack(items, capacity: unit)
    #expect(above.solve(atLeast: unit + 2) == .nothing)
  }

  @Test func itGivesUp() {
    var random = SplitMix64(seed: 1)
    let items = (0..<40).map {
      let weight = 2 * random.number(1_000_000...2_000_000)
      return Knapsack.Item(profit: weight, weight: weight, column: $0)
    }
    // No sum of even weights is odd, and no bound says so.
    let capacity = items.reduce(0) { $0 + $1.weight } / 4 * 2 + 1
    var knapsack = Knapsack(items, capacity: capacity)
    #expect(knapsack.solve(atLeast: capacity, mostDecisions: 1_000) == .undecided)
    var asked = 0
    var stopped = Knapsack(items, capacity: capacity)
    let outcome = stopped.solve(atLeast: capacity) {
      asked += 1
      return asked < 5
    }
    #expect(outcome == .undecided)
    #expect(asked == 5)
  }

  /// Pledges that may pay anything are one budget; with a limit beside it, or an earmark, it is no knapsack.
  @Test(
    arguments: [
      (funds: [40, 60], limit: nil, earmark: nil, isKnapsack: true),
      (funds: [100], limit: 700, earmark: nil, isKnapsack: true),
      (funds: [10_000], limit: 5, earmark: nil, isKnapsack: true),
      (funds: [100], limit: 3, earmark: nil, isKnapsack: false),
      (funds: [40, 60], limit: nil, earmark: "i3", isKnapsack: false),
    ] as [(funds: [Int64], limit: Int64?, earmark: String?, isKnapsack: Bool)]
  )
  func scenariosThatAreOneKnapsack(
    _ funds: [Int64],
    _ limit: Int64?,
    _ earmark: String?,
    _ isKnapsack: Bool
  ) throws {
    for seed in UInt64(0)..<20 {
      var random = SplitMix64(seed: seed)
      let rows = (0..<25).map { number in
        (id: "i\(number)", cost: random.number(0...30), points: random.number(-3...40))
      }
      let pledges = funds.enumerated().map { Tiny.pledge("f\($0.offset)", $0.element) }
      var draft = try Tiny.draft(rows, pledges: pledges)
      if let limit {
        draft.limits = [Tiny.located(.init(measure: "count", max: .amount(Quantity(limit))))]
      }
      if let earmark {
        draft.pledges.rows[0].earmarks = [Earmark(column: "initiative", values: [earmark])]
      }
      let scenario = try Scenario(draft)
      var options = SelectionOptions()
      options.ties = .any
      let answer = try Selector(scenario, digest: "d", options: options).best()
      #expect(answer.work.method.contains("knapsack") == isKnapsack, "seed \(seed)")
      #expect(Verifier(scenario, digest: "d").violations(in: answer).isEmpty, "seed \(seed)")
      options.ideas.remove(.knapsack)
      let other = try Selector(scenario, digest: "d", options: options).best()
      #expect(!other.work.method.contains("knapsack"))
      #expect(answer.status == .optimal && other.status == .optimal)
      #expect(answer.aim == other.aim, "seed \(seed)")
    }
  }

  /// What the first aim's knapsack says of its columns helps with the second aim, and hides nothing of it.
  @Test func theFirstOfTwoAims() throws {
    for seed in UInt64(0)..<40 {
      var random = SplitMix64(seed: seed)
      let rows = (0..<12).map { number in
        (id: "i\(number)", cost: random.number(1...9), points: random.number(0...4))
      }
      var draft = try Tiny.draft(rows, fund: 25)
      draft.measures["second"] = MeasureColumn(rows.map { _ in Quantity(random.number(0...9)) })
      draft.mode = Tiny.located(.lexicographic)
      draft.terms = ["value", "second"].map { Tiny.located(.init(measure: $0, scale: .raw)) }
      let scenario = try Scenario(draft)
      var options = SelectionOptions()
      options.ties = .any
      let answer = try Selector(scenario, digest: "d", options: options).best()
      options.ideas.remove(.knapsack)
      let other = try Selector(scenario, digest: "d", options: options).best()
      #expect(answer.aim?.values.count == 2)
      #expect(answer.aim == other.aim, "seed \(seed)")
    }
  }
}
