import OrderedCollections
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
    var places: [String: Int] = [:]
    var parts: [[Int]] = []
    func add(_ position: Int, to value: String) {
      let place: Int
      if let known = places[value] {
        place = known
      } else {
        place = order.count
        places[value] = place
        order.append(value)
        parts.append([])
      }
      if parts[place].last != position { parts[place].append(position) }
    }
    let items = scenario.initiatives.enumerated()
    switch name {
    case "initiative": for (position, item) in items { add(position, to: item.id) }
    case "sdgs":
      for (position, item) in items {
        for goal in item.sdgs { add(position, to: String(goal)) }
      }
    default:
      // A column of texts is looked up once, not once for each cell.
      if let cells = scenario.categories[name] {
        for (position, cell) in cells.enumerated() where !cell.isEmpty { add(position, to: cell) }
      } else {
        for position in scenario.initiatives.indices {
          if let cell = scenario.cell(name, of: position) { add(position, to: cell) }
        }
      }
    }
    let positions = places.mapValues { parts[$0] }
    values[name] = (order, positions)
    return (order, positions)
  }
}
