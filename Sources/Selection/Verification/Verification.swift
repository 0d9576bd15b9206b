import BigInt
import OrderedCollections
import Portfolio

/// The verifier at work on one answer.
struct Verification {
  /// A choice whose initiative exists and is named for the first time.
  struct Chosen {
    let position: Int
    /// `nil` if the answer names a cycle that does not exist.
    let cycle: Int?
    let choice: Answer.Choice
  }

  let scenario: Scenario
  let digest: String?
  let answer: Answer
  private(set) var violations: [Violation] = []

  /// Whether each initiative passes every gate.
  let isViable: [Bool]
  /// Each pledge's amount after the answer's settings.
  private(set) var amounts: [BigInt]
  private(set) var chosen: [Chosen] = []
  private(set) var isChosen: [Bool]
  private var columns: [Measure: VerifiedColumn] = [:]

  init(_ scenario: Scenario, _ digest: String?, _ answer: Answer) {
    self.scenario = scenario
    self.digest = digest
    self.answer = answer
    isViable = scenario.initiatives.indices.map { position in
      scenario.gates.allSatisfy { Verification.passes($0, position, scenario) }
    }
    isChosen = scenario.initiatives.map { _ in false }
    amounts = scenario.pledges.map { $0.amount.exact }
  }

  mutating func run() {
    checkScenario()
    checkSettings()
    readChoices()
    checkStatus()
    if answer.status == .optimal || answer.status == .feasible {
      checkChoices()
      checkDemands()
      checkPayments()
      checkObjective()
    }
    checkLimits()
    checkFunders()
    checkTotals()
    checkRejections()
  }

  mutating func report(_ rule: Violation.Rule, _ english: String, _ spanish: String) {
    violations.append(Violation(rule, Text(en: english, es: spanish)))
  }

  /// Reports that the answer says `claim` of something that is in truth `truth`.
  mutating func report(
    _ rule: Violation.Rule,
    _ what: Text,
    says claim: some CustomStringConvertible,
    truth: some CustomStringConvertible
  ) {
    report(
      rule,
      "\(what[.english]): the answer says \(claim), but it is \(truth).",
      "\(what[.spanish]): la respuesta dice \(claim), pero es \(truth)."
    )
  }

  /// The exact values of a measure, read once.
  mutating func column(_ measure: Measure) -> VerifiedColumn {
    if let column = columns[measure] { return column }
    let column = VerifiedColumn(measure, of: scenario)
    columns[measure] = column
    return column
  }

  private mutating func checkScenario() {
    if answer.scenarioName != scenario.name {
      report(
        .scenarioName,
        "the answer is for the scenario \"\(answer.scenarioName)\", not for \"\(scenario.name)\".",
        "la respuesta es del escenario «\(answer.scenarioName)», no de «\(scenario.name)»."
      )
    }
    if let digest, answer.scenarioDigest != digest {
      report(
        .scenarioDigest,
        "the scenario's files have changed: the answer is for \(answer.scenarioDigest), they are"
          + " \(digest).",
        "los archivos del escenario cambiaron: la respuesta es de \(answer.scenarioDigest), ahora"
          + " son \(digest)."
      )
    }
  }

  private mutating func checkSettings() {
    for id in answer.settings.lock + answer.settings.exclude where scenario.positions[id] == nil {
      report(
        .settingsUnknown,
        "the settings name \"\(id)\", which is no initiative of the scenario.",
        "los ajustes nombran «\(id)», que no es una iniciativa del escenario."
      )
    }
    guard let budget = answer.settings.budget else { return }
    let share = Rational(budget)
    let scaled = amounts.map { (share * Rational($0)).floor }
    guard budget >= 0, scaled.reduce(0, +) <= Money.largest.exact else {
      report(
        .settingsBudget,
        "the pledges cannot be multiplied by \(budget).",
        "los aportes no se pueden multiplicar por \(budget)."
      )
      return
    }
    amounts = scaled
  }

  private mutating func readChoices() {
    var last = -1
    for choice in answer.selected {
      guard let position = scenario.positions[choice.id] else {
        report(
          .choiceUnknown,
          "\"\(choice.id)\" is chosen, but it is no initiative of the scenario.",
          "«\(choice.id)» está elegida, pero no es una iniciativa del escenario."
        )
        continue
      }
      if isChosen[position] {
        report(
          .choiceDuplicate,
          "\(choice.id) is chosen twice.",
          "\(choice.id) está elegida dos veces."
        )
        continue
      }
      if position < last {
        report(
          .choiceOrder,
          "\(choice.id) stands after an initiative that follows it in the table.",
          "\(choice.id) está después de una iniciativa que la sigue en la tabla."
        )
      }
      last = max(last, position)
      isChosen[position] = true
      let cycle = scenario.cycles.firstIndex(of: choice.cycle)
      if cycle == nil {
        report(
          .choiceCycle,
          "\(choice.id) starts in \"\(choice.cycle)\", which is no cycle of the scenario.",
          "\(choice.id) parte en «\(choice.cycle)», que no es un ciclo del escenario."
        )
      }
      chosen.append(Chosen(position: position, cycle: cycle, choice: choice))
    }
  }
}

extension Verification {
  /// The initiative's cell as an exact number, `nil` if it is blank or text.
  private static func number(_ gate: Gate, _ position: Int, _ scenario: Scenario) -> Rational? {
    scenario.number(gate.column, of: position).map { Rational($0) }
  }

  static func passes(_ gate: Gate, _ position: Int, _ scenario: Scenario) -> Bool {
    switch gate.condition {
    case .atLeast(let least):
      guard let number = number(gate, position, scenario) else { return false }
      return !(number < Rational(least))
    case .atMost(let most):
      guard let number = number(gate, position, scenario) else { return false }
      return !(Rational(most) < number)
    case .oneOf(let values):
      guard let text = scenario.cell(gate.column, of: position) else { return false }
      return values.contains { $0 == text }
    case .noneOf(let values):
      guard let text = scenario.cell(gate.column, of: position) else { return false }
      return !values.contains { $0 == text }
    }
  }

  /// The values that each initiative has in a column of a filter, of an earmark or of `per`.
  func values(in column: String) -> (Int) -> [String] {
    let scenario = scenario
    switch column {
    case "initiative": return { [scenario.initiatives[$0].id] }
    case "sdgs": return { scenario.initiatives[$0].sdgs.map { "\($0)" } }
    default:
      guard let texts = scenario.categories[column] else {
        return { scenario.cell(column, of: $0).map { [$0] } ?? [] }
      }
      return { texts[$0].isEmpty ? [] : [texts[$0]] }
    }
  }

  /// The first filter that none of the initiative's values is in.
  func mismatch(_ filters: [Earmark], _ position: Int) -> Earmark? {
    filters.first { filter in
      let own = values(in: filter.column)(position)
      return !own.contains { filter.values.contains($0) }
    }
  }
}
