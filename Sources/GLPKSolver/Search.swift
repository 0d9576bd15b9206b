internal import CGLPKShim
internal import MixedInteger

/// One solve: at most two attempts, and what they found.
struct Search {
  private let model: Model
  private let options: Options
  private let deadline: ContinuousClock.Instant?
  private let presolve: Bool

  private var work = Outcome.Work()
  private var best: (values: [Double], objective: Double)?
  private var bound: Double?

  /// A solve that has not begun, of a validated model without crossing bounds.
  init(
    _ model: Model,
    _ options: Options,
    _ deadline: ContinuousClock.Instant?,
    presolve: Bool
  ) {
    self.model = model
    self.options = options
    self.deadline = deadline
    self.presolve = presolve
  }

  private struct Settings {
    var presolve: Bool
    var cuts: Options.Cuts
    var mostFractionalBranching = false
    var longStep = true
  }

  consuming func run() throws(SolverError) -> Outcome {
    let first = Settings(presolve: presolve, cuts: options.cuts)
    if let status = try attemptOrNil(first) { return outcome(status) }
    let second = Settings(
      presolve: !presolve,
      cuts: [],
      mostFractionalBranching: true,
      longStep: false
    )
    do throws(SolverError) {
      return outcome(try attempt(second) ?? .undefined)
    } catch {
      // What the first attempt found is worth more than an error.
      if best == nil { throw error }
      return outcome(.undefined)
    }
  }

  /// Makes an attempt whose failure is no error yet.
  private mutating func attemptOrNil(_ settings: Settings) throws(SolverError) -> Outcome.Status? {
    do throws(SolverError) {
      return try attempt(settings)
    } catch .fatal {
      return nil
    }
  }

  private func outcome(_ status: Outcome.Status) -> Outcome {
    var status = status
    // Two attempts that contradict each other prove nothing.
    if status == .infeasible && best != nil { status = .undefined }
    let holds = status != .infeasible && status != .unbounded
    return Outcome(
      status: status,
      incumbent: holds ? best?.values : nil,
      objective: holds ? best?.objective : nil,
      bound: status == .optimal ? best?.objective : holds ? bound : nil,
      work: work
    )
  }

  /// Makes one attempt; nil when GLPK failed without dying.
  private mutating func attempt(_ settings: Settings) throws(SolverError) -> Outcome.Status? {
    let problem = try Problem()
    try problem.load(model, keepsIntegers: true)
    if !settings.presolve {
      try problem.check(unsafe cartera_glpk_prepare(problem.handle, 1))
      let relaxation = try solveRelaxation(problem, settings)
      if relaxation != .optimal { return relaxation }
    } else if let reason = exhausted() {
      return .stopped(by: reason)
    }
    return try branch(problem, settings)
  }

  private func exhausted() -> Outcome.Reason? {
    if options.stop?.isRaised == true { return .interrupted }
    if let deadline, ContinuousClock.now >= deadline { return .timeLimit }
    if let limit = options.iterationLimit, work.iterations >= limit { return .iterationLimit }
    if let limit = options.nodeLimit, work.nodes >= limit { return .nodeLimit }
    return nil
  }

  /// Solves the relaxation in slices, because GLPK's simplex method asks nobody whether to stop.
  private mutating func solveRelaxation(
    _ problem: borrowing Problem,
    _ settings: Settings
  ) throws(SolverError) -> Outcome.Status? {
    let size = model.variables.count + model.rows.count + model.terms.count
    let slice = options.stop == nil ? Int.max : min(5_000, max(50, 20_000_000 / (size + 1)))
    let patience = patience(rows: model.rows.count, columns: model.variables.count)
    var method = CARTERA_GLPK_DUAL_THEN_PRIMAL
    var rebuilds = 0
    var spent = 0
    while true {
      if let reason = exhausted() { return .stopped(by: reason) }
      let left = options.iterationLimit.map { $0 - work.iterations } ?? .max
      var parameters = cartera_glpk_simplex_options(
        method: Int32(method),
        iteration_limit: Int32(clamping: min(slice, left, patience)),
        time_limit: milliseconds(deadline.map { max(.zero, $0 - ContinuousClock.now) }),
        long_step: settings.longStep ? 1 : 0,
        has_cutoff: 0,
        cutoff: 0
      )
      var result = cartera_glpk_simplex_result()
      try problem.check(unsafe cartera_glpk_simplex(problem.handle, &parameters, &result))
      work.iterations += Int(result.iterations)
      spent += Int(result.iterations)
      switch Int(result.status) {
      case CARTERA_GLPK_OPTIMAL:
        bound = result.objective
        return .optimal
      case CARTERA_GLPK_INFEASIBLE: return .infeasible
      case CARTERA_GLPK_UNBOUNDED: return try statusOfUnboundedRelaxation()
      case CARTERA_GLPK_ITERATION_LIMIT where spent < patience: continue
      case CARTERA_GLPK_TIME_LIMIT: return .stopped(by: .timeLimit)
      case CARTERA_GLPK_BAD_BASIS, CARTERA_GLPK_FAILED, CARTERA_GLPK_ITERATION_LIMIT:
        guard rebuilds < 2 else { return nil }
        rebuilds += 1
        spent = 0
        method = CARTERA_GLPK_PRIMAL
        try problem.check(unsafe cartera_glpk_reset_basis(problem.handle, rebuilds == 1 ? 1 : 0))
      default:
        // The dual method ends so on a problem without dual solutions: the primal one knows more.
        guard method != CARTERA_GLPK_PRIMAL else { return nil }
        method = CARTERA_GLPK_PRIMAL
      }
    }
  }

  /// Asks whether there is a solution at all: an unbounded relaxation says nothing of integers.
  private mutating func statusOfUnboundedRelaxation() throws(SolverError) -> Outcome.Status {
    guard model.variables.contains(where: { $0.kind == .integer }) else { return .unbounded }
    var question = model
    for index in question.variables.indices {
      question[Model.Variable(index: index)].objective = 0
    }
    var options = options
    options.nodeLimit = options.nodeLimit.map { max(0, $0 - work.nodes) }
    options.iterationLimit = options.iterationLimit.map { max(0, $0 - work.iterations) }
    let answer = try Search(question, options, deadline, presolve: presolve).run()
    work.iterations += answer.work.iterations
    work.nodes += answer.work.nodes
    return answer.status == .optimal || answer.incumbent != nil ? .unbounded : answer.status
  }

  private mutating func branch(
    _ problem: borrowing Problem,
    _ settings: Settings
  ) throws(SolverError) -> Outcome.Status? {
    var values = [Double](repeating: 0, count: model.variables.count)
    var result = cartera_glpk_search_result()
    let nodesBefore = work.nodes
    let iterationsBefore = work.iterations
    var parameters = cartera_glpk_search_options()
    parameters.presolve = settings.presolve ? 1 : 0
    parameters.gomory_cuts = settings.cuts.contains(.gomory) ? 1 : 0
    parameters.rounding_cuts = settings.cuts.contains(.rounding) ? 1 : 0
    parameters.cover_cuts = settings.cuts.contains(.cover) ? 1 : 0
    parameters.clique_cuts = settings.cuts.contains(.clique) ? 1 : 0
    parameters.most_fractional_branching = settings.mostFractionalBranching ? 1 : 0
    parameters.time_limit = milliseconds(deadline.map { max(.zero, $0 - ContinuousClock.now) })
    parameters.node_limit = options.nodeLimit.map { Int64($0 - nodesBefore) } ?? .max
    parameters.iteration_limit =
      options.iterationLimit.map { Int64($0 - iterationsBefore) } ?? .max
    parameters.relative_gap = options.relativeGap
    parameters.objective_tolerance = objectiveTolerance
    // GLPK's callback gets a plain pointer to the flag, which `options` keeps alive.
    let stop = options.stop
    let code = withExtendedLifetime(stop) {
      unsafe cartera_glpk_search(
        problem.handle,
        &parameters,
        stop == nil ? nil : isRaised,
        stop.map { unsafe UnsafeRawPointer(Unmanaged.passUnretained($0).toOpaque()) },
        &values,
        &result
      )
    }
    work.nodes += Int(result.nodes)
    work.iterations += Int(result.iterations)
    if result.has_incumbent != 0 { keep(values) }
    if result.has_bound != 0 { tighten(result.bound) }
    try problem.check(code)
    switch Int(result.status) {
    case CARTERA_GLPK_OPTIMAL: return best == nil ? nil : .optimal
    case CARTERA_GLPK_INFEASIBLE: return .infeasible
    case CARTERA_GLPK_UNBOUNDED: return try statusOfUnboundedRelaxation()
    case CARTERA_GLPK_GAP:
      // GLPK has just compared its bound, which is not handed over, with the incumbent.
      if let best {
        let distance = options.relativeGap * abs(best.objective)
        tighten(best.objective + (model.sense == .maximize ? distance : -distance))
      }
      return .stopped(by: .gap)
    case CARTERA_GLPK_TIME_LIMIT: return .stopped(by: .timeLimit)
    case CARTERA_GLPK_NODE_LIMIT: return .stopped(by: .nodeLimit)
    case CARTERA_GLPK_ITERATION_LIMIT: return .stopped(by: .iterationLimit)
    case CARTERA_GLPK_INTERRUPTED: return .stopped(by: .interrupted)
    default: return nil
    }
  }

  /// The share of the incumbent by which a solution may be better and yet be pruned.
  ///
  /// GLPK's default is 10⁻⁷: at an objective of 10⁹ that would be a hundred points. Here it is at
  /// most a tenth of one.
  private var objectiveTolerance: Double {
    let largest = model.variables.reduce(1.0) { sum, variable in
      let reach = max(abs(variable.lower), abs(variable.upper))
      return sum + abs(variable.objective) * (reach.isFinite ? reach : 1e6)
    }
    return min(1e-7, max(1e-14, 0.1 / largest))
  }

  /// Keeps a solution when it is better than the one held.
  private mutating func keep(_ values: [Double]) {
    var values = values
    for (index, variable) in model.variables.enumerated() where variable.kind == .integer {
      values[index].round()
    }
    let objective = model.objective(at: values)
    if let best, !isBetter(objective, than: best.objective) { return }
    best = (values, objective)
  }

  /// Takes a bound of the search where it is tighter than that of the relaxation.
  ///
  /// It is never on the wrong side of the incumbent. With presolve it belongs to another problem,
  /// but the objective is the same.
  private mutating func tighten(_ found: Double) {
    var tightest = found
    if let bound, isBetter(found, than: bound) { tightest = bound }
    if let best, isBetter(best.objective, than: tightest) { tightest = best.objective }
    bound = tightest
  }

  private func isBetter(_ objective: Double, than other: Double) -> Bool {
    model.sense == .maximize ? objective > other : objective < other
  }
}

/// The question that GLPK's callback asks.
private let isRaised: @convention(c) (UnsafeRawPointer?) -> Int32 = { flag in
  guard let flag = unsafe flag else { return 0 }
  return unsafe Unmanaged<StopFlag>.fromOpaque(flag).takeUnretainedValue().isRaised ? 1 : 0
}
