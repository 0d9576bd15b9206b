import Portfolio
import Yams

/// What a scenario wants and what must hold.
struct RuleDrafts {
  var gates: [ScenarioDraft.Located<Gate>] = []
  var mode: ScenarioDraft.Located<Objective.Mode>
  var refinement: ScenarioDraft.Located<Objective.Refinement>?
  var terms: [ScenarioDraft.Located<ScenarioDraft.TermDraft>] = []
  var limits: [ScenarioDraft.Located<ScenarioDraft.LimitDraft>] = []
  var allocation = Allocation.balanced
}

extension ScenarioReading {
  /// The rules, and in ``references`` the columns that they name.
  mutating func readRules(_ entries: Entries) -> RuleDrafts {
    let place = entries["objective"]?.place ?? Place(source: source, column: "objective")
    var rules = RuleDrafts(mode: ScenarioDraft.Located(.sum, at: place))
    if let entry = entries["gates"] {
      for item in items(entry) ?? [] { readGate(item, entry, &rules) }
    }
    if let entry = entries["objective"] { readObjective(entry, &rules) }
    if let entry = entries["limits"] {
      for item in items(entry) ?? [] { readLimit(item, entry, &rules) }
    }
    if let entry = entries["allocation"], let text = text(entry) {
      let words = Dictionary(
        uniqueKeysWithValues: Allocation.allCases.map { ($0.rawValue.headerKey, $0) }
      )
      let names = Allocation.allCases.map(\.rawValue)
      if let value = value(text, words, names, at: entry.place) { rules.allocation = value }
    }
    references.categories.formUnion(earmarkReferences())
    return rules
  }

  private func place(of node: Node, in entry: Entry) -> Place {
    Place(source: source, line: node.mark?.line ?? entry.place.line, column: entry.key)
  }

  /// A required key's text; `nil` after reporting that it is not there.
  private mutating func required(_ key: String, _ fields: Entries) -> String? {
    if let entry = fields[key] { return text(entry) }
    problems.report(
      fields.place,
      "the key \"\(key)\" is missing here.",
      "aquí falta la clave «\(key)»."
    )
    return nil
  }

  // MARK: Gates

  private mutating func readGate(_ node: Node, _ entry: Entry, _ rules: inout RuleDrafts) {
    let place = place(of: node, in: entry)
    let tests = ["at_least", "at_most", "in", "not_in"]
    let fields = Entries(node, keys: ["column"] + tests, at: place, &problems)
    guard case .mapping = node, let written = required("column", fields) else { return }
    let column = columnName(written)
    let given = tests.filter { fields[$0] != nil }
    if given.isEmpty {
      problems.report(
        place,
        "the gate tests nothing. Write at_least, at_most, in or not_in.",
        "el requisito no prueba nada. Escriba at_least, at_most, in o not_in."
      )
    }
    for test in given {
      guard let entry = fields[test] else { continue }
      let condition: Gate.Condition?
      switch test {
      case "in": condition = .oneOf(categoryValues(entry))
      case "not_in": condition = .noneOf(categoryValues(entry))
      default:
        references.measures.insert(column)
        let bound = gateBound(entry, column)
        condition = bound.map { test == "at_least" ? .atLeast($0) : .atMost($0) }
      }
      if test == "in" || test == "not_in" { references.categories.insert(column) }
      guard let condition else { continue }
      rules.gates.append(
        ScenarioDraft.Located(Gate(column: column, condition: condition), at: place)
      )
    }
  }

  private mutating func gateBound(_ entry: Entry, _ column: String) -> Quantity? {
    guard let value = number(entry) else { return nil }
    return ["cost", "investment"].contains(column) ? minorUnits(value, at: entry.place) : value
  }

  private mutating func categoryValues(_ entry: Entry) -> [String] {
    texts(entry)
  }

  /// An amount of the YAML file, in the currency's unit, as minor units.
  private mutating func minorUnits(_ value: Quantity, at place: Place) -> Quantity? {
    if let money = NumberReader.money(value, times: 1, numbers.currency) {
      return Quantity(money.minorUnits)
    }
    let decimals = NumberReader.decimals(of: numbers.currency)
    problems.report(
      place,
      "\(value) is not an amount (\(decimals.english)). Round it, and write it without grouping.",
      "\(value) no es un monto (\(decimals.spanish)). Redondéelo y escríbalo sin separar miles."
    )
    return nil
  }

  // MARK: Objective

  private mutating func readObjective(_ entry: Entry, _ rules: inout RuleDrafts) {
    let fields = Entries(entry.node, keys: ["mode", "refine", "terms"], at: entry.place, &problems)
    if let mode = fields["mode"], let text = text(mode) {
      let words = Dictionary(
        uniqueKeysWithValues: Objective.Mode.allCases.map { ($0.rawValue, $0) }
      )
      let names = Objective.Mode.allCases.map(\.rawValue)
      rules.mode = ScenarioDraft.Located(
        value(text, words, names, at: mode.place) ?? .sum,
        at: mode.place
      )
    }
    if let refine = fields["refine"], let text = text(refine) {
      let words = Dictionary(
        uniqueKeysWithValues: Objective.Refinement.allCases.map { ($0.rawValue, $0) }
      )
      let names = Objective.Refinement.allCases.map(\.rawValue)
      rules.refinement = value(text, words, names, at: refine.place).map {
        ScenarioDraft.Located($0, at: refine.place)
      }
    }
    guard let terms = fields["terms"] else { return }
    for item in items(terms) ?? [] {
      let place = place(of: item, in: terms)
      let fields = Entries(item, keys: ["measure", "weight", "scale"], at: place, &problems)
      guard case .mapping = item, let written = required("measure", fields) else { continue }
      let measure = measureName(written)
      rules.terms.append(
        ScenarioDraft.Located(
          ScenarioDraft.TermDraft(
            measure: measure,
            weight: fields["weight"].flatMap { number($0) } ?? 1,
            scale: fields["scale"].flatMap { scale($0, measure) } ?? .largest
          ),
          at: place
        )
      )
    }
  }

  private mutating func scale(_ entry: Entry, _ measure: String) -> Objective.Scale? {
    if entry.node.scalar?.string == "raw" { return .raw }
    guard case .sequence(let ends) = entry.node, ends.count == 2,
      let low = ends[0].scalar?.string, let high = ends[1].scalar?.string
    else {
      problems.report(
        entry.place,
        "this is not a scale. Write [0, 100] (worst, best) or raw.",
        "esto no es una escala. Escriba [0, 100] (peor, mejor) o raw."
      )
      return nil
    }
    guard let low = number(low, at: entry.place), let high = number(high, at: entry.place) else {
      return nil
    }
    guard ScenarioReading.isMoney(measure) else { return .range(low, high) }
    guard let low = minorUnits(low, at: entry.place), let high = minorUnits(high, at: entry.place)
    else { return nil }
    return .range(low, high)
  }

  /// The canonical name of a measure, which the rules refer to from now on.
  private mutating func measureName(_ written: String) -> String {
    let isBuiltIn = ScenarioReading.builtInMeasures.contains(written)
    let name = isBuiltIn || written.hasPrefix("preference:") ? written : columnName(written)
    references.measures.insert(name)
    return name
  }

  /// The measures that exist without a column of their own.
  static let builtInMeasures = ["count", "expected_investment", "preference"]

  static func isMoney(_ measure: String) -> Bool {
    ["cost", "investment", "expected_investment"].contains(measure)
  }

  // MARK: Limits

  private mutating func readLimit(_ node: Node, _ entry: Entry, _ rules: inout RuleDrafts) {
    let place = place(of: node, in: entry)
    let keys = ["measure", "min", "max", "where", "per", "cycle"]
    let fields = Entries(node, keys: keys, at: place, &problems)
    guard case .mapping = node, let written = required("measure", fields) else { return }
    let measure = measureName(written)
    var limit = ScenarioDraft.LimitDraft(measure: measure)
    limit.min = fields["min"].flatMap { bound($0, measure) }
    limit.max = fields["max"].flatMap { bound($0, measure) }
    let isBounded = limit.min != nil || limit.max != nil
    if !isBounded, fields["min"] != nil || fields["max"] != nil {
      // Stands in for a bound that was reported.
      limit.min = .amount(0)
    }
    limit.filters = fields["where"].map { filters($0) } ?? []
    limit.per = fields["per"].flatMap { text($0) }.map { columnName($0) }
    limit.cycle = fields["cycle"].flatMap { text($0) }
    if let per = limit.per { references.categories.insert(per) }
    rules.limits.append(ScenarioDraft.Located(limit, at: place))
  }

  private mutating func bound(_ entry: Entry, _ measure: String) -> Limit.Bound? {
    guard let text = text(entry) else { return nil }
    if text.hasSuffix("%") {
      let digits = String(text.dropLast()).trimmed
      guard let value = number(digits, at: entry.place) else { return nil }
      guard value >= 0, value.decimals + 2 <= Quantity.mostDecimals else {
        problems.report(
          entry.place,
          "\"\(text.quotable)\" is not a share. Write 0% or more.",
          "«\(text.quotable)» no es una proporción. Escriba 0% o más."
        )
        return nil
      }
      return .share(Quantity(value.significand, decimals: value.decimals + 2))
    }
    guard let value = number(text, at: entry.place) else { return nil }
    guard ScenarioReading.isMoney(measure) else { return .amount(value) }
    return minorUnits(value, at: entry.place).map { .amount($0) }
  }

  private mutating func filters(_ entry: Entry) -> [Earmark] {
    guard case .mapping(let mapping) = entry.node else {
      problems.report(
        entry.place,
        "this must name a column and its values, such as { sector: [roads, water] }.",
        "esto debe nombrar una columna y sus valores, como { sector: [caminos, agua] }."
      )
      return []
    }
    var filters: [Earmark] = []
    for (key, value) in mapping {
      let line = key.mark?.line ?? entry.place.line
      let name = columnName(key.scalar?.string.trimmed ?? "")
      let place = Place(source: source, line: line, column: name)
      let values = texts(Entry(key: name, node: value, place: place))
      references.categories.insert(name)
      filters.append(Earmark(column: name, values: Set(values)))
    }
    return filters
  }
}
