import MixedInteger
import Portfolio
public import Selection

extension Planner {
  /// The same over all non-dominated portfolios instead of drawn weightings: those than which no other is as
  /// good for all weights of the set and better for some (Liesiö, Mild and Salo, "Preference programming
  /// for robust portfolio modeling and project selection", European Journal of Operational Research 181,
  /// 2007).
  ///
  /// What a portfolio is worth is linear in the weights, so it is enough to compare at the set's corners.
  /// Worths there are searched box by box: the best sum over the corners above some floors is
  /// non-dominated; what it leaves are the boxes in which one floor is above it (as search zones
  /// in Klamroth, Lacour and Vanderpooten, "On the representation of the search region in
  /// multi-objective optimization", European Journal of Operational Research 245, 2015). Then all
  /// portfolios of the same worths.
  ///
  /// - Precondition: As for drawn weightings, and the scenario has no interactions.
  public func exactRobustness(
    of chosen: Answer,
    over set: WeightSet,
    against rival: [String]? = nil
  ) throws -> Robustness {
    let all = set.corners.reduce(0) { $0 + $1.reduce(0, +) }
    let points = try WeightedPoints(scenario, weightsUpTo: all)
    let search = CornerSearch(planner: self, points: points, corners: set.corners)
    let (found, isComplete) = try search.nonDominated()
    let corners = set.corners.map { weights in
      (
        weights,
        found.max {
          points.value(points.sums($0), weights) < points.value(points.sums($1), weights)
        } ?? []
      )
    }
    return try robustness(
      of: chosen,
      over: set,
      found.map { Robustness.Best(portfolio: $0, weightings: 1) },
      isExact: true,
      Evidence(points: points, corners: corners, rival: rival, isComplete: isComplete)
    )
  }
}

/// The search for the portfolios that none dominates.
private struct CornerSearch {
  let planner: Planner
  let points: WeightedPoints
  let corners: [[Int64]]

  /// All of them, and whether the search was not stopped.
  func nonDominated() throws -> (portfolios: [[Int]], isComplete: Bool) {
    var found: [[Int]] = []
    do {
      var boxes: [[Int64?]] = [corners.map { _ in nil }]
      while let box = boxes.popLast() {
        guard let portfolio = try best(box, otherThan: []) else { continue }
        let worth = worth(portfolio)
        // All portfolios of this worth, of which any other one with it differs.
        var equal = [portfolio]
        while let other = try best(worth, otherThan: equal) { equal.append(other) }
        found += equal
        boxes = split(boxes + [box], by: worth)
      }
    } catch is Interrupted {
      return (found, false)
    }
    return (found, true)
  }

  private func worth(_ portfolio: [Int]) -> [Int64] {
    let sums = points.sums(portfolio)
    return corners.map { points.value(sums, $0) }
  }

  /// The portfolio with the largest sum of worths that reaches the floors.
  private func best(_ floors: [Int64?], otherThan known: [[Int]]) throws -> [Int]? {
    let sum = corners[0].indices.map { term in corners.reduce(0) { $0 + $1[term] } }
    let rows = zip(corners, floors).compactMap { weights, floor in
      floor.flatMap { floor in
        MeasureColumn(points.column(weights).map { Quantity($0) }).map { ($0, floor) }
      }
    }
    let scenario = try points.scenario(sum).requiring(rows)
    let other = scenario.differing(from: known.map(Set.init), inAtLeast: 1)
    return try planner.portfolio(
      of: other,
      question: "corners \(corners) above \(floors.map { $0 ?? .min }) other than \(known)"
    )
  }

  /// The boxes less what is no better than `worth` at every corner, without those inside others.
  private func split(_ boxes: [[Int64?]], by worth: [Int64]) -> [[Int64?]] {
    var split: [[Int64?]] = []
    for box in boxes {
      guard zip(box, worth).allSatisfy({ $0 ?? .min <= $1 }) else {
        split.append(box)
        continue
      }
      for corner in box.indices {
        var part = box
        part[corner] = worth[corner] + 1
        split.append(part)
      }
    }
    func isInside(_ box: [Int64?], _ other: [Int64?]) -> Bool {
      zip(box, other).allSatisfy { $0 ?? .min >= $1 ?? .min }
    }
    return split.indices.filter { index in
      !split.indices.contains { other in
        other != index && isInside(split[index], split[other])
          && (other < index || !isInside(split[other], split[index]))
      }
    }.map { split[$0] }
  }
}
