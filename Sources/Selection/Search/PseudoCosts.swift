/// How much the relaxation loses when a column is driven to 0 or 1, per unit of change.
///
/// The numbers under which candidates are kept are those of ``TreeSearch/stage``, so that what one search
/// learnt serves the next one with the same objective.
struct PseudoCosts: Sendable {
  private struct Cost {
    var sum = (down: 0.0, up: 0.0)
    var count = (down: 0.0, up: 0.0)
  }

  private var costs: [Int: Cost] = [:]

  /// Whether the candidate has been tried often enough to be believed.
  func isReliable(_ number: Int) -> Bool {
    costs[number].map { min($0.count.down, $0.count.up) >= 2 } ?? false
  }

  mutating func record(_ number: Int, isUp: Bool, loss: Double, fraction: Double) {
    if isUp {
      costs[number, default: Cost()].sum.up += loss / max(1e-6, 1 - fraction)
      costs[number, default: Cost()].count.up += 1
    } else {
      costs[number, default: Cost()].sum.down += loss / max(1e-6, fraction)
      costs[number, default: Cost()].count.down += 1
    }
  }

  /// The product of the expected losses of both sides.
  func score(_ number: Int, _ value: Double) -> Double {
    let cost = costs[number] ?? Cost()
    let down = cost.sum.down / max(1, cost.count.down) * value
    let up = cost.sum.up / max(1, cost.count.up) * (1 - value)
    return max(down, 1e-6) * max(up, 1e-6)
  }

  /// Adds what other costs learnt since they and these were equal to `before`.
  mutating func learn(from other: PseudoCosts, since before: PseudoCosts) {
    for (number, cost) in other.costs {
      let old = before.costs[number] ?? Cost()
      var sum = costs[number] ?? Cost()
      sum.sum.down += cost.sum.down - old.sum.down
      sum.sum.up += cost.sum.up - old.sum.up
      sum.count.down += cost.count.down - old.count.down
      sum.count.up += cost.count.up - old.count.up
      costs[number] = sum
    }
  }
}
