/// How many times as important each measure is as each other, in one member's judgement or a
/// table's: positive, with a_ji = 1 ÷ a_ij.
///
/// The weights are the principal eigenvector w, A·w = λ·w with the largest λ, found by power
/// iteration and scaled to the sum 1. λ is n if the judgements agree with each other (a_ij·a_jk = a_ik) and larger
/// otherwise. The *consistency index* (λ − n) ÷ (n − 1) divided by that of random judgements (Saaty's
/// random index) is the *consistency ratio*; Saaty asks to revise judgements above 0.10.
///
/// The judgement to revisit first is the one that is farthest from what the weights say: the largest
/// of a_ij·w_j ÷ w_i and its inverse. Closest to the rest would be w_i ÷ w_j.
///
/// Sources: Saaty, "A scaling method for priorities in hierarchical structures", Journal of Mathematical
/// Psychology 15 (1977), doi:10.1016/0022-2496(77)90033-5; the random indices: Saaty, "The Analytic Hierarchy
/// Process", 1980; which judgement: Saaty, "Decision-making with the AHP: Why is the principal eigenvector
/// necessary", European Journal of Operational Research 145 (2003), doi:10.1016/S0377-2217(02)00227-8.
public struct PairwiseMatrix: Hashable, Sendable {
  /// A judgement, and what the weights say instead.
  public struct Judgement: Hashable, Sendable {
    /// Positions of the two measures.
    public let first: Int, second: Int
    /// How many times as important the first is, as given, and as the weights say.
    public let given: Double, fitting: Double
  }

  /// How well the judgements agree with each other.
  public struct Consistency: Hashable, Sendable {
    /// λ, the largest eigenvalue.
    public let eigenvalue: Double
    /// (λ − n) ÷ (n − 1), and that divided by the random index.
    public let index: Double, ratio: Double
    /// The judgement to revisit first; `nil` if all agree.
    public let revisit: Judgement?

    /// Whether the ratio is at most 0.10.
    public var isAcceptable: Bool { ratio <= 0.1 }
  }

  /// The most measures for which a random index is known.
  public static let mostMeasures = 15

  /// Saaty's random indices for 1, 2, … measures.
  static let randomIndices = [
    0, 0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59,
  ]

  /// a_ij, by row and column.
  public let values: [[Double]]

  /// Makes a matrix of the judgements above the diagonal, `upper[i][j − i − 1]` for i < j, each
  /// above 0.
  public init(upper: [[Double]]) {
    let count = upper.count
    var values = [[Double]](repeating: [Double](repeating: 1, count: count), count: count)
    for (first, judgements) in upper.enumerated() {
      for (offset, judgement) in judgements.enumerated() {
        values[first][first + 1 + offset] = judgement
        values[first + 1 + offset][first] = 1 / judgement
      }
    }
    self.values = values
  }

  /// The table's judgements: the geometric mean of the members' for each pair (aggregation of individual
  /// judgements), the only mean that keeps a_ji = 1 ÷ a_ij.
  ///
  /// Sources: Aczél and Saaty, "Procedures for synthesizing ratio judgements", Journal of Mathematical
  /// Psychology 27 (1983), doi:10.1016/0022-2496(83)90028-7; Forman and Peniwati, European Journal of Operational
  /// Research 108 (1998), doi:10.1016/S0377-2217(97)00244-0.
  ///
  /// - Precondition: There is a member, and all compare the same measures.
  public init(aggregating members: [PairwiseMatrix]) {
    let count = members[0].values.count
    let upper = (0..<count).map { row in
      (row + 1..<max(count, row + 1)).map { column in
        geometricMean(members.map { $0.values[row][column] })
      }
    }
    self.init(upper: upper)
  }

  /// The weights, with the sum 1.
  public var weights: [Double] {
    var weights = [Double](repeating: 1 / Double(values.count), count: values.count)
    // Positive matrices converge; the bound is far beyond what 15 measures need.
    for _ in 0..<10_000 {
      let next = normalized(product(weights))
      let change = zip(next, weights).reduce(0) { max($0, abs($1.0 - $1.1)) }
      weights = next
      if change < 1e-15 { break }
    }
    return weights
  }

  /// How well the judgements agree; with fewer than three measures they always do.
  public var consistency: Consistency {
    let weights = weights
    let count = values.count
    let eigenvalue =
      zip(product(weights), weights).reduce(0) { $0 + $1.0 / $1.1 } / Double(count)
    let index = count < 3 ? 0 : max(0, (eigenvalue - Double(count)) / Double(count - 1))
    var worst: (factor: Double, judgement: Judgement)?
    for first in 0..<count {
      for second in first + 1..<max(count, first + 1) {
        let fitting = weights[first] / weights[second]
        let given = values[first][second]
        let factor = max(given / fitting, fitting / given)
        if factor > max(worst?.factor ?? 0, 1 + 1e-9) {
          worst = (factor, Judgement(first: first, second: second, given: given, fitting: fitting))
        }
      }
    }
    return Consistency(
      eigenvalue: eigenvalue,
      index: index,
      ratio: count < 3 ? 0 : index / PairwiseMatrix.randomIndices[count - 1],
      revisit: count < 3 ? nil : worst?.judgement
    )
  }

  private func product(_ vector: [Double]) -> [Double] {
    values.map { row in zip(row, vector).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}

/// The numbers divided by their sum.
func normalized(_ values: [Double]) -> [Double] {
  let sum = values.reduce(0, +)
  return values.map { $0 / sum }
}

/// The n-th root of the product of n numbers of 0 or more.
///
/// By Newton's iteration on the numbers divided by their largest, with IEEE arithmetic alone, so that it is the same on every machine.
func geometricMean(_ values: [Double]) -> Double {
  let largest = values.max() ?? 0
  guard largest > 0, values.count > 1 else { return largest }
  let product = values.reduce(1) { $0 * ($1 / largest) }
  guard product > 0 else { return 0 }
  var root = 1.0
  for _ in 0..<1000 {
    let power = (1..<values.count).reduce(1.0) { power, _ in power * root }
    let next = root + (product / power - root) / Double(values.count)
    if abs(next - root) <= next * 0x1p-52 { break }
    root = next
  }
  return root * largest
}
