import Portfolio
import Selection
import Testing

@testable import Reporting

struct LayoutTests {
  @Test(arguments: [
    ("plaza", 5), ("Peñalolén", 9), ("n\u{303}o", 2), ("広場", 4), ("한글", 4), ("🏗️", 2), ("❤️", 2),
    ("≥ 1…", 4), ("", 0),
  ])
  func displayWidths(_ text: String, _ width: Int) {
    #expect(displayWidth(text) == width)
  }

  @Test func truncatingCountsColumnsNotLetters() {
    #expect("広場広場".truncated(toWidth: 5) == "広場…")
    #expect("Plaza de armas".truncated(toWidth: 9) == "Plaza de…")
    #expect("Plaza".truncated(toWidth: 5) == "Plaza")
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    var table = TextTable([TextTable.Column(header: "Id")])
    table.append(["a\u{1B}[31mb\nc"])
    #expect(table.lines(on: Page(language: .english)) == ["  Id", "  a [31mb c"])
  }

  @Test(arguments: [
    (1_234_567, "1.234.567", "1,234,567"), (-1000, "-1.000", "-1,000"), (999, "999", "999"),
    (0, "0", "0"),
  ])
  func groups(_ amount: Int64, _ spanish: String, _ english: String) throws {
    let pesos = try #require(Currency(code: "CLP"))
    let money = Money(minorUnits: amount)
    #expect(Numerals(.spanish, pesos).money(money) == spanish)
    #expect(Numerals(.english, pesos).money(money) == english)
  }

  @Test func centsAndShares() throws {
    let dollars = Numerals(.english, try #require(Currency(code: "USD")))
    #expect(dollars.money(Money(minorUnits: -5)) == "-0.05")
    #expect(dollars.percent(Quantity(125, decimals: 3)) == "12.5%")
    #expect(dollars.percent(Quantity(2)) == "200%")
    #expect(dollars.percent(0.000_01) == "0.01%")
    #expect(dollars.percent(0.0) == "0%")
    #expect(dollars.number(Quantity(149, decimals: 2).rounded(decimals: 1)) == "1.5")
  }

  @Test(arguments: [80, 88, 100, 120])
  func fitsThePage(_ width: Int) throws {
    let scenario = try Samples.scenario()
    for language in Language.allCases {
      let page = Page(language: language, width: width)
      let texts =
        [Samples.optimal(), Samples.feasible(), Samples.infeasible()].map {
          PortfolioReport(of: $0, to: scenario, on: page).text
        } + [ScenarioSummary(of: scenario).text(on: page)]
      for line in texts.flatMap({ $0.split(separator: "\n") }) where displayWidth(line) > width {
        Issue.record("\(width): \(line)")
      }
    }
  }
}
