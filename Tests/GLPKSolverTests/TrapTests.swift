import Foundation
import MixedInteger
import Synchronization
import Testing

@testable import GLPKSolver

/// One test for each way in which GLPK is known to fail its caller.
@Suite("GLPK's traps") struct TrapTests {
  private let solver = GLPKSolver()
  private let hard = knapsack(items: 200, rows: 10, seed: 11)

  @Test("a fatal error comes back as an error, the session is dead, and the next one works")
  func fatalError() throws {
    let model = knapsack(items: 20, rows: 2, seed: 1)
    for _ in 0..<20 {
      try SimplexSession.with(model) { session in
        try session.solve()
        let error = #expect(throws: SolverError.self) { try session.provokeFatalError() }
        guard case .fatal(let text) = error else {
          Issue.record("\(String(describing: error))")
          return
        }
        #expect(text.contains("glp_set_obj_dir") && text.contains("invalid"))
        #expect(GLPKMemory.usage == nil)
        var values: [Double] = []
        #expect(throws: SolverError.sessionIsDead) { try session.solve() }
        #expect(throws: SolverError.sessionIsDead) { try session.copyPrimal(into: &values) }
        #expect(throws: SolverError.sessionIsDead) {
          try session.setBounds(of: 0, lower: 0, upper: 0)
        }
        #expect(throws: SolverError.sessionIsDead) { try session.basis() }
        #expect(throws: SolverError.sessionIsDead) { try session.provokeFatalError() }
        #expect(throws: SolverError.sessionIsDead) { try session.addRow([(0, 1)], upper: 1) }
      }
      #expect(GLPKMemory.usage == nil)
      #expect(try solver.solve(model).status == .optimal)
    }
  }

  @Test("a fatal error ends all sessions of its thread, and a new one may begin among the dead")
  func nestedSessions() throws {
    let model = knapsack(items: 20, rows: 2, seed: 1, kind: .continuous)
    try SimplexSession.with(model) { outer in
      try outer.solve()
      let objective = outer.objective
      try SimplexSession.with(model) { inner in
        try inner.solve()
        #expect(inner.objective == objective)
      }
      #expect(GLPKMemory.usage != nil)
      try outer.solve()
      #expect(outer.objective == objective)
      try SimplexSession.with(model) { inner in
        #expect(throws: SolverError.self) { try inner.provokeFatalError() }
      }
      #expect(throws: SolverError.sessionIsDead) { try outer.solve() }
      try SimplexSession.with(model) { fresh in
        try fresh.solve()
        #expect(fresh.objective == objective)
      }
      #expect(throws: SolverError.sessionIsDead) { try outer.solve() }
    }
    #expect(GLPKMemory.usage == nil)
  }

  @Test("nothing is ever printed, not even by a fatal error")
  func silence() async throws {
    let result = await #expect(
      processExitsWith: .success,
      observing: [\.standardOutputContent, \.standardErrorContent]
    ) {
      let model = knapsack(items: 15, rows: 3, seed: 2)
      for presolve in [true, false] {
        _ = try GLPKSolver(presolve: presolve).solve(model, options: Options(cuts: .all))
      }
      try SimplexSession.with(model) { session in
        try session.solve()
        _ = try? session.provokeFatalError()
      }
      var extreme = Model(sense: .maximize)
      let x = extreme.addVariable(upper: 1e29, objective: 1e300)
      extreme.addRow([.init(x, 1e-300)], lower: 1e20, upper: 1e29)
      _ = try? GLPKSolver().solve(extreme)
    }
    let output = (result?.standardOutputContent ?? []) + (result?.standardErrorContent ?? [])
    #expect(String(decoding: output, as: UTF8.self) == "")
  }

  @Test("nothing is left in memory after a solve, a session, an error or a throwing closure")
  func memory() throws {
    struct Mishap: Error {}
    let model = knapsack(items: 20, rows: 3, seed: 3)
    for _ in 0..<50 {
      _ = try solver.solve(model, options: Options(cuts: .all))
      #expect(GLPKMemory.usage == nil)
      _ = try GLPKSolver(presolve: true).solve(model)
      #expect(GLPKMemory.usage == nil)
      try SimplexSession.with(model) { session in
        try session.solve()
        let usage = try #require(GLPKMemory.usage)
        #expect(usage > 1000)
      }
      #expect(GLPKMemory.usage == nil)
      #expect(throws: Mishap.self) {
        try SimplexSession.with(model) { session in
          try session.solve()
          throw Mishap()
        }
      }
      #expect(GLPKMemory.usage == nil)
    }
  }

  @Test("the heap of the process does not grow with the number of solves")
  func heap() async {
    await #expect(processExitsWith: .success) {
      let model = knapsack(items: 15, rows: 3, seed: 3)
      func work(_ times: Int) throws {
        for _ in 0..<times {
          _ = try GLPKSolver().solve(model)
          try SimplexSession.with(model) { session in
            try session.solve()
            _ = try? session.provokeFatalError()
          }
        }
      }
      func residentPages() throws -> Int {
        let counts = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(
          separator: " "
        )
        return Int(counts[1]) ?? 0
      }
      try work(200)
      let before = try residentPages()
      try work(4000)
      let after = try residentPages()
      // One environment leaked a solve would be more than ten thousand pages.
      precondition(after < before + 1000, "the process grew from \(before) to \(after) pages")
    }
  }

  @Test("200 solves side by side give the answers of one after the other")
  func concurrency() async throws {
    let models = (0..<200).map { knapsack(items: 14, rows: 1 + $0 % 4, seed: $0) }
    let options = (0..<200).map { Options(cuts: $0 % 5 == 0 ? .all : [.gomory, .rounding]) }
    let expected = try models.enumerated().map { try solver.solve($1, options: options[$0]) }
    let outcomes = try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for (index, model) in models.enumerated() {
        group.addTask { (index, try GLPKSolver().solve(model, options: options[index])) }
      }
      return try await group.reduce(into: [Int: Outcome]()) { $0[$1.0] = $1.1 }
    }
    for (index, outcome) in expected.enumerated() { #expect(outcomes[index] == outcome) }
  }

  @Test("solves with cover cuts, which share static variables, wait for one another")
  func coverCuts() async throws {
    let models = (0..<40).map { knapsack(items: 20, rows: 2, seed: 100 + $0) }
    let options = Options(cuts: .all)
    let expected = try models.map { try solver.solve($0, options: options) }
    let outcomes = try await withThrowingTaskGroup(of: (Int, Outcome).self) { group in
      for (index, model) in models.enumerated() {
        group.addTask { (index, try GLPKSolver().solve(model, options: options)) }
      }
      return try await group.reduce(into: [Int: Outcome]()) { $0[$1.0] = $1.1 }
    }
    for (index, outcome) in expected.enumerated() { #expect(outcomes[index] == outcome) }
  }

  @Test("a stop flag ends a long solve soon, and the incumbent is kept")
  func stopFlag() throws {
    let stop = StopFlag()
    let raised = Mutex(ContinuousClock.now)
    // Threads of their own, because the pool of tasks is busy with other tests.
    try withThread {
      Thread.sleep(forTimeInterval: 0.3)
      raised.withLock { $0 = ContinuousClock.now }
      stop.raise()
    } during: {
      // The time limit is there for the test to fail rather than to hang.
      let stopped = try solver.solve(
        hard,
        options: Options(timeLimit: .seconds(20), stop: stop)
      )
      let delay = raised.withLock { ContinuousClock.now - $0 }
      #expect(delay < .seconds(1))
      #expect(stopped.status == .stopped(by: .interrupted))
      let incumbent = try #require(stopped.incumbent)
      #expect(FeasibilityChecker().isFeasible(incumbent, in: hard))
      let objective = try #require(stopped.objective)
      #expect(try #require(stopped.bound) >= objective)
    }
  }

  @Test("a solve that waits for the cover cuts heeds its stop flag and its time limit")
  func stopWhileWaiting() throws {
    let first = StopFlag()
    let model = hard
    try withThread {
      _ = try? GLPKSolver().solve(
        model,
        options: Options(timeLimit: .seconds(20), cuts: .cover, stop: first)
      )
    } during: {
      defer { first.raise() }
      Thread.sleep(forTimeInterval: 0.1)
      let raised = StopFlag()
      raised.raise()
      let small = knapsack(items: 10, rows: 1, seed: 1)
      let interrupted = try solver.solve(small, options: Options(cuts: .cover, stop: raised))
      #expect(interrupted.status == .stopped(by: .interrupted))
      let late = try solver.solve(
        small,
        options: Options(timeLimit: .milliseconds(20), cuts: .cover)
      )
      // Where another test holds the lock instead of the thread and lets go of it in between, the
      // small model is solved.
      #expect([.stopped(by: .timeLimit), .optimal].contains(late.status))
    }
  }

  /// Runs something on a thread of its own while something else runs here, and waits for both.
  private func withThread(
    _ aside: @escaping @Sendable () -> Void,
    during body: () throws -> Void
  ) rethrows {
    let ended = DispatchSemaphore(value: 0)
    let thread = Thread {
      aside()
      ended.signal()
    }
    thread.start()
    defer { ended.wait() }
    try body()
  }

  @Test("a plain knapsack at its time limit is never read as infeasible", arguments: [true, false])
  func timeLimit(presolve: Bool) throws {
    for time in [Duration.zero, .microseconds(1), .milliseconds(1), .milliseconds(50)] {
      for rows in [1, 10] {
        let model = knapsack(items: 200, rows: rows, seed: 13)
        let outcome = try GLPKSolver(presolve: presolve).solve(
          model,
          options: Options(timeLimit: time)
        )
        #expect([.optimal, .stopped(by: .timeLimit)].contains(outcome.status))
        if let incumbent = outcome.incumbent {
          #expect(FeasibilityChecker().isFeasible(incumbent, in: model))
        }
      }
    }
  }

  @Test("the search gets the basis it wants, with presolve and without", arguments: [true, false])
  func basis(presolve: Bool) throws {
    for seed in 0..<40 {
      let model = knapsack(items: 10, rows: 1 + seed % 3, seed: seed)
      let outcome = try GLPKSolver(presolve: presolve).solve(model)
      #expect(outcome.status == .optimal)
      #expect(outcome.objective == bruteForce(model))
      #expect(outcome.bound == outcome.objective)
      let incumbent = try #require(outcome.incumbent)
      #expect(FeasibilityChecker(tolerance: 0).isFeasible(incumbent, in: model))
    }
  }

  @Test("equal bounds are a fixed variable, not an error")
  func equalBounds() throws {
    var model = knapsack(items: 10, rows: 2, seed: 1)
    model[Model.Variable(index: 0)].lower = 1
    model[Model.Row(index: 0)].lower = model[Model.Row(index: 0)].upper
    model[Model.Row(index: 0)].upper = model[Model.Row(index: 0)].lower
    model.addRow([.init(Model.Variable(index: 1), 1)], lower: 1, upper: 1)
    let outcome = try solver.solve(model)
    #expect(outcome.objective == bruteForce(model))
    #expect(outcome.status == (bruteForce(model) == nil ? .infeasible : .optimal))
    model[Model.Row(index: 0)].lower = -.infinity
    let feasible = try solver.solve(model)
    #expect(feasible.status == .optimal)
    #expect(feasible.objective == bruteForce(model))
  }

  @Test("crossing bounds are infeasible, not an error")
  func crossingBounds() throws {
    var model = knapsack(items: 10, rows: 2, seed: 1)
    model[Model.Variable(index: 3)].lower = 2
    #expect(try solver.solve(model).status == .infeasible)
  }

  @Test("numbers that are none are refused before GLPK sees them")
  func notNumbers() {
    for number in [Double.nan, .infinity] {
      var model = knapsack(items: 10, rows: 2, seed: 1)
      model[Model.Variable(index: 3)].objective = number
      #expect(throws: SolverError.self) { try solver.solve(model) }
      #expect(throws: SolverError.self) {
        try SimplexSession.with(model) { _ = try $0.solve() }
      }
    }
  }

  @Test("duplicate entries, fatal to GLPK, are summed")
  func duplicates() throws {
    var model = Model(sense: .maximize)
    let x = model.addVariable(upper: 10, objective: 1, kind: .integer)
    model.addRow([.init(x, 1), .init(x, 2)], upper: 10)
    #expect(try solver.solve(model).incumbent == [3])
  }

  @Test("names that GLPK refuses do not reach it")
  func names() throws {
    var model = Model(sense: .maximize)
    let x = model.addVariable(
      upper: 10,
      objective: 1,
      kind: .integer,
      name: String(repeating: "n", count: 300)
    )
    model.addRow([.init(x, 3)], upper: 10, name: "a\u{7}\nb")
    #expect(try solver.solve(model).incumbent == [3])
  }

  @Test("fractional bounds of integers are rounded inwards")
  func fractionalBounds() throws {
    var model = Model(sense: .maximize)
    model.addVariable(lower: 0.5, upper: 2.5, objective: 1, kind: .integer)
    #expect(try solver.solve(model).incumbent == [2])
    model.sense = .minimize
    #expect(try solver.solve(model).incumbent == [1])
    model.addVariable(lower: 0.2, upper: 0.8, kind: .integer)
    #expect(try solver.solve(model).status == .infeasible)
  }

  @Test("negative limits are refused, zero ones stop at once")
  func limits() throws {
    #expect(throws: SolverError.self) { try solver.solve(hard, options: Options(nodeLimit: -1)) }
    #expect(
      try solver.solve(hard, options: Options(nodeLimit: 0)).status == .stopped(by: .nodeLimit)
    )
    #expect(
      try solver.solve(hard, options: Options(iterationLimit: 0)).status
        == .stopped(by: .iterationLimit)
    )
    #expect(
      try solver.solve(hard, options: Options(timeLimit: .zero)).status == .stopped(by: .timeLimit)
    )
    let stop = StopFlag()
    stop.raise()
    #expect(
      try solver.solve(hard, options: Options(stop: stop)).status == .stopped(by: .interrupted)
    )
  }

  @Test("large objectives are optimal to the unit, though GLPK prunes by a share of them")
  func largeObjectives() throws {
    // Each pair differs by one in half a thousand million; GLPK's default passes over fifty.
    var model = Model(sense: .maximize)
    var terms: [Model.Term] = []
    for index in 0..<12 {
      let value = 500_000_000 + (index * 7) % 12
      terms.append(.init(model.addVariable(upper: 1, objective: Double(value), kind: .integer), 2))
    }
    model.addRow(terms, upper: 3)
    let outcome = try solver.solve(model)
    #expect(outcome.objective == 500_000_011)
  }

  @Test("numbers of absurd size end in an outcome or an error, never in an abort")
  func absurdNumbers() {
    for seed in 0..<300 {
      var random = generator(seed: seed)
      var model = Model(sense: seed % 2 == 0 ? .maximize : .minimize)
      func number() -> Double {
        let digits = Double(Int.random(in: -9...9, using: &random))
        return digits
          * Double(sign: .plus, exponent: .random(in: -60...60, using: &random), significand: 1)
      }
      for _ in 0..<6 {
        let ends = [number(), number()].sorted()
        model.addVariable(
          lower: ends[0],
          upper: ends[1],
          objective: number(),
          kind: Bool.random(using: &random) ? .integer : .continuous
        )
      }
      for _ in 0..<4 {
        let terms = model.variables.indices.map { Model.Term(.init(index: $0), number()) }
        let ends = [number(), number()].sorted()
        model.addRow(terms, lower: ends[0], upper: ends[1])
      }
      _ = try? solver.solve(
        model,
        options: Options(timeLimit: .milliseconds(100), nodeLimit: 50, cuts: .all)
      )
      _ = try? SimplexSession.with(model) { session in
        try session.solve(timeLimit: .milliseconds(100))
        _ = try session.infeasibilityCertificate()
      }
      #expect(GLPKMemory.usage == nil)
    }
  }
}
