import MixedInteger
import Testing

@testable import GLPKSolver

@Suite("Branch and cut") struct SolverTests {
  private let solver = GLPKSolver()
  private let hard = knapsack(items: 200, rows: 10, seed: 11)

  @Test("small models have the optimum of brute force, with every kind of cut")
  func bruteForced() throws {
    let cuts: [Options.Cuts] = [[], .gomory, .rounding, .cover, .clique, .all]
    for seed in 0..<60 {
      var model = knapsack(items: 4 + seed % 7, rows: 1 + seed % 4, seed: seed)
      if seed % 3 == 0 {
        model.sense = .minimize
        model[Model.Row(index: 0)].lower = model[Model.Row(index: 0)].upper * 0.7
      }
      let outcome = try solver.solve(model, options: Options(cuts: cuts[seed % cuts.count]))
      let expected = bruteForce(model)
      #expect(outcome.status == (expected == nil ? .infeasible : .optimal), "seed \(seed)")
      #expect(outcome.objective == expected, "seed \(seed)")
    }
  }

  @Test("optimal, infeasible and unbounded are told apart", arguments: [true, false])
  func conclusions(presolve: Bool) throws {
    let solver = GLPKSolver(presolve: presolve)
    var model = Model(sense: .maximize)
    let x = model.addVariable(objective: 1, kind: .integer)
    let row = model.addRow([.init(x, 2)], upper: 9)
    let optimal = try solver.solve(model)
    #expect(optimal.status == .optimal && optimal.incumbent == [4] && optimal.bound == 4)
    model[row].lower = 9
    #expect(try solver.solve(model).status == .infeasible)
    model[row].lower = 1
    model[row].upper = .infinity
    let unbounded = try solver.solve(model)
    #expect(unbounded.status == .unbounded)
    #expect(unbounded.incumbent == nil && unbounded.bound == nil)
  }

  @Test("an unbounded relaxation without any integer point is infeasible")
  func unboundedRelaxation() throws {
    var model = Model(sense: .maximize)
    model.addVariable(objective: 1)
    let y = model.addVariable(upper: 5, kind: .integer)
    let x = model.addVariable(upper: 5, kind: .integer)
    model.addRow([.init(y, 2), .init(x, -2)], lower: 1, upper: 1)
    #expect(try solver.solve(model).status == .infeasible)
  }

  @Test("each reason to stop is told, with incumbent and bound on the right sides")
  func reasons() throws {
    let cases: [(Options, Outcome.Reason)] = [
      (Options(nodeLimit: 500), .nodeLimit),
      (Options(iterationLimit: 2000), .iterationLimit),
      (Options(timeLimit: .milliseconds(200)), .timeLimit),
      (Options(relativeGap: 0.05), .gap),
    ]
    for (options, reason) in cases {
      let outcome = try solver.solve(hard, options: options)
      #expect(outcome.status == .stopped(by: reason))
      let objective = try #require(outcome.objective)
      let bound = try #require(outcome.bound)
      #expect(bound >= objective)
      #expect(FeasibilityChecker().isFeasible(try #require(outcome.incumbent), in: hard))
      if reason == .gap { #expect((bound - objective) / objective <= 0.05 + 1e-9) }
      if reason == .nodeLimit { #expect((500...502).contains(outcome.work.nodes)) }
    }
  }

  @Test("a limit of nodes or iterations gives the same outcome each time")
  func reproducible() throws {
    for options in [Options(nodeLimit: 300), Options(iterationLimit: 1500)] {
      let outcomes = try (0..<3).map { _ in try solver.solve(hard, options: options) }
      #expect(outcomes[0] == outcomes[1] && outcomes[1] == outcomes[2])
    }
  }

  @Test("what the solver does not know is neither infeasible nor optimal")
  func undefined() throws {
    // The statuses of the simplex method that say nothing are mapped to undefined.
    for status in [0, 7, 8, 9, 10, 11, 99] {
      #expect(SimplexStatus(shim: status) == .undefined)
    }
    var model = Model(sense: .maximize)
    let x = model.addVariable(objective: 1)
    model.addRow([.init(x, -1)], upper: 1)
    try SimplexSession.with(model) { session in
      let status = try session.solve(method: .dual)
      // The dual method alone cannot tell an unbounded model from an infeasible one.
      #expect([.undefined, .unbounded].contains(status))
      #expect(try session.solve() == .unbounded)
    }
  }

  @Test("a stop flag splits the relaxation into slices that change nothing")
  func slices() throws {
    let model = knapsack(items: 60, rows: 20, seed: 8)
    let options = Options(nodeLimit: 200)
    var watched = options
    watched.stop = StopFlag()
    let plain = try solver.solve(model, options: options)
    let sliced = try solver.solve(model, options: watched)
    #expect(plain.status == sliced.status)
    #expect(plain.objective == sliced.objective)
  }

  @Test("a model without integers is a linear program")
  func linear() throws {
    let model = knapsack(items: 50, rows: 4, seed: 21, kind: .continuous)
    let outcome = try solver.solve(model)
    let objective = try SimplexSession.with(model) { session in
      try session.solve()
      return session.objective
    }
    #expect(outcome.status == .optimal)
    #expect(abs(try #require(outcome.objective) - objective) < 1e-6)
  }
}
