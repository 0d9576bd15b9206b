import OrderedCollections

/// Turns a draft into a scenario's parts, and collects everything that is wrong with it.
struct ScenarioValidation {
  let draft: ScenarioDraft
  var problems: [Problem] = []
  /// What is legal but may not be meant.
  var warnings: [Problem] = []

  var initiatives: [Initiative] = []
  var positions: [String: Int] = [:]
  var funders: [Funder] = []
  var funderPositions: [String: Int] = [:]
  var pledges: [Pledge] = []
  var stakeholders: [Stakeholder] = []
  var stakeholderPositions: [String: Int] = [:]
  var interactions: [Interaction] = []
  var objective = Objective(mode: .sum, refinement: nil, terms: [])
  var limits: [Limit] = []
  let cycles: [String]
  private var cyclePositions: [String: Int] = [:]
  /// Looking for the name that was meant takes a while in large tables: only the first mistakes
  /// get a suggestion.
  private var suggestionsLeft = 50
  /// The values that each category takes, found once when first asked for.
  private var knownValues: [String: Set<String>] = [:]

  init(_ draft: ScenarioDraft) {
    self.draft = draft
    cycles = draft.cycles.isEmpty ? [""] : draft.cycles
    for (position, name) in cycles.enumerated().reversed() { cyclePositions[name] = position }
  }

  /// The name that was probably meant by one that does not exist.
  mutating func suggestion(for word: String, in names: some Sequence<String>) -> String? {
    guard suggestionsLeft > 0 else { return nil }
    suggestionsLeft -= 1
    return nearest(word, in: names)
  }

  mutating func run() {
    validateCycles()
    validateInitiatives()
    validateRequirements()
    validateFunders()
    validatePledges()
    validateStakeholders()
    validateInteractions()
    validateGates()
    validateObjective()
    validateLimits()
  }

  mutating func report(_ place: Place, _ english: String, _ spanish: String) {
    problems.append(Problem(place, Text(en: english, es: spanish)))
  }

  /// The position of a cycle's name, reported if there is none.
  mutating func cycle(
    _ name: String?,
    default position: Int,
    at place: @autoclosure () -> Place
  ) -> Int {
    guard let name else { return position }
    if let found = cyclePositions[name] { return found }
    let place = place()
    let known = draft.cycles.isEmpty ? "" : draft.cycles.joined(separator: ", ")
    if draft.cycles.isEmpty {
      report(
        place,
        "\"\(name)\" is a cycle, but the scenario names no cycles. Add cycles: [\(name)].",
        "«\(name)» es un ciclo, pero el escenario no nombra ciclos. Agregue cycles: [\(name)]."
      )
    } else {
      report(
        place,
        "there is no cycle \"\(name)\". The cycles are \(known).",
        "no existe el ciclo «\(name)». Los ciclos son \(known)."
      )
    }
    return position
  }

  /// The positions of initiatives' ids, each unknown one reported.
  mutating func resolve(_ ids: [String], at place: @autoclosure () -> Place) -> [Int] {
    var found: [Int] = []
    for id in ids {
      if let position = positions[id] {
        if !found.contains(position) { found.append(position) }
      } else {
        let hint = suggestion(for: id, in: positions.keys)
        let isList = id.contains(",")
        report(
          place(),
          "there is no initiative \"\(id)\"."
            + (hint.map { " Did you mean \"\($0)\"?" }
              ?? (isList ? " Separate several ids with ;." : " Write the id of an initiative.")),
          "no existe la iniciativa «\(id)»."
            + (hint.map { " ¿Quiso decir «\($0)»?" }
              ?? (isList ? " Separe varios id con ;." : " Escriba el id de una iniciativa."))
        )
      }
    }
    return found
  }

  /// The values that initiatives take in a category column, `nil` if there is no such column.
  mutating func values(of column: String) -> Set<String>? {
    if let known = knownValues[column] { return known }
    var values: Set<String> = []
    switch column {
    case "initiative": values = Set(positions.keys)
    case "sdgs": values = Set((1...17).map(String.init))
    default:
      if let cells = draft.categories[column] {
        values = Set(cells)
      } else if let measure = draft.measures[column] {
        for row in draft.initiatives.rows.indices { values.insert(measure[row]?.description ?? "") }
      } else {
        return nil
      }
    }
    values.remove("")
    knownValues[column] = values
    return values
  }

  /// Reports a category that the initiatives do not have.
  mutating func reportNoCategory(_ name: String, at place: Place) {
    let names = Array(draft.categories.keys) + Array(draft.measures.keys)
    let hint = suggestion(for: name, in: names)
    let list = names.joined(separator: ", ")
    report(
      place,
      "the initiatives have no column \"\(name)\"."
        + (hint.map { " Did you mean \"\($0)\"?" }
          ?? (names.isEmpty ? " Add it to their table." : " Their columns are \(list).")),
      "las iniciativas no tienen la columna «\(name)»."
        + (hint.map { " ¿Quiso decir «\($0)»?" }
          ?? (names.isEmpty ? " Agréguela a su tabla." : " Sus columnas son \(list)."))
    )
  }

  /// Reports a filter on a column or a value that does not exist.
  mutating func validate(_ filters: [Earmark], at place: (String) -> Place) {
    for filter in filters {
      guard let known = values(of: filter.column) else {
        reportNoCategory(filter.column, at: place(filter.column))
        continue
      }
      for value in filter.values.sorted() where !known.contains(value) {
        let hint = suggestion(for: value, in: known)
        // Money may be promised, or a limit set, for what nobody proposes this time: an error only
        // if it must be a misspelling.
        guard filter.column == "initiative" || (hint != nil && value.count > 3) else {
          warnings.append(
            Problem(
              place(filter.column),
              Text(
                en: "no initiative has \(filter.column) \"\(value)\", so this applies to none.",
                es: "ninguna iniciativa tiene \(filter.column) «\(value)»; no se aplica a ninguna."
              )
            )
          )
          continue
        }
        report(
          place(filter.column),
          "no initiative has \(filter.column) \"\(value)\"."
            + (hint.map { " Did you mean \"\($0)\"?" } ?? " Write a value that one has."),
          "ninguna iniciativa tiene \(filter.column) «\(value)»."
            + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Escriba un valor que alguna tenga.")
        )
      }
    }
  }
}

/// The name nearest to `word` that is at most two edits away, or differs only in case and accents.
///
/// Ties go to the name first in Unicode order.
public func nearest(_ word: String, in names: some Sequence<String>) -> String? {
  var best: (distance: Int, name: String)?
  for name in names where abs(name.count - word.count) <= 2 && name != word {
    let distance = editDistance(word.lowercased(), name.lowercased())
    guard distance <= 2, distance < max(word.count, name.count) else { continue }
    if let current = best, (current.distance, current.name) <= (distance, name) { continue }
    best = (distance, name)
  }
  return best?.name
}

/// How many letters must be inserted, deleted or replaced to turn one word into the other
/// (Levenshtein 1966).
func editDistance(_ left: String, _ right: String) -> Int {
  let target = Array(right)
  var row = Array(0...target.count)
  for (i, letter) in left.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for (j, other) in target.enumerated() {
      let substitution = diagonal + (letter == other ? 0 : 1)
      diagonal = row[j + 1]
      row[j + 1] = min(substitution, row[j] + 1, row[j + 1] + 1)
    }
  }
  return row[target.count]
}
