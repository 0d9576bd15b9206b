import MixedInteger
import Synchronization

/// Does independent pieces of work on all cores (`Threads.map`).
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
  let count = Mutex(0)
  let results = Threads.map(items) { item in
    let result = Result { try work(item) }
    let number = count.withLock { count in
      count += 1
      return count
    }
    done?(number, items.count)
    return result
  }
  return try results.map { result in
    do {
      return try result.get()
    } catch is Interrupted {
      return nil
    }
  }
}
