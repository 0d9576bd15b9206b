public import Portfolio

/// One draw of what the terms of an objective measure.
public struct DrawnScores: Hashable, Sendable {
  /// What a factor is written in: millionths.
  public static let unit: Int64 = 1_000_000

  /// For each term (outer) and initiative what its value is multiplied by, in 1 ÷ ``unit``; `nil`: 1.
  public var factors: [[Int64]]?
  /// Whether each initiative's public fund is awarded: its investment counts whole or not at all, in terms of
  /// the expected investment too; `nil`: as planned.
  public var awards: [Bool]?
  /// What each initiative costs; `nil`: as planned.
  public var costs: [Money]?

  /// Makes a draw.
  public init(factors: [[Int64]]? = nil, awards: [Bool]? = nil, costs: [Money]? = nil) {
    self.factors = factors
    self.awards = awards
    self.costs = costs
  }
}
