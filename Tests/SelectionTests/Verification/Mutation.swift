import Portfolio
import Selection
import Testing

/// A way to spoil the answer to ``ValleyExample``, and the rules that must be reported then.
struct Mutation: Sendable, CustomTestStringConvertible {
  let name: String
  let rules: Set<Violation.Rule>
  let spoil: @Sendable (inout Answer) -> Void

  init(
    _ name: String,
    _ rules: Set<Violation.Rule>,
    _ spoil: @escaping @Sendable (inout Answer) -> Void
  ) {
    self.name = name
    self.rules = rules
    self.spoil = spoil
  }

  var testDescription: String { name }

  /// What changes in the funders' totals when a payment changes alone.
  private static let paid: Set<Violation.Rule> = [.funderPaid, .funderLeft]

  static let all: [Mutation] = answerAndSettings + portfolio + payments + reports

  private static let answerAndSettings = [
    Mutation("another scenario", [.scenarioName]) { $0.scenarioName = "Desert" },
    Mutation("other files", [.scenarioDigest]) { $0.scenarioDigest = "d2" },
    Mutation("unknown lock", [.settingsUnknown]) { $0.settings.lock.append("Z") },
    Mutation("unknown exclusion", [.settingsUnknown]) { $0.settings.exclude.append("Z") },
    Mutation("a lock not kept", [.settingsLock]) { $0.settings.lock.append("I") },
    Mutation("an exclusion not kept", [.settingsExclude]) { $0.settings.exclude.append("K") },
    Mutation("a negative budget", [.settingsBudget, .funderPledged, .funderLeft, .limitBounds]) {
      $0.settings.budget = Quantity(-5, decimals: 1)
    },
    Mutation("an absurd budget", [.settingsBudget, .funderPledged, .funderLeft, .limitBounds]) {
      $0.settings.budget = Quantity(.max)
    },
    Mutation(
      "a smaller budget",
      [.paymentOverspent, .funderPledged, .funderLeft, .limitBounds]
    ) { $0.settings.budget = Quantity(4, decimals: 1) },
    Mutation("no objective value", [.statusContent]) { $0.aim = nil },
    Mutation("infeasible with a portfolio", [.statusContent, .statusConflict]) {
      $0.status = .infeasible
    },
    Mutation("unknown with a portfolio", [.statusContent]) { $0.status = .unknown },
    Mutation("a conflict of a portfolio", [.statusConflict]) {
      $0.conflict = [Text(verbatim: "budget")]
    },
    Mutation("optimal below its bound", [.statusProof]) {
      $0.aim?.bounds = [20_013]
      $0.aim?.gap = 1.0 / 20_012
    },
    Mutation("optimal with a gap", [.statusProof, .objectiveGap]) { $0.aim?.gap = 0.25 },
    Mutation("a bound below the value", [.objectiveBound]) {
      $0.status = .feasible
      $0.aim?.bounds = [20_011]
    },
    Mutation("too many bounds", [.objectiveBound, .statusProof]) {
      $0.aim?.bounds = [20_012, 0]
    },
    Mutation("a gap that is not the bound's", [.objectiveGap]) {
      $0.status = .feasible
      $0.aim?.bounds = [20_112]
      $0.aim?.gap = 0.004
    },
    Mutation("a gap that is no number", [.objectiveGap]) {
      $0.status = .feasible
      $0.aim?.bounds = [20_112]
      $0.aim?.gap = .nan
    },
    Mutation("another mode", [.objectiveMode]) { $0.aim?.mode = .lexicographic },
    Mutation("a point too many", [.objectiveValue]) {
      $0.aim?.values = [20_013]
      $0.aim?.bounds = [20_013]
    },
  ]

  private static let portfolio = [
    Mutation("an unknown initiative", [.choiceUnknown]) {
      $0.selected.append(ValleyExample.choice("Z", "2022", 0, points: 0, []))
    },
    Mutation("an initiative twice", [.choiceDuplicate]) { $0.selected.append($0.selected[0]) },
    Mutation("not in table order", [.choiceOrder]) { $0.selected.swapAt(0, 1) },
    Mutation("an unknown cycle", [.choiceCycle]) { $0.selected[4].cycle = "2024" },
    Mutation("before its window", [.choiceWindow, .paymentCycle, .limitActivity]) {
      $0.selected[2].cycle = "2022"
    },
    Mutation("before what it requires", [.choiceRequirement, .limitActivity]) {
      $0.selected[0].cycle = "2023"
    },
    Mutation(
      "a gate not passed",
      changed.subtracting([.objectiveValue]).union([.choiceGate, .limitMax])
    ) {
      add(ValleyExample.choice("E", "2022", 500, points: 0, [("town#1", 500)]), to: &$0)
    },
    Mutation("an excluded initiative", changed.union([.choiceStatus, .choicePoints])) {
      add(ValleyExample.choice("F", "2022", 400, points: 0, [("town#1", 400)]), to: &$0)
    },
    Mutation(
      "an alternative of the same group",
      changed.union([.choiceGroup, .choicePoints, .rejectedReason])
    ) {
      add(ValleyExample.choice("D", "2023", 700, points: 0, [("town#1", 700)]), to: &$0)
    },
    Mutation("what requires another", changed.union([.choiceRequirement, .choicePoints])) {
      add(ValleyExample.choice("H", "2022", 200, points: 0, [("town#1", 200)]), to: &$0)
    },
    Mutation("an initiative nobody asked for", changed.union([.choicePoints])) {
      add(ValleyExample.choice("I", "2022", 500, points: 0, [("town#1", 500)]), to: &$0)
    },
    Mutation(
      "a committed initiative left out",
      changed.subtracting([.totalInvestment, .totalExpectedInvestment]).union([.choiceStatus])
    ) { $0.selected.remove(at: 3) },
    Mutation(
      "what others require left out",
      changed.union([.choiceRequirement, .paymentCondition])
    ) { $0.selected.remove(at: 0) },
    Mutation("another cost", [.choiceCost]) { $0.selected[0].cost = Money(minorUnits: 1001) },
    Mutation("other points", [.choicePoints]) { $0.selected[1].points = [5629] },
    Mutation("no points", [.choicePoints]) { $0.selected[1].points = [] },
  ]

  /// What no longer agrees when a choice comes or goes and nothing else is changed.
  private static let changed: Set<Violation.Rule> = paid.union([
    .objectiveValue, .limitActivity, .totalCost, .totalInvestment, .totalExpectedInvestment,
    .totalBeneficiaries, .totalLeverage, .rejectedList,
  ])

  private static func add(_ choice: Answer.Choice, to answer: inout Answer) {
    answer.selected.append(choice)
    answer.selected.sort { $0.id < $1.id }
  }
}

extension Mutation {
  private static let payments = [
    Mutation("a cent too little", paid.union([.paymentSum])) {
      $0.selected[0].payments[1] = ValleyExample.payment("town#1", 299)
    },
    Mutation("a cent moved over the largest share", paid.union([.paymentShare])) {
      $0.selected[0].payments[0] = ValleyExample.payment("mine#1", 501)
      $0.selected[0].payments[1] = ValleyExample.payment("town#1", 299)
    },
    Mutation("a cent moved beyond a pledge", paid.union([.paymentOverspent])) {
      $0.selected[1].payments[1] = ValleyExample.payment("town#1", 499)
      $0.selected[1].payments[2] = ValleyExample.payment("fund#2", 501)
    },
    Mutation("below the smallest ticket", [.paymentTicket]) {
      $0.selected[0].payments[1] = ValleyExample.payment("town#1", 199)
      $0.selected[0].payments[2] = ValleyExample.payment("town#2", 301)
    },
    Mutation("an unknown funder", [.paymentFunder, .paymentOwner]) {
      $0.selected[0].payments[0].funder = "nobody"
    },
    Mutation("an unknown pledge", paid.union([.paymentPledge])) {
      $0.selected[0].payments[0].pledge = "mine#9"
    },
    Mutation("another funder's pledge", [.paymentOwner]) {
      $0.selected[0].payments[0].funder = "town"
    },
    Mutation("a payment of nothing", [.paymentAmount]) {
      $0.selected[0].payments.append(ValleyExample.payment("fund#2", 0))
    },
    Mutation("a negative payment", paid.union([.paymentAmount])) {
      $0.selected[0].payments[2] = ValleyExample.payment("town#2", 300)
      $0.selected[0].payments.append(ValleyExample.payment("fund#2", -100))
    },
    Mutation("a payment in two parts", [.paymentRepeated]) {
      $0.selected[3].payments = [
        ValleyExample.payment("town#1", 100), ValleyExample.payment("town#1", 200),
      ]
    },
    Mutation("a withdrawn pledge", paid.union([.paymentWithdrawn])) {
      $0.selected[3].payments = [ValleyExample.payment("fund#1", 300)]
    },
    Mutation("money before it comes", paid.union([.paymentCycle])) {
      $0.selected[3].payments = [
        ValleyExample.payment("mine#2", 100), ValleyExample.payment("town#1", 200),
      ]
    },
    Mutation("a pledge for another commune", [.paymentEligibility]) {
      $0.selected[2].payments = [
        ValleyExample.payment("mine#1", 200), ValleyExample.payment("mine#2", 200),
        ValleyExample.payment("town#2", 200),
      ]
    },
    Mutation("a pledge for another goal", paid.union([.paymentEligibility, .paymentOverspent])) {
      $0.selected[3].payments = [ValleyExample.payment("fund#2", 300)]
    },
    Mutation("a pledge for another sector", [.paymentEligibility]) {
      $0.selected[3].payments = [ValleyExample.payment("town#2", 300)]
    },
  ]

  private static let reports = [
    Mutation("a limit left out", [.limitList]) { $0.limits.removeLast() },
    Mutation("a limit too many", [.limitList]) { $0.limits.append($0.limits[0]) },
    Mutation("another limit's label", [.limitList]) {
      $0.limits[0].label = "count ≥ 1 per commune: S"
    },
    Mutation("another activity", [.limitActivity]) { $0.limits[2].activity = 1999 },
    Mutation("an activity of five decimals", [.limitActivity]) {
      $0.limits[5].activity = Quantity(27619, decimals: 4)
    },
    Mutation("another bound", [.limitBounds]) { $0.limits[2].max = 3201 },
    Mutation("a bound left out", [.limitBounds]) { $0.limits[4].min = nil },
    Mutation("a bound made up", [.limitBounds]) { $0.limits[0].max = 3 },
    Mutation("a funder left out", [.funderList]) { $0.funders.removeLast() },
    Mutation("funders in another order", [.funderList]) { $0.funders.swapAt(0, 1) },
    Mutation("another pledged sum", [.funderPledged]) {
      $0.funders[2].pledged = Money(minorUnits: 1400)
    },
    Mutation("another paid sum", [.funderPaid]) { $0.funders[0].paid = .zero },
    Mutation("another left sum", [.funderLeft]) { $0.funders[1].left = .zero },
    Mutation("another cost in all", [.totalCost]) { $0.totals.cost = Money(minorUnits: 4301) },
    Mutation("another investment", [.totalInvestment]) { $0.totals.investment = .zero },
    Mutation("an expectation rounded up", [.totalExpectedInvestment]) {
      $0.totals.expectedInvestment = Money(minorUnits: 6151)
    },
    Mutation("other beneficiaries", [.totalBeneficiaries]) { $0.totals.beneficiaries = 281 },
    Mutation("another leverage", [.totalLeverage]) {
      $0.totals.leverage = Quantity(36_746, decimals: 4)
    },
    Mutation("a rejection left out", [.rejectedList]) { $0.rejected.remove(at: 4) },
    Mutation("a rejection twice", [.rejectedList]) { $0.rejected.append($0.rejected[0]) },
    Mutation("an unknown rejection", [.rejectedList]) {
      $0.rejected.append(ValleyExample.rejection("Z", .outcompeted))
    },
    Mutation("chosen and rejected", [.rejectedList]) {
      $0.rejected.append(ValleyExample.rejection("A", .outcompeted))
    },
    Mutation("rejections in another order", [.rejectedOrder]) { $0.rejected.swapAt(0, 1) },
    Mutation("a gate that is passed", [.rejectedReason]) { $0.rejected[4].reason = .gate },
    Mutation("a gate that goes first", [.rejectedReason]) { $0.rejected[1].reason = .outcompeted },
    Mutation("a status that is open", [.rejectedReason]) { $0.rejected[4].reason = .status },
    Mutation("a status that goes first", [.rejectedReason]) { $0.rejected[6].reason = .limit },
    Mutation("a requirement that is met", [.rejectedReason]) {
      $0.rejected[4].reason = .requirement
    },
    Mutation("a group of no one", [.rejectedReason]) { $0.rejected[4].reason = .group },
  ]
}
