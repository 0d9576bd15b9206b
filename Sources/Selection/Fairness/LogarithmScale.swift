import Preferences

/// The logarithms of the Nash product as whole numbers.
///
/// A stakeholder with the share ω of the weights who has gained g counts
///
///     f(g) = round(10⁹·ω·ln g),    f(0) = 0,
///
/// and, if served at all, minus f(its whole), so that Σ f(g) − f(whole) is Σ ω·ln(satisfaction) in
/// billionths. Two portfolios differ in Σ f by what their sums of logarithms differ in, give or take a
/// billionth a stakeholder: that is the tolerance. Sums of the same stakeholder's (or of equally weighted
/// ones') gains that are permuted are equal exactly.
struct LogarithmScale {
  /// 10⁹.
  static let unit = 1e9
  /// 10⁹·ω for each stakeholder.
  private let factors: [Double]

  init(_ satisfactions: [Satisfaction]) {
    let total = satisfactions.reduce(0.0) { $0 + Double($1.weight) }
    factors = satisfactions.map { LogarithmScale.unit * Double($0.weight) / total }
  }

  /// f(gained) of the stakeholder at a position.
  func value(_ stakeholder: Int, of gained: Int64) -> Int64 {
    gained <= 0 ? 0 : Int64((factors[stakeholder] * naturalLogarithm(Double(gained))).rounded())
  }

  /// How much a relaxation's point may count a stakeholder above the curve before it is cut off.
  ///
  /// A whole point is held to f itself; the others need not be as near.
  func excess(_ stakeholder: Int, of gained: Double, isWhole: Bool) -> Double {
    if isWhole { return Double(value(stakeholder, of: Int64(gained.rounded()))) + 0.25 }
    return factors[stakeholder] * (naturalLogarithm(max(1, gained)) + 1e-6) + 1
  }

  /// A line above the curve: f(g) ≤ rise·g ÷ 2^shift + height for all whole g from 1 to `whole`.
  struct Tangent {
    var rise: Int64
    var shift: Int
    var height: Int64

    /// What an initiative that adds `gain` counts: rounded up, so that the sum is above the line.
    func coefficient(_ gain: Int64) -> Int64 {
      let product = Int128(rise) * Int128(gain)
      return Int64((product + (Int128(1) << Int128(shift)) - 1) >> Int128(shift))
    }
  }

  /// A line that touches the curve near `gained`.
  ///
  /// Any rise makes a valid line, if its height is the largest distance of f above rise·g. With
  /// F = 10⁹·ω that of F·ln g is at g* = F ÷ rise, and at a distance d from there it is smaller by about
  /// F·(d/g*)²/2. Within half of the window around g* all whole g are tried with f itself, so that the
  /// line touches f exactly; where the window cannot be that wide, the distance at g* is taken, rounded up
  /// with a unit to spare for the logarithm's rounding (below 10⁻⁴) and another for that of f.
  func tangent(_ stakeholder: Int, at gained: Double, whole: Int64) -> Tangent {
    let factor = factors[stakeholder]
    // So that the coefficients of all initiatives together stay below 9·10¹⁵.
    let point = max(gained, 1, Double(whole) / 4e6)
    var shift = 0
    var slope = factor / point
    while slope < 8_192, shift < 40 {
      slope *= 2
      shift += 1
    }
    let rise = Int64(max(1, slope.rounded()))
    let exactRise = Double(rise) / Double(Int64(1) << Int64(shift))
    let peak = factor / exactRise
    let needed = 2 + 4 * peak / max(1, factor).squareRoot()
    guard shift == 0, needed < 200 else {
      let height = factor * naturalLogarithm(max(1, peak)) - exactRise * max(1, peak)
      return Tangent(rise: rise, shift: shift, height: Int64(height.rounded(.up)) + 2)
    }
    let low = max(1, Int64(peak - needed))
    let high = max(low, Int64(peak + needed) + 1)
    var height = Int64.min
    for g in low...high { height = max(height, value(stakeholder, of: g) - rise * g) }
    return Tangent(rise: rise, shift: 0, height: height)
  }
}

/// The natural logarithm of a number of 1 or more, to 10⁻¹⁴.
///
/// ln(m·2^e) = e·ln 2 + 2·artanh((m − 1) ÷ (m + 1)) with m within √2 of 1, whose series loses a factor of
/// 34 a term. Only sums and products, which every machine rounds alike; the system's function is not
/// the same everywhere.
func naturalLogarithm(_ number: Double) -> Double {
  var mantissa = number.significand
  var exponent = Double(number.exponent)
  if mantissa > 1.4142135623730951 {
    mantissa /= 2
    exponent += 1
  }
  let ratio = (mantissa - 1) / (mantissa + 1)
  let square = ratio * ratio
  var sum = 0.0
  for k in stride(from: 23, through: 1, by: -2) { sum = sum * square + 1 / Double(k) }
  return exponent * 0.6931471805599453 + 2 * ratio * sum
}
