/// Draws a country: Chile's 346 communes in its 16 regions, with regional and private money.
struct NationalDrawing {
  /// How many communes each region has, from Arica y Parinacota to Magallanes.
  private static let communesOfRegions = [
    4, 7, 9, 9, 15, 38, 52, 33, 30, 21, 33, 32, 12, 30, 10, 11,
  ]
  private static let sectorCount = 9
  private static let companies = 40
  /// Costs are multiples of this many pesos.
  private static let costUnit: Int64 = 10_000

  private let scenario: SyntheticScenario
  private var numbers: SeededNumbers
  /// Each commune's region.
  private let regions: [Int]

  // What the initiatives add up to; pledges and limits are set by it.
  private var cost: Int64 = 0
  private var hours: Int64 = 0
  private var regionCosts: [Int64]
  private var regionSizes: [Int]
  private var communeSizes: [Int]
  private var sectorSizes = [Int](repeating: 0, count: sectorCount)

  init(_ scenario: SyntheticScenario) {
    self.scenario = scenario
    numbers = scenario.numbers
    regions = NationalDrawing.communesOfRegions.enumerated().flatMap {
      [Int](repeating: $0, count: $1)
    }
    regionCosts = [Int64](repeating: 0, count: NationalDrawing.communesOfRegions.count)
    regionSizes = [Int](repeating: 0, count: NationalDrawing.communesOfRegions.count)
    communeSizes = [Int](repeating: 0, count: regions.count)
  }

  mutating func write(to sink: (SyntheticScenario.File, [UInt8]) throws -> Void) throws {
    try writeInitiatives(to: sink)
    var pledges = RuleText.pledges(
      drawPledges(),
      earmarkedBy: ["region", "commune", "sector"]
    )
    try pledges.flush(sink)
    var rules = RuleText.scenario(scenario, cycles: [], limits)
    try rules.flush(sink)
  }

  // MARK: Initiatives

  private mutating func writeInitiatives(
    to sink: (SyntheticScenario.File, [UInt8]) throws -> Void
  ) throws {
    var file = TextFile(.initiatives)
    file.add("id,name,region,commune,sector,cost,hours,beneficiaries,value,requires,group\n")
    /// The last initiative of each commune so far, counted from 1.
    var latest = [Int](repeating: 0, count: regions.count)
    for position in 1...scenario.initiatives {
      let commune = numbers.below(regions.count)
      let sector = numbers.below(NationalDrawing.sectorCount)
      // Around 20 million pesos, with a standard deviation of 0.9 in the logarithm.
      let units = 1 + rounded(numbers.logNormal(middle: 718_654, spread: 85_094))
      let cost = NationalDrawing.costUnit * units
      // One point for each unit, give or take 0.35 in the logarithm.
      let value = 1 + rounded(units * numbers.logNormal(middle: 0, spread: 33_092))
      let hours = 10 + units * numbers.number(20...60) / 1000
      let beneficiaries = 1 + rounded(numbers.logNormal(middle: 589_824, spread: 98_304))
      self.cost += cost
      self.hours += hours
      regionCosts[regions[commune]] += cost
      regionSizes[regions[commune]] += 1
      communeSizes[commune] += 1
      sectorSizes[sector] += 1
      file.add("i", position)
      file.add(",Initiative ")
      file.add(Int64(position))
      file.add(",r")
      file.add(Int64(regions[commune] + 1))
      file.add(",c")
      file.add(Int64(commune + 1))
      file.add(",s")
      file.add(Int64(sector + 1))
      for number in [cost, hours, beneficiaries, value] {
        file.add(",")
        file.add(number)
      }
      file.add(",")
      // One in twenty requires the one before it in its commune.
      if latest[commune] > 0, numbers.below(20) == 0 { file.add("i", latest[commune]) }
      latest[commune] = position
      file.add(",")
      // One in ten is an alternative to others of its commune: three in a group on the average.
      if numbers.below(10) == 0 {
        let groups = max(1, scenario.initiatives / (30 * regions.count))
        file.add("g", commune + 1)
        file.add("-")
        file.add(Int64(numbers.below(groups) + 1))
      }
      file.add("\n")
      try file.flushIfFull(sink)
    }
    try file.flush(sink)
  }

  private func rounded(_ fixed: Int64) -> Int64 { (fixed + SeededNumbers.one / 2) >> 16 }

  // MARK: Pledges

  /// A quarter of what everything costs is promised: 30 % of it for all, 50 % by the regions, each
  /// for its own, and 20 % by companies.
  private var budget: Int64 { cost / 4 }

  private mutating func drawPledges() -> [RuleText.Pledge] {
    var pledges = [RuleText.Pledge(amount: max(1, RuleText.share(budget, 3, of: 10)))]
    // A region gives after what its initiatives cost, from half to one and a half times as much.
    let half = RuleText.share(budget, 1, of: 2)
    let weights = regionCosts.map { RuleText.share($0, numbers.number(500...1500), of: 1000) }
    for (region, amount) in RuleText.split(half, by: weights).enumerated()
    where regionCosts[region] > 0 {
      pledges.append(
        RuleText.Pledge(amount: amount, earmarks: ["region": ["r\(region + 1)"]])
      )
    }
    let companyWeights = (0..<NationalDrawing.companies).map { _ in
      numbers.logNormal(middle: 655_360, spread: 61_456)
    }
    let present = communeSizes.indices.filter { communeSizes[$0] > 0 }
    let fifth = RuleText.share(budget, 1, of: 5)
    for amount in RuleText.split(fifth, by: companyWeights) {
      // The communes around one where a company works, or the sectors that it cares for.
      let home = present[numbers.below(present.count)]
      let region = regions[home]
      var pledge = RuleText.Pledge(amount: amount)
      switch numbers.below(3) {
      case 0:
        let neighbours = present.filter { regions[$0] == region }
        pledge.earmarks["commune"] = numbers.some(3, of: neighbours.map { "c\($0 + 1)" })
      case 1: pledge.earmarks["sector"] = numbers.some(3, of: sectors)
      default:
        pledge.earmarks["region"] = ["r\(region + 1)"]
        pledge.earmarks["sector"] = numbers.some(4, of: sectors)
      }
      pledges.append(pledge)
    }
    return pledges
  }

  /// The sectors that have initiatives.
  private var sectors: [String] {
    sectorSizes.indices.filter { sectorSizes[$0] > 0 }.map { "s\($0 + 1)" }
  }

  // MARK: Limits

  private var limits: [RuleText.Limit] {
    var limits = [RuleText.Limit(measure: "hours", max: RuleText.share(hours, 9, of: 40))]
    // Floors need enough to choose from: 20 initiatives for each commune, 40 for a region.
    if scenario.initiatives >= 20 * regions.count {
      limits.append(RuleText.Limit(measure: "count", min: 1, per: "commune"))
    }
    for (region, cost) in regionCosts.enumerated() where regionSizes[region] >= 40 {
      // A region gets between half and one and a half times its part of the money.
      let place = (column: "region", value: "r\(region + 1)")
      limits.append(
        RuleText.Limit(
          measure: "cost",
          place: place,
          min: RuleText.share(cost, 1, of: 8),
          max: RuleText.share(cost, 3, of: 8)
        )
      )
    }
    limits += sectors.map {
      RuleText.Limit(
        measure: "cost",
        place: (column: "sector", value: $0),
        max: RuleText.share(budget, 1, of: 8)
      )
    }
    return limits
  }
}
