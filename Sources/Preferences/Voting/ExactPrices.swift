/// A price per unit of value as an exact linear function of the step:
/// (constant + k·slope) ÷ (denominator·units).
struct ExactPrice {
  let project: Int
  /// The groups that cannot pay it, ascending.
  let poor: [Int]
  let constant: ExactInteger
  let growth: ExactInteger
  /// Σ multiplicity·value of those who can.
  let units: Int64
  /// The price now, and what a step adds to it.
  let value: Double
  let slope: Double
  /// (constant + k·growth), for comparisons with prices over the same denominator.
  let numerator: ExactInteger
}

/// The prices of all rounds over one denominator.
struct ExactPrices {
  /// What endowments are multiplied by: the denominator ÷ the electorate's divisor.
  private(set) var factor: ExactInteger = 1
  private(set) var constants: [ExactInteger] = []
  private(set) var growths: [ExactInteger] = []
  /// constant + k·growth at this run's step.
  private(set) var numerators: [ExactInteger] = []
  let divisor: ExactInteger
  let step: ExactInteger

  init(divisor: Int64, step: Int64) {
    self.divisor = ExactInteger(divisor)
    self.step = ExactInteger(step)
  }

  var denominator: ExactInteger { divisor * factor }

  /// Adds the price of a round, and brings the others to its denominator.
  mutating func append(_ price: ExactPrice) {
    let units = ExactInteger(price.units)
    let common = ExactInteger.greatestCommonDivisor(
      ExactInteger.greatestCommonDivisor(units, price.constant),
      price.growth
    )
    let rest = units.dividedDown(by: common).quotient
    if rest != 1 {
      factor = factor * rest
      for round in constants.indices {
        constants[round] = constants[round] * rest
        growths[round] = growths[round] * rest
        numerators[round] = numerators[round] * rest
      }
    }
    let constant = price.constant.dividedDown(by: common).quotient
    let growth = price.growth.dividedDown(by: common).quotient
    constants.append(constant)
    growths.append(growth)
    numerators.append(constant + step * growth)
  }

  /// The quotient as a `Double`, right to 2⁻⁵⁰ of itself.
  static func double(_ numerator: ExactInteger, _ denominator: ExactInteger) -> Double {
    let (above, below) = (numerator.binary, denominator.binary)
    let quotient = above.mantissa / below.mantissa
    return quotient == 0
      ? 0
      : Double(sign: .plus, exponent: above.exponent - below.exponent, significand: quotient)
  }
}
