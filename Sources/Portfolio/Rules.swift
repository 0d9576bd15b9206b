/// A condition that an initiative must pass to be considered at all.
public struct Gate: Hashable, Sendable {
  /// What the column's cell must satisfy; a blank cell never does.
  public enum Condition: Hashable, Sendable {
    case atLeast(Quantity)
    case atMost(Quantity)
    case oneOf([String])
    case noneOf([String])
  }

  /// The measure or category that is looked at.
  public var column: String
  /// What it must satisfy.
  public var condition: Condition

  /// Makes a gate.
  public init(column: String, condition: Condition) {
    self.column = column
    self.condition = condition
  }
}

/// A number of an initiative that terms and limits can add up.
public enum Measure: Hashable, Sendable {
  /// 1 for each initiative.
  case count
  /// What the pooled money pays, in minor units.
  case cost
  /// The public investment, in minor units.
  case investment
  /// Investment × award probability, in minor units.
  case expectedInvestment
  /// All stakeholders' preference, by their weights, 0…1.
  case preference
  /// The preference of the stakeholder at this position, 0…1.
  case preferenceOf(Int)
  /// A numeric column.
  case column(String)
}

/// What the table wants most of.
public struct Objective: Hashable, Sendable {
  /// How the terms make one aim.
  public enum Mode: String, CaseIterable, Sendable {
    case sum, lexicographic, maximin, nash

    /// Whether the terms make one sum of points, interactions included.
    public var addsTermsUp: Bool { self != .lexicographic }

    /// Whether the stakeholders' satisfactions are the first aim.
    public var isFair: Bool { self == .maximin || self == .nash }
  }

  /// How an aim goes on where it would leave portfolios undecided.
  public enum Refinement: String, CaseIterable, Sendable {
    /// After the smallest satisfaction the second smallest, and so on.
    case leximin
  }

  /// How a measure's number becomes a scaled value.
  public enum Scale: Hashable, Sendable {
    /// The measure divided by the largest among viable initiatives.
    case largest
    /// Linear from 0 at the first to 1 at the second number, clipped to 0…1.
    case range(Quantity, Quantity)
    /// The number itself.
    case raw
  }

  /// One part of the aim.
  public struct Term: Hashable, Sendable {
    /// The measure as the scenario names it.
    public var name: String
    /// The measure.
    public var measure: Measure
    /// Its weight; not negative.
    public var weight: Quantity
    /// How its number becomes a scaled value.
    public var scale: Scale
  }

  /// How the terms make one aim.
  public var mode: Mode
  /// How `maximin` goes on after the smallest satisfaction; `nil`: with the points at once.
  public var refinement: Refinement?
  /// The parts, in the scenario's order.
  public var terms: [Term]
}

/// Points gained (or lost) when both initiatives are chosen.
public struct Interaction: Hashable, Sendable {
  /// Position of the one initiative.
  public var first: Int
  /// Position of the other.
  public var second: Int
  /// The points.
  public var value: Int64
}

/// A bound on the sum of a measure over some of the chosen initiatives.
public struct Limit: Hashable, Sendable {
  /// A bound: a number, or a share of a whole.
  public enum Bound: Hashable, Sendable {
    /// In the measure's own unit; money in minor units.
    case amount(Quantity)
    /// 0.4 is 40 %: for `cost` of all pledged money, else of the sum over viable initiatives.
    case share(Quantity)
  }

  /// The measure as the scenario names it.
  public var name: String
  /// The measure.
  public var measure: Measure
  /// The least sum.
  public var min: Bound?
  /// The largest sum.
  public var max: Bound?
  /// Which initiatives count: each column must hold one of the values.
  public var filters: [Earmark]
  /// One limit for each value of this category.
  public var per: String?
  /// Only initiatives that start in the cycle at this position count.
  public var cycle: Int?
}

/// How the cost of the chosen portfolio is split among the pledges.
public enum Allocation: String, CaseIterable, Sendable {
  case balanced
  case earmarkedFirst = "earmarked_first"
}

extension Measure {
  /// Whether the measure is an amount of money.
  public var isMoney: Bool {
    switch self {
    case .cost, .investment, .expectedInvestment: true
    case .count, .preference, .preferenceOf, .column: false
    }
  }
}
