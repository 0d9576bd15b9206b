import GLPKSolver
import MixedInteger
import Testing

@Suite("Infeasibility certificates") struct CertificateTests {
  /// Random rows with a few that contradict a combination of others.
  private func infeasible(seed: Int, bounded: Bool) -> Model {
    var random = generator(seed: seed)
    var model = Model(sense: .maximize)
    let columns = Int.random(in: 2...25, using: &random)
    let rows = Int.random(in: 2...15, using: &random)
    let money = seed % 3 == 0 ? 1e6 : 1
    for _ in 0..<columns {
      model.addVariable(
        upper: bounded ? Double(Int.random(in: 1...5, using: &random)) : .infinity,
        objective: Double(Int.random(in: -9...9, using: &random))
      )
    }
    var sum = Array(repeating: 0.0, count: columns)
    var capacity = 0.0
    for row in 0..<rows {
      var terms: [Model.Term] = []
      for column in 0..<columns where Int.random(in: 0..<3, using: &random) > 0 {
        let coefficient =
          Double(Int.random(in: -20...60, using: &random)) * (row % 2 == 0 ? money : 1)
        terms.append(.init(Model.Variable(index: column), coefficient))
        if row < 3 { sum[column] += coefficient }
      }
      let upper = Double(Int.random(in: 0...200, using: &random)) * (row % 2 == 0 ? money : 1)
      if row < 3 { capacity += upper }
      model.addRow(terms, upper: upper)
    }
    model.addRow(
      sum.enumerated().map { .init(Model.Variable(index: $0.offset), $0.element) },
      lower: capacity + 1 + (0.01 * capacity).rounded()
    )
    return model
  }

  @Test(
    "200 infeasible models: each certificate holds in exact arithmetic",
    arguments: [true, false]
  )
  func seeded(bounded: Bool) throws {
    for seed in 0..<200 {
      let model = infeasible(seed: seed, bounded: bounded)
      for method in [SimplexSession.Method.dualThenPrimal, .primal] {
        // Without scaling GLPK is at a loss with amounts of 10⁶ beside ones.
        for scaling in seed % 3 == 0 ? [true] : [true, false] {
          let certificate = try SimplexSession.with(model, scaling: scaling) { session in
            #expect(try session.solve(method: method) == .infeasible, "seed \(seed)")
            return try session.infeasibilityCertificate()
          }
          guard let certificate else {
            // Where variables have no bounds, combined coefficients have to be exactly zero, and
            // doubles do not always get there. With bounds there is no excuse.
            #expect(!bounded, "seed \(seed) \(method) \(scaling)")
            continue
          }
          #expect(proves(certificate, infeasible: model), "seed \(seed) \(method)")
        }
      }
    }
  }

  @Test("the oracle of these tests refuses what proves nothing")
  func oracle() {
    var model = Model(sense: .maximize)
    let x = model.addVariable(upper: 1)
    model.addRow([.init(x, 1)], lower: 2)
    #expect(proves([-1], infeasible: model))
    #expect(!proves([1], infeasible: model))
    #expect(!proves([0], infeasible: model))
    var feasible = Model(sense: .maximize)
    let y = feasible.addVariable(upper: 2)
    feasible.addRow([.init(y, 1)], lower: 2)
    #expect(!proves([-1], infeasible: feasible))
  }

  @Test("a fixed branch of a knapsack is proven infeasible")
  func branch() throws {
    var model = knapsack(items: 30, rows: 5, seed: 4, kind: .continuous)
    let certificate = try SimplexSession.with(model) { session in
      #expect(try session.solve() == .optimal)
      for index in 0..<25 { try session.setBounds(of: index, lower: 1, upper: 1) }
      #expect(try session.solve() == .infeasible)
      return try session.infeasibilityCertificate()
    }
    for index in 0..<25 { model[Model.Variable(index: index)].lower = 1 }
    #expect(proves(try #require(certificate), infeasible: model))
  }

  @Test("an empty row that cannot hold is proven infeasible")
  func emptyRow() throws {
    var model = Model(sense: .maximize)
    model.addVariable(upper: 1, objective: 1)
    model.addRow([], lower: 1)
    let certificate = try SimplexSession.with(model) { session in
      #expect(try session.solve() == .infeasible)
      return try session.infeasibilityCertificate()
    }
    #expect(proves(try #require(certificate), infeasible: model))
  }

  @Test("there is none unless the last solve ended infeasible and nothing changed since")
  func none() throws {
    var model = Model(sense: .maximize)
    let x = model.addVariable(upper: 1, objective: 1)
    model.addRow([.init(x, 1)], upper: 1)
    try SimplexSession.with(model) { session in
      #expect(try session.infeasibilityCertificate() == nil)
      #expect(try session.solve() == .optimal)
      #expect(try session.infeasibilityCertificate() == nil)
      try session.setRowBounds(0, lower: 2, upper: 3)
      #expect(try session.solve() == .infeasible)
      try session.setRowBounds(0, lower: 0, upper: 3)
      #expect(try session.infeasibilityCertificate() == nil)
      try session.setBounds(of: 0, lower: 2, upper: 1)
      #expect(try session.solve() == .infeasible)
      #expect(try session.infeasibilityCertificate() == nil)
    }
  }

  /// The multipliers of the amounts' row are to those of the others as one to an amount.
  @Test(arguments: [1e6, 1e9, 1e12, 5e15])
  func amountsBesideOnes(amount: Double) throws {
    var model = Model(sense: .maximize)
    let starts = (0..<6).map { _ in model.addVariable(upper: 1, objective: 1) }
    for half in [starts[..<3], starts[3...]] {
      model.addRow(half.map { .init($0, 1) }, lower: 1, upper: 1)
    }
    model.addRow(starts.map { .init($0, amount) }, upper: 1.5 * amount)
    try SimplexSession.with(model) { session in
      #expect(try session.solve() == .infeasible)
      let certificate = try #require(try session.infeasibilityCertificate())
      #expect(proves(certificate, infeasible: model))
    }
  }
}
