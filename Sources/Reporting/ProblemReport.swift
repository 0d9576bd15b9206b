public import Portfolio

/// Everything that is wrong with a scenario, for its author to mend.
public struct ProblemReport {
  private let problems: Problems
  private let page: Page

  /// Makes a report of the problems.
  public init(_ problems: Problems, on page: Page) {
    self.problems = problems
    self.page = page
  }

  /// One line for each problem, as `FILE:LINE: COLUMN: …` so that editors can jump to it, and how
  /// many there are; the lines are not broken.
  public var text: String {
    let count = problems.all.count
    let lines = problems.all.map { $0.description(in: page.language).onOneLine }
    let sum =
      count == 1
      ? Text(en: "1 problem. Nothing was done.", es: "1 problema. No se hizo nada.")
      : Text(en: "\(count) problems. Nothing was done.", es: "\(count) problemas. No se hizo nada.")
    return (lines + [page.emphasize(sum[page.language], .bad)]).map { $0 + "\n" }.joined()
  }
}
