public import Portfolio

/// Why a file is not a workbook that can be read.
public struct SpreadsheetError: Error, Hashable, Sendable {
  /// What is wrong, and what to do about it.
  public let message: Text

  init(_ english: String, _ spanish: String) {
    message = Text(en: english, es: spanish)
  }

  /// The file, or a part of it, is damaged.
  static func broken(_ part: String) -> SpreadsheetError {
    SpreadsheetError(
      "the workbook is damaged (\(part)). Open it in a spreadsheet program and save it again.",
      "la planilla está dañada (\(part)). Ábrala en un programa de planillas y guárdela de nuevo."
    )
  }

  /// Unpacked, the part is larger than any table.
  static func huge(_ part: String) -> SpreadsheetError {
    SpreadsheetError(
      "\(part) is larger than \(Archive.mostBytes >> 20) MiB unpacked. Save the sheet alone, or as CSV.",
      "\(part) ocupa más de \(Archive.mostBytes >> 20) MiB descomprimida. Guarde la hoja sola, o como CSV."
    )
  }
}
