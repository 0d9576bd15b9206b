import MixedInteger
import TestSupport

/// The generator of a small seed.
func generator(seed: Int) -> SplitMix64 {
  SplitMix64(seed: UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
}

/// A knapsack of several rows with weakly tight capacities.
func knapsack(items: Int, rows: Int, seed: Int, kind: Model.Kind = .integer) -> Model {
  var random = generator(seed: seed)
  var model = Model(sense: .maximize)
  var weights = Array(repeating: [Int](), count: rows)
  for _ in 0..<items {
    let own = (0..<rows).map { _ in Int.random(in: 1...1000, using: &random) }
    let value = own.reduce(0, +) / rows + Int.random(in: 1...500, using: &random)
    model.addVariable(upper: 1, objective: Double(value), kind: kind)
    for row in 0..<rows { weights[row].append(own[row]) }
  }
  for own in weights {
    model.addRow(
      own.enumerated().map { .init(Model.Variable(index: $0.offset), Double($0.element)) },
      upper: Double(own.reduce(0, +) / 2)
    )
  }
  return model
}

/// The best objective among all points of a model of zero-one variables; nil when none is feasible.
func bruteForce(_ model: Model) -> Double? {
  let count = model.variables.count
  var best: Double?
  let checker = FeasibilityChecker(tolerance: 1e-9)
  for mask in 0..<(1 << count) {
    let values = (0..<count).map { Double(mask >> $0 & 1) }
    guard checker.isFeasible(values, in: model) else { continue }
    let objective = model.objective(at: values)
    if let held = best, model.sense == .maximize ? held >= objective : held <= objective {
      continue
    }
    best = objective
  }
  return best
}

/// An exact sum of doubles, as a list that does not overlap (Shewchuk 1997).
struct ExactSum {
  private var parts: [Double] = []

  mutating func add(_ term: Double) {
    var carry = term
    var next: [Double] = []
    for part in parts {
      let sum = carry + part
      let other = sum - carry
      let lost = (carry - (sum - other)) + (part - other)
      if lost != 0 { next.append(lost) }
      carry = sum
    }
    if carry != 0 { next.append(carry) }
    parts = next
  }

  mutating func add(_ first: Double, times second: Double) {
    let product = first * second
    add(product)
    add((-product).addingProduct(first, second))
  }

  /// Adds another exact sum, times a number.
  mutating func add(_ other: ExactSum, times factor: Double) {
    for part in other.parts { add(part, times: factor) }
  }

  var sign: Int { parts.last.map { $0 > 0 ? 1 : -1 } ?? 0 }
}

/// Whether row multipliers prove, in exact arithmetic, that no point within the bounds meets the
/// rows.
func proves(_ multipliers: [Double], infeasible model: Model) -> Bool {
  guard multipliers.count == model.rows.count, multipliers.contains(where: { $0 != 0 }) else {
    return false
  }
  var combined = Array(repeating: ExactSum(), count: model.variables.count)
  var gap = ExactSum()
  for (index, multiplier) in multipliers.enumerated() where multiplier != 0 {
    for term in model.terms(of: Model.Row(index: index)) {
      combined[term.variable.index].add(multiplier, times: term.coefficient)
    }
    let bound = multiplier > 0 ? model.rows[index].upper : model.rows[index].lower
    guard bound.isFinite else { return false }
    gap.add(-multiplier, times: bound)
  }
  for (coefficient, variable) in zip(combined, model.variables) where coefficient.sign != 0 {
    let bound = coefficient.sign > 0 ? variable.lower : variable.upper
    guard bound.isFinite else { return false }
    gap.add(coefficient, times: bound)
  }
  return gap.sign > 0
}
