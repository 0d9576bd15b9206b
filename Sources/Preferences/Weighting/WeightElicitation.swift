public import Portfolio

/// The weights of an objective's terms, from what the members of a table said.
public struct WeightElicitation: Sendable {
  /// How the members said it.
  public enum Method: String, CaseIterable, Sendable {
    /// Swing weighting: points for each measure's swing from its worst to its best, the most important 100. A
    /// weight is the points ÷ their sum.
    ///
    /// Source: von Winterfeldt and Edwards, "Decision Analysis and Behavioral Research", 1986, chapter 8.
    case swing
    /// The Analytic Hierarchy Process: how many times as important one measure is as another
    /// (``PairwiseMatrix``).
    case ahp
    /// Rank-order centroid: the mean of all weights that agree with the ranking. Rank k of n has
    /// (1 ÷ n)·Σ_{i=k…n} 1 ÷ i; measures of equal rank share the mean of their places.
    ///
    /// Source: Edwards and Barron, "SMARTS and SMARTER", Organizational Behavior and Human Decision Processes 60
    /// (1994), doi:10.1006/obhd.1994.1087.
    case roc
  }

  /// What one member said, and its weights.
  public struct Member: Sendable {
    /// The name.
    public let name: String
    /// One for each measure, with the sum 1.
    public let weights: [Double]
    /// How well its judgements agree; AHP only.
    public let consistency: PairwiseMatrix.Consistency?
  }

  /// How the members said it.
  public let method: Method
  /// The measures, in the order of the weights.
  public let measures: [String]
  /// What each said, in the order of the table.
  public let members: [Member]
  /// The table's weights, with the sum 1.
  public let weights: [Double]
  /// How well the table's judgements agree; AHP only.
  public let consistency: PairwiseMatrix.Consistency?

  /// Weights from points or ranks: for each member one number for each measure.
  ///
  /// The table's weight is the geometric mean of the members' weights, scaled to the sum 1; so a
  /// member's 0 keeps a measure out.
  ///
  /// - Returns: `nil` if a member gives no points at all, or if no measure has points of all of them.
  ///
  /// Source: Forman and Peniwati 1998 (aggregation of individual priorities).
  public init?(
    _ method: Method,
    measures: [String],
    members: [(name: String, values: [Quantity])]
  ) {
    self.method = method
    self.measures = measures
    let members = members.map { member in
      Member(
        name: member.name,
        weights: method == .roc
          ? WeightElicitation.centroid(member.values)
          : normalized(member.values.map(\.approximation)),
        consistency: nil
      )
    }
    let means = measures.indices.map { measure in
      geometricMean(members.map { $0.weights[measure] })
    }
    guard means.contains(where: { $0 > 0 }), means.allSatisfy(\.isFinite) else { return nil }
    self.members = members
    weights = normalized(means)
    consistency = nil
  }

  /// Weights from pairwise judgements: the table's are those of the members' aggregated judgements.
  ///
  /// - Precondition: There is a member, and all compare these measures.
  public init(measures: [String], members: [(name: String, matrix: PairwiseMatrix)]) {
    method = .ahp
    self.measures = measures
    self.members = members.map {
      Member(name: $0.name, weights: $0.matrix.weights, consistency: $0.matrix.consistency)
    }
    let table = PairwiseMatrix(aggregating: members.map(\.matrix))
    weights = table.weights
    consistency = table.consistency
  }

  /// The weights as integers with this sum: each rounded down, and the units that are missing go to
  /// the largest remainders, the first of equals.
  ///
  /// Source: Hamilton's method; Balinski and Young, "Fair Representation", 1982.
  public func integers(total: Int64) -> [Int64] {
    let quotas = weights.map { $0 * Double(total) }
    // A quota that is whole but for rounding errors is whole.
    var integers = quotas.map { Int64(($0 + 1e-9).rounded(.down)) }
    let remainders = quotas.indices.map {
      (max(0, quotas[$0] - Double(integers[$0])) * 1e6).rounded()
    }
    let order = quotas.indices.stablySorted { remainders[$0] > remainders[$1] }
    let missing = max(0, total - integers.reduce(0, +))
    for index in order.prefix(Int(missing)) { integers[index] += 1 }
    return integers
  }

  private static func centroid(_ ranks: [Quantity]) -> [Double] {
    let count = ranks.count
    var places = [Double](repeating: 0, count: count)
    var sum = 0.0
    for place in (0..<count).reversed() {
      sum += 1 / Double(place + 1)
      places[place] = sum / Double(count)
    }
    return ranks.map { rank in
      let before = ranks.count { $0 < rank }
      let equal = ranks.count { $0 == rank }
      return places[before..<before + equal].reduce(0, +) / Double(equal)
    }
  }
}
