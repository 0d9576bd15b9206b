import Portfolio
import Reporting
import Selection
import Testing

/// Every report in both languages, byte by byte.
struct GoldenTests {
  @Test(arguments: Language.allCases)
  func portfolio(_ language: Language) throws {
    let page = Page(language: language)
    let scenario = try Samples.scenario()
    let name = language.rawValue
    for (answer, file) in [
      (Samples.optimal(), "optimal"), (Samples.feasible(), "feasible"),
      (Samples.infeasible(), "infeasible"),
    ] {
      let text = PortfolioReport(of: answer, to: scenario, on: page).text
      try Golden.check(text, "\(file).\(name).txt")
    }
  }

  @Test(arguments: Language.allCases)
  func narrowColoredPortfolio(_ language: Language) throws {
    let page = Page(language: language, width: 80, isColored: true)
    let text = PortfolioReport(of: Samples.optimal(), to: try Samples.scenario(), on: page).text
    try Golden.check(text, "optimal-80-color.\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases)
  func centsAndOneCycle(_ language: Language) throws {
    let scenario = try Samples.scenario(currency: "USD", cycles: [])
    var answer = Samples.optimal(cycles: [])
    answer.unique = false
    let text = PortfolioReport(of: answer, to: scenario, on: Page(language: language)).text
    try Golden.check(text, "dollars.\(language.rawValue).txt")
  }

  /// The top of the report and the table of satisfactions; the rest is as in the others.
  @Test(arguments: Language.allCases)
  func satisfactions(_ language: Language) throws {
    let page = Page(language: language)
    var text = ""
    for (answer, refinement) in Samples.fair() {
      let scenario = try Samples.scenario(refinement: refinement)
      text += PortfolioReport(of: answer, to: scenario, on: page).text + "\n"
    }
    try Golden.check(text, "satisfactions.\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases)
  func summary(_ language: Language) throws {
    let text = ScenarioSummary(of: try Samples.scenario()).text(on: Page(language: language))
    try Golden.check(text, "summary.\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases)
  func problems(_ language: Language) throws {
    let problems = Problems([
      Problem(
        Place(source: "initiatives.csv", line: 14, column: "cost"),
        Text(en: "\"x\" is not an amount.", es: "«x» no es un monto.")
      ),
      Problem(Place(source: "scenario.yaml"), Text(en: "no pledges.", es: "no hay aportes.")),
    ])
    let text = ProblemReport(problems, on: Page(language: language)).text
    try Golden.check(text, "problems.\(language.rawValue).txt")
  }

  @Test(arguments: Language.allCases)
  func verification(_ language: Language) throws {
    let page = Page(language: language)
    let kept = VerificationReport([], on: page).text
    let message = Text(en: "PL-01 is not paid in full.", es: "PL-01 no está pagada por completo.")
    let broken = VerificationReport([Violation(.paymentSum, message)], on: page).text
    try Golden.check(kept + broken, "verification.\(language.rawValue).txt")
  }
}
