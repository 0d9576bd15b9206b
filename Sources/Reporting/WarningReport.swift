public import Portfolio

/// What is odd in a valid scenario, though no rule forbids it.
public struct WarningReport {
  private let warnings: [Problem]
  private let page: Page

  /// Makes a report of the warnings.
  public init(_ warnings: [Problem], on page: Page) {
    self.warnings = warnings
    self.page = page
  }

  /// One line for each warning, not broken; empty if there is none.
  public var text: String {
    if warnings.isEmpty { return "" }
    let word = Text(en: "warning", es: "aviso")[page.language]
    return warnings.map { warning in
      page.emphasize(word, .caution) + ": " + warning.description(in: page.language).onOneLine
        + "\n"
    }.joined()
  }
}
