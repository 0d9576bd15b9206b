/// Why there is no outcome.
///
/// An infeasible or unbounded model is an outcome, not an error.
public enum SolverError: Error, Hashable, Sendable {
  /// The model holds what no solver may see.
  case invalidModel([ModelMistake])
  /// An option or argument makes no sense; the text says which and what to do.
  case invalidArgument(String)
  /// The solver gave up; the text is its own. A new solve may be tried.
  case fatal(String)
  /// The solver gave up earlier in this session, whose content is lost. Open a new session.
  case sessionIsDead
  /// There is no memory left.
  case outOfMemory
}

extension SolverError: CustomStringConvertible {
  /// What went wrong and how to mend it.
  public var description: String {
    switch self {
    case .invalidModel(let mistakes):
      "the model is invalid: " + mistakes.map(\.description).joined(separator: "; ")
    case .invalidArgument(let text): text
    case .fatal(let text): "the solver gave up: \(text)"
    case .sessionIsDead: "the solver gave up earlier in this session; open a new one"
    case .outOfMemory: "there is no memory left for the solver"
    }
  }
}

/// One thing in a model that no solver may see.
public struct ModelMistake: Hashable, Sendable {
  /// Where it stands.
  public enum Place: Hashable, Sendable {
    /// The model as a whole.
    case model
    /// A variable.
    case variable(Model.Variable)
    /// A row.
    case row(Model.Row)
    /// A variable in a row.
    case term(Model.Row, Model.Variable)
  }

  /// Which number it is.
  public enum Number: String, Hashable, Sendable {
    /// The lower bound.
    case lowerBound = "lower bound"
    /// The upper bound.
    case upperBound = "upper bound"
    /// The objective coefficient.
    case objective = "objective coefficient"
    /// The coefficient of a term.
    case coefficient
    /// The index of a variable.
    case variableIndex = "variable index"
    /// How many variables there are.
    case variableCount = "number of variables"
    /// How many rows there are.
    case rowCount = "number of rows"
    /// How many terms there are.
    case termCount = "number of terms"
  }

  /// Where it stands.
  public let place: Place
  /// Which number it is.
  public let number: Number
  /// The number itself.
  public let value: Double

  /// A number that no solver may see, and where it stands.
  public init(place: Place, number: Number, value: Double) {
    self.place = place
    self.number = number
    self.value = value
  }
}

extension ModelMistake: CustomStringConvertible {
  /// The place, the number and its value.
  public var description: String {
    switch place {
    case .model: "\(number.rawValue) of the model is \(value)"
    case .variable(let variable): "\(number.rawValue) of variable \(variable.index) is \(value)"
    case .row(let row): "\(number.rawValue) in row \(row.index) is \(value)"
    case .term(let row, let variable):
      "\(number.rawValue) of variable \(variable.index) in row \(row.index) is \(value)"
    }
  }
}
