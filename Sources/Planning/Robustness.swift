import MixedInteger
public import Portfolio
public import Selection

/// What holds whatever the weights are, within what is known of them.
public struct Robustness: Hashable, Sendable {
  /// How firmly an initiative is in, over the portfolios that are looked at.
  public enum Standing: String, CaseIterable, Sendable {
    /// In all of them.
    case core
    /// In some.
    case borderline
    /// In none.
    case exterior
  }

  /// An initiative.
  public struct Member: Hashable, Sendable {
    /// Its id.
    public var id: String
    /// In how many of the weightings' best portfolios it is, each weighting counted once; with
    /// ``Robustness/isExact`` the number of portfolios.
    public var count: Int
    /// Of how many: ``Robustness/weightings``.
    public var weightings: Int
    /// In how many different portfolios it is.
    public var portfolios: Int
    /// Whether the chosen portfolio has it.
    public var isChosen: Bool
  }

  /// A portfolio, and of how many drawn weightings it is the best.
  public struct Best: Hashable, Sendable {
    /// Positions of the initiatives, in table order.
    public var portfolio: [Int]
    /// How many weightings; 1 for each portfolio with ``isExact``.
    public var weightings: Int

    /// Counts a portfolio.
    public init(portfolio: [Int], weightings: Int) {
      self.portfolio = portfolio
      self.weightings = weightings
    }
  }

  /// How far a portfolio can fall short of another, or of the best, and for which weights.
  public struct Regret: Hashable, Sendable {
    /// The most points that it falls short; below 0 if it never does.
    public var largest: Quantity
    /// The weights at which it does, in shares of ``WeightSet/whole``, rounded.
    public var weights: [Int64]
    /// The positions of the initiatives that are better there.
    public var better: [Int]
    /// What it falls short over the drawn weightings.
    public var drawn: Drawn
  }

  /// What a portfolio falls short over drawn weightings, which adds up over parts of them.
  public struct Drawn: Hashable, Sendable {
    /// How many were drawn in which it keeps the rules.
    public var count = 0
    /// In how many it is as good.
    public var asGood = 0
    /// What it falls short in all of them together, in millionths of a point.
    public var total: Int128 = 0

    /// Nothing drawn.
    public init() {}

    /// The mean, towards 0 to the millionth of a point; `nil` if none were drawn.
    public var mean: Quantity? {
      guard count > 0 else { return nil }
      let mean = total / Int128(count)
      return Int64(exactly: mean).map { Quantity($0, decimals: 6) }
        ?? Quantity(Int64(clamping: mean / 1_000_000))
    }

    /// Counts a weighting in which it falls short by `gap` points.
    mutating func add(_ gap: Quantity) {
      count += 1
      if gap <= 0 { asGood += 1 }
      total += Int128(gap.significand) * Int128(Quantity.powerOfTen(6 - gap.decimals))
    }
  }

  /// What is known of the weights.
  public var set: WeightSet
  /// What else is drawn; `nil`: nothing, and what is said of all weights is proven.
  public var uncertainty: Uncertainty?
  /// Whether the portfolios are all non-dominated ones, instead of the best of drawn weightings.
  public var isExact: Bool
  /// How many weightings (with ``isExact``: portfolios) are counted.
  public var weightings: Int
  /// In how many of them no portfolio keeps the rules, which only costs can bring about.
  public var impossible = 0
  /// The different portfolios, those that are best most often first, then in the order of their rows.
  public var portfolios: [Best]
  /// Every initiative, in table order.
  public var members: [Member]
  /// How far the chosen portfolio can fall short of the best.
  ///
  /// With ``uncertainty`` the largest that was drawn, over the samples in which it keeps the rules; `nil`
  /// if there are none.
  public var regret: Regret?
  /// How far it can fall short of a rival.
  public var rivalry: Regret?
  /// Whether one portfolio is the best for all weights of the set, proven.
  public var isSettled: Bool
  /// Whether all that was asked for is done.
  public var isComplete: Bool
}

extension Planner {
  /// The weightings that are drawn for a seed, in their order; `nil` if the set is too thin to draw from.
  public static func weightings(of set: WeightSet, count: Int, seed: UInt64) -> [[Int64]]? {
    var stream = RandomStream(seed: seed)
    var weightings: [[Int64]] = []
    while weightings.count < count {
      guard let weights = set.draw(&stream) else { return nil }
      weightings.append(weights)
    }
    return weightings
  }

  /// Which initiatives are in the best portfolio whatever the weights are, over drawn weightings, and how
  /// far the chosen portfolio can fall short.
  ///
  /// The best portfolio of every weighting is found exactly, most without a solve of their own
  /// (`WeightedSearch`). What a portfolio falls short of the best is
  /// a convex function of the weights, so the largest regret is at a corner of the set, where it is
  /// found exactly too, whatever was drawn.
  ///
  /// - `chosen`: The portfolio that is asked about, such as that of the scenario's own weights.
  /// - `rival`: The ids of another one.
  /// - Precondition: The objective adds up its terms (mode `sum`), the set has as many.
  public func robustness(
    of chosen: Answer,
    over set: WeightSet,
    weightings: [[Int64]],
    against rival: [String]? = nil,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> Robustness {
    let points = try WeightedPoints(scenario, weightsUpTo: set.largestSum)
    var search = WeightedSearch(self, points)
    let corners = try search.best(set.corners)
    let found = try search.best(weightings, done: done)
    let drawn = zip(weightings, found).compactMap { weights, best in
      best.map { (weights: weights, best: $0) }
    }
    return try robustness(
      of: chosen,
      over: set,
      drawn.map { Robustness.Best(portfolio: $0.best, weightings: 1) },
      isExact: false,
      Evidence(
        points: points,
        corners: zip(set.corners, corners).compactMap { weights, best in
          best.map { (weights, $0) }
        },
        drawn: drawn,
        rival: rival,
        isComplete: drawn.count == weightings.count && !corners.contains(nil)
      )
    )
  }

  /// What regrets are computed from.
  struct Evidence {
    var points: WeightedPoints
    var corners: [(weights: [Int64], best: [Int])]
    var drawn: [(weights: [Int64], best: [Int])] = []
    var rival: [String]?
    var isComplete: Bool
  }

  func robustness(
    of chosen: Answer,
    over set: WeightSet,
    _ portfolios: [Robustness.Best],
    isExact: Bool,
    _ evidence: Evidence
  ) throws -> Robustness {
    guard !evidence.corners.isEmpty else { throw Interrupted() }
    let mine = chosen.selected.compactMap { scenario.positions[$0.id] }
    let joined = Robustness.joined(portfolios)
    let weightings = joined.reduce(0) { $0 + $1.weightings }
    return Robustness(
      set: set,
      isExact: isExact,
      weightings: weightings,
      portfolios: joined,
      members: Robustness.members(
        scenario.initiatives.map(\.id),
        chosen: Set(mine),
        over: joined,
        weightings: weightings
      ),
      regret: regret(of: mine, evidence) { $0 },
      rivalry: evidence.rival.map { ids in
        let rival = ids.compactMap { scenario.positions[$0] }
        return regret(of: mine, evidence) { _ in rival }
      },
      isSettled: evidence.isComplete
        && evidence.corners.allSatisfy { $0.best == evidence.corners[0].best }
        && (!isExact || joined.count == 1),
      isComplete: evidence.isComplete
    )
  }

  /// How far a portfolio falls short of the one that `better` gives, of the best, for a weighting.
  private func regret(
    of mine: [Int],
    _ evidence: Evidence,
    _ better: ([Int]) -> [Int]
  ) -> Robustness.Regret {
    let points = evidence.points
    let sums = points.sums(mine)
    func gap(_ weights: [Int64], _ best: [Int]) -> Quantity {
      let difference =
        points.value(points.sums(better(best)), weights) - points.value(sums, weights)
      return points.points(difference, weights)
    }
    let gaps = evidence.corners.map(gap)
    let worst = gaps.indices.reduce(0) { gaps[$1] > gaps[$0] ? $1 : $0 }
    let (weights, best) = evidence.corners[worst]
    let sum = weights.reduce(0, +)
    var drawn = Robustness.Drawn()
    for (weights, best) in evidence.drawn { drawn.add(gap(weights, best)) }
    return Robustness.Regret(
      largest: gaps[worst],
      weights: weights.map { (2 * $0 * WeightSet.whole + sum) / (2 * sum) },
      better: better(best),
      drawn: drawn
    )
  }
}
