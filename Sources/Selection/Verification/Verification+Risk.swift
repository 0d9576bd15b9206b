import BigInt
import Portfolio

extension Verification {
  /// The conditional value at risk of the investment that the chosen ones win, rounded down.
  ///
  /// It is computed as Rockafellar and Uryasev define it, as the largest z − Σ max(0, z − x) ÷ tail, which
  /// is at one of the samples x.
  func tailMean(_ risk: Answer.Risk) -> BigInt {
    var samples = [BigInt](repeating: 0, count: risk.draws.samples)
    for position in scenario.initiatives.indices where isChosen[position] {
      let initiative = scenario.initiatives[position]
      let investment = BigInt(initiative.investment?.minorUnits ?? 0)
      for block in 0..<risk.draws.blocks {
        let awards = risk.draws.awards(of: position, initiative.awardProbability, inBlock: block)
        for (sample, isAwarded) in zip(risk.draws.range(ofBlock: block), awards) where isAwarded {
          samples[sample] += investment
        }
      }
    }
    samples.sort()
    let tail = (Rational(1) - Rational(risk.level)) * Rational(BigInt(samples.count))
    var largest = Rational.zero
    var below = BigInt(0)
    for (rank, value) in samples.enumerated() {
      // Σ max(0, z − x) = rank·z − the sum of those before.
      let shortfall = BigInt(rank) * value - below
      largest = max(largest, Rational(value) - Rational(shortfall) / tail)
      below += value
    }
    return largest.floor
  }
}
