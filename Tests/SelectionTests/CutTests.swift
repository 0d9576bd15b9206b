import GLPKSolver
import MixedInteger
import OrderedCollections
import Portfolio
import TestSupport
import Testing

@testable import Selection

/// Cuts against all whole points of small rows; sifting against the whole relaxation.
@Suite struct CutTests {
  /// Up to nine binary columns in one row with coefficients of either sign.
  private func program(_ random: inout SplitMix64) -> IntegerProgram {
    var program = IntegerProgram()
    let count = Int(random.number(4...9))
    for _ in 0..<count { _ = program.addColumn(upper: 1, isInteger: true, objective: 1) }
    let terms = (0..<count).map { (column: $0, coefficient: random.number(-6...30)) }
    if random.happens(30) {
      program.addRow(terms, lower: random.number(1...30))
    } else {
      program.addRow(terms, upper: random.number(1...60))
    }
    return program
  }

  @Test func noKnapsackCutLosesAWholePoint() throws {
    var found = 0
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      let program = program(&random)
      let point = program.lower.map { _ in Double(random.number(0...100)) / 100 }
      var cuts = KnapsackCuts(program, rows: [0], startsOfMembership: [:])
      for cut in try cuts.violated(by: point) {
        found += 1
        let there = cut.terms.reduce(0.0) { $0 + Double($1.coefficient) * point[$1.column] }
        #expect(there > Double(cut.upper), "seed \(seed): the point keeps the cut")
        for set in 0..<(1 << point.count) {
          let sum = program.rows[0].terms.reduce(Int64(0)) {
            set >> program.columns[$1] & 1 == 1 ? $0 + program.coefficients[$1] : $0
          }
          guard sum >= program.rows[0].lower ?? .min, sum <= program.rows[0].upper ?? .max else {
            continue
          }
          let left = cut.terms.reduce(Int64(0)) {
            set >> $1.column & 1 == 1 ? $0 + $1.coefficient : $0
          }
          #expect(left <= cut.upper, "seed \(seed): the cut loses \(set)")
        }
      }
    }
    #expect(found > 50, "few cuts were tested: \(found)")
  }

  /// Σ over pledges outside the set of what they may pay is taken from each cost; what is left is the set's.
  @Test func rowsOfTheMoney() throws {
    var (few, many) = (0, 0)
    for seed in UInt64(0)..<60 {
      var random = SplitMix64(seed: seed)
      let rows = (0..<48).map { number in
        (id: "i\(number)", cost: random.number(0...40), points: random.number(1...9))
      }
      var draft = try Tiny.draft(rows, pledges: [])
      draft.categories["commune"] = rows.indices.map { "c\($0 % 16)" }
      for commune in 0..<20 {
        var pledge = Tiny.pledge("f\(commune)", random.number(1...50))
        // Some may pay for everything, some a part of one cost only.
        if commune < 16 { pledge.earmarks = [Earmark(column: "commune", values: ["c\(commune)"])] }
        if random.happens(30) { pledge.maxShare = Quantity(6, decimals: 1) }
        draft.pledges.rows.append(pledge)
      }
      let scenario = try Scenario(draft)
      let network = FundingNetwork(scenario)
      let stage = Stage(try Formulation(scenario), network: network)
      let fixed = stage.startColumns.filter { $0.column % 7 == 0 }
      let free = stage.startColumns.filter { $0.column % 7 != 0 }
      let cuts = FundingCuts(network, free: free, fixed: fixed.map(\.start))
      for _ in 0..<10 {
        let isGeneral = random.happens(50)
        let isShort = network.payers.map { payer in
          isGeneral ? random.happens(60) : payer.position == Int(random.number(0...15))
        }
        let set = Shortfall(network, isShort: isShort, lacks: isShort.map { _ in nil })
        func part(_ start: Start) -> Int64 {
          let cost = scenario.initiatives[start.initiative].cost
          let others = scenario.pledges.indices.filter { !set.pledges.contains($0) }
            .map { scenario.pledges[$0] }
            .filter { scenario.mayPay($0, for: start.initiative, startingIn: start.cycle) }
          let given = others.reduce(0) { $0 + min($1.cap(ofCost: cost), $1.amount).minorUnits }
          return max(0, cost.minorUnits - given)
        }
        let funds = set.pledges.reduce(0) { $0 + scenario.pledges[$1].amount.minorUnits }
        let row = cuts.row(of: set)
        #expect(row.upper == funds - fixed.reduce(0) { $0 + part($1.start) }, "seed \(seed)")
        let terms = free.map { (column: $0.column, coefficient: part($0.start)) }
          .filter { $0.coefficient != 0 }
        #expect(row.terms.map(\.column) == terms.map(\.column), "seed \(seed)")
        #expect(row.terms.map(\.coefficient) == terms.map(\.coefficient), "seed \(seed)")
        if terms.count * 8 < free.count { few += 1 } else { many += 1 }
      }
    }
    #expect(few > 50 && many > 50, "\(few) short rows, \(many) long ones")
  }

  @Test func theOracleFindsTheBestChoice() throws {
    for seed in UInt64(0)..<300 {
      var random = SplitMix64(seed: seed)
      let count = Int(random.number(1...9))
      let profits = (0..<count).map { _ in Double(random.number(0...40)) }
      let weights = (0..<count).map { _ in random.number(1...20) }
      let capacity = random.number(1...60)
      let best = try #require(KnapsackOracle.best(profits, weights, capacity))
      var most = 0.0
      for set in 0..<(1 << count) {
        let chosen = (0..<count).filter { set >> $0 & 1 == 1 }
        guard chosen.reduce(0, { $0 + weights[$1] }) <= capacity else { continue }
        most = max(most, chosen.reduce(0) { $0 + profits[$1] })
      }
      #expect(best.profit == most, "seed \(seed)")
      #expect(best.chosen.reduce(0) { $0 + weights[$1] } <= capacity, "seed \(seed)")
    }
  }

  /// Alone, and with as many requirements and groups as a table of that size has: chains of both, so
  /// that what one ties together another does too.
  @Test(arguments: [false, true])
  func siftingEndsAtTheRelaxation(_ hasShortRows: Bool) throws {
    var random = SplitMix64(seed: 7)
    var program = IntegerProgram()
    let count = 21_000
    for _ in 0..<count {
      _ = program.addColumn(upper: 1, isInteger: true, objective: random.number(1...1000))
    }
    for _ in 0..<3 {
      let terms = (0..<count).map { (column: $0, coefficient: random.number(2...100)) }
      program.addRow(terms, upper: terms.reduce(0) { $0 + $1.coefficient } / 4)
    }
    func tie(_ first: Int, _ second: Int, _ sign: Int64, upper: Int64) {
      let terms: [(column: Int, coefficient: Int64)] = [(first, 1), (second, sign)]
      program.addRow(terms, upper: upper)
    }
    for first in stride(from: 0, to: hasShortRows ? count - 3 : 0, by: 3) {
      tie(first, first + 1, -1, upper: 0)
      if random.happens(50) { tie(first + 1, first + 2, 1, upper: 1) }
      if random.happens(30) { tie(first + 2, first + 3, -1, upper: 0) }
    }
    var sifting = Sifting(program, funding: nil, known: [], limits: SearchLimits())
    let isSolved = try sifting.solve()
    #expect(isSolved)
    let whole = try SimplexSession.with(
      program.relaxation(rows: Array(program.rows.indices))
    ) { session in
      try session.solve()
      return session.objective
    }
    let objective = try #require(sifting.objective)
    #expect(abs(objective - whole) < 1e-3)
    let bound = try #require(sifting.bound)
    #expect(bound.value(adding: 0) == Int64(whole.rounded(.down)))
  }

  /// What requires what requires what cannot be afforded whole: rows that may be broken while columns are
  /// held are not worth breaking for all that hangs on them.
  @Test func chainsOfRequirementsAreKept() throws {
    var program = IntegerProgram()
    for points: Int64 in [1, 1, 1_000] {
      _ = program.addColumn(upper: 1, isInteger: true, objective: points)
    }
    program.addRow([(column: 0, coefficient: 10)], upper: 5)
    program.addRow([(column: 1, coefficient: 1), (column: 0, coefficient: -1)], upper: 0)
    program.addRow([(column: 2, coefficient: 1), (column: 1, coefficient: -1)], upper: 0)
    var sifting = Sifting(program, funding: nil, known: [], limits: SearchLimits())
    #expect(try sifting.solve())
    #expect(sifting.values == [0.5, 0.5, 0.5])
    #expect(sifting.objective == 501)
  }
}
