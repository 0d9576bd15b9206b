import MixedInteger

extension IntegerProgram {
  /// The linear relaxation in `Double`, for the simplex method.
  ///
  /// Amounts are at most 9·10¹⁵, so every number is exact. Continuous columns have no upper bound
  /// here: rows imply it, and only so do all of the prices stand in rows, where ``ExactBound``
  /// looks for them.
  var relaxation: Model {
    var model = Model(sense: .maximize)
    model.reserveCapacity(variables: lower.count, rows: rows.count, terms: columns.count)
    for column in lower.indices {
      model.addVariable(
        lower: Double(lower[column]),
        upper: isInteger[column] ? Double(upper[column]) : .infinity,
        objective: Double(objective[column])
      )
    }
    for row in rows {
      model.addRow(
        row.terms.map {
          Model.Term(Model.Variable(index: columns[$0]), Double(coefficients[$0]))
        },
        lower: row.lower.map(Double.init) ?? -.infinity,
        upper: row.upper.map(Double.init) ?? .infinity
      )
    }
    return model
  }
}
