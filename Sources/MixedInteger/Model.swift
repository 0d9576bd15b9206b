/// A mixed-integer linear program, stored as sparse rows.
///
///     optimize   Σ_j c_j x_j
///     subject to l_i ≤ Σ_j a_ij x_j ≤ u_i     for each row i
///                l_j ≤ x_j ≤ u_j              for each variable j
///                x_j ∈ ℤ                      for each integer variable j
///
/// Bounds may be infinite. A lower bound above its upper bound is legal: such a model is
/// infeasible, which is an outcome and no error. Building never fails; ``validated()`` names
/// everything that a solver must not see.
///
///     var model = Model(sense: .maximize)
///     let bridge = model.addVariable(upper: 1, objective: 7, kind: .integer)
///     let school = model.addVariable(upper: 1, objective: 5, kind: .integer)
///     model.addRow([.init(bridge, 30), .init(school, 25)], upper: 40, name: "budget")
public struct Model: Sendable {
  /// The direction of the objective.
  public enum Sense: Sendable {
    /// The largest objective is best.
    case maximize
    /// The smallest objective is best.
    case minimize
  }

  /// What values a variable may take between its bounds.
  public enum Kind: Sendable {
    /// Any real number.
    case continuous
    /// Whole numbers only.
    case integer
  }

  /// A variable of a model: its place in the order of addition.
  public struct Variable: Hashable, Comparable, Sendable {
    /// The place, from zero.
    public let index: Int

    /// The variable at a place.
    public init(index: Int) { self.index = index }

    /// Whether one variable was added before another.
    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
  }

  /// A row of a model: its place in the order of addition.
  public struct Row: Hashable, Comparable, Sendable {
    /// The place, from zero.
    public let index: Int

    /// The row at a place.
    public init(index: Int) { self.index = index }

    /// Whether one row was added before another.
    public static func < (left: Self, right: Self) -> Bool { left.index < right.index }
  }

  /// One product of a coefficient and a variable.
  public struct Term: Hashable, Sendable {
    /// The variable.
    public var variable: Variable
    /// What it is multiplied by.
    public var coefficient: Double

    /// A coefficient times a variable.
    public init(_ variable: Variable, _ coefficient: Double) {
      self.variable = variable
      self.coefficient = coefficient
    }
  }

  /// All that is said of one variable.
  public struct VariableDescription: Hashable, Sendable {
    /// The smallest value; `-infinity` when there is none.
    public var lower: Double
    /// The largest value; `infinity` when there is none.
    public var upper: Double
    /// What one unit adds to the objective.
    public var objective: Double
    /// Whether only whole numbers will do.
    public var kind: Kind
    /// For people and files; solvers do not read it.
    public var name: String
  }

  /// All that is said of one row, but for its terms.
  public struct RowDescription: Hashable, Sendable {
    /// The smallest value of the sum; `-infinity` when there is none.
    public var lower: Double
    /// The largest value of the sum; `infinity` when there is none.
    public var upper: Double
    /// For people and files; solvers do not read it.
    public var name: String
  }

  /// The direction of the objective.
  public var sense: Sense
  /// The variables, in the order of addition.
  public internal(set) var variables: [VariableDescription] = []
  /// The rows, in the order of addition.
  public internal(set) var rows: [RowDescription] = []
  /// The terms of all rows, one row after the other.
  public private(set) var terms: [Term] = []

  /// Where the terms of each row begin, and where the last ones end.
  private var starts: [Int] = [0]
  /// Where the last term of each variable stands, to find a variable named twice in one row.
  private var lastTerm: [Int] = []

  /// An empty model.
  public init(sense: Sense) { self.sense = sense }

  /// Makes room, which spares copying while a large model grows.
  public mutating func reserveCapacity(variables: Int, rows: Int, terms: Int) {
    self.variables.reserveCapacity(variables)
    lastTerm.reserveCapacity(variables)
    self.rows.reserveCapacity(rows)
    starts.reserveCapacity(rows + 1)
    self.terms.reserveCapacity(terms)
  }

  /// Adds a variable, from zero upwards unless told otherwise.
  @discardableResult
  public mutating func addVariable(
    lower: Double = 0,
    upper: Double = .infinity,
    objective: Double = 0,
    kind: Kind = .continuous,
    name: String = ""
  ) -> Variable {
    variables.append(
      .init(lower: lower, upper: upper, objective: objective, kind: kind, name: name)
    )
    lastTerm.append(-1)
    return Variable(index: variables.count - 1)
  }

  /// Adds a row, unbounded on the sides that are not given.
  ///
  /// A variable named more than once counts with the sum of its coefficients, in the place where
  /// it stands first. Terms that are or become zero are dropped.
  @discardableResult
  public mutating func addRow(
    _ terms: some Sequence<Term>,
    lower: Double = -.infinity,
    upper: Double = .infinity,
    name: String = ""
  ) -> Row {
    let start = self.terms.count
    var mayHoldZero = false
    // Other modules' sequences are slow to step through; arrays, which most are, are not.
    for term in Array(terms) {
      let index = term.variable.index
      mayHoldZero = mayHoldZero || term.coefficient == 0
      // An unknown variable is kept, for the validation to name it.
      if lastTerm.indices.contains(index) {
        if lastTerm[index] >= start {
          self.terms[lastTerm[index]].coefficient += term.coefficient
          mayHoldZero = mayHoldZero || self.terms[lastTerm[index]].coefficient == 0
          continue
        }
        lastTerm[index] = self.terms.count
      }
      self.terms.append(term)
    }
    if mayHoldZero {
      let kept = self.terms[start...].filter { $0.coefficient != 0 }
      for term in self.terms[start...] where lastTerm.indices.contains(term.variable.index) {
        lastTerm[term.variable.index] = -1
      }
      self.terms.replaceSubrange(start..., with: kept)
    }
    starts.append(self.terms.count)
    rows.append(.init(lower: lower, upper: upper, name: name))
    return Row(index: rows.count - 1)
  }

  /// The terms of a row, without duplicates and zeros.
  public func terms(of row: Row) -> ArraySlice<Term> {
    terms[starts[row.index]..<starts[row.index + 1]]
  }

  /// What is said of a variable; may be changed.
  public subscript(variable: Variable) -> VariableDescription {
    get { variables[variable.index] }
    set { variables[variable.index] = newValue }
  }

  /// What is said of a row; may be changed.
  public subscript(row: Row) -> RowDescription {
    get { rows[row.index] }
    set { rows[row.index] = newValue }
  }

  /// The objective at a point, in the order of the variables.
  public func objective(at values: [Double]) -> Double {
    var sum = CompensatedSum()
    for (variable, value) in zip(variables, values) where variable.objective != 0 {
      sum.add(variable.objective * value)
    }
    return sum.value
  }
}
