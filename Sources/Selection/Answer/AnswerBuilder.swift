import OrderedCollections
import Portfolio
import Preferences

/// A contradiction inside the program, which no input should be able to cause.
public enum InternalError: Error, Hashable, Sendable {
  /// The search accepted a portfolio that the split of payments calls unpayable.
  case portfolioCannotBePaid
}

/// Writes a portfolio down as an ``Answer``: payments, totals, limits, reasons.
struct AnswerBuilder {
  private let formulation: Formulation
  private let network: FundingNetwork
  private let name: String
  private let digest: String
  private let searchLimits: SearchLimits

  init(
    _ formulation: Formulation,
    _ network: FundingNetwork,
    name: String,
    digest: String,
    searchLimits: SearchLimits
  ) {
    self.formulation = formulation
    self.network = network
    self.name = name
    self.digest = digest
    self.searchLimits = searchLimits
  }

  private var scenario: Scenario { formulation.scenario }

  /// The answer for a portfolio, or for none.
  ///
  /// It is not yet verified. `known`: tickets by which it can be paid, where a search for them may be long.
  func answer(
    _ best: [Start]?,
    known: TicketDecisions?,
    status: Answer.Status,
    bounds: [Int64],
    ties: Answer.Ties,
    unique: Bool?,
    conflict: [Text],
    work: Answer.Work
  ) throws -> Answer {
    let starts = best ?? []
    let split = network.split(starts, known: known) { _ in !searchLimits.isReached }
    guard let split else { throw InternalError.portfolioCannotBePaid }
    var rejections = best.map { _ in
      Rejections(formulation, network, starts, isProven: status == .optimal)
    }
    var work = work
    if !split.isExact { work.method += "; split of payments stopped before its proof" }
    return Answer(
      scenarioName: name,
      scenarioDigest: digest,
      status: status,
      aim: best.map { aim(of: $0, bounds) },
      ties: ties,
      unique: unique,
      settings: formulation.settings,
      selected: zip(starts, split.payments).map(choice),
      rejected: rejections?.all() ?? [],
      funders: funders(split.payments),
      limits: best == nil ? [] : limits(starts),
      totals: totals(starts),
      conflict: conflict,
      verified: false,
      work: work
    )
  }

  private func aim(of starts: [Start], _ bounds: [Int64]) -> Answer.Aim {
    let values = formulation.aimValues(of: starts)
    // Aims that were not looked at are bounded by all that could be had.
    let all = bounds + formulation.aimCeilings.dropFirst(bounds.count)
    let open = values.indices.first { all[$0] != values[$0] }
    let gap = open.map {
      (Double(all[$0]) - Double(values[$0])) / max(1, abs(Double(values[$0])))
    }
    return Answer.Aim(
      mode: scenario.objective.mode,
      values: values,
      bounds: all,
      gap: gap ?? 0,
      satisfactions: zip(formulation.satisfactions, formulation.shares(of: starts)).map {
        Answer.Satisfaction(
          stakeholder: scenario.stakeholders[$0.stakeholder].id,
          exact: $1,
          share: $1.rounded(toDecimals: 6)
        )
      }
    )
  }

  private func choice(_ start: Start, _ payments: [PaymentSplit.Part]) -> Answer.Choice {
    let initiative = scenario.initiatives[start.initiative]
    return Answer.Choice(
      id: initiative.id,
      cycle: scenario.cycles[start.cycle],
      cost: initiative.cost,
      points: formulation.valuation.points.indices.map { formulation.points($0, start.initiative) },
      payments: payments.map {
        let pledge = scenario.pledges[$0.pledge]
        return Answer.Payment(
          funder: scenario.funders[pledge.funder].id,
          pledge: pledge.id,
          amount: $0.amount
        )
      }
    )
  }

  private func funders(_ payments: [[PaymentSplit.Part]]) -> [Answer.FunderTotal] {
    var paid = [Money](repeating: .zero, count: scenario.funders.count)
    for payment in payments.joined() {
      paid[scenario.pledges[payment.pledge].funder] += payment.amount
    }
    var pledged = [Money](repeating: .zero, count: scenario.funders.count)
    for pledge in scenario.pledges where pledge.status != .withdrawn {
      pledged[pledge.funder] += pledge.amount
    }
    return scenario.funders.indices.map {
      Answer.FunderTotal(
        id: scenario.funders[$0].id,
        pledged: pledged[$0],
        paid: paid[$0],
        left: pledged[$0] - paid[$0]
      )
    }
  }

  private func limits(_ starts: [Start]) -> [Answer.LimitActivity] {
    var cycleOf = [Int?](repeating: nil, count: scenario.initiatives.count)
    for start in starts { cycleOf[start.initiative] = start.cycle }
    return formulation.limits.indices.map { index in
      let limit = formulation.limits[index]
      let activity = Fraction(
        ExactInteger(limit.activity(cycleOf)),
        ExactInteger(limit.column.denominator)
      )
      return Answer.LimitActivity(
        label: scenario.limits[limit.limit].label(for: limit.value, in: scenario),
        activity: activity.rounded(toDecimals: 6),
        min: limit.least?.rounded(toDecimals: 6),
        max: limit.most?.rounded(toDecimals: 6)
      )
    }
  }

  private func totals(_ starts: [Start]) -> Answer.Totals {
    var cost = Money.zero
    var investment = Money.zero
    var expected: Fraction = 0
    var beneficiaries: Fraction = 0
    let people = scenario.measures["beneficiaries"]
    for start in starts {
      let initiative = scenario.initiatives[start.initiative]
      cost += initiative.cost
      if let amount = initiative.investment {
        investment += amount
        expected +=
          Fraction(ExactInteger(amount.minorUnits)) * Fraction(initiative.awardProbability)
      }
      if let number = people?[start.initiative] { beneficiaries += Fraction(number) }
    }
    let leverage =
      cost > .zero
      ? Fraction(ExactInteger(investment.minorUnits), ExactInteger(cost.minorUnits)) : 0
    return Answer.Totals(
      cost: cost,
      investment: investment,
      expectedInvestment: Money(minorUnits: expected.roundedHalfToEven ?? 0),
      beneficiaries: beneficiaries.rounded(toDecimals: 6),
      leverage: leverage.rounded(toDecimals: 4)
    )
  }
}

extension Formulation {
  /// Which of a limit's bounds a label shows.
  enum Side { case minimum, maximum, both }

  /// A limit in words.
  func label(ofLimit index: Int, _ side: Side) -> Text {
    var limit = scenario.limits[limits[index].limit]
    if side == .minimum { limit.max = nil }
    if side == .maximum { limit.min = nil }
    let value = limits[index].value
    return Text(
      en: limit.label(for: value, in: scenario, language: .english),
      es: limit.label(for: value, in: scenario, language: .spanish)
    )
  }
}
