/// The texts of `scenario.yaml` and `pledges.csv` that all families share.
struct RuleText {
  /// A limit of the scenario.
  struct Limit {
    var measure: String
    /// A category and its value.
    var place: (column: String, value: String)?
    var min: Int64?
    var max: Int64?
    /// One limit for each value of this category.
    var per: String?
    /// The cycle's name.
    var cycle: String?
  }

  /// A pledge: who gives, how much, and for what.
  struct Pledge {
    var amount: Int64
    /// Values by column: a blank list is any.
    var earmarks: [String: [String]] = [:]
    var maxShare: Int64?
    var minTicket: Int64?
    var cycle: String?
  }

  /// `scenario.yaml`.
  static func scenario(
    _ scenario: SyntheticScenario,
    cycles: [String],
    _ limits: [Limit]
  ) -> TextFile {
    var file = TextFile(.scenario)
    file.add("# Synthetic: no row is real. Made by \(scenario.command)\n")
    file.add("cartera: 1\nname: \(scenario.name)\ncurrency: CLP\n")
    if !cycles.isEmpty { file.add("cycles: [\(cycles.joined(separator: ", "))]\n") }
    file.add("initiatives: initiatives.csv\npledges: pledges.csv\n")
    file.add("objective:\n  mode: sum\n  terms:\n    - { measure: value, scale: raw }\n")
    if !limits.isEmpty { file.add("limits:\n") }
    for limit in limits {
      var parts = ["measure: \(limit.measure)"]
      if let place = limit.place { parts.append("where: { \(place.column): \(place.value) }") }
      if let min = limit.min { parts.append("min: \(min)") }
      if let max = limit.max { parts.append("max: \(max)") }
      if let per = limit.per { parts.append("per: \(per)") }
      if let cycle = limit.cycle { parts.append("cycle: \(cycle)") }
      file.add("  - { \(parts.joined(separator: ", ")) }\n")
    }
    return file
  }

  /// `pledges.csv`, with the columns that the pledges need.
  static func pledges(_ pledges: [Pledge], earmarkedBy columns: [String]) -> TextFile {
    let hasTerms = pledges.contains { $0.maxShare != nil || $0.minTicket != nil }
    let hasCycles = pledges.contains { $0.cycle != nil }
    var file = TextFile(.pledges)
    let headers =
      ["funder", "amount"] + columns + (hasTerms ? ["max_share", "min_ticket"] : [])
      + (hasCycles ? ["cycle"] : [])
    file.add(headers.joined(separator: ",") + "\n")
    for (index, pledge) in pledges.enumerated() {
      var cells = ["f\(index + 1)", "\(pledge.amount)"]
      cells += columns.map { pledge.earmarks[$0, default: []].joined(separator: ";") }
      if hasTerms {
        cells.append(pledge.maxShare.map { "\($0)%" } ?? "")
        cells.append(pledge.minTicket.map { "\($0)" } ?? "")
      }
      if hasCycles { cells.append(pledge.cycle ?? "") }
      file.add(cells.joined(separator: ",") + "\n")
    }
    return file
  }

  /// A share of a total, rounded down; exact for all totals.
  static func share(_ total: Int64, _ numerator: Int64, of denominator: Int64) -> Int64 {
    Int64(Int128(total) * Int128(numerator) / Int128(denominator))
  }

  /// Amounts that are to each other as the weights, and make up a total but for roundings; none is
  /// below 1.
  static func split(_ total: Int64, by weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(0, +)
    return weights.map { max(1, share(total, $0, of: sum)) }
  }
}
