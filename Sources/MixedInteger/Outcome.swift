/// What a solve came to: why it stopped, apart from what it holds.
public struct Outcome: Hashable, Sendable {
  /// Why a solve stopped before its end.
  public enum Reason: Hashable, Sendable {
    /// The time was up.
    case timeLimit
    /// The nodes were used up.
    case nodeLimit
    /// The iterations were used up.
    case iterationLimit
    /// The stop flag was raised.
    case interrupted
    /// The incumbent was good enough.
    case gap
  }

  /// Why a solve stopped.
  public enum Status: Hashable, Sendable {
    /// The incumbent is the best there is.
    case optimal
    /// There is no solution.
    case infeasible
    /// There are solutions without a best one.
    case unbounded
    /// It ended before its end.
    case stopped(by: Reason)
    /// The solver does not know. Never to be read as infeasible.
    case undefined
  }

  /// The work that was done; reproducible, unlike time.
  public struct Work: Hashable, Sendable {
    /// Iterations of the simplex method.
    public var iterations: Int
    /// Nodes of branch and bound.
    public var nodes: Int

    /// Counted work.
    public init(iterations: Int = 0, nodes: Int = 0) {
      self.iterations = iterations
      self.nodes = nodes
    }
  }

  /// Why it stopped.
  public var status: Status
  /// The best solution found, in the order of the variables; integer variables have whole values.
  public var incumbent: [Double]?
  /// The objective of the incumbent.
  public var objective: Double?
  /// No solution is better than this, up to the solver's tolerance.
  public var bound: Double?
  /// The work that was done.
  public var work: Work

  /// An outcome.
  public init(
    status: Status,
    incumbent: [Double]? = nil,
    objective: Double? = nil,
    bound: Double? = nil,
    work: Work = Work()
  ) {
    self.status = status
    self.incumbent = incumbent
    self.objective = objective
    self.bound = bound
    self.work = work
  }
}
