/// Who has a say.
public struct Stakeholder: Hashable, Sendable {
  /// How a ballot's values are read.
  public enum BallotKind: String, CaseIterable, Sendable {
    case score, points, approval, ranking
  }

  /// The unique id.
  public var id: String
  /// The name that people know it by.
  public var name: String
  /// A free description: community, company or municipality.
  public var kind: String?
  /// How much its preference counts; not negative.
  public var weight: Quantity
  /// How its ballot's values are read.
  public var ballot: BallotKind
  /// The largest score of the ballot's scale; `nil`: the largest that was given.
  public var scale: Quantity?
  /// What it said: the value by the initiative's position; not named = not scored.
  public var values: [Int: Quantity]
}
