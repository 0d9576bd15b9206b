import Planning
import Portfolio
import ScenarioFiles
import Selection

/// What `robust --format json` writes about weights; shares as 0.8 for 80 %.
///
///     { "cartera": 1, "scenario": { "name": "…", "sha256": "…" }, "settings": null,
///       "complete": true, "settled": false, "exact": false, "samples": 1000, "seed": 1,
///       "weights": [ { "measure": "…", "min": 0.32, "max": 0.48 } ], "order": [ "…" ],
///       "chosen": { "selected": [ "…" ],
///                   "regret": { "largest": 812.5, "weights": [ 0.4, 0.6 ], "better": [ "…" ],
///                               "mean": 20.25, "as_good": 0.7 } },
///       "against": null,
///       "portfolios": [ { "index": 0.7, "selected": [ "…" ] } ],
///       "initiatives": [ { "id": "…", "standing": "borderline", "index": 0.9, "min": 0.88, "max": 0.92,
///                          "portfolios": 12, "chosen": true } ] }
///
/// `settled`: one portfolio is the best for all these weights, proven. `against` is as `regret`, against the
/// named portfolio. `min` and `max` are equal to `index` where it is exact; `mean` and `as_good` are
/// then `null`.
///
/// In a part of a run they are `null` too; what was drawn is counted in whole numbers, so that parts add up
/// exactly:
///
///       "shard": { "command": "robust", "number": 1, "of": 4, "counts": [ 175, 75 ],
///                  "regret": { "total": 5062500000, "as_good": 175 }, "against": null }
///
/// `counts` are the weightings of each of `portfolios`, `total` is in millionths of a point.
///
/// Where more is drawn than weights, `uncertain` says what (else it is `null`), and `impossible` in how many
/// samples no portfolio keeps the rules. The chosen portfolio keeps them in the share `possible`, over which
/// `largest` is the largest that was drawn and `mean` the mean; `regret` is `null` if there are no such samples:
///
///       "uncertain": { "scores": 0.1, "costs": 0.1, "awards": false }, "impossible": 0,
///       "chosen": { "selected": [ "…" ], "possible": 0.9, "regret": { … } },
///
/// A part then says nothing of `possible` and `regret` but in `shard`, where `regret` holds its largest too:
///
///       "regret": { "total": 5062500000, "as_good": 175, "possible": 240, "largest": { … } }
struct RobustJSON {
  let found: Robustness
  let scenario: JSONValue
  let asked: Answer.Settings
  /// The names of the objective's terms.
  let terms: [String]
  let seed: UInt64
  let shard: Shard?

  var value: JSONValue {
    let ids = found.members.map(\.id)
    var value: JSONValue = .keys([
      "cartera": .integer(1),
      "scenario": scenario,
      "settings": ResultWriter.settings(asked) ?? .null,
      "complete": .bool(found.isComplete),
      "settled": .bool(found.isSettled),
      "exact": .bool(found.isExact),
      "samples": found.isExact ? .null : .integer(found.weightings),
      "seed": found.isExact ? .null : .integer(seed),
      "weights": .array(
        zip(terms, found.set.ranges).map {
          .keys([
            "measure": .string($0), "min": share($1.lowerBound), "max": share($1.upperBound),
          ])
        }
      ),
      "order": .array(found.set.order.map { .string(terms[$0]) }),
      "uncertain": found.uncertainty.map(uncertain) ?? .null,
      "impossible": found.uncertainty == nil ? .null : .integer(found.impossible),
      "chosen": chosen(ids),
      "against": found.rivalry.map { regret($0, ids) } ?? .null,
      "portfolios": portfolioRows(found.portfolios, found.weightings, ids),
      "initiatives": memberRows(found.members, isExact: found.isExact),
    ])
    if let shard {
      var part = shard.mark("robust")
      part["counts"] = .array(found.portfolios.map { .integer($0.weightings) })
      part["regret"] = drawn(found.regret)
      if found.uncertainty != nil {
        part["regret"]?["possible"] = .integer(found.regret?.drawn.count ?? 0)
        part["regret"]?["largest"] = found.regret.map { largest($0, ids) } ?? .null
      }
      part["against"] = found.rivalry.map { drawn($0) } ?? .null
      value["shard"] = part
    }
    return value
  }

  private func uncertain(_ uncertainty: Uncertainty) -> JSONValue {
    func share(_ share: Quantity) -> JSONValue {
      share > 0 ? .literal(share.description) : .null
    }
    return .keys([
      "scores": share(uncertainty.scores), "costs": share(uncertainty.costs),
      "awards": .bool(uncertainty.awards),
    ])
  }

  private func chosen(_ ids: [String]) -> JSONValue {
    let isWhole = shard == nil || found.uncertainty == nil
    let possible = found.regret?.drawn.count ?? 0
    return .keys([
      "selected": .array(found.members.filter(\.isChosen).map { .string($0.id) }),
      "possible": isWhole && found.uncertainty != nil ? index(possible, found.weightings) : .null,
      "regret": isWhole ? found.regret.map { regret($0, ids) } ?? .null : .null,
    ])
  }

  private func regret(_ regret: Robustness.Regret, _ ids: [String]) -> JSONValue {
    adding(
      shard == nil ? regret.drawn : Robustness.Drawn(),
      of: found.weightings,
      to: largest(regret, ids)
    )
  }

  private func largest(_ regret: Robustness.Regret, _ ids: [String]) -> JSONValue {
    .keys([
      "largest": .literal(regret.largest.description),
      "weights": .array(regret.weights.map(share)),
      "better": .array(regret.better.map { .string(ids[$0]) }),
    ])
  }

  private func drawn(_ regret: Robustness.Regret?) -> JSONValue {
    .keys([
      "total": .integer(regret?.drawn.total ?? 0), "as_good": .integer(regret?.drawn.asGood ?? 0),
    ])
  }
}

extension RobustJSON {
  /// The run that parts are of; `nil` if what they hold is no such run.
  static func merge(_ parts: [JSONValue]) -> JSONValue? {
    guard var whole = parts.first, let rows = whole["initiatives"]?.arrayItems,
      var chosen = whole["chosen"], let regret = chosen["regret"], let against = whole["against"],
      let uncertain = whole["uncertain"]
    else { return nil }
    let ids = rows.compactMap { $0["id"]?.stringValue }
    let marks = rows.indices.filter { rows[$0]["chosen"] == .bool(true) }
    let positions = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    var portfolios: [Robustness.Best] = []
    for part in parts {
      guard let rows = part["portfolios"]?.arrayItems,
        let counts = part["shard"]?["counts"]?.arrayItems?.compactMap(\.integerValue),
        rows.count == counts.count
      else { return nil }
      for (row, count) in zip(rows, counts) {
        let selected = row["selected"]?.arrayItems ?? []
        let members = selected.compactMap { $0.stringValue.flatMap { positions[$0] } }
        guard members.count == selected.count, count > 0 else { return nil }
        portfolios.append(.init(portfolio: members, weightings: Int(count)))
      }
    }
    let joined = Robustness.joined(portfolios)
    let impossible = parts.reduce(0) { $0 + Int($1["impossible"]?.integerValue ?? 0) }
    let weightings = joined.reduce(impossible) { $0 + $1.weightings }
    let members = Robustness.members(
      ids,
      chosen: Set(marks),
      over: joined,
      weightings: weightings
    )
    guard let drawn = drawn("regret", parts, weightings) else { return nil }
    if uncertain == .null {
      chosen["regret"] = adding(drawn, of: weightings, to: regret)
    } else {
      whole["impossible"] = .integer(impossible)
      chosen["possible"] = index(drawn.count, weightings)
      chosen["regret"] = largest(parts).map { adding(drawn, of: weightings, to: $0) } ?? .null
    }
    whole["samples"] = .integer(weightings)
    whole["chosen"] = chosen
    if against != .null {
      guard let drawn = self.drawn("against", parts, weightings) else { return nil }
      whole["against"] = adding(drawn, of: weightings, to: against)
    }
    whole["portfolios"] = portfolioRows(joined, weightings, ids)
    whole["initiatives"] = memberRows(members, isExact: false)
    whole["shard"] = nil
    return whole
  }

  private static func drawn(_ key: String, _ parts: [JSONValue], _ count: Int) -> Robustness.Drawn?
  {
    var drawn = Robustness.Drawn()
    for part in parts {
      guard let own = part["shard"]?[key], case .literal(let digits)? = own["total"],
        let total = Int128(digits), let asGood = own["as_good"]?.integerValue
      else { return nil }
      drawn.total += total
      drawn.asGood += Int(asGood)
      drawn.count += Int(own["possible"]?.integerValue ?? 0)
    }
    if parts.first?["uncertain"] == .null { drawn.count = count }
    return drawn
  }

  /// The largest regret of the parts, the first of equal ones.
  private static func largest(_ parts: [JSONValue]) -> JSONValue? {
    var most: (regret: JSONValue, points: Quantity)?
    for part in parts {
      guard let regret = part["shard"]?["regret"]?["largest"],
        let points = regret["largest"]?.quantity, most.map({ points > $0.points }) ?? true
      else { continue }
      most = (regret, points)
    }
    return most?.regret
  }
}

private func adding(
  _ drawn: Robustness.Drawn,
  of weightings: Int,
  to regret: JSONValue
) -> JSONValue {
  var regret = regret
  regret["mean"] = drawn.mean.map { .literal($0.description) } ?? .null
  regret["as_good"] = drawn.mean == nil ? .null : index(drawn.asGood, weightings)
  return regret
}

private func portfolioRows(
  _ portfolios: [Robustness.Best],
  _ weightings: Int,
  _ ids: [String]
) -> JSONValue {
  .array(
    portfolios.map {
      .keys([
        "index": index($0.weightings, weightings),
        "selected": .array($0.portfolio.map { .string(ids[$0]) }),
      ])
    }
  )
}

private func memberRows(_ members: [Robustness.Member], isExact: Bool) -> JSONValue {
  .array(
    members.map { member in
      let interval = member.interval
      let index = index(member.count, member.weightings)
      return .keys([
        "id": .string(member.id),
        "standing": .string(member.standing.rawValue),
        "index": index,
        "min": isExact ? index : .literal(interval.low.description),
        "max": isExact ? index : .literal(interval.high.description),
        "portfolios": .integer(member.portfolios),
        "chosen": .bool(member.isChosen),
      ])
    }
  )
}

private func index(_ count: Int, _ all: Int) -> JSONValue {
  .double(Double(count) / Double(max(1, all)))
}

private func share(_ units: Int64) -> JSONValue {
  .literal(Quantity(units, decimals: 4).description)
}
