public import Portfolio
import Preferences
public import Selection

/// A portfolio that is really another one.
public struct Alternative: Hashable, Sendable {
  /// The portfolio; its limits are the scenario's.
  public var answer: Answer
  /// What comes and goes against the best portfolio.
  public var exchange: Exchange
  /// By how much each aim falls short of the best portfolio's.
  ///
  /// With several aims a later one may gain where an earlier one falls short.
  public var loss: [Int64]
  /// For each term of the objective: the sum of its measure, less that of the best portfolio; money
  /// in minor units, at most 6 decimals.
  public var changes: [Quantity]
}

/// Portfolios that differ from the best one and from each other.
public struct Alternatives: Hashable, Sendable {
  /// The portfolios, the best first.
  public var found: [Alternative]
  /// Whether there are as many as were asked for, or proven to be no more.
  public var isComplete: Bool
}

extension Planner {
  /// The best portfolio that differs from `base` in at least `differ` initiatives, then the best
  /// that differs from both, and so on: at most `count`, each proven, ties broken as always.
  ///
  /// What enters and what leaves count together; another cycle for the same initiative is no
  /// difference. Taking the best each time does not make the least bad *set* of alternatives.
  ///
  /// - `base`: The scenario's answer, which has a portfolio.
  public func alternatives(
    to base: Answer,
    count: Int,
    differ: Int64,
    done: (@Sendable (Int, Int) -> Void)? = nil
  ) throws -> Alternatives {
    var known = [positions(of: base)]
    var alternatives = Alternatives(found: [], isComplete: true)
    do {
      while alternatives.found.count < count {
        var answer = try solve(scenario.differing(from: known, inAtLeast: differ))
        guard let values = answer.aim?.values, answer.status == .optimal else { break }
        answer.limits.removeLast(known.count)
        known.append(positions(of: answer))
        alternatives.found.append(
          Alternative(
            answer: answer,
            exchange: Exchange(from: base, to: answer),
            loss: zip(base.aim?.values ?? [], values).map { $0 - $1 },
            changes: try changes(from: base, to: answer)
          )
        )
        done?(alternatives.found.count, count)
      }
    } catch is Interrupted {
      alternatives.isComplete = false
    }
    return alternatives
  }

  private func positions(of answer: Answer) -> Set<Int> {
    Set(answer.selected.compactMap { scenario.positions[$0.id] })
  }

  private func changes(from base: Answer, to answer: Answer) throws -> [Quantity] {
    let valuation = try Valuation(scenario)
    return try scenario.objective.terms.map { term in
      let column = try valuation.measure(term.measure)
      func sum(_ answer: Answer) -> Int64 {
        positions(of: answer).reduce(0) { $0 + column.numerators[$1] }
      }
      return Quantity(rounding: sum(answer) - sum(base), over: column.denominator)
    }
  }
}

extension Quantity {
  /// A fraction with at most 6 decimals, halves to even; whole where more do not fit.
  init(rounding numerator: Int64, over denominator: Int64) {
    let exact = Fraction(ExactInteger(numerator), ExactInteger(denominator))
    if let millionths = (exact * 1_000_000).roundedHalfToEven {
      self.init(millionths, decimals: 6)
    } else {
      self.init(exact.roundedHalfToEven ?? 0)
    }
  }
}
