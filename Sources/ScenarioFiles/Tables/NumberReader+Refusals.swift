import Portfolio

extension NumberReader {
  /// Why a cell that cannot be taken apart as a number is none, and what was probably meant.
  func refusal(of cell: String, _ kind: NumberKind) -> Refusal {
    let shown = cell.quotable
    let bare = cell.filter { !$0.isWhitespace && !"$-\u{2013}\u{2014}\u{2212}".contains($0) }
    if bare.isEmpty {
      let isRequired = kind == .money
      return Refusal(
        "\"\(shown)\" could be zero or missing. Write 0"
          + (isRequired ? ", or the amount." : ", or leave the cell blank."),
        "«\(shown)» podría ser cero o faltar. Escriba 0"
          + (isRequired ? ", o el monto." : ", o deje la celda en blanco.")
      )
    }
    if kind == .money, let unit = foreignUnit(cell) {
      return Refusal(
        "\"\(shown)\" is in \(unit), whose worth changes. Write the amount in \(currency.code).",
        "«\(shown)» está en \(unit), cuyo valor cambia. Escriba el monto en \(currency.code)."
      )
    }
    let number = wordedNumber(cell, kind)
    if kind == .money {
      let decimals = NumberReader.decimals(of: currency)
      return Refusal(
        "\"\(shown)\" is not an amount (\(decimals.english)). "
          + (number.map { "Write \($0)." } ?? "Write a number such as 12500000."),
        "«\(shown)» no es un monto (\(decimals.spanish)). "
          + (number.map { "Escriba \($0)." } ?? "Escriba un número como 12500000.")
      )
    }
    return Refusal(
      "\"\(shown)\" is not a number. "
        + (number.map { "Write \($0)." } ?? "Write one, or leave the cell blank."),
      "«\(shown)» no es un número. "
        + (number.map { "Escriba \($0)." } ?? "Escriba uno o deje la celda en blanco.")
    )
  }

  /// The unit of account, or the other currency, that a cell names.
  private func foreignUnit(_ cell: String) -> String? {
    let words = cell.uppercased().split { !$0.isLetter && $0 != "$" && $0 != "€" }.map(String.init)
    return ["UTM", "UTA", "UF", "US$", "USD", "EUR", "€"].first {
      words.contains($0) && $0 != currency.code
    }
  }

  /// The number that `12,5 millones` or `M$ 500` means, as it should be written; `nil` if it is
  /// not clear.
  private func wordedNumber(_ cell: String, _ kind: NumberKind) -> String? {
    let words: [(String, Int64)] = [
      ("millones", 1_000_000), ("millón", 1_000_000), ("millon", 1_000_000),
      ("millions", 1_000_000), ("million", 1_000_000), ("mm$", 1_000_000), ("mm", 1_000_000),
      ("m$", 1000), ("thousand", 1000), ("mil", 1000),
    ]
    let text = cell.lowercased()
    for (word, factor) in words {
      var rest: String
      if text.hasSuffix(word) {
        rest = String(text.dropLast(word.count))
      } else if text.hasPrefix(word) {
        rest = String(text.dropFirst(word.count))
      } else {
        continue
      }
      for filler in [" de ", " de"] where rest.hasSuffix(filler) {
        rest.removeLast(filler.count)
      }
      guard let number = NumberText(rest.trimmed, currency: currency), !number.isPercentage,
        let value = number.value(decimalSign: number.decimalSign ?? decimalSign),
        number.ambiguousSign == nil || decimalSign != nil
      else { return nil }
      let unit = Quantity.powerOfTen(value.decimals) * (kind == .money ? amountsIn : 1)
      let (product, overflow) = value.significand.multipliedReportingOverflow(by: factor)
      guard !overflow, product % unit == 0 else { return nil }
      return String(product / unit)
    }
    return nil
  }
}
