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

  @Test(arguments: [
    (0, 10, "    ", "...."), (1, 1000, "▏   ", "#..."), (5, 10, "██  ", "##.."),
    (7, 10, "██▊ ", "##.."), (999, 1000, "███▉", "###."), (10, 10, "████", "####"),
    (12, 10, "████", "####"), (-3, 10, "    ", "...."), (0, 0, "    ", "...."),
  ])
  func bars(_ part: Int64, _ whole: Int64, _ unicode: String, _ ascii: String) {
    #expect(Page(language: .english).bar(part, of: whole, length: 4) == unicode)
    #expect(Page(language: .english, isASCII: true).bar(part, of: whole, length: 4) == ascii)
  }

  /// Bars are drawn where somebody looks, and no sign of ours is outside ASCII where it may not be.
  @Test func signsThatThePageCanShow() throws {
    let scenario = try Samples.scenario()
    func text(_ page: Page) -> String {
      PortfolioReport(of: Samples.optimal(), to: scenario, on: page).text
    }
    let plain = text(Page(language: .english))
    let drawn = text(Page(language: .english, hasBars: true))
    #expect(!plain.contains("█") && drawn.contains("█"))
    let names = scenario.initiatives.map(\.name) + scenario.funders.map(\.name)
    let letters = Set(names.joined().filter { !$0.isASCII })
    let ascii = text(Page(language: .english, width: 80, hasBars: true, isASCII: true))
    #expect(ascii.contains("##") && ascii.contains("count >= 1") && ascii.contains("~"))
    let strange = ascii.filter { !$0.isASCII && !letters.contains($0) }
    #expect(strange.isEmpty, "\(strange)")
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
