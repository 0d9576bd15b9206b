import Portfolio

extension Verification {
  /// Whether the answer claims a portfolio.
  var claimsPortfolio: Bool { answer.status == .optimal || answer.status == .feasible }

  /// Whether the status agrees with what the answer holds.
  mutating func checkStatus() {
    let name = answer.status.rawValue
    if claimsPortfolio, answer.aim == nil {
      report(
        .statusContent,
        "the status is \(name), but the answer has no objective value.",
        "el estado es \(name), pero la respuesta no tiene valor del objetivo."
      )
    }
    if !claimsPortfolio, answer.aim != nil || !answer.selected.isEmpty {
      report(
        .statusContent,
        "the status is \(name), but the answer has a portfolio of \(answer.selected.count).",
        "el estado es \(name), pero la respuesta tiene una cartera de \(answer.selected.count)."
      )
    }
    if answer.status == .optimal, let aim = answer.aim, aim.bounds != aim.values || aim.gap != 0 {
      report(
        .statusProof,
        "the status is optimal, but the bound is \(aim.bounds) and the gap \(aim.gap), for the"
          + " value \(aim.values).",
        "el estado es optimal, pero la cota es \(aim.bounds) y la brecha \(aim.gap), para el"
          + " valor \(aim.values)."
      )
    }
    if answer.status == .infeasible, answer.conflict.isEmpty {
      report(
        .statusConflict,
        "the status is infeasible, but the answer names no rules that cannot hold together.",
        "el estado es infeasible, pero la respuesta no nombra reglas incompatibles."
      )
    }
    if answer.status != .infeasible, !answer.conflict.isEmpty {
      report(
        .statusConflict,
        "the status is \(name), but the answer names \(answer.conflict.count) rules in conflict.",
        "el estado es \(name), pero la respuesta nombra \(answer.conflict.count) reglas en"
          + " conflicto."
      )
    }
  }
}
