import Portfolio
import Selection
import Testing

/// Initiatives paid as classes against the same ones with a vertex each.
///
/// A pledge of one peso with a smallest ticket of two can pay nothing, but where it may pay, no classes
/// are formed: the same questions then go another way and must have the same answers.
struct PaymentsClassTests {
  static let parting = ScenarioDraft.PledgeRow(
    id: "zz",
    funder: "zz",
    amount: Money(minorUnits: 1),
    minTicket: Money(minorUnits: 2)
  )

  /// Up to 10 initiatives of up to 60 (around the least cost of classes with shares in tenths), or
  /// of thousands.
  private func medium(seed: Int) -> TinyCase {
    var random = generator(seed: seed &+ 31_337)
    var tiny = TinyCase(seed: seed, features: .init(conditions: true, cycles: true))
    let count = Int.random(in: 3...10, using: &random)
    let largest: Int64 = [60, 5_000].randomElement(using: &random) ?? 60
    tiny.initiatives = (0..<count).map {
      .init(
        id: "i\($0)",
        name: "i\($0)",
        cost: Money(minorUnits: .random(in: 0...largest, using: &random))
      )
    }
    tiny.kinds = (0..<count).map { $0 == 0 ? "x" : ["x", "y"].randomElement(using: &random) ?? "" }
    tiny.zones = (0..<count).map { $0 == 0 ? "s" : ["n", "s"].randomElement(using: &random) ?? "" }
    let total = tiny.initiatives.reduce(0) { $0 + $1.cost.minorUnits }
    tiny.pledges = (0..<Int.random(in: 2...5, using: &random)).map { row in
      var pledge = ScenarioDraft.PledgeRow(
        id: "p\(row)",
        funder: ["f", "g", "h"].randomElement(using: &random) ?? "f",
        amount: Money(minorUnits: .random(in: 0...(total * 2 / 3 + 1), using: &random)),
        cycle: tiny.cycles.randomElement(using: &random)
      )
      if Int.random(in: 0..<3, using: &random) == 0 {
        pledge.earmarks = [Earmark(column: "kind", values: ["x"])]
      }
      if Int.random(in: 0..<3, using: &random) > 0 {
        pledge.maxShare = Quantity(.random(in: 1...9, using: &random), decimals: 1)
      }
      if Int.random(in: 0..<6, using: &random) == 0 {
        pledge.onlyIf = ["i\(Int.random(in: 0..<count, using: &random))"]
      }
      return pledge
    }
    return tiny
  }

  @Test(arguments: Allocation.allCases)
  func splitsAreTheSame(_ allocation: Allocation) throws {
    var funded = 0
    for seed in 0..<600 {
      var tiny = medium(seed: seed)
      tiny.allocation = allocation
      let starts = tiny.starts(seed: seed)
      let classes = FundingNetwork(try tiny.scenario())
      tiny.pledges.append(Self.parting)
      let singles = FundingNetwork(try tiny.scenario())
      #expect(!classes.hasTickets && singles.hasTickets)
      let split = classes.split(starts)
      #expect(split == singles.split(starts), "seed \(seed)")
      #expect(classes.isFundable(starts) == (split != nil), "seed \(seed)")
      #expect((classes.shortfall(of: starts) == nil) == (split != nil), "seed \(seed)")
      if split != nil { funded += 1 }
    }
    #expect((150...450).contains(funded))
  }

  @Test func statesAnswerTheSame() throws {
    var refused = 0
    for seed in 0..<300 {
      var tiny = medium(seed: seed)
      let classes = FundingNetwork(try tiny.scenario())
      tiny.pledges.append(Self.parting)
      let singles = FundingNetwork(try tiny.scenario())
      var state = FundingState(classes)
      var random = generator(seed: seed)
      for _ in 0..<40 {
        let initiative = Int.random(in: tiny.initiatives.indices, using: &random)
        let cycle = state.cycle(of: initiative)
        let start = Start(
          initiative: initiative,
          cycle: cycle ?? Int.random(in: 0...1, using: &random)
        )
        let before = state.starts
        if cycle == nil {
          let after = (before + [start]).sorted { $0.initiative < $1.initiative }
          let added = state.add(start)
          #expect(added == singles.isFundable(after), "seed \(seed)")
          if !added { refused += 1 }
        } else {
          let removed = state.remove(start)
          #expect(removed == singles.isFundable(before.filter { $0 != start }), "seed \(seed)")
        }
      }
    }
    #expect(refused >= 300)
  }
}
