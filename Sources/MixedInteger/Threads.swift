import Dispatch
import Synchronization

/// How many threads do the work.
package enum Threads {
  /// Whether everything is done on the thread that asks, piece after piece, as a machine with one core would.
  @TaskLocal package static var isSingle = false

  /// Does independent pieces of work on all cores.
  ///
  /// The list of pieces is fixed and each result is kept by its index, so that the outcome does not
  /// depend on how many threads there are. Each piece is one synchronous call: a GLPK environment
  /// never leaves its thread.
  ///
  /// - Returns: the results in the order of the items.
  package static func map<Item: Sendable, Output: Sendable>(
    _ items: [Item],
    _ work: @Sendable (Item) -> Output
  ) -> [Output] {
    if isSingle { return items.map(work) }
    let results = Mutex([Output?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let result = work(items[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0 }.compactMap(\.self)
  }
}
