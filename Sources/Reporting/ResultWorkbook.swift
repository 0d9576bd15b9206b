public import Portfolio
public import Selection
import Spreadsheet

/// An answer as an XLSX workbook, for people who go on working in a spreadsheet.
///
/// Sheets: portfolio, payments (a matrix), rejected, funders, limits, summary, named in the page's
/// language. Amounts are real numbers in the currency's own unit; every total is a formula beside
/// the value that it has.
public struct ResultWorkbook {
  private let report: PortfolioReport
  private var answer: Answer { report.answer }
  private var scenario: Scenario { report.scenario }

  /// Makes a workbook of an answer that was verified, in a language.
  public init(of answer: Answer, to scenario: Scenario, in language: Language) {
    report = PortfolioReport(of: answer, to: scenario, on: Page(language: language))
  }

  /// The file's bytes; the same for the same answer.
  public var bytes: [UInt8] {
    let sheets = [portfolio, payments, rejected, funders, limits, summary]
    return WorkbookWriter(
      sheets,
      title: answer.scenarioName,
      moneyDecimals: scenario.currency.decimals
    ).bytes
  }

  private func say(_ english: String, _ spanish: String) -> String { report.say(english, spanish) }

  // MARK: Sheets

  private var portfolio: Worksheet {
    let hasCycles = answer.selected.contains { !$0.cycle.isEmpty }
    let aims = answer.selected.first?.points.count ?? 1
    var sheet = table(
      say("Portfolio", "Cartera"),
      texts: ["Id", say("Initiative", "Iniciativa")] + (hasCycles ? [say("Cycle", "Ciclo")] : []),
      numbers: [say("Cost", "Costo")]
        + (1...max(1, aims)).map {
          aims == 1 ? say("Points", "Puntos") : say("Aim \($0)", "Meta \($0)")
        }
        + [say("Investment", "Inversión"), say("Beneficiaries", "Beneficiarios")]
    )
    for choice in answer.selected {
      let position = scenario.positions[choice.id]
      let investment = position.flatMap { scenario.initiatives[$0].investment }
      let people = position.flatMap { scenario.number("beneficiaries", of: $0) }
      sheet.rows.append(
        [.text(choice.id), .text(report.name(of: choice.id))]
          + (hasCycles ? [.text(choice.cycle)] : []) + [money(choice.cost)]
          + choice.points.map { Worksheet.Cell(.number(String($0)), .whole) }
          + [investment.map { money($0) } ?? .blank, people.map { number($0) } ?? .blank]
      )
    }
    let first = hasCycles ? 3 : 2
    var totals = [money(answer.totals.cost, .totalMoney)]
    for aim in 0..<max(1, aims) {
      let sum = answer.selected.reduce(0) {
        $0 + ($1.points.indices.contains(aim) ? $1.points[aim] : 0)
      }
      totals.append(Worksheet.Cell(.number(String(sum)), .totalWhole))
    }
    totals.append(money(answer.totals.investment, .totalMoney))
    totals.append(
      Worksheet.Cell(.number(answer.totals.beneficiaries.description), .totalWhole)
    )
    addTotals(totals, to: &sheet, from: first)
    sheet.frozenColumns = 2
    return sheet
  }

  private var payments: Worksheet {
    let funders = scenario.funders
    var sheet = table(
      say("Payments", "Pagos"),
      texts: ["Id", say("Initiative", "Iniciativa")],
      numbers: funders.map(\.name) + [say("Total", "Total")]
    )
    var sums = [Money](repeating: .zero, count: funders.count)
    for choice in answer.selected {
      var paid = [Money](repeating: .zero, count: funders.count)
      for payment in choice.payments {
        guard let column = funders.firstIndex(where: { $0.id == payment.funder }) else { continue }
        paid[column] += payment.amount
        sums[column] += payment.amount
      }
      let row = sheet.rows.count
      let cells = paid.map { $0 == .zero ? .blank : money($0) }
      sheet.rows.append(
        [.text(choice.id), .text(report.name(of: choice.id))] + cells
          + [total(of: choice.cost, .money, row...row, 2...max(2, funders.count + 1))]
      )
    }
    let all = sums.reduce(.zero) { $0 + $1 }
    addTotals((sums + [all]).map { money($0, .totalMoney) }, to: &sheet, from: 2)
    sheet.frozenColumns = 2
    return sheet
  }

  private var rejected: Worksheet {
    var sheet = table(
      say("Rejected", "Fuera"),
      texts: [
        "Id", say("Initiative", "Iniciativa"), say("Kind of reason", "Tipo de razón"),
        say("Why", "Por qué"),
      ],
      numbers: [say("Cost", "Costo")]
    )
    for rejection in answer.rejected {
      let cost = scenario.positions[rejection.id].map { scenario.initiatives[$0].cost }
      sheet.rows.append([
        .text(rejection.id), .text(report.name(of: rejection.id)),
        .text(rejection.reason.words[report.page.language]),
        .text(rejection.detail[report.page.language], .wrapped), cost.map { money($0) } ?? .blank,
      ])
    }
    sheet.widths = [3: 60]
    return sheet
  }

  private var funders: Worksheet {
    var sheet = table(
      say("Funders", "Aportantes"),
      texts: ["Id", say("Funder", "Aportante")],
      numbers: [say("Promised", "Prometió"), say("Pays", "Paga"), say("Left", "Queda")]
    )
    var sums = [Money](repeating: .zero, count: 3)
    for funder in answer.funders {
      let amounts = [funder.pledged, funder.paid, funder.left]
      for index in sums.indices { sums[index] += amounts[index] }
      sheet.rows.append(
        [.text(funder.id), .text(report.funderName(of: funder.id))] + amounts.map { money($0) }
      )
    }
    addTotals(sums.map { money($0, .totalMoney) }, to: &sheet, from: 2)
    return sheet
  }

  private var limits: Worksheet {
    var sheet = table(
      say("Limits", "Límites"),
      texts: [say("Limit", "Límite")],
      numbers: [
        say("Minimum", "Mínimo"), say("Reached", "Alcanzado"), say("Maximum", "Máximo"),
      ]
    )
    let words = report.limitWords
    for limit in answer.limits {
      let (label, isMoney) = words[limit.label] ?? (limit.label, false)
      sheet.rows.append(
        [.text(label)]
          + [limit.min, limit.activity, limit.max].map { sum in
            guard let sum else { return .blank }
            return isMoney && sum.decimals == 0
              ? money(Money(minorUnits: sum.significand)) : number(sum)
          }
      )
    }
    return sheet
  }

  private var summary: Worksheet {
    var sheet = Worksheet(name: say("Summary", "Resumen"))
    sheet.widths = [0: 34, 1: 22]
    sheet.rows = [[.text(answer.scenarioName, .title)], []]
    let sentences = report.certainty + answer.conflict.map { "- " + $0[report.page.language] }
    sheet.rows += sentences.map { [.text($0, .note)] }
    sheet.rows.append([])
    let totals = answer.totals
    let code = scenario.currency.code
    let cost = say("Cost to the fund (\(code))", "Costo para el fondo (\(code))")
    let investment = say(
      "Public investment it goes after (\(code))",
      "Inversión pública a la que postula (\(code))"
    )
    let expected = say(
      "Public investment expected (\(code))",
      "Inversión pública esperada (\(code))"
    )
    let leverage = say(
      "Investment for each unit of the fund",
      "Inversión por cada unidad del fondo"
    )
    let rows: [(String, Worksheet.Cell)] = [
      (say("Initiatives in", "Iniciativas que entran"), whole(answer.selected.count)),
      (say("Initiatives out", "Iniciativas que quedan fuera"), whole(answer.rejected.count)),
      (cost, money(totals.cost)), (investment, money(totals.investment)),
      (expected, money(totals.expectedInvestment)),
      (say("Beneficiaries", "Beneficiarios"), number(totals.beneficiaries)),
      (leverage, number(totals.leverage)),
    ]
    sheet.rows += rows.map { [.text($0.0), $0.1] }
    sheet.rows += [
      [], [.text("SHA-256: \(answer.scenarioDigest)", .note)],
    ]
    return sheet
  }

  // MARK: Cells

  private func table(_ name: String, texts: [String], numbers: [String]) -> Worksheet {
    var sheet = Worksheet(name: name)
    sheet.rows = [
      texts.map { .text($0, .header) } + numbers.map { .text($0, .numberHeader) }
    ]
    sheet.frozenRows = 1
    return sheet
  }

  /// Adds a row of totals below the rows, each the sum of its column from `first` on.
  private func addTotals(
    _ totals: [Worksheet.Cell],
    to sheet: inout Worksheet,
    from first: Int
  ) {
    guard sheet.rows.count > 1 else { return }
    let rows = 1...(sheet.rows.count - 1)
    let labels = (0..<first).map {
      $0 == 0 ? Worksheet.Cell.text("Total", .totalText) : Worksheet.Cell(.blank, .totalText)
    }
    let sums = totals.enumerated().map { index, total in
      guard case .number(let value) = total.content else { return total }
      return sum(value, total.style, rows, (first + index)...(first + index))
    }
    sheet.rows.append(labels + sums)
  }

  private func total(
    of amount: Money,
    _ style: Worksheet.Style,
    _ rows: ClosedRange<Int>,
    _ columns: ClosedRange<Int>
  ) -> Worksheet.Cell {
    sum(amount.plain(scenario.currency), style, rows, columns)
  }

  private func sum(
    _ value: String,
    _ style: Worksheet.Style,
    _ rows: ClosedRange<Int>,
    _ columns: ClosedRange<Int>
  ) -> Worksheet.Cell {
    let first = Worksheet.name(row: rows.lowerBound, column: columns.lowerBound)
    let last = Worksheet.name(row: rows.upperBound, column: columns.upperBound)
    return Worksheet.Cell(.formula("SUM(\(first):\(last))", value: value), style)
  }

  private func money(_ amount: Money, _ style: Worksheet.Style = .money) -> Worksheet.Cell {
    Worksheet.Cell(.number(amount.plain(scenario.currency)), style)
  }

  private func whole(_ number: Int) -> Worksheet.Cell {
    Worksheet.Cell(.number(String(number)), .whole)
  }

  private func number(_ number: Quantity) -> Worksheet.Cell {
    Worksheet.Cell(.number(number.description), number.decimals == 0 ? .whole : .decimal)
  }
}

extension Money {
  /// The amount in the currency's own unit, with a point and without grouping.
  fileprivate func plain(_ currency: Currency) -> String {
    Quantity(minorUnits, decimals: currency.decimals).description
  }
}

extension Answer.Rejection.Reason {
  /// The kind of reason in words.
  var words: Text {
    switch self {
    case .gate: Text(en: "does not pass a gate", es: "no cumple un requisito")
    case .status: Text(en: "excluded", es: "excluida")
    case .unaffordable: Text(en: "no money may pay it", es: "no hay dinero que pueda pagarla")
    case .requirement: Text(en: "needs what is out", es: "requiere algo que quedó fuera")
    case .group: Text(en: "an alternative is in", es: "entró una alternativa")
    case .limit: Text(en: "a limit is reached", es: "se alcanzó un límite")
    case .outcompeted: Text(en: "others bring more", es: "otras aportan más")
    }
  }
}
