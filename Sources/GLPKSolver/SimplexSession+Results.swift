internal import CGLPKShim
public import MixedInteger

extension SimplexSession {
  /// Copies the values of the variables of the last solve.
  ///
  /// The array is resized when its count does not fit, and reused otherwise, as by all copies.
  public func copyPrimal(into values: inout [Double]) throws(SolverError) {
    Self.fit(&values, variableCount)
    try problem.check(unsafe cartera_glpk_copy_columns(problem.handle, &values, nil))
  }

  /// Copies the reduced costs of the variables.
  ///
  /// A reduced cost is what one more unit of the variable adds to the objective, whichever its
  /// sense, while the rows keep their prices.
  public func copyReducedCosts(into costs: inout [Double]) throws(SolverError) {
    Self.fit(&costs, variableCount)
    try problem.check(unsafe cartera_glpk_copy_columns(problem.handle, nil, &costs))
  }

  /// Copies the prices of the rows: what one more unit of the row's bound adds to the objective.
  public func copyRowPrices(into prices: inout [Double]) throws(SolverError) {
    Self.fit(&prices, rowCount)
    try problem.check(unsafe cartera_glpk_copy_rows(problem.handle, nil, &prices))
  }

  /// Copies the sums of the rows.
  public func copyRowActivities(into activities: inout [Double]) throws(SolverError) {
    Self.fit(&activities, rowCount)
    try problem.check(unsafe cartera_glpk_copy_rows(problem.handle, &activities, nil))
  }

  private static func fit(_ array: inout [Double], _ count: Int) {
    if array.count != count { array = Array(repeating: 0, count: count) }
  }

  /// Which variables and slacks are in the basis, and at which bound the others are.
  public struct Basis: Hashable, Sendable {
    /// How many rows there were.
    public let rowCount: Int
    var statuses: [UInt8]

    /// Whether a variable is in the basis.
    public func holds(variable: Int) -> Bool {
      statuses[rowCount + variable] == UInt8(CARTERA_GLPK_BASIC)
    }

    /// Whether a row's slack is in the basis.
    public func holds(row: Int) -> Bool { statuses[row] == UInt8(CARTERA_GLPK_BASIC) }
  }

  /// The current basis.
  public func basis() throws(SolverError) -> Basis {
    var statuses = [UInt8](repeating: 0, count: rowCount + variableCount)
    try problem.check(unsafe cartera_glpk_copy_basis(problem.handle, &statuses))
    return Basis(rowCount: rowCount, statuses: statuses)
  }

  /// Goes back to a basis.
  ///
  /// Rows added since enter it with their slacks, variables added since stay outside. A basis of
  /// more rows or variables than there are now is refused.
  public mutating func restore(_ basis: Basis) throws(SolverError) {
    let columns = basis.statuses.count - basis.rowCount
    guard basis.rowCount <= rowCount, columns <= variableCount else {
      throw .invalidArgument(
        "a basis of \(basis.rowCount) rows and \(columns) variables does not fit"
          + " \(rowCount) rows and \(variableCount) variables"
      )
    }
    try problem.check(
      unsafe cartera_glpk_restore_basis(
        problem.handle,
        Int32(basis.rowCount),
        Int32(columns),
        basis.statuses
      )
    )
  }
}
