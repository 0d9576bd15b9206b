public import Portfolio
public import Preferences

/// How often each value was drawn; everything that is said of the draws is computed from it exactly.
///
/// Tallies of parts of a run add up to that of the whole, value by value.
public struct Tally: Hashable, Sendable {
  /// A value and how often it was drawn, which is at least once.
  public struct Entry: Hashable, Sendable {
    /// The value, in the unit of what is tallied.
    public var value: Int64
    /// How often it was drawn.
    public var count: Int64

    /// Makes an entry.
    public init(value: Int64, count: Int64) {
      self.value = value
      self.count = count
    }
  }

  /// The values from the smallest to the largest.
  public private(set) var entries: [Entry] = []

  /// Counts values.
  public init(_ values: [Int64] = []) {
    self.init(entries: values.map { Entry(value: $0, count: 1) })
  }

  /// Counts entries, whose order plays no part and whose values may stand more than once.
  public init(entries: [Entry]) {
    for entry in entries.sorted(by: { $0.value < $1.value }) {
      if let last = self.entries.indices.last, self.entries[last].value == entry.value {
        self.entries[last].count += entry.count
      } else {
        self.entries.append(entry)
      }
    }
  }

  /// The tally of several parts together.
  public init(joining parts: [Tally]) { self.init(entries: parts.flatMap(\.entries)) }

  /// How many draws there were.
  public var count: Int64 { entries.reduce(0) { $0 + $1.count } }

  /// The mean; 0 without draws.
  public var mean: Fraction {
    let sum = entries.reduce(ExactInteger(0 as Int64)) {
      $0 + ExactInteger($1.value) * ExactInteger($1.count)
    }
    return Fraction(sum, ExactInteger(max(1, count)))
  }

  /// The standard error of the mean: √(Σ(x − mean)² ÷ (n·(n − 1))), of which the number under the root
  /// is exact; 0 with fewer than two draws.
  public var standardError: Double {
    let count = count
    guard count > 1 else { return 0 }
    let mean = mean
    var squares = ExactInteger(0 as Int64)
    for entry in entries {
      let distance = ExactInteger(entry.value) * mean.denominator - mean.numerator
      squares += distance * distance * ExactInteger(entry.count)
    }
    let unit = mean.denominator * mean.denominator * ExactInteger(count) * ExactInteger(count - 1)
    return Fraction(squares, unit).approximation.squareRoot()
  }

  /// The least value that at least this share (0…1) of the draws do not exceed.
  ///
  /// The inverse of the empirical distribution function: type 1 of Hyndman and Fan, "Sample quantiles
  /// in statistical packages", The American Statistician 50, 1996. 0 without draws.
  public func quantile(_ share: Quantity) -> Int64 {
    let wanted = Fraction(share) * Fraction(count)
    var reached: Int64 = 0
    for entry in entries {
      reached += entry.count
      if Fraction(reached) >= wanted { return entry.value }
    }
    return entries.last?.value ?? 0
  }

  /// The conditional value at risk of what is better when more: the mean of the worst draws, a share of
  /// 1 − `level` of all; 0 without draws.
  ///
  /// Where that share is no whole number of draws, the last of them counts in part, so that it is the
  /// largest z − Σ max(0, z − x) ÷ ((1 − level)·n) (Rockafellar and Uryasev, "Optimization of
  /// conditional value-at-risk", Journal of Risk 2, 2000, and for samples with equal values "Conditional
  /// value-at-risk for general loss distributions", Journal of Banking and Finance 26, 2002).
  ///
  /// - Precondition: `level` is at least 0 and below 1.
  public func lowerTailMean(_ level: Quantity) -> Fraction {
    precondition(0 <= level && level < 1, "a level is at least 0 and below 1")
    guard !entries.isEmpty else { return 0 }
    let tail = (1 - Fraction(level)) * Fraction(count)
    var open = tail
    var sum: Fraction = 0
    for entry in entries where open > 0 {
      let taken = min(open, Fraction(entry.count))
      sum += taken * Fraction(entry.value)
      open = open - taken
    }
    return sum / tail
  }
}
