public import Portfolio

/// Why no portfolio keeps every rule: a minimal set of rules that cannot hold together.
///
/// QuickXplain (Junker, "QUICKXPLAIN: preferred explanations and relaxations for over-constrained
/// problems", AAAI 2004): few exact searches even when the rules are many. Dropping any one member
/// of the set makes the rest satisfiable, unless the search was stopped; then the set is still
/// contradictory but may not be minimal.
struct Conflict {
  private let formulation: Formulation
  private let network: FundingNetwork
  private let limits: SearchLimits
  private let all: [Rule]
  private(set) var nodes = 0
  /// Whether every search ended with its proof; if not, rules may be named that are not needed.
  private(set) var isProven = true

  init(_ formulation: Formulation, network: FundingNetwork, limits: SearchLimits) {
    self.formulation = formulation
    self.network = network
    self.limits = limits
    all = Conflict.rules(of: formulation)
  }

  /// The rules of a minimal conflict, in the order of ``rules(of:)``.
  mutating func minimal() throws -> [Rule] {
    let members = Set(try explain([], false, all))
    return all.filter(members.contains)
  }

  /// All rules that a conflict can name.
  ///
  /// Those that the table would rather keep come first.
  private static func rules(of formulation: Formulation) -> [Rule] {
    let scenario = formulation.scenario
    var rules: [Rule] = [.funds]
    rules += scenario.gates.indices.map(Rule.gate)
    let items = scenario.initiatives.enumerated()
    rules += items.filter { $0.element.status == .excluded }.map { .excluded($0.offset) }
    rules += formulation.settings.exclude.compactMap { scenario.positions[$0] }.map(Rule.barred)
    rules += items.filter { !$0.element.requires.isEmpty }.map { .requirement($0.offset) }
    var groups: Set<String> = []
    for item in scenario.initiatives {
      if let group = item.group, groups.insert(group).inserted { rules.append(.group(group)) }
    }
    for (index, limit) in formulation.limits.enumerated() where limit.upper != nil {
      rules.append(.atMost(index))
    }
    for (index, limit) in formulation.limits.enumerated() where limit.lower != nil {
      rules.append(.atLeast(index))
    }
    rules += items.filter { $0.element.status == .committed }.map { .committed($0.offset) }
    rules += formulation.settings.lock.compactMap { scenario.positions[$0] }.map(Rule.locked)
    return rules
  }

  private mutating func explain(
    _ background: [Rule],
    _ hasGrown: Bool,
    _ candidates: [Rule]
  ) throws -> [Rule] {
    if hasGrown, try isContradictory(background) { return [] }
    if candidates.count <= 1 { return candidates }
    let middle = candidates.count / 2
    let first = Array(candidates[..<middle])
    let second = Array(candidates[middle...])
    let fromSecond = try explain(background + first, !first.isEmpty, second)
    let fromFirst = try explain(background + fromSecond, !fromSecond.isEmpty, first)
    return fromFirst + fromSecond
  }

  private mutating func isContradictory(_ rules: [Rule]) throws -> Bool {
    let relaxed = formulation.without(Set(all).subtracting(rules))
    // The points stay in: they guide the search to a portfolio, where there is one.
    let stage = Stage(relaxed, network: network)
    var search = TreeSearch(stage, limits: limits, endsAtFirst: true)
    try search.run()
    nodes += search.nodes
    if search.best == nil, !search.isProven { isProven = false }
    return search.best == nil && search.isProven
  }
}

extension Formulation {
  /// A rule in the table's words.
  func words(for rule: Rule) -> Text {
    func name(_ initiative: Int) -> String { scenario.initiatives[initiative].label }
    switch rule {
    case .funds:
      let pledged = scenario.pledged
      let english = Numerals(.english, scenario.currency).moneyWithCode(pledged)
      let spanish = Numerals(.spanish, scenario.currency).moneyWithCode(pledged)
      return Text(
        en:
          "every chosen initiative is paid in full by pledges that may pay it (\(english) in all)",
        es:
          "cada iniciativa elegida se paga entera con aportes que pueden pagarla (\(spanish) en total)"
      )
    case .gate(let index):
      let gate = scenario.gates[index]
      return Text(
        en: "initiatives must pass the gate on \(gate.column)",
        es: "las iniciativas deben cumplir el requisito de \(gate.column)"
      )
    case .excluded(let initiative):
      return Text(
        en: "\(name(initiative)) is excluded by the scenario",
        es: "\(name(initiative)) está excluida en el escenario"
      )
    case .barred(let initiative):
      return Answer.Settings.words(name(initiative), isIn: false)
    case .committed(let initiative):
      return Text(
        en: "\(name(initiative)) is committed",
        es: "\(name(initiative)) está comprometida"
      )
    case .locked(let initiative):
      return Answer.Settings.words(name(initiative), isIn: true)
    case .requirement(let initiative):
      let required = scenario.initiatives[initiative].requires.map { scenario.initiatives[$0].id }
      let list = required.joined(separator: ", ")
      return Text(
        en: "\(name(initiative)) requires \(list)",
        es: "\(name(initiative)) requiere \(list)"
      )
    case .group(let group):
      return Text(
        en: "at most one initiative of the group \(group)",
        es: "a lo más una iniciativa del grupo \(group)"
      )
    case .atLeast(let index): return label(ofLimit: index, .minimum)
    case .atMost(let index): return label(ofLimit: index, .maximum)
    }
  }
}

extension Initiative {
  /// The id, and the name where that is another text.
  fileprivate var label: String { name == id ? id : "\(id) (\(name))" }
}

extension Answer.Settings {
  fileprivate static func words(_ name: String, isIn: Bool) -> Text {
    isIn
      ? Text(en: "\(name) is locked by --lock", es: "\(name) está fijada con --lock")
      : Text(en: "\(name) is excluded by --exclude", es: "\(name) está excluida con --exclude")
  }

  /// The rules that these settings add to a scenario, in the words of a conflict.
  public func words(in scenario: Scenario) -> Set<Text> {
    var words: Set<Text> = []
    for (ids, isIn) in [(lock, true), (exclude, false)] {
      for id in ids {
        guard let position = scenario.positions[id] else { continue }
        words.insert(Answer.Settings.words(scenario.initiatives[position].label, isIn: isIn))
      }
    }
    return words
  }
}
