extension Model {
  /// Bounds of this magnitude and beyond are read as infinite.
  public static let infiniteMagnitude = 1e30

  /// The model as a solver may see it, or everything that is wrong with it.
  ///
  /// Mended are: bounds of ``infiniteMagnitude`` and beyond, which become infinite; fractional
  /// bounds of integer variables, which are rounded inwards, so that nothing but impossible
  /// values is cut off and a variable without a whole number between its bounds makes the model
  /// infeasible. Refused are: numbers that are not numbers, infinite coefficients, a lower bound
  /// of plus or an upper bound of minus infinity, variables that the model does not have, more
  /// variables, rows or terms than an `Int32` counts.
  ///
  /// - Throws: ``SolverError/invalidModel(_:)`` with all mistakes at once.
  /// - Complexity: linear in the size of the model.
  public func validated() throws(SolverError) -> Model {
    let mistakes = mistakes()
    guard mistakes.isEmpty else { throw .invalidModel(mistakes) }
    var mended = self
    for index in variables.indices {
      let variable = variables[index]
      var lower = Self.finiteOrInfinite(variable.lower)
      var upper = Self.finiteOrInfinite(variable.upper)
      if variable.kind == .integer {
        lower.round(.up)
        upper.round(.down)
      }
      if lower != variable.lower { mended.variables[index].lower = lower }
      if upper != variable.upper { mended.variables[index].upper = upper }
    }
    for index in rows.indices {
      let lower = Self.finiteOrInfinite(rows[index].lower)
      let upper = Self.finiteOrInfinite(rows[index].upper)
      if lower != rows[index].lower { mended.rows[index].lower = lower }
      if upper != rows[index].upper { mended.rows[index].upper = upper }
    }
    return mended
  }

  /// Whether some lower bound lies above its upper bound, so that no point is feasible.
  public var hasCrossingBounds: Bool {
    variables.contains { $0.lower > $0.upper } || rows.contains { $0.lower > $0.upper }
  }

  private static func finiteOrInfinite(_ bound: Double) -> Double {
    abs(bound) >= infiniteMagnitude ? (bound < 0 ? -.infinity : .infinity) : bound
  }

  private func mistakes() -> [ModelMistake] {
    var found = Self.mistakesOfSize(
      variables: variables.count,
      rows: rows.count,
      terms: terms.count
    )
    for (index, variable) in variables.enumerated() {
      let place = ModelMistake.Place.variable(Variable(index: index))
      if variable.lower.isNaN || variable.lower >= Self.infiniteMagnitude {
        found.append(.init(place: place, number: .lowerBound, value: variable.lower))
      }
      if variable.upper.isNaN || variable.upper <= -Self.infiniteMagnitude {
        found.append(.init(place: place, number: .upperBound, value: variable.upper))
      }
      if !variable.objective.isFinite {
        found.append(.init(place: place, number: .objective, value: variable.objective))
      }
    }
    for (index, row) in rows.enumerated() {
      let place = ModelMistake.Place.row(Row(index: index))
      if row.lower.isNaN || row.lower >= Self.infiniteMagnitude {
        found.append(.init(place: place, number: .lowerBound, value: row.lower))
      }
      if row.upper.isNaN || row.upper <= -Self.infiniteMagnitude {
        found.append(.init(place: place, number: .upperBound, value: row.upper))
      }
      for term in terms(of: Row(index: index)) {
        if !variables.indices.contains(term.variable.index) {
          found.append(
            .init(place: place, number: .variableIndex, value: Double(term.variable.index))
          )
        } else if !term.coefficient.isFinite {
          found.append(
            .init(
              place: .term(Row(index: index), term.variable),
              number: .coefficient,
              value: term.coefficient
            )
          )
        }
      }
    }
    return found
  }

  /// Solvers count in 32 bits.
  static func mistakesOfSize(variables: Int, rows: Int, terms: Int) -> [ModelMistake] {
    let counts: [(ModelMistake.Number, Int)] = [
      (.variableCount, variables), (.rowCount, rows), (.termCount, terms),
    ]
    return counts.filter { $0.1 >= Int(Int32.max) }.map {
      ModelMistake(place: .model, number: $0.0, value: Double($0.1))
    }
  }
}
