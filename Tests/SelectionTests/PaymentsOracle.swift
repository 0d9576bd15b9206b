import OrderedCollections
import Portfolio
import Selection
import TestSupport

/// The generator of a small seed.
func generator(seed: Int) -> SplitMix64 {
  SplitMix64(seed: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15)
}

/// What a tiny scenario is made of, before rows are shuffled or money is scaled.
struct TinyCase {
  struct Features {
    var tickets = false
    var shares = false
    var conditions = false
    var cycles = false
    var largestCost = 5
    var largestAmount = 6
  }

  var initiatives: [ScenarioDraft.InitiativeRow] = []
  var kinds: [String] = []
  var zones: [String] = []
  var pledges: [ScenarioDraft.PledgeRow] = []
  var cycles: [String] = []
  var allocation = Allocation.balanced

  /// A random case: up to 4 initiatives, up to 4 pledges of up to 3 funders.
  init(seed: Int, features: Features) {
    var random = generator(seed: seed)
    cycles = features.cycles ? ["2022", "2023"] : []
    // Ids are given in an order of their own, so that the order of ids is not that of the rows.
    let names = ["b", "B", "ñ", "a"].shuffled(using: &random)
    for row in 0..<Int.random(in: 1...4, using: &random) {
      let cost = Int64.random(in: 0...Int64(features.largestCost), using: &random)
      initiatives.append(
        .init(id: names[row], name: names[row], cost: Money(minorUnits: cost))
      )
      kinds.append(["x", "y", ""].randomElement(using: &random) ?? "x")
      zones.append(["n", "s"].randomElement(using: &random) ?? "n")
    }
    let ids = ["p2", "p10", "p1", "P"].shuffled(using: &random)
    for row in 0..<Int.random(in: 1...4, using: &random) {
      let amount = Int64.random(in: 0...Int64(features.largestAmount), using: &random)
      var pledge = ScenarioDraft.PledgeRow(
        id: ids[row],
        funder: ["f", "F", "g"].randomElement(using: &random) ?? "f",
        amount: Money(minorUnits: amount)
      )
      if Int.random(in: 0..<3, using: &random) == 0 {
        pledge.earmarks.append(Earmark(column: "kind", values: ["x"]))
      }
      if Int.random(in: 0..<3, using: &random) == 0 {
        pledge.earmarks.append(Earmark(column: "zone", values: ["s"]))
      }
      if Int.random(in: 0..<8, using: &random) == 0, let some = initiatives.last {
        pledge.earmarks.append(Earmark(column: "initiative", values: [some.id]))
      }
      if features.shares, Bool.random(using: &random) {
        let share = Int64.random(in: 1...10, using: &random)
        pledge.maxShare = Quantity(share, decimals: 1)
      }
      if features.tickets, Bool.random(using: &random) {
        pledge.minTicket = Money(minorUnits: Int64.random(in: 1...4, using: &random))
      }
      if features.conditions, Bool.random(using: &random) {
        pledge.onlyIf = initiatives.filter { _ in Int.random(in: 0..<3, using: &random) == 0 }
          .map(\.id)
      }
      if features.cycles { pledge.cycle = cycles.randomElement(using: &random) }
      if Int.random(in: 0..<12, using: &random) == 0 { pledge.status = .withdrawn }
      pledges.append(pledge)
    }
    // Every earmark must name a value that exists.
    if !kinds.contains("x") { kinds[0] = "x" }
    if !zones.contains("s") { zones[0] = "s" }
  }

  /// The scenario, with rows in another order and money multiplied if asked for.
  func scenario(
    initiativeOrder: [Int]? = nil,
    pledgeOrder: [Int]? = nil,
    times factor: Int64 = 1
  ) throws -> Scenario {
    let order = initiativeOrder ?? Array(initiatives.indices)
    func scaled(_ money: Money) -> Money { Money(minorUnits: money.minorUnits * factor) }
    var draft = ScenarioDraft(
      name: "tiny",
      currency: try Currency.known("CLP"),
      cycles: cycles,
      initiatives: .init(
        source: "initiatives.csv",
        rows: order.map {
          var row = initiatives[$0]
          row.cost = scaled(row.cost)
          return row
        }
      ),
      pledges: .init(
        source: "pledges.csv",
        rows: (pledgeOrder ?? Array(pledges.indices)).map {
          var row = pledges[$0]
          row.amount = scaled(row.amount)
          row.minTicket = row.minTicket.map(scaled)
          return row
        }
      )
    )
    draft.categories = ["kind": order.map { kinds[$0] }, "zone": order.map { zones[$0] }]
    draft.terms = [
      .init(.init(measure: "count", scale: .raw), at: Place(source: "scenario.yaml"))
    ]
    draft.allocation = allocation
    return try Scenario(draft)
  }

  /// A random portfolio.
  func starts(seed: Int) -> [Start] {
    var random = generator(seed: seed &+ 77_777)
    return initiatives.indices.filter { _ in Int.random(in: 0..<5, using: &random) > 0 }.map {
      Start(initiative: $0, cycle: Int.random(in: 0..<max(1, cycles.count), using: &random))
    }
  }
}

extension Currency {
  struct Unknown: Error {}

  static func known(_ code: String) throws -> Currency {
    guard let currency = Currency(code: code) else { throw Unknown() }
    return currency
  }
}

/// Every integer split of a portfolio's costs, found by enumeration from the rules of FORMAT.md
/// alone: `payments[k][p]` is what pledge p pays for the k-th start.
func everySplit(_ scenario: Scenario, _ starts: [Start]) -> [[[Int64]]] {
  let chosen = Set(starts.map(\.initiative))
  let pledges = scenario.pledges
  var left = pledges.map { $0.onlyIf.allSatisfy(chosen.contains) ? $0.amount.minorUnits : 0 }
  var found: [[[Int64]]] = []
  var payments = starts.map { _ in [Int64](repeating: 0, count: pledges.count) }

  func visit(_ start: Int, _ pledge: Int, _ rest: Int64) {
    if start == starts.count {
      found.append(payments)
      return
    }
    if pledge == pledges.count {
      guard rest == 0 else { return }
      let next = start + 1
      visit(next, 0, next < starts.count ? cost(next) : 0)
      return
    }
    let item = pledges[pledge]
    let mayPay = scenario.mayPay(
      item,
      for: starts[start].initiative,
      startingIn: starts[start].cycle
    )
    let cap = item.cap(ofCost: Money(minorUnits: cost(start))).minorUnits
    let most = mayPay ? min(rest, left[pledge], cap) : 0
    let ticket = item.minTicket?.minorUnits ?? 0
    for amount in 0...max(0, most) where amount == 0 || amount >= ticket {
      payments[start][pledge] = amount
      left[pledge] -= amount
      visit(start, pledge + 1, rest - amount)
      left[pledge] += amount
    }
    payments[start][pledge] = 0
  }

  func cost(_ start: Int) -> Int64 {
    scenario.initiatives[starts[start].initiative].cost.minorUnits
  }

  visit(0, 0, starts.isEmpty ? 0 : cost(0))
  return found
}
