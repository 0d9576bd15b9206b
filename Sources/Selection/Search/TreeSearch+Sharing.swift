import HeapModule
import MixedInteger

/// A long tree on two threads.
///
/// Its open parts are dealt out to two searches, which go on for a fixed amount of work, each for itself;
/// then they tell each other what they found, the best open parts are dealt anew, and so on. Who gets what
/// and when they stop depends on counted work alone, so that the tree, its nodes and the answer are the
/// same on every machine, whether or not there is a second core (a synchronous scheme, as in Ralphs, Shinano,
/// Berthold and Koch, "Parallel solvers for mixed integer linear optimization", Handbook of Parallel
/// Constraint Reasoning, 2018).
extension TreeSearch {
  /// The open parts that are dealt anew between two shares.
  private static let dealt = 512

  /// Searches the open parts of a tree to the proof or to a limit, or until the best portfolio fixes so much
  /// that the tree is begun anew.
  ///
  /// - Throws: `SolverError` when GLPK fails fatally again and again.
  mutating func share(_ search: CoreSearch) throws -> CoreSearch.Outcome {
    var cores = [search, search]
    cores[1].open = Heap()
    var threshold = threshold
    while let reach = cores.compactMap({ $0.open.max?.bound }).max() {
      if stops(at: reach) { return .finished }
      deal(&cores)
      let before = self
      let shares = cores.map { Share(core: $0, search: sharing()) }
      cores = []
      let results = Threads.map(shares) { share in
        var share = share
        return Result {
          try share.core.resume(in: &share.search)
          return share
        }
      }
      // One that lost its problem begins again with what it had.
      for (share, result) in zip(shares, results) {
        switch result {
        case .success(let share):
          take(share.search, since: before)
          cores.append(share.core)
        case .failure(let error as SolverError):
          try recover(from: error)
          cores.append(share.core)
        case .failure(let error): throw error
        }
      }
      if isDone { return .finished }
      if threshold != self.threshold, let exact = search.rootExact, search.fixes(exact, &self) {
        return .reduced
      }
      threshold = self.threshold
      if turnsThorough() { return .reduced }
    }
    finish()
    return .finished
  }

  /// Deals the best open parts out in turn.
  private func deal(_ cores: inout [CoreSearch]) {
    var best: [CoreSearch.Node] = []
    while best.count < TreeSearch.dealt,
      let richest = cores.indices.max(by: { left, right in
        guard let other = cores[right].open.max else { return false }
        return cores[left].open.max.map { $0 < other } ?? true
      }),
      let node = cores[richest].open.popMax()
    {
      best.append(node)
    }
    for (index, node) in best.enumerated() { cores[index % cores.count].open.insert(node) }
  }

  /// A part of the tree and who searches it.
  private struct Share: Sendable {
    var core: CoreSearch
    var search: TreeSearch
  }
}
