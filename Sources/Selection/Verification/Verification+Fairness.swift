import BigInt
import Portfolio

/// The modes that look at the stakeholders' satisfactions, computed again.
extension Verification {
  /// A stakeholder with a weight who prefers something.
  struct Voice {
    let stakeholder: Stakeholder
    /// Σ preference of the chosen and of all, over one denominator.
    let gained: BigInt
    let whole: BigInt

    var share: Rational { Rational(gained, over: whole) }
  }

  /// Whether the objective's values are what the mode makes of the satisfactions and the points.
  mutating func checkFairness(_ aim: Answer.Aim, points: BigInt) {
    let voices = voices()
    checkSatisfactions(aim.satisfactions, voices)
    let claim = aim.values.map { BigInt($0) }
    var truth: [BigInt] = []
    var tolerance = BigInt(0)
    if scenario.objective.mode == .maximin {
      let levels = voices.map { ($0.share * Rational(1_000_000)).floor }.sorted()
      let isRefined = scenario.objective.refinement == .leximin
      truth = levels.prefix(isRefined ? levels.count : 1) + [points]
    } else {
      let weights = wholeWeights(voices)
      var served = BigInt(0)
      var logarithm = BigInt(0)
      for (voice, weight) in zip(voices, weights) where voice.gained > 0 {
        served += weight
        let ratio = BigInt.binaryLogarithm(voice.gained) - BigInt.binaryLogarithm(voice.whole)
        logarithm += weight * ratio
      }
      let bits = Rational(logarithm, over: BigInt.one * weights.reduce(0, +))
      let billionths = bits * BigInt.logarithmOfTwo
      truth = [served, billionths.rounded]
      // Each logarithm of the answer is rounded to a billionth.
      tolerance = BigInt(voices.count)
    }
    let isTrue =
      claim.count == truth.count && claim.dropLast() == truth.dropLast()
      && zip(claim.suffix(1), truth.suffix(1)).allSatisfy {
        ($0 - $1).magnitude <= tolerance.magnitude
      }
    if !isTrue { reportValue(claim, truth) }
  }

  /// Whether the answer's satisfactions are those of the voices.
  mutating func checkSatisfactions(_ claimed: [Answer.Satisfaction], _ voices: [Voice]) {
    if claimed.map(\.stakeholder) != voices.map(\.stakeholder.id) {
      report(
        .objectiveSatisfaction,
        Text(en: "the satisfied stakeholders", es: "los actores con satisfacción"),
        says: claimed.map(\.stakeholder).joined(separator: ", "),
        truth: voices.map(\.stakeholder.id).joined(separator: ", ")
      )
      return
    }
    for (claim, voice) in zip(claimed, voices)
    where Rational(reading: claim.exact) != voice.share || !voice.share.isWritten(as: claim.share) {
      report(
        .objectiveSatisfaction,
        Text(
          en: "the satisfaction of \(claim.stakeholder)",
          es: "la satisfacción de \(claim.stakeholder)"
        ),
        says: "\(claim.exact) (\(claim.share))",
        truth: "\(voice.gained)/\(voice.whole)"
      )
    }
  }

  private mutating func voices() -> [Voice] {
    scenario.stakeholders.enumerated().compactMap { position, stakeholder in
      guard stakeholder.weight > 0 else { return nil }
      let preferences = column(.preferenceOf(position)).numerators
      let whole = preferences.reduce(0, +)
      guard whole > 0 else { return nil }
      let gained = zip(preferences, isChosen).reduce(BigInt(0)) { $1.1 ? $0 + $1.0 : $0 }
      return Voice(stakeholder: stakeholder, gained: gained, whole: whole)
    }
  }

  /// The voices' weights as whole numbers that, with those of whoever prefers nothing, have no common
  /// divisor.
  private func wholeWeights(_ voices: [Voice]) -> [BigInt] {
    let all = scenario.stakeholders.map(\.weight).filter { $0 > 0 }
    let decimals = all.map(\.decimals).max() ?? 0
    func whole(_ weight: Quantity) -> BigInt {
      BigInt(weight.significand) * BigInt(10).power(decimals - weight.decimals)
    }
    let divisor = all.reduce(BigInt(0)) { $0.greatestCommonDivisor(with: whole($1)) }
    return voices.map { whole($0.stakeholder.weight) / divisor }
  }
}

extension BigInt {
  /// 1 in ``binaryLogarithm(_:)``.
  fileprivate static let one = BigInt(1) << 64
  /// 10⁹·ln 2, times 10²¹.
  fileprivate static let logarithmOfTwo = Rational(
    BigInt(693_147_180_559_945_309) * BigInt(10).power(12) + 417_232_121_458,
    over: BigInt(10).power(21)
  )

  /// The logarithm to base 2 of a number above 0, with 64 bits behind the point, rounded down: the
  /// mantissa squared is 2 or more where the next bit is 1.
  fileprivate static func binaryLogarithm(_ number: BigInt) -> BigInt {
    let precision = 192
    let exponent = number.bitWidth - 2
    var mantissa = number << (precision - exponent)
    var logarithm = BigInt(exponent)
    for _ in 0..<64 {
      mantissa = (mantissa * mantissa) >> precision
      logarithm <<= 1
      if mantissa >> (precision + 1) > 0 {
        mantissa >>= 1
        logarithm += 1
      }
    }
    return logarithm
  }
}
