/// Every point of a small part of the tree that may be worth enough, one after the other, without a
/// relaxation.
///
/// With the prices π of an ``ExactBound`` L(π), a point is worth
///
///     L(π) − Σ |reduced cost| of the columns that are not where theirs prefers them
///          − Σ |π_r| · (how far row r is from the side that its price is for)
///
/// so a partial choice is given up as soon as what it has lost, or is sure to lose, leaves too little: few
/// columns may be elsewhere, and the rows with a price must end near their sides. A step costs as much as
/// its column has terms. (Implicit enumeration with a surrogate constraint: Geoffrion, "An improved implicit
/// enumeration approach for integer programming", Operations Research 17, 1969.)
struct Enumeration {
  /// A row that does not hold by itself, or has a price.
  private struct Row {
    /// What it can still come to.
    var least: Int64
    var most: Int64
    let lower: Int64
    let upper: Int64
    /// What it loses by each 2^`places` above its lower side, and below its upper side: a peso alone may
    /// be worth less than the unit of losses.
    let lowerPrice: Int64
    let upperPrice: Int64
    let places: Int64

    /// Makes the least that it comes to larger; what that loses.
    mutating func raise(by size: Int64) -> Int64 {
      let before = least
      least += size
      guard least <= upper else { return Enumeration.ruin }
      guard lowerPrice != 0, least > lower else { return 0 }
      return loss(least - max(before, lower), lowerPrice)
    }

    /// Makes the most that it comes to smaller; what that loses.
    mutating func cut(by size: Int64) -> Int64 {
      let before = most
      most -= size
      guard most >= lower else { return Enumeration.ruin }
      guard upperPrice != 0, most < upper else { return 0 }
      return loss(min(before, upper) - most, upperPrice)
    }

    /// What it loses whatever is chosen.
    var loss: Int64 {
      guard least <= upper, most >= lower else { return Enumeration.ruin }
      let above = lowerPrice == 0 ? 0 : loss(max(0, least - lower), lowerPrice)
      let below = upperPrice == 0 ? 0 : loss(max(0, upper - most), upperPrice)
      return above + below
    }

    private func loss(_ distance: Int64, _ price: Int64) -> Int64 {
      let (product, isTooLarge) = (distance &>> places).multipliedReportingOverflow(by: price)
      return isTooLarge ? Enumeration.ruin : min(product, Enumeration.ruin)
    }
  }

  /// What a column that is 1 adds to a row or, with a minus, takes from it.
  private struct Term {
    let row: Int
    let size: Int64
  }

  /// A free column.
  private struct Choice {
    let column: Int
    /// The value that its reduced cost prefers, and what the other one loses.
    let prefersOne: Bool
    let loss: Int64
    /// Where its terms stand: those that add, those that take.
    var plus = 0..<0
    var minus = 0..<0
  }

  /// More than there ever is room for.
  private static let ruin: Int64 = 1 << 40
  /// The binary places of the room.
  private static let precision = 30
  /// The least binary digits of a price, as far as the most places of an amount that are left out for them
  /// allow.
  private static let priceDigits = 10
  private static let mostPlaces = 40
  /// The most columns that may be free; those that are 1 are kept as bits of a word.
  static let mostColumns = 60
  /// The steps that a point counts as.
  private static let visit = 100

  private var rows: [Row] = []
  private var terms: [Term] = []
  /// What is decided, in this order: first what loses most.
  private var choices: [Choice]
  /// What is lost, and what may be.
  private var lost: Int64 = 0
  private var room: Int64 = 0
  /// The bound, and the size of the unit of losses, in the bound's units.
  private let total: Int128
  private let shift: Int
  private let unit: Int128
  /// The steps that may still be made.
  private(set) var steps: Int

  /// Prepares the part `lower…upper` of a program all of whose columns are binary.
  ///
  /// `exact` bounds the part, or one that holds it; a point must be worth `threshold`; `steps` are the most
  /// that it may take.
  ///
  /// - Returns: `nil` where more than ``mostColumns`` columns are free.
  init?(
    _ program: IntegerProgram,
    _ exact: ExactBound,
    _ lower: [Int64],
    _ upper: [Int64],
    threshold: Int64,
    steps: Int
  ) {
    self.steps = steps
    total = exact.total(lower, upper)
    shift = exact.shift
    let spare = max(0, total - Int128(threshold) << Int128(shift))
    let digits = Int128.bitWidth - spare.leadingZeroBitCount
    unit = Int128(1) << Int128(max(0, digits - Enumeration.precision))
    // Rounded down: what is given up is not worth enough for certain.
    let largest = UInt128(1) << UInt128(Enumeration.precision + 1)
    let size = unit.magnitude
    func units(_ amount: UInt128) -> Int64 { Int64(min(largest, amount / size)) }
    choices = lower.indices.filter { lower[$0] < upper[$0] }
      .map {
        Choice(
          column: $0,
          prefersOne: exact.prefersOne($0),
          loss: units(exact.reducedCosts[$0].magnitude)
        )
      }
      .sorted { ($1.loss, $0.column) < ($0.loss, $1.column) }
    guard choices.count <= Enumeration.mostColumns else { return nil }
    var place = [Int](repeating: -1, count: lower.count)
    for (index, choice) in choices.enumerated() { place[choice.column] = index }
    var found: [(place: Int, row: Int, coefficient: Int64)] = []
    for (index, row) in program.rows.enumerated() {
      let known = found.count
      var (least, most): (Int64, Int64) = (0, 0)
      for k in row.terms {
        let (column, coefficient) = (program.columns[k], program.coefficients[k])
        if place[column] < 0 {
          least += coefficient * lower[column]
          most += coefficient * lower[column]
        } else {
          found.append((place[column], rows.count, coefficient))
          if coefficient > 0 { most += coefficient } else { least += coefficient }
        }
      }
      // Rows may have come after the bound.
      let price = index < exact.prices.count ? exact.prices[index] : 0
      let missing =
        Enumeration.priceDigits + price.magnitude.leadingZeroBitCount
        - size.leadingZeroBitCount
      let places = max(0, min(Enumeration.mostPlaces, missing))
      let made = Row(
        least: least,
        most: most,
        lower: row.lower ?? .min,
        upper: row.upper ?? .max,
        lowerPrice: price < 0 ? units(price.magnitude << UInt128(places)) : 0,
        upperPrice: price > 0 ? units(price.magnitude << UInt128(places)) : 0,
        places: Int64(places)
      )
      if price == 0, least >= made.lower, most <= made.upper {
        found.removeLast(found.count - known)
      } else {
        rows.append(made)
        lost += made.loss
      }
    }
    addTerms(found)
    leave(threshold)
  }

  private mutating func addTerms(_ found: [(place: Int, row: Int, coefficient: Int64)]) {
    var next = [(plus: Int, minus: Int)](repeating: (0, 0), count: choices.count)
    for (place, _, coefficient) in found {
      if coefficient > 0 { next[place].plus += 1 } else { next[place].minus += 1 }
    }
    var start = 0
    for index in choices.indices {
      let middle = start + next[index].plus
      let end = middle + next[index].minus
      choices[index].plus = start..<middle
      choices[index].minus = middle..<end
      next[index] = (start, middle)
      start = end
    }
    terms = [Term](repeating: Term(row: 0, size: 0), count: found.count)
    for term in found {
      let made = Term(row: term.row, size: abs(term.coefficient))
      if term.coefficient > 0 {
        terms[next[term.place].plus] = made
        next[term.place].plus += 1
      } else {
        terms[next[term.place].minus] = made
        next[term.place].minus += 1
      }
    }
  }

  /// Makes `threshold` what a point must at least be worth.
  private mutating func leave(_ threshold: Int64) {
    let spare = total - Int128(threshold) << Int128(shift)
    room = spare < 0 ? -1 : Int64((spare + unit - 1) / unit)
  }

  /// Goes through the points.
  ///
  /// `visit` is given the columns that are 1 at a point and returns what others must at least be worth,
  /// `nil` to see no more.
  ///
  /// - Returns: Whether there are no others; `false` if the steps did not suffice.
  mutating func run(_ visit: (_ columns: [Int]) throws -> Int64?) rethrows -> Bool {
    var rows = rows
    var span = rows.mutableSpan
    return try lost > room || decide(0, lost: lost, ones: 0, &span, visit)
  }

  /// Goes through the values of the columns from `depth` on, where so much is lost and the columns before
  /// are 1 as in `ones`.
  private mutating func decide(
    _ depth: Int,
    lost: Int64,
    ones: UInt64,
    _ rows: inout MutableSpan<Row>,
    _ visit: (_ columns: [Int]) throws -> Int64?
  ) rethrows -> Bool {
    guard depth < choices.count else {
      steps -= Enumeration.visit
      let chosen = choices.indices.filter { ones >> UInt64($0) & 1 == 1 }
      guard let threshold = try visit(chosen.map { choices[$0].column }) else { return false }
      leave(threshold)
      return true
    }
    let choice = choices[depth]
    guard
      try hold(choice, depth, choice.prefersOne, lost: lost, ones: ones, &rows, visit)
    else { return false }
    let other = lost + choice.loss
    guard other <= room else { return true }
    return try hold(choice, depth, !choice.prefersOne, lost: other, ones: ones, &rows, visit)
  }

  /// Goes through the values of the columns after one that is held.
  @inline(__always)
  private mutating func hold(
    _ choice: Choice,
    _ depth: Int,
    _ isOne: Bool,
    lost: Int64,
    ones: UInt64,
    _ rows: inout MutableSpan<Row>,
    _ visit: (_ columns: [Int]) throws -> Int64?
  ) rethrows -> Bool {
    steps -= 1
    guard steps >= 0 else { return false }
    let raised = isOne ? choice.plus : choice.minus
    let cut = isOne ? choice.minus : choice.plus
    var sum = lost
    for k in raised { sum += rows[terms[k].row].raise(by: terms[k].size) }
    for k in cut { sum += rows[terms[k].row].cut(by: terms[k].size) }
    var isDone = true
    if sum <= room {
      let bit: UInt64 = isOne ? 1 << UInt64(depth) : 0
      isDone = try decide(depth + 1, lost: sum, ones: ones | bit, &rows, visit)
    }
    for k in raised { rows[terms[k].row].least -= terms[k].size }
    for k in cut { rows[terms[k].row].most += terms[k].size }
    return isDone
  }
}
