import Portfolio
public import Preferences

/// Whether payments explain a set of projects (``PriceSystem``).
public enum Priceability: Sendable {
  /// They do: these, checked exactly; `nil` are those that Equal Shares made for many voters, which
  /// are right by the rule.
  case priceable(PriceSystem?)
  /// None do: proven by an exact refutation.
  case unpriceable
  /// The program is too large, or its basis proved nothing.
  case undecided

  /// Beyond so many groups of voters nothing is solved, nor are payments checked one by one.
  static let mostGroups = 1000

  /// Looks at a set of projects, whichever way it was chosen.
  ///
  /// Payments that are known (those of Equal Shares) are tried first; else the conditions are solved
  /// as a linear program.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally.
  public init(_ selected: [Int], _ electorate: Electorate, ledger: Ledger? = nil) throws {
    let isSmall = electorate.groups.count <= Priceability.mostGroups
    if let ledger, ledger.pays(for: selected) {
      let system = isSmall ? PriceSystem(ledger) : nil
      if system?.explains(selected, electorate) ?? true {
        self = .priceable(system)
        return
      }
    }
    let program = PriceProgram(selected, electorate)
    switch isSmall ? try program.system.outcome() : nil {
    case nil: self = .undecided
    case .refutation: self = .unpriceable
    case .solution(let values):
      let system = program.priceSystem(of: values)
      // A solution that does not pass the definition would be a mistake here: then nothing is said.
      self = system.explains(selected, electorate) ? .priceable(system) : .undecided
    }
  }
}

/// The conditions of a price system as A·x = b, x ≥ 0.
///
/// With m_g voters in group g, q_gc = m_g·p_g(c) what g pays for c, R_g what it has left, e the level of the endowments
/// and s_c a slack:
///
///     Σ_g q_gc = cost(c)                                 for each funded c
///     Σ_c q_gc + R_g − e·m_g·growth_g ÷ divisor = 0      for each group; for a purse the money stands on the right
///     Σ_{g wants c} R_g + s_c = cost(c)                  for each other c that could be funded
struct PriceProgram {
  let system: ExactFeasibility
  private let electorate: Electorate
  /// The group and project of each payment's column; the level follows them.
  private let pairs: [(group: Int, project: Int)]

  init(_ selected: [Int], _ electorate: Electorate) {
    self.electorate = electorate
    let election = electorate.election
    let chosen = Set(selected)
    let funded = election.projects.indices.filter {
      chosen.contains($0) && election.projects[$0].status != .committed
        && election.projects[$0].cost > 0
    }
    let other = election.projects.indices.filter {
      !chosen.contains($0) && election.allows($0, after: chosen)
        && !electorate.supporters[$0].isEmpty
    }
    let groups = electorate.groups
    let firstGroup = funded.count
    let firstOther = firstGroup + groups.count
    var pairs: [(group: Int, project: Int)] = []
    var columns: [SparseVector] = []
    for (row, project) in funded.enumerated() {
      for (group, _) in electorate.supporters[project] {
        pairs.append((group, project))
        columns.append([(row, 1), (firstGroup + group, 1)])
      }
    }
    var level: SparseVector = []
    var right = funded.map { Fraction(election.projects[$0].cost) }
    for (index, group) in groups.enumerated() {
      let all = Fraction(group.multiplicity) / Fraction(electorate.divisor)
      level.append((firstGroup + index, Fraction(0) - all * Fraction(group.growth)))
      right.append(group.isPurse ? all * Fraction(group.base) : 0)
    }
    columns.append(level.filter { $0.value != 0 })
    var left = groups.indices.map { [(row: firstGroup + $0, value: Fraction(1))] }
    for (row, project) in other.enumerated() {
      for (group, _) in electorate.supporters[project] { left[group].append((firstOther + row, 1)) }
      right.append(Fraction(election.projects[project].cost))
    }
    columns += left
    columns += other.indices.map { [(firstOther + $0, 1)] }
    self.pairs = pairs
    system = ExactFeasibility(columns: columns, right: right)
  }

  /// The price system that a solution stands for.
  func priceSystem(of values: [Fraction]) -> PriceSystem {
    PriceSystem(
      level: values[pairs.count],
      payments: zip(pairs, values).filter { $1 > 0 }.map { pair, value in
        PriceSystem.Payment(
          group: pair.group,
          project: pair.project,
          amount: value / Fraction(electorate.groups[pair.group].multiplicity)
        )
      }
    )
  }
}
