import Portfolio
import Preferences

/// The numbers that portfolios are compared by, in their order.
extension Formulation {
  private var isLeximin: Bool { scenario.objective.refinement == .leximin }

  /// What each aim comes to in a portfolio.
  ///
  /// Where the worst samples count: the conditional value at risk in minor units rounded down, then the
  /// points. `maximin`: the smallest satisfaction (with `leximin` all of them, the smallest first) in
  /// millionths rounded down, then the points. `nash`: the weight of those served, then
  /// the sum of their weighted logarithms (``LogarithmScale``).
  func aimValues(of starts: [Start]) -> [Int64] {
    if let risk {
      return [risk.value(of: chosen(starts))]
        + valuation.points.indices.map { value($0, of: starts) }
    }
    switch scenario.objective.mode {
    case .sum, .lexicographic: return valuation.points.indices.map { value($0, of: starts) }
    case .maximin:
      let gained = gained(starts)
      let levels = zip(satisfactions, gained).map { $0.millionths(of: $1) }.sorted()
      return levels.prefix(isLeximin ? levels.count : 1) + [value(0, of: starts)]
    case .nash:
      let scale = LogarithmScale(satisfactions)
      var weight: Int64 = 0
      var sum: Int64 = 0
      for (index, gained) in gained(starts).enumerated() where gained > 0 {
        weight += satisfactions[index].weight
        sum += scale.value(index, of: gained) - scale.value(index, of: satisfactions[index].whole)
      }
      return [weight, sum]
    }
  }

  /// What no portfolio has more of, without any search.
  var aimCeilings: [Int64] {
    // There are none where terms are not added up.
    let pairs = scenario.interactions.reduce(0) { $0 + max(0, $1.value) }
    let points = valuation.points.map { $0.reduce(pairs) { $0 + max(0, $1) } }
    switch scenario.objective.mode {
    case .sum, .lexicographic: return (risk.map { [$0.largest] } ?? []) + points
    case .maximin:
      let count = isLeximin ? satisfactions.count : 1
      return [Int64](repeating: Satisfaction.million, count: count) + points
    case .nash: return [satisfactions.reduce(0) { $0 + $1.weight }, 0]
    }
  }

  /// The exact satisfactions of a portfolio.
  func shares(of starts: [Start]) -> [Fraction] {
    zip(satisfactions, gained(starts)).map {
      Fraction(ExactInteger($1), ExactInteger($0.whole))
    }
  }

  private func gained(_ starts: [Start]) -> [Int64] {
    let chosen = chosen(starts)
    return satisfactions.map { $0.gained(chosen) }
  }

  private func chosen(_ starts: [Start]) -> [Bool] {
    var chosen = [Bool](repeating: false, count: scenario.initiatives.count)
    for start in starts { chosen[start.initiative] = true }
    return chosen
  }

  /// Adds the column of the smallest satisfaction, in millionths, and its row for each stakeholder.
  mutating func addLevel() {
    let column = addColumn(.level, upper: Satisfaction.million, isInteger: false)
    for satisfaction in satisfactions {
      let gains = starts.enumerated().flatMap { initiative, starts in
        starts.map { (column: $0.column, coefficient: satisfaction.gains[initiative]) }
      }
      _ = addRow(satisfaction.levelTerms(column, gains), upper: 0)
    }
  }
}
