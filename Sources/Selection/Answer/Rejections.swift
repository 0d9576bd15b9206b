import Portfolio
import Preferences

/// Says of every initiative that is out what stands in its way, in one line each.
struct Rejections {
  private let formulation: Formulation
  private let network: FundingNetwork
  private let cycleOf: [Int?]
  /// The first chosen initiative of each group.
  private let chosenOfGroup: [String: Int]
  private let activities: [Int64]
  /// The limits with an upper bound that each initiative counts in.
  private let limitsOf: [[Int]]
  private let isProven: Bool

  /// `isProven`: whether the portfolio is proven optimal.
  init(
    _ formulation: Formulation,
    _ network: FundingNetwork,
    _ starts: [Start],
    isProven: Bool
  ) {
    self.formulation = formulation
    self.network = network
    self.isProven = isProven
    let items = formulation.scenario.initiatives
    var cycleOf = [Int?](repeating: nil, count: items.count)
    var chosenOfGroup: [String: Int] = [:]
    for start in starts {
      cycleOf[start.initiative] = start.cycle
      guard let group = items[start.initiative].group, chosenOfGroup[group] == nil else { continue }
      chosenOfGroup[group] = start.initiative
    }
    self.cycleOf = cycleOf
    self.chosenOfGroup = chosenOfGroup
    activities = formulation.limits.map { $0.activity(cycleOf) }
    var limitsOf = [[Int]](repeating: [], count: items.count)
    for (index, limit) in formulation.limits.enumerated() where limit.upper != nil {
      for member in limit.members { limitsOf[member].append(index) }
    }
    self.limitsOf = limitsOf
  }

  /// The initiatives that are out, in table order.
  var all: [Answer.Rejection] {
    formulation.scenario.initiatives.indices.filter { cycleOf[$0] == nil }.map { initiative in
      let (reason, detail) = reason(initiative)
      return Answer.Rejection(
        id: formulation.scenario.initiatives[initiative].id,
        reason: reason,
        detail
      )
    }
  }

  private var scenario: Scenario { formulation.scenario }

  private func reason(
    _ initiative: Int
  ) -> (Answer.Rejection.Reason, Answer.Rejection.Detail) {
    guard let (reason, text) = obstacle(initiative) else {
      return (.outcompeted, competition(initiative))
    }
    return (reason, Answer.Rejection.Detail(text))
  }

  /// What keeps an initiative out besides the competition for money.
  private func obstacle(_ initiative: Int) -> (Answer.Rejection.Reason, Text)? {
    if let gate = scenario.failedGates(of: initiative).first {
      return (.gate, words(gate, initiative))
    }
    if let text = exclusion(initiative) { return (.status, text) }
    if let text = unaffordable(initiative) { return (.unaffordable, text) }
    if let text = missingRequirement(initiative) { return (.requirement, text) }
    if let text = chosenAlternative(initiative) { return (.group, text) }
    if let text = blockingLimit(initiative) { return (.limit, text) }
    return nil
  }

  private func words(_ gate: Gate, _ initiative: Int) -> Text {
    guard let cell = scenario.cell(gate.column, of: initiative) else {
      return Text(en: "\(gate.column): blank", es: "\(gate.column): en blanco")
    }
    switch gate.condition {
    case .atLeast(let least):
      let (found, bound) = numbers(gate.column, cell, least, initiative)
      return Text(
        en: "\(gate.column): \(found.english) is below \(bound.english)",
        es: "\(gate.column): \(found.spanish) es menos que \(bound.spanish)"
      )
    case .atMost(let most):
      let (found, bound) = numbers(gate.column, cell, most, initiative)
      return Text(
        en: "\(gate.column): \(found.english) is above \(bound.english)",
        es: "\(gate.column): \(found.spanish) es más que \(bound.spanish)"
      )
    case .oneOf(let values):
      let list = values.joined(separator: ", ")
      return Text(
        en: "\(gate.column): \"\(cell)\" is not among: \(list)",
        es: "\(gate.column): «\(cell)» no está entre: \(list)"
      )
    case .noneOf:
      return Text(
        en: "\(gate.column): \"\(cell)\" is ruled out",
        es: "\(gate.column): «\(cell)» no se admite"
      )
    }
  }

  /// A cell and a gate's bound as each language writes them.
  private func numbers(
    _ column: String,
    _ cell: String,
    _ bound: Quantity,
    _ initiative: Int
  ) -> (Text, Text) {
    let isMoney = column == "cost" || column == "investment"
    if isMoney, let number = Int64(cell), bound.decimals == 0 {
      return (money(Money(minorUnits: number)), money(Money(minorUnits: bound.significand)))
    }
    guard !isMoney, let number = scenario.number(column, of: initiative) else {
      return (Text(verbatim: cell), self.number(bound))
    }
    return (self.number(number), self.number(bound))
  }

  private func exclusion(_ initiative: Int) -> Text? {
    if formulation.settings.exclude.contains(scenario.initiatives[initiative].id) {
      return Text(en: "excluded by --exclude", es: "excluida con --exclude")
    }
    guard scenario.initiatives[initiative].status == .excluded else { return nil }
    return Text(
      en: "excluded in the table of initiatives",
      es: "excluida en la tabla de iniciativas"
    )
  }

  private func unaffordable(_ initiative: Int) -> Text? {
    let last = scenario.initiatives[initiative].window.upperBound
    if network.canPay(Start(initiative: initiative, cycle: last)) { return nil }
    let item = scenario.initiatives[initiative]
    var most = Int128(0)
    for pledge in scenario.pledges
    where scenario.mayPay(pledge, for: initiative, startingIn: item.window.upperBound) {
      let cap = min(pledge.cap(ofCost: item.cost), pledge.amount)
      if let ticket = pledge.minTicket, ticket > cap { continue }
      most += Int128(cap.minorUnits)
    }
    guard most < Int128(item.cost.minorUnits) else { return nil }
    let available = money(Money(minorUnits: Int64(most)))
    let cost = money(item.cost)
    return Text(
      en: "costs \(cost.english); the pledges that may pay it can give \(available.english)",
      es: "cuesta \(cost.spanish); los aportes que pueden pagarla dan \(available.spanish)"
    )
  }

  private func missingRequirement(_ initiative: Int) -> Text? {
    let missing = scenario.initiatives[initiative].requires.first { cycleOf[$0] == nil }
    guard let missing else { return nil }
    let id = scenario.initiatives[missing].id
    return Text(en: "requires \(id), which is out", es: "requiere \(id), que queda fuera")
  }

  private func chosenAlternative(_ initiative: Int) -> Text? {
    guard let group = scenario.initiatives[initiative].group, let chosen = chosenOfGroup[group]
    else { return nil }
    let id = scenario.initiatives[chosen].id
    return Text(
      en: "\(id) was chosen in its place (group \(group))",
      es: "se eligió \(id) en su lugar (grupo \(group))"
    )
  }

  /// The limit that leaves no room for it beside the chosen ones, whenever it started.
  private func blockingLimit(_ initiative: Int) -> Text? {
    var blocking: Int?
    for cycle in scenario.initiatives[initiative].window {
      let found = limitsOf[initiative].first { index in
        let limit = formulation.limits[index]
        guard let upper = limit.upper, (limit.cycle ?? cycle) == cycle else { return false }
        return activities[index] + limit.column.numerators[initiative] > upper
      }
      guard let found else { return nil }
      blocking = blocking ?? found
    }
    return blocking.map {
      let label = formulation.label(ofLimit: $0, .maximum)
      return Text(
        en: "no room in the limit \(label.english)",
        es: "no cabe en el límite \(label.spanish)"
      )
    }
  }

  private func competition(_ initiative: Int) -> Answer.Rejection.Detail {
    let points = formulation.points(0, initiative)
    let isPlain = formulation.risk == nil && !scenario.objective.mode.isFair
    if isProven, isPlain, points > 0 {
      return Answer.Rejection.Detail(
        outcompetedWith: points,
        for: scenario.initiatives[initiative].cost,
        in: scenario.currency
      )
    }
    return Answer.Rejection.Detail(unusualCompetition(initiative))
  }

  private func unusualCompetition(_ initiative: Int) -> Text {
    let cost = money(scenario.initiatives[initiative].cost)
    guard isProven else {
      return Text(
        en: "not chosen when the search was stopped (costs \(cost.english))",
        es: "no elegida cuando se detuvo la búsqueda (cuesta \(cost.spanish))"
      )
    }
    if formulation.risk != nil {
      return Text(
        en: "costs \(cost.english): the chosen ones together win more in the worst samples",
        es: "cuesta \(cost.spanish): las elegidas juntas ganan más en las peores muestras"
      )
    }
    if scenario.objective.mode.isFair {
      return Text(
        en: "costs \(cost.english): the chosen ones together leave the stakeholders better off",
        es: "cuesta \(cost.spanish): las elegidas juntas dejan mejor a los actores"
      )
    }
    return Text(
      en: "adds no points (costs \(cost.english))",
      es: "no suma puntos (cuesta \(cost.spanish))"
    )
  }

  private func number(_ number: Quantity) -> Text {
    Text(
      en: Numerals(.english, scenario.currency).number(number),
      es: Numerals(.spanish, scenario.currency).number(number)
    )
  }

  private func money(_ amount: Money) -> Text {
    Text(
      en: Numerals(.english, scenario.currency).moneyWithCode(amount),
      es: Numerals(.spanish, scenario.currency).moneyWithCode(amount)
    )
  }
}
