import GLPKSolver
import MixedInteger
import Testing

@Test func smoke() throws {
  var model = Model(sense: .maximize)
  let x = model.addVariable(upper: 1, objective: 7)
  let y = model.addVariable(upper: 1, objective: 5)
  model.addRow([.init(x, 30), .init(y, 25)], upper: 40)
  let objective = try SimplexSession.with(model) { session in
    #expect(try session.solve() == .optimal)
    let first = session.objective
    try session.setBounds(of: 0, lower: 1, upper: 1)
    try session.setBounds(of: 1, lower: 1, upper: 1)
    #expect(try session.solve() == .infeasible)
    let certificate = try session.infeasibilityCertificate()
    #expect(certificate != nil)
    return first
  }
  #expect(abs(objective - 9) < 1e-9)
  #expect(GLPKMemory.usage == nil)
}
