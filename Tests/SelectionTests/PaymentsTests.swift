import Portfolio
import Testing

@testable import Selection

/// Splits against the best of all splits, found by enumeration.
struct PaymentsTests {
  static let features: [TinyCase.Features] = [
    .init(),
    .init(shares: true),
    .init(shares: true, conditions: true, cycles: true),
    .init(tickets: true),
    .init(tickets: true, shares: true, conditions: true, cycles: true, largestCost: 4),
  ]

  @Test(arguments: features.indices, Allocation.allCases)
  func splitIsTheBestOfAll(_ index: Int, _ allocation: Allocation) throws {
    var funded = 0
    var contested = 0
    for seed in 0..<400 {
      var tiny = TinyCase(seed: seed, features: Self.features[index])
      tiny.allocation = allocation
      let scenario = try tiny.scenario()
      let starts = tiny.starts(seed: seed)
      let all = everySplit(scenario, starts)
      let split = FundingNetwork(scenario).split(starts)
      #expect((split == nil) == all.isEmpty, "seed \(seed)")
      guard let split else { continue }
      #expect(split.isExact)
      let matrix = dense(split, scenario, starts)
      #expect(all.contains(matrix), "seed \(seed): a rule is broken")
      let oracle = SplitOracle(scenario, starts)
      let best = all.dropFirst().reduce(all[0]) { oracle.prefers($1, to: $0) ? $1 : $0 }
      #expect(oracle.totals(matrix) == oracle.totals(best), "seed \(seed)")
      if !Self.features[index].tickets {
        let largest = all.filter { oracle.totals($0) == oracle.totals(best) }
          .map(oracle.inOrder)
          .max { $0.lexicographicallyPrecedes($1) }
        #expect(oracle.inOrder(matrix) == largest, "seed \(seed)")
      }
      funded += 1
      if all.contains(where: { oracle.totals($0) != oracle.totals(best) }) { contested += 1 }
    }
    #expect(funded >= 100)
    #expect(contested >= 30)
  }

  @Test(arguments: features.indices, Allocation.allCases)
  func rowOrderChangesNothing(_ index: Int, _ allocation: Allocation) throws {
    for seed in 0..<200 {
      var tiny = TinyCase(seed: seed, features: Self.features[index])
      tiny.allocation = allocation
      let starts = tiny.starts(seed: seed)
      var random = generator(seed: seed)
      let rows = tiny.initiatives.indices.shuffled(using: &random)
      let scenario = try tiny.scenario()
      let shuffled = try tiny.scenario(
        initiativeOrder: rows,
        pledgeOrder: tiny.pledges.indices.shuffled(using: &random)
      )
      let moved = starts.map { start in
        Start(
          initiative: rows.firstIndex(of: start.initiative) ?? 0,
          cycle: start.cycle
        )
      }.sorted { $0.initiative < $1.initiative }
      #expect(named(scenario, starts) == named(shuffled, moved), "seed \(seed)")
    }
  }

  @Test(arguments: [3, 4], [0, 1, 2])
  func aSearchThatIsCutShortStillSplits(_ index: Int, _ nodes: Int) throws {
    var inexact = 0
    for seed in 0..<400 {
      let tiny = TinyCase(seed: seed, features: Self.features[index])
      let scenario = try tiny.scenario()
      let starts = tiny.starts(seed: seed)
      let network = FundingNetwork(scenario)
      guard network.hasTickets else { continue }
      let all = everySplit(scenario, starts)
      let split = network.split(starts) { $0 < nodes }
      #expect((split == nil) == all.isEmpty, "seed \(seed)")
      guard let split else { continue }
      let matrix = dense(split, scenario, starts)
      #expect(all.contains(matrix), "seed \(seed): a rule is broken")
      if split.isExact {
        let best = try #require(network.split(starts))
        #expect(split == best, "seed \(seed)")
      } else {
        inexact += 1
      }
    }
    #expect(inexact >= 5)
  }

  @Test func tenfoldMoneyOfWholeUnitsIsSplitAsFinely() throws {
    // Burdens of tenfold money are levelled at least as well: the largest is no larger.
    for seed in 0..<200 {
      let tiny = TinyCase(seed: seed, features: .init())
      let starts = tiny.starts(seed: seed)
      let scenario = try tiny.scenario()
      let tenfold = try tiny.scenario(times: 10)
      guard let split = FundingNetwork(scenario).split(starts) else { continue }
      let finer = try #require(FundingNetwork(tenfold).split(starts))
      let oracle = SplitOracle(scenario, starts)
      let finest = SplitOracle(tenfold, starts)
      let coarse = oracle.funderBurdens(dense(split, scenario, starts))
      let fine = finest.funderBurdens(dense(finer, tenfold, starts))
      #expect(!(coarse.max() ?? .zero < fine.max() ?? .zero), "seed \(seed)")
    }
  }

  @Test func splittableMoneyScales() throws {
    // Money in multiples of a number that all sums of the weights 1…6 divide twice over: every level is
    // whole, so that the split of tenfold money is the tenfold split.
    for seed in 0..<200 {
      let tiny = TinyCase(seed: seed, features: .init(conditions: true))
      let starts = tiny.starts(seed: seed)
      let factor: Int64 = 5_354_228_880 * 720  // the least common multiple of 1…24, times 6!
      let once = named(try tiny.scenario(times: factor), starts)
      let tenfold = named(try tiny.scenario(times: factor * 10), starts)
      #expect(once.map { $0.map { $0.scaled(by: 10) } } == tenfold, "seed \(seed)")
    }
  }

  /// Two funders, the first of which alone may pay the second initiative; who pays for what.
  private func example(
    pledged: (Int64, Int64),
    costs: (Int64, Int64),
    _ allocation: Allocation = .balanced
  ) throws -> [[Int64]] {
    var tiny = TinyCase(seed: 0, features: .init())
    tiny.allocation = allocation
    tiny.initiatives = [
      .init(id: "1", name: "1", cost: Money(minorUnits: costs.0)),
      .init(id: "2", name: "2", cost: Money(minorUnits: costs.1)),
    ]
    tiny.kinds = ["x", "y"]
    tiny.zones = ["s", "s"]
    tiny.pledges = [
      .init(funder: "a", amount: Money(minorUnits: pledged.0)),
      .init(
        funder: "b",
        amount: Money(minorUnits: pledged.1),
        earmarks: [Earmark(column: "kind", values: ["x"])]
      ),
    ]
    let starts = [Start(initiative: 0, cycle: 0), Start(initiative: 1, cycle: 0)]
    let scenario = try tiny.scenario()
    return dense(try #require(FundingNetwork(scenario).split(starts)), scenario, starts)
  }

  @Test func documentedExamples() throws {
    #expect(try example(pledged: (10, 20), costs: (8, 5)) == [[0, 8], [5, 0]])
    #expect(try example(pledged: (10, 20), costs: (8, 2)) == [[1, 7], [2, 0]])
    // The earmarked pledge comes first.
    #expect(try example(pledged: (10, 20), costs: (8, 2), .earmarkedFirst) == [[0, 8], [2, 0]])
    // Equal burdens of the last unit: the larger pledge pays it, whichever comes first.
    #expect(try example(pledged: (1, 2), costs: (2, 0)) == [[0, 2], [0, 0]])
    #expect(try example(pledged: (2, 1), costs: (2, 0)) == [[2, 0], [0, 0]])
    // Equal pledges: the first id pays the odd peso.
    #expect(try example(pledged: (4, 4), costs: (3, 0)) == [[2, 1], [0, 0]])
  }

  @Test func theLargestMoneyDoesNotOverflow() throws {
    let billion = Money.largest.minorUnits
    var tiny = TinyCase(seed: 0, features: .init())
    tiny.initiatives = [
      .init(id: "a", name: "a", cost: Money(minorUnits: billion / 2 - 1)),
      .init(id: "b", name: "b", cost: Money(minorUnits: billion / 2)),
    ]
    tiny.kinds = ["x", "x"]
    tiny.zones = ["s", "s"]
    tiny.pledges = [
      .init(
        id: "p",
        funder: "f",
        amount: Money(minorUnits: billion / 3),
        maxShare: Quantity(50, decimals: 2)
      ),
      .init(id: "q", funder: "g", amount: Money(minorUnits: billion - billion / 3)),
    ]
    let starts = [Start(initiative: 0, cycle: 0), Start(initiative: 1, cycle: 0)]
    let scenario = try tiny.scenario()
    let split = try #require(FundingNetwork(scenario).split(starts))
    let matrix = dense(split, scenario, starts)
    // Both burdens are as near to 1 as whole pesos allow: one peso is spared, by the larger step.
    let totals = SplitOracle(scenario, starts).totals(matrix)
    #expect(totals.reduce(0, +) == billion - 1)
    #expect(totals == [billion / 3 - 1, billion - billion / 3])
  }

  /// Payments as a table by start and pledge.
  private func dense(
    _ split: PaymentSplit,
    _ scenario: Scenario,
    _ starts: [Start]
  ) -> [[Int64]] {
    split.payments.map { parts in
      var row = [Int64](repeating: 0, count: scenario.pledges.count)
      for part in parts { row[part.pledge] += part.amount.minorUnits }
      return row
    }
  }

  private struct Named: Hashable {
    let initiative: String, pledge: String, amount: Int64

    func scaled(by factor: Int64) -> Named {
      Named(initiative: initiative, pledge: pledge, amount: amount * factor)
    }
  }

  /// The payments by ids, in the order of the ids of initiatives and in the split's order of pledges.
  private func named(_ scenario: Scenario, _ starts: [Start]) -> [Named]? {
    FundingNetwork(scenario).split(starts).map { split in
      zip(starts, split.payments)
        .sorted {
          scenario.initiatives[$0.0.initiative].id.utf8
            .lexicographicallyPrecedes(scenario.initiatives[$1.0.initiative].id.utf8)
        }
        .flatMap { start, parts in
          parts.map {
            Named(
              initiative: scenario.initiatives[start.initiative].id,
              pledge: scenario.pledges[$0.pledge].id,
              amount: $0.amount.minorUnits
            )
          }
        }
    }
  }
}
