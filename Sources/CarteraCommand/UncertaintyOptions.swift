import ArgumentParser
import Planning
import Portfolio

/// What else than weights `robust` draws.
struct UncertaintyOptions: ParsableArguments {
  @Option(
    help: help(
      "Draw each initiative's value of each term too, up to this share more or less, such as 10%.",
      "Sortea también el valor de cada iniciativa en cada término, hasta esta parte mayor o menor, por ejemplo 10%.",
      valueName: "share"
    ),
    transform: UncertaintyOptions.share
  )
  var scores: Quantity?

  @Option(
    help: help(
      "Draw each cost too, up to this share more or less, such as 10%.",
      "Sortea también cada costo, hasta esta parte mayor o menor, por ejemplo 10%.",
      valueName: "share"
    ),
    transform: UncertaintyOptions.share
  )
  var costs: Quantity?

  @Flag(
    help: help(
      "Draw which public funds are awarded too; an investment then counts whole or not at all.",
      "Sortea también qué fondos públicos se adjudican; una inversión cuenta entonces entera o nada."
    )
  )
  var awards = false

  /// What is drawn; `nil` if nothing is.
  var uncertainty: Uncertainty? {
    guard scores != nil || costs != nil || awards else { return nil }
    return Uncertainty(scores: scores ?? 0, costs: costs ?? 0, awards: awards)
  }

  /// Says of a scenario in which awards change nothing that there is nothing to draw.
  func require(_ scenario: Scenario) throws {
    guard awards else { return }
    try requireChance(in: scenario)
    let counts = scenario.objective.terms.contains {
      $0.measure == .investment || $0.measure == .expectedInvestment
    }
    guard !counts else { return }
    throw Failure(
      .usage,
      Text(
        en:
          "--awards: no term of \(scenario.name) counts investment, so awards change nothing. Leave it out, or add a term expected_investment.",
        es:
          "--awards: ningún término de \(scenario.name) cuenta la inversión, así que adjudicar no cambia nada. Quítelo, o agregue un término expected_investment."
      )
    )
  }

  private static func share(_ text: String) throws -> Quantity {
    let complaint = say(
      "is not a share above 0. Write 10% or 0.1.",
      "no es una proporción mayor que 0. Escriba 10% o 0,1."
    )
    let share = try CarteraCommand.share(text, atMost: 1, complaint)
    guard share > 0 else { throw ValidationError("\"\(text)\" \(complaint)") }
    return share
  }
}
