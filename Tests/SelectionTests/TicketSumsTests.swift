import TestSupport
import Testing

@testable import Selection

/// What whole tickets can come to, against enumeration.
struct TicketSumsTests {
  @Test func mostIsThatOfTheBestSet() {
    var random = SplitMix64(seed: 1)
    var isBinding = 0
    for _ in 0..<2_000 {
      let cost = Int64(Int.random(in: 0..<40, using: &random))
      let payers = (0..<Int.random(in: 0..<6, using: &random)).map { _ in
        let ticket = 1 + Int.random(in: 0..<12, using: &random)
        return (ticket: Int64(ticket), cap: Int64(ticket + Int.random(in: 0..<6, using: &random)))
      }
      var sums = TicketSums(ofCost: cost)
      for (index, payer) in payers.enumerated() {
        sums.add(ticket: payer.ticket, cap: payer.cap)
        #expect(sums.most == best(payers.prefix(index + 1), cost), "\(payers) of \(cost)")
      }
      if sums.most < min(cost, payers.reduce(0) { $0 + $1.cap }) { isBinding += 1 }
    }
    #expect(isBinding > 100)
  }

  /// Where sets are too many to be kept, nothing below the true most is given.
  @Test func manySetsAreNotUnderrated() {
    var random = SplitMix64(seed: 2)
    var isRough = 0
    for _ in 0..<30 {
      let payers = (0..<12).map { _ in
        let ticket = 1_000 + Int.random(in: 0..<1_000, using: &random)
        return (ticket: Int64(ticket), cap: Int64(ticket + Int.random(in: 0..<30, using: &random)))
      }
      let cost = Int64(Int.random(in: 0..<20_000, using: &random))
      var sums = TicketSums(ofCost: cost)
      for payer in payers { sums.add(ticket: payer.ticket, cap: payer.cap) }
      let most = best(payers[...], cost)
      #expect(sums.most >= most)
      if sums.most > most { isRough += 1 }
    }
    #expect(isRough > 0)
  }

  /// A cap below the ticket pays nothing, nor does a ticket above the cost.
  @Test func whatCannotPayCountsForNothing() {
    var sums = TicketSums(ofCost: 10)
    sums.add(ticket: 8, cap: 7)
    sums.add(ticket: 11, cap: 20)
    #expect(sums.most == 0)
    sums.add(ticket: 9, cap: 12)
    #expect(sums.most == 10)
  }

  private func best(_ payers: ArraySlice<(ticket: Int64, cap: Int64)>, _ cost: Int64) -> Int64 {
    (0..<(1 << payers.count)).reduce(0) { best, mask in
      let members = payers.enumerated().filter { mask >> $0.offset & 1 == 1 }.map(\.element)
      guard members.reduce(0, { $0 + $1.ticket }) <= cost else { return best }
      return max(best, min(cost, members.reduce(0) { $0 + $1.cap }))
    }
  }
}
