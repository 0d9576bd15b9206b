import BigInt
import Portfolio

extension Verification {
  /// What each funder promised, pays and keeps.
  mutating func checkFunders() {
    if !claimsPortfolio, answer.funders.isEmpty { return }
    let ids = scenario.funders.map(\.id)
    guard answer.funders.map(\.id) == ids else {
      report(
        .funderList,
        Text(en: "the list of funders", es: "la lista de aportantes"),
        says: answer.funders.map(\.id).joined(separator: ", "),
        truth: ids.joined(separator: ", ")
      )
      return
    }
    var pledged = ids.map { _ in BigInt(0) }
    for (pledge, amount) in zip(scenario.pledges, amounts) where pledge.status != .withdrawn {
      pledged[pledge.funder] += amount
    }
    var paid = ids.map { _ in BigInt(0) }
    let pledges = pledgePositions
    for payment in chosen.flatMap(\.choice.payments) {
      guard let position = pledges[payment.pledge] else { continue }
      paid[scenario.pledges[position].funder] += payment.amount.exact
    }
    for (index, total) in answer.funders.enumerated() {
      compare(
        .funderPledged,
        "what \(total.id) promised",
        "lo prometido por \(total.id)",
        total.pledged,
        pledged[index]
      )
      compare(
        .funderPaid,
        "what \(total.id) pays",
        "lo que paga \(total.id)",
        total.paid,
        paid[index]
      )
      compare(
        .funderLeft,
        "what \(total.id) keeps",
        "lo que le queda a \(total.id)",
        total.left,
        pledged[index] - paid[index]
      )
    }
  }

  /// The sums over the chosen initiatives.
  mutating func checkTotals() {
    let positions = chosen.map(\.position)
    func total(_ measure: Measure) -> Rational {
      VerifiedColumn(measure, of: scenario, at: positions).total
    }
    let (cost, investment) = (total(.cost), total(.investment))
    let expected = total(.expectedInvestment)
    let people = total(.column("beneficiaries"))
    let totals = answer.totals
    compare(.totalCost, "the total cost", "el costo total", totals.cost, cost.rounded)
    compare(
      .totalInvestment,
      "the total investment",
      "la inversión total",
      totals.investment,
      investment.rounded
    )
    compare(
      .totalExpectedInvestment,
      "the expected investment",
      "la inversión esperada",
      totals.expectedInvestment,
      expected.rounded
    )
    if !people.isWritten(as: totals.beneficiaries) {
      report(
        .totalBeneficiaries,
        Text(en: "the beneficiaries", es: "los beneficiarios"),
        says: totals.beneficiaries,
        truth: people
      )
    }
    let leverage = investment / cost
    if leverage.rounded(decimals: 4) != totals.leverage {
      report(
        .totalLeverage,
        Text(en: "the leverage", es: "el apalancamiento"),
        says: totals.leverage,
        truth: leverage.rounded(decimals: 4)?.description ?? leverage.description
      )
    }
  }

  private mutating func compare(
    _ rule: Violation.Rule,
    _ english: String,
    _ spanish: String,
    _ claim: Money,
    _ truth: BigInt
  ) {
    guard claim.exact != truth else { return }
    report(rule, Text(en: english, es: spanish), says: claim.minorUnits, truth: truth)
  }
}
