import Selection
import Synchronization

/// The sessions that are not solving at the moment, so that each solve begins with what earlier ones
/// taught, whichever thread it is on.
///
/// Which session a solve gets depends on the threads; what it answers does not: points are exact, and
/// canonical portfolios the same from any session.
final class SessionPool: Sendable {
  /// By whether their ties are canonical.
  private let idle = Mutex<[Bool: [SelectionSession]]>([:])

  /// A session with canonical ties or any ties, `nil` if all are at work.
  func take(_ isCanonical: Bool) -> SelectionSession? {
    idle.withLock { $0[isCanonical]?.popLast() }
  }

  /// Keeps a session for the next solve.
  func giveBack(_ session: SelectionSession, _ isCanonical: Bool) {
    idle.withLock { $0[isCanonical, default: []].append(session) }
  }
}
