import MixedInteger
public import Portfolio
public import Selection

/// A number of a scenario that a sweep moves.
public enum SweptSetting: Hashable, Sendable {
  /// Every pledge, as a share of what it is (0.8 is 80 %).
  case budget
  /// The weight of the objective's term at this position.
  case weight(Int)
  /// A bound of the limit at this position.
  case limit(Int, Change.Side)
  /// The amount of the pledge at this position, in minor units.
  case pledge(Int)

  /// The setting at a value, in words for a journal.
  func question(_ value: Quantity) -> String {
    switch self {
    case .budget: "budget \(value)"
    case .weight(let term): "weight \(term + 1) \(value)"
    case .limit(let limit, .minimum): "limit \(limit + 1) min \(value)"
    case .limit(let limit, .maximum): "limit \(limit + 1) max \(value)"
    case .pledge(let pledge): "pledge \(pledge + 1) \(value)"
    }
  }
}

/// The answer at one value of a sweep.
public struct SweepStep: Hashable, Sendable {
  /// The setting's value.
  public var value: Quantity
  /// The answer there; perhaps that there is none.
  public var answer: Answer
  /// What comes and goes since the step before; nothing at the first.
  public var exchange: Exchange?
  /// For what leaves, why: what keeping it would come to.
  public var keeping: [Keeping] = []
  /// The best portfolio that has all initiatives of the nested portfolio of the step before.
  public var nested: Answer?
}

/// What it would come to if an initiative that leaves were kept.
public struct Keeping: Hashable, Sendable {
  /// The initiative's id.
  public var id: String
  /// The points of the best portfolio that keeps it; `nil` if none does.
  public var values: [Int64]?
}

/// A value of a swept setting at which the portfolio changes.
public struct Breakpoint: Hashable, Sendable {
  /// The first value of the new portfolio; one unit less still gives the old one.
  public var value: Quantity
  /// The answer there.
  public var answer: Answer
  /// What comes and goes.
  public var exchange: Exchange
}

extension Planner {
  /// The scenario with a setting at a value.
  func scenario(_ setting: SweptSetting, at value: Quantity) -> Scenario {
    switch setting {
    case .budget: return scenario.scalingPledges(by: value)
    case .weight(let term): return scenario.changing(weightOf: term, to: value)
    case .pledge(let pledge):
      return scenario.changing(pledge: pledge, to: Money(minorUnits: value.significand))
    case .limit(let index, let side):
      let limit = scenario.limits[index]
      let old = side == .maximum ? limit.max : limit.min
      let bound = old?.isShare == true ? Limit.Bound.share(value) : .amount(value)
      return scenario.changing(
        limit: index,
        min: side == .minimum ? bound : limit.min,
        max: side == .maximum ? bound : limit.max
      )
    }
  }

  /// The best portfolio with a setting at a value.
  private func solve(
    _ setting: SweptSetting,
    at value: Quantity,
    lock: [String] = []
  ) throws -> Answer {
    let question = setting.question(value)
    return try solve(scenario(setting, at: value), lock: lock, question: question)
  }

  /// The decimals of the unit in which breakpoints of a setting are found: a tenth of a percent of
  /// the budget, a thousandth of a weight, the minor unit of a pledge, and that of a limit's measure.
  func decimals(of setting: SweptSetting) -> Int {
    switch setting {
    case .budget, .weight: return 3
    case .pledge: return 0
    case .limit(let index, let side):
      let limit = scenario.limits[index]
      guard let bound = side == .maximum ? limit.max : limit.min else { return 0 }
      return limit.decimals(of: bound, in: scenario)
    }
  }

  /// The answers at some values of a setting, in their order, with what comes and goes and why;
  /// without those that were interrupted.
  public func sweep(
    _ setting: SweptSetting,
    over values: [Quantity],
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> [SweepStep] {
    var steps = try parallelMap(values, done: done) { value in
      SweepStep(value: value, answer: try solve(setting, at: value))
    }.compactMap(\.self)
    for index in steps.indices.dropFirst() {
      steps[index].exchange = Exchange(from: steps[index - 1].answer, to: steps[index].answer)
    }
    return try parallelMap(Array(steps.indices)) { [steps] index in
      var step = steps[index]
      guard step.answer.status == .optimal, !stop.isRaised else { return step }
      step.keeping = try (step.exchange?.leaving ?? []).map { id in
        let kept = try points(
          of: scenario(setting, at: step.value),
          lock: [id],
          near: steps[index - 1].answer,
          question: setting.question(step.value)
        )
        return Keeping(id: id, values: kept)
      }
      return step
    }.enumerated().map { $0.element ?? steps[$0.offset] }
  }

  /// The same steps with nested portfolios: each the best that drops no initiative of the one
  /// before, so that a plan can be carried out as the setting grows.
  ///
  /// Each step is best given the one before; a chain that gives up points early may be better in
  /// the end.
  public func nesting(_ setting: SweptSetting, _ steps: [SweepStep]) throws -> [SweepStep] {
    var steps = steps
    var kept: [String] = []
    do {
      for index in steps.indices {
        let answer = try solve(setting, at: steps[index].value, lock: kept)
        steps[index].nested = answer
        if answer.status == .optimal { kept = answer.selected.map(\.id) }
      }
    } catch is Interrupted {}
    return steps
  }

  /// The exact values at which the portfolio changes between steps.
  ///
  /// Between two steps with different portfolios the interval is halved down to the unit, and both
  /// halves are looked into where their ends differ. A change that is undone before the next value
  /// that is looked at is not seen.
  ///
  /// - `decimals`: The unit has at least so many; those of the steps' values count anyhow.
  public func breakpoints(
    of setting: SweptSetting,
    between steps: [SweepStep],
    decimals: Int = 0,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> [Breakpoint] {
    let pairs = Array(zip(steps, steps.dropFirst()))
    let places = ([self.decimals(of: setting)] + steps.map(\.value.decimals)).reduce(decimals, max)
    return try parallelMap(pairs, done: done) { low, high -> [Breakpoint] in
      guard let from = low.value.significand(decimals: places),
        let to = high.value.significand(decimals: places)
      else { return [] }
      return try changes(
        of: setting,
        places,
        (from, low.answer),
        (to, high.answer)
      )
    }.compactMap(\.self).flatMap(\.self)
  }

  private func changes(
    of setting: SweptSetting,
    _ places: Int,
    _ low: (at: Int64, answer: Answer),
    _ high: (at: Int64, answer: Answer)
  ) throws -> [Breakpoint] {
    guard !low.answer.isSamePortfolio(as: high.answer) else { return [] }
    guard high.at - low.at > 1 else {
      return [
        Breakpoint(
          value: Quantity(high.at, decimals: places),
          answer: high.answer,
          exchange: Exchange(from: low.answer, to: high.answer)
        )
      ]
    }
    let middle = low.at + (high.at - low.at) / 2
    let answer = try solve(setting, at: Quantity(middle, decimals: places))
    return try changes(of: setting, places, low, (middle, answer))
      + changes(of: setting, places, (middle, answer), high)
  }
}

extension Answer {
  /// Whether both are without a portfolio, or have the same initiatives.
  func isSamePortfolio(as other: Answer) -> Bool {
    status == other.status && selected.map(\.id) == other.selected.map(\.id)
  }
}
