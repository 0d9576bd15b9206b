import OrderedCollections
import Portfolio

/// A scenario's tables as they are written: canonical headers, amounts in the currency's own unit.
struct ScenarioTables {
  /// A table; a row may be shorter than the headers.
  struct Table {
    let kind: TableKind
    let headers: [String]
    let rows: [[Cell]]
  }

  /// A cell.
  enum Cell: Hashable {
    case blank
    case text(String)
    case number(Quantity)

    /// The text, or a blank if it is empty.
    init(_ text: String?) {
      self = text.flatMap(\.nonEmpty).map { .text($0) } ?? .blank
    }
  }

  /// A column: its header and its cells.
  private typealias Column = (header: String, cells: [Cell])

  private let scenario: Scenario

  /// The tables that are not empty, in the order in which they are read.
  static func tables(of scenario: Scenario) -> [Table] {
    let tables = ScenarioTables(scenario: scenario)
    return [
      tables.initiatives, tables.funders, tables.pledges, tables.stakeholders, tables.ballots,
      tables.interactions,
    ].filter { !$0.rows.isEmpty }
  }

  private init(scenario: Scenario) { self.scenario = scenario }

  // MARK: Tables

  private var initiatives: Table {
    let all = scenario.initiatives
    let last = scenario.cycles.count - 1
    var columns: [Column] = [
      ("id", all.map { .text($0.id) }), ("name", all.map { .text($0.name) }),
      ("cost", all.map { money($0.cost) }),
      ("investment", all.map { $0.investment.map(money) ?? .blank }),
      (
        "award_probability",
        all.map { $0.awardProbability == 1 ? .blank : .number($0.awardProbability) }
      ),
    ]
    columns += scenario.categories.map { ($0, $1.map { Cell($0) }) }
    columns += scenario.measures.map { name, measure in
      (name, all.indices.map { measure[$0].map { .number($0) } ?? .blank })
    }
    columns += [
      ("sdgs", all.map { Cell($0.sdgs.map { String($0) }.joined(separator: ";")) }),
      ("requires", all.map { Cell(ids($0.requires)) }), ("group", all.map { Cell($0.group) }),
      (
        "earliest",
        all.map { Cell($0.window.lowerBound == 0 ? nil : scenario.cycles[$0.window.lowerBound]) }
      ),
      (
        "latest",
        all.map { Cell($0.window.upperBound == last ? nil : scenario.cycles[$0.window.upperBound]) }
      ),
      ("status", all.map { Cell($0.status == .open ? nil : $0.status.rawValue) }),
    ]
    return table(.initiatives, columns)
  }

  private var funders: Table {
    let all = scenario.funders
    return table(
      .funders,
      [
        ("id", all.map { .text($0.id) }), ("name", all.map { .text($0.name) }),
        ("kind", all.map { .text($0.kind.rawValue) }),
      ]
    )
  }

  private var pledges: Table {
    let all = scenario.pledges
    var columns: [Column] = [
      ("id", all.map { .text($0.id) }),
      ("funder", all.map { .text(scenario.funders[$0.funder].id) }),
      ("amount", all.map { money($0.amount) }),
      ("cycle", all.map { Cell($0.cycle == 0 ? nil : scenario.cycles[$0.cycle]) }),
    ]
    let earmarks = OrderedSet(all.flatMap { $0.earmarks.map(\.column) })
    columns += earmarks.map { column in
      let cells = all.map { pledge in
        let values = pledge.earmarks.first { $0.column == column }?.values.sorted() ?? []
        return Cell(values.joined(separator: ";"))
      }
      return (column, cells)
    }
    columns += [
      ("max_share", all.map { $0.maxShare.map { .number($0) } ?? .blank }),
      ("min_ticket", all.map { $0.minTicket.map(money) ?? .blank }),
      ("only_if", all.map { Cell(ids($0.onlyIf)) }),
      ("status", all.map { Cell($0.status == .pledged ? nil : $0.status.rawValue) }),
    ]
    return table(.pledges, columns)
  }

  private var stakeholders: Table {
    let all = scenario.stakeholders
    return table(
      .stakeholders,
      [
        ("id", all.map { .text($0.id) }), ("name", all.map { .text($0.name) }),
        ("kind", all.map { Cell($0.kind) }), ("weight", all.map { .number($0.weight) }),
        ("ballot", all.map { .text($0.ballot.rawValue) }),
        ("scale", all.map { $0.scale.map { .number($0) } ?? .blank }),
      ]
    )
  }

  /// One row a value: by stakeholder, then by initiative.
  private var ballots: Table {
    let rows: [[Cell]] = scenario.stakeholders.flatMap { stakeholder in
      stakeholder.values.sorted { $0.key < $1.key }.map { position, value in
        [
          .text(stakeholder.id), .text(scenario.initiatives[position].id), .number(value),
        ]
      }
    }
    return Table(kind: .ballots, headers: ["stakeholder", "initiative", "value"], rows: rows)
  }

  private var interactions: Table {
    let rows: [[Cell]] = scenario.interactions.map {
      [
        .text(scenario.initiatives[$0.first].id), .text(scenario.initiatives[$0.second].id),
        .number(Quantity($0.value)),
      ]
    }
    return Table(kind: .interactions, headers: ["a", "b", "value"], rows: rows)
  }

  // MARK: Cells

  /// The table of the columns, without those that are blank as a whole.
  private func table(_ kind: TableKind, _ columns: [Column]) -> Table {
    let used = columns.filter { column in column.cells.contains { $0 != .blank } }
    let count = used.first?.cells.count ?? 0
    return Table(
      kind: kind,
      headers: used.map(\.header),
      rows: (0..<count).map { row in used.map { $0.cells[row] } }
    )
  }

  private func money(_ amount: Money) -> Cell {
    .number(Quantity(amount.minorUnits, decimals: scenario.currency.decimals))
  }

  private func ids(_ positions: [Int]) -> String {
    positions.map { scenario.initiatives[$0].id }.joined(separator: ";")
  }
}
