/// Who gives.
public struct Funder: Hashable, Sendable {
  /// What kind of institution a funder is.
  public enum Kind: String, CaseIterable, Sendable {
    case company, municipality
    case regionalGovernment = "regional_government"
    case foundation, community, other
  }

  /// The unique id.
  public var id: String
  /// The name that people know it by.
  public var name: String
  /// What kind of institution it is.
  public var kind: Kind

  /// Makes a funder.
  public init(id: String, name: String, kind: Kind = .other) {
    self.id = id
    self.name = name
    self.kind = kind
  }
}

/// One promised amount, perhaps earmarked.
public struct Pledge: Hashable, Sendable {
  /// How firm the promise is; a withdrawn one pays nothing.
  public enum Status: String, CaseIterable, Sendable {
    case pledged, formalized, withdrawn
  }

  /// The unique id: the table's own, or `FUNDER#k` for the funder's k-th pledge.
  public var id: String
  /// Position of its funder.
  public var funder: Int
  /// The promised amount.
  public var amount: Money
  /// Position of the cycle in which it comes; what is not spent then carries over to later ones.
  public var cycle: Int
  /// What it may pay, by column: an initiative must match one of the values of each.
  public var earmarks: [Earmark]
  /// At most this share (0…1) of one initiative's cost, rounded up to the minor unit.
  public var maxShare: Quantity?
  /// Pays at least this on an initiative, or nothing.
  public var minTicket: Money?
  /// Positions of the initiatives that must all be chosen for it to be usable.
  public var onlyIf: [Int]
  /// How firm the promise is.
  public var status: Status

  /// The most that it may pay of a cost: ``maxShare`` of it, rounded up, or all of it.
  public func cap(ofCost cost: Money) -> Money {
    guard let maxShare else { return cost }
    let unit = Int128(Quantity.powerOfTen(maxShare.decimals))
    let product = Int128(cost.minorUnits) * Int128(maxShare.significand)
    let cap = Int64((product + unit - 1) / unit)
    return min(cost, Money(minorUnits: cap))
  }
}

/// A condition on what a pledge may pay: the column must hold one of the values.
public struct Earmark: Hashable, Sendable {
  /// The category's name; `sdgs` and `initiative` (the id) are columns too.
  public var column: String
  /// The values that it may pay.
  public var values: Set<String>

  /// Makes an earmark.
  public init(column: String, values: Set<String>) {
    self.column = column
    self.values = values
  }
}
