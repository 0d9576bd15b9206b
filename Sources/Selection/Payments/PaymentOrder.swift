import Portfolio

/// How a scenario wants costs to be split, as a list of *stages*: in each, some groups of payers are
/// levelled while what earlier stages decided is held.
///
/// `balanced`: first the funders by their burden paid ÷ pledged (in the order of their ids); then, one
/// funder after the other in that order, its pledges by theirs. `earmarked_first`: the pledges that may pay
/// the fewest of the scenario's initiatives first (of two that may pay as many, the one of the later cycle), those that are equal in
/// both levelled among themselves.
struct PaymentOrder {
  /// The groups of each stage, in the order of ids.
  let stages: [[[Int]]]
  /// What each payer pledged: a group's burden is measured by the sum.
  private let amounts: [Int64]

  init(_ network: FundingNetwork) {
    let payers = network.payers
    amounts = payers.map(\.amount)
    switch network.scenario.allocation {
    case .balanced:
      let funders = network.scenario.funders
      let byFunder = Dictionary(grouping: payers.indices) { payers[$0].pledge.funder }
        .sorted { precedes(funders[$0.key].id, funders[$1.key].id) }
        .map(\.value)
      stages = [byFunder] + byFunder.filter { $0.count > 1 }.map { $0.map { [$0] } }
    case .earmarkedFirst:
      let keys = network.breadths.enumerated().map { payer, breadth in
        [breadth, -payers[payer].pledge.cycle]
      }
      stages = Dictionary(grouping: payers.indices) { keys[$0] }
        .sorted { $0.key.lexicographicallyPrecedes($1.key) }
        .map { $0.value.map { [$0] } }
    }
  }

  /// Runs the stages.
  ///
  /// - Parameters:
  ///   - task: What is to be paid.
  ///   - fixed: What each payer pays beforehand: its decided tickets.
  /// - Returns: What each payer pays in all, and a payment of the task with these totals.
  func level(_ task: PaymentTask, fixed: [Int64]) -> (totals: [Int64], flows: [[Int64]]) {
    func group(_ payers: [Int]) -> Levelling.Group {
      Levelling.Group(
        payers: payers,
        weight: weight(payers),
        fixed: payers.reduce(0) { $0 + fixed[$1] }
      )
    }
    // Payers form the groups of the first stage that names them, until a later one parts them.
    var groups: [[Int]] = []
    var named: Set<Int> = []
    for stage in stages where named.isDisjoint(with: stage.joined()) {
      groups += stage
      named.formUnion(stage.joined())
    }
    var levelling = Levelling(task, groups: groups.map(group))
    for stage in stages {
      let members = Set(stage.joined())
      if !stage.allSatisfy(groups.contains) {
        let others = groups.indices.filter { members.isDisjoint(with: groups[$0]) }
        let totals = others.map(levelling.total)
        groups = others.map { groups[$0] } + stage
        levelling = Levelling(task, groups: groups.map(group))
        for (index, total) in totals.enumerated() { levelling.hold(index, at: total) }
      }
      levelling.level(groups.indices.filter { !members.isDisjoint(with: groups[$0]) })
    }
    var totals = fixed
    for (index, payers) in groups.enumerated() {
      for payer in payers { totals[payer] = levelling.total(of: index) }
    }
    return (totals, levelling.flows)
  }

  /// Whether totals that payers pay are better than others.
  ///
  /// The first stage in which they differ decides: more paid in all is better; if that is equal, the
  /// largest key among the units that only one of the two has belongs to the worse.
  func prefers(_ totals: [Int64], to others: [Int64]) -> Bool {
    for stage in stages {
      let left = stage.map { $0.reduce(0) { $0 + totals[$1] } }
      let right = stage.map { $0.reduce(0) { $0 + others[$1] } }
      let sums = (left.reduce(0, +), right.reduce(0, +))
      if sums.0 != sums.1 { return sums.0 > sums.1 }
      let units = left.indices.filter { left[$0] != right[$0] }
        .map { (unit: max(left[$0], right[$0]), weight: weight(stage[$0]), position: $0) }
      if let last = units.max(by: { unitPrecedes($0, $1) }) {
        return left[last.position] < right[last.position]
      }
    }
    return false
  }

  private func weight(_ group: [Int]) -> Int64 { group.reduce(0) { $0 + amounts[$1] } }
}

extension FundingNetwork {
  /// How many of the scenario's initiatives, viable and not excluded, each payer may pay in some
  /// cycle in which they may start.
  var breadths: [Int] {
    var breadths = [Int](repeating: 0, count: payers.count)
    for (position, initiative) in scenario.initiatives.enumerated()
    where initiative.status != .excluded && scenario.isViable(position) {
      let last = Start(initiative: position, cycle: initiative.window.upperBound)
      for payer in kind(of: last).payers { breadths[payer] += 1 }
    }
    return breadths
  }
}
