/// A sum of doubles that carries its rounding error along.
///
/// Source: A. Neumaier, "Rundungsfehleranalyse einiger Verfahren zur Summation endlicher Summen",
/// ZAMM 54 (1974), doi:10.1002/zamm.19740540106.
struct CompensatedSum {
  private var sum = 0.0
  private var correction = 0.0

  mutating func add(_ term: Double) {
    let total = sum + term
    if abs(sum) >= abs(term) {
      correction += (sum - total) + term
    } else {
      correction += (term - total) + sum
    }
    sum = total
  }

  var value: Double {
    let corrected = sum + correction
    return corrected.isNaN ? sum : corrected
  }
}
