import Preferences

/// Columns of a program that nobody decides: they follow from how satisfied the portfolio leaves the
/// stakeholders, or from what it wins in the worst samples.
///
/// The relaxation holds them by rows; a portfolio is judged by ``values(of:)``, exactly. Those rows
/// never rule out a portfolio with its values, so that a bound on the program is a bound on every portfolio.
struct DerivedColumns {
  /// A binary column: whether a stakeholder has gained at least so much.
  struct Threshold {
    var column: Int
    /// Position among the satisfactions, here and below.
    var stakeholder: Int
    var least: Int64
  }

  /// A column that holds the k-th smallest satisfaction, in millionths rounded down.
  struct Level {
    var column: Int
    /// k − 1.
    var rank: Int
    /// A binary column for each stakeholder: whether it is as satisfied as the k-th or more.
    ///
    /// None for the smallest: all are.
    var reaches: [Int]
  }

  /// A column that holds a stakeholder's share in the logarithm of the product (``LogarithmScale``).
  struct Logarithm {
    var column: Int
    var stakeholder: Int
  }

  /// A column that holds the conditional value at risk of the investment won, in minor units.
  struct Tail {
    var column: Int
    var risk: TailRisk
  }

  let satisfactions: [Satisfaction]
  let scale: LogarithmScale
  var thresholds: [Threshold] = []
  var level: Level?
  var logarithms: [Logarithm] = []
  var tail: Tail?

  init(_ satisfactions: [Satisfaction]) {
    self.satisfactions = satisfactions
    scale = LogarithmScale(satisfactions)
  }

  var isEmpty: Bool {
    thresholds.isEmpty && level == nil && logarithms.isEmpty && tail == nil
  }

  /// The columns' values in a portfolio.
  func values(of chosen: [Bool]) -> [(column: Int, value: Int64)] {
    let gained = satisfactions.map { $0.gained(chosen) }
    var values: [(column: Int, value: Int64)] = thresholds.map {
      ($0.column, gained[$0.stakeholder] >= $0.least ? 1 : 0)
    }
    if let level {
      let order = gained.indices.sorted { isBelow($0, $1, gained) }
      let last = order[level.rank]
      values.append((level.column, satisfactions[last].millionths(of: gained[last])))
      values += level.reaches.enumerated().map { ($1, isBelow($0, last, gained) ? 0 : 1) }
    }
    for part in logarithms {
      values.append((part.column, scale.value(part.stakeholder, of: gained[part.stakeholder])))
    }
    if let tail { values.append((tail.column, tail.risk.value(of: chosen))) }
    return values
  }

  private func isBelow(_ left: Int, _ right: Int, _ gained: [Int64]) -> Bool {
    Int128(gained[left]) * Int128(satisfactions[right].whole)
      < Int128(gained[right]) * Int128(satisfactions[left].whole)
  }
}

extension Satisfaction {
  /// A sum as a share of the whole, in millionths rounded down.
  func millionths(of gained: Int64) -> Int64 {
    Int64(Int128(gained) * Int128(Satisfaction.million) / Int128(whole))
  }

  static let million: Int64 = 1_000_000
}
