import Portfolio
import Preferences
import TestSupport
import Testing

/// Weights against published examples and against their definitions.
@Suite struct WeightTests {
  /// A matrix from its rows above the diagonal; -3 stands for 1/3.
  private static func matrix(_ rows: [[Double]]) -> PairwiseMatrix {
    PairwiseMatrix(upper: rows.map { $0.map { $0 < 0 ? -1 / $0 : $0 } } + [[]])
  }

  private static func rounded(_ values: [Double], _ decimals: Int = 3) -> [Double] {
    let unit = Double(Quantity.powerOfTen(decimals))
    return values.map { ($0 * unit).rounded() / unit }
  }

  /// Buying a house, eight criteria (Saaty, "How to make a decision", European Journal of Operational
  /// Research 48, 1990): λ = 9.669, index 0.238, ratio 0.169.
  ///
  /// The judgement that Saaty 2003 revises
  /// first is neighbourhood against general condition (3, 7).
  @Test func house() throws {
    let matrix = WeightTests.matrix([
      [5, 3, 7, 6, 6, -3, -4], [-3, 5, 3, 3, -5, -7], [6, 3, 4, 6, -5], [-3, -4, -7, -8],
      [-2, -5, -6], [-5, -6], [-2],
    ])
    #expect(
      WeightTests.rounded(matrix.weights)
        == [0.173, 0.054, 0.188, 0.018, 0.031, 0.036, 0.167, 0.333]
    )
    let consistency = matrix.consistency
    #expect(WeightTests.rounded([consistency.eigenvalue, consistency.index]) == [9.669, 0.238])
    #expect(WeightTests.rounded([consistency.ratio]) == [0.169])
    #expect(!consistency.isAcceptable)
    let revisit = try #require(consistency.revisit)
    #expect((revisit.first, revisit.second) == (2, 6))
    #expect(revisit.given == 6)
    #expect(abs(revisit.fitting - matrix.weights[2] / matrix.weights[6]) < 1e-12)
  }

  /// The wealth of seven nations (Saaty 1977, section 6): λ = 7.608.
  @Test func nations() {
    let matrix = WeightTests.matrix([
      [4, 9, 6, 6, 5, 5], [7, 5, 5, 3, 4], [-5, -5, -7, -5], [1, -3, -3], [-3, -3], [2],
    ])
    #expect(
      WeightTests.rounded(matrix.weights) == [0.427, 0.230, 0.021, 0.052, 0.052, 0.123, 0.094]
    )
    #expect(WeightTests.rounded([matrix.consistency.eigenvalue]) == [7.608])
    #expect(matrix.consistency.isAcceptable)
  }

  /// Judgements that agree give back their weights, with λ = n and nothing to revisit.
  @Test func judgementsThatAgree() {
    let weights = [0.5, 0.3, 0.15, 0.05]
    let matrix = PairwiseMatrix(
      upper: weights.indices.map { first in
        (first + 1..<5).filter { $0 < 4 }.map { weights[first] / weights[$0] }
      }
    )
    #expect(WeightTests.rounded(matrix.weights, 9) == weights)
    #expect(WeightTests.rounded([matrix.consistency.eigenvalue], 9) == [4])
    #expect(matrix.consistency.ratio < 1e-9)
    #expect(matrix.consistency.revisit == nil)
  }

  /// The eigenvector solves A·w = λ·w, and what is to be revisited lowers λ when it follows the
  /// weights (Harker 1987: λ falls towards the consistent value).
  @Test(arguments: UInt64(1)...200)
  func eigenvectors(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int(random.number(3...7))
    let rows = (0..<count - 1).map { first in
      (first + 1..<count).map { _ in Double(random.number(1...9)) * (random.happens(50) ? 1 : -1) }
    }
    let matrix = WeightTests.matrix(rows)
    let (weights, consistency) = (matrix.weights, matrix.consistency)
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    for (row, weight) in zip(matrix.values, weights) {
      let product = zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(product - consistency.eigenvalue * weight) < 1e-9)
    }
    guard let revisit = consistency.revisit else { return }
    var upper = (0..<count).map { Array(matrix.values[$0][($0 + 1)...]) }
    upper[revisit.first][revisit.second - revisit.first - 1] = revisit.fitting
    #expect(PairwiseMatrix(upper: upper).consistency.eigenvalue < consistency.eigenvalue)
  }

  /// Two members who judge 4 and 1 agree on 2; reciprocity stays (Aczél and Saaty 1983).
  @Test func aggregatedJudgements() {
    let members = [WeightTests.matrix([[4, 2], [3]]), WeightTests.matrix([[1, 8], [3]])]
    let table = PairwiseMatrix(aggregating: members)
    #expect(WeightTests.rounded(table.values[0], 9) == [1, 2, 4])
    #expect(WeightTests.rounded(table.values[1], 9) == [0.5, 1, 3])
    let elicitation = WeightElicitation(
      measures: ["x", "y", "z"],
      members: [("m", members[0]), ("n", members[1])]
    )
    #expect(elicitation.weights == table.weights)
    #expect(elicitation.members.map(\.weights) == members.map(\.weights))
  }

  /// The published weights for 3 and 4 measures (Edwards and Barron 1994, table 2).
  @Test func rankOrderCentroid() throws {
    let three = try #require(
      WeightElicitation(.roc, measures: ["a", "b", "c"], members: [("m", [2, 1, 3])])
    )
    #expect(WeightTests.rounded(three.weights, 4) == [0.2778, 0.6111, 0.1111])
    let four = try #require(
      WeightElicitation(.roc, measures: ["a", "b", "c", "d"], members: [("m", [1, 2, 3, 4])])
    )
    #expect(WeightTests.rounded(four.weights, 4) == [0.5208, 0.2708, 0.1458, 0.0625])
    let equal = try #require(
      WeightElicitation(.roc, measures: ["a", "b"], members: [("m", [1, 1])])
    )
    #expect(equal.weights == [0.5, 0.5])
  }

  /// Points 100, 60 and 40 are a half, three and two tenths; with a member who turns them round
  /// the outer two are equal, √(0.5·0.2) each beside 0.3.
  @Test func swing() throws {
    let one = try #require(
      WeightElicitation(.swing, measures: ["a", "b", "c"], members: [("m", [100, 60, 40])])
    )
    #expect(WeightTests.rounded(one.weights) == [0.5, 0.3, 0.2])
    let two = try #require(
      WeightElicitation(
        .swing,
        measures: ["a", "b", "c"],
        members: [("m", [100, 60, 40]), ("n", [40, 60, 100])]
      )
    )
    let root = 0.1.squareRoot()
    let expected = [root, 0.3, root].map { $0 / (2 * root + 0.3) }
    #expect(WeightTests.rounded(two.weights, 12) == WeightTests.rounded(expected, 12))
    #expect(
      WeightElicitation(.swing, measures: ["a", "b"], members: [("m", [1, 0]), ("n", [0, 1])])
        == nil
    )
    #expect(WeightElicitation(.swing, measures: ["a"], members: [("m", [0])]) == nil)
  }

  /// Integers add up, and each is its quota rounded up or down.
  @Test(arguments: UInt64(1)...200)
  func integersAddUp(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let count = Int(random.number(1...9))
    let values = (0..<count).map { _ in Quantity(random.number(1...100)) }
    let names = (0..<count).map(String.init)
    let elicitation = try #require(
      WeightElicitation(.swing, measures: names, members: [("m", values)])
    )
    for total in [Int64(100), 1000] {
      let integers = elicitation.integers(total: total)
      #expect(integers.reduce(0, +) == total)
      for (integer, weight) in zip(integers, elicitation.weights) {
        #expect(abs(Double(integer) - weight * Double(total)) < 1)
      }
    }
    let thirds = try #require(
      WeightElicitation(.swing, measures: ["a", "b", "c"], members: [("m", [1, 1, 1])])
    )
    #expect(thirds.integers(total: 100) == [34, 33, 33])
  }
}
