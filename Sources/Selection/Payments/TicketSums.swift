/// The most that payers with smallest tickets can pay of one cost together: each of them nothing, or from
/// its ticket to its cap.
///
///     var sums = TicketSums(ofCost: 15)
///     sums.add(ticket: 8, cap: 9)
///     sums.add(ticket: 8, cap: 9)
///     sums.most  // 9: both tickets are more than the cost
struct TicketSums {
  /// The most of the cost that those added so far can pay; no less than that where they are many.
  private(set) var most: Int64 = 0
  private let cost: Int64
  /// Sets of payers by what they pay at least and at most, without those for which another pays no more at
  /// least and no less at most.
  private var sets: [(least: Int64, most: Int64)] = [(0, 0)]
  /// Whether sets were too many to be kept.
  private var isRough = false

  /// The most sets that are kept.
  private static let capacity = 64

  init(ofCost cost: Int64) { self.cost = cost }

  /// Adds a payer.
  mutating func add(ticket: Int64, cap: Int64) {
    guard most < cost, ticket <= cap, ticket <= cost else { return }
    if isRough {
      most = min(cost, most + cap)
      return
    }
    var merged: [(least: Int64, most: Int64)] = []
    merged.reserveCapacity(2 * sets.count)
    var old = 0
    var new = 0
    while old < sets.count || new < sets.count {
      let isOld =
        new == sets.count || old < sets.count && sets[old].least <= sets[new].least + ticket
      let set =
        isOld ? sets[old] : (least: sets[new].least + ticket, most: sets[new].most + cap)
      if isOld { old += 1 } else { new += 1 }
      guard set.least <= cost else { break }
      guard set.most > merged.last?.most ?? -1 else { continue }
      if merged.last?.least == set.least { merged.removeLast() }
      merged.append(set)
    }
    sets = merged
    most = min(cost, sets.last?.most ?? 0)
    isRough = sets.count > TicketSums.capacity
  }
}
