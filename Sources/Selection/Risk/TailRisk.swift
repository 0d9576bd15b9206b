import Portfolio
import Preferences

/// The conditional value at risk of the public investment that a portfolio wins, over drawn awards.
///
/// With N samples, v_i the investment of initiative i, a_is whether it is awarded in sample s, the level α,
/// and (1 − α)·N = P ÷ Q in lowest terms, it is the mean of the worst samples:
///
///     W_s(x)  = Σ_i v_i·a_is·x_i
///     CVaR(x) = min { Σ_s u_s·W_s(x) ÷ P : Σ_s u_s = P, 0 ≤ u_s ≤ Q }
///
/// This is the dual of the largest z − Σ_s max(0, z − W_s(x)) ÷ ((1 − α)·N) (Rockafellar and Uryasev,
/// "Optimization of conditional value-at-risk", Journal of Risk 2, 2000). So every u gives a row over
/// portfolios, P·t ≤ Σ_i (v_i·Σ_s u_s·a_is)·x_i, that the value t keeps, and those that points break are
/// all the program needs: no columns for the samples (Künzi-Bay and Mayer, "Computational aspects of
/// minimizing conditional value-at-risk", Computational Management Science 3, 2006).
struct TailRisk: Sendable {
  /// P: what the samples' weights add up to.
  let weight: Int64
  /// Q: the most that a sample weighs.
  let most: Int64
  /// The number of samples.
  let samples: Int
  /// For each initiative what it wins, in minor units, and in which samples; none if it never does.
  let wins: [(investment: Int64, awards: [Bool])]

  /// Draws the awards of the initiatives that may be chosen.
  ///
  /// - Throws: `Problems` where the sums do not fit 64 bits.
  init(_ risk: Answer.Risk, _ scenario: Scenario, _ isViable: [Bool]) throws(Problems) {
    let draws = risk.draws
    samples = draws.samples
    let unit = Quantity.powerOfTen(risk.level.decimals)
    let tail = ExactInteger(unit - risk.level.significand) * ExactInteger(Int64(samples))
    let share = Fraction(tail, ExactInteger(unit))
    guard let weight = share.numerator.int64, let most = share.denominator.int64, weight > 0 else {
      throw TailRisk.tooLarge(scenario)
    }
    self.weight = weight
    self.most = most
    var sum = Int128(0)
    wins = scenario.initiatives.indices.map { position in
      let initiative = scenario.initiatives[position]
      guard isViable[position], let investment = initiative.investment, investment > .zero,
        initiative.awardProbability > 0
      else { return (0, []) }
      sum += Int128(investment.minorUnits)
      let awards = (0..<draws.blocks).flatMap {
        draws.awards(of: position, initiative.awardProbability, inBlock: $0)
      }
      return (investment.minorUnits, awards)
    }
    // A row's terms and its two sides.
    guard sum * Int128(weight) <= Int128(Int64.max / 4) else { throw TailRisk.tooLarge(scenario) }
  }

  private static func tooLarge(_ scenario: Scenario) -> Problems {
    Problems([
      Problem(
        Place(source: scenario.name, column: "investment"),
        Text(
          en:
            "the samples of the investment are too large to be added up exactly. Draw fewer samples.",
          es:
            "las muestras de la inversión son demasiado grandes para sumarlas en forma exacta. Sortee menos muestras."
        )
      )
    ])
  }

  /// The value of a portfolio in minor units, rounded down.
  func value(of chosen: [Bool]) -> Int64 {
    var won = [Int64](repeating: 0, count: samples)
    for (position, win) in wins.enumerated() where chosen[position] && win.investment > 0 {
      for sample in 0..<samples where win.awards[sample] { won[sample] += win.investment }
    }
    won.sort()
    var open = weight
    var sum = Int128(0)
    for value in won {
      guard open > 0 else { break }
      let taken = min(open, most)
      sum += Int128(taken) * Int128(value)
      open -= taken
    }
    return Int64(sum / Int128(weight))
  }

  /// The largest value that there can be: all are chosen.
  var largest: Int64 { value(of: wins.map { _ in true }) }

  /// The row that the value breaks most at a point: its weight, and each initiative's coefficient, so that
  /// weight·value ≤ Σ coefficient·point.
  func row(at point: [Double]) -> (weight: Int64, coefficients: [Int64]) {
    var won = [Double](repeating: 0, count: samples)
    for (position, win) in wins.enumerated() where point[position] > 0 && win.investment > 0 {
      let part = Double(win.investment) * point[position]
      for sample in 0..<samples where win.awards[sample] { won[sample] += part }
    }
    let order = won.indices.sorted { (won[$0], $0) < (won[$1], $1) }
    var weights: [(sample: Int, weight: Int64)] = []
    var open = weight
    for sample in order {
      guard open > 0 else { break }
      weights.append((sample, min(open, most)))
      open -= min(open, most)
    }
    return reduced(
      weight,
      wins.map { win in
        guard win.investment > 0 else { return 0 }
        return win.investment * weights.reduce(0) { win.awards[$1.sample] ? $0 + $1.weight : $0 }
      }
    )
  }

  /// The row with equal weights for all samples: the value is no more than the mean.
  var meanRow: (weight: Int64, coefficients: [Int64]) {
    reduced(
      Int64(samples),
      wins.map { win in win.investment * win.awards.reduce(0) { $1 ? $0 + 1 : $0 } }
    )
  }

  private func reduced(
    _ weight: Int64,
    _ coefficients: [Int64]
  ) -> (weight: Int64, coefficients: [Int64]) {
    func divisor(_ a: Int64, _ b: Int64) -> Int64 { b == 0 ? a : divisor(b, a % b) }
    let common = coefficients.reduce(weight) { $0 == 1 ? 1 : divisor($0, $1) }
    return (weight / common, coefficients.map { $0 / common })
  }
}
