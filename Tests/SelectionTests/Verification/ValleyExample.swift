import OrderedCollections
import Portfolio
import Selection

/// A scenario with every kind of rule and an answer to it, both made by hand.
///
/// All amounts are cents. The answer was asked for with half of every pledge, K locked and L out.
/// It says that it is optimal, which it is not: that is for a solver to prove.
enum ValleyExample {
  static func draft() -> ScenarioDraft? {
    guard let currency = Currency(code: "USD") else { return nil }
    var draft = ScenarioDraft(
      name: "Valley",
      currency: currency,
      cycles: ["2022", "2023"],
      initiatives: ScenarioDraft.Table(source: "initiatives", rows: initiatives),
      pledges: ScenarioDraft.Table(source: "pledges", rows: pledges)
    )
    draft.categories["commune"] = ["N", "N", "S", "S", "S", "S", "S", "N", "N", "N", "N", "S"]
    draft.categories["sector"] = [
      "roads", "water", "roads", "roads", "roads", "water", "water", "water", "water", "water",
      "roads", "water",
    ]
    draft.measures["viability"] = column([80, 90, 70, 70, 40, 90, 65, 61, 62, 99, 75, 75])
    draft.measures["beneficiaries"] = column([100, 50, 30, 40, 500, 10, 20, 10, 15, 200, 80, 5])
    draft.measures["hours"] = column([10, 20, 5, 5, 5, 5, 5, 5, 5, 5, 8, 5])
    draft.gates = [located(Gate(column: "viability", condition: .atLeast(60)))]
    draft.stakeholders = ScenarioDraft.Table(
      source: "stakeholders",
      rows: [
        .init(id: "neighbours", weight: 2, ballot: .score, scale: 7),
        .init(id: "company", weight: 1, ballot: .approval),
      ]
    )
    draft.ballots = ScenarioDraft.Table(source: "ballots", rows: ballots)
    draft.interactions = ScenarioDraft.Table(
      source: "interactions",
      rows: [
        .init(first: "A", second: "B", value: 500), .init(first: "A", second: "D", value: -100),
        .init(first: "K", second: "G", value: -50),
      ]
    )
    draft.terms = [
      located(.init(measure: "preference", weight: 50)),
      located(.init(measure: "expected_investment", weight: 30)),
      located(.init(measure: "beneficiaries", weight: 20, scale: .range(0, 200))),
    ]
    let tenPercent = Limit.Bound.share(Quantity(1, decimals: 1))
    draft.limits = [
      located(.init(measure: "count", min: .amount(1), per: "commune")),
      located(
        .init(
          measure: "cost",
          max: .share(Quantity(4, decimals: 1)),
          filters: [Earmark(column: "sector", values: ["roads"])]
        )
      ),
      located(.init(measure: "hours", max: .amount(1800), cycle: "2022")),
      located(
        .init(measure: "beneficiaries", min: tenPercent, max: .share(Quantity(9, decimals: 1)))
      ),
      located(.init(measure: "preference", min: tenPercent)),
      located(.init(measure: "cost", min: .amount(1000), max: .amount(6000))),
    ]
    return draft
  }

  private static func located<Value>(_ value: Value) -> ScenarioDraft.Located<Value> {
    ScenarioDraft.Located(value, at: Place(source: "scenario"))
  }

  private static func column(_ values: [Int64]) -> MeasureColumn? {
    MeasureColumn(values.map { Quantity($0) })
  }

  private static func initiative(
    _ id: String,
    _ cost: Int64,
    investment: Int64,
    chance: Quantity = 1,
    sdgs: [Int] = [],
    requires: [String] = [],
    group: String? = nil,
    earliest: String? = nil,
    latest: String? = nil,
    status: Initiative.Status = .open
  ) -> ScenarioDraft.InitiativeRow {
    ScenarioDraft.InitiativeRow(
      id: id,
      name: "Initiative \(id)",
      cost: Money(minorUnits: cost),
      investment: Money(minorUnits: investment),
      awardProbability: chance,
      sdgs: sdgs,
      requires: requires,
      group: group,
      earliest: earliest,
      latest: latest,
      status: status
    )
  }

  private static let half = Quantity(5, decimals: 1)

  private static let initiatives = [
    initiative("A", 1000, investment: 5000, chance: half, sdgs: [6]),
    initiative(
      "B",
      2000,
      investment: 9000,
      chance: Quantity(25, decimals: 2),
      sdgs: [6, 9],
      requires: ["A"]
    ),
    initiative("C", 600, investment: 1000, sdgs: [11], group: "square", earliest: "2023"),
    initiative("D", 700, investment: 2000, sdgs: [11], group: "square"),
    initiative("E", 500, investment: 1000),
    initiative("F", 400, investment: 100, status: .excluded),
    initiative("G", 300, investment: 0, status: .committed),
    initiative("H", 200, investment: 300, requires: ["D"]),
    initiative("I", 500, investment: 200),
    initiative("J", 100_000, investment: 50_000, chance: Quantity(125, decimals: 3)),
    initiative("K", 400, investment: 801, chance: half),
    initiative("L", 300, investment: 10),
  ]

  private static func money(_ amount: Int64) -> Money { Money(minorUnits: amount) }

  private static let pledges: [ScenarioDraft.PledgeRow] = [
    .init(
      funder: "mine",
      amount: money(4001),
      earmarks: [Earmark(column: "commune", values: ["N"])],
      maxShare: half
    ),
    .init(funder: "mine", amount: money(2001), cycle: "2023"),
    .init(funder: "town", amount: money(6001), minTicket: money(200)),
    .init(
      funder: "town",
      amount: money(3001),
      earmarks: [Earmark(column: "sector", values: ["roads"])],
      onlyIf: ["A"]
    ),
    .init(funder: "fund", amount: money(1800), status: .withdrawn),
    .init(
      funder: "fund",
      amount: money(1000),
      earmarks: [Earmark(column: "sdgs", values: ["6"])],
      status: .formalized
    ),
  ]

  private static let ballots: [ScenarioDraft.BallotRow] =
    [("A", 7), ("B", 5), ("C", 3), ("G", 1), ("K", 6), ("I", 2)].map {
      .init(stakeholder: "neighbours", initiative: $0.0, value: $0.1)
    }
    + [("A", 1), ("B", 1), ("D", 1), ("K", 0)].map {
      .init(stakeholder: "company", initiative: $0.0, value: $0.1)
    }
}

extension ValleyExample {
  /// A choice whose payments are written `("mine#1", 500)`; a pledge's funder is its id's start.
  static func choice(
    _ id: String,
    _ cycle: String,
    _ cost: Int64,
    points: Int64,
    _ payments: [(String, Int64)]
  ) -> Answer.Choice {
    Answer.Choice(
      id: id,
      cycle: cycle,
      cost: money(cost),
      points: [points],
      payments: payments.map { payment($0.0, $0.1) }
    )
  }

  static func payment(_ pledge: String, _ amount: Int64) -> Answer.Payment {
    Answer.Payment(
      funder: String(pledge.prefix { $0 != "#" }),
      pledge: pledge,
      amount: money(amount)
    )
  }

  static func rejection(_ id: String, _ reason: Answer.Rejection.Reason) -> Answer.Rejection {
    Answer.Rejection(id: id, reason: reason, detail: Text(verbatim: reason.rawValue))
  }

  private static func total(
    _ id: String,
    _ pledged: Int64,
    _ paid: Int64,
    _ left: Int64
  ) -> Answer.FunderTotal {
    Answer.FunderTotal(id: id, pledged: money(pledged), paid: money(paid), left: money(left))
  }

  /// The answer; the points and sums were computed apart, with Python's fractions.
  static let answer = Answer(
    scenarioName: "Valley",
    scenarioDigest: "d1",
    status: .optimal,
    aim: Answer.Aim(mode: .sum, values: [20_012], bounds: [20_012], gap: 0),
    ties: .canonical,
    unique: true,
    settings: Answer.Settings(lock: ["K"], exclude: ["L"], budget: half),
    selected: [
      choice("A", "2022", 1000, points: 7200, [("mine#1", 500), ("town#1", 300), ("town#2", 200)]),
      choice(
        "B",
        "2022",
        2000,
        points: 5628,
        [("mine#1", 1000), ("town#1", 500), ("fund#2", 500)]
      ),
      choice("C", "2023", 600, points: 2209, [("mine#2", 400), ("town#2", 200)]),
      choice("G", "2022", 300, points: 676, [("town#1", 300)]),
      choice("K", "2023", 400, points: 3849, [("mine#2", 400)]),
    ],
    rejected: [
      rejection("D", .group), rejection("E", .gate), rejection("F", .status),
      rejection("H", .requirement), rejection("I", .outcompeted), rejection("J", .unaffordable),
      rejection("L", .status),
    ],
    funders: [
      total("mine", 3000, 2300, 700), total("town", 4500, 1500, 3000), total("fund", 500, 500, 0),
    ],
    limits: [
      .init(label: "count ≥ 1 per commune: N", activity: 3, min: 1, max: nil),
      .init(label: "count ≥ 1 per commune: S", activity: 2, min: 1, max: nil),
      .init(label: "cost ≤ 40% where sector: roads", activity: 2000, min: nil, max: 3200),
      .init(label: "hours ≤ 1800 in 2022", activity: 35, min: nil, max: 1800),
      .init(label: "10% ≤ beneficiaries ≤ 90%", activity: 280, min: 56, max: 504),
      .init(
        label: "preference ≥ 10%",
        activity: Quantity(2_761_905, decimals: 6),
        min: Quantity(328_571, decimals: 6),
        max: nil
      ),
      .init(label: "10 ≤ cost ≤ 60", activity: 4300, min: 1000, max: 6000),
    ],
    totals: Answer.Totals(
      cost: money(4300),
      investment: money(15_801),
      expectedInvestment: money(6150),
      beneficiaries: 280,
      leverage: Quantity(36_747, decimals: 4)
    ),
    conflict: [],
    verified: true,
    work: Answer.Work(glpk: "5.0", method: "by hand", nodes: 0, seconds: 0, relaxation: nil)
  )
}
