import GLPKSolver
import MixedInteger
import Preferences

/// Outer approximation: the relaxation counts a logarithm by lines above it, which enter where a point
/// makes it count too much (Duran and Grossmann, "An outer-approximation algorithm for a class of
/// mixed-integer nonlinear programs", Mathematical Programming 36, 1986; in one tree: Quesada and
/// Grossmann, Computers and Chemical Engineering 16, 1992).
///
/// A line holds for every portfolio (``LogarithmScale/tangent(_:at:whole:)``), so every bound stays valid.
extension CoreSearch {
  /// Adds the lines that the point breaks; whether there are any.
  mutating func addTangents(
    _ session: inout SimplexSession,
    _ search: inout TreeSearch
  ) throws -> Bool {
    let stage = search.stage
    guard !stage.derived.logarithms.isEmpty else { return false }
    let isWhole = starts.allSatisfy { !isFractional($0.column) }
    let position = positions
    var hasAdded = false
    for (index, part) in stage.derived.logarithms.enumerated() {
      guard let column = position[part.column] else { continue }
      let satisfaction = stage.formulation.satisfactions[part.stakeholder]
      var gained = 0.0
      for (column, start) in stage.startColumns {
        let value = position[column].map { values[$0] } ?? Double(search.lower[column])
        gained += value * Double(satisfaction.gains[start.initiative])
      }
      let most = stage.derived.scale.excess(part.stakeholder, of: gained, isWhole: isWhole)
      guard values[column] > most else { continue }
      let (terms, upper) = localized(
        stage.tangent(index, at: isWhole ? gained.rounded() : gained),
        search.lower
      )
      let activity = terms.reduce(0.0) { $0 + Double($1.coefficient) * values[$1.column] }
      let largest = terms.reduce(0.0) { max($0, Double($1.coefficient.magnitude)) }
      // A line that does not cut the point off by more than the simplex method minds would be added
      // again and again.
      guard activity > Double(upper) + max(0.125, 1e-6 * largest) else { continue }
      search.note(terms.map { (kept[$0.column], $0.coefficient) }, upper: upper)
      try add(terms, upper: upper, isCut: true, &session)
      hasAdded = true
    }
    return hasAdded
  }
}
