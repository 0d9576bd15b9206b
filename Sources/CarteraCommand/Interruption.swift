import Dispatch
import Foundation
import MixedInteger
import Portfolio

/// Ctrl-C during a search: the first ends the search with what it has, the second ends at once.
struct Interruption {
  /// Raised by the first Ctrl-C.
  let stop = StopFlag()
  private let source: any DispatchSourceSignal

  /// Watches for Ctrl-C until the process ends.
  init(isQuiet: Bool) {
    signal(SIGINT, SIG_IGN)
    let stop = stop
    source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
    source.setEventHandler {
      if stop.isRaised { _exit(130) }
      stop.raise()
      if !isQuiet, Terminal.errorIsTerminal {
        Terminal.writeError(
          say(
            "\nStopping with what was found so far; Ctrl-C again ends at once.\n",
            "\nSe detiene con lo encontrado hasta ahora; otro Ctrl-C termina de inmediato.\n"
          )
        )
      }
    }
    source.resume()
  }
}
