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
  /// The limits with an upper bound that each initiative counts in, one initiative after the other, and
  /// where those of each begin.
  private let limitsOf: [Int]
  private let limitsBegin: [Int]
  private let isProven: Bool
  /// What is said of each limit that leaves no room.
  private var blocked: [Int: Answer.Rejection.Detail] = [:]

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
    var begin = [Int](repeating: 0, count: items.count + 1)
    for limit in formulation.limits where limit.upper != nil {
      for member in limit.members { begin[member + 1] += 1 }
    }
    for initiative in items.indices { begin[initiative + 1] += begin[initiative] }
    limitsBegin = begin
    var limitsOf = [Int](repeating: 0, count: begin[items.count])
    for (index, limit) in formulation.limits.enumerated() where limit.upper != nil {
      for member in limit.members {
        limitsOf[begin[member]] = index
        begin[member] += 1
      }
    }
    self.limitsOf = limitsOf
  }

  /// The initiatives that are out, in table order.
  mutating func all() -> [Answer.Rejection] {
    var rejections: [Answer.Rejection] = []
    rejections.reserveCapacity(cycleOf.count { $0 == nil })
    for initiative in cycleOf.indices where cycleOf[initiative] == nil {
      let (reason, detail) = reason(initiative)
      let id = formulation.scenario.initiatives[initiative].id
      rejections.append(Answer.Rejection(id: id, reason: reason, detail))
    }
    return rejections
  }

  private var scenario: Scenario { formulation.scenario }

  private mutating func reason(
    _ initiative: Int
  ) -> (Answer.Rejection.Reason, Answer.Rejection.Detail) {
    if let (reason, text) = obstacle(initiative) { return (reason, Answer.Rejection.Detail(text)) }
    if let limit = blockingLimit(initiative) { return (.limit, detail(ofLimit: limit)) }
    return (.outcompeted, competition(initiative))
  }

  /// What keeps an initiative out besides limits and the competition for money.
  private func obstacle(_ initiative: Int) -> (Answer.Rejection.Reason, Text)? {
    if let gate = scenario.failedGates(of: initiative).first {
      return (.gate, words(gate, initiative))
    }
    if let text = exclusion(initiative) { return (.status, text) }
    if let text = unaffordable(initiative) { return (.unaffordable, text) }
    if let text = missingRequirement(initiative) { return (.requirement, text) }
    if let text = chosenAlternative(initiative) { return (.group, text) }
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
  private func blockingLimit(_ initiative: Int) -> Int? {
    var blocking: Int?
    let own = limitsOf[limitsBegin[initiative]..<limitsBegin[initiative + 1]]
    for cycle in scenario.initiatives[initiative].window where !own.isEmpty {
      let found = own.first { index in
        let limit = formulation.limits[index]
        guard let upper = limit.upper, (limit.cycle ?? cycle) == cycle else { return false }
        return activities[index] + limit.column.numerators[initiative] > upper
      }
      guard let found else { return nil }
      blocking = blocking ?? found
    }
    return blocking
  }

  private mutating func detail(ofLimit index: Int) -> Answer.Rejection.Detail {
    if let detail = blocked[index] { return detail }
    let label = formulation.label(ofLimit: index, .maximum)
    let detail = Answer.Rejection.Detail(
      Text(
        en: "no room in the limit \(label.english)",
        es: "no cabe en el límite \(label.spanish)"
      )
    )
    blocked[index] = detail
    return detail
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
