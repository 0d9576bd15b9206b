public import Portfolio

/// A rule that an answer breaks, or a claim of it that is not true.
public struct Violation: Hashable, Sendable {
  /// What is broken; the raw values do not change between versions.
  public enum Rule: String, CaseIterable, Sendable {
    /// The answer is for another scenario.
    case scenarioName = "scenario.name"
    case scenarioDigest = "scenario.digest"
    /// What the user asked for is not what the answer does, or makes no sense.
    case settingsUnknown = "settings.unknown"
    case settingsLock = "settings.lock"
    case settingsExclude = "settings.exclude"
    case settingsBudget = "settings.budget"
    /// The status says something that the rest of the answer does not.
    case statusProof = "status.proof"
    case statusContent = "status.content"
    case statusConflict = "status.conflict"
    /// The portfolio.
    case choiceUnknown = "choice.unknown"
    case choiceDuplicate = "choice.duplicate"
    case choiceOrder = "choice.order"
    case choiceCycle = "choice.cycle"
    case choiceGate = "choice.gate"
    case choiceStatus = "choice.status"
    case choiceWindow = "choice.window"
    case choiceRequirement = "choice.requirement"
    case choiceGroup = "choice.group"
    case choiceCost = "choice.cost"
    case choicePoints = "choice.points"
    /// Who pays for what.
    case paymentSum = "payment.sum"
    case paymentFunder = "payment.funder"
    case paymentPledge = "payment.pledge"
    case paymentOwner = "payment.owner"
    case paymentAmount = "payment.amount"
    case paymentRepeated = "payment.repeated"
    case paymentWithdrawn = "payment.withdrawn"
    case paymentCycle = "payment.cycle"
    case paymentEligibility = "payment.eligibility"
    case paymentShare = "payment.share"
    case paymentTicket = "payment.ticket"
    case paymentCondition = "payment.condition"
    case paymentOverspent = "payment.overspent"
    /// The limits, and what the answer says of them.
    case limitMin = "limit.min"
    case limitMax = "limit.max"
    case limitList = "limit.list"
    case limitActivity = "limit.activity"
    case limitBounds = "limit.bounds"
    /// The aim.
    case objectiveMode = "objective.mode"
    case objectiveValue = "objective.value"
    case objectiveBound = "objective.bound"
    case objectiveGap = "objective.gap"
    case objectiveSatisfaction = "objective.satisfaction"
    /// What funders promised, pay and keep.
    case funderList = "funder.list"
    case funderPledged = "funder.pledged"
    case funderPaid = "funder.paid"
    case funderLeft = "funder.left"
    /// The totals.
    case totalCost = "total.cost"
    case totalInvestment = "total.investment"
    case totalExpectedInvestment = "total.expected_investment"
    case totalBeneficiaries = "total.beneficiaries"
    case totalLeverage = "total.leverage"
    /// What is out, and why.
    case rejectedList = "rejected.list"
    case rejectedOrder = "rejected.order"
    case rejectedReason = "rejected.reason"
  }

  /// What is broken.
  public let rule: Rule
  /// The same in a sentence that names what it is about and the numbers that differ.
  public let message: Text

  /// Makes a violation.
  public init(_ rule: Rule, _ message: Text) {
    self.rule = rule
    self.message = message
  }
}
