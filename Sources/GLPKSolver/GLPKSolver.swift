internal import CGLPKShim
public import MixedInteger
internal import Synchronization

/// Branch and cut by GLPK.
///
/// Each call opens an environment of its own on the calling thread and frees it at the end, so
/// that calls on different threads do not meet. Where GLPK fails, the solve is tried once more
/// with other settings before it is given up; what was found until then is kept. The same model,
/// options and build give the same outcome, unless a time limit or a stop flag ends the solve.
///
/// GLPK's cover cuts use static variables: solves that ask for them wait for one another. A time
/// limit and a stop flag are heeded while waiting.
public struct GLPKSolver: MixedIntegerSolver {
  /// Whether GLPK simplifies the model before the search.
  ///
  /// The incumbent is then known to it only at the end, and lost by a fatal error.
  public var presolve: Bool

  /// A solver, without presolve unless told otherwise.
  public init(presolve: Bool = false) { self.presolve = presolve }

  /// Solves a model; see ``MixedIntegerSolver/solve(_:options:)``.
  ///
  /// The status is `unbounded` when the relaxation is unbounded and the model has a solution; when
  /// no solution is found in that case, it is what the search for one came to.
  ///
  /// - Throws: ``SolverError`` when the model or the options are invalid, or GLPK gave up twice.
  public func solve(_ model: Model, options: Options) throws(SolverError) -> Outcome {
    try options.validate()
    let model = try model.validated()
    if model.hasCrossingBounds { return Outcome(status: .infeasible) }
    let deadline = options.timeLimit.map { ContinuousClock.now + $0 }
    guard options.cuts.contains(.cover) else {
      return try Search(model, options, deadline, presolve: presolve).run()
    }
    while true {
      // The lock is taken only when free, because a waiting solve has to heed its limits.
      let outcome = coverCuts.withLockIfAvailable { _ in
        Result { () throws(SolverError) in
          try Search(model, options, deadline, presolve: presolve).run()
        }
      }
      if let outcome { return try outcome.get() }
      if options.stop?.isRaised == true { return Outcome(status: .stopped(by: .interrupted)) }
      if let deadline, ContinuousClock.now >= deadline {
        return Outcome(status: .stopped(by: .timeLimit))
      }
      cartera_glpk_pause()
    }
  }
}

/// Held by the one solve that may use cover cuts.
private let coverCuts = Mutex(())
