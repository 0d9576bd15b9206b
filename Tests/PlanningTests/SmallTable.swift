import OrderedCollections
import Portfolio
import Selection
import TestSupport
import Testing

/// A small random table with every set of its initiatives that keeps the rules, found by trying them
/// all: an oracle that is written apart from the model.
///
/// One pledge may pay anything, one only sector `a`; there are a limit on hours, requirements and a
/// group of alternatives.
struct SmallTable {
  let costs: [Int64]
  /// The measures `m1`, `m2`, `m3`.
  let columns: [[Int64]]
  let scenario: Scenario
  /// The sets that keep the rules, as positions in table order.
  let feasible: [[Int]]
  /// The sets that keep the rules that are not about money.
  private let lawful: [[Int]]
  /// The public investments, and the chances of their awards in tenths.
  let investments: [Int64], chances: [Int64]
  /// Whether each initiative is of sector `a`.
  let isEarmarked: [Bool]
  let anyMoney: Int64, earmarkedMoney: Int64
  private let hours: [Int64]
  private let room: Int64
  private let required: [Int?]
  private let group: [Int]

  init(
    seed: UInt64,
    count: Int,
    terms: [ScenarioDraft.TermDraft],
    interactions: Bool = false
  ) throws {
    var random = SplitMix64(seed: seed)
    costs = (0..<count).map { _ in 10 * random.number(1...20) }
    columns = (0..<3).map { _ in (0..<count).map { _ in random.number(0...12) } }
    hours = (0..<count).map { _ in random.number(0...9) }
    isEarmarked = (0..<count).map { _ in random.happens(40) }
    let sum = costs.reduce(0, +)
    anyMoney = sum / 3
    earmarkedMoney = sum / 5
    room = hours.reduce(0, +) / 2
    required = (0..<count).map { index in
      index > 0 && random.happens(20) ? Int(random.number(0...Int64(index - 1))) : nil
    }
    group = (0..<count).filter { _ in random.happens(25) }
    investments = (0..<count).map { _ in 100 * random.number(1...30) }
    chances = (0..<count).map { _ in random.number(1...9) }
    let (investments, chances) = (investments, chances)
    let sectors = isEarmarked.map { $0 ? "a" : "b" }
    let (required, group, costs, columns, hours) = (required, group, costs, columns, hours)
    var draft = ScenarioDraft(
      name: "small",
      currency: try #require(Currency(code: "CLP")),
      initiatives: .init(
        source: "initiatives",
        rows: (0..<count).map { index in
          var row = ScenarioDraft.InitiativeRow(
            id: "i\(index)",
            name: "i\(index)",
            cost: Money(minorUnits: costs[index]),
            requires: required[index].map { ["i\($0)"] } ?? []
          )
          row.investment = Money(minorUnits: investments[index])
          row.awardProbability = Quantity(chances[index], decimals: 1)
          if group.contains(index) { row.group = "g" }
          return row
        }
      ),
      pledges: .init(
        source: "pledges",
        rows: [
          .init(funder: "any", amount: Money(minorUnits: anyMoney)),
          .init(
            funder: "earmarked",
            amount: Money(minorUnits: earmarkedMoney),
            earmarks: [Earmark(column: "sector", values: ["a"])]
          ),
        ]
      )
    )
    draft.categories["sector"] = sectors
    for (index, column) in columns.enumerated() {
      draft.measures["m\(index + 1)"] = MeasureColumn(column.map { Quantity($0) })
    }
    draft.measures["hours"] = MeasureColumn(hours.map { Quantity($0) })
    let place = Place(source: "scenario")
    draft.terms = terms.map { .init($0, at: place) }
    draft.limits = [.init(.init(measure: "hours", max: .amount(Quantity(room))), at: place)]
    if interactions {
      draft.interactions = .init(
        source: "interactions",
        rows: [
          .init(first: "i0", second: "i1", value: 900),
          .init(first: "i2", second: "i3", value: -1100),
        ]
      )
    }
    scenario = try Scenario(draft)
    var lawful: [[Int]] = []
    for set in 0..<(1 << count) {
      let members = (0..<count).filter { set >> $0 & 1 == 1 }
      let isKept = members.allSatisfy { member in
        required[member].map { members.contains($0) } ?? true
      }
      guard isKept, members.count(where: group.contains) <= 1,
        members.reduce(0, { $0 + hours[$1] }) <= room
      else { continue }
      lawful.append(members)
    }
    self.lawful = lawful
    let (any, earmarked, isEarmarked) = (anyMoney, earmarkedMoney, isEarmarked)
    feasible = lawful.filter {
      SmallTable.isPaid($0, costs, isEarmarked, any: any, earmarked: earmarked)
    }
  }

  private static func isPaid(
    _ members: [Int],
    _ costs: [Int64],
    _ isEarmarked: [Bool],
    any: Int64,
    earmarked: Int64
  ) -> Bool {
    let open = members.filter { !isEarmarked[$0] }.reduce(0) { $0 + costs[$1] }
    return open <= any && members.reduce(0) { $0 + costs[$1] } <= any + earmarked
  }

  /// The sets that keep the rules if the costs are these.
  func feasible(costing costs: [Int64]) -> [[Int]] {
    lawful.filter {
      SmallTable.isPaid($0, costs, isEarmarked, any: anyMoney, earmarked: earmarkedMoney)
    }
  }

  func ids(_ members: [Int]) -> [String] { members.map { scenario.initiatives[$0].id } }

  func cost(_ members: [Int]) -> Int64 { members.reduce(0) { $0 + costs[$1] } }

  /// Whether one of two sets that are equally good comes first: the cheaper, then that with the
  /// earlier row.
  func comesBefore(_ left: [Int], _ right: [Int], costing others: [Int64]? = nil) -> Bool {
    let costs = others ?? costs
    let (one, other) = (left.reduce(0) { $0 + costs[$1] }, right.reduce(0) { $0 + costs[$1] })
    if one != other { return one < other }
    for index in costs.indices where left.contains(index) != right.contains(index) {
      return left.contains(index)
    }
    return false
  }
}
