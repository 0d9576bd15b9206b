import Testing

@testable import MixedInteger

@Suite("Model") struct ModelTests {
  @Test("rows keep their terms in the order of addition")
  func rows() {
    var model = Model(sense: .minimize)
    let x = model.addVariable()
    let y = model.addVariable()
    let first = model.addRow([.init(y, 2), .init(x, 3)], lower: 1)
    let second = model.addRow([.init(x, 5)], upper: 4)
    #expect(Array(model.terms(of: first)) == [.init(y, 2), .init(x, 3)])
    #expect(Array(model.terms(of: second)) == [.init(x, 5)])
    #expect(model[second].upper == 4 && model[second].lower == -.infinity)
  }

  @Test("a variable named twice in a row counts with the sum")
  func duplicates() {
    var model = Model(sense: .minimize)
    let x = model.addVariable()
    let y = model.addVariable()
    let row = model.addRow([.init(x, 2), .init(y, 1), .init(x, 3)])
    #expect(Array(model.terms(of: row)) == [.init(x, 5), .init(y, 1)])
    let next = model.addRow([.init(x, 7)])
    #expect(Array(model.terms(of: next)) == [.init(x, 7)])
    #expect(Array(model.terms(of: row)) == [.init(x, 5), .init(y, 1)])
  }

  @Test("terms that are or become zero are dropped, and later rows are not touched by it")
  func zeros() {
    var model = Model(sense: .minimize)
    let x = model.addVariable()
    let y = model.addVariable()
    let row = model.addRow([.init(x, 2), .init(y, 0), .init(x, -2)])
    #expect(model.terms(of: row).isEmpty)
    let next = model.addRow([.init(y, 1), .init(x, 1), .init(y, 1)])
    #expect(Array(model.terms(of: next)) == [.init(y, 2), .init(x, 1)])
  }

  @Test("the objective of a point is summed with its rounding errors")
  func objective() {
    var model = Model(sense: .maximize)
    for coefficient in [1e16, 1, -1e16] { model.addVariable(objective: coefficient) }
    #expect(model.objective(at: [1, 1, 1]) == 1)
  }
}

@Suite("Validation of a model") struct ValidationTests {
  private func mistakes(_ model: Model) -> [ModelMistake] {
    do throws(SolverError) {
      _ = try model.validated()
      return []
    } catch {
      guard case .invalidModel(let mistakes) = error else { return [] }
      return mistakes
    }
  }

  @Test("what is not a number is refused, all at once")
  func notNumbers() {
    var model = Model(sense: .minimize)
    let x = model.addVariable(lower: .nan, upper: .nan, objective: .nan)
    let row = model.addRow([.init(x, .nan)], lower: .nan, upper: .nan)
    #expect(
      mistakes(model).map { "\($0.place) \($0.number)" }
        == [
          "\(ModelMistake.Place.variable(x)) lowerBound",
          "\(ModelMistake.Place.variable(x)) upperBound",
          "\(ModelMistake.Place.variable(x)) objective",
          "\(ModelMistake.Place.row(row)) lowerBound",
          "\(ModelMistake.Place.row(row)) upperBound",
          "\(ModelMistake.Place.term(row, x)) coefficient",
        ]
    )
  }

  @Test("infinite coefficients and bounds on the wrong side are refused")
  func infinities() {
    var model = Model(sense: .minimize)
    let x = model.addVariable(lower: .infinity, upper: -.infinity, objective: .infinity)
    model.addRow([.init(x, -.infinity)], lower: 1e31, upper: -1e31)
    #expect(mistakes(model).count == 6)
  }

  @Test("bounds beyond the magnitude of infinity become infinite")
  func hugeBounds() throws {
    var model = Model(sense: .minimize)
    let x = model.addVariable(lower: -.greatestFiniteMagnitude, upper: 1e30)
    let row = model.addRow([.init(x, 1)], lower: -1e300, upper: 1e29)
    let mended = try model.validated()
    #expect(mended[x].lower == -.infinity && mended[x].upper == .infinity)
    #expect(mended[row].lower == -.infinity && mended[row].upper == 1e29)
  }

  @Test("fractional bounds of integers are rounded inwards, those of others kept")
  func fractionalBounds() throws {
    var model = Model(sense: .minimize)
    let whole = model.addVariable(lower: -1.5, upper: 2.5, kind: .integer)
    let real = model.addVariable(lower: -1.5, upper: 2.5)
    let none = model.addVariable(lower: 0.2, upper: 0.8, kind: .integer)
    let mended = try model.validated()
    #expect(mended[whole].lower == -1 && mended[whole].upper == 2)
    #expect(mended[real].lower == -1.5 && mended[real].upper == 2.5)
    #expect(mended[none].lower > mended[none].upper)
    #expect(mended.hasCrossingBounds)
  }

  @Test("crossing bounds are no mistake")
  func crossing() throws {
    var model = Model(sense: .minimize)
    let x = model.addVariable(lower: 2, upper: 1)
    model.addRow([.init(x, 1)], lower: 2, upper: 1)
    #expect(try model.validated().hasCrossingBounds)
  }

  @Test("a variable that the model does not have is refused", arguments: [-1, 1, 1 << 40])
  func unknownVariable(index: Int) {
    var model = Model(sense: .minimize)
    model.addVariable()
    let row = model.addRow([.init(Model.Variable(index: index), 1)])
    #expect(
      mistakes(model)
        == [.init(place: .row(row), number: .variableIndex, value: Double(index))]
    )
  }

  @Test("more than an Int32 counts is refused")
  func sizes() {
    let limit = Int(Int32.max)
    #expect(Model.mistakesOfSize(variables: limit - 1, rows: limit - 1, terms: limit - 1).isEmpty)
    #expect(
      Model.mistakesOfSize(variables: limit, rows: limit, terms: limit).map(\.number)
        == [.variableCount, .rowCount, .termCount]
    )
  }

  @Test("the message names the place and the value")
  func message() {
    var model = Model(sense: .minimize)
    model.addVariable(objective: .nan)
    #expect(throws: SolverError.self) { try model.validated() }
    #expect(
      SolverError.invalidModel(mistakes(model)).description
        == "the model is invalid: objective coefficient of variable 0 is nan"
    )
  }
}

@Suite("Options") struct OptionsTests {
  @Test(
    "negative limits are refused",
    arguments: [
      Options(timeLimit: .milliseconds(-1)), Options(nodeLimit: -1), Options(iterationLimit: -1),
      Options(relativeGap: -0.1), Options(relativeGap: .nan), Options(relativeGap: .infinity),
    ]
  )
  func negative(options: Options) {
    #expect(throws: SolverError.self) { try options.validate() }
  }

  @Test("zero limits are accepted")
  func zero() throws {
    try Options(timeLimit: .zero, nodeLimit: 0, iterationLimit: 0, relativeGap: 0).validate()
  }

  @Test("a raised flag stays raised")
  func flag() {
    let flag = StopFlag()
    #expect(!flag.isRaised)
    flag.raise()
    flag.raise()
    #expect(flag.isRaised)
  }
}
