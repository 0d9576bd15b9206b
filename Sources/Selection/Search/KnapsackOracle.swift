/// The most valuable choice of items that fits, by depth-first branch and bound.
///
/// Items are taken in the order of value for weight; a branch is left when even the fractional
/// filling of what remains cannot beat the best (Horowitz and Sahni, "Computing partitions with
/// applications to the knapsack problem", Journal of the ACM 21, 1974).
enum KnapsackOracle {
  /// The best choice, as ascending positions; `nil` after too many steps.
  ///
  /// `profits` ≥ 0 and `weights` > 0 by item.
  static func best(
    _ profits: [Double],
    _ weights: [Int64],
    _ capacity: Int64
  ) -> (chosen: [Int], profit: Double)? {
    let order = profits.indices.filter { profits[$0] > 1e-12 && weights[$0] <= capacity }.sorted {
      let left = profits[$0] * Double(weights[$1])
      let right = profits[$1] * Double(weights[$0])
      return left != right ? left > right : $0 < $1
    }
    let profit = order.map { profits[$0] }
    let weight = order.map { weights[$0] }
    var isIn = [Bool](repeating: false, count: order.count)
    var best: (chosen: [Int], profit: Double) = ([], 0)
    var sum = 0.0
    var room = capacity
    var next = 0
    for _ in 0..<20_000 {
      // Forward: take what fits.
      var bound = sum
      var left = room
      var position = next
      while position < order.count, weight[position] <= left {
        bound += profit[position]
        left -= weight[position]
        position += 1
      }
      if position < order.count {
        bound += profit[position] * Double(left) / Double(weight[position])
      }
      if bound > best.profit + 1e-9 {
        while next < order.count, weight[next] <= room {
          isIn[next] = true
          sum += profit[next]
          room -= weight[next]
          next += 1
        }
        if next < order.count {
          next += 1
          continue
        }
        if sum > best.profit + 1e-9 {
          best = (order.indices.filter { isIn[$0] }.map { order[$0] }.sorted(), sum)
        }
      }
      // Back: leave out the last item that is in.
      var last = next - 1
      while last >= 0, !isIn[last] { last -= 1 }
      if last < 0 { return best }
      isIn[last] = false
      sum -= profit[last]
      room += weight[last]
      next = last + 1
    }
    return nil
  }
}
