import Portfolio
import Preferences
import TestSupport
import Testing

@Suite struct FractionTests {
  @Test func keepsLowestTermsAndSign() {
    #expect(Fraction(6, -4) == Fraction(-3, 2))
    #expect(Fraction(0, -7) == 0)
    #expect(Fraction(6, -4).description == "-3/2")
    #expect(Fraction(8, 4).description == "2")
    #expect(Fraction(Quantity(125, decimals: 2)) == Fraction(5, 4))
  }

  @Test(
    arguments: [
      (1, 2, 0), (3, 2, 2), (5, 2, 2), (-1, 2, 0), (-3, 2, -2), (-5, 2, -2),
      (7, 3, 2), (8, 3, 3), (-7, 3, -2), (-8, 3, -3), (9, 3, 3),
    ] as [(Int64, Int64, Int64)]
  )
  func roundsHalvesToEven(numerator: Int64, denominator: Int64, rounded: Int64) {
    let fraction = Fraction(ExactInteger(numerator), ExactInteger(denominator))
    #expect(fraction.roundedHalfToEven == rounded)
    let down = fraction.roundedDown
    let up = fraction.roundedUp
    #expect(down == (rounded * denominator <= numerator ? rounded : rounded - 1))
    #expect(up == (rounded * denominator >= numerator ? rounded : rounded + 1))
  }

  @Test func roundsToNothingBeyond64Bits() {
    let large = Fraction(ExactInteger(powerOfTen: 40), 3)
    #expect(large.roundedHalfToEven == nil)
    #expect((large / Fraction(ExactInteger(powerOfTen: 30))).roundedHalfToEven == 3_333_333_333)
  }

  @Test func obeysTheLawsOfAField() {
    var random = SplitMix64(seed: 11)
    for _ in 0..<300 {
      let a = random.fraction()
      let b = random.fraction()
      let c = random.fraction()
      #expect((a + b) + c == a + (b + c))
      #expect(a * (b + c) == a * b + a * c)
      #expect((a - b) + b == a)
      if b != 0 { #expect(a / b * b == a) }
      #expect((a < b) == (a - b < 0))
    }
  }
}

@Suite struct ExactIntegerTests {
  @Test func goesOverToWideNumbersAndBack() {
    let edge = ExactInteger(Int128.max)
    #expect(edge + 1 > edge)
    #expect((edge + 1) - 1 == edge)
    #expect((edge + 1).description == "170141183460469231731687303715884105728")
    #expect((edge * edge).dividedDown(by: edge).quotient == edge)
    let least = ExactInteger(Int128.min)
    #expect(-(-least) == least)
    #expect((least - 1).magnitude == -(least - 1))
    #expect((least - 1).sign == -1)
    #expect(edge.int64 == nil && ExactInteger(Int64.min).int64 == Int64.min)
  }

  /// The same computation, narrow and shifted far out of 128 bits, gives the same digits.
  @Test func computesTheSameNarrowAndWide() {
    var random = SplitMix64(seed: 12)
    let shift = ExactInteger(powerOfTen: 60)
    for _ in 0..<500 {
      let a = ExactInteger(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
      let b = ExactInteger(Int64.random(in: -1_000_000_000...1_000_000_000, using: &random))
      let d = ExactInteger(Int64.random(in: 1...99_999, using: &random))
      #expect((a * shift + b * shift).dividedDown(by: shift).quotient == a + b)
      #expect((a * shift) * b == (a * b) * shift)
      #expect((a * shift < b * shift) == (a < b))
      let narrow = a.dividedDown(by: d)
      let wide = (a * shift).dividedDown(by: d * shift)
      #expect(narrow.quotient == wide.quotient)
      #expect(narrow.remainder * shift == wide.remainder)
      #expect(narrow.quotient * d + narrow.remainder == a && narrow.remainder.sign >= 0)
      #expect(a.dividedHalfToEven(by: d) == (a * shift).dividedHalfToEven(by: d * shift))
    }
  }
}
