public import Portfolio
import Preferences

/// A scenario as an integer program (`docs/model.md`).
///
/// The search works on the choices alone: which initiative starts when, under every rule but the
/// money. The money comes as min-cut rows where a relaxation breaks one (`FundingCuts`) and as an exact
/// maximum flow for every portfolio. What is exported has the payments too (`withPayments`).
public struct Formulation: Sendable {
  /// The scenario, with the settings' budget applied.
  public private(set) var scenario: Scenario
  /// What the user asked for beyond the scenario.
  public private(set) var settings: Answer.Settings
  let valuation: Valuation
  let limits: [LimitInstance]
  /// What the modes `maximin` and `nash` look at; empty in the others.
  let satisfactions: [Satisfaction]
  /// The value at risk that comes before the points, where the user asks for it.
  let risk: TailRisk?
  /// The rules that are in force; all but those left out to find a conflict.
  let withoutRules: Set<Rule>

  private(set) var program = IntegerProgram()
  /// What each column means.
  private(set) var meanings: [Meaning] = []
  /// The columns of an initiative's starts, by cycle; empty when it can never be chosen.
  private(set) var starts: [[(cycle: Int, column: Int)]] = []

  /// The column of being in at all, by initiative, where it has several cycles.
  private(set) var memberships: [Int: Int] = [:]

  /// What a column means.
  enum Meaning: Hashable {
    /// The initiative starts in the cycle.
    case start(initiative: Int, cycle: Int)
    /// The initiative, which may start in several cycles, is in.
    case membership(initiative: Int)
    /// Both initiatives of the interaction are chosen.
    case pair(Int)
    /// What a pledge pays for a class.
    case flow(pledge: Int, paymentClass: Int)
    /// What a pledge pays for one initiative that starts in the cycle.
    case payment(pledge: Int, initiative: Int, cycle: Int)
    /// The pledge pays at least its ticket for the initiative.
    case ticket(pledge: Int, initiative: Int)
    /// The smallest satisfaction, in millionths, of an exported model.
    case level
  }

  /// Formulates a scenario.
  ///
  /// - Throws: `Problems` when a measure is too fine or too large for whole numbers, or the settings'
  ///   risk does not go with the objective's mode.
  public init(_ scenario: Scenario, settings: Answer.Settings = .init()) throws(Problems) {
    try self.init(scenario, settings: settings, valuation: nil)
  }

  /// Formulates a scenario whose valuation may be known.
  init(
    _ scenario: Scenario,
    settings: Answer.Settings,
    valuation known: Valuation?
  ) throws(Problems) {
    let scaled = settings.budget.map { scenario.scalingPledges(by: $0) } ?? scenario
    let valuation = if let known { known } else { try Valuation(scaled) }
    let limits = try LimitInstance.all(of: scaled, valuation: valuation)
    let satisfactions = scaled.objective.mode.isFair ? try valuation.satisfactions() : []
    let risk = try settings.risk.map { (risk) throws(Problems) in
      guard !scaled.objective.mode.isFair else { throw Formulation.twoFirstAims(scaled) }
      return try TailRisk(risk, scaled, valuation.isViable)
    }
    self.init(scaled, settings, valuation, limits, satisfactions, risk, without: [])
  }

  private static func twoFirstAims(_ scenario: Scenario) -> Problems {
    let mode = scenario.objective.mode.rawValue
    return Problems([
      Problem(
        Place(source: scenario.name, column: "mode"),
        Text(
          en:
            "\(mode) looks at the stakeholders first, so that a risk cannot come first too. Use mode: sum or lexicographic.",
          es:
            "\(mode) mira primero a los actores, así que el riesgo no puede ir primero también. Use mode: sum o lexicographic."
        )
      )
    ])
  }

  /// The same formulation with the money of another scenario; `nil` if the two differ in more that it is made
  /// from.
  func adapted(to other: Scenario, settings others: Answer.Settings) -> Formulation? {
    var formulation = self
    formulation.scenario = others.budget.map { other.scalingPledges(by: $0) } ?? other
    formulation.settings = others
    guard valuation.holds(for: other), scenario.cycles == other.cycles,
      scenario.limits == other.limits, settings.lock == others.lock,
      settings.exclude == others.exclude, risk == nil, others.risk == nil,
      withoutRules.isEmpty,
      !limits.contains(where: { scenario.limits[$0.limit].isShareOfMoney })
    else { return nil }
    return formulation
  }

  /// The same formulation without some rules.
  func without(_ rules: Set<Rule>) -> Formulation {
    Formulation(scenario, settings, valuation, limits, satisfactions, risk, without: rules)
  }

  private init(
    _ scenario: Scenario,
    _ settings: Answer.Settings,
    _ valuation: Valuation,
    _ limits: [LimitInstance],
    _ satisfactions: [Satisfaction],
    _ risk: TailRisk?,
    without rules: Set<Rule>
  ) {
    self.scenario = scenario
    self.settings = settings
    self.valuation = valuation
    self.limits = limits
    self.satisfactions = satisfactions
    self.risk = risk
    withoutRules = rules
    addStarts()
    addInteractions()
    addRequirements()
    addGroups()
    addLimits()
  }

  /// The same formulation with the payments in class form.
  ///
  /// Pledges without a largest share or a smallest ticket pay *classes*: the initiatives that the
  /// same such pledges may pay in the same cycle share one flow from each of them. The other
  /// pledges pay each initiative on its own. For whole starts and tickets what is left is a
  /// transportation problem, so the class form is exact.
  func withPayments() -> Formulation {
    var complete = self
    if isInForce(.funds) { complete.addPayments() }
    return complete
  }

  func isInForce(_ rule: Rule) -> Bool { !withoutRules.contains(rule) }

  /// The points of an initiative in the aim at `index`.
  func points(_ index: Int, _ initiative: Int) -> Int64 { valuation.points[index][initiative] }

  /// The objective's coefficients for the aim at `index`, interactions included.
  func objective(ofAim index: Int) -> [Int64] {
    meanings.map { meaning in
      switch meaning {
      case .start(let initiative, _): points(index, initiative)
      case .pair(let pair): scenario.interactions[pair].value
      case .membership, .flow, .payment, .ticket, .level: 0
      }
    }
  }

  /// The value of a portfolio in the aim at `index`.
  func value(_ index: Int, of starts: [Start]) -> Int64 {
    var chosen = [Bool](repeating: false, count: scenario.initiatives.count)
    var value: Int64 = 0
    for start in starts {
      chosen[start.initiative] = true
      value += points(index, start.initiative)
    }
    guard scenario.objective.mode.addsTermsUp else { return value }
    for pair in scenario.interactions where chosen[pair.first] && chosen[pair.second] {
      value += pair.value
    }
    return value
  }

  mutating func addColumn(
    _ meaning: Meaning,
    lower: Int64 = 0,
    upper: Int64,
    isInteger: Bool
  ) -> Int {
    meanings.append(meaning)
    return program.addColumn(lower: lower, upper: upper, isInteger: isInteger)
  }

  mutating func addRow(
    _ terms: [(column: Int, coefficient: Int64)],
    lower: Int64? = nil,
    upper: Int64? = nil
  ) -> Int {
    program.addRow(terms, lower: lower, upper: upper)
  }

}

extension Formulation {
  /// Whether an initiative may be chosen at all, by gates, status and the user's settings.
  func isCandidate(_ initiative: Int) -> Bool {
    if scenario.initiatives[initiative].status == .excluded, isInForce(.excluded(initiative)) {
      return false
    }
    if !settings.exclude.isEmpty, settings.exclude.contains(scenario.initiatives[initiative].id),
      isInForce(.barred(initiative))
    {
      return false
    }
    if scenario.gates.isEmpty { return true }
    let failed = scenario.failedGates(of: initiative)
    return !scenario.gates.enumerated().contains {
      failed.contains($0.element) && isInForce(.gate($0.offset))
    }
  }

  private mutating func addStarts() {
    starts = [[(cycle: Int, column: Int)]](repeating: [], count: scenario.initiatives.count)
    let locked = Set(settings.lock)
    for initiative in scenario.initiatives.indices {
      let mustStart =
        scenario.initiatives[initiative].status == .committed
        && isInForce(.committed(initiative))
        || !locked.isEmpty && locked.contains(scenario.initiatives[initiative].id)
          && isInForce(.locked(initiative))
      if isCandidate(initiative) {
        let window = scenario.initiatives[initiative].window
        starts[initiative] = window.map { cycle in
          let meaning = Meaning.start(initiative: initiative, cycle: cycle)
          return (cycle, addColumn(meaning, upper: 1, isInteger: true))
        }
      }
      if mustStart {
        _ = addRow(starts[initiative].map { ($0.column, 1) }, lower: 1, upper: 1)
      }
      if starts[initiative].count > 1 {
        let column = addColumn(.membership(initiative: initiative), upper: 1, isInteger: true)
        memberships[initiative] = column
        let terms = starts[initiative].map { ($0.column, Int64(1)) }
        _ = addRow(terms + [(column, -1)], lower: 0, upper: 0)
      }
    }
  }

  private mutating func addInteractions() {
    guard scenario.objective.mode.addsTermsUp else { return }
    for (index, pair) in scenario.interactions.enumerated() where pair.value != 0 {
      let first = starts[pair.first]
      let second = starts[pair.second]
      guard !first.isEmpty, !second.isEmpty else { continue }
      let both = addColumn(.pair(index), upper: 1, isInteger: false)
      if pair.value > 0 {
        for side in [first, second] {
          _ = addRow([(both, 1)] + side.map { ($0.column, -1) }, upper: 0)
        }
      } else {
        _ = addRow([(both, 1)] + (first + second).map { ($0.column, -1) }, lower: -1)
      }
    }
  }

  /// An initiative starts by a cycle only if each one that it requires has started by then.
  private mutating func addRequirements() {
    for (initiative, item) in scenario.initiatives.enumerated()
    where isInForce(.requirement(initiative)) {
      for required in item.requires {
        for cycle in starts[initiative].map(\.cycle) {
          let begun = starts[initiative].filter { $0.cycle <= cycle }.map { ($0.column, Int64(1)) }
          let ready = starts[required].filter { $0.cycle <= cycle }.map { ($0.column, Int64(-1)) }
          _ = addRow(begun + ready, upper: 0)
        }
      }
    }
  }

  private mutating func addGroups() {
    var order: [String] = []
    var members: [String: [Int]] = [:]
    for (initiative, item) in scenario.initiatives.enumerated() {
      guard let group = item.group, isInForce(.group(group)) else { continue }
      if members[group] == nil { order.append(group) }
      members[group, default: []] += starts[initiative].map(\.column)
    }
    for group in order {
      guard let columns = members[group], columns.count > 1 else { continue }
      _ = addRow(columns.map { ($0, 1) }, upper: 1)
    }
  }

  private mutating func addLimits() {
    for (index, limit) in limits.enumerated() {
      let lower = isInForce(.atLeast(index)) ? limit.lower : nil
      let upper = isInForce(.atMost(index)) ? limit.upper : nil
      guard lower != nil || upper != nil else { continue }
      var terms: [(column: Int, coefficient: Int64)] = []
      for initiative in limit.members {
        for (cycle, column) in starts[initiative] where (limit.cycle ?? cycle) == cycle {
          terms.append((column, limit.column.numerators[initiative]))
        }
      }
      _ = addRow(terms, lower: lower, upper: upper)
    }
  }
}
