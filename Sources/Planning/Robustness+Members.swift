import OrderedCollections
public import Portfolio

extension Robustness.Member {
  /// How firmly it is in.
  public var standing: Robustness.Standing {
    count == weightings ? .core : count == 0 ? .exterior : .borderline
  }

  /// Between which shares of all weightings of the set the share that has it lies, with 95 % confidence
  /// (``Robustness/interval(of:among:)``).
  public var interval: (low: Quantity, high: Quantity) {
    Robustness.interval(of: count, among: weightings)
  }
}

extension Robustness {
  /// Between which bounds a chance lies of which `count` of `all` draws came true, with 95 % confidence:
  /// Wilson's interval, rounded outwards to four decimals.
  ///
  /// Source: Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
  /// the American Statistical Association 22, 1927.
  public static func interval(of count: Int, among all: Int) -> (low: Quantity, high: Quantity) {
    let (hits, draws) = (Double(count), Double(max(1, all)))
    let z = 1.959_963_984_540_054
    let share = hits / draws
    let middle = share + z * z / (2 * draws)
    let reach = z * (share * (1 - share) / draws + z * z / (4 * draws * draws)).squareRoot()
    let whole = 1 + z * z / draws
    let low = ((middle - reach) / whole * 10_000).rounded(.down)
    let high = ((middle + reach) / whole * 10_000).rounded(.up)
    return (
      Quantity(count == 0 ? 0 : Int64(max(0, low)), decimals: 4),
      Quantity(count == all ? 10_000 : Int64(min(10_000, high)), decimals: 4)
    )
  }
  /// Portfolios, such as those of parts of a run: equal ones added up, in the order of
  /// ``portfolios``.
  public static func joined(_ portfolios: [Best]) -> [Best] {
    var counts: OrderedDictionary<[Int], Int> = [:]
    for best in portfolios { counts[best.portfolio, default: 0] += best.weightings }
    return counts.map { Best(portfolio: $0.key, weightings: $0.value) }.sorted {
      $0.weightings == $1.weightings
        ? $0.portfolio.lexicographicallyPrecedes($1.portfolio) : $0.weightings > $1.weightings
    }
  }

  /// The initiatives of these ids over portfolios of `weightings`, as ``members``.
  public static func members(
    _ ids: [String],
    chosen: Set<Int>,
    over portfolios: [Best],
    weightings: Int
  ) -> [Member] {
    var counts = [Int](repeating: 0, count: ids.count)
    var different = counts
    for best in portfolios {
      for position in best.portfolio {
        counts[position] += best.weightings
        different[position] += 1
      }
    }
    return ids.enumerated().map { position, id in
      Member(
        id: id,
        count: counts[position],
        weightings: weightings,
        portfolios: different[position],
        isChosen: chosen.contains(position)
      )
    }
  }
}
