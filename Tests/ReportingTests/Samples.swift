import OrderedCollections
import Portfolio
import Preferences
import Selection
import Testing

/// A small table and answers to it, made by hand: a report words an answer, whoever found it.
enum Samples {
  static func scenario(
    currency code: String = "CLP",
    cycles: [String] = ["2022", "2023"],
    refinement: Objective.Refinement? = nil
  ) throws -> Scenario {
    let currency = try #require(Currency(code: code))
    func money(_ amount: Int64) -> Money { Money(minorUnits: amount) }
    var draft = ScenarioDraft(
      name: "Mesa de ejemplo",
      currency: currency,
      cycles: cycles,
      initiatives: ScenarioDraft.Table(
        source: "initiatives.csv",
        rows: [
          .init(
            id: "PL-01",
            name: "Mejoramiento plaza de armas",
            cost: money(45_000_000),
            investment: money(900_000_000)
          ),
          .init(
            id: "TB-02",
            name: "Construcción terminal de buses y paseo peatonal del borde costero norte",
            cost: money(60_000_000),
            investment: money(1_200_000_000)
          ),
          .init(
            id: "LU-03",
            name: "Luminarias 広場",
            cost: money(12_500_000),
            investment: money(150_000_000)
          ),
          .init(
            id: "AP-04",
            name: "Agua potable rural",
            cost: money(80_000_000),
            investment: .zero
          ),
          .init(
            id: "VE-05",
            name: "Veredas",
            cost: money(20_000_000),
            investment: .zero,
            status: .excluded
          ),
        ],
        lines: [2, 3, 4, 5, 6]
      ),
      pledges: ScenarioDraft.Table(
        source: "pledges.csv",
        rows: [
          .init(funder: "a", amount: money(70_000_000)),
          .init(
            funder: "a",
            amount: money(10_000_000),
            earmarks: [Earmark(column: "commune", values: ["Mejillones"])]
          ),
          .init(funder: "muni", amount: money(40_000_000), maxShare: Quantity(5, decimals: 1)),
        ],
        lines: [2, 3, 4]
      )
    )
    draft.categories = ["commune": ["Mejillones", "Mejillones", "Antofagasta", "Taltal", "Taltal"]]
    draft.measures = [
      "viability": try #require(MeasureColumn([80, 75, 60, 40, 90])),
      "beneficiaries": try #require(MeasureColumn([15_000, 9_000, 800, 120, 2_500])),
    ]
    draft.funders = ScenarioDraft.Table(
      source: "funders.csv",
      rows: [
        Funder(id: "muni", name: "Municipalidad", kind: .municipality),
        Funder(id: "a", name: "Empresa A", kind: .company),
      ],
      lines: [2, 3]
    )
    draft.stakeholders = ScenarioDraft.Table(
      source: "stakeholders.csv",
      rows: [
        .init(id: "cosoc", name: "COSOC", weight: 2), .init(id: "muni", name: "Municipalidad"),
      ],
      lines: [2, 3]
    )
    let place = Place(source: "scenario.yaml")
    draft.gates = [
      .init(Gate(column: "viability", condition: .atLeast(60)), at: place),
      .init(Gate(column: "commune", condition: .noneOf(["Sierra Gorda"])), at: place),
    ]
    if let refinement {
      draft.mode.value = .maximin
      draft.refinement = .init(refinement, at: place)
      draft.ballots = ScenarioDraft.Table(
        source: "ballots.csv",
        rows: [.init(stakeholder: "cosoc", initiative: "PL-01", value: 7)],
        lines: [2]
      )
    }
    draft.terms = [
      .init(.init(measure: "beneficiaries", weight: 70, scale: .range(0, 20_000)), at: place),
      .init(.init(measure: "investment", weight: 30), at: place),
    ]
    draft.limits = [
      .init(.init(measure: "count", min: .amount(1), per: "commune"), at: place),
      .init(
        .init(
          measure: "cost",
          max: .share(Quantity(6, decimals: 1)),
          filters: [Earmark(column: "commune", values: ["Mejillones", "Taltal"])],
          cycle: cycles.first
        ),
        at: place
      ),
      .init(.init(measure: "beneficiaries", min: .share(Quantity(25, decimals: 2))), at: place),
    ]
    return try Scenario(draft)
  }

  /// Answers of the modes that look at satisfactions: without refinement, with it, stopped, and Nash's.
  static func fair() -> [(answer: Answer, refinement: Objective.Refinement?)] {
    let satisfactions = [
      Answer.Satisfaction(
        stakeholder: "cosoc",
        exact: Fraction(3, 7),
        share: Quantity(428_571, decimals: 6)
      ),
      Answer.Satisfaction(
        stakeholder: "empresas",
        exact: Fraction(1, 2),
        share: Quantity(5, decimals: 1)
      ),
    ]
    func answer(
      _ mode: Objective.Mode,
      _ values: [Int64],
      bounds: [Int64]? = nil
    ) -> Answer {
      var answer = optimal()
      answer.aim = Answer.Aim(
        mode: mode,
        values: values,
        bounds: bounds ?? values,
        gap: bounds == nil ? 0 : 0.05,
        satisfactions: satisfactions
      )
      answer.status = bounds == nil ? .optimal : .feasible
      return answer
    }
    return [
      (answer(.maximin, [428_571, 11_750]), nil),
      (answer(.maximin, [428_571, 500_000, 11_750]), .leximin),
      (answer(.maximin, [428_571, 11_750], bounds: [450_000, 20_000]), nil),
      (answer(.nash, [5, -785_337_300]), nil),
    ]
  }

  /// Two initiatives in, one of them paid by two funders, with every kind of line a report has.
  static func optimal(cycles: [String] = ["2022", "2023"]) -> Answer {
    func money(_ amount: Int64) -> Money { Money(minorUnits: amount) }
    return Answer(
      scenarioName: "Mesa de ejemplo",
      scenarioDigest: String(repeating: "0", count: 64),
      status: .optimal,
      aim: Answer.Aim(mode: .sum, values: [11_750], bounds: [11_750], gap: 0),
      ties: .canonical,
      unique: true,
      settings: Answer.Settings(),
      selected: [
        Answer.Choice(
          id: "PL-01",
          cycle: cycles.first ?? "",
          cost: money(45_000_000),
          points: [8_000],
          payments: [
            Answer.Payment(funder: "a", pledge: "a#1", amount: money(15_000_000)),
            Answer.Payment(funder: "a", pledge: "a#2", amount: money(10_000_000)),
            Answer.Payment(funder: "muni", pledge: "muni#1", amount: money(20_000_000)),
          ]
        ),
        Answer.Choice(
          id: "TB-02",
          cycle: cycles.last ?? "",
          cost: money(60_000_000),
          points: [3_750],
          payments: [
            Answer.Payment(funder: "a", pledge: "a#1", amount: money(43_333_333)),
            Answer.Payment(funder: "muni", pledge: "muni#1", amount: money(16_666_667)),
          ]
        ),
      ],
      rejected: [
        Answer.Rejection(
          id: "LU-03",
          reason: .outcompeted,
          detail: Text(
            en: "the money buys more points elsewhere",
            es: "el dinero rinde más puntos en otra parte"
          )
        ),
        Answer.Rejection(
          id: "AP-04",
          reason: .gate,
          detail: Text(en: "viability: 40 is below 60", es: "viability: 40 está bajo 60")
        ),
        Answer.Rejection(
          id: "VE-05",
          reason: .status,
          detail: Text(en: "the scenario excludes it", es: "el escenario la excluye")
        ),
      ],
      funders: [
        Answer.FunderTotal(
          id: "muni",
          pledged: money(40_000_000),
          paid: money(36_666_667),
          left: money(3_333_333)
        ),
        Answer.FunderTotal(
          id: "a",
          pledged: money(80_000_000),
          paid: money(68_333_333),
          left: money(11_666_667)
        ),
      ],
      limits: [
        Answer.LimitActivity(
          label: "count ≥ 1 per commune: Mejillones",
          activity: 2,
          min: 1,
          max: nil
        ),
        Answer.LimitActivity(
          label: "cost ≤ 60% where commune: Mejillones, Taltal"
            + (cycles.first.map { " in \($0)" } ?? ""),
          activity: 45_000_000,
          min: nil,
          max: 72_000_000
        ),
      ],
      totals: Answer.Totals(
        cost: money(105_000_000),
        investment: money(2_100_000_000),
        expectedInvestment: money(1_470_000_000),
        beneficiaries: 24_000,
        leverage: Quantity(20)
      ),
      conflict: [],
      verified: true,
      work: Answer.Work(glpk: "5.0", method: "", nodes: 1, seconds: 0.01, relaxation: 11_750)
    )
  }

  /// The same portfolio, stopped before the proof, with wishes of the user.
  static func feasible() -> Answer {
    var answer = optimal()
    answer.status = .feasible
    answer.aim = Answer.Aim(mode: .sum, values: [11_750], bounds: [11_801], gap: 51.0 / 11_750)
    answer.ties = .any
    answer.unique = nil
    answer.settings = Answer.Settings(
      lock: ["PL-01", "TB-02"],
      exclude: ["AP-04"],
      budget: Quantity(8, decimals: 1)
    )
    return answer
  }

  /// No portfolio.
  static func infeasible() -> Answer {
    var answer = optimal()
    answer.status = .infeasible
    answer.aim = nil
    answer.unique = nil
    answer.selected = []
    answer.rejected = []
    answer.conflict = [
      Text(en: "count ≥ 1 per commune: Taltal", es: "count ≥ 1 per commune: Taltal"),
      Text(
        en: "AP-04 does not pass the gate viability ≥ 60",
        es: "AP-04 no pasa el requisito viability ≥ 60"
      ),
    ]
    return answer
  }
}
