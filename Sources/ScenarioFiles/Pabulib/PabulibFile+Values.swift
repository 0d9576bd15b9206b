import Portfolio

extension PabulibFile {
  /// How a vote is to be understood.
  enum VoteType: String, CaseIterable {
    case approval
    case chooseOne = "choose-1"
    case ordinal, cumulative, scoring

    var hasPoints: Bool { self == .cumulative || self == .scoring }

    /// The ballot of a scenario that says the same.
    var ballot: Stakeholder.BallotKind {
      switch self {
      case .approval, .chooseOne: .approval
      case .ordinal: .ranking
      case .cumulative: .points
      case .scoring: .score
      }
    }
  }

  /// What one vote gives each project that it names, by id: 1 for an approval, the place from 1 in a
  /// ranking, or the points; the first mention counts.
  func values(_ row: [String], as type: VoteType) -> [(id: String, value: Quantity)] {
    let ids = votes.column("vote").map { PabulibFile.list(row[$0]) } ?? []
    let points = votes.column("points").map { PabulibFile.list(row[$0]) } ?? []
    var values: [(id: String, value: Quantity)] = []
    var seen: Set<String> = []
    for (index, id) in ids.enumerated() where seen.insert(id).inserted {
      switch type.ballot {
      case .approval: values.append((id, 1))
      case .ranking: values.append((id, Quantity(Int64(values.count + 1))))
      case .points, .score:
        let value = index < points.count ? PabulibFile.number(points[index]) : nil
        values.append((id, value ?? 0))
      }
    }
    return values
  }

  /// The ids of the voters, each once: what a second `7` is called is `7#2`.
  var voterIDs: [String] {
    guard let column = votes.column("voter_id") else { return [] }
    var counts: [String: Int] = [:]
    return votes.rows.map { row in
      let id = row[column].trimmed
      counts[id, default: 0] += 1
      return counts[id].map { $0 == 1 ? id : "\(id)#\($0)" } ?? id
    }
  }

  /// The parts of a comma list; none if it is empty.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// A number of 0 or more with at most one point or comma before its decimals.
  static func number(_ text: String) -> Quantity? {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    // Zeros at the end say nothing, and files of other programs have many.
    let digits = String(fraction.reversed().drop { $0 == "0" }.reversed())
    guard (whole + fraction).utf8.allSatisfy({ (48...57).contains($0) }), digits.count <= 6,
      let significand = Int64(whole + digits)
    else { return nil }
    return Quantity(significand, decimals: digits.count)
  }
}
