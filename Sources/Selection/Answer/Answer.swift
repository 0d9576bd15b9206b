public import Portfolio
public import Preferences

/// What `solve` says and a result file holds.
///
/// The portfolio, who pays for what, why
/// the rest is out, and how sure that is. Pure data, in ids and integers, so that it can be read
/// back and checked without the solver.
public struct Answer: Hashable, Sendable {
  /// How sure the answer is.
  public enum Status: String, CaseIterable, Sendable {
    /// Proven: no portfolio is better.
    case optimal
    /// A portfolio that keeps every rule; the search was stopped before the proof.
    case feasible
    /// Proven: no portfolio keeps every rule.
    case infeasible
    /// The search was stopped before anything was found.
    case unknown
  }

  /// How satisfied the portfolio leaves a stakeholder.
  public struct Satisfaction: Hashable, Sendable {
    /// The stakeholder's id.
    public var stakeholder: String
    /// Σ preference of the chosen ÷ Σ preference of all, 0…1.
    public var exact: Fraction
    /// The same rounded to 6 decimals, halves to even.
    public var share: Quantity

    /// Makes a satisfaction.
    public init(stakeholder: String, exact: Fraction, share: Quantity) {
      self.stakeholder = stakeholder
      self.exact = exact
      self.share = share
    }
  }

  /// What the aim comes to.
  public struct Aim: Hashable, Sendable {
    /// The mode of the objective.
    public var mode: Objective.Mode
    /// The points: one number for `sum`, one for each term for `lexicographic`.
    ///
    /// For `maximin` the smallest satisfaction (refined by `leximin`: all, the smallest first) in
    /// millionths rounded down, then the points. For `nash` the weight of the stakeholders who are
    /// served, as whole numbers without a common divisor, then Σ weight·log(satisfaction) ÷ Σ weight over
    /// them in billionths, right to a billionth a stakeholder. With a risk among the settings its
    /// conditional value at risk in minor units, rounded down, stands before the points.
    public var values: [Int64]
    /// No portfolio has more (in lexicographic order); as many numbers as ``values``.
    public var bounds: [Int64]
    /// How far the first unproven value is from its bound: (bound − value) ÷ max(1, |value|).
    public var gap: Double
    /// With `maximin` and `nash`: how satisfied each stakeholder is who has a weight and prefers
    /// anything, in table order.
    public var satisfactions: [Satisfaction]

    /// Makes an aim.
    public init(
      mode: Objective.Mode,
      values: [Int64],
      bounds: [Int64],
      gap: Double,
      satisfactions: [Satisfaction] = []
    ) {
      self.mode = mode
      self.values = values
      self.bounds = bounds
      self.gap = gap
      self.satisfactions = satisfactions
    }
  }

  /// Which of several portfolios with equal points is given.
  public enum Ties: String, CaseIterable, Sendable {
    /// The smallest in cost, then the one that starts earliest, then the first in table order.
    case canonical
    /// The first that was found.
    case any
  }

  /// How much a pledge pays for an initiative.
  public struct Payment: Hashable, Sendable {
    /// The funder's id, and its pledge's.
    public var funder: String, pledge: String
    /// The amount, above zero.
    public var amount: Money

    /// Makes a payment.
    public init(funder: String, pledge: String, amount: Money) {
      self.funder = funder
      self.pledge = pledge
      self.amount = amount
    }
  }

  /// A chosen initiative.
  public struct Choice: Hashable, Sendable {
    /// The initiative's id.
    public var id: String
    /// The name of the cycle in which it starts; empty when the scenario names none.
    public var cycle: String
    /// What the pooled money pays for it.
    public var cost: Money
    /// Its points: as many numbers as ``Aim/values``; interactions are not included.
    public var points: [Int64]
    /// Who pays: in the order of the pledges' ids.
    public var payments: [Payment]

    /// Makes a choice.
    public init(id: String, cycle: String, cost: Money, points: [Int64], payments: [Payment]) {
      self.id = id
      self.cycle = cycle
      self.cost = cost
      self.points = points
      self.payments = payments
    }
  }

  /// An initiative that is out, and why.
  public struct Rejection: Hashable, Sendable {
    /// What stands in its way, in the order in which the reasons are looked for.
    public enum Reason: String, CaseIterable, Sendable {
      /// It does not pass a gate.
      case gate
      /// The scenario or the user excludes it.
      case status
      /// The pledges that may pay it could not pay it even if nothing else were chosen.
      case unaffordable
      /// It requires an initiative that is out.
      case requirement
      /// An alternative of its group is in.
      case group
      /// A limit has no room for it, alone or beside the chosen ones.
      case limit
      /// The money buys more points elsewhere.
      case outcompeted
    }

    /// The initiative's id.
    public var id: String
    /// What stands in its way.
    public var reason: Reason
    /// The same in a sentence.
    public var detail: Detail

    /// Makes a rejection.
    public init(id: String, reason: Reason, detail: Text) {
      self.init(id: id, reason: reason, Detail(detail))
    }

    init(id: String, reason: Reason, _ detail: Detail) {
      self.id = id
      self.reason = reason
      self.detail = detail
    }
  }

  /// What a funder promised, pays and keeps.
  public struct FunderTotal: Hashable, Sendable {
    /// The funder's id.
    public var id: String
    /// What it promised (without withdrawn pledges), pays, and keeps.
    public var pledged: Money, paid: Money, left: Money

    /// Makes a total.
    public init(id: String, pledged: Money, paid: Money, left: Money) {
      self.id = id
      self.pledged = pledged
      self.paid = paid
      self.left = left
    }
  }

  /// A limit and how much of it is used.
  public struct LimitActivity: Hashable, Sendable {
    /// The limit in words, the same in every language: `count ≥ 1 per commune: Mejillones`.
    public var label: String
    /// The sum over the chosen initiatives, and its bounds, in the measure's unit (money in minor
    /// units); numbers with more than 6 decimals are rounded to 6, halves to even.
    public var activity: Quantity, min: Quantity?, max: Quantity?

    /// Makes an activity.
    public init(label: String, activity: Quantity, min: Quantity?, max: Quantity?) {
      self.label = label
      self.activity = activity
      self.min = min
      self.max = max
    }
  }

  /// Sums over the chosen initiatives.
  public struct Totals: Hashable, Sendable {
    /// What the pooled money pays, the public investment, and what of it is expected (rounded to
    /// the minor unit, halves to even).
    public var cost: Money, investment: Money, expectedInvestment: Money
    /// The people reached; 0 if the table has no such column.
    public var beneficiaries: Quantity
    /// Investment ÷ cost, rounded to 4 decimals (halves to even); 0 when nothing is paid.
    public var leverage: Quantity

    /// Makes totals.
    public init(
      cost: Money,
      investment: Money,
      expectedInvestment: Money,
      beneficiaries: Quantity,
      leverage: Quantity
    ) {
      self.cost = cost
      self.investment = investment
      self.expectedInvestment = expectedInvestment
      self.beneficiaries = beneficiaries
      self.leverage = leverage
    }
  }

  /// That the worst outcomes count first: the public investment won is maximized as the mean of its
  /// worst samples, a share of 1 − `level`, and then the points.
  public struct Risk: Hashable, Sendable {
    /// The level of the conditional value at risk, at least 0 and below 1.
    public var level: Quantity
    /// The samples of which public funds are awarded.
    public var draws: AwardDraws

    /// Makes a risk.
    public init(level: Quantity, draws: AwardDraws) {
      precondition(0 <= level && level < 1, "a level is at least 0 and below 1")
      self.level = level
      self.draws = draws
    }
  }

  /// What the user asked for beyond the scenario; part of the answer so that it can be checked.
  public struct Settings: Hashable, Sendable {
    /// Initiatives that must be in, and out, by id, in the order given.
    public var lock: [String], exclude: [String]
    /// Every pledge is multiplied by this (0.8 is 80 %); `nil` leaves them as they are.
    public var budget: Quantity?
    /// The risk that comes before the points; `nil`: none.
    public var risk: Risk?

    /// Makes settings; by default the user asked for nothing.
    public init(
      lock: [String] = [],
      exclude: [String] = [],
      budget: Quantity? = nil,
      risk: Risk? = nil
    ) {
      self.risk = risk
      self.lock = lock
      self.exclude = exclude
      self.budget = budget
    }
  }

  /// How the answer was found.
  public struct Work: Hashable, Sendable {
    /// GLPK's version, and the method in words.
    public var glpk: String, method: String
    /// Nodes of the search tree.
    public var nodes: Int
    /// Seconds from the scenario to the answer; the one field that differs from run to run.
    public var seconds: Double
    /// The relaxation's value at the root; `nil` when it was not solved.
    public var relaxation: Double?

    /// Makes a work record.
    public init(glpk: String, method: String, nodes: Int, seconds: Double, relaxation: Double?) {
      self.glpk = glpk
      self.method = method
      self.nodes = nodes
      self.seconds = seconds
      self.relaxation = relaxation
    }
  }

  /// The scenario's name, and the SHA-256 of its files (see `docs/format.md`).
  public var scenarioName: String, scenarioDigest: String
  /// How sure the answer is.
  public var status: Status
  /// What the aim comes to; `nil` when nothing was found.
  public var aim: Aim?
  /// Which of several equal portfolios this is; whether there was another (`nil`: not examined).
  public var ties: Ties, unique: Bool?
  /// What the user asked for beyond the scenario.
  public var settings: Settings
  /// The portfolio, in table order.
  public var selected: [Choice]
  /// The rest, in table order.
  public var rejected: [Rejection]
  /// Each funder, in table order.
  public var funders: [FunderTotal]
  /// Each limit (one for each value of `per`), in the scenario's order.
  public var limits: [LimitActivity]
  /// Sums over the chosen initiatives.
  public var totals: Totals
  /// When infeasible: a minimal set of rules that cannot hold together.
  public var conflict: [Text]
  /// Whether the conflict is proven minimal; not if the search for it was stopped.
  public var isConflictMinimal = true
  /// Whether the independent verifier found every rule kept.
  public var verified: Bool
  /// How the answer was found.
  public var work: Work

  /// Makes an answer.
  public init(
    scenarioName: String,
    scenarioDigest: String,
    status: Status,
    aim: Aim?,
    ties: Ties,
    unique: Bool?,
    settings: Settings,
    selected: [Choice],
    rejected: [Rejection],
    funders: [FunderTotal],
    limits: [LimitActivity],
    totals: Totals,
    conflict: [Text],
    verified: Bool,
    work: Work
  ) {
    self.scenarioName = scenarioName
    self.scenarioDigest = scenarioDigest
    self.status = status
    self.aim = aim
    self.ties = ties
    self.unique = unique
    self.settings = settings
    self.selected = selected
    self.rejected = rejected
    self.funders = funders
    self.limits = limits
    self.totals = totals
    self.conflict = conflict
    self.verified = verified
    self.work = work
  }
}
