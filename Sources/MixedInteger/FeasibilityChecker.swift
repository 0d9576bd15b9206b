/// Says by how much a point violates a model, without asking any solver.
///
/// A bound b counts as violated when the value passes it by more than the tolerance times
/// max(1, |b|); a whole value when the nearest integer is farther than the tolerance.
public struct FeasibilityChecker: Sendable {
  /// What a violation is of.
  public enum Subject: Hashable, Sendable {
    /// The lower bound of a variable.
    case lowerBound(Model.Variable)
    /// The upper bound of a variable.
    case upperBound(Model.Variable)
    /// The lower bound of a row.
    case rowLowerBound(Model.Row)
    /// The upper bound of a row.
    case rowUpperBound(Model.Row)
    /// An integer variable with a fractional value.
    case integrality(Model.Variable)
    /// A variable without a finite value.
    case missingValue(Model.Variable)
    /// More values than variables; the amount says how many.
    case surplusValues
  }

  /// One violated bound, row or integrality.
  public struct Violation: Hashable, Sendable {
    /// What is violated.
    public let subject: Subject
    /// By how much, in the unit of the variable or row.
    public let amount: Double

    /// A violation.
    public init(subject: Subject, amount: Double) {
      self.subject = subject
      self.amount = amount
    }
  }

  /// What is passed over.
  public var tolerance: Double

  /// A checker with a tolerance, 10⁻⁶ unless told otherwise.
  public init(tolerance: Double = 1e-6) { self.tolerance = tolerance }

  /// The violations of a point, variables first, then rows, each in their order.
  ///
  /// Rows with a variable that has no finite value are passed over.
  ///
  /// - Parameters:
  ///   - values: one value a variable, in their order.
  ///   - model: what the values are a point of.
  /// - Returns: nothing when the point is feasible.
  /// - Complexity: linear in the size of the model.
  public func violations(of values: [Double], in model: Model) -> [Violation] {
    var found: [Violation] = []
    for (index, description) in model.variables.enumerated() {
      let variable = Model.Variable(index: index)
      guard index < values.count, values[index].isFinite else {
        found.append(.init(subject: .missingValue(variable), amount: .infinity))
        continue
      }
      let value = values[index]
      if exceeds(description.lower, value, description.lower) {
        found.append(.init(subject: .lowerBound(variable), amount: description.lower - value))
      }
      if exceeds(value, description.upper, description.upper) {
        found.append(.init(subject: .upperBound(variable), amount: value - description.upper))
      }
      let distance = abs(value - value.rounded())
      if description.kind == .integer && distance > tolerance {
        found.append(.init(subject: .integrality(variable), amount: distance))
      }
    }
    if values.count > model.variables.count {
      let surplus = values.count - model.variables.count
      found.append(.init(subject: .surplusValues, amount: Double(surplus)))
    }
    for (index, description) in model.rows.enumerated() {
      let row = Model.Row(index: index)
      guard let activity = activity(of: row, at: values, in: model) else { continue }
      if exceeds(description.lower, activity, description.lower) {
        found.append(.init(subject: .rowLowerBound(row), amount: description.lower - activity))
      }
      if exceeds(activity, description.upper, description.upper) {
        found.append(.init(subject: .rowUpperBound(row), amount: activity - description.upper))
      }
    }
    return found
  }

  /// Whether a point violates nothing.
  public func isFeasible(_ values: [Double], in model: Model) -> Bool {
    violations(of: values, in: model).isEmpty
  }

  private func exceeds(_ larger: Double, _ smaller: Double, _ bound: Double) -> Bool {
    bound.isFinite ? larger - smaller > tolerance * max(1, abs(bound)) : larger > smaller
  }

  private func activity(of row: Model.Row, at values: [Double], in model: Model) -> Double? {
    var sum = CompensatedSum()
    for term in model.terms(of: row) {
      let index = term.variable.index
      guard values.indices.contains(index), values[index].isFinite else { return nil }
      sum.add(term.coefficient * values[index])
    }
    return sum.value
  }
}
