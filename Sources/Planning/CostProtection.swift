import MixedInteger
public import Portfolio
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
  /// - `deviation`: The share by which a cost may rise.
  /// - `mostRises`: The most rises; `nil`: until a portfolio bears rises of all its costs.
  public func costProtection(
    deviation: Quantity,
    mostRises: Int?,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> CostProtection {
    let search = ProtectedSearch(planner: self, deviation: deviation)
    let base = try solve()
    var protection = CostProtection(
      deviation: deviation,
      pool: scenario.pledged,
      steps: [search.step(0, base, from: base)],
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
        protection.steps.append(search.step(rises, next, from: base))
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
  /// By how much each initiative's cost may rise, in minor units.
  private let deviations: [Int64]
  private var scenario: Scenario { planner.scenario }

  init(planner: Planner, deviation: Quantity) {
    self.planner = planner
    let unit = Int128(Quantity.powerOfTen(deviation.decimals))
    deviations = planner.scenario.initiatives.map {
      let product = Int128($0.cost.minorUnits) * Int128(deviation.significand)
      return Int64((product + unit - 1) / unit)
    }
  }

  func step(_ rises: Int, _ answer: Answer?, from base: Answer) -> CostProtection.Step {
    let found = answer.flatMap { $0.status == .optimal ? $0 : nil }
    return CostProtection.Step(
      rises: rises,
      answer: found,
      worst: found.map { worst($0, rises) } ?? .zero,
      exchange: Exchange(from: base, to: found ?? base)
    )
  }

  /// The costs of a portfolio with its largest deviations.
  func worst(_ answer: Answer, _ rises: Int) -> Money {
    let own = answer.selected.compactMap { scenario.positions[$0.id] }.map { deviations[$0] }
    let largest = own.sorted(by: >).prefix(rises).reduce(0, +)
    return Money(minorUnits: answer.totals.cost.minorUnits + largest)
  }

  /// The best portfolio that bears so many rises; `nil` if there is none.
  func best(_ rises: Int, done: (@Sendable (Int, Int) -> Void)?) throws -> Answer? {
    let able = scenario.initiatives.indices.filter {
      scenario.isViable($0) && scenario.initiatives[$0].status != .excluded
    }
    let sorted = able.map { deviations[$0] }.sorted(by: >)
    let pool = scenario.pledged.minorUnits
    let thresholds = Set(sorted.dropFirst(rises - 1) + [0]).sorted()
      .filter { Int128($0) * Int128(rises) <= Int128(pool) }
    let found = try parallelMap(thresholds, done: done) { threshold -> (Outline, Int64)? in
      try planner.outline(of: nominal(threshold, rises)).map { ($0, threshold) }
    }
    var best: (outline: Outline, threshold: Int64)?
    for result in found {
      guard let result else { throw Interrupted() }
      guard let (outline, threshold) = result else { continue }
      if best.map({ comesBefore(outline, $0.outline) }) ?? true { best = (outline, threshold) }
    }
    guard let best else { return nil }
    var answer = try planner.solve(nominal(best.threshold, rises))
    answer.limits.removeLast()
    return answer
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

  /// Whether a portfolio is better, or as good and more canonical: cheaper, then starting earlier, then
  /// by the rows of the table (`docs/model.md`, section 7).
  private func comesBefore(_ left: Outline, _ right: Outline) -> Bool {
    if left.values != right.values { return right.values.lexicographicallyPrecedes(left.values) }
    return key(left).lexicographicallyPrecedes(key(right))
  }

  private func key(_ outline: Outline) -> [Int64] {
    var starts = [Int64?](repeating: nil, count: scenario.initiatives.count)
    for start in outline.starts { starts[start.initiative] = Int64(start.cycle) }
    let cost = outline.starts.reduce(Int64(0)) {
      $0 + scenario.initiatives[$1.initiative].cost.minorUnits
    }
    return [cost, starts.reduce(0) { $0 + ($1 ?? 0) }] + starts.map { $0 == nil ? 1 : 0 }
      + starts.map { $0 ?? 0 }
  }
}
