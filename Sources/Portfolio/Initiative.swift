/// What may be funded: chosen whole or not at all.
public struct Initiative: Hashable, Sendable {
  /// Whether the table still has a choice.
  public enum Status: String, CaseIterable, Sendable {
    case open, committed, excluded
  }

  /// The unique id.
  public var id: String
  /// The name that people know it by.
  public var name: String
  /// What the pooled money pays for it (its design).
  public var cost: Money
  /// The public investment expected if it is awarded; `nil` if the table does not say.
  public var investment: Money?
  /// The chance, 0…1, that its public fund is awarded.
  public var awardProbability: Quantity
  /// The Sustainable Development Goals it serves, 1…17, ascending.
  public var sdgs: [Int]
  /// Positions of the initiatives that must be chosen too, in the same or an earlier cycle.
  public var requires: [Int]
  /// Alternatives carry the same group: at most one of them is chosen.
  public var group: String?
  /// Positions of the first and the last cycle in which it may start.
  public var window: ClosedRange<Int>
  /// Whether the table still has a choice.
  public var status: Status
}

/// A numeric column of the initiatives: one exact number, or a blank, for each.
public struct MeasureColumn: Hashable, Sendable {
  /// How many digits of each value stand behind the point.
  public let decimals: Int
  /// The values' digits, in the order of the initiatives; `nil` for a blank cell.
  public let significands: [Int64?]

  /// Makes a column with common decimals from its values; `nil` if a value does not fit.
  public init?(_ values: [Quantity?]) {
    let decimals = values.reduce(0) { max($0, $1?.decimals ?? 0) }
    var significands: [Int64?] = []
    significands.reserveCapacity(values.count)
    for value in values {
      guard let value else {
        significands.append(nil)
        continue
      }
      guard let digits = value.significand(decimals: decimals) else { return nil }
      significands.append(digits)
    }
    self.decimals = decimals
    self.significands = significands
  }

  /// The value of the initiative at `position`.
  public subscript(position: Int) -> Quantity? {
    significands[position].map { Quantity($0, decimals: decimals) }
  }
}
