public import OrderedCollections

/// A scenario as it was read, before it is known to hold together: references are still ids, and
/// every row knows the line it came from so that a mistake can be shown where it stands.
public struct ScenarioDraft: Sendable {
  /// Rows read from one table.
  public struct Table<Row: Sendable>: Sendable {
    /// The file's name as the scenario gives it (or the scenario's own for an inline table).
    public var source: String
    /// The header as written, by the column's canonical name.
    public var headers: [String: String]
    /// The rows.
    public var rows: [Row]
    /// Each row's line, counted from 1.
    public var lines: [Int]

    /// Makes a table.
    public init(
      source: String,
      headers: [String: String] = [:],
      rows: [Row] = [],
      lines: [Int] = []
    ) {
      self.source = source
      self.headers = headers
      self.rows = rows
      self.lines = lines
    }

    /// Where a row's cell stands.
    public func place(_ row: Int, _ column: String? = nil) -> Place {
      Place(
        source: source,
        line: lines.indices.contains(row) ? lines[row] : nil,
        column: column.map { headers[$0] ?? $0 }
      )
    }
  }

  /// A value of the scenario file and where it stands.
  public struct Located<Value: Sendable>: Sendable {
    /// The value.
    public var value: Value
    /// Where it stands.
    public var place: Place

    /// Makes a located value.
    public init(_ value: Value, at place: Place) {
      self.value = value
      self.place = place
    }
  }

  /// A row of the initiatives.
  public struct InitiativeRow: Sendable {
    /// Mirrors ``Initiative``, with ids and cycle names where it has positions.
    public var id: String, name: String, cost: Money, investment: Money?
    /// Mirrors ``Initiative``.
    public var awardProbability: Quantity, sdgs: [Int], requires: [String], group: String?
    /// Mirrors ``Initiative``; `nil` is the first or the last cycle.
    public var earliest: String?, latest: String?, status: Initiative.Status

    /// Makes a row; only `id`, `name` and `cost` are required.
    public init(
      id: String,
      name: String,
      cost: Money,
      investment: Money? = nil,
      awardProbability: Quantity = 1,
      sdgs: [Int] = [],
      requires: [String] = [],
      group: String? = nil,
      earliest: String? = nil,
      latest: String? = nil,
      status: Initiative.Status = .open
    ) {
      self.id = id
      self.name = name
      self.cost = cost
      self.investment = investment
      self.awardProbability = awardProbability
      self.sdgs = sdgs
      self.requires = requires
      self.group = group
      self.earliest = earliest
      self.latest = latest
      self.status = status
    }
  }

  /// A row of the pledges.
  public struct PledgeRow: Sendable {
    /// Mirrors ``Pledge``, with ids and cycle names where it has positions.
    public var id: String?, funder: String, amount: Money, cycle: String?
    /// Mirrors ``Pledge``; in the order of the columns, without blank cells.
    public var earmarks: [Earmark]
    /// Mirrors ``Pledge``.
    public var maxShare: Quantity?, minTicket: Money?, onlyIf: [String], status: Pledge.Status

    /// Makes a row; only `funder` and `amount` are required.
    public init(
      id: String? = nil,
      funder: String,
      amount: Money,
      cycle: String? = nil,
      earmarks: [Earmark] = [],
      maxShare: Quantity? = nil,
      minTicket: Money? = nil,
      onlyIf: [String] = [],
      status: Pledge.Status = .pledged
    ) {
      self.id = id
      self.funder = funder
      self.amount = amount
      self.cycle = cycle
      self.earmarks = earmarks
      self.maxShare = maxShare
      self.minTicket = minTicket
      self.onlyIf = onlyIf
      self.status = status
    }
  }

  /// A row of the stakeholders.
  public struct StakeholderRow: Sendable {
    /// Mirrors ``Stakeholder``, without what it said.
    public var id: String, name: String, kind: String?, weight: Quantity
    /// Mirrors ``Stakeholder``.
    public var ballot: Stakeholder.BallotKind, scale: Quantity?

    /// Makes a row; only `id` is required.
    public init(
      id: String,
      name: String? = nil,
      kind: String? = nil,
      weight: Quantity = 1,
      ballot: Stakeholder.BallotKind = .score,
      scale: Quantity? = nil
    ) {
      self.id = id
      self.name = name ?? id
      self.kind = kind
      self.weight = weight
      self.ballot = ballot
      self.scale = scale
    }
  }

  /// One value of one ballot.
  public struct BallotRow: Sendable {
    /// Who said it, and about which initiative, by their ids.
    public var stakeholder: String, initiative: String
    /// What was said.
    public var value: Quantity
    /// The canonical name of the column that the value stands in: `value` in a long table, the
    /// stakeholder's id in a wide one.
    public var column: String

    /// Makes a value.
    public init(
      stakeholder: String,
      initiative: String,
      value: Quantity,
      column: String = "value"
    ) {
      self.stakeholder = stakeholder
      self.initiative = initiative
      self.value = value
      self.column = column
    }
  }

  /// A row of the interactions.
  public struct InteractionRow: Sendable {
    /// The two initiatives' ids.
    public var first: String, second: String
    /// The points.
    public var value: Int64

    /// Makes a row.
    public init(first: String, second: String, value: Int64) {
      self.first = first
      self.second = second
      self.value = value
    }
  }

  /// A term of the objective.
  public struct TermDraft: Sendable {
    /// Mirrors ``Objective/Term``; the measure is still a name.
    public var measure: String, weight: Quantity, scale: Objective.Scale

    /// Makes a term.
    public init(measure: String, weight: Quantity = 1, scale: Objective.Scale = .largest) {
      self.measure = measure
      self.weight = weight
      self.scale = scale
    }
  }

  /// A limit.
  public struct LimitDraft: Sendable {
    /// Mirrors ``Limit``; the measure and the cycle are still names.
    public var measure: String, min: Limit.Bound?, max: Limit.Bound?
    /// Mirrors ``Limit``.
    public var filters: [Earmark], per: String?, cycle: String?

    /// Makes a limit.
    public init(
      measure: String,
      min: Limit.Bound? = nil,
      max: Limit.Bound? = nil,
      filters: [Earmark] = [],
      per: String? = nil,
      cycle: String? = nil
    ) {
      self.measure = measure
      self.min = min
      self.max = max
      self.filters = filters
      self.per = per
      self.cycle = cycle
    }
  }

  /// The scenario file's name, for places.
  public var source: String
  /// Mirrors ``Scenario``.
  public var name: String, currency: Currency, cycles: [String]
  /// Mirrors ``Scenario``.
  public var initiatives: Table<InitiativeRow>
  /// The text columns of the initiatives, a cell for each row; a blank cell is empty.
  public var categories: OrderedDictionary<String, [String]> = [:]
  /// The numeric columns of the initiatives.
  public var measures: OrderedDictionary<String, MeasureColumn> = [:]
  /// Mirrors ``Scenario``; `nil`: each funder named in the pledges exists.
  public var funders: Table<Funder>?
  /// Mirrors ``Scenario``.
  public var pledges: Table<PledgeRow>
  /// Mirrors ``Scenario``; `nil`: each stakeholder named in the ballots exists.
  public var stakeholders: Table<StakeholderRow>?
  /// Mirrors ``Scenario``.
  public var ballots: Table<BallotRow>?
  /// Mirrors ``Scenario``.
  public var interactions: Table<InteractionRow>?
  /// Mirrors ``Scenario``.
  public var gates: [Located<Gate>] = []
  /// How the terms make one aim.
  public var mode: Located<Objective.Mode>
  /// How the mode goes on where it would leave portfolios undecided; `nil`: it does not.
  public var refinement: Located<Objective.Refinement>?
  /// The objective's terms.
  public var terms: [Located<TermDraft>] = []
  /// Mirrors ``Scenario``.
  public var limits: [Located<LimitDraft>] = []
  /// Mirrors ``Scenario``.
  public var allocation: Allocation = .balanced

  /// Makes a draft; the rest is set on it.
  public init(
    source: String = "scenario.yaml",
    name: String,
    currency: Currency,
    cycles: [String] = [],
    initiatives: Table<InitiativeRow>,
    pledges: Table<PledgeRow>
  ) {
    self.source = source
    self.name = name
    self.currency = currency
    self.cycles = cycles
    self.initiatives = initiatives
    self.pledges = pledges
    mode = Located(.sum, at: Place(source: source, column: "objective"))
  }
}
