import MixedInteger
import Testing

@testable import GLPKSolver

@Suite("Simplex session") struct SessionTests {
  @Test("200 random models: a warm start comes to the answer of a cold one")
  func warmStart() throws {
    for seed in 0..<200 {
      var random = generator(seed: seed)
      var model = knapsack(items: 10 + seed % 30, rows: 1 + seed % 6, seed: seed, kind: .continuous)
      let changes = (0..<8).map { _ in
        (
          variable: Int.random(in: 0..<model.variables.count, using: &random),
          lower: Double.random(in: 0...0.7, using: &random)
        )
      }
      try SimplexSession.with(model) { session in
        #expect(try session.solve() == .optimal)
        for change in changes {
          let upper = min(1, change.lower + 0.5)
          try session.setBounds(of: change.variable, lower: change.lower, upper: upper)
          try session.setObjective(of: change.variable, to: 1000 * change.lower)
          let variable = Model.Variable(index: change.variable)
          model[variable].lower = change.lower
          model[variable].upper = upper
          model[variable].objective = 1000 * change.lower
          let warm = try session.solve()
          let (cold, objective) = try SimplexSession.with(model) { fresh in
            (try fresh.solve(method: .primal), fresh.objective)
          }
          #expect(warm == cold, "seed \(seed)")
          if warm == .optimal {
            #expect(
              abs(session.objective - objective) <= 1e-6 * (1 + abs(objective)),
              "seed \(seed)"
            )
          }
        }
      }
    }
  }

  @Test("a warm start needs fewer iterations than a cold one")
  func warmStartIsWarm() throws {
    let model = knapsack(items: 300, rows: 20, seed: 1, kind: .continuous)
    try SimplexSession.with(model) { session in
      try session.solve()
      let cold = session.iterations
      try session.setBounds(of: 0, lower: 1, upper: 1)
      try session.solve()
      #expect(cold > 20)
      #expect(session.iterations - cold < cold / 2)
    }
  }

  @Test("values, activities, prices and reduced costs fit together")
  func duality() throws {
    let model = knapsack(items: 40, rows: 4, seed: 7, kind: .continuous)
    try SimplexSession.with(model) { session in
      #expect(try session.solve() == .optimal)
      var values: [Double] = []
      var activities: [Double] = []
      var costs: [Double] = []
      var prices: [Double] = []
      try session.copyPrimal(into: &values)
      try session.copyRowActivities(into: &activities)
      try session.copyReducedCosts(into: &costs)
      try session.copyRowPrices(into: &prices)
      #expect(FeasibilityChecker().isFeasible(values, in: model))
      #expect(abs(model.objective(at: values) - session.objective) < 1e-6)
      // objective = Σ price · activity + Σ reduced cost · value, exactly the identity of duality.
      let dual =
        zip(prices, activities).reduce(0) { $0 + $1.0 * $1.1 }
        + zip(costs, values).reduce(0) { $0 + $1.0 * $1.1 }
      #expect(abs(dual - session.objective) < 1e-6 * abs(session.objective))
      #expect(prices.allSatisfy { $0 >= -1e-9 })
    }
  }

  @Test("rows and columns that are added and removed count from then on")
  func growth() throws {
    var model = Model(sense: .maximize)
    let x = model.addVariable(upper: 10, objective: 1)
    model.addRow([.init(x, 1)], upper: 8)
    try SimplexSession.with(model) { session in
      try session.solve()
      #expect(session.objective == 8)
      let row = try session.addRow([(0, 1), (0, 1)], upper: 6)
      #expect(row == 1 && session.rowCount == 2)
      try session.solve()
      #expect(session.objective == 3)
      let column = try session.addColumn([(1, -1)], upper: 4, objective: 0.5)
      #expect(column == 1 && session.variableCount == 2)
      try session.solve()
      #expect(session.objective == 7)
      try session.removeRows([1, 1])
      #expect(session.rowCount == 1)
      try session.solve()
      #expect(session.objective == 10)
      try session.setRowBounds(0, lower: -1, upper: 5)
      try session.solve()
      #expect(session.objective == 7)
    }
  }

  @Test("a restored basis takes the solve up where it was")
  func basis() throws {
    let model = knapsack(items: 200, rows: 15, seed: 3, kind: .continuous)
    try SimplexSession.with(model) { session in
      try session.solve()
      let basis = try session.basis()
      let objective = session.objective
      for index in 0..<60 { try session.setBounds(of: index, lower: 0, upper: 0) }
      try session.solve()
      for index in 0..<60 { try session.setBounds(of: index, lower: 0, upper: 1) }
      try session.addRow([(0, 1)], upper: 2)
      try session.restore(basis)
      let before = session.iterations
      #expect(try session.solve() == .optimal)
      #expect(session.iterations - before == 0)
      #expect(abs(session.objective - objective) < 1e-6)
      try session.removeRows([0, session.rowCount - 1])
      #expect(throws: SolverError.self) { try session.restore(basis) }
    }
  }

  @Test("a basis that GLPK refuses is rebuilt, singular or of the wrong size")
  func refusedBasis() throws {
    var model = Model(sense: .maximize)
    let x = model.addVariable(upper: 1, objective: 1)
    let y = model.addVariable(upper: 1, objective: 1)
    model.addRow([.init(x, 1), .init(y, 1)], upper: 1)
    model.addRow([.init(x, 2), .init(y, 2)], upper: 3)
    try SimplexSession.with(model) { session in
      try session.solve()
      var basis = try session.basis()
      let basic: UInt8 = 1
      let atLower: UInt8 = 2
      basis.statuses = [atLower, atLower, basic, basic]
      try session.restore(basis)
      #expect(try session.solve() == .optimal)
      #expect(session.objective == 1)
      basis.statuses = [basic, basic, basic, basic]
      try session.restore(basis)
      #expect(try session.solve() == .optimal)
      #expect(session.objective == 1)
      basis.statuses = [atLower, atLower, atLower, atLower]
      try session.restore(basis)
      #expect(try session.solve() == .optimal)
      #expect(session.objective == 1)
    }
  }

  @Test("every status is told apart")
  func statuses() throws {
    let model = knapsack(items: 60, rows: 8, seed: 5, kind: .continuous)
    try SimplexSession.with(model) { session in
      #expect(session.status == .undefined)
      #expect(try session.solve(iterationLimit: 1) == .iterationLimit)
      #expect(try session.solve(timeLimit: .zero) == .timeLimit)
      #expect(try session.solve() == .optimal)
      try session.setRowBounds(0, lower: 1e7, upper: .infinity)
      #expect(session.status == .undefined)
      #expect(try session.solve() == .infeasible)
      try session.setRowBounds(0, lower: -.infinity, upper: .infinity)
      try session.addColumn([(1, -1)], objective: 1)
      #expect(try session.solve() == .unbounded)
    }
  }

  @Test("the cutoff is told for both senses, by every method, and only when it is not beaten")
  func cutoff() throws {
    for sense in [Model.Sense.maximize, .minimize] {
      let sign = sense == .maximize ? 1.0 : -1.0
      var model = knapsack(items: 40, rows: 5, seed: 9, kind: .continuous)
      model.sense = sense
      for index in model.variables.indices {
        model[Model.Variable(index: index)].objective *= sign
      }
      for method in [SimplexSession.Method.primal, .dual, .dualThenPrimal] {
        try SimplexSession.with(model) { session in
          #expect(try session.solve(method: .dualThenPrimal) == .optimal)
          try session.setBounds(of: 0, lower: 0, upper: 0)
          try session.setBounds(of: 1, lower: 1, upper: 1)
          try session.solve()
          let optimum = session.objective
          for (distance, expected) in [(-1.0, SimplexStatus.optimal), (1, .cutoff)] {
            try session.setBounds(of: 0, lower: 0, upper: 1)
            try session.setBounds(of: 1, lower: 0, upper: 1)
            try session.solve()
            try session.setBounds(of: 0, lower: 0, upper: 0)
            try session.setBounds(of: 1, lower: 1, upper: 1)
            let limit = optimum + sign * distance
            #expect(try session.solve(objectiveCutoff: limit, method: method) == expected)
          }
        }
      }
    }
  }

  @Test("equal bounds fix a variable, crossing ones are infeasible until they uncross")
  func fixedAndCrossing() throws {
    var model = Model(sense: .maximize)
    let x = model.addVariable(upper: 3, objective: 1)
    model.addRow([.init(x, 1)], upper: 2)
    try SimplexSession.with(model) { session in
      try session.setBounds(of: 0, lower: 1, upper: 1)
      #expect(try session.solve() == .optimal)
      #expect(session.objective == 1)
      try session.setBounds(of: 0, lower: 3, upper: 2)
      #expect(try session.solve() == .infeasible)
      try session.setRowBounds(0, lower: 3, upper: 2)
      try session.setBounds(of: 0, lower: 0, upper: 2)
      #expect(try session.solve() == .infeasible)
      try session.removeRows([0])
      #expect(try session.solve() == .optimal)
      #expect(session.objective == 2)
      try session.addRow([(0, 1)], lower: 2, upper: 1)
      #expect(try session.solve() == .infeasible)
      try session.setRowBounds(0, lower: 1, upper: 1)
      #expect(try session.solve() == .optimal)
      #expect(session.objective == 1)
    }
  }

  @Test("places and numbers that make no sense are refused and change nothing")
  func arguments() throws {
    let model = knapsack(items: 5, rows: 2, seed: 1, kind: .continuous)
    try SimplexSession.with(model) { session in
      try session.solve()
      let objective = session.objective
      for place in [-1, 5, Int(Int32.max) + 1, Int.max, Int.min] {
        #expect(throws: SolverError.self) { try session.setBounds(of: place, lower: 0, upper: 1) }
        #expect(throws: SolverError.self) { try session.setObjective(of: place, to: 1) }
        #expect(throws: SolverError.self) { try session.setRowBounds(place, lower: 0, upper: 1) }
        #expect(throws: SolverError.self) { try session.addRow([(place, 1)], upper: 1) }
        #expect(throws: SolverError.self) { try session.addColumn([(place, 1)]) }
        #expect(throws: SolverError.self) { try session.removeRows([place]) }
      }
      for number in [Double.nan, .infinity, -.infinity] {
        #expect(throws: SolverError.self) { try session.setObjective(of: 0, to: number) }
        #expect(throws: SolverError.self) { try session.addRow([(0, number)], upper: 1) }
        #expect(throws: SolverError.self) { try session.addColumn([(0, number)]) }
        #expect(throws: SolverError.self) { try session.addColumn([], objective: number) }
      }
      #expect(throws: SolverError.self) { try session.setBounds(of: 0, lower: .nan, upper: 1) }
      #expect(throws: SolverError.self) { try session.setBounds(of: 0, lower: 0, upper: .nan) }
      #expect(throws: SolverError.self) { try session.setRowBounds(0, lower: .infinity, upper: 1) }
      #expect(throws: SolverError.self) { try session.solve(iterationLimit: -1) }
      #expect(throws: SolverError.self) { try session.solve(timeLimit: .nanoseconds(-1)) }
      #expect(throws: SolverError.self) { try session.solve(objectiveCutoff: .nan) }
      #expect(session.rowCount == 2 && session.variableCount == 5)
      #expect(try session.solve() == .optimal)
      #expect(session.objective == objective)
    }
  }

  @Test("models without rows, without columns and without terms are solved")
  func degenerate() throws {
    try SimplexSession.with(Model(sense: .maximize)) { session in
      try session.solve()
      #expect(session.status == .optimal)
    }
    var columns = Model(sense: .maximize)
    columns.addVariable(upper: 3, objective: 2)
    try SimplexSession.with(columns) { session in
      try session.solve()
      #expect(session.status == .optimal)
      #expect(session.objective == 6)
    }
    var rows = Model(sense: .maximize)
    rows.addRow([], lower: 1)
    try SimplexSession.with(rows) { session in
      try session.solve()
      #expect(session.status == .infeasible)
    }
  }
}
