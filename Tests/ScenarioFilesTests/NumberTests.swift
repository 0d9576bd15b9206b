import Portfolio
import Testing

@testable import ScenarioFiles

extension NumberReader {
  fileprivate func read(
    _ cell: String,
    _ kind: NumberKind,
    _ sign: DecimalSign?
  ) -> Result<Quantity, Refusal> {
    read(Array(cell.utf8)[...], kind, sign)
  }
}

/// Numbers are read by what they can only mean.
@Suite struct NumberTests {
  private let pesos = MoneyUnit(code: "CLP", decimals: 0)
  private let dollars = MoneyUnit(code: "USD", decimals: 2)

  @Test(arguments: [
    ("1.234.567,89", "1234567.89"), ("1,234,567.89", "1234567.89"), ("1 234 567", "1234567"),
    ("1\u{A0}234\u{202F}567", "1234567"), ("1\u{2009}234,5", "1234.5"), ("12'500", "12500"),
    ("12,5", "12.5"), ("0.500", "0.5"), (",5", "0.5"), ("1234.567", "1234.567"),
    ("1.234.567", "1234567"), ("$1.929.500", "1929500"), ("CLP 12500000", "12500000"),
    ("12500000 clp", "12500000"), ("(1.234.567)", "-1234567"), ("-12", "-12"), ("$ -12", "-12"),
    ("\u{2212}12", "-12"), ("-$12", "-12"), ("+7", "7"), ("40%", "40"), ("007", "7"),
    ("1.234.567,00", "1234567"),
  ])
  func readsTheOnlyMeaning(_ text: String, _ value: String) {
    #expect(NumberText(text, currency: pesos)?.value()?.description == value)
    #expect(NumberText(text, currency: pesos)?.ambiguousSign == nil)
  }

  @Test(arguments: [
    "", "-", "$", "$ -", "abc", "1.2.3", "1,23,456", "1.234,567.8", "1..5", "12 34", "1 2345",
    "5.", "1e5", "US$ 5", "€5", "--5", "½", "١٢", "12,5 millones", "1.234 567", "()", "(5", "%",
  ])
  func refuses(_ text: String) {
    #expect(NumberText(text, currency: pesos) == nil)
  }

  @Test func oneSignAndThreeDigitsAreAmbiguous() {
    #expect(NumberText("1.500", currency: pesos)?.ambiguousSign == .point)
    #expect(NumberText("1,500", currency: pesos)?.ambiguousSign == .comma)
    let number = NumberText("1.500", currency: pesos)
    #expect(number?.value(decimalSign: .comma) == 1500)
    #expect(number?.value(decimalSign: .point) == Quantity(15, decimals: 1))
  }

  @Test func moneyIsSettledByTheCurrency() throws {
    let reader = NumberReader(currency: pesos, amountsIn: 1, decimalSign: nil)
    #expect(try reader.read("1.500", .money, nil).get() == 1500)
    #expect(try reader.read("1,500", .money, nil).get() == 1500)
    let cents = NumberReader(currency: dollars, amountsIn: 1, decimalSign: nil)
    #expect(try cents.read("1.500", .money, nil).get() == 1500)
    #expect(try cents.read("1.50", .money, nil).get() == Quantity(15, decimals: 1))
    // In thousands, one and a half is an amount too.
    let thousands = NumberReader(currency: pesos, amountsIn: 1000, decimalSign: nil)
    #expect(throws: NumberReader.Refusal.self) { try thousands.read("1.500", .money, nil).get() }
    #expect(try thousands.read("1.500", .money, .comma).get() == 1500)
  }

  @Test func peopleAreNotSettledByOthersDecimals() throws {
    let reader = NumberReader(currency: pesos, amountsIn: 1, decimalSign: nil)
    #expect(throws: NumberReader.Refusal.self) { try reader.read("1.500", .people, .point).get() }
    #expect(try reader.read("1.500", .people, .comma).get() == 1500)
    let settled = NumberReader(currency: pesos, amountsIn: 1, decimalSign: .point)
    #expect(try settled.read("1.500", .people, .point).get() == Quantity(15, decimals: 1))
  }

  @Test func amounts() {
    let half = Quantity(5, decimals: 1)
    #expect(NumberReader.money(half, times: 1000, pesos) == Money(minorUnits: 500))
    #expect(NumberReader.money(half, times: 1, pesos) == nil)
    #expect(NumberReader.money(half, times: 1, dollars) == Money(minorUnits: 50))
    let huge = NumberReader.money(Quantity(.max), times: 1_000_000_000, dollars)
    #expect(huge == Money(minorUnits: .max))
  }

  @Test(arguments: [
    ("12", "12"), ("-1234.50", "-1234.5"), ("1_000_000", "1000000"), ("2.5e6", "2500000"),
    ("25e-1", "2.5"), (".5", "0.5"), ("+3", "3"), ("1E3", "1000"),
  ])
  func plainNumbers(_ text: String, _ value: String) {
    #expect(ScenarioReading.plainNumber(text)?.description == value)
  }

  @Test(arguments: ["", ".", "1.", "1,5", "1.2.3", "e5", "1e", "1e99", "0x1", "nan", "12a", "--1"])
  func notPlainNumbers(_ text: String) {
    #expect(ScenarioReading.plainNumber(text) == nil)
  }
}
