public import Portfolio
import Preferences

/// A scenario's election as a Pabulib file.
///
/// What can be voted on are the viable initiatives that are not excluded; all pledged money is the budget. If all ballots are of one
/// kind the votes keep it (approval, ordinal, cumulative, scoring); else they are scores: the preferences
/// over a common denominator.
///
/// With the file that the scenario was imported from, everything that a scenario has no place for comes from there: other
/// keys and columns, their order and that of the sections. A cell that still says what the scenario says stays as
/// it is written, so that a scenario that was not changed gives the file cell for cell.
public struct PabulibExport: Sendable {
  /// The file.
  public let file: PabulibFile
  /// What the scenario says and a `.pb` file cannot.
  public let losses: [Problem]

  /// Writes a scenario.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - original: The file that it was imported from, if any.
  /// - Throws: `Problems` if nobody votes, or if an id has a comma, which separates ids in votes.
  public init(_ scenario: Scenario, original: PabulibFile? = nil) throws(Problems) {
    let election = try Election(scenario, hasPurses: false)
    var draft = PabulibDraft(scenario, election, original)
    try draft.check()
    draft.writeMeta()
    draft.writeProjects()
    draft.writeVotes()
    file = draft.file
    losses = PabulibExport.losses(of: scenario)
  }

  private static func losses(of scenario: Scenario) -> [Problem] {
    let initiatives = scenario.initiatives
    let out = initiatives.indices.filter {
      !scenario.isViable($0) || initiatives[$0].status == .excluded
    }.count
    let found: [(Bool, String, Text)] = [
      (
        out > 0, "initiatives",
        Text(
          en: "\(out) that are excluded or fail a gate are left out",
          es: "se omiten \(out) excluidas o que no cumplen un requisito"
        )
      ),
      (
        initiatives.contains { $0.status == .committed }, "status",
        Text(en: "committed initiatives are open ones", es: "las comprometidas quedan abiertas")
      ),
      (
        initiatives.contains { $0.group != nil }, "group",
        Text(en: "alternatives are lost", es: "se pierden las alternativas")
      ),
      (
        initiatives.contains { !$0.requires.isEmpty }, "requires",
        Text(en: "requirements are lost", es: "se pierden las dependencias")
      ),
      (
        scenario.cycles.count > 1, "cycles",
        Text(
          en: "the money of all cycles is one budget",
          es: "el dinero de todos los ciclos es un solo presupuesto"
        )
      ),
      (
        scenario.pledges.contains {
          !$0.earmarks.isEmpty || $0.maxShare != nil || $0.minTicket != nil || !$0.onlyIf.isEmpty
        }, "pledges",
        Text(en: "earmarks and conditions are lost", es: "se pierden los destinos y condiciones")
      ),
      (
        Set(scenario.stakeholders.map(\.weight)).count > 1, "weight",
        Text(en: "all voters weigh the same", es: "todos los votantes pesan lo mismo")
      ),
      (
        !scenario.limits.isEmpty, "limits",
        Text(en: "limits are lost", es: "se pierden los límites")
      ),
    ]
    return found.filter(\.0).map { _, column, words in
      Problem(
        Place(source: scenario.name, column: column),
        Text(
          en: "\(words.english): a .pb file cannot say more.",
          es: "\(words.spanish): un archivo .pb no puede decir más."
        )
      )
    }
  }
}

/// Fills a file's cells from a scenario.
private struct PabulibDraft {
  private(set) var file: PabulibFile
  private let scenario: Scenario
  private let election: Election
  private let original: PabulibFile?
  /// Positions of what can be voted on.
  private let open: [Int]
  private let type: PabulibFile.VoteType
  private let isMixed: Bool

  init(_ scenario: Scenario, _ election: Election, _ original: PabulibFile?) {
    self.scenario = scenario
    self.election = election
    self.original = original
    let open = scenario.initiatives.indices.filter { election.projects[$0].status != .excluded }
    let kinds = Set(scenario.stakeholders.map(\.ballot))
    let before = original?.value("vote_type").flatMap {
      PabulibFile.VoteType(rawValue: $0.lowercased())
    }
    let plain =
      kinds.count == 1 ? PabulibFile.VoteType.allCases.first { kinds.contains($0.ballot) } : nil
    let keepsOne =
      before == .chooseOne && scenario.stakeholders.allSatisfy { $0.values.count <= 1 }
    let type = keepsOne && plain == .approval ? .chooseOne : plain ?? .scoring
    var file =
      original
      ?? PabulibFile(
        source: scenario.name,
        meta: .init(header: ["key", "value"]),
        projects: .init(header: ["project_id", "cost", "name"]),
        votes: .init(header: ["voter_id", "vote"])
      )
    // A file's tables may lack what is to be written.
    for name in ["project_id", "cost"] { file.projects.ensure(name) }
    if open.contains(where: { scenario.initiatives[$0].name != scenario.initiatives[$0].id }) {
      file.projects.ensure("name")
    }
    for name in ["voter_id", "vote"] + (type.hasPoints ? ["points"] : []) {
      file.votes.ensure(name)
    }
    self.open = open
    self.type = type
    isMixed = kinds.count > 1
    self.file = file
  }

  func check() throws(Problems) {
    let wrong = open.filter { scenario.initiatives[$0].id.contains(",") }
    guard wrong.isEmpty else {
      throw Problems(
        wrong.map {
          let id = scenario.initiatives[$0].id
          return Problem(
            Place(source: scenario.name, column: "id"),
            Text(
              en: "\"\(id)\" has a comma, and votes separate ids by commas. Give it another id.",
              es: "«\(id)» tiene una coma, y los votos separan los ids con comas. Dele otro id."
            )
          )
        }
      )
    }
  }

  private func amount(_ value: Int64) -> Quantity {
    Quantity(value, decimals: scenario.currency.decimals)
  }

  mutating func writeMeta() {
    let budget = amount(election.budget)
    let (projects, voters) = (open.count, scenario.stakeholders.count)
    if original == nil { set("description", scenario.name, unless: false) }
    set(
      "currency",
      scenario.currency.code,
      unless: file.value("currency") == scenario.currency.code
    )
    // A count that was wrong stays so if nothing was added or taken out.
    set("num_projects", String(projects), unless: original?.projects.rows.count == projects)
    set("num_votes", String(voters), unless: original?.votes.rows.count == voters)
    let written = file.value("budget").flatMap(PabulibFile.number)
    set("budget", budget.description, unless: written == budget)
    set("vote_type", type.rawValue, unless: file.value("vote_type")?.lowercased() == type.rawValue)
    let scales = Set(scenario.stakeholders.map(\.scale))
    if type == .scoring, !isMixed, scales.count == 1, let scale = scales.first ?? nil {
      let written = file.value("max_points").flatMap(PabulibFile.number)
      set("max_points", scale.description, unless: written == scale)
    }
  }

  /// Gives a key of META its value, unless what stands there, or that nothing does, is right.
  private mutating func set(_ key: String, _ value: String, unless isRight: Bool) {
    guard !isRight else { return }
    if let row = file.meta.rows.firstIndex(where: { $0[0].trimmed.lowercased() == key }) {
      file.meta.rows[row][1] = value
    } else {
      file.meta.rows.append([key, value])
    }
  }

  mutating func writeProjects() {
    let table = file.projects
    guard let id = table.column("project_id"), let cost = table.column("cost") else { return }
    let name = table.column("name")
    var rows: [String: [String]] = [:]
    for row in original == nil ? [] : table.rows { rows[row[id].trimmed] = row }
    file.projects.rows = open.map { position in
      let initiative = scenario.initiatives[position]
      let price = amount(initiative.cost.minorUnits)
      var row = rows[initiative.id] ?? table.header.map { _ in "" }
      if row[id].trimmed != initiative.id { row[id] = initiative.id }
      if PabulibFile.number(row[cost].trimmed) != price { row[cost] = price.description }
      if let name, row[name].trimmed != initiative.name { row[name] = initiative.name }
      return row
    }
    file.projects.lines = open.map { _ in 0 }
  }

  mutating func writeVotes() {
    let table = file.votes
    guard let id = table.column("voter_id"), let vote = table.column("vote") else { return }
    let points = type.hasPoints ? table.column("points") : nil
    let rows =
      original.map { Dictionary(zip($0.voterIDs, table.rows)) { first, _ in first } } ?? [:]
    file.votes.rows = scenario.stakeholders.indices.map { voter in
      let name = scenario.stakeholders[voter].id
      var row = rows[name] ?? table.header.map { _ in "" }
      if rows[name] == nil { row[id] = name }
      let values = values(of: voter)
      let before = rows[name].map { file.values($0, as: type) } ?? []
      let isSame =
        rows[name] != nil && before.count == values.count
        && Dictionary(before) { first, _ in first } == Dictionary(values) { first, _ in first }
      if !isSame {
        row[vote] = values.map(\.0).joined(separator: ",")
        if let points { row[points] = values.map(\.1.description).joined(separator: ",") }
      }
      return row
    }
    file.votes.lines = scenario.stakeholders.map { _ in 0 }
  }

  /// What a stakeholder gives each project that it names, in the order of the vote: ranks closed up,
  /// in their order, else in table order.
  private func values(of voter: Int) -> [(String, Quantity)] {
    let stakeholder = scenario.stakeholders[voter]
    func id(_ position: Int) -> String { scenario.initiatives[position].id }
    if isMixed {
      let open = Set(open)
      return election.voters[voter].choices.filter { open.contains($0.project) }.map {
        (id($0.project), Quantity($0.points))
      }
    }
    let named = open.compactMap { position in
      stakeholder.values[position].map { (position, $0) }
    }
    switch stakeholder.ballot {
    case .approval: return named.filter { $0.1 > 0 }.map { (id($0.0), 1) }
    case .score, .points: return named.map { (id($0.0), $0.1) }
    case .ranking:
      return named.sorted { $0.1 < $1.1 }.enumerated().map { place, entry in
        (id(entry.0), Quantity(Int64(place + 1)))
      }
    }
  }
}

extension PabulibFile.Table {
  /// Adds a column, blank in every row, if there is none of that name.
  fileprivate mutating func ensure(_ name: String) {
    guard column(name) == nil else { return }
    header.append(name)
    for row in rows.indices { rows[row].append("") }
  }
}
