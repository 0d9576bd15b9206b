import Portfolio
import Preferences

extension Formulation {
  /// The formats of ``text(as:)``.
  public enum ExportFormat: String, CaseIterable, Sendable {
    /// Free MPS; minimizes minus the points.
    case mps
    /// CPLEX LP; maximizes the points.
    case lp
  }

  /// The model of the first aim, complete and exact, for other solvers.
  ///
  /// Columns: `x_i_t` initiative i starts in cycle t; `w_i` initiative i,
  /// which may start in several cycles, is in; `s_k` interaction k; `f_p_c` what pledge p
  /// pays for class c; `y_p_i_t` what pledge p pays for initiative i; `z_p_i` pledge p pays at
  /// least its ticket for i; with the mode maximin, `level` the smallest satisfaction in millionths. Numbers
  /// are positions in the tables, from 1. Rows are `r1`, `r2`, ….
  ///
  /// - Precondition: the mode is not nash, whose logarithms are not linear.
  public func text(as format: ExportFormat) -> String {
    precondition(scenario.objective.mode != .nash, "logarithms are not linear")
    var complete = withPayments()
    var objective = complete.objective(ofAim: 0)
    if scenario.objective.mode == .maximin {
      complete.addLevel()
      objective = objective.map { _ in 0 } + [1]
    }
    let names = complete.meanings.map(name)
    switch format {
    case .mps: return complete.mps(names, objective)
    case .lp: return complete.lp(names, objective)
    }
  }

  private func name(_ meaning: Meaning) -> String {
    switch meaning {
    case .level: "level"
    case .start(let initiative, let cycle): "x_\(initiative + 1)_\(cycle + 1)"
    case .membership(let initiative): "w_\(initiative + 1)"
    case .pair(let index): "s_\(index + 1)"
    case .flow(let pledge, let paymentClass): "f_\(pledge + 1)_\(paymentClass + 1)"
    case .payment(let pledge, let initiative, let cycle):
      "y_\(pledge + 1)_\(initiative + 1)_\(cycle + 1)"
    case .ticket(let pledge, let initiative): "z_\(pledge + 1)_\(initiative + 1)"
    }
  }

  private func mps(_ names: [String], _ objective: [Int64]) -> String {
    var lines = ["* \(comment)", "NAME cartera", "ROWS", " N points"]
    var entries = [[(row: Int, coefficient: Int64)]](repeating: [], count: names.count)
    for (index, row) in program.rows.enumerated() {
      lines.append(" \(sense(row)) r\(index + 1)")
      for k in row.terms {
        entries[program.columns[k]].append((index, program.coefficients[k]))
      }
    }
    lines.append("COLUMNS")
    var isInteger = false
    for column in names.indices {
      if program.isInteger[column] != isInteger {
        isInteger.toggle()
        lines.append(" M\(column) 'MARKER' '\(isInteger ? "INTORG" : "INTEND")'")
      }
      if objective[column] != 0 || entries[column].isEmpty {
        lines.append(" \(names[column]) points \(-objective[column])")
      }
      for (row, coefficient) in entries[column] {
        lines.append(" \(names[column]) r\(row + 1) \(coefficient)")
      }
    }
    if isInteger { lines.append(" M\(names.count) 'MARKER' 'INTEND'") }
    lines.append("RHS")
    var ranges: [String] = []
    for (index, row) in program.rows.enumerated() {
      let side = row.upper ?? row.lower ?? 0
      if side != 0 { lines.append(" RHS r\(index + 1) \(side)") }
      if let lower = row.lower, let upper = row.upper, lower != upper {
        ranges.append(" RNG r\(index + 1) \(upper - lower)")
      }
    }
    if !ranges.isEmpty { lines += ["RANGES"] + ranges }
    lines.append("BOUNDS")
    for column in names.indices {
      lines.append(" UP BND \(names[column]) \(program.upper[column])")
    }
    lines.append("ENDATA")
    return lines.joined(separator: "\n") + "\n"
  }

  private func sense(_ row: IntegerProgram.Row) -> String {
    switch (row.lower, row.upper) {
    case (let lower?, let upper?) where lower == upper: "E"
    case (_, .some): "L"
    case (.some, nil): "G"
    case (nil, nil): "N"
    }
  }

  private func lp(_ names: [String], _ objective: [Int64]) -> String {
    var lines = [
      "\\ \(comment)", "Maximize",
      " points: " + sum(names.indices.map { ($0, objective[$0]) }, names),
    ]
    lines.append("Subject To")
    for (index, row) in program.rows.enumerated() {
      let left = sum(row.terms.map { (program.columns[$0], program.coefficients[$0]) }, names)
      switch (row.lower, row.upper) {
      case (let lower?, let upper?) where lower == upper:
        lines.append(" r\(index + 1): \(left) = \(lower)")
      case (let lower, let upper):
        if let upper { lines.append(" r\(index + 1): \(left) <= \(upper)") }
        if let lower {
          lines.append(" r\(index + 1)\(upper == nil ? "" : "_low"): \(left) >= \(lower)")
        }
      }
    }
    lines.append("Bounds")
    for column in names.indices {
      lines.append(" 0 <= \(names[column]) <= \(program.upper[column])")
    }
    let integers = names.indices.filter { program.isInteger[$0] }
    if !integers.isEmpty {
      lines.append("Generals")
      lines += integers.map { " \(names[$0])" }
    }
    lines.append("End")
    return lines.joined(separator: "\n") + "\n"
  }

  /// A sum in at most a few terms a line, which old readers of the format demand.
  private func sum(_ terms: [(column: Int, coefficient: Int64)], _ names: [String]) -> String {
    var text = ""
    var written = 0
    for (column, coefficient) in terms where coefficient != 0 {
      if written > 0, written % 8 == 0 { text += "\n   " }
      text += coefficient < 0 ? " - " : (written == 0 ? "" : " + ")
      if coefficient.magnitude != 1 { text += "\(coefficient.magnitude) " }
      text += names[column]
      written += 1
    }
    return written == 0 ? "0 \(names.first ?? "x")" : text
  }

  private var comment: String {
    let name = scenario.name.filter { $0.isASCII && !$0.isNewline }
    let aims = aimCeilings.count
    return "Cartera: \(name)" + (aims > 1 ? " (first of \(aims) aims)" : "")
  }
}
