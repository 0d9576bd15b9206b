import MixedInteger
import Testing

@Suite("Feasibility checker") struct FeasibilityCheckerTests {
  private let model: Model
  private let x: Model.Variable
  private let y: Model.Variable
  private let row: Model.Row

  init() {
    var model = Model(sense: .maximize)
    x = model.addVariable(lower: 0, upper: 10, kind: .integer)
    y = model.addVariable(lower: -1, upper: 1)
    row = model.addRow([.init(x, 2), .init(y, 3)], lower: 1, upper: 8)
    self.model = model
  }

  private func violations(_ values: [Double]) -> [FeasibilityChecker.Violation] {
    FeasibilityChecker().violations(of: values, in: model)
  }

  @Test("a feasible point violates nothing")
  func feasible() {
    #expect(violations([2, 1]).isEmpty)
    #expect(FeasibilityChecker().isFeasible([4, 0], in: model))
  }

  @Test("each bound is told with its amount")
  func bounds() {
    #expect(violations([-1, 1]) == [.init(subject: .lowerBound(x), amount: 1)])
    #expect(violations([3, -1.5]) == [.init(subject: .lowerBound(y), amount: 0.5)])
    #expect(
      violations([11, 1.25])
        == [
          .init(subject: .upperBound(x), amount: 1), .init(subject: .upperBound(y), amount: 0.25),
          .init(subject: .rowUpperBound(row), amount: 17.75),
        ]
    )
  }

  @Test("rows are told with their amount")
  func rows() {
    #expect(violations([0, 0]) == [.init(subject: .rowLowerBound(row), amount: 1)])
    #expect(violations([5, 0]) == [.init(subject: .rowUpperBound(row), amount: 2)])
  }

  @Test("fractional integers are told")
  func integrality() {
    #expect(violations([1.25, 0]) == [.init(subject: .integrality(x), amount: 0.25)])
  }

  @Test("the tolerance is passed over, and grows with the bound")
  func tolerance() {
    #expect(violations([1.000_000_5, 0]).isEmpty)
    #expect(violations([1.000_002, 0]).count == 1)
    var large = Model(sense: .maximize)
    large.addVariable(upper: 1e9)
    #expect(FeasibilityChecker().isFeasible([1e9 + 900], in: large))
    #expect(!FeasibilityChecker().isFeasible([1e9 + 1100], in: large))
    #expect(!FeasibilityChecker(tolerance: 0).isFeasible([1e9 + 1], in: large))
  }

  @Test("missing, surplus and absurd values are told")
  func values() {
    #expect(violations([2]) == [.init(subject: .missingValue(y), amount: .infinity)])
    #expect(violations([2, .nan]) == [.init(subject: .missingValue(y), amount: .infinity)])
    #expect(violations([2, 1, 0, 0]) == [.init(subject: .surplusValues, amount: 2)])
  }

  @Test("a row's sum does not lose small terms beside large ones")
  func cancellation() {
    var model = Model(sense: .maximize)
    let a = model.addVariable()
    let b = model.addVariable()
    let c = model.addVariable()
    let row = model.addRow([.init(a, 1e16), .init(b, 1), .init(c, -1e16)], upper: 0)
    #expect(
      FeasibilityChecker().violations(of: [1, 1, 1], in: model)
        == [.init(subject: .rowUpperBound(row), amount: 1)]
    )
  }
}
