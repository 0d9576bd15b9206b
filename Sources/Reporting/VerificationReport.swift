import Portfolio
public import Selection

/// What the independent check of a result found.
public struct VerificationReport {
  private let violations: [Violation]
  private let page: Page

  /// Makes a report of the broken rules; none is a result that keeps them all.
  public init(_ violations: [Violation], on page: Page) {
    self.violations = violations
    self.page = page
  }

  /// One line that it holds, or the broken rules and how many there are.
  public var text: String {
    guard !violations.isEmpty else {
      let sentence = Text(
        en: "OK: the result keeps every rule of the scenario, and its numbers are right.",
        es: "OK: el resultado cumple cada regla del escenario y sus números son correctos."
      )
      return page.paragraph(sentence[page.language], .good).map { $0 + "\n" }.joined()
    }
    let count = violations.count
    let sum =
      count == 1
      ? Text(en: "Not verified: 1 rule is broken.", es: "No verificado: se rompe 1 regla.")
      : Text(
        en: "Not verified: \(count) rules are broken.",
        es: "No verificado: se rompen \(count) reglas."
      )
    var lines = page.paragraph(sum[page.language], .bad)
    for violation in violations {
      lines += page.paragraph(
        "- \(violation.message[page.language]) [\(violation.rule.rawValue)]",
        indent: 2,
        hanging: 2
      )
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
