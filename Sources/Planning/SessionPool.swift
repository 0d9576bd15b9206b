import Selection
import Synchronization

/// The sessions that are not solving at the moment, so that each solve begins with what earlier ones
/// taught, whichever thread it is on.
///
/// Which session a solve gets depends on the threads; what it answers does not: points are exact, and
/// canonical portfolios the same from any session.
final class SessionPool: Sendable {
  private let idle = Mutex<[SelectionSession]>([])

  /// A session, `nil` if all are at work.
  func take() -> SelectionSession? { idle.withLock { $0.popLast() } }

  /// Keeps a session for the next solve.
  func giveBack(_ session: SelectionSession) { idle.withLock { $0.append(session) } }
}
