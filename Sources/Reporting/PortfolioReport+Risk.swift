import Portfolio
import Preferences
import Selection

// MARK: - The worst samples before the points

extension PortfolioReport {
  /// What the proof says.
  func riskOptimality(_ aim: Answer.Aim, _ risk: Answer.Risk) -> String {
    let tail = numerals.percent((1 - Fraction(risk.level)).rounded(toDecimals: 15))
    let value = riskValues(aim.values)
    return say(
      "Optimal, proven on the samples: no portfolio that keeps the rules wins more public investment on average in its worst \(tail) of them, and none of those that win as much has more points (\(value)).",
      "Óptimo, demostrado en las muestras: ninguna cartera que cumpla las reglas gana más inversión pública en promedio en su peor \(tail) de ellas, y ninguna de las que ganan lo mismo suma más puntos (\(value))."
    )
  }

  /// What is known when the search was stopped.
  func riskFeasibility(_ aim: Answer.Aim) -> String {
    let value = riskValues(aim.values)
    let bound = riskValues(aim.bounds)
    return say(
      "Feasible, not proven optimal: in the worst samples it comes to \(value), and no portfolio to more than \(bound), aim by aim.",
      "Factible, sin demostrar que sea óptimo: en las peores muestras llega a \(value) y ninguna cartera a más de \(bound), meta por meta."
    )
  }

  private func riskValues(_ values: [Int64]) -> String {
    guard let tail = values.first else { return "" }
    let money = numerals.moneyWithCode(Money(minorUnits: tail))
    let points = self.values(values.dropFirst())
    return say("\(money); \(points) points", "\(money); \(points) puntos")
  }
}
