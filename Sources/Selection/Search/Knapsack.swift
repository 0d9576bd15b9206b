/// One knapsack: which items, worth most together, fit into a capacity.
///
/// Items stand in the order of profit for weight. Those before the first that does not fit, the break
/// item, are in. From there a core grows, by one item to the right and one to the left in turn: dynamic
/// programming over the weights finds which of them come and which go, and drops what something lighter is
/// as good as, and what no item outside the core could lift above the best (Pisinger, "A minimal algorithm
/// for the 0-1 knapsack problem", Operations Research 45, 1997). Few items decide: the work hardly
/// depends on their number. Every comparison is exact.
struct Knapsack {
  /// Something that may come in: both numbers are above 0.
  struct Item {
    let profit: Int64
    let weight: Int64
    /// What the caller knows it by.
    let column: Int
  }

  enum Outcome: Equatable {
    /// The columns of the best choice, in the order of the items, and its profit.
    case best(columns: [Int], profit: Int64)
    /// No choice is worth enough.
    case nothing
    /// The core grew too large.
    case undecided
  }

  /// A choice within the core: what it weighs and is worth with all that is in outside.
  private struct State {
    var weight: Int64
    var profit: Int64
    /// The last of its decisions; −1: none.
    var decision: Int32
  }

  /// An item of the core that is not as it was at the break, and the decision before.
  private struct Decision {
    let item: Int32
    let before: Int32
  }

  private let items: [Item]
  private let capacity: Int64
  /// The position of the break item.
  private let breaking: Int
  /// What the items before it weigh, and what they are worth.
  private let atBreak: (weight: Int64, profit: Int64)
  private var states: [State] = []
  private var spare: [State] = []
  private var decisions: [Decision] = []
  /// The best profit so far, or one less than what is asked.
  private var best = Int64.min
  /// The last decision of the best choice; `nil` if none is known.
  private var bestDecision: Int32?

  /// A knapsack with a capacity of 0 or more; items that never fit are left out.
  ///
  /// The items' profits add up to an `Int64`, and so does twice the capacity.
  init(_ items: [Item], capacity: Int64) {
    self.items = items.filter { $0.weight <= capacity }.sorted { left, right in
      let first = left.profit.multipliedFullWidth(by: right.weight)
      let second = right.profit.multipliedFullWidth(by: left.weight)
      return (first.high, first.low) > (second.high, second.low)
    }
    self.capacity = capacity
    var (position, weight, profit) = (0, Int64(0), Int64(0))
    while position < self.items.count, self.items[position].weight <= capacity - weight {
      weight += self.items[position].weight
      profit += self.items[position].profit
      position += 1
    }
    breaking = position
    atBreak = (weight, profit)
  }

  /// The value of the relaxation: the items before the break item and as much of that as fits.
  var relaxation: Double {
    guard breaking < items.count else { return Double(atBreak.profit) }
    let share = Double(capacity - atBreak.weight) / Double(items[breaking].weight)
    return Double(atBreak.profit) + share * Double(items[breaking].profit)
  }

  /// What one more of the capacity is worth to the relaxation.
  var price: Double {
    guard breaking < items.count else { return 0 }
    return Double(items[breaking].profit) / Double(items[breaking].weight)
  }

  /// For each item: whether it is before the break item, and the most that any choice is worth that has it
  /// otherwise, were it filled up or relieved at the break item's profit for weight (Dembo and Hammer, "A
  /// reduction algorithm for knapsack problems", Methods of Operations Research 36, 1980).
  var flips: [(column: Int, isIn: Bool, bound: Int64)] {
    items.indices.map { position in
      let isIn = position < breaking
      let sign: Int64 = isIn ? -1 : 1
      var bound = Int128(atBreak.profit + sign * items[position].profit)
      if breaking < items.count {
        let room = Int128(capacity - atBreak.weight - sign * items[position].weight)
        let (quotient, rest) = (room &* Int128(items[breaking].profit))
          .quotientAndRemainder(dividingBy: Int128(items[breaking].weight))
        bound += rest < 0 ? quotient - 1 : quotient
      }
      return (items[position].column, isIn, Int64(clamping: bound))
    }
  }

  /// The best choice that is worth at least `floor`.
  ///
  /// `mostDecisions`: how many decisions are kept before it gives up. `goesOn`: asked before each item of the
  /// core whether to go on.
  mutating func solve(
    atLeast floor: Int64?,
    mostDecisions: Int = 1 << 20,
    while goesOn: () -> Bool = { true }
  ) -> Outcome {
    best = floor.map { $0 - 1 } ?? -1
    begin()
    var (left, right) = (breaking - 1, breaking)
    // What may still go out.
    var loose = atBreak.weight
    while !states.isEmpty, left >= 0 || right < items.count {
      guard decisions.count <= mostDecisions, goesOn() else { return .undecided }
      if right < items.count {
        right += 1
        if isWorthwhile(atBreak.weight + items[right - 1].weight, items[right - 1].profit) {
          grow(by: right - 1, 1, left, right, loose)
        }
      }
      if left >= 0 {
        left -= 1
        loose -= items[left + 1].weight
        if isWorthwhile(atBreak.weight - items[left + 1].weight, -items[left + 1].profit) {
          grow(by: left + 1, -1, left, right, loose)
        }
      }
    }
    return outcome
  }

  /// Starts with the items before the break item, and with what one that comes or goes makes of them.
  private mutating func begin() {
    states = [State(weight: atBreak.weight, profit: atBreak.profit, decision: -1)]
    if atBreak.profit > best { (best, bestDecision) = (atBreak.profit, -1) }
    guard breaking < items.count else { return }
    let room = capacity - atBreak.weight
    for position in breaking..<items.count where items[position].weight <= room {
      offer(atBreak.profit + items[position].profit, [position])
    }
    let missing = items[breaking].weight - room
    for position in 0..<breaking where items[position].weight >= missing {
      offer(
        atBreak.profit + items[breaking].profit - items[position].profit,
        [breaking, position]
      )
    }
  }

  private mutating func offer(_ profit: Int64, _ changed: [Int]) {
    guard profit > best else { return }
    var last: Int32 = -1
    for position in changed {
      decisions.append(Decision(item: Int32(position), before: last))
      last = Int32(decisions.count - 1)
    }
    (best, bestDecision) = (profit, last)
  }

  /// Whether the items before the break item, with a change that makes them weigh `weight`, could be made
  /// better than the best by the break item's profit for weight.
  private func isWorthwhile(_ weight: Int64, _ gain: Int64) -> Bool {
    breaking == items.count
      || canBeat(atBreak.profit + gain, weight, profitFor: items[breaking])
  }

  /// Whether what weighs and is worth so much is better than the best, once filled up or relieved at an
  /// item's profit for weight.
  private func canBeat(_ profit: Int64, _ weight: Int64, profitFor item: Item) -> Bool {
    // Both factors of each product are below 2⁶².
    let ahead = Int128(profit - best - 1) &* Int128(item.weight)
    return ahead &+ Int128(capacity - weight) &* Int128(item.profit) >= 0
  }

  /// Adds an item to the core: `sign` 1 may bring it in, −1 take it out.
  ///
  /// `left` and `right` are the next items on either side, `loose` what those on the left weigh.
  private mutating func grow(
    by item: Int,
    _ sign: Int64,
    _ left: Int,
    _ right: Int,
    _ loose: Int64
  ) {
    let (weight, profit) = (sign * items[item].weight, sign * items[item].profit)
    let heaviest = capacity + loose
    spare.removeAll(keepingCapacity: true)
    var (kept, changed) = (0, 0)
    var worth = Int64.min
    while changed < states.count {
      // The lighter of the next two, and of equal ones the better.
      let other = states[changed]
      var state = State(
        weight: other.weight + weight,
        profit: other.profit + profit,
        decision: other.decision
      )
      var isNew = true
      if kept < states.count,
        (states[kept].weight, state.profit) < (state.weight, states[kept].profit)
      {
        state = states[kept]
        isNew = false
        kept += 1
      } else {
        changed += 1
      }
      add(&state, isNew ? item : nil, &worth, left, right, heaviest)
    }
    while kept < states.count {
      var state = states[kept]
      kept += 1
      add(&state, nil, &worth, left, right, heaviest)
    }
    swap(&states, &spare)
  }

  /// Keeps a state if none that is no heavier is as good, and it can beat the best.
  private mutating func add(
    _ state: inout State,
    _ item: Int?,
    _ worth: inout Int64,
    _ left: Int,
    _ right: Int,
    _ heaviest: Int64
  ) {
    guard state.profit > worth, state.weight <= heaviest else { return }
    worth = state.profit
    let isBest = state.weight <= capacity && state.profit > best
    let mayLead =
      if state.weight <= capacity {
        right < items.count
          ? canBeat(state.profit, state.weight, profitFor: items[right]) || isBest : isBest
      } else {
        left >= 0 && canBeat(state.profit, state.weight, profitFor: items[left])
      }
    guard mayLead else { return }
    if let item {
      decisions.append(Decision(item: Int32(item), before: state.decision))
      state.decision = Int32(decisions.count - 1)
    }
    if isBest { (best, bestDecision) = (state.profit, state.decision) }
    spare.append(state)
  }

  private var outcome: Outcome {
    guard var decision = bestDecision else { return .nothing }
    var isIn = items.indices.map { $0 < breaking }
    while decision >= 0 {
      isIn[Int(decisions[Int(decision)].item)].toggle()
      decision = decisions[Int(decision)].before
    }
    let columns = items.indices.filter { isIn[$0] }.map { items[$0].column }
    return .best(columns: columns, profit: best)
  }
}
