import Portfolio
import Preferences
import TestSupport

/// Small random elections, and the rules as their definitions say, step by step in fractions.
enum SmallElection {
  static func random(_ seed: UInt64) -> Election {
    var random = SplitMix64(seed: seed)
    let projects = (0..<Int(random.number(1...6))).map {
      Election.Project(id: String($0), cost: random.number(1...30))
    }
    let voters = (0..<Int(random.number(1...7))).map { voter in
      Election.Voter(
        id: "v\(voter)",
        weight: Quantity(random.happens(70) ? 1 : random.number(1...3)),
        choices: projects.indices.filter { _ in random.happens(50) }
          .map { .init($0, points: random.number(0...4)) }
      )
    }
    return Election(projects: projects, voters: voters, budget: random.number(5...80))
  }

  /// Equal Shares with these endowments; each supporter entry is its own voter.
  static func equalShares(_ electorate: Electorate, step: Int64) -> [Int] {
    let election = electorate.election
    var money = electorate.groups.map {
      Fraction(ExactInteger($0.base + step * $0.growth), ExactInteger(electorate.divisor))
    }
    var selected: [Int] = []
    while true {
      var best: (price: Fraction, project: Int)?
      for project in election.projects.indices.sorted(by: {
        electorate.ranks[$0] < electorate.ranks[$1]
      }) where !selected.contains(project) {
        guard let price = price(of: project, electorate, money) else { continue }
        if best.map({ price < $0.price }) ?? true { best = (price, project) }
      }
      guard let best else { return selected }
      selected.append(best.project)
      for (group, value) in electorate.supporters[best.project] {
        let full = best.price * Fraction(value * electorate.scales[best.project])
        money[group] = money[group] - min(money[group], full)
      }
    }
  }

  /// The least ρ with Σ min(b, ρ·u) = cost: the payers are the richest by b ÷ u.
  private static func price(
    of project: Int,
    _ electorate: Electorate,
    _ money: [Fraction]
  ) -> Fraction? {
    let scale = electorate.scales[project]
    let supporters = electorate.supporters[project].sorted {
      money[$0.group] / Fraction($0.value) < money[$1.group] / Fraction($1.value)
    }
    var left = Fraction(electorate.election.projects[project].cost)
    var units = supporters.reduce(Int64(0)) {
      $0 + electorate.groups[$1.group].multiplicity * $1.value * scale
    }
    for (group, value) in supporters {
      let price = left / Fraction(units)
      if !(money[group] < price * Fraction(value * scale)) { return price }
      let multiplicity = electorate.groups[group].multiplicity
      left = left - money[group] * Fraction(multiplicity)
      units -= multiplicity * value * scale
    }
    return nil
  }

  /// add1, one currency unit after the other.
  static func add1(_ electorate: Electorate) -> [Int] {
    let election = electorate.election
    var previous: [Int]?
    for step in Int64(0)... {
      let selected = equalShares(electorate, step: step)
      let cost = election.cost(of: selected)
      if cost > election.budget, let previous { return previous }
      let isExhaustive = election.projects.indices.allSatisfy {
        selected.contains($0) || electorate.supporters[$0].isEmpty
          || election.projects[$0].cost > election.budget - cost
      }
      if isExhaustive { return selected }
      previous = selected
    }
    return []
  }
}
