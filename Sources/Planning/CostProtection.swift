import MixedInteger
public import Portfolio
import Preferences
public import Selection

/// What it costs to be safe from some costs turning out higher.
public struct CostProtection: Sendable {
  /// The best portfolio that can bear so many rises.
  public struct Step: Sendable {
    /// How many of the chosen costs may rise by their deviation.
    public var rises: Int
    /// The portfolio; `nil` if none can bear them.
    public var answer: Answer?
    /// What its costs come to when those rise whose deviations are largest.
    public var worst: Money
    /// What comes and goes against the best portfolio without rises.
    public var exchange: Exchange
    /// Numbers that come first, lexicographically, for the better of two portfolios, and for the more canonical
    /// of two that are as good; empty if there is none.
    public var rank: [Int64]
  }

  /// By which share of itself a cost may rise, rounded up to the minor unit.
  public var deviation: Quantity
  /// All pledged money, which the costs never exceed.
  public var pool: Money
  /// From no rises on, each one more than the step before.
  public var steps: [Step]
  /// Whether the last step's portfolio bears rises of all its costs, so that more change nothing.
  public var isSafeFromAll: Bool
  /// Whether all steps that were asked for are there.
  public var isComplete: Bool
}

extension Planner {
  /// The best portfolio that can bear `rises` of its costs rising by their deviation, whichever they
  /// are, for 0, 1, … up to a number of them, and what that costs (Bertsimas and Sim, "The price of
  /// robustness", Operations Research 52, 2004).
  ///
  /// What is protected is the pool: with deviations d, the costs of a portfolio P and the largest
  /// Γ of its deviations come to no more than all pledged money B. Every rule of the scenario holds with the
  /// costs as they are. Exactly (Bertsimas and Sim, "Robust discrete optimization and network flows",
  /// Mathematical Programming 98, 2003; Álvarez-Miranda, Ljubić and Toth, "A note on the Bertsimas & Sim
  /// algorithm for robust combinatorial optimization problems", 4OR 11, 2013): the largest Γ deviations
  /// are the least over θ ≥ 0 of Γ θ + Σ (d_i − θ)⁺, which one of the deviations or 0 attains. So the
  /// optimum is the best of those of one nominal problem for each such θ,
  ///
  ///     Σ (c_i + (d_i − θ)⁺) x_i ≤ B − Γ θ,
  ///
  /// where θ need not be among the Γ − 1 largest of all deviations. The optimum of Γ − 1 is
  /// that of Γ too if it bears one rise more.
  ///
  /// A part of the run looks at its share of the θ alone. Every step of it bears its rises and is no worse than what
  /// these θ give, so the best of all parts' steps is the step of the run: that of the smallest rank. A part that has
  /// ended would go on with its last step.
  ///
  /// - `best`: The best portfolio without rises.
  /// - `deviation`: The share by which a cost may rise.
  /// - `mostRises`: The most rises; `nil`: until a portfolio bears rises of all its costs.
  /// - `part`: Which of so many parts, from 0.
  public func costProtection(
    from best: Answer,
    deviation: Quantity,
    mostRises: Int?,
    part: Int = 0,
    of parts: Int = 1,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> CostProtection {
    let search = try ProtectedSearch(planner: self, deviation: deviation, part: part, of: parts)
    var protection = CostProtection(
      deviation: deviation,
      pool: scenario.pledged,
      steps: [search.step(0, best, from: best)],
      isSafeFromAll: false,
      isComplete: true
    )
    do {
      while let last = protection.steps.last, let answer = last.answer {
        protection.isSafeFromAll = answer.selected.count <= last.rises
        if mostRises.map({ last.rises >= $0 }) ?? protection.isSafeFromAll { break }
        let rises = last.rises + 1
        let isBorne = search.worst(answer, rises) <= scenario.pledged
        let next = isBorne ? answer : try search.best(rises, done: done)
        protection.steps.append(search.step(rises, next, from: best))
      }
    } catch is Interrupted {
      protection.isComplete = false
    }
    return protection
  }
}

/// The nominal problems behind a protected one.
private struct ProtectedSearch {
  let planner: Planner
  private let deviation: Quantity
  /// By how much each initiative's cost may rise, in minor units.
  private let deviations: [Int64]
  /// The deviations of what may be in, the largest first.
  private let largest: [Int64]
  /// The thresholds of this part, the smallest first.
  private let thresholds: [Int64]
  /// What `maximin` looks at; empty in the other modes.
  private let satisfactions: [Satisfaction]
  private var scenario: Scenario { planner.scenario }

  init(planner: Planner, deviation: Quantity, part: Int, of parts: Int) throws {
    let scenario = planner.scenario
    let unit = Int128(Quantity.powerOfTen(deviation.decimals))
    let deviations = scenario.initiatives.map {
      let product = Int128($0.cost.minorUnits) * Int128(deviation.significand)
      return Int64((product + unit - 1) / unit)
    }
    let able = scenario.initiatives.indices.filter {
      scenario.isViable($0) && scenario.initiatives[$0].status != .excluded
    }
    let largest = able.map { deviations[$0] }.sorted(by: >)
    self.planner = planner
    self.deviation = deviation
    self.deviations = deviations
    self.largest = largest
    thresholds = Set(largest + [0]).sorted().enumerated()
      .filter { $0.offset % parts == part }.map(\.element)
    satisfactions =
      scenario.objective.mode == .maximin ? try Valuation(scenario).satisfactions() : []
  }

  func step(_ rises: Int, _ answer: Answer?, from base: Answer) -> CostProtection.Step {
    let found = answer.flatMap { $0.status == .optimal ? $0 : nil }
    return CostProtection.Step(
      rises: rises,
      answer: found,
      worst: found.map { worst($0, rises) } ?? .zero,
      exchange: Exchange(from: base, to: found ?? base),
      rank: found.map { rank(Outline(of: $0, in: scenario)) } ?? []
    )
  }

  /// The costs of a portfolio with its largest deviations.
  func worst(_ answer: Answer, _ rises: Int) -> Money {
    let own = answer.selected.compactMap { scenario.positions[$0.id] }.map { deviations[$0] }
    let largest = own.sorted(by: >).prefix(rises).reduce(0, +)
    return Money(minorUnits: answer.totals.cost.minorUnits + largest)
  }

  /// The best portfolio that bears so many rises, as far as this part's thresholds tell; `nil` if there is none.
  func best(_ rises: Int, done: (@Sendable (Int, Int) -> Void)?) throws -> Answer? {
    let most = rises <= largest.count ? largest[rises - 1] : 0
    let pool = scenario.pledged.minorUnits
    let tried = thresholds.filter { $0 <= most && Int128($0) * Int128(rises) <= Int128(pool) }
    let found = try parallelMap(tried, done: done) { threshold in
      try planner.outline(
        of: nominal(threshold, rises),
        question: question(threshold, rises)
      ).map(rank)
    }
    var best: (rank: [Int64], threshold: Int64)?
    for (result, threshold) in zip(found, tried) {
      guard let result else { throw Interrupted() }
      guard let rank = result else { continue }
      if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true { best = (rank, threshold) }
    }
    guard let best else { return nil }
    var answer = try planner.solve(
      nominal(best.threshold, rises),
      ties: .canonical,
      question: question(best.threshold, rises)
    )
    answer.limits.removeLast()
    return answer
  }

  private func question(_ threshold: Int64, _ rises: Int) -> String {
    "deviation \(deviation), rises \(rises), threshold \(threshold)"
  }

  /// The scenario in which the costs and what exceeds a threshold of their deviations are paid from the
  /// pool less the threshold for each rise.
  private func nominal(_ threshold: Int64, _ rises: Int) throws -> Scenario {
    let amounts = zip(scenario.initiatives, deviations).map {
      Quantity($0.cost.minorUnits + max(0, $1 - threshold))
    }
    guard let column = MeasureColumn(amounts) else { return scenario }
    let room = scenario.pledged.minorUnits - threshold * Int64(rises)
    return scenario.keeping(column, atMost: room)
  }

  /// Smaller for what is better, then as ties are broken (`docs/model.md`, section 7): cheaper, starting
  /// earlier, by the rows of the table, by the starts.
  private func rank(_ outline: Outline) -> [Int64] {
    let starts = outline.starts.sorted { $0.initiative < $1.initiative }
    let cost = starts.reduce(Int64(0)) {
      $0 + scenario.initiatives[$1.initiative].cost.minorUnits
    }
    let cycles = starts.map { Int64($0.cycle) }
    // At the first different row the portfolio that has it names the smaller number, or is not yet at its end.
    let rows = starts.map { Int64($0.initiative) } + [Int64(scenario.initiatives.count)]
    return (levels(starts) + outline.values).map { -$0 }
      + [cost, cycles.reduce(0, +)] + rows + cycles
  }

  /// The satisfactions that `maximin` compares, the smallest first, each as four digits to the base of a million.
  ///
  /// Two that differ do so by at least 1 ÷ (whole · whole) > 10⁻²⁴, which values in millionths need not show.
  private func levels(_ starts: [Start]) -> [Int64] {
    var chosen = [Bool](repeating: false, count: scenario.initiatives.count)
    for start in starts { chosen[start.initiative] = true }
    let levels = satisfactions.map { satisfaction in
      var rest = satisfaction.gained(chosen)
      return (0..<4).map { _ in
        let (digit, remainder) = (rest * 1_000_000).quotientAndRemainder(
          dividingBy: satisfaction.whole
        )
        rest = remainder
        return digit
      }
    }.sorted { $0.lexicographicallyPrecedes($1) }
    let isRefined = scenario.objective.refinement == .leximin
    return levels.prefix(isRefined ? levels.count : 1).flatMap(\.self)
  }
}
