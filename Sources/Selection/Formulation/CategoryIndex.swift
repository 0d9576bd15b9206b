import Portfolio

/// Which initiatives have which value of a category, found once for each column that a limit names.
struct CategoryIndex {
  private let scenario: Scenario
  private var values: [String: (order: [String], positions: [String: [Int]])] = [:]

  init(_ scenario: Scenario) { self.scenario = scenario }

  /// The initiatives that count in a limit, by the values of its `per` category in the order of
  /// first appearance; one part without it.
  mutating func parts(of limit: Limit) -> [(value: String?, members: [Int])] {
    let matching = positions(matching: limit.filters)
    guard let per = limit.per else {
      return [(nil, matching ?? Array(scenario.initiatives.indices))]
    }
    let (order, positions) = column(per)
    guard let matching else { return order.map { ($0, positions[$0] ?? []) } }
    let counts = Set(matching)
    return order.map { ($0, (positions[$0] ?? []).filter(counts.contains)) }
  }

  /// The initiatives that match every filter, ascending; `nil` without any filter: all.
  private mutating func positions(matching filters: [Earmark]) -> [Int]? {
    guard let first = filters.first else { return nil }
    let column = column(first.column).positions
    var found: Set<Int> = []
    for value in first.values { found.formUnion(column[value] ?? []) }
    let rest = Array(filters.dropFirst())
    return found.sorted().filter { scenario.matches(rest, $0) }
  }

  private mutating func column(
    _ name: String
  ) -> (order: [String], positions: [String: [Int]]) {
    if let known = values[name] { return known }
    var order: [String] = []
    var positions: [String: [Int]] = [:]
    for position in scenario.initiatives.indices {
      for value in texts(in: name, of: position) {
        if positions[value] == nil { order.append(value) }
        if positions[value]?.last != position { positions[value, default: []].append(position) }
      }
    }
    values[name] = (order, positions)
    return (order, positions)
  }

  private func texts(in column: String, of position: Int) -> [String] {
    switch column {
    case "initiative": [scenario.initiatives[position].id]
    case "sdgs": scenario.initiatives[position].sdgs.map(String.init)
    default: scenario.cell(column, of: position).map { [$0] } ?? []
    }
  }
}
