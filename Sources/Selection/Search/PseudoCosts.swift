/// How much the relaxation loses when a column is driven to 0 or 1, per unit of change.
struct PseudoCosts {
  private var sum: [(down: Double, up: Double)]
  private var count: [(down: Double, up: Double)]

  init(count: Int) {
    sum = [(down: Double, up: Double)](repeating: (0, 0), count: count)
    self.count = sum
  }

  /// Whether the column has been tried often enough to be believed.
  func isReliable(_ column: Int) -> Bool { min(count[column].down, count[column].up) >= 2 }

  mutating func record(_ column: Int, isUp: Bool, loss: Double, fraction: Double) {
    if isUp {
      sum[column].up += loss / max(1e-6, 1 - fraction)
      count[column].up += 1
    } else {
      sum[column].down += loss / max(1e-6, fraction)
      count[column].down += 1
    }
  }

  /// The product of the expected losses of both sides.
  func score(_ column: Int, _ value: Double) -> Double {
    let down = sum[column].down / max(1, count[column].down) * value
    let up = sum[column].up / max(1, count[column].up) * (1 - value)
    return max(down, 1e-6) * max(up, 1e-6)
  }
}
