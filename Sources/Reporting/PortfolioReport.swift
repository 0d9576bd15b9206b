public import Portfolio
public import Selection

/// An answer as a table of neighbours reads it.
///
/// What is in and who pays for it, what is out and
/// why, what is left of each pledge, and how sure that is.
///
/// The report only words what the answer says: it decides and computes nothing but sums of
/// payments by funder. Rows keep the answer's order, which is that of the tables.
public struct PortfolioReport {
  let scenario: Scenario
  let answer: Answer
  let page: Page
  let numerals: Numerals

  /// Makes a report of an answer to a scenario.
  ///
  /// - Parameters:
  ///   - answer: An answer that was verified; ids that the scenario does not have stay ids.
  ///   - scenario: The scenario with the names.
  ///   - page: The language, width and colour.
  public init(of answer: Answer, to scenario: Scenario, on page: Page) {
    self.answer = answer
    self.scenario = scenario
    self.page = page
    numerals = Numerals(page.language, scenario.currency)
  }

  /// The report, each line with its end.
  public var text: String {
    var sections = [headline]
    switch answer.status {
    case .optimal, .feasible:
      sections += [chosen, rejected, satisfactions, funders, limits, totals, assurance]
    case .infeasible, .unknown:
      sections += [conflict]
    }
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  func name(of id: String) -> String {
    scenario.positions[id].map { scenario.initiatives[$0].name } ?? id
  }

  func funderName(of id: String) -> String {
    scenario.funders.first { $0.id == id }?.name ?? id
  }
}

// MARK: - How sure it is

extension PortfolioReport {
  /// How sure the answer is, in sentences.
  var certainty: [String] {
    switch answer.status {
    case .optimal: [optimality] + asked + [uniqueness] + (answer.verified ? [verification] : [])
    case .feasible: [feasibility] + asked + [uniqueness] + (answer.verified ? [verification] : [])
    case .infeasible: [impossibility] + asked
    case .unknown: [ignorance] + asked
    }
  }

  private var headline: [String] {
    var lines = page.paragraph(answer.scenarioName, .heading)
    switch answer.status {
    case .optimal: lines += page.paragraph(optimality, .good)
    case .feasible: lines += page.paragraph(feasibility, .caution)
    case .infeasible: lines += page.paragraph(impossibility, .bad)
    case .unknown: lines += page.paragraph(ignorance, .caution)
    }
    return lines + asked.flatMap { page.paragraph($0, .caution) }
  }

  private var impossibility: String {
    say(
      "Infeasible, proven: no portfolio keeps all the rules.",
      "Imposible, demostrado: ninguna cartera cumple todas las reglas."
    )
  }

  private var ignorance: String {
    say(
      "No answer yet: the search was stopped before it found a portfolio.",
      "Aún sin respuesta: la búsqueda se detuvo antes de encontrar una cartera."
    )
  }

  private var verification: String {
    say(
      "Verified: a second, separate pass in whole numbers found every rule kept.",
      "Verificado: una segunda revisión, aparte y en números enteros, confirmó que se cumple cada regla."
    )
  }

  private var optimality: String {
    guard let aim = answer.aim else { return say("Optimal, proven.", "Óptimo, demostrado.") }
    if let risk = answer.settings.risk { return riskOptimality(aim, risk) }
    let points = values(aim.values)
    return switch aim.mode {
    case .sum:
      say(
        "Optimal, proven: no portfolio that keeps the rules has more points than this one (\(points)).",
        "Óptimo, demostrado: ninguna cartera que cumpla las reglas suma más puntos que esta (\(points))."
      )
    case .maximin, .nash: fairOptimality(aim)
    case .lexicographic:
      say(
        "Optimal, proven: no portfolio that keeps the rules is better, aim by aim (\(points)).",
        "Óptimo, demostrado: ninguna cartera que cumpla las reglas es mejor, meta por meta (\(points))."
      )
    }
  }

  private var feasibility: String {
    guard let aim = answer.aim else {
      return say("Feasible, not proven optimal.", "Factible, sin demostrar que sea óptimo.")
    }
    if aim.mode.isFair { return fairFeasibility(aim) }
    if answer.settings.risk != nil { return riskFeasibility(aim) }
    let points = values(aim.values)
    let bound = values(aim.bounds)
    let gap = numerals.percent(aim.gap)
    return say(
      "Feasible, not proven optimal: it has \(points) points, and no portfolio has more than \(bound) (gap \(gap)).",
      "Factible, sin demostrar que sea óptimo: suma \(points) puntos y ninguna cartera pasa de \(bound) (brecha \(gap))."
    )
  }

  func values(_ values: some Sequence<Int64>) -> String {
    values.map(numerals.number).joined(separator: "; ")
  }

  private var asked: [String] { answer.settings.words(numerals, in: page.language) }

  private var conflict: [String] {
    guard answer.status == .infeasible, !answer.conflict.isEmpty else {
      return answer.status == .infeasible
        ? []
        : page.paragraph(
          say(
            "Give it more time with --time-limit, or leave --time-limit out.",
            "Dele más tiempo con --time-limit, o quite --time-limit."
          )
        )
    }
    var lines = page.paragraph(
      answer.isConflictMinimal
        ? say(
          "These rules cannot hold together; without any one of them, the rest can:",
          "Estas reglas no pueden cumplirse juntas; sin una cualquiera de ellas, las demás sí:"
        )
        : say(
          "These rules cannot hold together; the search for the fewest was stopped:",
          "Estas reglas no pueden cumplirse juntas; se detuvo la búsqueda de las menos posibles:"
        ),
      .heading
    )
    for rule in answer.conflict {
      lines += page.paragraph("- " + rule[page.language], indent: 2, hanging: 2)
    }
    return lines
  }

  private var assurance: [String] {
    var lines = page.paragraph(uniqueness)
    if answer.verified { lines += page.paragraph(verification, .good) }
    return lines
  }

  private var uniqueness: String {
    switch (answer.unique, answer.ties) {
    case (true?, _):
      say(
        "No other portfolio does as well: it is the only one.",
        "Ninguna otra cartera logra lo mismo: es la única."
      )
    case (false?, .canonical):
      say(
        "Other portfolios do as well; of them this one costs least, then starts earliest, then comes first in the table.",
        "Otras carteras logran lo mismo; de ellas, esta es la que cuesta menos, luego la que parte antes y luego la primera de la tabla."
      )
    case (false?, .any):
      say(
        "Other portfolios do as well; this is the first that was found.",
        "Otras carteras logran lo mismo; esta es la primera que se encontró."
      )
    case (nil, _):
      say(
        "Whether another portfolio does as well was not examined.",
        "No se examinó si otra cartera logra lo mismo."
      )
    }
  }
}
