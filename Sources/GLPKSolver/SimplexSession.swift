internal import CGLPKShim
public import MixedInteger

/// The linear relaxation of a model, kept inside GLPK to be changed a little and solved again.
///
/// A session lives inside ``with(_:scaling:longStep:_:)``, on the thread that called it. GLPK ties
/// a problem to its thread and aborts when another one touches it; hence a scoped, non-copyable
/// value in a synchronous closure. Each solve starts from the basis that the one before left.
/// Integer variables are relaxed; their bounds are not rounded here after the start.
///
/// Rows and variables are named by their places, from zero, which rows and variables added later
/// continue. Calls with a place or a number that makes no sense throw
/// ``SolverError/invalidArgument(_:)`` and change nothing. When GLPK gives up, the call throws
/// ``SolverError/fatal(_:)`` and every later call ``SolverError/sessionIsDead``.
///
///     let bound = try SimplexSession.with(model) { session in
///       guard try session.solve() == .optimal else { return nil }
///       try session.setBounds(of: 3, lower: 1, upper: 1)
///       return try session.solve() == .optimal ? session.objective : nil
///     }
@safe
public struct SimplexSession: ~Copyable {
  /// Which simplex method to use.
  public enum Method: Sendable {
    /// The primal method: best after a change of the objective or a new variable.
    case primal
    /// The dual method: best after a change of bounds or a new row.
    case dual
    /// The dual method, and where it does not come to an end, the primal one.
    case dualThenPrimal
  }

  let problem: Problem
  private let sense: Model.Sense
  private let longStep: Bool

  var columnLower: [Double]
  var columnUpper: [Double]
  var rowLower: [Double]
  var rowUpper: [Double]
  /// How many pairs of bounds cross.
  ///
  /// GLPK calls that an error; here it is infeasibility.
  private(set) var crossings = 0

  /// What the last solve came to; `undefined` before the first and after a change.
  public private(set) var status = SimplexStatus.undefined
  /// The objective of the last solve, meaningful when it ended optimal or at the cutoff.
  ///
  /// At the cutoff it is a valid bound on the optimum, not the optimum.
  public private(set) var objective = 0.0
  /// The iterations of all solves so far: reproducible work, unlike time.
  public private(set) var iterations = 0

  private init(_ problem: consuming Problem, _ model: Model, longStep: Bool) {
    self.problem = problem
    sense = model.sense
    self.longStep = longStep
    columnLower = model.variables.map(\.lower)
    columnUpper = model.variables.map(\.upper)
    rowLower = model.rows.map(\.lower)
    rowUpper = model.rows.map(\.upper)
    crossings =
      model.variables.count { $0.lower > $0.upper } + model.rows.count { $0.lower > $0.upper }
  }

  /// Opens a session for the length of a closure.
  ///
  /// The memory of GLPK is freed at the end, however the closure ends. Sessions may be nested, but
  /// a fatal error in one ends all of its thread.
  ///
  /// - Parameters:
  ///   - model: what to relax; see ``Model/validated()`` for what is mended and refused.
  ///   - scaling: whether to scale rows and columns, by powers of two, so that no number is
  ///     rounded. Without it amounts of 10⁶ beside ones were seen to make GLPK fail an assertion,
  ///     go round in circles and call infeasible models optimal.
  ///   - longStep: whether the dual method may pass several breakpoints in one iteration, which
  ///     saves many iterations where variables have two bounds.
  ///   - body: what to do with the session.
  /// - Returns: what the closure returns.
  /// - Throws: ``SolverError`` when the model is invalid, and what the closure throws.
  @discardableResult
  public static func with<Result: ~Copyable>(
    _ model: Model,
    scaling: Bool = true,
    longStep: Bool = true,
    _ body: (inout SimplexSession) throws -> Result
  ) throws -> Result {
    let model = try model.validated()
    let problem = try Problem()
    try problem.load(model, keepsIntegers: false)
    try problem.check(unsafe cartera_glpk_prepare(problem.handle, scaling ? 1 : 0))
    var session = SimplexSession(problem, model, longStep: longStep)
    return try body(&session)
  }

  /// How many variables there are.
  public var variableCount: Int { columnLower.count }
  /// How many rows there are.
  public var rowCount: Int { rowLower.count }

  /// Changes the bounds of a variable.
  ///
  /// Equal bounds fix it; crossing ones make the next solve
  /// infeasible.
  public mutating func setBounds(
    of variable: Int,
    lower: Double,
    upper: Double
  ) throws(SolverError) {
    try requireVariable(variable)
    try Self.requireBounds(lower, upper)
    let crossed = columnLower[variable] > columnUpper[variable]
    // A pair that crosses stays here until it uncrosses.
    if lower <= upper {
      try problem.check(
        unsafe cartera_glpk_set_column_bounds(problem.handle, Int32(variable), lower, upper)
      )
    }
    crossings += (lower > upper ? 1 : 0) - (crossed ? 1 : 0)
    columnLower[variable] = lower
    columnUpper[variable] = upper
    status = .undefined
  }

  /// Changes the bounds of a row.
  ///
  /// Crossing ones make the next solve infeasible.
  public mutating func setRowBounds(
    _ row: Int,
    lower: Double,
    upper: Double
  ) throws(SolverError) {
    try requireRow(row)
    try Self.requireBounds(lower, upper)
    let crossed = rowLower[row] > rowUpper[row]
    if lower <= upper {
      try problem.check(
        unsafe cartera_glpk_set_row_bounds(problem.handle, Int32(row), lower, upper)
      )
    }
    crossings += (lower > upper ? 1 : 0) - (crossed ? 1 : 0)
    rowLower[row] = lower
    rowUpper[row] = upper
    status = .undefined
  }

  /// Changes the objective coefficient of a variable.
  public mutating func setObjective(
    of variable: Int,
    to coefficient: Double
  ) throws(SolverError) {
    try requireVariable(variable)
    try Self.requireFinite(coefficient)
    try problem.check(
      unsafe cartera_glpk_set_objective(problem.handle, Int32(variable), coefficient)
    )
    status = .undefined
  }

  /// Adds a row; the basis stays valid, with the new row's slack in it.
  ///
  /// Terms are pairs of a variable and a coefficient. Those of one variable are summed.
  ///
  /// - Returns: the place of the row.
  @discardableResult
  public mutating func addRow(
    _ terms: [(Int, Double)],
    lower: Double = -.infinity,
    upper: Double = .infinity
  ) throws(SolverError) -> Int {
    try Self.requireBounds(lower, upper)
    let (places, coefficients) = try Self.merged(terms, count: variableCount, of: "variable")
    let crosses = lower > upper
    try problem.check(
      unsafe cartera_glpk_add_row(
        problem.handle,
        crosses ? -.infinity : lower,
        crosses ? .infinity : upper,
        Int32(places.count),
        places,
        coefficients
      )
    )
    crossings += crosses ? 1 : 0
    rowLower.append(lower)
    rowUpper.append(upper)
    status = .undefined
    return rowCount - 1
  }

  /// Adds a variable, outside the basis, which stays valid.
  ///
  /// Terms are pairs of a row and a coefficient. Those of one row are summed.
  ///
  /// - Returns: the place of the variable.
  @discardableResult
  public mutating func addColumn(
    _ terms: [(Int, Double)],
    lower: Double = 0,
    upper: Double = .infinity,
    objective: Double = 0
  ) throws(SolverError) -> Int {
    try Self.requireBounds(lower, upper)
    try Self.requireFinite(objective)
    let (places, coefficients) = try Self.merged(terms, count: rowCount, of: "row")
    let crosses = lower > upper
    try problem.check(
      unsafe cartera_glpk_add_column(
        problem.handle,
        crosses ? -.infinity : lower,
        crosses ? .infinity : upper,
        objective,
        Int32(places.count),
        places,
        coefficients
      )
    )
    crossings += crosses ? 1 : 0
    columnLower.append(lower)
    columnUpper.append(upper)
    status = .undefined
    return variableCount - 1
  }

  /// Removes rows; those behind move up.
  ///
  /// The basis stays valid when the removed rows are slack, that is basic; otherwise the next
  /// solve begins with a new one.
  public mutating func removeRows(_ rows: [Int]) throws(SolverError) {
    let removed = Set(rows)
    for row in rows { try requireRow(row) }
    let places = removed.sorted()
    guard !places.isEmpty else { return }
    try problem.check(
      unsafe cartera_glpk_remove_rows(
        problem.handle,
        Int32(places.count),
        places.map { Int32($0) }
      )
    )
    crossings -= places.count { rowLower[$0] > rowUpper[$0] }
    for row in places.reversed() {
      rowLower.remove(at: row)
      rowUpper.remove(at: row)
    }
    status = .undefined
  }

  // MARK: - Solving

  /// Solves, beginning with the current basis.
  ///
  /// A basis that GLPK refuses is rebuilt and the solve begun once more. The limits hold for each
  /// attempt together: iterations and time that the first spends are missing in the second.
  ///
  /// - Parameters:
  ///   - iterationLimit: the most iterations; none when nil.
  ///   - timeLimit: the longest time; none when nil.
  ///   - objectiveCutoff: an objective that has to be beaten: the status is `cutoff` as soon as it
  ///     is clear that the optimum is not better than this.
  ///   - method: which simplex method to use.
  /// - Returns: what it came to; the same as ``status``.
  /// - Throws: ``SolverError`` for a limit that makes no sense, and when GLPK gives up.
  @discardableResult
  public mutating func solve(
    iterationLimit: Int? = nil,
    timeLimit: Duration? = nil,
    objectiveCutoff: Double? = nil,
    method: Method = .dualThenPrimal
  ) throws(SolverError) -> SimplexStatus {
    status = .undefined
    if let iterationLimit, iterationLimit < 0 {
      throw .invalidArgument("the iteration limit \(iterationLimit) is negative; give zero or more")
    }
    if let timeLimit, timeLimit < .zero {
      throw .invalidArgument("the time limit \(timeLimit) is negative; give zero or more")
    }
    if let objectiveCutoff, objectiveCutoff.isNaN {
      throw .invalidArgument("the objective cutoff is not a number")
    }
    if crossings > 0 {
      // A dead session says so even where GLPK is not asked.
      try problem.check(unsafe cartera_glpk_copy_rows(problem.handle, nil, nil))
      status = .infeasible
      return status
    }
    var run = Run(
      remaining: iterationLimit,
      deadline: timeLimit.map { ContinuousClock.now + $0 },
      cutoff: objectiveCutoff
    )
    switch method {
    case .primal: try attempt(CARTERA_GLPK_PRIMAL, &run)
    case .dual: try attempt(CARTERA_GLPK_DUAL, &run)
    case .dualThenPrimal: try attempt(CARTERA_GLPK_DUAL_THEN_PRIMAL, &run)
    }
    if run.status == CARTERA_GLPK_BAD_BASIS || run.status == CARTERA_GLPK_FAILED {
      try problem.check(unsafe cartera_glpk_reset_basis(problem.handle, 1))
      try attempt(CARTERA_GLPK_DUAL_THEN_PRIMAL, &run)
      if run.status == CARTERA_GLPK_BAD_BASIS || run.status == CARTERA_GLPK_FAILED {
        // The basis of the slacks is never singular.
        try problem.check(unsafe cartera_glpk_reset_basis(problem.handle, 0))
        try attempt(CARTERA_GLPK_PRIMAL, &run)
      }
    }
    // The dual method ends without a word on a problem that has no dual solution.
    if method == .dualThenPrimal && run.status == CARTERA_GLPK_UNDEFINED {
      try attempt(CARTERA_GLPK_PRIMAL, &run)
    }
    status = SimplexStatus(shim: run.status)
    objective = run.objective
    if status == .optimal, let objectiveCutoff,
      sense == .maximize ? objective <= objectiveCutoff : objective >= objectiveCutoff
    {
      status = .cutoff
    }
    return status
  }

  mutating func countIterations(_ count: Int) { iterations += count }

  private struct Run {
    var remaining: Int?
    let deadline: ContinuousClock.Instant?
    let cutoff: Double?
    var status = CARTERA_GLPK_UNDEFINED
    var objective = 0.0
  }

  private mutating func attempt(_ method: Int, _ run: inout Run) throws(SolverError) {
    let patience = patience(rows: rowCount, columns: variableCount)
    let limit = min(run.remaining ?? .max, patience)
    let timeLeft = run.deadline.map { max(.zero, $0 - ContinuousClock.now) }
    var options = cartera_glpk_simplex_options(
      method: Int32(method),
      iteration_limit: Int32(clamping: limit),
      time_limit: milliseconds(timeLeft),
      long_step: longStep ? 1 : 0,
      has_cutoff: run.cutoff == nil ? 0 : 1,
      cutoff: run.cutoff ?? 0
    )
    var result = cartera_glpk_simplex_result()
    try problem.check(unsafe cartera_glpk_simplex(problem.handle, &options, &result))
    iterations += Int(result.iterations)
    run.remaining = run.remaining.map { max(0, $0 - Int(result.iterations)) }
    run.status = Int(result.status)
    // GLPK's simplex method can go round in circles for ever on badly scaled data.
    if run.status == CARTERA_GLPK_ITERATION_LIMIT && run.remaining != 0 {
      run.status = CARTERA_GLPK_FAILED
    }
    // Nor can a problem whose variables all have bounds be unbounded.
    if run.status == CARTERA_GLPK_UNBOUNDED && isBounded { run.status = CARTERA_GLPK_FAILED }
    run.objective = result.objective
  }

  private var isBounded: Bool {
    columnLower.allSatisfy { $0 > -.infinity } && columnUpper.allSatisfy { $0 < .infinity }
  }

  /// Makes GLPK give up, for tests of what follows.
  mutating func provokeFatalError() throws(SolverError) {
    try problem.check(unsafe cartera_glpk_provoke(problem.handle))
  }

  // MARK: - Arguments

  private func requireVariable(_ variable: Int) throws(SolverError) {
    guard columnLower.indices.contains(variable) else {
      throw .invalidArgument("there is no variable \(variable) among \(variableCount)")
    }
  }

  private func requireRow(_ row: Int) throws(SolverError) {
    guard rowLower.indices.contains(row) else {
      throw .invalidArgument("there is no row \(row) among \(rowCount)")
    }
  }

  private static func requireFinite(_ number: Double) throws(SolverError) {
    guard number.isFinite else {
      throw .invalidArgument("the coefficient \(number) is not a finite number")
    }
  }

  private static func requireBounds(_ lower: Double, _ upper: Double) throws(SolverError) {
    guard lower < .infinity, upper > -.infinity else {
      throw .invalidArgument("the bounds \(lower) and \(upper) are no bounds")
    }
  }

  /// Sums duplicates, which GLPK calls a fatal error, and refuses what it must not see.
  private static func merged(
    _ terms: [(Int, Double)],
    count: Int,
    of kind: String
  ) throws(SolverError) -> (places: [Int32], coefficients: [Double]) {
    var places: [Int32] = []
    var coefficients: [Double] = []
    var increasing = true
    for (place, coefficient) in terms {
      guard (0..<count).contains(place) else {
        throw .invalidArgument("there is no \(kind) \(place) among \(count)")
      }
      try requireFinite(coefficient)
      increasing = increasing && (places.last.map { Int($0) < place } ?? true)
      places.append(Int32(place))
      coefficients.append(coefficient)
    }
    if increasing { return (places, coefficients) }
    var sums: [Int32: Double] = [:]
    for (place, coefficient) in zip(places, coefficients) { sums[place, default: 0] += coefficient }
    places = sums.keys.sorted()
    return (places, places.map { sums[$0] ?? 0 })
  }
}

/// What one run of the simplex method came to.
public enum SimplexStatus: Sendable {
  /// The values are optimal.
  case optimal
  /// There is no solution.
  case infeasible
  /// There are solutions without a best one.
  case unbounded
  /// The optimum is not better than the cutoff.
  case cutoff
  /// The iterations were used up.
  case iterationLimit
  /// The time was up.
  case timeLimit
  /// GLPK does not know. Never to be read as infeasible.
  case undefined

  init(shim status: Int) {
    self =
      switch status {
      case CARTERA_GLPK_OPTIMAL: .optimal
      case CARTERA_GLPK_INFEASIBLE: .infeasible
      case CARTERA_GLPK_UNBOUNDED: .unbounded
      case CARTERA_GLPK_CUTOFF: .cutoff
      case CARTERA_GLPK_ITERATION_LIMIT: .iterationLimit
      case CARTERA_GLPK_TIME_LIMIT: .timeLimit
      default: .undefined
      }
  }
}
