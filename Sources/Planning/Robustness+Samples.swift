import MixedInteger
import Portfolio
import Preferences
public import Selection

extension Planner {
  /// Which initiatives are in the best portfolio over samples of the weights and of what else of the table
  /// is uncertain, and how the chosen portfolio fares in them.
  ///
  /// Each sample is a scenario of its own, solved exactly. So all that is uncertain is what was not drawn: unlike
  /// with weights alone, nothing is proven of it, since a best portfolio is not linear in costs.
  ///
  /// Values keep the scale of the planned ones (the largest counts 1), so that the weights mean the same in
  /// every sample; limits on them and gates are decided as planned. A drawn cost is the cost throughout.
  ///
  /// - `chosen`: The portfolio that is asked about.
  /// - `weightings`: Those of all samples.
  /// - `samples`: The samples to do; all if it is `nil`.
  /// - Precondition: As for weights alone, and there are as many weightings as samples in `draws`.
  public func robustness(
    of chosen: Answer,
    over set: WeightSet,
    weightings: [[Int64]],
    samples: Range<Int>? = nil,
    drawing draws: TableDraws,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> Robustness {
    let mine = chosen.selected.compactMap { scenario.positions[$0.id] }
    let valuation = try Valuation(scenario)
    let wanted = samples ?? weightings.indices
    var found: [Sample] = []
    for block in 0..<draws.awards.blocks where !stop.isRaised {
      let range = draws.awards.range(ofBlock: block)
      let own = range.clamped(to: wanted)
      guard !own.isEmpty else { continue }
      let scores = draws.scores(ofBlock: block)
      let before = found.count
      found += try parallelMap(
        Array(own),
        done: { number, _ in done?(before + number, wanted.count) }
      ) { sample in
        let drawn = scores[sample - range.lowerBound]
        let words = "sample \(sample) of seed \(draws.awards.seed), \(draws.uncertainty.words)"
        return try self.sample(weightings[sample], drawn, valuation, mine, words)
      }.compactMap(\.self)
    }
    let portfolios = found.compactMap(\.best).map {
      Robustness.Best(portfolio: $0, weightings: 1)
    }
    let joined = Robustness.joined(portfolios)
    return Robustness(
      set: set,
      uncertainty: draws.uncertainty,
      isExact: false,
      weightings: found.count,
      impossible: found.count - portfolios.count,
      portfolios: joined,
      members: Robustness.members(
        scenario.initiatives.map(\.id),
        chosen: Set(mine),
        over: joined,
        weightings: found.count
      ),
      regret: regret(found),
      isSettled: false,
      isComplete: found.count == wanted.count
    )
  }

  /// What was found in a sample.
  private struct Sample {
    var weights: [Int64]
    /// The best portfolio; `nil` if none keeps the rules.
    var best: [Int]?
    /// What the chosen portfolio falls short; `nil` if it does not keep the rules.
    var gap: Quantity?
  }

  private func sample(
    _ weights: [Int64],
    _ drawn: DrawnScores,
    _ valuation: Valuation,
    _ mine: [Int],
    _ words: String
  ) throws -> Sample {
    let table = drawn.costs.map { scenario.changing(costs: $0) } ?? scenario
    let points = try WeightedPoints(
      table,
      weightsUpTo: WeightSet.whole,
      planned: valuation,
      drawn: drawn
    )
    let question = "\(words), weights \(weights)"
    let weighed = try points.scenario(weights)
    guard let best = try portfolio(of: weighed, question: question) else {
      return Sample(weights: weights)
    }
    // Only a cost can make the chosen portfolio break a rule.
    let isPossible =
      try drawn.costs == nil || best == mine
      || portfolio(of: weighed, only: mine, question: question) != nil
    let gap =
      points.value(points.sums(best), weights) - points.value(points.sums(mine), weights)
    return Sample(
      weights: weights,
      best: best,
      gap: isPossible ? points.points(gap, weights) : nil
    )
  }

  private func regret(_ samples: [Sample]) -> Robustness.Regret? {
    var regret: Robustness.Regret?
    var drawn = Robustness.Drawn()
    for sample in samples {
      guard let gap = sample.gap, let best = sample.best else { continue }
      drawn.add(gap)
      guard regret.map({ gap > $0.largest }) ?? true else { continue }
      regret = .init(largest: gap, weights: sample.weights, better: best, drawn: drawn)
    }
    regret?.drawn = drawn
    return regret
  }
}

extension Uncertainty {
  /// What is drawn, for a journal.
  fileprivate var words: String {
    "scores \(scores), costs \(costs), awards \(awards ? "drawn" : "expected")"
  }
}
