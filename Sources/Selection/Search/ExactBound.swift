/// An upper bound on an ``IntegerProgram`` that holds whatever the floating-point solver did.
///
/// For any row prices π (≥ 0 where only the upper side is finite, ≤ 0 where only the lower is),
///
///     L(π) = Σ_r max(π_r·upper_r, π_r·lower_r) + Σ_j max over [l_j, u_j] of (v_j − Σ_r π_r a_rj)·x_j
///
/// is at least the value of every feasible point. The prices that GLPK gives are rounded to
/// multiples of 2^−k and L is then evaluated in 128-bit integers, so the bound is exact for the
/// rounded prices and nothing that GLPK claims is believed.
///
/// Sources: Geoffrion, "Lagrangean relaxation for integer programming" (1974); Neumaier and
/// Shcherbina, "Safe bounds in linear and mixed-integer linear programming", Math. Program. 99
/// (2004).
struct ExactBound {
  /// `floor` of the bound plus `constant`; no feasible point with whole objective is above it.
  func value(adding constant: Int64) -> Int64 {
    Int64(clamping: (total >> Int128(shift)) + Int128(constant))
  }
  /// The bound in units of 2^−shift.
  private(set) var total: Int128 = 0
  /// The reduced costs in units of 2^−shift.
  private(set) var reducedCosts: [Int128] = []
  private(set) var shift = 0
  /// The rows' prices in units of 2^−shift.
  private(set) var prices: [Int128] = []
  /// What the sides of the rows come to at their prices, in the same units.
  private var sides: Int128 = 0

  /// The bound over another box, in units of 2^−shift.
  func total(_ lower: [Int64], _ upper: [Int64]) -> Int128 {
    var total = sides
    for column in reducedCosts.indices {
      let cost = reducedCosts[column]
      total += cost * Int128(cost > 0 ? upper[column] : lower[column])
    }
    return total
  }

  /// The bound, plus `constant`, where the free binary `column` is not at the value that its
  /// reduced cost prefers.
  func valueIfFlipped(_ column: Int, adding constant: Int64) -> Int64 {
    let cost = reducedCosts[column]
    let rest = total - (cost < 0 ? -cost : cost)
    return Int64(clamping: (rest >> Int128(shift)) + Int128(constant))
  }

  /// The bound as it is to heuristics, with the reduced costs of some columns.
  func prices(of columns: [Int]) -> CoreHeuristic.Prices {
    // Ten binary places are enough; converting all of them takes long.
    let surplus = Int128(shift - 10)
    func points(_ amount: Int128) -> Double {
      Double(Int64(truncatingIfNeeded: amount >> surplus)) / 1_024
    }
    return CoreHeuristic.Prices(
      ceiling: points(total),
      reducedCosts: columns.map { points(reducedCosts[$0]) }
    )
  }

  /// Whether this is a better bound than `other`.
  func isBelow(_ other: ExactBound) -> Bool {
    let common = min(shift, other.shift)
    return total >> Int128(shift - common) < other.total >> Int128(other.shift - common)
  }

  /// Whether the box without the objective is proven empty.
  var provesEmpty: Bool { total < 0 }

  /// Whether the relaxation holds the free binary `column` at 1 rather than at 0.
  func prefersOne(_ column: Int) -> Bool { reducedCosts[column] > 0 }

  /// Evaluates the bound at `prices` over the box `lower…upper`; `nil` if the prices are not
  /// numbers or too large for 128-bit arithmetic.
  ///
  /// `withObjective`: without it the objective is 0, and a negative bound proves that
  ///   the box holds no feasible point (Farkas).
  /// - Complexity: linear in the nonzeros of the rows with a price.
  init?(
    _ program: IntegerProgram,
    prices: [Double],
    lower: [Int64],
    upper: [Int64],
    withObjective: Bool = true
  ) {
    var largest = 1.0
    for (index, row) in program.rows.enumerated() where prices[index] != 0 {
      guard prices[index].isFinite else { return nil }
      largest = max(largest, row.size * abs(prices[index]))
    }
    // Each of the rows' fewer than 2^24 summands stays below 2^100, so no sum overflows. Nothing much coarser would
    // do: a peso among 10^15 is worth about 2^-50, to each of a thousand starts. Values of the objective, where
    // there is one, must fit with their 64 bits.
    shift = min(withObjective ? 62 : 99, 100 - Int(largest.exponent) - 1)
    guard shift >= 10 else { return nil }
    let unit = Double(sign: .plus, exponent: shift, significand: 1)
    reducedCosts =
      withObjective
      ? program.objective.map { Int128($0) << Int128(shift) }
      : [Int128](repeating: 0, count: program.objective.count)
    self.prices = [Int128](repeating: 0, count: prices.count)
    for (index, row) in program.rows.enumerated() where prices[index] != 0 {
      let price = Int128((prices[index] * unit).rounded())
      guard let side = price > 0 ? row.upper : row.lower else { continue }
      sides += price * Int128(side)
      self.prices[index] = price
      for k in row.terms {
        reducedCosts[program.columns[k]] -= price * Int128(program.coefficients[k])
      }
    }
    total = total(lower, upper)
  }
}
