import Portfolio
import Selection

/// An exact fraction, compared by cross-multiplication.
struct Burden: Comparable {
  static let zero = Burden(paid: 0, pledged: 1)

  let paid: Int64
  let pledged: Int64

  static func < (left: Burden, right: Burden) -> Bool {
    Int128(left.paid) * Int128(right.pledged) < Int128(right.paid) * Int128(left.pledged)
  }

  static func == (left: Burden, right: Burden) -> Bool {
    Int128(left.paid) * Int128(right.pledged) == Int128(right.paid) * Int128(left.pledged)
  }
}

/// The rules of `docs/payments.md`, written as comparisons of whole splits rather than as a method.
struct SplitOracle {
  let scenario: Scenario
  let starts: [Start]

  init(_ scenario: Scenario, _ starts: [Start]) {
    self.scenario = scenario
    self.starts = starts
  }

  /// What each pledge pays.
  func totals(_ payments: [[Int64]]) -> [Int64] {
    scenario.pledges.indices.map { pledge in payments.reduce(0) { $0 + $1[pledge] } }
  }

  func funderBurdens(_ payments: [[Int64]]) -> [Burden] {
    items(grouping: byFunder, totals(payments)).map { Burden(paid: $0.paid, pledged: $0.pledged) }
  }

  func prefers(_ left: [[Int64]], to right: [[Int64]]) -> Bool {
    let left = totals(left)
    let right = totals(right)
    for stage in stages {
      let leftItems = items(grouping: stage, left)
      let rightItems = items(grouping: stage, right)
      let leftSum = leftItems.reduce(0) { $0 + $1.paid }
      let rightSum = rightItems.reduce(0) { $0 + $1.paid }
      if leftSum != rightSum { return leftSum > rightSum }
      // The burdens, largest first: the first difference decides.
      let leftBurdens = leftItems.map { Burden(paid: $0.paid, pledged: $0.pledged) }.sorted(by: >)
      let rightBurdens = rightItems.map { Burden(paid: $0.paid, pledged: $0.pledged) }
        .sorted(by: >)
      for (one, other) in zip(leftBurdens, rightBurdens) where one != other { return one < other }
      // Equal burdens: of the funders that differ, the one at the largest burden decides; of equal
      // burdens the one with the smallest pledge, of equal pledges the last in the order of ids. It
      // should not pay it.
      let differing = leftItems.indices.filter { leftItems[$0].paid != rightItems[$0].paid }
      let ranked = differing.sorted { one, other in
        let oneMost = Burden(
          paid: max(leftItems[one].paid, rightItems[one].paid),
          pledged: leftItems[one].pledged
        )
        let otherMost = Burden(
          paid: max(leftItems[other].paid, rightItems[other].paid),
          pledged: leftItems[other].pledged
        )
        if oneMost != otherMost { return oneMost > otherMost }
        if leftItems[one].pledged != leftItems[other].pledged {
          return leftItems[one].pledged < leftItems[other].pledged
        }
        return one > other
      }
      if let first = ranked.first { return leftItems[first].paid < rightItems[first].paid }
    }
    return false
  }

  /// The payments in the order in which they should be lexicographically largest.
  func inOrder(_ payments: [[Int64]]) -> [Int64] {
    let rows = starts.indices.sorted {
      (starts[$0].cycle, Scalars(scenario.initiatives[starts[$0].initiative].id))
        < (starts[$1].cycle, Scalars(scenario.initiatives[starts[$1].initiative].id))
    }
    let columns = scenario.pledges.indices.sorted {
      Scalars(scenario.pledges[$0].id) < Scalars(scenario.pledges[$1].id)
    }
    return rows.flatMap { row in columns.map { payments[row][$0] } }
  }

  private typealias Item = (paid: Int64, pledged: Int64)

  /// Groups of pledges, each stage in the order of ids.
  private var stages: [[[Int]]] {
    let pledges = scenario.pledges
    switch scenario.allocation {
    case .balanced:
      return [byFunder] + byFunder.map { $0.map { [$0] } }
    case .earmarkedFirst:
      let breadths = pledges.map { pledge in
        scenario.initiatives.indices.count {
          scenario.isViable($0) && scenario.initiatives[$0].status != .excluded
            && scenario.mayPay(
              pledge,
              for: $0,
              startingIn: scenario.initiatives[$0].window.upperBound
            )
        }
      }
      let inOrder = pledges.indices.filter { pledges[$0].status != .withdrawn }.sorted {
        (breadths[$0], -pledges[$0].cycle, Scalars(pledges[$0].id))
          < (breadths[$1], -pledges[$1].cycle, Scalars(pledges[$1].id))
      }
      var stages: [[[Int]]] = []
      for (index, pledge) in inOrder.enumerated() {
        let before = index > 0 ? inOrder[index - 1] : nil
        if let before, breadths[before] == breadths[pledge],
          pledges[before].cycle == pledges[pledge].cycle
        {
          stages[stages.count - 1].append([pledge])
        } else {
          stages.append([[pledge]])
        }
      }
      return stages
    }
  }

  private var byFunder: [[Int]] {
    let pledges = scenario.pledges
    return scenario.funders.indices
      .sorted { Scalars(scenario.funders[$0].id) < Scalars(scenario.funders[$1].id) }
      .map { funder in
        pledges.indices.filter { pledges[$0].funder == funder && pledges[$0].status != .withdrawn }
          .sorted { Scalars(pledges[$0].id) < Scalars(pledges[$1].id) }
      }
  }

  /// What the groups pay and pledged; those that pledged nothing are left out.
  private func items(grouping groups: [[Int]], _ totals: [Int64]) -> [Item] {
    groups.map { group in
      (
        paid: group.reduce(0) { $0 + totals[$1] },
        pledged: group.reduce(0) { $0 + scenario.pledges[$1].amount.minorUnits }
      )
    }
    .filter { $0.pledged > 0 }
  }
}

/// A text in the order of its Unicode scalars.
private struct Scalars: Comparable {
  let values: [UInt32]

  init(_ text: String) { values = text.unicodeScalars.map(\.value) }

  static func < (left: Scalars, right: Scalars) -> Bool {
    left.values.lexicographicallyPrecedes(right.values)
  }
}
