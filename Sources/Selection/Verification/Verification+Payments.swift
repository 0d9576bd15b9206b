import BigInt
import Portfolio

extension Verification {
  /// The pledges' positions by their ids.
  var pledgePositions: [String: Int] {
    Dictionary(
      scenario.pledges.enumerated().map { ($0.element.id, $0.offset) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  /// Every cost is paid in full, by pledges that may pay it, and none pays more than it has.
  mutating func checkPayments() {
    let pledges = pledgePositions
    let funders = Set(scenario.funders.map(\.id))
    var spent = amounts.map { _ in BigInt(0) }
    for item in chosen {
      // What each pledge pays for this initiative, in the order in which it is first named.
      var paid: [(pledge: Int, amount: BigInt)] = []
      var sum = BigInt(0)
      for payment in item.choice.payments {
        let amount = payment.amount.exact
        sum += amount
        checkNames(payment, item, funders, pledges)
        if amount <= 0 {
          report(
            .paymentAmount,
            "\(payment.pledge) pays \(amount) for \(item.choice.id); a payment is above 0.",
            "\(payment.pledge) paga \(amount) por \(item.choice.id); un pago es mayor que 0."
          )
        }
        guard let pledge = pledges[payment.pledge] else { continue }
        spent[pledge] += amount
        if let index = paid.firstIndex(where: { $0.pledge == pledge }) {
          paid[index].amount += amount
          report(
            .paymentRepeated,
            "\(payment.pledge) pays twice for \(item.choice.id).",
            "\(payment.pledge) paga dos veces por \(item.choice.id)."
          )
        } else {
          paid.append((pledge, amount))
        }
      }
      for (pledge, amount) in paid { check(scenario.pledges[pledge], paying: amount, for: item) }
      let cost = scenario.initiatives[item.position].cost.exact
      if sum != cost {
        report(
          .paymentSum,
          "the payments for \(item.choice.id) add up to \(sum), but it costs \(cost).",
          "los pagos por \(item.choice.id) suman \(sum), pero cuesta \(cost)."
        )
      }
    }
    for (pledge, (total, amount)) in zip(scenario.pledges, zip(spent, amounts))
    where total > amount {
      report(
        .paymentOverspent,
        "\(pledge.id) pays \(total) in all, but has only \(amount).",
        "\(pledge.id) paga \(total) en total, pero tiene solo \(amount)."
      )
    }
  }

  private mutating func checkNames(
    _ payment: Answer.Payment,
    _ item: Chosen,
    _ funders: Set<String>,
    _ pledges: [String: Int]
  ) {
    if !funders.contains(payment.funder) {
      report(
        .paymentFunder,
        "\"\(payment.funder)\" pays for \(item.choice.id), but is no funder of the scenario.",
        "«\(payment.funder)» paga por \(item.choice.id), pero no es un aportante del escenario."
      )
    }
    guard let position = pledges[payment.pledge] else {
      report(
        .paymentPledge,
        "\"\(payment.pledge)\" pays for \(item.choice.id), but is no pledge of the scenario.",
        "«\(payment.pledge)» paga por \(item.choice.id), pero no es un aporte del escenario."
      )
      return
    }
    let owner = scenario.funders[scenario.pledges[position].funder].id
    if owner != payment.funder {
      report(
        .paymentOwner,
        "\(payment.pledge) is a pledge of \(owner), not of \(payment.funder).",
        "\(payment.pledge) es un aporte de \(owner), no de \(payment.funder)."
      )
    }
  }

  /// Whether the pledge may pay this initiative at all, and this much.
  private mutating func check(_ pledge: Pledge, paying amount: BigInt, for item: Chosen) {
    let id = item.choice.id
    if pledge.status == .withdrawn {
      report(
        .paymentWithdrawn,
        "\(pledge.id) pays \(amount) for \(id), but is withdrawn.",
        "\(pledge.id) paga \(amount) por \(id), pero está retirado."
      )
    }
    if let cycle = item.cycle, pledge.cycle > cycle {
      let comes = scenario.cycles[pledge.cycle]
      report(
        .paymentCycle,
        "\(pledge.id) only comes in \(comes), but pays for \(id), which starts in"
          + " \(item.choice.cycle).",
        "\(pledge.id) recién llega en \(comes), pero paga por \(id), que parte en"
          + " \(item.choice.cycle)."
      )
    }
    if let earmark = mismatch(pledge.earmarks, item.position) {
      let wanted = earmark.values.sorted().joined(separator: ", ")
      report(
        .paymentEligibility,
        "\(pledge.id) may not pay for \(id): it is for \(earmark.column) \(wanted).",
        "\(pledge.id) no puede pagar por \(id): es para \(earmark.column) \(wanted)."
      )
    }
    if let share = pledge.maxShare {
      let cost = Rational(scenario.initiatives[item.position].cost.exact)
      let exact = cost * Rational(share)
      let cap = Rational(exact.floor) == exact ? exact.floor : exact.floor + 1
      if amount > cap {
        report(
          .paymentShare,
          "\(pledge.id) pays \(amount) for \(id), more than its largest share of the cost, \(cap).",
          "\(pledge.id) paga \(amount) por \(id), más que su parte máxima del costo, \(cap)."
        )
      }
    }
    if let ticket = pledge.minTicket, amount < ticket.exact {
      report(
        .paymentTicket,
        "\(pledge.id) pays \(amount) for \(id), less than its smallest ticket,"
          + " \(ticket.minorUnits).",
        "\(pledge.id) paga \(amount) por \(id), menos que su pago mínimo, \(ticket.minorUnits)."
      )
    }
    for condition in pledge.onlyIf where !isChosen[condition] {
      let missing = scenario.initiatives[condition].id
      report(
        .paymentCondition,
        "\(pledge.id) pays for \(id), but only may if \(missing) is chosen.",
        "\(pledge.id) paga por \(id), pero solo puede si \(missing) está elegida."
      )
    }
  }
}
