import MixedInteger

extension IntegerProgram {
  /// The linear relaxation in `Double`, for the simplex method, with some of the rows.
  ///
  /// Amounts are at most 9·10¹⁵, so every number is exact.
  func relaxation(rows chosen: [Int]) -> Model {
    var model = Model(sense: .maximize)
    let terms = chosen.reduce(0) { $0 + rows[$1].terms.count }
    model.reserveCapacity(variables: lower.count, rows: chosen.count, terms: terms)
    for column in lower.indices {
      model.addVariable(
        lower: Double(lower[column]),
        upper: Double(upper[column]),
        objective: Double(objective[column])
      )
    }
    for index in chosen {
      let row = rows[index]
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
