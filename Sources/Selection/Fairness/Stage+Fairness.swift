import Portfolio
import Preferences

/// Rows and columns for how satisfied a portfolio leaves the stakeholders (`docs/model.md`).
extension Stage {
  private var satisfactions: [Satisfaction] { formulation.satisfactions }

  /// What each start adds to what a stakeholder has gained.
  private func gains(_ stakeholder: Int) -> [(column: Int, coefficient: Int64)] {
    startColumns.map { ($0.column, satisfactions[stakeholder].gains[$0.start.initiative]) }
  }

  /// Demands that all stakeholders but so many have gained at least `least`; all have `floors` anyhow.
  mutating func demand(_ least: [Int64], allBut count: Int, floors: [Int64]) {
    guard count > 0 else {
      for (stakeholder, least) in least.enumerated() {
        addChoiceRow(gains(stakeholder), lower: least)
      }
      return
    }
    let columns = least.indices.map { addThreshold($0, least: least[$0], floor: floors[$0]) }
    addChoiceRow(columns.map { ($0, 1) }, lower: Int64(least.count - count))
  }

  /// Adds the column that says whether a stakeholder has gained at least `least`.
  mutating func addThreshold(_ stakeholder: Int, least: Int64, floor: Int64) -> Int {
    let column = addDerivedColumn(upper: 1, isInteger: true)
    addChoiceRow(gains(stakeholder) + [(column, floor - least)], lower: floor)
    derived.thresholds.append(.init(column: column, stakeholder: stakeholder, least: least))
    return column
  }

  /// Makes the smallest satisfaction but `rank` of them the objective, in millionths.
  ///
  /// Whoever counts has gained at least `least`. For the smallest, that is everybody; for another one, a
  /// binary column lets all but `rank` go, as far as `floors`, which all have anyhow, permit.
  mutating func maximizeLevel(rank: Int, least: [Int64], floors: [Int64]) {
    let column = addDerivedColumn(upper: Satisfaction.million, isInteger: false)
    var reaches: [Int] = []
    if rank == 0 { demand(least, allBut: 0, floors: floors) }
    for (stakeholder, satisfaction) in satisfactions.enumerated() {
      let gains = gains(stakeholder)
      var terms = satisfaction.levelTerms(column, gains)
      var most: Int64 = 0
      if rank > 0 {
        let reach = addDerivedColumn(upper: 1, isInteger: true)
        let floor = floors[stakeholder]
        most = Satisfaction.million * (satisfaction.whole - floor)
        terms.append((reach, most))
        addChoiceRow(gains + [(reach, floor - least[stakeholder])], lower: floor)
        reaches.append(reach)
      }
      addChoiceRow(terms, upper: most)
    }
    if rank > 0 {
      addChoiceRow(reaches.map { ($0, 1) }, lower: Int64(satisfactions.count - rank))
    }
    derived.level = .init(column: column, rank: rank, reaches: reaches)
    setObjective([(column, 1)])
    guide()
  }

  /// Makes the weight of the stakeholders who gain anything at all the objective.
  mutating func maximizeServed() {
    let columns = satisfactions.indices.map { addThreshold($0, least: 1, floor: 0) }
    setObjective(zip(columns, satisfactions).map { ($0, $1.weight) })
    guide()
  }

  /// Makes the sum of the served stakeholders' logarithms the objective.
  ///
  /// To be called after ``maximizeServed()`` and with its optimum held.
  mutating func maximizeLogarithms() {
    var objective: [(column: Int, coefficient: Int64)] = []
    for served in derived.thresholds {
      let whole = derived.scale.value(
        served.stakeholder,
        of: satisfactions[served.stakeholder].whole
      )
      let column = addDerivedColumn(upper: max(1, whole), isInteger: false)
      addChoiceRow([(column, 1), (served.column, -whole)], upper: 0)
      derived.logarithms.append(.init(column: column, stakeholder: served.stakeholder))
      objective += [(column, 1), (served.column, -whole)]
      // The first lines, a few that halve the whole; the relaxation's points add what they need.
      for halving in 0..<4 {
        let point = Double(satisfactions[served.stakeholder].whole) / Double(1 << halving)
        addChoiceRow(tangent(derived.logarithms.count - 1, at: point), upper: 0)
      }
    }
    setObjective(objective)
    guide()
  }

  /// The row that holds a stakeholder's logarithm below its tangent at `gained`.
  func tangent(
    _ position: Int,
    at gained: Double
  ) -> [(column: Int, coefficient: Int64)] {
    let stakeholder = derived.logarithms[position].stakeholder
    let line = derived.scale.tangent(
      stakeholder,
      at: gained,
      whole: satisfactions[stakeholder].whole
    )
    return gains(stakeholder).map { ($0.column, -line.coefficient($0.coefficient)) }
      + [
        (derived.logarithms[position].column, 1),
        (derived.thresholds[position].column, -line.height),
      ]
  }

  /// Lets heuristics add up satisfactions, in millionths, where the objective is not a sum over starts.
  private mutating func guide() {
    var guidance = [Int64](repeating: 0, count: program.lower.count)
    for (column, start) in startColumns {
      for satisfaction in satisfactions {
        guidance[column] += satisfaction.millionths(of: satisfaction.gains[start.initiative])
      }
    }
    self.guidance = guidance
  }
}

extension Satisfaction {
  /// The terms of the row whole·level − 10⁶·Σ gains ≤ 0.
  func levelTerms(
    _ level: Int,
    _ gains: [(column: Int, coefficient: Int64)]
  ) -> [(column: Int, coefficient: Int64)] {
    [(level, whole)] + gains.map { ($0.column, -Satisfaction.million * $0.coefficient) }
  }
}
