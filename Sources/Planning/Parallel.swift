import Dispatch
import MixedInteger
import Synchronization

/// How many threads do the work.
package enum Threads {
  /// Whether everything is done on the thread that asks, piece after piece, as a machine with one core would.
  @TaskLocal package static var isSingle = false
}

/// Does independent pieces of work on all cores.
///
/// The list of pieces is fixed and each result is kept by its index, so that the outcome does not
/// depend on how many threads there are. Each piece is one synchronous call: a GLPK environment
/// never leaves its thread.
///
/// - `done`: Told after each piece how many are done, and of how many; from any thread.
///
/// The results come in the order of the items, `nil` for those that were interrupted.
/// Throws the error of the first item, in their order, that failed otherwise.
func parallelMap<Item: Sendable, Output: Sendable>(
  _ items: [Item],
  done: (@Sendable (Int, Int) -> Void)? = nil,
  _ work: @Sendable (Item) throws -> Output
) throws -> [Output?] {
  let results = Mutex([Result<Output, any Error>?](repeating: nil, count: items.count))
  let count = Mutex(0)
  let piece = { @Sendable (index: Int) in
    let result = Result { try work(items[index]) }
    results.withLock { $0[index] = result }
    let number = count.withLock { count in
      count += 1
      return count
    }
    done?(number, items.count)
  }
  if Threads.isSingle {
    items.indices.forEach(piece)
  } else {
    DispatchQueue.concurrentPerform(iterations: items.count, execute: piece)
  }
  return try results.withLock { $0 }.map { result in
    do {
      return try result?.get()
    } catch is Interrupted {
      return nil
    }
  }
}
