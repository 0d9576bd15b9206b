import TestSupport
import Testing

@testable import Selection

/// Flows from several vertices at once.
@Suite struct ResidualGraphTests {
  /// What goes is as much as from one vertex that has an edge to each of them.
  @Test func severalSourcesSendAsMuchAsOneBeforeThem() {
    var stuck = 0
    for seed in UInt64(1)...300 {
      var random = SplitMix64(seed: seed)
      let count = Int(random.number(5...12))
      var graph = ResidualGraph(vertices: count)
      for _ in 0..<3 * count {
        let (tail, head) = (
          Int(random.number(1...Int64(count - 1))), Int(random.number(0...Int64(count - 1)))
        )
        if tail != head { graph.addEdge(from: tail, to: head, capacity: random.number(0...9)) }
      }
      let sources = (count - 3..<count).map { (vertex: $0, amount: random.number(0...15)) }
      var joined = graph
      let source = joined.addVertex()
      for item in sources { joined.addEdge(from: source, to: item.vertex, capacity: item.amount) }
      let most = joined.augment(from: source, to: 0, limit: ResidualGraph.unbounded)
      let left = graph.augment(from: sources, to: 0)
      #expect(zip(left, sources).allSatisfy { 0...$1.amount ~= $0 }, "seed \(seed)")
      let sent = zip(left, sources).reduce(0) { $0 + $1.1.amount - $1.0 }
      #expect(sent == most, "seed \(seed)")
      if left.contains(where: { $0 > 0 }) { stuck += 1 }
    }
    #expect(stuck > 50)
  }
}
