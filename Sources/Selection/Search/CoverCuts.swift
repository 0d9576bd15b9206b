/// Lifted cover inequalities that a relaxation's point violates.
///
/// For a row Σ a_j x_j ≤ b over binary columns with a_j > 0, a *cover* C has Σ_C a_j > b, so not all of
/// it can be chosen. With μ_h the sum of its h largest coefficients,
///
///     Σ_{j ∈ C} x_j + Σ_{j ∉ C} h(j) x_j ≤ |C| − 1,    h(j) = the most h with μ_h ≤ a_j
///
/// holds for every whole point of the row (Balas, "Facets of the knapsack polytope", Mathematical
/// Programming 8, 1975). Covers are found greedily, by the point's values and by what a unit of the
/// row is short of one; each is made minimal before it is lifted.
struct CoverCuts {
  /// Σ terms ≤ upper.
  struct Cut {
    var terms: [(column: Int, coefficient: Int64)]
    var upper: Int64
  }

  private let rows: [(terms: [(column: Int, coefficient: Int64)], upper: Int64)]

  /// Takes the rows of a program that are knapsacks.
  init(_ program: IntegerProgram) {
    var rows: [(terms: [(column: Int, coefficient: Int64)], upper: Int64)] = []
    for row in program.rows {
      guard let upper = row.upper else { continue }
      rows.append((row.terms.map { (program.columns[$0], program.coefficients[$0]) }, upper))
    }
    self.rows = rows.filter { row in
      row.terms.count > 1 && row.upper > 0
        && row.terms.allSatisfy { program.isInteger[$0.column] && $0.coefficient > 0 }
        && row.terms.contains { $0.coefficient > 1 }
        && row.terms.reduce(Int128(0)) { $0 + Int128($1.coefficient) } > Int128(row.upper)
    }
  }

  /// The cuts that `point` violates by more than a hundredth, the most violated first; at most
  /// `most`.
  func violated(by point: [Double], most: Int) -> [Cut] {
    var found: [(cut: Cut, excess: Double)] = []
    for row in rows {
      for cover in covers(of: row, at: point) {
        let cut = lifted(cover, of: row)
        let activity = cut.terms.reduce(0.0) { $0 + Double($1.coefficient) * point[$1.column] }
        let excess = activity - Double(cut.upper)
        if excess > 0.01 { found.append((cut, excess)) }
      }
    }
    let order = found.indices.sorted { (found[$1].excess, $0) < (found[$0].excess, $1) }
    return order.prefix(most).map { found[$0].cut }
  }

  /// Minimal covers of a row, as positions of its terms.
  private func covers(
    of row: (terms: [(column: Int, coefficient: Int64)], upper: Int64),
    at point: [Double]
  ) -> [[Int]] {
    let candidates = row.terms.indices.filter { point[row.terms[$0].column] > 1e-6 }
    let byValue = candidates.sorted {
      let (left, right) = (row.terms[$0], row.terms[$1])
      return (point[right.column], right.coefficient, $0) < (
        point[left.column], left.coefficient, $1
      )
    }
    let byShortfall = candidates.sorted {
      let (left, right) = (row.terms[$0], row.terms[$1])
      let one = (1 - point[left.column]) / Double(left.coefficient)
      let other = (1 - point[right.column]) / Double(right.coefficient)
      return (one, $0) < (other, $1)
    }
    let found = [byValue, byShortfall].compactMap { minimalCover(of: row, in: $0, at: point) }
    return found.count == 2 && found[0] == found[1] ? [found[0]] : found
  }

  private func minimalCover(
    of row: (terms: [(column: Int, coefficient: Int64)], upper: Int64),
    in order: [Int],
    at point: [Double]
  ) -> [Int]? {
    var cover: [Int] = []
    var sum: Int64 = 0
    for position in order where sum <= row.upper {
      cover.append(position)
      sum += row.terms[position].coefficient
    }
    guard sum > row.upper else { return nil }
    // The least valuable leave first, while what is left still covers.
    for position in cover.sorted(by: {
      (point[row.terms[$0].column], $0) < (point[row.terms[$1].column], $1)
    }) where sum - row.terms[position].coefficient > row.upper {
      sum -= row.terms[position].coefficient
      cover.removeAll { $0 == position }
    }
    return cover.sorted()
  }

  private func lifted(
    _ cover: [Int],
    of row: (terms: [(column: Int, coefficient: Int64)], upper: Int64)
  ) -> Cut {
    let sizes = cover.map { row.terms[$0].coefficient }.sorted(by: >)
    var sums: [Int64] = []
    for size in sizes { sums.append((sums.last ?? 0) + size) }
    let members = Set(cover)
    var terms: [(column: Int, coefficient: Int64)] = []
    for (position, term) in row.terms.enumerated() {
      if members.contains(position) {
        terms.append((term.column, 1))
      } else {
        let lift = sums.prefix { $0 <= term.coefficient }.count
        if lift > 0 { terms.append((term.column, Int64(lift))) }
      }
    }
    return Cut(terms: terms, upper: Int64(cover.count) - 1)
  }
}
