import Portfolio

extension ScenarioReading {
  /// Reports codes of the Chilean project bank (BIP) that are cut short or stand twice.
  ///
  /// A code is eight digits, a dash and a digit. What that digit says about the others is not
  /// published by the bank, and the codes in use fit no common check sum, so it is not computed.
  mutating func checkCodes(_ sheet: Sheet, _ rows: [Int]) {
    let keys: Set<String> = ["bip", "codigobip", "codbip", "bipcode", "codigodebip"]
    guard let column = sheet.raw.headers.firstIndex(where: { keys.contains($0.headerKey) }) else {
      return
    }
    var first: [String: Int] = [:]
    for row in rows {
      let code = sheet.raw[row, column]
      guard !code.isEmpty else { continue }
      let place = sheet.place(row, at: column)
      if !ScenarioReading.isCode(code) {
        problems.report(
          place,
          "\"\(code.quotable)\" is not a BIP code. Write its eight digits, a dash and the last digit:"
            + " 30123456-0.",
          "«\(code.quotable)» no es un código BIP. Escriba sus ocho dígitos, un guion y el último"
            + " dígito: 30123456-0."
        )
      } else if let other = first[code] {
        let line = sheet.raw.lines[other]
        problems.report(
          place,
          "the BIP code \"\(code)\" stands in line \(line) too. Mend one of them, or delete a row.",
          "el código BIP «\(code)» está también en la línea \(line). Corrija uno, o borre una fila."
        )
      } else {
        first[code] = row
      }
    }
  }

  private static func isCode(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 10 && bytes[8] == UInt8(ascii: "-")
      && bytes.enumerated().allSatisfy { $0 == 8 || (0x30...0x39).contains($1) }
  }
}
