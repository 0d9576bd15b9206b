public import Portfolio

/// Where the money goes: the funded initiatives by the values of a column.
public struct SpendingAudit: Hashable, Sendable {
  /// A value and what it got.
  public struct Part: Hashable, Sendable {
    /// The value; empty for initiatives that have none.
    public let value: String
    /// How many initiatives with it are viable, and how many of them are funded.
    public let viable: Int, funded: Int
    /// What the funded ones cost.
    public let cost: Money
    /// The part of all that is spent, 0…1.
    public let share: Fraction
  }

  /// The column: a category, or `sdgs`, where an initiative counts for each of its goals in full.
  public let column: String
  /// The values of viable initiatives, in the order in which they first appear; goals ascending.
  public let parts: [Part]

  /// Adds up the funded initiatives, given by their positions; `nil` if the scenario has no such
  /// column or it is blank.
  public init?(_ selected: [Int], in scenario: Scenario, by column: String) {
    let chosen = Set(selected)
    let total = selected.reduce(Money.zero) { $0 + scenario.initiatives[$1].cost }
    var values: [String] = []
    var sums: [String: (viable: Int, funded: Int, cost: Money)] = [:]
    for (position, initiative) in scenario.initiatives.enumerated()
    where scenario.isViable(position) {
      let mine =
        column == "sdgs"
        ? initiative.sdgs.map { String($0) } : [scenario.cell(column, of: position) ?? ""]
      for value in mine {
        if sums[value] == nil { values.append(value) }
        var sum = sums[value] ?? (0, 0, .zero)
        sum.viable += 1
        if chosen.contains(position) {
          sum.funded += 1
          sum.cost += initiative.cost
        }
        sums[value] = sum
      }
    }
    guard !values.allSatisfy(\.isEmpty) else { return nil }
    if column == "sdgs" { values.sort { (Int($0) ?? 0) < (Int($1) ?? 0) } }
    self.column = column
    parts = values.compactMap { value in
      sums[value].map { sum in
        Part(
          value: value,
          viable: sum.viable,
          funded: sum.funded,
          cost: sum.cost,
          share: total == .zero
            ? 0
            : Fraction(ExactInteger(sum.cost.minorUnits), ExactInteger(total.minorUnits))
        )
      }
    }
  }
}
