import BigInt
import Portfolio

extension Verification {
  /// Each limit holds, and the answer reports each with its true activity and bounds.
  mutating func checkLimits() {
    var reported = answer.limits[...]
    // Where nothing was found there is nothing to report; the list may be left out.
    let isReported = claimsPortfolio || !reported.isEmpty
    var expected = 0
    for limit in scenario.limits {
      let least = limit.min.map { exact($0, of: limit.measure) }
      let most = limit.max.map { exact($0, of: limit.measure) }
      for (value, activity) in activities(of: limit) {
        expected += 1
        let label = limit.label(for: value, in: scenario)
        if claimsPortfolio { check(activity, of: label, least, most) }
        guard let claim = reported.popFirst() else { continue }
        check(claim, label, activity, least, most)
      }
    }
    if isReported, answer.limits.count != expected {
      report(
        .limitList,
        Text(en: "the number of limits", es: "la cantidad de límites"),
        says: answer.limits.count,
        truth: expected
      )
    }
  }

  private mutating func check(
    _ activity: Rational,
    of label: String,
    _ least: Rational?,
    _ most: Rational?
  ) {
    if let least, activity < least {
      report(
        .limitMin,
        "the limit \"\(label)\" does not hold: the sum is \(activity), below \(least).",
        "el límite «\(label)» no se cumple: la suma es \(activity), menor que \(least)."
      )
    }
    if let most, most < activity {
      report(
        .limitMax,
        "the limit \"\(label)\" does not hold: the sum is \(activity), above \(most).",
        "el límite «\(label)» no se cumple: la suma es \(activity), mayor que \(most)."
      )
    }
  }

  private mutating func check(
    _ claim: Answer.LimitActivity,
    _ label: String,
    _ activity: Rational,
    _ least: Rational?,
    _ most: Rational?
  ) {
    guard claim.label == label else {
      report(
        .limitList,
        "the answer reports the limit \"\(claim.label)\" where \"\(label)\" belongs.",
        "la respuesta informa el límite «\(claim.label)» donde va «\(label)»."
      )
      return
    }
    if !activity.isWritten(as: claim.activity) {
      report(
        .limitActivity,
        Text(en: "the sum of the limit \"\(label)\"", es: "la suma del límite «\(label)»"),
        says: claim.activity,
        truth: activity
      )
    }
    for (bound, truth) in [(claim.min, least), (claim.max, most)] {
      switch (bound, truth) {
      case (nil, nil): break
      case (let bound?, let truth?) where truth.isWritten(as: bound): break
      default:
        report(
          .limitBounds,
          Text(en: "a bound of the limit \"\(label)\"", es: "una cota del límite «\(label)»"),
          says: bound?.description ?? "-",
          truth: truth?.description ?? "-"
        )
      }
    }
  }

  /// A bound as a number: a share is of all pledged money for the cost, of the sum over viable
  /// initiatives for everything else.
  private mutating func exact(_ bound: Limit.Bound, of measure: Measure) -> Rational {
    switch bound {
    case .amount(let amount): return Rational(amount)
    case .share(let share):
      if measure == .cost {
        var pledged = BigInt(0)
        for (pledge, amount) in zip(scenario.pledges, amounts) where pledge.status != .withdrawn {
          pledged += amount
        }
        return Rational(share) * Rational(pledged)
      }
      let column = column(measure)
      return Rational(share) * column.sum(isViable.indices.filter { isViable[$0] })
    }
  }

  /// The sum over the chosen initiatives that count, for each value of `per` in the order in
  /// which the values first appear in the table.
  private mutating func activities(of limit: Limit) -> [(value: String?, sum: Rational)] {
    let column = column(limit.measure)
    // Each filter's column is looked up once, not once for each choice.
    let filters = limit.filters.map { (wanted: $0.values, values: values(in: $0.column)) }
    let counted = chosen.indices.filter { index in
      if let cycle = limit.cycle, chosen[index].cycle != cycle { return false }
      return filters.allSatisfy { wanted, values in
        values(chosen[index].position).contains { wanted.contains($0) }
      }
    }
    .map { chosen[$0].position }
    guard let per = limit.per else { return [(nil, column.sum(counted))] }
    var order: [String] = []
    var sums: [String: BigInt] = [:]
    let valuesOf = values(in: per)
    for position in scenario.initiatives.indices {
      for value in valuesOf(position) where sums[value] == nil {
        sums[value] = 0
        order.append(value)
      }
    }
    for position in counted {
      for value in valuesOf(position) { sums[value, default: 0] += column.numerators[position] }
    }
    return order.map { ($0, Rational(sums[$0] ?? 0, over: column.denominator)) }
  }
}
