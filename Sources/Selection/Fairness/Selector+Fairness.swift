import MixedInteger
import Portfolio
import Preferences

/// The modes that look at the stakeholders' satisfactions first.
extension Selector.Run {
  private var satisfactions: [Satisfaction] { stage.formulation.satisfactions }

  /// Maximizes the smallest satisfaction, with `leximin` the second smallest and so on, then the
  /// points.
  ///
  /// The satisfactions of a portfolio, sorted, are its *ordered outcomes*. As portfolios are whole, it
  /// is not settled which stakeholder stays at a level once it is reached, only how many; so each
  /// level is held by counting who is at it or above (Ogryczak and Śliwiński, "On direct methods for
  /// lexicographic min-max optimization", ICCSA 2006).
  mutating func pursueMaximin() throws {
    let ranks =
      stage.formulation.scenario.objective.refinement == .leximin ? satisfactions.count : 1
    var levels: [Fraction] = []
    for rank in 0..<ranks {
      guard let level = try raise(rank, above: levels.first) else { return }
      if level != levels.last {
        stage.demand(least(for: level), allBut: rank, floors: floors(levels.first))
      }
      levels.append(level)
    }
    _ = try maximizePoints(ofAim: 0)
  }

  /// Maximizes the product of the satisfactions, each to the power of its weight.
  ///
  /// Where not all can be served, the weight of those who are is maximized first: that is the limit of
  /// Σ weight·log(satisfaction + ε) for ε → 0, and with equal weights the rule of Caragiannis and
  /// others, "The unreasonable fairness of maximum Nash welfare", ACM Transactions on Economics and
  /// Computation 7 (2019).
  mutating func pursueNash() throws {
    stage.maximizeServed()
    guard let weight = try maximize(stage) else { return }
    stage.holdObjective(atLeast: weight)
    if weight == satisfactions.reduce(0, { $0 + $1.weight }) {
      for threshold in stage.derived.thresholds { stage.fix(threshold.column, at: 1) }
    }
    stage.maximizeLogarithms()
    guard let value = try maximize(stage) else { return }
    stage.guidance = nil
    stage.holdObjective(atLeast: value)
  }

  /// The exact optimum of the smallest satisfaction but `rank`; `nil` if that is not proven.
  ///
  /// Satisfactions are multiples of 1 ÷ a whole, so whoever is to be above a level must reach the next
  /// multiple: rows that say so are much tighter than the relaxed level. So a short search for the highest
  /// level is followed by one with those rows for the best that it found, and so on until nothing keeps
  /// them: that is the proof.
  private mutating func raise(_ rank: Int, above smallest: Fraction?) throws -> Fraction? {
    let floors = floors(smallest)
    var flips: [(column: Int, preferred: Int64, boundIfFlipped: Int64)] = []
    var reach = Satisfaction.million
    while true {
      let level = best.map { stage.formulation.shares(of: $0).sorted()[rank] }
      var trial = stage
      trial.maximizeLevel(
        rank: rank,
        least: level.map(next) ?? floors,
        floors: floors
      )
      var search = TreeSearch(trial, limits: limits).narrowing(nodes: Selector.Run.shortSearch)
      // A short search has no second try when GLPK gives up; the one below has.
      do { try search.run() } catch is SolverError {}
      note(search)
      if search.best == nil, !search.isProven, !limits.isReached {
        trial.shortfalls = search.shortfalls
        search = TreeSearch(trial, limits: limits, endsAtFirst: true)
        try search.run()
        note(search)
      }
      let value = level.map(millionths) ?? 0
      if search.best == nil, search.isProven {
        guard let level else {
          bounds.append(reach)
          status = .infeasible
          return nil
        }
        bounds.append(value)
        stage.fix(flips, below: value)
        return level
      }
      reach = max(value, min(reach, search.bound))
      if let found = search.best {
        best = found
        flips = search.flips
        if !limits.isCloseEnough(trial.value(of: found), reach) { continue }
      }
      bounds.append(reach)
      status = best == nil ? .unknown : .feasible
      return nil
    }
  }

  /// The nodes of a search after which its rows are written anew.
  private static let shortSearch = 100

  /// A share in millionths, rounded down.
  private func millionths(_ share: Fraction) -> Int64 {
    (share * Fraction(Satisfaction.million)).roundedDown ?? 0
  }

  /// The least that each stakeholder has gained who is above a level.
  private func next(above level: Fraction) -> [Int64] {
    satisfactions.map { ((level * Fraction($0.whole)).roundedDown ?? 0) + 1 }
  }

  private func floors(_ smallest: Fraction?) -> [Int64] {
    smallest.map(least) ?? satisfactions.map { _ in 0 }
  }

  private func least(for level: Fraction) -> [Int64] { satisfactions.map { $0.least(for: level) } }
}
