/// Finds portfolios near points of a core's relaxation: rounding, repair, filling, exchanges.
///
/// Works on the core's own rows, the money's among them, in integers; the judge of a whole portfolio
/// is asked only at the end. What the rows do not say (a row of the money that no point has broken
/// yet, tickets, interactions) may make it refuse.
///
/// Exchanges of one for one, one for two and two for one until none gains points: with a handful of
/// tight rows and hundreds of columns some exchange nearly always uses up the slack (Balas and
/// Martin, "Pivot and complement", Management Science 26, 1980, for the idea). Where a bound with reduced
/// costs is known, only exchanges are tried that it lets gain: those among the core of the problem.
/// Deterministic; work is bounded by a count of trials.
struct CoreHeuristic {
  /// An upper bound on portfolios: `ceiling` less the reduced cost of each column that is not where that
  /// prefers it.
  struct Prices {
    var ceiling: Double
    /// Of each start column; above 0 where 1 is preferred.
    var reducedCosts: [Double]
  }

  /// The core's start columns, which are decided here; all by position in this list from here on.
  private let columns: [Int]
  private let value: [Int64]
  private let entryStart: [Int]
  private let entries: [Entry]
  private let memberStart: [Int]
  private let members: [Int]
  /// The rows without any column.
  private let rows: [Row]

  /// What a column that is in adds to a row.
  private struct Entry {
    var row: Int
    var coefficient: Int64
  }

  /// What a row comes to, and between what it must be.
  private struct Row {
    let lower: Int64
    let upper: Int64
    var activity: Int64 = 0

    var isBroken: Bool { isBroken(at: activity) }

    func isBroken(at activity: Int64) -> Bool { activity < lower || activity > upper }
  }

  /// Prepares the rows of a core.
  ///
  /// - Parameters:
  ///   - core: the program.
  ///   - starts: the columns that are decided.
  ///   - worth: what each of them is taken to be worth.
  ///   - startsOfMembership: for each membership column, the starts that it is the sum of.
  init(
    _ core: IntegerProgram,
    starts: [Int],
    worth: [Int64],
    startsOfMembership: [Int: [Int]]
  ) {
    columns = starts
    value = worth
    var position = [Int](repeating: -1, count: core.lower.count)
    for (index, column) in starts.enumerated() { position[column] = index }
    var rows: [Row] = []
    var memberStart = [0]
    var members: [Int] = []
    var coefficients: [Int64] = []
    // A row's sum for each start, and the starts in it; both are blank again when it is done.
    var sums = [Int64](repeating: 0, count: starts.count)
    var touched: [Int] = []
    func finish(from least: Int64, to most: Int64, isComplete: Bool) {
      let count = members.count
      let isInOrder = touched.indices.dropFirst().allSatisfy { touched[$0 - 1] < touched[$0] }
      for column in isInOrder ? touched : touched.sorted() {
        // A start that stands twice in the row has its whole sum at its first place.
        let sum = sums[column]
        sums[column] = 0
        guard isComplete, sum != 0 else { continue }
        members.append(column)
        coefficients.append(sum)
      }
      touched.removeAll(keepingCapacity: true)
      guard members.count > count else { return }
      rows.append(Row(lower: least, upper: most))
      memberStart.append(members.count)
    }
    for row in core.rows {
      var isComplete = true
      for k in row.terms {
        let column = core.columns[k]
        if position[column] >= 0 {
          sums[position[column]] += core.coefficients[k]
          touched.append(position[column])
        } else if let parts = startsOfMembership[column] {
          for part in parts { sums[position[part]] += core.coefficients[k] }
          touched += parts.map { position[$0] }
        } else {
          isComplete = false
        }
      }
      finish(from: row.lower ?? .min, to: row.upper ?? .max, isComplete: isComplete)
    }
    for parts in startsOfMembership.keys.sorted().compactMap({ startsOfMembership[$0] }) {
      touched = parts.map { position[$0] }
      for column in touched { sums[column] = 1 }
      finish(from: .min, to: 1, isComplete: true)
    }
    self.rows = rows
    // The same by columns.
    var entryStart = [Int](repeating: 0, count: starts.count + 1)
    for column in members { entryStart[column + 1] += 1 }
    for column in starts.indices { entryStart[column + 1] += entryStart[column] }
    var next = entryStart
    var entries = [Entry](repeating: Entry(row: 0, coefficient: 0), count: members.count)
    for row in rows.indices {
      for member in memberStart[row]..<memberStart[row + 1] {
        let place = next[members[member]]
        next[members[member]] += 1
        entries[place] = Entry(row: row, coefficient: coefficients[member])
      }
    }
    self.entryStart = entryStart
    self.entries = entries
    self.memberStart = memberStart
    self.members = members
  }

  /// The chosen columns of a portfolio near a point within `low…high`; `nil` if none was found that
  /// meets the rows.
  ///
  /// `effort`: the most exchanges that are tried. `order`: which first. `prices`: what is known of them.
  func portfolio(
    near point: [Double],
    _ low: [Int64],
    _ high: [Int64],
    effort: Int,
    order exchanges: Order,
    prices: Prices?
  ) -> [Int]? {
    var trial = Trial(self)
    let order = columns.indices.filter { high[columns[$0]] > 0 }.sorted {
      let (left, right) = (point[columns[$0]], point[columns[$1]])
      return left != right ? left > right : (value[$1], $0) < (value[$0], $1)
    }
    for column in order where low[columns[column]] == 1 { trial.flip(column) }
    let isOpen = columns.indices.map { low[columns[$0]] == 0 && high[columns[$0]] == 1 }
    for column in order where isOpen[column] && point[columns[column]] > 0.999 {
      trial.addIfAllowed(column)
    }
    repair(&trial, order, isOpen)
    for column in order where isOpen[column] && value[column] > 0 { trial.addIfAllowed(column) }
    guard trial.isFeasible else { return nil }
    exchange(&trial, order.filter { isOpen[$0] }, effort, exchanges, prices)
    return columns.indices.filter { trial.isIn[$0] }.map { columns[$0] }
  }

  /// Adds what rows with an unmet lower bound need, the relaxation's favourites first.
  private func repair(_ trial: inout Trial, _ order: [Int], _ isOpen: [Bool]) {
    var rank = [Int](repeating: .max, count: columns.count)
    for (index, column) in order.enumerated() { rank[column] = index }
    for row in rows.indices where trial.rows[row].activity < rows[row].lower {
      let candidates = members[memberStart[row]..<memberStart[row + 1]]
        .filter { isOpen[$0] && !trial.isIn[$0] && rank[$0] < .max }
        .sorted { rank[$0] < rank[$1] }
      for column in candidates where trial.rows[row].activity < rows[row].lower {
        trial.addIfAllowed(column)
      }
    }
  }

  /// Which exchanges are tried first.
  enum Order {
    /// Those that reduced costs make least of: they gain soonest, and points do not tell cycles apart.
    case cheapest
    /// Those of the most points: deep in a tree the cheapest have been tried again and again.
    case mostPoints
  }

  /// Exchanges while that gains points.
  private func exchange(
    _ trial: inout Trial,
    _ open: [Int],
    _ effort: Int,
    _ order: Order,
    _ prices: Prices?
  ) {
    var left = effort
    var hasGained = true
    while hasGained, left > 0 {
      hasGained = false
      // To look at every column is worth some trials.
      left -= open.count / 8
      let reach = Reach(trial, open, prices)
      let near = open.filter { reach.allows($0) }.sorted {
        order == .cheapest && reach.takes[$0] != reach.takes[$1]
          ? reach.takes[$0] < reach.takes[$1] : (value[$1], $0) < (value[$0], $1)
      }
      let inside = near.filter { trial.isIn[$0] }
      let outside = near.filter { !trial.isIn[$0] }
      // Where the cheapest stand first, all after one that may not gain may not either.
      let isSorted = order == .cheapest
      search: for entering in outside {
        if value[entering] > 0, trial.settles(entering) {
          hasGained = true
          break
        }
        trial.flip(entering)
        defer { if !hasGained { trial.flip(entering) } }
        for leaving in inside {
          guard reach.allows(entering, leaving) else {
            if isSorted { break }
            continue
          }
          left -= 1 + near.count / 16
          guard left > 0 else { break search }
          let gain = value[entering] - value[leaving]
          if gain > 0, trial.settles(leaving) {
            hasGained = true
            break search
          }
          // One in for two out, or two in for one out; the partner must leave a gain.
          trial.flip(leaving)
          for partner in gain > 0 ? inside : [] {
            guard reach.allows(entering, leaving, partner) else {
              if isSorted { break }
              continue
            }
            guard partner != leaving, value[partner] < gain else { continue }
            left -= 1
            if trial.settles(partner) {
              hasGained = true
              break search
            }
          }
          for partner in outside {
            guard reach.allows(entering, leaving, partner) else {
              if isSorted { break }
              continue
            }
            guard partner != entering, value[partner] + gain > 0 else { continue }
            left -= 1
            if trial.settles(partner) {
              hasGained = true
              break search
            }
          }
          trial.flip(leaving)
          if left <= 0 { break search }
        }
      }
    }
  }

  /// Which exchanges may gain, by a bound with reduced costs.
  ///
  /// The bound less the reduced costs of what is not where they prefer it is at least a portfolio's value; an
  /// exchange that gains takes less from it than it is above the value now.
  private struct Reach {
    /// What flipping a column takes from the bound; 0 if nothing is known.
    private(set) var takes: [Double]
    private var room = Double.infinity
    /// The most that one flip may give back.
    private var most = 0.0

    init(_ trial: Trial, _ open: [Int], _ prices: Prices?) {
      takes = [Double](repeating: 0, count: trial.isIn.count)
      guard let prices else { return }
      let heuristic = trial.heuristic
      room = prices.ceiling
      for column in trial.isIn.indices where trial.isIn[column] {
        room -= Double(heuristic.value[column])
      }
      for column in open {
        let cost = prices.reducedCosts[column]
        if (cost > 0) == trial.isIn[column] {
          takes[column] = abs(cost)
        } else {
          takes[column] = -abs(cost)
          room -= abs(cost)
          most = max(most, abs(cost))
        }
      }
      room = max(0, room) + 0.01
    }

    /// Whether an exchange of a column with two others may gain.
    func allows(_ column: Int) -> Bool { takes[column] - 2 * most < room }

    /// Whether an exchange of two columns, perhaps with a third, may gain.
    func allows(_ column: Int, _ other: Int) -> Bool {
      takes[column] + takes[other] - most < room
    }

    /// Whether an exchange of three columns may gain.
    func allows(_ column: Int, _ other: Int, _ partner: Int) -> Bool {
      takes[column] + takes[other] + takes[partner] < room
    }
  }

  /// A choice of columns and the sums of its rows.
  private struct Trial {
    let heuristic: CoreHeuristic
    var isIn: [Bool]
    var rows: [Row]
    /// How many rows are broken.
    var broken: Int

    init(_ heuristic: CoreHeuristic) {
      self.heuristic = heuristic
      isIn = [Bool](repeating: false, count: heuristic.columns.count)
      rows = heuristic.rows
      broken = rows.count { $0.isBroken }
    }

    var isFeasible: Bool { broken == 0 }

    private func entries(of column: Int) -> ArraySlice<Entry> {
      heuristic.entries[heuristic.entryStart[column]..<heuristic.entryStart[column + 1]]
    }

    mutating func flip(_ column: Int) {
      let sign: Int64 = isIn[column] ? -1 : 1
      isIn[column].toggle()
      for entry in entries(of: column) {
        let wasBroken = rows[entry.row].isBroken
        rows[entry.row].activity += sign * entry.coefficient
        if wasBroken != rows[entry.row].isBroken { broken += wasBroken ? -1 : 1 }
      }
    }

    /// Adds a column if it overdraws no row.
    mutating func addIfAllowed(_ column: Int) {
      guard !isIn[column] else { return }
      for entry in entries(of: column) {
        let row = rows[entry.row]
        let after = row.activity + entry.coefficient
        // What makes a requirement meet its row has a negative coefficient there.
        if entry.coefficient > 0 ? after > row.upper : after < row.lower { return }
      }
      flip(column)
    }

    /// Flips a column if all rows are kept then; whether it did.
    mutating func settles(_ column: Int) -> Bool {
      let sign: Int64 = isIn[column] ? -1 : 1
      var mended = 0
      for entry in entries(of: column) {
        let row = rows[entry.row]
        if row.isBroken(at: row.activity + sign * entry.coefficient) { return false }
        if row.isBroken { mended += 1 }
      }
      guard mended == broken else { return false }
      flip(column)
      return true
    }
  }
}
