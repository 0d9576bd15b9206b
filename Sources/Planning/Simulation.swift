import MixedInteger
import OrderedCollections
public import Portfolio
public import Preferences
public import Selection

/// What a portfolio brings when its public funds are awarded by chance, over many samples.
public struct Simulation: Hashable, Sendable {
  /// What is counted in each sample.
  public enum Outcome: String, CaseIterable, Sendable {
    /// The public investment of what is awarded, in minor units.
    case investment
    /// The people whom that reaches.
    case beneficiaries
    /// That investment ÷ what the fund pays for the portfolio, awarded or not.
    case leverage
  }

  /// What is said of the samples of an outcome, exact but for the rounding of the standard error's root.
  public struct Summary: Hashable, Sendable {
    /// The mean, and its standard error.
    public var mean: Fraction, standardError: Double
    /// The values that a tenth, a half and nine tenths of the samples do not exceed.
    public var tenth: Fraction, median: Fraction, ninetieth: Fraction
    /// The mean of the worst samples, a share of 1 − ``Simulation/level``.
    public var tailMean: Fraction

    /// Sums up a tally of an outcome in units of `unit`.
    public init(_ tally: Tally, unit: Fraction, level: Quantity) {
      func quantile(_ tenths: Int64) -> Fraction {
        Fraction(tally.quantile(Quantity(tenths, decimals: 1))) * unit
      }
      mean = tally.mean * unit
      standardError = tally.standardError * unit.approximation
      tenth = quantile(1)
      median = quantile(5)
      ninetieth = quantile(9)
      tailMean = tally.lowerTailMean(level) * unit
    }
  }

  /// The initiatives that are funded, by id, and what the fund pays for them.
  public var selected: [String], cost: Money
  /// The samples that were asked for.
  public var draws: AwardDraws
  /// The level of the conditional value at risk, at least 0 and below 1.
  public var level: Quantity
  /// The investment's expected value.
  public var expectedInvestment: Fraction
  /// The beneficiaries' expected value; `nil` if the table has no such column.
  public var expectedBeneficiaries: Fraction?
  /// What the tallied beneficiaries are divided by.
  public var denominator: Int64
  /// How often each investment came.
  public var investment: Tally
  /// How often each number of beneficiaries came, in units of 1 ÷ ``denominator``.
  public var beneficiaries: Tally

  /// An outcome's expected value in closed form, which the mean comes near to, and what is said of the
  /// samples.
  ///
  /// It is `nil` for beneficiaries that the table has no column of, and for the leverage of a portfolio
  /// that costs nothing.
  public func summary(of outcome: Outcome) -> (expected: Fraction, samples: Summary)? {
    switch outcome {
    case .investment:
      return (expectedInvestment, Summary(investment, unit: 1, level: level))
    case .beneficiaries:
      let unit = Fraction(1, ExactInteger(denominator))
      return expectedBeneficiaries.map { ($0, Summary(beneficiaries, unit: unit, level: level)) }
    case .leverage:
      guard cost > .zero else { return nil }
      let unit = Fraction(1, ExactInteger(cost.minorUnits))
      return (expectedInvestment * unit, Summary(investment, unit: unit, level: level))
    }
  }
}

extension Simulation {
  /// Draws the awards of a portfolio.
  ///
  /// Each initiative is awarded with its own probability, independently of the others; what the fund
  /// pays is paid in any case. The samples are drawn in blocks on all cores; the outcome is the same
  /// however many there are.
  ///
  /// - `answer`: The portfolio, of this scenario.
  /// - `level`: The level of the conditional value at risk.
  /// - `blocks`: The blocks to draw; all if it is `nil`.
  /// - `planner`: Ends with the blocks that are done when its stop is raised.
  ///
  /// - Throws: `Problems` if a measure is too large to be added up exactly.
  public init(
    of answer: Answer,
    by planner: Planner,
    _ draws: AwardDraws,
    level: Quantity,
    blocks: Range<Int>? = nil,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws {
    let scenario = planner.scenario
    let valuation = try Valuation(scenario)
    let worth = try valuation.measure(.investment)
    let people = try scenario.measures["beneficiaries"].map { _ in
      try valuation.measure(.column("beneficiaries"))
    }
    let chosen = answer.selected.compactMap { scenario.positions[$0.id] }
    func expected(_ column: ExactColumn) -> Fraction {
      chosen.reduce(Fraction(0)) {
        $0 + Fraction(scenario.initiatives[$1].awardProbability)
          * Fraction(ExactInteger(column.numerators[$1]), ExactInteger(column.denominator))
      }
    }
    let tallies = try parallelMap(Array(blocks ?? 0..<draws.blocks), done: done) { block in
      guard !planner.stop.isRaised else { throw Interrupted() }
      let count = draws.range(ofBlock: block).count
      var won = [Int64](repeating: 0, count: count)
      var helped = won
      for position in chosen {
        let chance = scenario.initiatives[position].awardProbability
        let awards = draws.awards(of: position, chance, inBlock: block)
        for sample in 0..<count where awards[sample] {
          won[sample] += worth.numerators[position]
          helped[sample] += people?.numerators[position] ?? 0
        }
      }
      return (investment: Tally(won), beneficiaries: Tally(helped))
    }.compactMap(\.self)
    selected = answer.selected.map(\.id)
    cost = answer.totals.cost
    self.draws = draws
    self.level = level
    expectedInvestment = expected(worth)
    expectedBeneficiaries = people.map(expected)
    denominator = people?.denominator ?? 1
    investment = Tally(joining: tallies.map(\.investment))
    beneficiaries = Tally(joining: tallies.map(\.beneficiaries))
  }
}
