/// How long, how exactly and by which means to solve.
public struct Options: Sendable {
  /// Families of cutting planes.
  public struct Cuts: OptionSet, Hashable, Sendable {
    /// One bit a family.
    public let rawValue: UInt8
    /// The families with the given bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Gomory's mixed-integer cuts.
    public static let gomory = Cuts(rawValue: 1)
    /// Mixed-integer rounding cuts.
    public static let rounding = Cuts(rawValue: 2)
    /// Cover cuts of knapsack rows.
    public static let cover = Cuts(rawValue: 4)
    /// Clique cuts of conflicting variables.
    public static let clique = Cuts(rawValue: 8)
    /// All families.
    public static let all: Cuts = [.gomory, .rounding, .cover, .clique]
  }

  /// The longest time, by the clock on the wall and so not reproducible; none when nil.
  public var timeLimit: Duration?
  /// The most nodes of branch and bound; reproducible; none when nil.
  public var nodeLimit: Int?
  /// The most iterations of the simplex method; reproducible; none when nil.
  public var iterationLimit: Int?
  /// The distance between incumbent and bound, as a share of the incumbent, that is good enough.
  ///
  /// Zero asks for a proof.
  public var relativeGap: Double
  /// The cutting planes to use.
  ///
  /// They help on few tight rows and hurt on many.
  public var cuts: Cuts
  /// Ends the solve when raised.
  public var stop: StopFlag?

  /// Options; without arguments: solve to the end, without cuts.
  public init(
    timeLimit: Duration? = nil,
    nodeLimit: Int? = nil,
    iterationLimit: Int? = nil,
    relativeGap: Double = 0,
    cuts: Cuts = [],
    stop: StopFlag? = nil
  ) {
    self.timeLimit = timeLimit
    self.nodeLimit = nodeLimit
    self.iterationLimit = iterationLimit
    self.relativeGap = relativeGap
    self.cuts = cuts
    self.stop = stop
  }

  /// Refuses what makes no sense.
  ///
  /// - Throws: ``SolverError/invalidArgument(_:)`` for a negative limit, or a gap that is
  ///   negative or not a number.
  public func validate() throws(SolverError) {
    if let timeLimit, timeLimit < .zero {
      throw .invalidArgument("the time limit \(timeLimit) is negative; give zero or more")
    }
    if let nodeLimit, nodeLimit < 0 {
      throw .invalidArgument("the node limit \(nodeLimit) is negative; give zero or more")
    }
    if let iterationLimit, iterationLimit < 0 {
      throw .invalidArgument("the iteration limit \(iterationLimit) is negative; give zero or more")
    }
    guard relativeGap >= 0, relativeGap.isFinite else {
      throw .invalidArgument("the relative gap \(relativeGap) is not a number from zero upwards")
    }
  }
}
