import GLPKSolver
import MixedInteger
import Portfolio

@testable import Selection

/// GLPK's own branch and cut, which shares nothing with our tree search but the program.
enum SecondOpinion {
  /// The optimal value of a formulation's first aim; `nil` if nothing keeps its rules.
  static func value(of formulation: Formulation) throws -> Int64? {
    let complete = formulation.withPayments()
    let program = complete.program
    let objective = complete.objective(ofAim: 0)
    var model = Model(sense: .maximize)
    let variables = program.lower.indices.map {
      model.addVariable(
        lower: Double(program.lower[$0]),
        upper: Double(program.upper[$0]),
        objective: Double(objective[$0]),
        kind: program.isInteger[$0] ? .integer : .continuous
      )
    }
    for row in program.rows {
      model.addRow(
        row.terms.map {
          Model.Term(variables[program.columns[$0]], Double(program.coefficients[$0]))
        },
        lower: row.lower.map(Double.init) ?? -.infinity,
        upper: row.upper.map(Double.init) ?? .infinity
      )
    }
    return try value(of: model)
  }

  /// The optimal value of a model whose optimum is whole; `nil` if it is infeasible.
  static func value(of model: Model) throws -> Int64? {
    let outcome = try GLPKSolver().solve(model)
    switch outcome.status {
    case .infeasible: return nil
    case .optimal:
      guard let objective = outcome.objective else { throw NoOpinion(status: outcome.status) }
      return Int64(objective.rounded())
    case .unbounded, .stopped, .undefined: throw NoOpinion(status: outcome.status)
    }
  }

  struct NoOpinion: Error { var status: Outcome.Status }
}

/// Reads the free MPS files that `Formulation.text(as:)` writes.
struct MPSReader {
  private(set) var model = Model(sense: .minimize)
  private var rows: [String: (sense: String, terms: [Model.Term], side: Double, range: Double?)] =
    [:]
  private var order: [String] = []
  private var columns: [String] = []
  private var isInteger: [String: Bool] = [:]
  private var objective: [String: Double] = [:]
  private var upper: [String: Double] = [:]

  struct Unreadable: Error { var line: String }

  init(_ text: String) throws {
    var section = ""
    var isInteger = false
    var entries: [(column: String, row: String, value: Double)] = []
    for line in text.split(separator: "\n") where !line.hasPrefix("*") {
      let words = line.split(separator: " ").map(String.init)
      guard line.hasPrefix(" ") else {
        section = words[0]
        continue
      }
      if section == "ROWS", words.count == 2 {
        order.append(words[1])
        rows[words[1]] = (words[0], [], 0, nil)
        continue
      }
      if section == "COLUMNS", words.count == 3, words[1] == "'MARKER'" {
        isInteger = words[2] == "'INTORG'"
        continue
      }
      guard let value = words.last.flatMap(Double.init) else {
        throw Unreadable(line: String(line))
      }
      switch section {
      case "COLUMNS":
        if columns.last != words[0] { columns.append(words[0]) }
        self.isInteger[words[0]] = isInteger
        entries.append((words[0], words[1], value))
      case "RHS": rows[words[1]]?.side = value
      case "RANGES": rows[words[1]]?.range = value
      case "BOUNDS": upper[words[2]] = value
      default: throw Unreadable(line: String(line))
      }
    }
    for entry in entries where rows[entry.row]?.sense == "N" {
      objective[entry.column] = entry.value
    }
    var variables: [String: Model.Variable] = [:]
    for name in columns {
      variables[name] = model.addVariable(
        upper: upper[name] ?? .infinity,
        objective: objective[name] ?? 0,
        kind: self.isInteger[name] == true ? .integer : .continuous,
        name: name
      )
    }
    for entry in entries {
      if let variable = variables[entry.column] {
        rows[entry.row]?.terms.append(.init(variable, entry.value))
      }
    }
    for name in order {
      guard let row = rows[name], row.sense != "N" else { continue }
      var lower = row.sense == "L" ? -Double.infinity : row.side
      let upper = row.sense == "G" ? Double.infinity : row.side
      if let range = row.range { lower = row.side - range }
      model.addRow(row.terms, lower: lower, upper: upper, name: name)
    }
  }
}
