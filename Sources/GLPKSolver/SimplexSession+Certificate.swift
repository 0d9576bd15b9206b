internal import CGLPKShim
public import MixedInteger

extension SimplexSession {
  /// Multipliers of the rows that prove the last solve's infeasibility, for the caller to verify.
  ///
  /// A certificate is a vector λ, one number a row, for which
  ///
  ///     min over l ≤ x ≤ u of Σ_i λ_i a_i x   >   max over L_i ≤ r_i ≤ U_i of Σ_i λ_i r_i
  ///
  /// where l and u are the bounds of the variables and L and U those of the rows, as they stand.
  /// No x can meet the rows then: the left side would have to equal the right. With 0 · ∞ = 0 both
  /// sides are sums of one product each: λ_i U_i or λ_i L_i by the sign of λ_i, and for each
  /// variable its combined coefficient Σ_i λ_i a_ij times l_j or u_j by its sign. Every candidate
  /// is checked here with a bound on the rounding errors, so that the doubles returned, read as
  /// the exact numbers they are, fulfil the inequality in exact arithmetic.
  ///
  /// Candidates are, in this order: the row of the inverse basis on which the dual simplex method
  /// got stuck; the prices of phase one; the rows of the inverse basis of single violated basic
  /// variables; and phase one again, at the basis that the primal method finds.
  ///
  /// Source: J. Farkas, "Theorie der einfachen Ungleichungen", J. reine angew. Math. 124 (1902).
  ///
  /// - Returns: the multipliers; nil when the last solve did not end
  ///   infeasible, when something was changed since, when the bounds of a variable or row cross
  ///   (which is proof enough), or when no candidate certifies, as happens where variables
  ///   without bounds want a combined coefficient of exactly zero.
  /// - Throws: ``SolverError`` when GLPK gives up.
  /// - Complexity: a backward transformation and a pass over the rows used, for each candidate.
  public mutating func infeasibilityCertificate() throws(SolverError) -> [Double]? {
    guard status == .infeasible, crossings == 0 else { return nil }
    var workspace = Workspace(rows: rowCount, columns: variableCount)
    for candidate in 0..<(2 + 8) where try take(candidate, &workspace) {
      return workspace.multipliers
    }
    // The dual method's basis did not do. Phase one of the primal method ends at a basis whose
    // prices certify. The status stays what it was. On badly scaled rows the primal method can cycle,
    // and nobody would stop it.
    var options = cartera_glpk_simplex_options(
      method: Int32(CARTERA_GLPK_PRIMAL),
      iteration_limit: Int32(clamping: 1_000 + 2 * (rowCount + variableCount)),
      time_limit: .max,
      long_step: 0,
      has_cutoff: 0,
      cutoff: 0
    )
    var result = cartera_glpk_simplex_result()
    try problem.check(unsafe cartera_glpk_simplex(problem.handle, &options, &result))
    countIterations(Int(result.iterations))
    guard Int(result.status) == CARTERA_GLPK_INFEASIBLE else { return nil }
    for candidate in 0..<(2 + 8) where try take(candidate, &workspace) {
      return workspace.multipliers
    }
    return nil
  }

  private struct Workspace {
    var raw: [Double]
    /// The sizes of the scaled rows' multipliers.
    var sizes: [Double]
    var multipliers: [Double]
    var combined: [Double]
    var errors: [Double]

    init(rows: Int, columns: Int) {
      raw = Array(repeating: 0, count: rows)
      sizes = raw
      multipliers = raw
      combined = Array(repeating: 0, count: columns)
      errors = combined
    }
  }

  /// Whether a candidate certifies, as it is, mirrored, or cleared of its rounding errors.
  private func take(_ candidate: Int, _ workspace: inout Workspace) throws(SolverError) -> Bool {
    var available: Int32 = 0
    try problem.check(
      unsafe cartera_glpk_infeasibility_multipliers(
        problem.handle,
        Int32(candidate),
        &workspace.raw,
        &workspace.sizes,
        &available
      )
    )
    guard available != 0 else { return false }
    let largest = workspace.raw.reduce(0) { max($0, abs($1)) }
    let largestSize = workspace.sizes.reduce(0, max)
    guard largest > 0, largest.isFinite, largestSize.isFinite else { return false }
    for sign in [1.0, -1.0] {
      for index in workspace.raw.indices {
        workspace.multipliers[index] = cleaned(
          sign * workspace.raw[index] / largest,
          ofSize: workspace.sizes[index] / largestSize,
          row: index
        )
      }
      if try certifies(&workspace) { return true }
    }
    // Columns without a bound on the side that counts want a coefficient of exactly zero, which
    // only multipliers of few digits give.
    let candidates = workspace.multipliers
    let smallest = candidates.reduce(1) { $1 == 0 ? $0 : min($0, abs($1)) }
    for unit in [smallest, 1] {
      guard let whole = Self.commensurable(candidates.map { $0 / unit }) else { continue }
      for sign in [1.0, -1.0] {
        for index in whole.indices { workspace.multipliers[index] = sign * whole[index] }
        if try certifies(&workspace) { return true }
      }
    }
    return false
  }

  /// Rounding errors stand where zeros belong, and matter where a row has no bound.
  ///
  /// A row of amounts of 10¹² has multipliers of 10⁻¹² that count as much as others of 1: what tells errors
  /// apart is their size in the scaled problem.
  private func cleaned(_ multiplier: Double, ofSize size: Double, row: Int) -> Double {
    if size < 1e-11 { return 0 }
    let bound = multiplier > 0 ? rowUpper[row] : rowLower[row]
    return bound.isInfinite && size < 1e-7 ? 0 : multiplier
  }

  /// Whole numbers in the proportions of the multipliers, when those are simple enough to be seen
  /// through their rounding errors.
  ///
  /// Each multiplier is replaced by the last convergent of its continued fraction before the
  /// rounding errors begin; then all are brought to one denominator.
  private static func commensurable(_ multipliers: [Double]) -> [Double]? {
    let largestDenominator = 1e13
    var common = 1.0
    for multiplier in multipliers where multiplier != 0 {
      guard let denominator = denominator(of: abs(multiplier)) else { return nil }
      // Least common multiple by Euclid's algorithm, exact below 2⁵³.
      var (divisor, rest) = (common, denominator)
      while rest != 0 {
        (divisor, rest) = (rest, divisor.truncatingRemainder(dividingBy: rest))
      }
      common *= denominator / divisor
      guard common <= largestDenominator else { return nil }
    }
    return multipliers.map { ($0 * common).rounded() }
  }

  private static func denominator(of number: Double) -> Double? {
    var rest = number
    var (last, current) = (0.0, 1.0)
    while current <= 1e7 {
      if abs(number * current - (number * current).rounded()) <= 1e-11 * current * max(1, number) {
        return current
      }
      let fraction = rest - rest.rounded(.down)
      guard fraction > 0 else { return nil }
      rest = 1 / fraction
      (last, current) = (current, rest.rounded(.down) * current + last)
    }
    return nil
  }

  /// Whether the inequality holds beyond all rounding.
  private func certifies(_ workspace: inout Workspace) throws(SolverError) -> Bool {
    var highest = 0.0
    var magnitude = 0.0
    for (row, multiplier) in workspace.multipliers.enumerated() where multiplier != 0 {
      let product = multiplier * (multiplier > 0 ? rowUpper[row] : rowLower[row])
      guard product.isFinite else { return false }
      highest += product
      magnitude += abs(product)
    }
    try problem.check(
      unsafe cartera_glpk_combine_rows(
        problem.handle,
        workspace.multipliers,
        &workspace.combined,
        &workspace.errors
      )
    )
    var lowest = 0.0
    var doubt = 0.0
    for column in workspace.combined.indices {
      let coefficient = workspace.combined[column]
      let error = workspace.errors[column]
      if coefficient == 0 && error == 0 { continue }
      let lower = columnLower[column]
      let upper = columnUpper[column]
      // An uncertain sign may take either bound.
      if coefficient - error < 0 && upper.isInfinite { return false }
      if coefficient + error > 0 && lower.isInfinite { return false }
      let product: Double
      if lower.isInfinite || coefficient < 0 {
        product = coefficient * upper
        doubt += error * max(abs(upper), lower.isInfinite ? 0 : abs(lower))
      } else {
        product = coefficient * lower
        doubt += error * max(abs(lower), upper.isInfinite ? 0 : abs(upper))
      }
      lowest += product
      magnitude += abs(product)
    }
    let terms = Double(workspace.combined.count + workspace.multipliers.count + 2)
    return lowest - highest > 2 * (doubt + terms * Double.ulpOfOne * magnitude)
  }
}
