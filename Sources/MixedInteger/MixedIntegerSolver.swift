/// Solves mixed-integer linear programs.
public protocol MixedIntegerSolver: Sendable {
  /// Solves a model.
  ///
  /// Infeasible, unbounded, stopped and undefined are outcomes. The call returns on the thread on
  /// which it was made and blocks it meanwhile.
  ///
  /// - Throws: ``SolverError`` when the model or the options are invalid, or the solver gave up.
  func solve(_ model: Model, options: Options) throws(SolverError) -> Outcome
}

extension MixedIntegerSolver {
  /// Solves a model to the end.
  ///
  /// - Throws: ``SolverError`` when the model is invalid, or the solver gave up.
  public func solve(_ model: Model) throws(SolverError) -> Outcome {
    try solve(model, options: Options())
  }
}
