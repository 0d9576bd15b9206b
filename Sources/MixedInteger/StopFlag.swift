internal import Synchronization

/// Asks a running solve to end, from any thread.
///
/// The solve ends at its next node and returns what it holds. A raised flag stays raised.
public final class StopFlag: Sendable {
  private let raised = Atomic<Bool>(false)

  /// A flag that is not raised.
  public init() {}

  /// Asks for the end.
  public func raise() { raised.store(true, ordering: .relaxed) }

  /// Whether the end was asked for.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }
}
