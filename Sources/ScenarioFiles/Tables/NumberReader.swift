import Portfolio

/// A currency's code and how many decimals its minor unit has.
struct MoneyUnit {
  let code: String
  let decimals: Int

  /// Stands in until the scenario's own currency is known.
  static let pesos = MoneyUnit(code: "CLP", decimals: 0)
}

/// What a numeric column's numbers are.
enum NumberKind {
  /// An amount of money of a table, in the scenario's unit (`amounts_in`).
  case money
  /// A share or a probability; a `%` may stand behind it.
  case share
  /// Any number.
  case number
  /// A count of people, which other cells' decimals do not make a fraction of.
  case people
  /// A whole number.
  case whole
}

/// Reads the numbers of tables by what they can only mean.
struct NumberReader {
  let currency: MoneyUnit
  /// What amounts in the tables are multiplied by.
  let amountsIn: Int64
  /// What the scenario's `numbers` key says.
  let decimalSign: DecimalSign?

  /// How many decimals an amount of a table can be written with.
  private var moneyDecimals: Int {
    var decimals = currency.decimals
    var unit = amountsIn
    while unit % 10 == 0, unit > 0 {
      decimals += 1
      unit /= 10
    }
    return decimals
  }

  /// The decimal sign that a cell shows its table to use.
  private func evidence(_ number: NumberText, _ kind: NumberKind) -> DecimalSign? {
    if let sign = number.decimalSign { return sign }
    guard let sign = number.ambiguousSign else { return nil }
    switch kind {
    case .whole: return sign.other
    case .money: return number.writtenDecimals > moneyDecimals ? sign.other : nil
    case .number where number.hasCurrency, .people where number.hasCurrency:
      return number.writtenDecimals > currency.decimals ? sign.other : nil
    case .number, .people, .share: return nil
    }
  }

  /// Settles a table's decimal sign from all its numbers; two that contradict each other are
  /// reported.
  func settle(_ sheet: inout Sheet, _ columns: [(Int, NumberKind)], _ problems: inout ProblemList) {
    if let decimalSign {
      sheet.decimalSign = decimalSign
      return
    }
    var first: (sign: DecimalSign, row: Int, column: Int)?
    var ofShares: DecimalSign?
    for row in sheet.raw.rows {
      for (column, kind) in columns {
        let cell = sheet.raw.bytes(row, column)
        // Digits alone, as most cells are, show nothing.
        guard !cell.allSatisfy(\.isDigit), let number = NumberText(cell, currency: currency),
          let sign = evidence(number, kind)
        else { continue }
        // A typed `0.8` beside formatted amounts is usual, and neither is in doubt.
        if kind == .share {
          ofShares = ofShares ?? sign
          continue
        }
        guard let known = first else {
          first = (sign, row, column)
          continue
        }
        guard known.sign != sign else { continue }
        reportContradiction(sheet, (known.row, known.column), (row, column), &problems)
        return
      }
    }
    guard let sign = first?.sign ?? ofShares, ofShares == nil || ofShares == sign else { return }
    sheet.decimalSign = sign
  }

  private func reportContradiction(
    _ sheet: Sheet,
    _ first: (row: Int, column: Int),
    _ second: (row: Int, column: Int),
    _ problems: inout ProblemList
  ) {
    let cell = sheet.raw[second.row, second.column].quotable
    let other = sheet.raw[first.row, first.column].quotable
    let line = sheet.raw.lines[first.row]
    problems.report(
      sheet.place(second.row, at: second.column),
      "\"\(cell)\" and \"\(other)\" of line \(line) cannot both be right: one has a decimal point,"
        + " the other a decimal comma. Write them alike.",
      "«\(cell)» y «\(other)» de la línea \(line) no pueden estar bien a la vez: uno lleva punto"
        + " decimal y el otro coma decimal. Escríbalos igual."
    )
  }

  /// The number of at most 18 digits and nothing else, which can mean one thing only; `nil` for any
  /// other cell.
  private static func plainNumber(_ cell: ArraySlice<UInt8>) -> Quantity? {
    guard (1...18).contains(cell.count) else { return nil }
    var number: Int64 = 0
    for byte in cell {
      guard byte.isDigit else { return nil }
      number = 10 * number + Int64(byte - UInt8(ascii: "0"))
    }
    return Quantity(number)
  }

  /// Why a cell is not a number.
  struct Refusal: Error {
    let text: Text

    init(_ english: String, _ spanish: String) { text = Text(en: english, es: spanish) }
  }

  /// The number of a cell, or why it is none.
  func read(
    _ cell: ArraySlice<UInt8>,
    _ kind: NumberKind,
    _ sign: DecimalSign?
  ) -> Result<Quantity, Refusal> {
    if let number = NumberReader.plainNumber(cell) { return .success(number) }
    var shown: String { cell.text.quotable }
    guard let text = NumberText(cell, currency: currency) else {
      return .failure(refusal(of: cell.text, kind))
    }
    if text.isPercentage, kind != .share {
      return .failure(
        Refusal(
          "\"\(shown)\" is a percentage, which cannot stand here. Write the number without %.",
          "«\(shown)» es un porcentaje, que no puede ir aquí. Escriba el número sin %."
        )
      )
    }
    let own = evidence(text, kind)
    if let decimalSign, let own, own != decimalSign {
      return .failure(
        Refusal(
          "\"\(shown)\" does not fit numbers: { decimal: \"\(decimalSign.rawValue)\" }."
            + " Write it like the others.",
          "«\(shown)» no calza con numbers: { decimal: \"\(decimalSign.rawValue)\" }."
            + " Escríbalo como los demás."
        )
      )
    }
    let isFractionOfPeople = kind == .people && decimalSign == nil && sign == text.ambiguousSign
    if text.ambiguousSign != nil, own == nil, sign == nil || isFractionOfPeople {
      let grouped = text.value()?.description ?? shown
      let decimal = text.value(decimalSign: text.ambiguousSign)?.description ?? shown
      return .failure(
        Refusal(
          "\"\(shown)\" could be \(grouped) or \(decimal). Write \(grouped) without a separator,"
            + " or add numbers: { decimal: \",\" } or { decimal: \".\" } to the scenario.",
          "«\(shown)» podría ser \(grouped) o \(decimal). Escriba \(grouped) sin separador,"
            + " o agregue numbers: { decimal: \",\" } o { decimal: \".\" } al escenario."
        )
      )
    }
    guard let value = text.value(decimalSign: own ?? sign), let scaled = scale(value, text) else {
      return .failure(
        Refusal(
          "\"\(shown)\" has too many digits. Write at most 15.",
          "«\(shown)» tiene demasiados dígitos. Escriba a lo más 15."
        )
      )
    }
    if kind == .whole, scaled.decimals > 0 {
      return .failure(
        Refusal(
          "\"\(shown)\" is not a whole number. Round it.",
          "«\(shown)» no es un número entero. Redondéelo."
        )
      )
    }
    return .success(scaled)
  }

  /// The amount of a cell, or why it is none.
  func money(_ cell: ArraySlice<UInt8>, _ sign: DecimalSign?) -> Result<Money, Refusal> {
    read(cell, .money, sign).flatMap { value in
      if let money = NumberReader.money(value, times: amountsIn, currency) {
        return .success(money)
      }
      let shown = cell.text.quotable
      let unit = amountsIn == 1 ? "" : " × \(amountsIn)"
      let decimals = NumberReader.decimals(of: currency)
      return .failure(
        Refusal(
          "\"\(shown)\"\(unit) is not an amount (\(decimals.english)). Round it.",
          "«\(shown)»\(unit) no es un monto (\(decimals.spanish)). Redondéelo."
        )
      )
    }
  }

  /// `value × unit` of the currency in minor units; `nil` if that is not whole.
  ///
  /// Amounts beyond every bound become one that validation refuses.
  static func money(_ value: Quantity, times unit: Int64, _ currency: MoneyUnit) -> Money? {
    let scale = Int128(unit) * Int128(Quantity.powerOfTen(currency.decimals))
    let product = Int128(value.significand).multipliedReportingOverflow(by: scale)
    let divisor = Int128(Quantity.powerOfTen(value.decimals))
    guard !product.overflow else { return Money(minorUnits: value < 0 ? -.max : .max) }
    guard product.partialValue % divisor == 0 else { return nil }
    let minor = product.partialValue / divisor
    return Money(minorUnits: Int64(max(-Int128(Int64.max), min(Int128(Int64.max), minor))))
  }

  /// `CLP has no decimals`.
  static func decimals(of currency: MoneyUnit) -> Text {
    switch currency.decimals {
    case 0:
      Text(en: "\(currency.code) has no decimals", es: "\(currency.code) no tiene decimales")
    default:
      Text(
        en: "\(currency.code) has \(currency.decimals) decimals",
        es: "\(currency.code) tiene \(currency.decimals) decimales"
      )
    }
  }

  private func scale(_ value: Quantity, _ text: NumberText) -> Quantity? {
    guard text.isPercentage else { return value }
    guard value.decimals + 2 <= Quantity.mostDecimals else { return nil }
    return Quantity(value.significand, decimals: value.decimals + 2)
  }
}
