/// One exact number for each initiative, over a common denominator that need not be the least.
struct ExactValues: Sendable {
  /// Above 0.
  let denominator: ExactInteger
  let numerators: [ExactInteger]

  init(denominator: ExactInteger = 1, numerators: [ExactInteger]) {
    self.denominator = denominator
    self.numerators = numerators
  }

  init(zeros count: Int) {
    self.init(numerators: [ExactInteger](repeating: 0, count: count))
  }

  /// Makes Σ coefficient·values.
  ///
  /// The coefficients are brought over one denominator first, so that nothing is left to do for
  /// each initiative but integer products and sums.
  init(adding parts: [(coefficient: Fraction, values: ExactValues)], count: Int) {
    let coefficients = parts.map { $0.coefficient / Fraction($0.values.denominator) }
    let denominator = coefficients.reduce(ExactInteger(Int128(1))) {
      ExactInteger.leastCommonMultiple($0, $1.denominator)
    }
    var sums = [ExactInteger](repeating: 0, count: count)
    for (part, coefficient) in zip(parts, coefficients) {
      let factor =
        coefficient.numerator
        * denominator.dividedDown(by: coefficient.denominator).quotient
      let numerators = part.values.numerators
      if factor == 1, parts.count == 1 {
        sums = numerators
      } else {
        for position in sums.indices { sums[position] += factor * numerators[position] }
      }
    }
    self.init(denominator: denominator, numerators: sums)
  }

  /// Each value's place between `low` (0) and `high` (1), clipped to 0…1.
  func placed(between low: Fraction, and high: Fraction) -> ExactValues {
    // (n/d − a/q) ÷ (b/q − a/q) = (n·q − a·d) ÷ ((b − a)·d), with both signs turned if b < a.
    let common = ExactInteger.leastCommonMultiple(low.denominator, high.denominator)
    let first = (low * Fraction(common)).numerator
    let last = (high * Fraction(common)).numerator
    let sign: ExactInteger = last < first ? -1 : 1
    let whole = (last - first) * sign * denominator
    let factor = common * sign
    let offset = first * sign * denominator
    return ExactValues(
      denominator: whole,
      numerators: numerators.map { min(max($0 * factor - offset, 0), whole) }
    )
  }

  /// The same values over the least common denominator.
  var reduced: ExactValues {
    var divisor = denominator
    for numerator in numerators where divisor != 1 {
      divisor = ExactInteger.greatestCommonDivisor(divisor, numerator)
    }
    guard divisor != 1 else { return self }
    return ExactValues(
      denominator: denominator.dividedDown(by: divisor).quotient,
      numerators: numerators.map { $0.dividedDown(by: divisor).quotient }
    )
  }
}
