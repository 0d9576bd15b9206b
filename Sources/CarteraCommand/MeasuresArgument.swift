import Planning
import Portfolio
import Selection

extension Criterion {
  /// The measures that `--measures` names: `beneficiaries,-cost`.
  ///
  /// - Throws: `Failure` for a measure that the scenario does not have, and for fewer than two, more
  ///   than three, or the same twice.
  static func list(
    _ value: String,
    in scenario: Scenario
  ) throws(Failure) -> [Criterion] {
    var criteria: [Criterion] = []
    for text in value.split(separator: ",", omittingEmptySubsequences: false) {
      let isLessBetter = text.hasPrefix("-")
      let name = isLessBetter ? String(text.dropFirst()) : String(text)
      guard let measure = scenario.measure(named: name) else {
        let hint = nearest(name, in: scenario.measureNames)
        throw Failure(
          .usage,
          Text(
            en: "--measures: there is no measure \"\(name)\"."
              + (hint.map { " Did you mean \"\($0)\"?" } ?? " Name a numeric column."),
            es: "--measures: no existe la medida «\(name)»."
              + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Nombre una columna numérica.")
          )
        )
      }
      criteria.append(Criterion(name: name, measure: measure, isLessBetter: isLessBetter))
    }
    guard 2...3 ~= criteria.count, Set(criteria.map(\.name)).count == criteria.count else {
      throw Failure(
        .usage,
        Text(
          en: "--measures: name two or three different measures, such as beneficiaries,-cost.",
          es: "--measures: nombre dos o tres medidas distintas, por ejemplo beneficiaries,-cost."
        )
      )
    }
    return criteria
  }
}
