import Foundation
import TestSupport
import Testing

@testable import Preferences
@testable import Selection

/// The logarithms that `nash` adds up, and the lines above them.
@Suite struct LogarithmScaleTests {
  private func scale(_ weights: [Int64], whole: Int64 = 100) -> LogarithmScale {
    LogarithmScale(
      weights.enumerated().map {
        Satisfaction(stakeholder: $0, weight: $1, gains: [whole], whole: whole)
      }
    )
  }

  @Test func theLogarithmIsTheSystemsToFourteenDecimals() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<20_000 {
      let number = Double(random.number(1...(1 << random.number(1...53))))
      let truth = log(number)
      #expect(abs(naturalLogarithm(number) - truth) <= 1e-14 * max(1, truth), "\(number)")
    }
    #expect(naturalLogarithm(1) == 0)
  }

  /// The line is nowhere below f, for whole sums of every size, and touches it where the sums are
  /// small, as those of ballots are.
  @Test func aTangentIsAboveTheCurve() {
    var random = SplitMix64(seed: 2)
    for _ in 0..<400 {
      let weights = (0..<Int(random.number(1...30))).map { _ in random.number(1...9) }
      let whole = random.number(1...(1 << random.number(1...33)))
      let scale = scale(weights, whole: whole)
      let gained = random.number(1...whole)
      let line = scale.tangent(0, at: Double(gained), whole: whole)
      func height(_ sum: Int64) -> Int64 { line.coefficient(sum) + line.height }
      let near = (max(1, gained - 300)...min(whole, gained + 300))
      for sum in Array(near) + (0..<300).map({ _ in random.number(1...whole) }) + [1, whole] {
        #expect(height(sum) >= scale.value(0, of: sum), "\(weights) \(whole) \(gained) \(sum)")
      }
      if gained <= 2_000, gained * 4_000_000 > whole {
        #expect(height(gained) == scale.value(0, of: gained), "\(weights) \(whole) \(gained)")
      }
    }
  }

  /// ln 2 + ln 2 and ln 1 + ln 4 with equal weights: equal products are equal sums but for rounding.
  @Test func permutedGainsAreEqualExactly() {
    let scale = scale([2, 2, 5])
    for (a, b) in [(3, 7), (2, 50), (41, 1)] as [(Int64, Int64)] {
      #expect(
        scale.value(0, of: a) + scale.value(1, of: b) == scale.value(0, of: b)
          + scale.value(1, of: a)
      )
    }
    #expect(scale.value(2, of: 0) == 0 && scale.value(2, of: 1) == 0)
  }
}
