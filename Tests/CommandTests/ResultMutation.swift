import Foundation
import Testing

/// A way to spoil the result for the scenario `Fixtures/rich`, and rules that must be named then.
///
/// Others may be named too: who adds an initiative also makes the totals wrong.
struct ResultMutation: Sendable, CustomTestStringConvertible {
  let name: String
  let rules: Set<String>
  let spoil: @Sendable (inout ResultFile) throws -> Void

  init(
    _ name: String,
    _ rules: Set<String>,
    _ spoil: @escaping @Sendable (inout ResultFile) throws -> Void
  ) {
    self.name = name
    self.rules = rules
    self.spoil = spoil
  }

  var testDescription: String { name }

  static let all = answer + portfolio + payments + limits + sums + rejections

  private static let answer = [
    ResultMutation("another scenario", ["scenario.name"]) {
      try $0.set("scenario/name", "Desierto")
    },
    ResultMutation("other files", ["scenario.digest"]) {
      try $0.set("scenario/sha256", String(repeating: "0", count: 64))
    },
    ResultMutation("an unknown lock", ["settings.unknown"]) {
      try $0.append("settings/lock", "ZZ-99")
    },
    ResultMutation("an unknown exclusion", ["settings.unknown"]) {
      try $0.append("settings/exclude", "ZZ-99")
    },
    ResultMutation("a lock not kept", ["settings.lock"]) {
      try $0.append("settings/lock", "PL-03")
    },
    ResultMutation("an exclusion not kept", ["settings.exclude"]) {
      try $0.append("settings/exclude", "LU-12")
    },
    ResultMutation(
      "a smaller budget",
      ["payment.overspent", "funder.pledged", "funder.left", "limit.bounds"]
    ) { try $0.set("settings/budget", "40%") },
    ResultMutation("an absurd budget", ["settings.budget"]) {
      try $0.set("settings/budget", "900000000000000000%")
    },
    ResultMutation("no settings", ["funder.pledged", "limit.bounds", "rejected.reason"]) {
      try $0.remove("settings")
    },
    ResultMutation("no objective", ["status.content"]) { try $0.set("objective", NSNull()) },
    ResultMutation("infeasible with a portfolio", ["status.content", "status.conflict"]) {
      try $0.set("status", "infeasible")
    },
    ResultMutation("unknown with a portfolio", ["status.content"]) {
      try $0.set("status", "unknown")
    },
    ResultMutation("a conflict beside a portfolio", ["status.conflict"]) {
      try $0.insert("conflict", ["the money"])
    },
    ResultMutation("optimal below its bound", ["status.proof", "objective.gap"]) {
      try $0.add("objective/bound", 1)
    },
    ResultMutation("optimal with a gap", ["status.proof", "objective.gap"]) {
      try $0.set("objective/gap", 0.25)
    },
    ResultMutation("a bound below the value", ["objective.bound"]) {
      try $0.set("status", "feasible")
      try $0.add("objective/bound", -1)
    },
    ResultMutation("two bounds of one value", ["objective.bound"]) {
      try $0.set("objective/bound", [99_999, 0])
    },
    ResultMutation("a gap that is not the bound's", ["objective.gap"]) {
      try $0.set("status", "feasible")
      try $0.add("objective/bound", 100)
      try $0.set("objective/gap", 0.001)
    },
    ResultMutation("another mode", ["objective.mode"]) {
      try $0.set("objective/mode", "lexicographic")
    },
    ResultMutation("satisfactions that the mode does not look at", ["objective.satisfaction"]) {
      let one: [String: Any] = ["stakeholder": "x", "share": 1, "exact": "1"]
      try $0.insert("satisfactions", [one], into: "objective")
    },
    ResultMutation("a point too many", ["objective.value"]) {
      try $0.add("objective/value", 1)
      try $0.add("objective/bound", 1)
    },
  ]

  private static let portfolio = [
    ResultMutation("an unknown initiative", ["choice.unknown"]) {
      try $0.set("selected/LU-12/id", "ZZ-99")
    },
    ResultMutation("an initiative twice", ["choice.duplicate"]) {
      try $0.appendAgain("selected", "LU-12")
    },
    ResultMutation("not in table order", ["choice.order"]) { try $0.swapFirst("selected") },
    ResultMutation("an unknown cycle", ["choice.cycle"]) {
      try $0.set("selected/CA-09/cycle", "2027")
    },
    ResultMutation("no cycle", ["choice.cycle"]) {
      try $0.set("selected/CA-09/cycle", NSNull())
    },
    ResultMutation("after its window", ["choice.window", "limit.activity"]) {
      try $0.set("selected/LU-12/cycle", "2026")
    },
    ResultMutation("after what requires it", ["choice.requirement"]) {
      try $0.set("selected/PL-04/cycle", "2026")
    },
    ResultMutation("without what it requires", ["choice.requirement", "rejected.list"]) {
      try $0.remove("selected/PL-04")
    },
    ResultMutation("a gate not passed", ["choice.gate", "rejected.list"]) {
      try $0.choose("VE-05", "2025", 500_000, by: "municipio#1", after: "PL-04")
    },
    ResultMutation("an excluded initiative", ["choice.status", "rejected.list"]) {
      try $0.choose("MI-08", "2025", 500_000, by: "municipio#1", after: "JU-07")
    },
    ResultMutation("one that the user excluded", ["settings.exclude", "rejected.list"]) {
      try $0.choose("CI-11", "2026", 1_500_000, by: "municipio#1", after: "CA-09")
    },
    ResultMutation("two of one group", ["choice.group", "choice.points", "rejected.list"]) {
      try $0.choose("PL-03", "2026", 600_000, by: "municipio#1", after: "AP-02")
    },
    ResultMutation("a committed one left out", ["choice.status", "rejected.list"]) {
      try $0.remove("selected/PA-06")
    },
    ResultMutation("one left out", ["objective.value", "total.cost", "rejected.list"]) {
      try $0.remove("selected/LU-12")
    },
    ResultMutation("another cost", ["choice.cost"]) { try $0.add("selected/AP-02/cost", 1) },
    ResultMutation("other points", ["choice.points"]) { try $0.add("selected/AP-02/points", 1) },
    ResultMutation("no points", ["choice.points"]) { try $0.set("selected/AP-02/points", [Int]()) },
  ]
}

extension ResultMutation {
  private static let payments = [
    ResultMutation("a peso too little", ["payment.sum", "funder.paid", "funder.left"]) {
      try $0.add("selected/PA-06/payments/municipio#1/amount", -1)
    },
    ResultMutation("a peso moved to another funder", ["funder.paid", "funder.left"]) {
      try $0.add("selected/AP-01/payments/minera#2/amount", -1)
      try $0.add("selected/AP-01/payments/fondo#2/amount", 1)
    },
    ResultMutation("a peso over the largest share", ["payment.share"]) {
      try $0.add("selected/AP-01/payments/minera#1/amount", 1)
      try $0.add("selected/AP-01/payments/minera#2/amount", -1)
    },
    ResultMutation("more than was pledged", ["payment.overspent"]) {
      try $0.add("selected/AP-01/payments/minera#2/amount", -100_000)
      try $0.add("selected/AP-01/payments/fondo#2/amount", 100_000)
    },
    ResultMutation("a peso below the smallest ticket", ["payment.ticket"]) {
      try $0.add("selected/AP-01/payments/minera#2/amount", -99_999)
      try $0.append("selected/AP-01/payments", ResultFile.payment("municipio#1", 99_999))
    },
    ResultMutation("a condition not met", ["payment.condition", "choice.requirement"]) {
      try $0.remove("selected/AP-01")
    },
    ResultMutation("an unknown funder", ["payment.funder", "payment.owner"]) {
      try $0.set("selected/PA-06/payments/0/funder", "nadie")
    },
    ResultMutation("an unknown pledge", ["payment.pledge", "funder.paid"]) {
      try $0.set("selected/PA-06/payments/0/pledge", "municipio#9")
    },
    ResultMutation("another funder's pledge", ["payment.owner"]) {
      try $0.set("selected/PA-06/payments/0/funder", "minera")
    },
    ResultMutation("a payment of nothing", ["payment.amount"]) {
      try $0.append("selected/AP-02/payments", ResultFile.payment("fondo#2", 0))
    },
    ResultMutation("a negative payment", ["payment.amount"]) {
      try $0.add("selected/AP-02/payments/minera#2/amount", 5)
      try $0.append("selected/AP-02/payments", ResultFile.payment("fondo#2", -5))
    },
    ResultMutation("a payment in two parts", ["payment.repeated"]) {
      try $0.add("selected/PA-06/payments/municipio#1/amount", -100_000)
      try $0.append("selected/PA-06/payments", ResultFile.payment("municipio#1", 100_000))
    },
    ResultMutation("a withdrawn pledge", ["payment.withdrawn"]) {
      try $0.set("selected/PA-06/payments", [ResultFile.payment("fondo#1", 300_000)])
    },
    ResultMutation("money before it comes", ["payment.cycle"]) {
      try $0.set("selected/PA-06/payments", [ResultFile.payment("minera#2", 300_000)])
    },
    ResultMutation("a pledge for another commune", ["payment.eligibility"]) {
      try $0.add("selected/PA-06/payments/municipio#1/amount", -150_000)
      try $0.append("selected/PA-06/payments", ResultFile.payment("minera#1", 150_000))
    },
    ResultMutation("a pledge for another goal", ["payment.eligibility"]) {
      try $0.add("selected/PA-06/payments/municipio#1/amount", -50_000)
      try $0.append("selected/PA-06/payments", ResultFile.payment("fondo#2", 50_000))
    },
    ResultMutation("a pledge for another sector", ["payment.eligibility"]) {
      try $0.set("selected/PA-06/payments", [ResultFile.payment("municipio#2", 300_000)])
    },
  ]

  private static let limits = [
    ResultMutation("too much in one cycle", ["limit.max", "limit.activity"]) {
      try $0.set("selected/AP-01/cycle", "2025")
    },
    ResultMutation("nothing in one commune", ["limit.min", "limit.activity"]) {
      for id in ["PL-04", "PA-06", "JU-07", "LU-12"] { try $0.remove("selected/\(id)") }
    },
    ResultMutation("a limit left out", ["limit.list"]) { try $0.remove("limits/6") },
    ResultMutation("a limit too many", ["limit.list"]) { try $0.appendAgain("limits", "0") },
    ResultMutation("another label", ["limit.list"]) {
      try $0.set("limits/0/limit", "count ≥ 1 per commune: Sur")
    },
    ResultMutation("another activity", ["limit.activity"]) {
      try $0.add("limits/2/activity", -1)
    },
    ResultMutation("an activity cut short", ["limit.activity"]) {
      try $0.set("limits/5/activity", 2.9047)
    },
    ResultMutation("another bound", ["limit.bounds"]) { try $0.add("limits/2/max", 1) },
    ResultMutation("a bound left out", ["limit.bounds"]) {
      try $0.set("limits/4/min", NSNull())
    },
    ResultMutation("a bound made up", ["limit.bounds"]) { try $0.set("limits/0/max", 9) },
  ]

  private static let sums = [
    ResultMutation("a funder left out", ["funder.list"]) { try $0.remove("funders/fondo") },
    ResultMutation("funders in another order", ["funder.list"]) { try $0.swapFirst("funders") },
    ResultMutation("another pledged sum", ["funder.pledged"]) {
      try $0.add("funders/minera/pledged", 1)
    },
    ResultMutation("another paid sum", ["funder.paid"]) { try $0.add("funders/minera/paid", 1) },
    ResultMutation("another left sum", ["funder.left"]) { try $0.add("funders/minera/left", 1) },
    ResultMutation("another total cost", ["total.cost"]) { try $0.add("totals/cost", -1) },
    ResultMutation("another investment", ["total.investment"]) {
      try $0.add("totals/investment", 1)
    },
    ResultMutation("another expected investment", ["total.expected_investment"]) {
      try $0.add("totals/expected_investment", 1)
    },
    ResultMutation("other beneficiaries", ["total.beneficiaries"]) {
      try $0.add("totals/beneficiaries", 1)
    },
    ResultMutation("another leverage", ["total.leverage"]) {
      try $0.set("totals/leverage", 3.3884)
    },
  ]

  private static let rejections = [
    ResultMutation("a rejection left out", ["rejected.list"]) { try $0.remove("rejected/PU-10") },
    ResultMutation("a rejection twice", ["rejected.list"]) {
      try $0.appendAgain("rejected", "PU-10")
    },
    ResultMutation("an unknown rejection", ["rejected.list"]) {
      try $0.set("rejected/PU-10/id", "ZZ-99")
    },
    ResultMutation("chosen and rejected", ["rejected.list"]) {
      try $0.appendAgain("rejected", "PU-10")
      try $0.set("rejected/5/id", "LU-12")
    },
    ResultMutation("rejections in another order", ["rejected.order"]) {
      try $0.swapFirst("rejected")
    },
    ResultMutation("a gate that is passed", ["rejected.reason"]) {
      try $0.set("rejected/PU-10/reason", "gate")
    },
    ResultMutation("a gate that goes first", ["rejected.reason"]) {
      try $0.set("rejected/VE-05/reason", "outcompeted")
    },
    ResultMutation("a status that is open", ["rejected.reason"]) {
      try $0.set("rejected/PU-10/reason", "status")
    },
    ResultMutation("a status that goes first", ["rejected.reason"]) {
      try $0.set("rejected/MI-08/reason", "limit")
    },
    ResultMutation("a requirement that is met", ["rejected.reason"]) {
      try $0.set("rejected/PU-10/reason", "requirement")
    },
    ResultMutation("a group of no one", ["rejected.reason"]) {
      try $0.set("rejected/PU-10/reason", "group")
    },
    ResultMutation("what the pledges could pay", ["rejected.reason"]) {
      try $0.set("rejected/PL-03/reason", "unaffordable")
    },
  ]
}
