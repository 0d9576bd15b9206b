/// Who has how much money during a run of Equal Shares.
///
/// For each group: its money (a `Double` with a bound on the error), what a step would add to it,
/// and the rounds in which it paid the full price, from which its exact money follows.
struct MoneyBook {
  /// A project's price between two bounds per unit of utility, and how it changes with a step.
  struct Offer {
    let least: Double
    let most: Double
    let slope: Double
  }

  private let electorate: Electorate
  private let multiplicities: [Double]
  private let costs: [Double]
  private var step: Int64 = 0
  private var money: [Double]
  private var growth: [Double]
  private var isBroke: [Bool]
  /// Lists of the rounds in which a group paid: the newest entry, and each entry's next.
  private var newest: [Int]
  private var entries: [(round: Int, value: Int64, next: Int)] = []
  private var rounds: [(project: Int, poor: [Int])] = []
  private var prices: ExactPrices
  private var moneyError = 0.0
  private var growthError = 0.0
  private var largestGrowth = 0.0
  private let largestMoney: (base: Double, growth: Double)
  /// Scratch: supporters of the project at hand that are not known to be poor.
  private var rich: [(group: Int, value: Int64)] = []
  private var coefficients: [Int64] = []

  init(_ electorate: Electorate) {
    self.electorate = electorate
    multiplicities = electorate.groups.map { Double($0.multiplicity) }
    costs = electorate.election.projects.map { Double($0.cost) }
    let count = electorate.groups.count
    money = [Double](repeating: 0, count: count)
    growth = money
    isBroke = [Bool](repeating: false, count: count)
    newest = [Int](repeating: -1, count: count)
    prices = ExactPrices(divisor: electorate.divisor, step: 0)
    let divisor = Double(electorate.divisor)
    largestMoney = (
      electorate.groups.reduce(0) { max($0, Double($1.base)) } / divisor,
      electorate.groups.reduce(0) { max($0, Double($1.growth)) } / divisor
    )
  }

  /// Gives everybody the endowment after `step` steps.
  mutating func begin(step: Int64) {
    self.step = step
    let divisor = Double(electorate.divisor)
    for (index, group) in electorate.groups.enumerated() {
      money[index] = (Double(group.base) + Double(step) * Double(group.growth)) / divisor
      growth[index] = Double(group.growth) / divisor
      isBroke[index] = false
      newest[index] = -1
    }
    entries.removeAll(keepingCapacity: true)
    rounds.removeAll(keepingCapacity: true)
    prices = ExactPrices(divisor: electorate.divisor, step: step)
    largestGrowth = largestMoney.growth
    setErrors()
  }

  private mutating func setErrors() {
    let rounds = Double(rounds.count + 4)
    let largest = largestMoney.base + Double(step) * largestMoney.growth
    moneyError = largest * rounds * 0x1p-49
    growthError = largestGrowth * rounds * 0x1p-49
  }

  // MARK: Approximate prices

  /// The price of a project, `nil` if its supporters cannot pay its cost together.
  ///
  /// Begins with a price that all can pay and raises it for those who are left whenever some turn
  /// out to be poor.
  mutating func offer(for project: Int) -> Offer? {
    rich.removeAll(keepingCapacity: true)
    var poorMoney = 0.0
    var poorGrowth = 0.0
    var poorCount = 0.0
    var units = 0.0
    var total = 0.0
    var count = 0.0
    for supporter in electorate.supporters[project] where !isBroke[supporter.group] {
      rich.append(supporter)
      units += multiplicities[supporter.group] * Double(supporter.value)
      total += multiplicities[supporter.group] * money[supporter.group]
      count += multiplicities[supporter.group]
    }
    let cost = costs[project]
    let sumError = count * moneyError + Double(rich.count + 4) * 0x1p-51 * max(cost, total)
    guard !rich.isEmpty, total + sumError >= cost else { return nil }
    if total - sumError < cost, !canPay(project) { return nil }
    while true {
      let price = (cost - poorMoney) / units
      var kept = 0
      var keptUnits = 0.0
      for index in rich.indices {
        let (group, value) = rich[index]
        if money[group] < price * Double(value) {
          poorMoney += multiplicities[group] * money[group]
          poorGrowth += multiplicities[group] * growth[group]
          poorCount += multiplicities[group]
        } else {
          rich[kept] = rich[index]
          kept += 1
          keptUnits += multiplicities[group] * Double(value)
        }
      }
      // Rounding can make even the richest look poor: then the price is what it was.
      if kept == rich.count || kept == 0 {
        let error = (sumError + count * moneyError) / units + price * 0x1p-48
        let scale = Double(electorate.scales[project])
        let slopeError =
          (count * growthError + Double(rich.count + 4) * 0x1p-49 * count * largestGrowth) / units
        return Offer(
          least: (price - error) / scale,
          most: (price + error) / scale,
          slope: (-poorGrowth / units - slopeError) / scale
        )
      }
      rich.removeSubrange(kept...)
      units = keptUnits
    }
  }

  // MARK: Exact prices

  /// The cheapest of the projects with its price; all that are equal to it stand behind it, in the
  /// order that breaks ties.
  mutating func cheapest(of projects: [Int]) -> (tied: [Int], price: ExactPrice) {
    var best = exactPrice(of: projects[0])
    var tied = [projects[0]]
    for project in projects.dropFirst() {
      let price = exactPrice(of: project)
      let left = price.numerator * weight(best)
      let right = best.numerator * weight(price)
      if left < right {
        (best, tied) = (price, [project])
      } else if left == right {
        if electorate.ranks[project] < electorate.ranks[best.project] { best = price }
        tied.append(project)
      }
    }
    return (tied.sorted { electorate.ranks[$0] < electorate.ranks[$1] }, best)
  }

  /// What a price's numerator must be divided by for utility, but for the common denominator.
  private func weight(_ price: ExactPrice) -> ExactInteger {
    ExactInteger(price.units) * ExactInteger(electorate.scales[price.project])
  }

  /// Whether the price of a project that is as cheap as the winner rises at least as fast.
  mutating func staysBehind(_ project: Int, _ winner: ExactPrice) -> Bool {
    let price = exactPrice(of: project)
    return !(price.growth * weight(winner) < winner.growth * weight(price))
  }

  private mutating func exactPrice(of project: Int) -> ExactPrice {
    guard let offer = offer(for: project) else {
      preconditionFailure("only what can be paid has a price")
    }
    // Whoever is poor beyond doubt; the rest are looked at exactly, poorest first.
    let scale = Double(electorate.scales[project])
    let low = offer.least * scale
    let high = offer.most * scale
    var poor: [Int] = []
    var units: Int64 = 0
    var doubtful: [(group: Int, value: Int64)] = []
    for (group, value) in electorate.supporters[project] {
      let amount = money[group]
      let slack = moneyError * 2 + high * Double(value) * 0x1p-48
      if isBroke[group] || amount + slack < low * Double(value) {
        poor.append(group)
        continue
      }
      units += electorate.groups[group].multiplicity * value
      if amount - slack < high * Double(value) { doubtful.append((group, value)) }
    }
    while true {
      let price = price(project, poor, units)
      // With everybody of `poor` poor for certain, the price is at most the true one; so whoever
      // cannot pay it is poor too.
      var found: [(group: Int, value: Int64)] = []
      var left: [(group: Int, value: Int64)] = []
      for supporter in doubtful {
        let owned = exactMoney(of: supporter.group) * ExactInteger(price.units)
        let isPoor = owned < price.numerator * ExactInteger(supporter.value)
        if isPoor { found.append(supporter) } else { left.append(supporter) }
      }
      guard !found.isEmpty else { return price }
      poor = (poor + found.map(\.group)).sorted()
      for supporter in found {
        units -= electorate.groups[supporter.group].multiplicity * supporter.value
      }
      doubtful = left
    }
  }

  private mutating func price(_ project: Int, _ poor: [Int], _ units: Int64) -> ExactPrice {
    let (constant, growth) = sum(of: poor)
    let cost = ExactInteger(electorate.election.projects[project].cost) * prices.denominator
    let numerator = cost - constant - prices.step * growth
    let whole = prices.denominator * ExactInteger(units)
    return ExactPrice(
      project: project,
      poor: poor,
      constant: cost - constant,
      growth: -growth,
      units: units,
      value: ExactPrices.double(numerator, whole),
      slope: ExactPrices.double(-growth, whole),
      numerator: numerator
    )
  }

  /// The money of these groups together as numerators (constant, growth with each step) over the
  /// common denominator.
  private mutating func sum(of groups: [Int]) -> (ExactInteger, ExactInteger) {
    var base = Int128(0)
    var growth = Int128(0)
    coefficients.removeAll(keepingCapacity: true)
    coefficients.append(contentsOf: repeatElement(0, count: rounds.count))
    for group in groups where !isBroke[group] {
      let multiplicity = electorate.groups[group].multiplicity
      base += Int128(multiplicity) * Int128(electorate.groups[group].base)
      growth += Int128(multiplicity) * Int128(electorate.groups[group].growth)
      var entry = newest[group]
      while entry >= 0 {
        coefficients[entries[entry].round] += multiplicity * entries[entry].value
        entry = entries[entry].next
      }
    }
    var constant = ExactInteger(base) * prices.factor
    var slope = ExactInteger(growth) * prices.factor
    for round in coefficients.indices where coefficients[round] != 0 {
      let coefficient = ExactInteger(coefficients[round])
      constant = constant - coefficient * prices.constants[round]
      slope = slope - coefficient * prices.growths[round]
    }
    return (constant, slope)
  }

  /// The numerator of one voter's money now.
  private func exactMoney(of group: Int) -> ExactInteger {
    guard !isBroke[group] else { return 0 }
    let endowment = electorate.groups[group]
    var amount =
      (ExactInteger(endowment.base) + prices.step * ExactInteger(endowment.growth)) * prices.factor
    var entry = newest[group]
    while entry >= 0 {
      amount = amount - ExactInteger(entries[entry].value) * prices.numerators[entries[entry].round]
      entry = entries[entry].next
    }
    return amount
  }

  private mutating func canPay(_ project: Int) -> Bool {
    let (constant, growth) = sum(of: electorate.supporters[project].map(\.group))
    let cost = ExactInteger(electorate.election.projects[project].cost) * prices.denominator
    return !(constant + prices.step * growth < cost)
  }

  // MARK: Paying

  /// Takes the price from everybody who supports the project.
  mutating func pay(_ price: ExactPrice) {
    let round = rounds.count
    rounds.append((price.project, price.poor))
    prices.append(price)
    var next = 0
    for (group, value) in electorate.supporters[price.project] {
      if next < price.poor.count, price.poor[next] == group {
        next += 1
        isBroke[group] = true
        money[group] = 0
        growth[group] = 0
      } else {
        money[group] -= price.value * Double(value)
        growth[group] -= price.slope * Double(value)
        largestGrowth = max(largestGrowth, abs(growth[group]), abs(price.slope) * Double(value))
        entries.append((round, value, newest[group]))
        newest[group] = entries.count - 1
      }
    }
    setErrors()
  }

  /// The payments of this run.
  func ledger() -> Ledger {
    Ledger(
      electorate: electorate,
      step: step,
      rounds: rounds.indices.map {
        .init(
          project: rounds[$0].project,
          poor: rounds[$0].poor,
          numerator: prices.numerators[$0],
          denominator: prices.denominator
        )
      }
    )
  }

  // MARK: Looking ahead

  /// How many steps can be added before value + Δ·slope falls below 0, rounded down for certain.
  static func crossing(_ value: Double, _ slope: Double) -> Double {
    if value < 0 { return 0 }
    return slope >= 0 ? .infinity : value / -slope * (1 - 0x1p-40)
  }

  /// How many steps can be added before a supporter of the bought project who can pay no longer
  /// can, or the other way round.
  func reachOfDivision(_ price: ExactPrice) -> Double {
    var reach = Double.infinity
    var next = 0
    for (group, value) in electorate.supporters[price.project] {
      let isPoor = next < price.poor.count && price.poor[next] == group
      if isPoor { next += 1 }
      if isBroke[group] { continue }
      let amount = money[group] - price.value * Double(value)
      let change = growth[group] - price.slope * Double(value)
      let amountError = 2 * moneyError + price.value * Double(value) * 0x1p-48
      let changeError = 2 * growthError + abs(price.slope) * Double(value) * 0x1p-48
      let limit =
        isPoor
        ? MoneyBook.crossing(-amount - amountError, -change - changeError)
        : MoneyBook.crossing(amount - amountError, change - changeError)
      reach = min(reach, limit)
    }
    return reach
  }

  /// How many steps can be added before the supporters of a project can pay for it together.
  func reachOfPoverty(of project: Int) -> Double {
    var total = 0.0
    var change = 0.0
    var count = 0.0
    for (group, _) in electorate.supporters[project] where !isBroke[group] {
      total += multiplicities[group] * money[group]
      change += multiplicities[group] * growth[group]
      count += multiplicities[group]
    }
    let supporters = Double(electorate.supporters[project].count + 4)
    let totalError = count * moneyError + supporters * 0x1p-50 * costs[project]
    let changeError = count * growthError + supporters * 0x1p-50 * count * largestGrowth
    let gap = costs[project] - total - totalError
    let limit = MoneyBook.crossing(gap, -change - changeError)
    return limit
  }
}
