import BigInt
import Portfolio

extension Verification {
  /// Every initiative is either chosen or rejected, and the reasons that can be checked are true.
  mutating func checkRejections() {
    if !claimsPortfolio, answer.rejected.isEmpty { return }
    let excluded = Set(answer.settings.exclude)
    let groups = Set(chosen.compactMap { scenario.initiatives[$0.position].group })
    var isRejected = isChosen.map { _ in false }
    var last = -1
    for rejection in answer.rejected {
      guard let position = scenario.positions[rejection.id] else {
        report(
          .rejectedList,
          "\"\(rejection.id)\" is rejected, but it is no initiative of the scenario.",
          "«\(rejection.id)» está rechazada, pero no es una iniciativa del escenario."
        )
        continue
      }
      if isChosen[position] || isRejected[position] {
        report(
          .rejectedList,
          "\(rejection.id) is rejected, but was named before.",
          "\(rejection.id) está rechazada, pero ya fue nombrada."
        )
        continue
      }
      if position < last {
        report(
          .rejectedOrder,
          "\(rejection.id) stands after an initiative that follows it in the table.",
          "\(rejection.id) está después de una iniciativa que la sigue en la tabla."
        )
      }
      last = max(last, position)
      isRejected[position] = true
      if claimsPortfolio { check(rejection.reason, for: position, excluded, groups) }
    }
    for position in isChosen.indices where !isChosen[position] && !isRejected[position] {
      let initiative = scenario.initiatives[position]
      report(
        .rejectedList,
        "\(initiative.id) is neither chosen nor rejected.",
        "\(initiative.id) no está elegida ni rechazada."
      )
    }
  }

  private mutating func check(
    _ reason: Answer.Rejection.Reason,
    for position: Int,
    _ excluded: Set<String>,
    _ groups: Set<String>
  ) {
    let initiative = scenario.initiatives[position]
    let isExcluded = initiative.status == .excluded || excluded.contains(initiative.id)
    let isTrue: Bool
    switch reason {
    case .gate: isTrue = !isViable[position]
    case .status: isTrue = isViable[position] && isExcluded
    case .unaffordable: isTrue = !isSurelyAffordable(position)
    case .requirement: isTrue = initiative.requires.contains { !isChosen[$0] }
    case .group: isTrue = initiative.group.map { groups.contains($0) } ?? false
    case .limit, .outcompeted: isTrue = true
    }
    // The gate and the status are looked for first, so no other reason may stand where they hold.
    let isFirst =
      switch reason {
      case .gate: true
      case .status: isViable[position]
      default: isViable[position] && !isExcluded
      }
    if !isTrue || !isFirst {
      report(
        .rejectedReason,
        "\(initiative.id) is out, but not because of \"\(reason.rawValue)\".",
        "\(initiative.id) está fuera, pero no por «\(reason.rawValue)»."
      )
    }
  }

  /// Whether pledges without a ticket or a condition can pay the initiative, alone, in full.
  private func isSurelyAffordable(_ position: Int) -> Bool {
    let initiative = scenario.initiatives[position]
    let cost = initiative.cost.exact
    var sum = BigInt(0)
    for (pledge, amount) in zip(scenario.pledges, amounts)
    where pledge.status != .withdrawn && pledge.minTicket == nil && pledge.onlyIf.isEmpty
      && pledge.cycle <= initiative.window.upperBound
      && mismatch(pledge.earmarks, position) == nil
    {
      let share = Rational(cost) * Rational(pledge.maxShare ?? 1)
      sum += min(amount, share.floor)
    }
    return sum >= cost
  }
}
