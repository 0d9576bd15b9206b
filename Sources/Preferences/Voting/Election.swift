public import Portfolio

/// Projects, voters and a budget: what voting rules and audits work on.
///
/// Money is in whole units of which ``unit`` make one unit of the currency, so that costs with
/// cents are integers too.
public struct Election: Sendable {
  /// What could be funded.
  public struct Project: Hashable, Sendable {
    /// The unique id, an opaque text.
    public var id: String
    /// The name that people know it by.
    public var name: String
    /// What it costs; not negative.
    public var cost: Int64
    /// Whether the voters still have a choice.
    public var status: Initiative.Status
    /// Alternatives carry the same group: at most one of them is funded.
    public var group: String?
    /// Positions of the projects that must have been funded before.
    public var requires: [Int]

    /// Makes a project.
    public init(
      id: String,
      name: String = "",
      cost: Int64,
      status: Initiative.Status = .open,
      group: String? = nil,
      requires: [Int] = []
    ) {
      self.id = id
      self.name = name.isEmpty ? id : name
      self.cost = cost
      self.status = status
      self.group = group
      self.requires = requires
    }
  }

  /// A project that a ballot names, and the points that it gives it.
  public struct Choice: Hashable, Sendable {
    /// The project's position.
    public var project: Int
    /// What it is worth to the voter, 0 or more, in the unit of the election's points.
    public var points: Int64

    /// Makes a choice.
    public init(_ project: Int, points: Int64 = 1) {
      self.project = project
      self.points = points
    }
  }

  /// Someone with a ballot.
  public struct Voter: Hashable, Sendable {
    /// The id.
    public var id: String
    /// How much the voter counts; not negative.
    public var weight: Quantity
    /// Money of its own that pays only for what its ballot names; `nil`: it has a share of the
    /// budget.
    public var purse: Int64?
    /// What the ballot names, each project once, in ascending order.
    public var choices: [Choice]

    /// Makes a voter; of a project that is named twice the first counts.
    public init(id: String, weight: Quantity = 1, purse: Int64? = nil, choices: [Choice]) {
      self.id = id
      self.weight = weight
      self.purse = purse
      var seen: Set<Int> = []
      self.choices = choices.filter { seen.insert($0.project).inserted }
        .sorted { $0.project < $1.project }
    }
  }

  /// The election's name.
  public var name: String
  /// What could be funded, in table order.
  public var projects: [Project]
  /// Who votes, in table order.
  public var voters: [Voter]
  /// The money that all voters share.
  public var budget: Int64
  /// How many units of money make one unit of the currency: 100 where it has cents.
  public var unit: Int64

  /// Makes an election.
  public init(
    name: String = "",
    projects: [Project],
    voters: [Voter],
    budget: Int64,
    unit: Int64 = 1
  ) {
    self.name = name
    self.projects = projects
    self.voters = voters
    self.budget = budget
    self.unit = unit
  }

  /// All the money: the budget and the purses.
  public var money: Int64 { voters.reduce(budget) { $0 + ($1.purse ?? 0) } }

  /// What the projects at these positions cost together.
  public func cost(of selected: some Sequence<Int>) -> Int64 {
    selected.reduce(0) { $0 + projects[$1].cost }
  }

  /// The projects that are in before anybody votes: positions of the committed ones, ascending.
  var committed: [Int] { projects.indices.filter { projects[$0].status == .committed } }
}
