import Preferences
import TestSupport
import Testing

@testable import Selection

/// Systems that are known to have a solution, and proofs for those that have none.
@Suite struct ExactFeasibilityTests {
  @Test(arguments: UInt64(1)...200)
  func aSolutionThatExistsIsFound(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let rows = Int(random.number(1...6))
    let columns = (0..<Int(random.number(1...8))).map { _ in
      (0..<rows).filter { _ in random.happens(60) }.map { row in
        (row: row, value: Fraction(random.number(0...5)))
      }.filter { $0.value != 0 }
    }
    // Many variables are 0, so that most pivots change nothing.
    let hidden = columns.map { _ in random.happens(50) ? Fraction(random.number(0...4)) : 0 }
    let right = (0..<rows).map { row in
      zip(columns, hidden).reduce(Fraction(0)) { sum, pair in
        sum + pair.0.filter { $0.row == row }.reduce(0) { $0 + $1.value } * pair.1
      }
    }
    guard
      case .solution(let values) = try ExactFeasibility(columns: columns, right: right).outcome()
    else {
      Issue.record("there is a solution: \(hidden)")
      return
    }
    #expect(values.allSatisfy { $0 >= 0 })
    for row in 0..<rows {
      let sum = zip(columns, values).reduce(Fraction(0)) { sum, pair in
        sum + pair.0.filter { $0.row == row }.reduce(0) { $0 + $1.value } * pair.1
      }
      #expect(sum == right[row])
    }
  }

  /// x + y = 1 and x + y = 2 cannot both be.
  @Test func aRefutationIsAProof() throws {
    let system = ExactFeasibility(
      columns: [[(0, 1), (1, 1)], [(0, 1), (1, 1)]],
      right: [1, 2]
    )
    guard case .refutation(let multipliers) = try system.outcome() else {
      Issue.record("there is no solution")
      return
    }
    #expect(multipliers[0] + multipliers[1] <= 0)
    #expect(multipliers[0] + multipliers[1] * 2 > 0)
  }
}
