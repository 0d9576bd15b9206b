import Foundation
import Portfolio
import Preferences
import Selection

/// The modes that look at satisfactions, by their definitions, for all portfolios there are.
struct FairOracle {
  typealias Starts = BruteForce.Starts

  /// The best portfolio.
  struct Optimum {
    /// What portfolios are compared by first: the ordered satisfactions that `maximin` looks at, or the
    /// weight served and the sum of the rounded logarithms.
    var levels: [Fraction]
    /// The points, which `nash` does not look at.
    var points: Int64
    var starts: Starts
    var isUnique: Bool
  }

  let oracle: BruteForce
  /// Those who have a weight and prefer something: what each initiative adds, what all add, the weight.
  let voters: [(gains: [Int64], whole: Int64, weight: Int64)]

  init(_ scenario: Scenario, settings: Answer.Settings = .init()) throws {
    oracle = try BruteForce(scenario, settings: settings)
    let profile = oracle.valuation.profile
    // Those who prefer nothing count for the weights' common divisor too.
    let heard = scenario.stakeholders.indices.filter { scenario.stakeholders[$0].weight > 0 }
    let weights = FairOracle.whole(heard.map { Fraction(scenario.stakeholders[$0].weight) })
    voters = zip(heard, weights).compactMap { position, weight in
      let gains = FairOracle.whole(
        scenario.initiatives.indices.map { profile.preference(of: $0, by: position) }
      )
      let whole = gains.reduce(0, +)
      return whole > 0 ? (gains, whole, weight) : nil
    }
  }

  /// The best of `maximin`, refined if the scenario says so; `nil` if nothing keeps every rule.
  func maximin() -> Optimum? {
    let isRefined = oracle.scenario.objective.refinement == .leximin
    return best { starts in
      let sorted = satisfactions(of: starts).sorted()
      return (Array(sorted.prefix(isRefined ? sorted.count : 1)), oracle.values(of: starts)[0])
    }
  }

  /// The best of `nash`, with the logarithms rounded as the format says.
  func nash() -> Optimum? {
    best { starts in
      let (weight, logarithm) = roundedLogarithms(of: starts)
      return ([Fraction(weight), Fraction(logarithm)], 0)
    }
  }

  func satisfactions(of starts: Starts) -> [Fraction] {
    voters.map { Fraction(ExactInteger(gained($0.gains, starts)), ExactInteger($0.whole)) }
  }

  /// The weight of those served, and Σ weight·log(satisfaction) ÷ Σ weight over them in billionths,
  /// each logarithm rounded.
  func roundedLogarithms(of starts: Starts) -> (weight: Int64, billionths: Int64) {
    var served: Int64 = 0
    var sum = 0.0
    for (gains, whole, weight) in voters {
      let gained = gained(gains, starts)
      guard gained > 0 else { continue }
      served += weight
      let factor = 1e9 * Double(weight) / totalWeight
      sum += (factor * log(Double(gained))).rounded() - (factor * log(Double(whole))).rounded()
    }
    return (served, Int64(sum))
  }

  /// The same, not rounded, in units.
  func meanLogarithm(of starts: Starts) -> (weight: Int64, mean: Double) {
    var served: Int64 = 0
    var sum = 0.0
    for (gains, whole, weight) in voters {
      let gained = gained(gains, starts)
      guard gained > 0 else { continue }
      served += weight
      sum += Double(weight) * log(Double(gained) / Double(whole))
    }
    return (served, sum / totalWeight)
  }

  /// The portfolio of an answer.
  func starts(of answer: Answer) -> Starts {
    var starts = Starts(repeating: nil, count: oracle.scenario.initiatives.count)
    for choice in answer.selected {
      guard let position = oracle.scenario.positions[choice.id] else { continue }
      starts[position] = oracle.scenario.cycles.firstIndex(of: choice.cycle)
    }
    return starts
  }

  private var totalWeight: Double { Double(voters.reduce(0) { $0 + $1.weight }) }

  private func gained(_ gains: [Int64], _ starts: Starts) -> Int64 {
    gains.indices.reduce(0) { starts[$1] == nil ? $0 : $0 + gains[$1] }
  }

  private static func whole(_ numbers: [Fraction]) -> [Int64] {
    let denominator = numbers.reduce(ExactInteger(Int64(1))) {
      ExactInteger.leastCommonMultiple($0, $1.denominator)
    }
    let integers = numbers.map { ($0 * Fraction(denominator)).numerator.int64 ?? 0 }
    func divisor(_ a: Int64, _ b: Int64) -> Int64 { b == 0 ? a : divisor(b, a % b) }
    let common = max(1, integers.reduce(0, divisor))
    return integers.map { $0 / common }
  }

  private func best(_ judge: (Starts) -> (levels: [Fraction], points: Int64)) -> Optimum? {
    var best: Optimum?
    oracle.forEachPortfolio { starts in
      let (levels, points) = judge(starts)
      guard let current = best else {
        if oracle.keepsRules(starts), oracle.canBePaid(starts) {
          best = Optimum(levels: levels, points: points, starts: starts, isUnique: true)
        }
        return
      }
      if levels.lexicographicallyPrecedes(current.levels) { return }
      let isLevel = levels == current.levels
      if isLevel, points < current.points { return }
      let isTie = isLevel && points == current.points
      let isBefore = isTie && oracle.comesBefore(starts, current.starts)
      if isTie, !isBefore, !current.isUnique { return }
      guard oracle.keepsRules(starts), oracle.canBePaid(starts) else { return }
      best = Optimum(
        levels: levels,
        points: points,
        starts: !isTie || isBefore ? starts : current.starts,
        isUnique: !isTie
      )
    }
    return best
  }
}
