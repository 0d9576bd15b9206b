/// Draws the families of one table: budget, table, region, cycles and tickets.
struct CommunalDrawing {
  private static let sectorCount = 9

  private let scenario: SyntheticScenario
  private var numbers: SeededNumbers
  private let communeCount: Int
  private let cycles: [String]
  private let groupCount: Int

  // What the initiatives add up to; pledges and limits are set by it.
  private var cost: Int64 = 0
  private var hours: Int64 = 0
  private var communeSizes: [Int]
  private var sectorSizes = [Int](repeating: 0, count: sectorCount)

  init(_ scenario: SyntheticScenario) {
    self.scenario = scenario
    numbers = scenario.numbers
    communeCount =
      switch scenario.family {
      case .budget: 1
      case .table: 3
      default: max(3, min(60, scenario.initiatives / 25))
      }
    cycles = scenario.family == .cycles ? (1...4).map { "t\($0)" } : []
    groupCount = max(1, scenario.initiatives / 15)
    communeSizes = [Int](repeating: 0, count: communeCount)
  }

  private var isBudget: Bool { scenario.family == .budget }

  mutating func write(to sink: (SyntheticScenario.File, [UInt8]) throws -> Void) throws {
    try writeInitiatives(to: sink)
    var pledges = RuleText.pledges(drawPledges(), earmarkedBy: ["commune", "sector"])
    try pledges.flush(sink)
    var rules = RuleText.scenario(scenario, cycles: cycles, limits)
    try rules.flush(sink)
  }

  // MARK: Initiatives

  private mutating func writeInitiatives(
    to sink: (SyntheticScenario.File, [UInt8]) throws -> Void
  ) throws {
    var file = TextFile(.initiatives)
    file.add("id,name,commune,sector,cost,hours,value,requires,group\n")
    for position in 1...scenario.initiatives {
      // Costs around e^3 ≈ 20, with a standard deviation of 0.9 in their logarithm.
      let cost = 1 + rounded(numbers.logNormal(middle: 283_645, spread: 85_094))
      // Ten points for each unit of cost, give or take 0.35 in the logarithm.
      let value = 1 + rounded(10 * cost * numbers.logNormal(middle: 0, spread: 33_092))
      let commune = numbers.below(communeCount)
      let sector = numbers.below(CommunalDrawing.sectorCount)
      let hours = 10 + rounded(cost * numbers.number(2 * SeededNumbers.one...6 * SeededNumbers.one))
      self.cost += cost
      self.hours += hours
      communeSizes[commune] += 1
      sectorSizes[sector] += 1
      file.add("i", position)
      file.add(",Initiative ")
      file.add(Int64(position))
      file.add(",c")
      file.add(Int64(commune + 1))
      file.add(",s")
      file.add(Int64(sector + 1))
      for number in [cost, hours, value] {
        file.add(",")
        file.add(number)
      }
      file.add(",")
      // One in ten requires an earlier one, so that no requirements go round.
      if !isBudget, position > 1, numbers.below(10) == 0 {
        file.add("i", numbers.below(position - 1) + 1)
      }
      file.add(",")
      // One in five stands in one of the groups, three in each on the average.
      if !isBudget, numbers.below(5) == 0 { file.add("g", numbers.below(groupCount) + 1) }
      file.add("\n")
      try file.flushIfFull(sink)
    }
    try file.flush(sink)
  }

  private func rounded(_ fixed: Int64) -> Int64 { (fixed + SeededNumbers.one / 2) >> 16 }

  // MARK: Pledges

  /// A quarter of what everything costs is promised.
  private var budget: Int64 { cost / 4 }

  private mutating func drawPledges() -> [RuleText.Pledge] {
    let count =
      switch scenario.family {
      case .budget: 1
      case .table: 8
      default: 12
      }
    // Weights with a standard deviation of 0.65 in their logarithm.
    var weights = (0..<count).map { _ in numbers.logNormal(middle: 655_360, spread: 61_456) }
    if scenario.family == .tickets {
      // A large general pledge, so that shares and tickets can be met: 40 % of all.
      weights[0] = max(1, weights[1...].reduce(0, +) * 2 / 3)
    }
    return RuleText.split(budget, by: weights).enumerated().map { drawPledge($0, $1) }
  }

  private mutating func drawPledge(_ index: Int, _ amount: Int64) -> RuleText.Pledge {
    var pledge = RuleText.Pledge(amount: amount)
    let isTickets = scenario.family == .tickets
    if index > 0 {
      switch numbers.below(isTickets ? 6 : 3) {
      case 0:
        pledge.earmarks["commune"] = numbers.some(max(1, communeCount / 3), of: communes)
      case 1:
        pledge.earmarks["sector"] = numbers.some(4, of: sectors)
      default: break
      }
      if isTickets {
        pledge.maxShare = [30, 50, 60][numbers.below(3)]
        pledge.minTicket = [2, 4, 8][numbers.below(3)]
      }
    }
    if !cycles.isEmpty { pledge.cycle = cycles[numbers.below(cycles.count)] }
    return pledge
  }

  /// The communes that have initiatives.
  private var communes: [String] {
    communeSizes.indices.filter { communeSizes[$0] > 0 }.map { "c\($0 + 1)" }
  }

  /// The sectors that have initiatives.
  private var sectors: [String] {
    sectorSizes.indices.filter { sectorSizes[$0] > 0 }.map { "s\($0 + 1)" }
  }

  // MARK: Limits

  private var limits: [RuleText.Limit] {
    if isBudget { return [] }
    var limits: [RuleText.Limit] = []
    // Nine tenths of the hours that a quarter of the initiatives takes, in equal parts.
    let most = RuleText.share(hours, 9, of: 40 * Int64(max(1, cycles.count)))
    if cycles.isEmpty { limits.append(RuleText.Limit(measure: "hours", max: most)) }
    limits += cycles.map { RuleText.Limit(measure: "hours", max: most, cycle: $0) }
    if scenario.family == .table { return limits }
    for (commune, size) in communeSizes.enumerated() where size >= 4 {
      let place = (column: "commune", value: "c\(commune + 1)")
      if scenario.family != .tickets {
        let least = Int64(max(1, size * 8 / 100))
        limits.append(RuleText.Limit(measure: "count", place: place, min: least))
      }
      let most = RuleText.share(budget, 2, of: Int64(communeCount))
      limits.append(RuleText.Limit(measure: "cost", place: place, max: most))
    }
    limits += sectors.map {
      RuleText.Limit(
        measure: "cost",
        place: (column: "sector", value: $0),
        max: RuleText.share(budget, 3, of: 10)
      )
    }
    return limits
  }
}
