import OrderedCollections
package import Portfolio
package import Selection

/// Small random scenarios that together use every rule, the same for the same seed.
///
/// Numbers are small, so that ties are common; some scenarios are infeasible. There are at most
/// 12 initiatives in one cycle, 8 in two and 6 in three, which ``BruteForce`` can enumerate.
package struct RandomScenario {
  /// The scenario of a seed.
  package static func scenario(seed: UInt64) throws -> Scenario {
    var maker = RandomScenario(seed: seed)
    return try Scenario(try maker.draft())
  }

  /// The draft of a seed's scenario, to be varied; with `count` initiatives where it is given.
  package static func draft(seed: UInt64, count: Int? = nil) throws -> ScenarioDraft {
    var maker = RandomScenario(seed: seed, count: count)
    return try maker.draft()
  }

  /// Settings for the scenario of a seed; most often none.
  package static func settings(seed: UInt64) throws -> Answer.Settings {
    let scenario = try scenario(seed: seed)
    var random = SplitMix64(seed: seed &+ 0x5E77)
    var settings = Answer.Settings()
    let ids = scenario.initiatives.map(\.id)
    if random.happens(10) { settings.lock = ids.randomElement(using: &random).map { [$0] } ?? [] }
    if random.happens(15) {
      settings.exclude = ids.randomElement(using: &random).map { [$0] } ?? []
    }
    if random.happens(20) {
      settings.budget = random.pick(
        Quantity(5, decimals: 1),
        Quantity(8, decimals: 1),
        Quantity(333, decimals: 3),
        Quantity(125, decimals: 2)
      )
    }
    return settings
  }

  private struct NoSuchCurrency: Error {}

  private var random: SplitMix64
  private let cycles: [String]
  private let count: Int
  private let communes: [String]
  private let sectors: [String]
  private var goals: [[Int]] = []

  private init(seed: UInt64, count wanted: Int? = nil) {
    random = SplitMix64(seed: seed)
    let names = ["2022", "2023", "2024"]
    cycles = Array(names.prefix(random.pick(0, 0, 2, 3)))
    let most: Int64 = cycles.count == 3 ? 6 : cycles.count == 2 ? 8 : 12
    let drawn = Int(random.number(3...most))
    count = wanted ?? drawn
    var communes: [String] = []
    var sectors: [String] = []
    for _ in 0..<count {
      communes.append(random.happens(5) ? "" : random.pick("north", "south", "east"))
      sectors.append(random.pick("roads", "water"))
    }
    self.communes = communes
    self.sectors = sectors
  }

  private func id(_ position: Int) -> String { "i\(position + 1)" }

  private mutating func anyID() -> String { id(Int(random.number(0...Int64(count - 1)))) }

  private mutating func draft() throws -> ScenarioDraft {
    guard let currency = Currency(code: random.pick("CLP", "USD")) else { throw NoSuchCurrency() }
    let initiatives = initiatives()
    var draft = ScenarioDraft(
      name: "random",
      currency: currency,
      cycles: cycles,
      initiatives: ScenarioDraft.Table(source: "initiatives", rows: initiatives),
      pledges: ScenarioDraft.Table(source: "pledges", rows: pledges(for: initiatives))
    )
    draft.categories["commune"] = communes
    draft.categories["sector"] = sectors
    draft.measures["viability"] = column(0...100, decimals: 0)
    draft.measures["beneficiaries"] = column(0...9, decimals: 0)
    draft.measures["hours"] = column(0...40, decimals: 1)
    draft.measures["balance"] = column(-3...3, decimals: 0)
    if random.happens(35) {
      draft.gates.append(located(Gate(column: "viability", condition: .atLeast(20))))
    }
    if random.happens(10) {
      draft.gates.append(located(Gate(column: "commune", condition: .noneOf(["east"]))))
    }
    addBallots(to: &draft)
    addObjective(to: &draft)
    for _ in 0..<max(0, random.number(-1...3)) { draft.limits.append(located(limit())) }
    return draft
  }

  private func located<Value>(_ value: Value) -> ScenarioDraft.Located<Value> {
    ScenarioDraft.Located(value, at: Place(source: "scenario"))
  }

  private mutating func column(_ range: ClosedRange<Int64>, decimals: Int) -> MeasureColumn? {
    MeasureColumn((0..<count).map { _ in Quantity(random.number(range), decimals: decimals) })
  }

  private mutating func initiatives() -> [ScenarioDraft.InitiativeRow] {
    let isUpward = random.happens(50)
    return (0..<count).map { position in
      var row = ScenarioDraft.InitiativeRow(
        id: id(position),
        name: "Initiative \(position + 1)",
        cost: Money(minorUnits: random.happens(5) ? 0 : random.number(1...12)),
        investment: Money(minorUnits: random.number(0...40)),
        awardProbability: random.pick(
          1,
          Quantity(5, decimals: 1),
          Quantity(25, decimals: 2),
          Quantity(333, decimals: 3),
          0
        )
      )
      row.sdgs = [6, 9, 11].filter { _ in random.happens(35) }
      goals.append(row.sdgs)
      // Requirements point one way through the table, so that they never go round in a circle.
      let others = isUpward ? Array(0..<position) : Array((position + 1)..<count)
      if random.happens(20), let other = others.randomElement(using: &random) {
        row.requires = [id(other)]
        if random.happens(30), let another = others.randomElement(using: &random) {
          row.requires.append(id(another))
        }
      }
      if random.happens(25) { row.group = random.pick("first", "second") }
      if !cycles.isEmpty, random.happens(40) {
        let start = Int(random.number(0...Int64(cycles.count - 1)))
        let end = Int(random.number(Int64(start)...Int64(cycles.count - 1)))
        if random.happens(70) { row.earliest = cycles[start] }
        if random.happens(70) { row.latest = cycles[end] }
      }
      if random.happens(2) {
        row.status = .committed
      } else if random.happens(6) {
        row.status = .excluded
      }
      return row
    }
  }

  private mutating func pledges(
    for initiatives: [ScenarioDraft.InitiativeRow]
  ) -> [ScenarioDraft.PledgeRow] {
    let total = initiatives.reduce(Int64(0)) { $0 + $1.cost.minorUnits }
    let number = random.number(1...4)
    var tickets = 0
    return (0..<number).map { _ in
      var row = ScenarioDraft.PledgeRow(
        funder: random.pick("mine", "town", "fund"),
        amount: Money(minorUnits: random.number(0...2 * total / number + 4))
      )
      if !cycles.isEmpty, random.happens(50) { row.cycle = cycles.randomElement(using: &random) }
      row.earmarks = earmarks()
      if random.happens(25) {
        row.maxShare = random.pick(
          Quantity(5, decimals: 1),
          Quantity(333, decimals: 3),
          Quantity(8, decimals: 1)
        )
      }
      if random.happens(25), tickets < (count > 8 ? 1 : 2) {
        tickets += 1
        row.minTicket = Money(minorUnits: random.number(1...5))
      }
      if random.happens(15) { row.onlyIf = [anyID()] }
      if random.happens(4) { row.onlyIf.append(anyID()) }
      row.status = random.happens(8) ? .withdrawn : random.pick(.pledged, .formalized)
      return row
    }
  }

  private mutating func earmarks() -> [Earmark] {
    var earmarks: [Earmark] = []
    let places = communes.filter { !$0.isEmpty }
    if random.happens(25), let one = places.randomElement(using: &random),
      let other = places.randomElement(using: &random)
    {
      earmarks.append(
        Earmark(column: "commune", values: random.happens(50) ? [one] : [one, other])
      )
    }
    if random.happens(15), let one = sectors.randomElement(using: &random) {
      earmarks.append(Earmark(column: "sector", values: [one]))
    }
    if random.happens(15) {
      earmarks.append(Earmark(column: "sdgs", values: random.pick(["6"], ["9", "11"])))
    }
    if random.happens(10) {
      earmarks.append(Earmark(column: "initiative", values: [anyID(), anyID(), anyID()]))
    }
    return earmarks
  }
}

extension RandomScenario {
  private mutating func addBallots(to draft: inout ScenarioDraft) {
    let kinds: [Stakeholder.BallotKind] = [.score, .points, .approval, .ranking]
    var voters: [ScenarioDraft.StakeholderRow] = []
    var ballots: [ScenarioDraft.BallotRow] = []
    for voter in 0..<Int(random.number(1...3)) {
      let kind = kinds.randomElement(using: &random) ?? .score
      voters.append(
        .init(
          id: "s\(voter + 1)",
          weight: Quantity(random.number(voter == 0 ? 1...3 : 0...3)),
          ballot: kind,
          scale: kind == .score && random.happens(50) ? 7 : nil
        )
      )
      let ranks = Array(1...count).shuffled(using: &random)
      for position in 0..<count where voter == 0 && position == 0 || random.happens(70) {
        let value: Int64 =
          switch kind {
          case .score, .points: random.number(0...7)
          case .approval: random.number(0...1)
          case .ranking: Int64(ranks[position])
          }
        ballots.append(
          .init(stakeholder: "s\(voter + 1)", initiative: id(position), value: Quantity(value))
        )
      }
    }
    draft.stakeholders = .init(source: "stakeholders", rows: voters)
    draft.ballots = .init(source: "ballots", rows: ballots)
  }

  private mutating func addObjective(to draft: inout ScenarioDraft) {
    if random.happens(30) {
      draft.mode.value = .lexicographic
      for _ in 0..<random.number(2...3) {
        draft.terms.append(located(random.happens(60) ? rawTerm() : scaledTerm()))
      }
      return
    }
    let isRaw = random.happens(40)
    if isRaw {
      draft.terms = [located(rawTerm())]
    } else {
      for _ in 0..<random.number(1...3) { draft.terms.append(located(scaledTerm())) }
      if random.happens(15) { draft.terms.append(located(rawTerm())) }
    }
    var pairs: Set<[Int]> = []
    var rows: [ScenarioDraft.InteractionRow] = []
    for _ in 0..<random.number(0...3) {
      let pair = (0..<count).shuffled(using: &random).prefix(2)
      guard pairs.insert(pair.sorted()).inserted, let a = pair.first, let b = pair.last else {
        continue
      }
      let value = isRaw ? random.number(-4...4) : 500 * random.number(-8...8)
      rows.append(.init(first: id(a), second: id(b), value: value))
    }
    if !rows.isEmpty { draft.interactions = .init(source: "interactions", rows: rows) }
  }

  private mutating func rawTerm() -> ScenarioDraft.TermDraft {
    .init(
      measure: random.pick("beneficiaries", "count", "balance", "investment", "cost"),
      weight: Quantity(random.number(1...3)),
      scale: .raw
    )
  }

  private mutating func scaledTerm() -> ScenarioDraft.TermDraft {
    let weight = Quantity(random.number(1...30))
    switch random.number(1...6) {
    case 1: return .init(measure: "preference", weight: weight)
    case 2: return .init(measure: "expected_investment", weight: weight)
    case 3: return .init(measure: "beneficiaries", weight: weight, scale: .range(1, 7))
    case 4: return .init(measure: "cost", weight: weight, scale: .range(12, 0))
    case 5: return .init(measure: "preference:s1", weight: weight)
    default: return .init(measure: "hours", weight: weight)
    }
  }

  private mutating func limit() -> ScenarioDraft.LimitDraft {
    let cycle = cycles.randomElement(using: &random)
    let roads = Earmark(column: "sector", values: [sectors[0]])
    switch random.number(1...16) {
    case 1: return .init(measure: "count", max: .amount(Quantity(random.number(1...5))))
    case 2: return .init(measure: "count", min: .amount(Quantity(random.number(1...2))))
    case 3: return .init(measure: "count", min: .amount(1), per: "commune")
    case 4: return .init(measure: "count", max: .amount(2), per: "sector")
    case 5:
      return .init(measure: "count", max: .amount(Quantity(random.number(1...3))), per: "sdgs")
    case 6: return .init(measure: "cost", max: .share(Quantity(6, decimals: 1)), filters: [roads])
    case 7: return .init(measure: "cost", max: .share(Quantity(333, decimals: 3)), per: "commune")
    case 8: return .init(measure: "hours", max: .amount(Quantity(55, decimals: 1)), cycle: cycle)
    case 9: return .init(measure: "beneficiaries", min: .share(Quantity(2, decimals: 1)))
    case 10: return .init(measure: "balance", min: .amount(-1), max: .amount(4))
    case 11: return .init(measure: "preference", max: .share(Quantity(7, decimals: 1)))
    case 12:
      return .init(measure: "expected_investment", min: .share(Quantity(15, decimals: 2)))
    case 13: return .init(measure: "cost", min: .amount(Quantity(random.number(1...9))))
    case 14:
      return .init(
        measure: "count",
        min: .share(Quantity(1, decimals: 1)),
        max: .share(Quantity(6, decimals: 1)),
        filters: [roads]
      )
    case 15:
      return .init(measure: "count", max: .amount(2), per: "commune", cycle: cycle)
    default: return .init(measure: "balance", min: .amount(0), per: "sector", cycle: cycle)
    }
  }
}
