import MixedInteger
import OrderedCollections
import Planning
import Portfolio
import Preferences
import Selection
import TestSupport
import Testing

struct SimulationTests {
  private let draws = AwardDraws(samples: 20_000, seed: 7)
  private let level = Quantity(9, decimals: 1)

  /// The first numbers of SplitMix64 for the seed 1234567, as its other implementations print them.
  @Test func theStreamIsSplitMix64() {
    var stream = RandomStream(seed: 1_234_567)
    let numbers = (0..<3).map { _ in stream.next() }
    #expect(
      numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
    )
  }

  /// A planner of a seed's scenario with its best portfolio; `nil` where there is none or nothing.
  private func subject(_ seed: UInt64) throws -> (planner: Planner, answer: Answer)? {
    let planner = Planner(try RandomScenario.scenario(seed: seed), digest: "d")
    let answer = try planner.solve()
    return answer.selected.isEmpty ? nil : (planner, answer)
  }

  /// Every combination of awards: its chance, its investment and its beneficiaries (in the tally's
  /// unit).
  private func outcomes(
    of answer: Answer,
    in scenario: Scenario,
    unit: Int64
  ) -> [(chance: Double, investment: Int64, people: Int64)] {
    var outcomes: [(chance: Double, investment: Int64, people: Int64)] = [(1, 0, 0)]
    for position in answer.selected.compactMap({ scenario.positions[$0.id] }) {
      let initiative = scenario.initiatives[position]
      let chance = Fraction(initiative.awardProbability).approximation
      let people = Fraction(scenario.measures["beneficiaries"]?[position] ?? 0) * Fraction(unit)
      outcomes = outcomes.flatMap { old in
        [
          (old.chance * (1 - chance), old.investment, old.people),
          (
            old.chance * chance, old.investment + (initiative.investment?.minorUnits ?? 0),
            old.people + (people.roundedDown ?? 0)
          ),
        ]
      }
    }
    return outcomes
  }

  /// By Dvoretzky, Kiefer, Wolfowitz and Massart a distance above 0.02 has a chance of 2·e⁻¹⁶ with
  /// 20,000 samples; with a fixed seed it is there or not.
  private func expectNear(_ tally: Tally, _ exact: [(chance: Double, value: Int64)], _ seed: UInt64)
  {
    for value in Set(exact.map(\.value)) {
      let truth = exact.reduce(0) { $1.value <= value ? $0 + $1.chance : $0 }
      let drawn = tally.entries.reduce(0) { $1.value <= value ? $0 + $1.count : $0 }
      #expect(abs(Double(drawn) / Double(tally.count) - truth) < 0.02, "seed \(seed)")
    }
    let possible = Set(exact.filter { $0.chance > 0 }.map(\.value))
    #expect(tally.entries.allSatisfy { possible.contains($0.value) }, "seed \(seed)")
  }

  /// The samples follow the distribution that all combinations of awards have, and its closed forms.
  @Test func samplesFollowTheExactDistribution() throws {
    var checked = 0
    for seed in UInt64(0)..<40 {
      guard let (planner, answer) = try subject(seed) else { continue }
      checked += 1
      let simulation = try Simulation(of: answer, by: planner, draws, level: level)
      let exact = outcomes(of: answer, in: planner.scenario, unit: simulation.denominator)
      #expect(simulation.investment.count == 20_000)
      expectNear(simulation.investment, exact.map { ($0.chance, $0.investment) }, seed)
      expectNear(simulation.beneficiaries, exact.map { ($0.chance, $0.people) }, seed)

      let (expected, summary) = try #require(simulation.summary(of: .investment))
      let mean = exact.reduce(0) { $0 + $1.chance * Double($1.investment) }
      #expect(abs(expected.approximation - mean) <= 1e-9 * max(1, mean), "seed \(seed)")
      // Independent awards: the variances p·(1 − p)·v² add up.
      let chosen = answer.selected.compactMap { planner.scenario.positions[$0.id] }
      let variance = chosen.reduce(0.0) { sum, position in
        let initiative = planner.scenario.initiatives[position]
        let chance = Fraction(initiative.awardProbability).approximation
        let value = Double(initiative.investment?.minorUnits ?? 0)
        return sum + chance * (1 - chance) * value * value
      }
      let error = (variance / 20_000).squareRoot()
      #expect(abs(summary.standardError - error) <= 0.05 * error, "seed \(seed)")
      #expect(abs(summary.mean.approximation - mean) <= 5 * error, "seed \(seed)")
      if simulation.cost > .zero {
        let leverage = try #require(simulation.summary(of: .leverage)).samples
        let cost = Fraction(simulation.cost.minorUnits)
        #expect(leverage.mean * cost == summary.mean)
        #expect(leverage.tailMean * cost == summary.tailMean)
      }
    }
    #expect(checked > 20)
  }

  /// A run is its blocks, whoever draws them and in whatever order.
  @Test func blocksAddUpToTheWhole() throws {
    let (planner, answer) = try #require(try subject(3))
    let whole = try Simulation(of: answer, by: planner, draws, level: level)
    let parts = try [12..<20, 0..<5, 5..<12].map {
      try Simulation(of: answer, by: planner, draws, level: level, blocks: $0)
    }
    #expect(parts.map(\.investment.count) == [7_712, 5_120, 7_168])
    #expect(Tally(joining: parts.map(\.investment)) == whole.investment)
    #expect(Tally(joining: parts.map(\.beneficiaries)) == whole.beneficiaries)
  }

  /// What an initiative draws does not depend on the rest; another seed draws otherwise.
  @Test func drawsBelongToTheSeedAndTheRow() {
    let half = Quantity(5, decimals: 1)
    let first = draws.awards(of: 4, half, inBlock: 2)
    #expect(first == AwardDraws(samples: 4_000, seed: 7).awards(of: 4, half, inBlock: 2))
    #expect(first != AwardDraws(samples: 20_000, seed: 8).awards(of: 4, half, inBlock: 2))
    #expect(first != draws.awards(of: 5, half, inBlock: 2))
    #expect(first != draws.awards(of: 4, half, inBlock: 3))
    #expect(draws.awards(of: 0, 0, inBlock: 0).allSatisfy { !$0 })
    #expect(draws.awards(of: 0, 1, inBlock: 0).allSatisfy { $0 })
    // A larger chance loses no award.
    let more = draws.awards(of: 4, Quantity(6, decimals: 1), inBlock: 2)
    #expect(zip(first, more).allSatisfy { !$0 || $1 })
  }

  /// Statistics against their definitions, on random tallies.
  @Test func statisticsAreWhatTheyAreDefinedToBe() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let values = (0..<random.number(2...40)).map { _ in random.number(-9...9) }.sorted()
      let tally = Tally(values)
      let count = Double(values.count)
      let mean = Double(values.reduce(0, +)) / count
      #expect(abs(tally.mean.approximation - mean) < 1e-9)
      let squares = values.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      let error = (squares / (count * (count - 1))).squareRoot()
      #expect(abs(tally.standardError - error) < 1e-9)

      let hundredths = random.number(0...99)
      let share = Quantity(hundredths, decimals: 2)
      let wanted = max(1, (hundredths * Int64(values.count) + 99) / 100)
      #expect(tally.quantile(share) == values[Int(wanted) - 1])

      // The largest of z − Σ max(0, z − x) ÷ ((1 − level)·n) is at one of the values.
      let tail = (1 - Fraction(share)) * Fraction(Int64(values.count))
      let largest = values.map { z in
        Fraction(z) - Fraction(values.reduce(0) { $0 + max(0, z - $1) }) / tail
      }.max()
      #expect(tally.lowerTailMean(share) == largest)
    }
  }

  @Test func aRaisedStopKeepsWhatIsDrawn() throws {
    let (planner, answer) = try #require(try subject(3))
    let stop = StopFlag()
    stop.raise()
    let stopped = Planner(planner.scenario, digest: "d", stop: stop)
    let simulation = try Simulation(of: answer, by: stopped, draws, level: level)
    #expect(simulation.investment.count == 0)
    #expect(simulation.summary(of: .investment)?.samples.mean == 0)
  }
}
