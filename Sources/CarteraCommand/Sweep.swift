import ArgumentParser
import MixedInteger
import Planning
import Portfolio
import Reporting
import ScenarioFiles
import Selection

/// `cartera sweep`: one setting over a range.
struct Sweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    _superCommandName: "cartera",
    abstract: say(
      "Moves one setting over a range and says how the best portfolio follows.",
      "Mueve un valor por un rango y dice cómo cambia la mejor cartera."
    ),
    discussion: say(
      """
      Example: cartera sweep scenarios/los-lagos --over budget=50%:150%:5% --breakpoints

      --over takes budget=FROM:TO:STEP in percent, weight:MEASURE=, limit:N= (the N-th of the \
      scenario; limit:N:min= where it has two bounds) or pledge:ID=. docs/planning.md says more.
      """,
      """
      Ejemplo: cartera sweep scenarios/los-lagos --over budget=50%:150%:5% --breakpoints

      --over recibe budget=DESDE:HASTA:PASO en porcentaje, weight:MEDIDA=, limit:N= (el N-ésimo \
      del escenario; limit:N:min= si tiene dos cotas) o pledge:ID=. docs/planning.md dice más.
      """
    )
  )

  @Argument(help: scenarioHelp)
  var scenario: String

  @Option(
    help: help(
      "What is moved, from where, to where and in which steps.",
      "Qué se mueve, desde dónde, hasta dónde y en qué pasos.",
      valueName: "setting=from:to:step"
    )
  )
  var over: String

  @Flag(
    help: help(
      "Also the exact values at which the portfolio changes.",
      "También los valores exactos en que cambia la cartera."
    )
  )
  var breakpoints = false

  @Flag(
    help: help(
      "Also portfolios that never drop an initiative as the value grows, and what that costs.",
      "También carteras que nunca dejan una iniciativa al crecer el valor, y cuánto cuesta eso."
    )
  )
  var nested = false

  @Option(help: help("The form of the answer.", "La forma de la respuesta."))
  var format: AnswerFormat = .table

  @OptionGroup var part: ShardOption
  @OptionGroup var journal: ResumeOption
  @OptionGroup var settings: SettingsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    try part.require(format)
    guard part.shard != nil, nested else { return }
    throw ValidationError(
      say(
        "--nested plans need all steps before them: leave --nested or --shard out.",
        "Los planes de --nested necesitan todos los pasos anteriores: quite --nested o --shard."
      )
    )
  }

  func run() throws {
    try output.checkDestination()
    let document = try output.read(scenario)
    let desk = Desk(quiet: output.quiet)
    let planner = try desk.planner(of: document, settings, resuming: journal.resume)
    let argument = try SweepArgument(over, in: planner.scenario)
    try desk.run { progress in
      let all = argument.values
      let range = part.shard?.range(of: all.count) ?? all.indices
      // A part begins with the value before its own, from which its first step leads on.
      let first = max(0, range.lowerBound - 1)
      let values = range.isEmpty ? [] : Array(all[first..<range.upperBound])
      var steps = try planner.sweep(argument.setting, over: values, done: progress)
      let changes =
        breakpoints
        ? try planner.breakpoints(
          of: argument.setting,
          between: steps,
          decimals: all.reduce(0) { max($0, $1.decimals) },
          done: progress
        ) : nil
      if !range.isEmpty, !steps.isEmpty { steps.removeFirst(range.lowerBound - first) }
      if nested { steps = try planner.nesting(argument.setting, steps) }
      switch format {
      case .table:
        let report = SweepReport(of: argument.setting, by: planner, page: output.page)
        try output.write(report.text(steps, breakpoints: changes))
      case .json:
        try output.write(
          json(document, planner, steps, changes, isComplete: !desk.stop.isRaised).text
        )
      }
    }
  }

  /// The sweep as JSON; money in minor units, shares as 0.8 for 80 %.
  ///
  ///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null,
  ///       "over": "budget=…", "complete": true,
  ///       "steps": [ { "at": 0.8, "status": "optimal", "value": [ 1200 ], "cost": 1,
  ///                    "selected": [ "…" ], "entering": [ "…" ],
  ///                    "leaving": [ { "id": "…", "value_if_kept": [ 1100 ] } ],
  ///                    "nested": { "value": [ 1150 ], "selected": [ "…" ] } } ],
  ///       "breakpoints": [ { "at": 0.834, "value": [ 1210 ], "entering": [], "leaving": [] } ] }
  ///
  /// `nested` and `breakpoints` are `null` where they were not asked for.
  private func json(
    _ document: ScenarioDocument,
    _ planner: Planner,
    _ steps: [SweepStep],
    _ changes: [Breakpoint]?,
    isComplete: Bool
  ) -> JSONValue {
    var value: JSONValue = .keys([
      "cartera": .integer(1),
      "scenario": scenarioSource(document),
      "settings": ResultWriter.settings(planner.asked) ?? .null,
      "over": .string(over),
      "complete": .bool(isComplete),
      "steps": .array(
        steps.map { step in
          .keys([
            "at": .literal(step.value.description),
            "status": .string(step.answer.status.rawValue),
            "value": points(step.answer.aim?.values),
            "cost": .integer(step.answer.totals.cost.minorUnits),
            "selected": ids(step.answer.selected.map(\.id)),
            "entering": ids(step.exchange?.entering ?? []),
            "leaving": .array(
              (step.exchange?.leaving ?? []).map { id in
                let kept = step.keeping.first { $0.id == id }
                return .keys(["id": .string(id), "value_if_kept": points(kept?.values)])
              }
            ),
            "nested": step.nested.map {
              .keys([
                "value": points($0.aim?.values), "selected": ids($0.selected.map(\.id)),
              ])
            } ?? .null,
          ])
        }
      ),
      "breakpoints": changes.map {
        .array(
          $0.map {
            .keys([
              "at": .literal($0.value.description), "value": points($0.answer.aim?.values),
              "entering": ids($0.exchange.entering), "leaving": ids($0.exchange.leaving),
            ])
          }
        )
      } ?? .null,
    ])
    value["shard"] = part.shard?.mark("sweep")
    return value
  }
}
