public import MixedInteger
import OrderedCollections
public import Portfolio
import Preferences
public import Selection

/// Portfolios side by side: what they share, where they differ, and what each is worth in each
/// scenario's eyes.
public struct Comparison: Hashable, Sendable {
  /// A scenario in whose eyes portfolios are valued.
  public struct Judge: Sendable {
    /// What it is called, and the SHA-256 of its files.
    public var name: String, digest: String
    /// The scenario.
    public var scenario: Scenario

    /// Makes a judge.
    public init(name: String, digest: String, scenario: Scenario) {
      self.name = name
      self.digest = digest
      self.scenario = scenario
    }
  }

  /// One of the portfolios.
  public struct Entry: Sendable {
    /// What it is called: the name of its file or scenario.
    public var name: String
    /// Its scenario.
    public var scenario: Scenario
    /// The portfolio.
    public var answer: Answer

    /// Makes an entry.
    public init(name: String, scenario: Scenario, answer: Answer) {
      self.name = name
      self.scenario = scenario
      self.answer = answer
    }
  }

  /// An initiative that some of the portfolios have.
  public struct Member: Hashable, Sendable {
    /// Its id, and its name in the first scenario that knows it.
    public var id: String, name: String
    /// Whether each of the portfolios has it.
    public var isIn: [Bool]
  }

  /// What a portfolio is worth under a scenario.
  public struct Worth: Hashable, Sendable {
    /// What the aim comes to (``Answer/Aim/values``); `nil` if the scenario does not know all its
    /// initiatives, or weighs stakeholders and the rules are broken.
    public var values: [Int64]?
    /// Whether it keeps the scenario's rules, with starts and payments chosen anew.
    public var isFeasible: Bool

    /// Makes a worth.
    public init(values: [Int64]?, isFeasible: Bool) {
      self.values = values
      self.isFeasible = isFeasible
    }
  }

  /// What the portfolios give to one commune, goal, funder or stakeholder.
  public struct Row: Hashable, Sendable {
    /// What the row is about: a commune, a goal's number, an id.
    public var label: String
    /// For each portfolio: money in minor units, or satisfaction in ten-thousandths.
    public var amounts: [Int64]
    /// For each portfolio: how many of its initiatives count; for funders, how many it pays for.
    public var counts: [Int]
  }

  /// The portfolios' names.
  public var names: [String]
  /// The portfolios' answers.
  public var answers: [Answer]
  /// What all have, and what only some have; in the order of the first table that has it.
  public var common: [Member], different: [Member]
  /// The scenarios that judge.
  public var judges: [String]
  /// Each portfolio (outer) under each judge's objective (inner).
  public var worths: [[Worth]]
  /// Cost of the initiatives of each commune, and of each Sustainable Development Goal.
  public var communes: [Row], goals: [Row]
  /// What each funder pays.
  public var funders: [Row]
  /// How satisfied each stakeholder is: its preference for the chosen ÷ that for all.
  public var stakeholders: [Row]
}

extension Planner {
  /// Compares portfolios; each judge's rules are asked about each portfolio by an exact solve.
  ///
  /// Throws ``Interrupted`` if it is stopped, and what `Selector` throws.
  public static func compare(
    _ entries: [Comparison.Entry],
    judges: [Comparison.Judge],
    stop: StopFlag
  ) throws -> Comparison {
    let pairs = entries.flatMap { entry in judges.map { (entry.answer, $0) } }
    let worths = try parallelMap(pairs) { answer, judge in
      try worth(of: answer, under: judge, stop: stop)
    }.compactMap(\.self)
    guard worths.count == pairs.count else { throw Interrupted() }
    let members = members(entries)
    let goals = rows(entries) { entry in
      costs(entry) { $0.initiatives[$1].sdgs.map(String.init) }
    }
    return Comparison(
      names: entries.map(\.name),
      answers: entries.map(\.answer),
      common: members.filter { !$0.isIn.contains(false) },
      different: members.filter { $0.isIn.contains(false) },
      judges: judges.map(\.name),
      worths: entries.indices.map {
        Array(worths[$0 * judges.count..<($0 + 1) * judges.count])
      },
      communes: rows(entries) { entry in
        costs(entry) { scenario, position in
          scenario.categories["commune"].map { [$0[position]] }?.filter { !$0.isEmpty } ?? []
        }
      },
      goals: goals.sorted { (Int($0.label) ?? 0) < (Int($1.label) ?? 0) },
      funders: rows(entries, payments),
      stakeholders: rows(entries, satisfactions)
    )
  }

  private static func worth(
    of answer: Answer,
    under judge: Comparison.Judge,
    stop: StopFlag
  ) throws -> Comparison.Worth {
    let scenario = judge.scenario
    let ids = answer.selected.map(\.id)
    let positions = ids.compactMap { scenario.positions[$0] }
    guard positions.count == ids.count else {
      return Comparison.Worth(values: nil, isFeasible: false)
    }
    let chosen = Set(positions)
    let pairs = scenario.objective.mode.addsTermsUp ? scenario.interactions : []
    let bonus = pairs.reduce(Int64(0)) {
      chosen.contains($1.first) && chosen.contains($1.second) ? $0 + $1.value : $0
    }
    let points = try Valuation(scenario).points
    let rest = scenario.initiatives.indices.filter { !chosen.contains($0) }
    let planner = Planner(
      scenario,
      digest: judge.digest,
      settings: Answer.Settings(lock: ids, exclude: rest.map { scenario.initiatives[$0].id }),
      stop: stop
    )
    if let values = try planner.points() {
      return Comparison.Worth(values: values, isFeasible: true)
    }
    let sums = points.map { aim in positions.reduce(bonus) { $0 + aim[$1] } }
    return Comparison.Worth(
      values: scenario.objective.mode.isFair ? nil : sums,
      isFeasible: false
    )
  }

  private static func members(_ entries: [Comparison.Entry]) -> [Comparison.Member] {
    let chosen = entries.map { Set($0.answer.selected.map(\.id)) }
    var members: OrderedDictionary<String, Comparison.Member> = [:]
    for entry in entries {
      for item in entry.scenario.initiatives where members[item.id] == nil {
        let isIn = chosen.map { $0.contains(item.id) }
        guard isIn.contains(true) else { continue }
        members[item.id] = Comparison.Member(id: item.id, name: item.name, isIn: isIn)
      }
    }
    return Array(members.values)
  }

  /// A share of a row: what an entry adds to its amount and its count.
  private typealias Part = (label: String, amount: Int64, count: Int)

  /// Sums of parts by label, in the order in which the labels come.
  private static func rows(
    _ entries: [Comparison.Entry],
    _ parts: (Comparison.Entry) -> [Part]
  ) -> [Comparison.Row] {
    var rows: OrderedDictionary<String, Comparison.Row> = [:]
    for (index, entry) in entries.enumerated() {
      for part in parts(entry) {
        var row =
          rows[part.label]
          ?? Comparison.Row(
            label: part.label,
            amounts: [Int64](repeating: 0, count: entries.count),
            counts: [Int](repeating: 0, count: entries.count)
          )
        row.amounts[index] += part.amount
        row.counts[index] += part.count
        rows[part.label] = row
      }
    }
    return Array(rows.values)
  }

  /// The cost of each chosen initiative under each of its labels; zeros for the others.
  private static func costs(
    _ entry: Comparison.Entry,
    _ labels: (Scenario, Int) -> [String]
  ) -> [Part] {
    let chosen = Set(entry.answer.selected.map(\.id))
    return entry.scenario.initiatives.enumerated().flatMap { position, item in
      let isIn = chosen.contains(item.id)
      return labels(entry.scenario, position).map {
        ($0, isIn ? item.cost.minorUnits : 0, isIn ? 1 : 0)
      }
    }
  }

  private static func payments(_ entry: Comparison.Entry) -> [Part] {
    entry.answer.funders.map { funder in
      let paid = entry.answer.selected.filter { choice in
        choice.payments.contains { $0.funder == funder.id }
      }
      return (funder.id, funder.paid.minorUnits, paid.count)
    }
  }

  /// A stakeholder's preference for the chosen ÷ its preference for all, in ten-thousandths.
  private static func satisfactions(_ entry: Comparison.Entry) -> [Part] {
    let scenario = entry.scenario
    let profile = PreferenceProfile(scenario)
    let chosen = entry.answer.selected.compactMap { scenario.positions[$0.id] }
    return scenario.stakeholders.enumerated().map { index, stakeholder in
      func sum(_ positions: some Sequence<Int>) -> Fraction {
        positions.reduce(0) { $0 + profile.preference(of: $1, by: index) }
      }
      let all = sum(scenario.initiatives.indices)
      let share = all > 0 ? sum(chosen) * 10_000 / all : 0
      let liked = chosen.filter { profile.preference(of: $0, by: index) > 0 }
      return (stakeholder.id, share.roundedHalfToEven ?? 0, liked.count)
    }
  }
}
