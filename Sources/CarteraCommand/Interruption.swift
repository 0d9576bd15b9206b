import Foundation
import MixedInteger
import Portfolio

/// Ctrl-C during a search: the first ends the search with what it has, the second ends at once.
struct Interruption {
  /// Raised by the first Ctrl-C.
  let stop: StopFlag = interrupted

  /// Watches for Ctrl-C until the process ends.
  init(isQuiet: Bool) {
    defer { admitInterrupts() }
    // A signal's handler runs in the midst of anything: it finds all it needs made, and allocates nothing.
    guard !isQuiet, Terminal.errorIsTerminal, !notice.isEmpty else {
      signal(SIGINT) { _ in raise() }
      return
    }
    signal(SIGINT) { _ in
      raise()
      _ = Terminal.write(notice, to: STDERR_FILENO)
    }
  }
}

/// A process that was started from a thread that lets no signals in lets none in either.
private func admitInterrupts() {
  var signals = sigset_t()
  unsafe sigemptyset(&signals)
  unsafe sigaddset(&signals, SIGINT)
  unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
}

private let interrupted = StopFlag()

private let notice = Array(
  say(
    "\nStopping with what was found so far; Ctrl-C again ends at once.\n",
    "\nSe detiene con lo encontrado hasta ahora; otro Ctrl-C termina de inmediato.\n"
  ).utf8
)

private func raise() {
  if interrupted.isRaised { _exit(130) }
  interrupted.raise()
}
