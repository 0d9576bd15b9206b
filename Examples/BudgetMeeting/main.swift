// A table's meeting: what the money buys, and what changes as a funder gives less or the pool grows.
//
//     swift run --package-path Examples --scratch-path .build-examples BudgetMeeting scenarios/mejillones
//
// The regions between `snippet:` and `end` are shown in the documentation; script/docs sees to it
// that they are the same there, script/examples that the program prints output.txt.

import Cartera

let path = CommandLine.arguments.dropFirst().first ?? "scenarios/mejillones"
do {
  try meet(at: path)
} catch let problems as Problems {
  for problem in problems.all { print(problem.description(in: .english)) }
} catch let error as FileError {
  print(error.message[.english])
}

func meet(at path: String) throws {
  // snippet: solve
  let document = try ScenarioReader.read(path)
  let solved = try document.solve()

  let page = Page(language: .english)
  print(PortfolioReport(of: solved.answer, to: document.scenario, on: page).text, terminator: "")
  // end

  // snippet: walk
  for choice in solved.answer.selected {
    let payers = choice.payments.map { "\($0.funder) \($0.amount.minorUnits)" }
    print(choice.id, choice.cost.minorUnits, payers.joined(separator: ", "))
  }
  for rejection in solved.answer.rejected where rejection.reason == .outcompeted {
    print(rejection.id, rejection.detail[.english])
  }
  // end

  // snippet: session
  var session = SelectionSession()
  for percent: Int64 in [100, 90, 80, 110] {
    let settings = Answer.Settings(budget: Quantity(percent, decimals: 2))
    let answer = try session.best(
      of: document.scenario,
      digest: document.digest,
      settings: settings
    )
    let checked = try document.verified(answer).answer
    let exchange = Exchange(from: solved.answer, to: checked)
    print(
      "\(percent)%: \(checked.aim?.values ?? []) points, in \(exchange.entering), out \(exchange.leaving)"
    )
  }
  // end

  // snippet: change
  let largest = document.scenario.pledges.indices.max {
    document.scenario.pledges[$0].amount < document.scenario.pledges[$1].amount
  }
  if let largest {
    let pledge = document.scenario.pledges[largest]
    let half = Money(minorUnits: pledge.amount.minorUnits / 2)
    let poorer = document.scenario.changing(pledge: largest, to: half)
    let answer = try session.best(of: poorer)
    print("\(pledge.id) halved: \(answer.selected.map(\.id)), \(answer.status)")
  }
  // end

  // snippet: explain
  let planner = Planner(document.scenario, digest: document.digest)
  let base = try planner.solve()
  if let out = base.rejected.first(where: { $0.reason == .outcompeted }) {
    let explanations = try planner.explanations(of: [out.id], base: base, isDeep: true)
    print(ExplanationReport(on: base, by: planner, page: page).text(explanations), terminator: "")
  }
  // end

  // snippet: stop
  var options = SelectionOptions()
  options.timeLimit = .seconds(10)
  options.gap = 0.01
  options.stop = StopFlag()  // raise() it from any thread
  let quick = try document.solve(options).answer
  print("within 1 %: \((quick.aim?.gap ?? 1) <= options.gap)")
  // end
}
