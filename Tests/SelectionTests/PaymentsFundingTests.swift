import Portfolio
import Testing

@testable import Selection

/// Fundability against enumeration, and its certificates.
struct PaymentsFundingTests {
  static let features: [TinyCase.Features] = [
    .init(),
    .init(shares: true),
    .init(conditions: true, cycles: true),
    .init(tickets: true),
    .init(tickets: true, shares: true, conditions: true, cycles: true),
  ]

  @Test(arguments: features.indices)
  func fundableExactlyIfSomeSplitExists(_ index: Int) throws {
    var answers = [false: 0, true: 0]
    for seed in 0..<400 {
      let tiny = TinyCase(seed: seed, features: Self.features[index])
      let scenario = try tiny.scenario()
      let starts = tiny.starts(seed: seed)
      let expected = !everySplit(scenario, starts).isEmpty
      #expect(FundingNetwork(scenario).isFundable(starts) == expected, "seed \(seed)")
      answers[expected, default: 0] += 1
    }
    // The cases are worth something only if both answers are frequent.
    #expect(answers.values.allSatisfy { $0 >= 60 }, "\(answers)")
  }

  @Test(arguments: features.indices)
  func shortfallIsViolatedByThePortfolioAndKeptByFundableOnes(_ index: Int) throws {
    var cuts = 0
    for seed in 0..<400 {
      var features = Self.features[index]
      features.largestAmount = 4
      let tiny = TinyCase(seed: seed, features: features)
      let scenario = try tiny.scenario()
      let network = FundingNetwork(scenario)
      let starts = tiny.starts(seed: seed)
      guard let cut = network.shortfall(of: starts) else { continue }
      cuts += 1
      #expect(everySplit(scenario, starts).isEmpty, "seed \(seed)")
      #expect(left(network, starts, cut) > right(scenario, starts, cut), "seed \(seed)")
      for (pledge, lacks) in zip(cut.pledges, cut.lacks) {
        let missing = scenario.pledges[pledge].onlyIf.first { initiative in
          !starts.contains { $0.initiative == initiative }
        }
        #expect(lacks == missing)
      }
      // Every portfolio that can be paid keeps the row, in any cycles.
      for mask in 0..<(1 << scenario.initiatives.count) {
        for cycle in scenario.cycles.indices {
          let others = scenario.initiatives.indices.filter { mask >> $0 & 1 == 1 }.map {
            Start(initiative: $0, cycle: ($0 + cycle) % scenario.cycles.count)
          }
          guard network.isFundable(others) else { continue }
          #expect(left(network, others, cut) <= right(scenario, others, cut), "seed \(seed)")
        }
      }
    }
    #expect(cuts >= 60)
  }

  @Test(arguments: features.indices)
  func noShortfallMeansThatOnlyTicketsCanStandInTheWay(_ index: Int) throws {
    for seed in 0..<200 {
      var tiny = TinyCase(seed: seed, features: Self.features[index])
      let starts = tiny.starts(seed: seed)
      let shortfall = FundingNetwork(try tiny.scenario()).shortfall(of: starts)
      // A ticket that no cap can reach closes its pair in any relaxation; keep those cases out.
      guard !Self.features[index].tickets || !Self.features[index].shares else { continue }
      for row in tiny.pledges.indices { tiny.pledges[row].minTicket = nil }
      let fundable = !everySplit(try tiny.scenario(), starts).isEmpty
      if !Self.features[index].tickets { #expect((shortfall == nil) == fundable, "seed \(seed)") }
      if shortfall == nil { #expect(fundable, "seed \(seed)") }
    }
  }

  @Test(arguments: features.indices)
  func addingAndRemovingAnswerAsFromScratch(_ index: Int) throws {
    var refusals = 0
    var stuck = 0
    for seed in 0..<200 {
      let tiny = TinyCase(seed: seed, features: Self.features[index])
      let scenario = try tiny.scenario()
      let network = FundingNetwork(scenario)
      var state = FundingState(network)
      var random = generator(seed: seed)
      for _ in 0..<30 {
        let initiative = Int.random(in: scenario.initiatives.indices, using: &random)
        let before = state.starts
        if let cycle = state.cycle(of: initiative) {
          let start = Start(initiative: initiative, cycle: cycle)
          let after = before.filter { $0 != start }
          let addedTwice = state.add(start)
          #expect(!addedTwice)
          let fundable = !everySplit(scenario, after).isEmpty
          let removed = state.remove(start)
          #expect(removed == fundable, "seed \(seed)")
          #expect(state.starts == (fundable ? after : before))
          if !fundable { stuck += 1 }
        } else {
          let cycle = Int.random(in: scenario.cycles.indices, using: &random)
          let start = Start(initiative: initiative, cycle: cycle)
          let after = (before + [start]).sorted { $0.initiative < $1.initiative }
          let removedTwice = state.remove(start)
          #expect(!removedTwice)
          let fundable = !everySplit(scenario, after).isEmpty
          let added = state.add(start)
          #expect(added == fundable, "seed \(seed)")
          #expect(state.starts == (fundable ? after : before))
          if !fundable { refusals += 1 }
        }
        #expect(state.brokenTicket(tickets: .init()) == nil, "seed \(seed)")
      }
    }
    #expect(refusals >= 60)
    if Self.features[index].conditions { #expect(stuck >= 5) }
  }

  private func left(_ network: FundingNetwork, _ starts: [Start], _ cut: Shortfall) -> Int64 {
    starts.reduce(0) { $0 + network.part(of: $1, leftTo: cut).minorUnits }
  }

  private func right(_ scenario: Scenario, _ starts: [Start], _ cut: Shortfall) -> Int64 {
    let chosen = Set(starts.map(\.initiative))
    return cut.pledges.reduce(0) { sum, pledge in
      let item = scenario.pledges[pledge]
      return sum + (item.onlyIf.allSatisfy(chosen.contains) ? item.amount.minorUnits : 0)
    }
  }
}
