import Dispatch
import Foundation
import Portfolio
import Reporting
import Selection
import Synchronization

/// One line on standard error that says how far a search is, from its third second on; with a bar where
/// the end is known.
struct ProgressLine {
  /// What the line shows; shared with the search, which may run on any thread.
  private final class Meter: Sendable {
    private struct State {
      var latest: String?
      var isShown = false
    }

    private let state = Mutex(State())

    func note(_ line: String) {
      state.withLock { $0.latest = line }
    }

    func show() {
      state.withLock { state in
        guard let line = state.latest else { return }
        Terminal.writeError("\r\u{1B}[K" + line)
        state.isShown = true
      }
    }

    func wipe() {
      state.withLock { state in
        if state.isShown { Terminal.writeError("\r\u{1B}[K") }
        state = State()
      }
    }
  }

  private let meter = Meter()
  private let timer = DispatchSource.makeTimerSource(queue: .global())

  /// Starts the line.
  init() {
    let meter = meter
    timer.schedule(deadline: .now() + 2, repeating: .milliseconds(250))
    timer.setEventHandler { meter.show() }
    timer.resume()
  }

  /// Tells the line how far the search is.
  var listener: @Sendable (SelectionProgress) -> Void {
    let meter = meter
    return { progress in
      let value = progress.value.map(String.init) ?? "-"
      meter.note(
        say(
          "Searching: \(value) found, at most \(progress.bound) possible, \(progress.nodes) nodes",
          "Buscando: \(value) encontrado, a lo más \(progress.bound) posible, \(progress.nodes) nodos"
        )
      )
    }
  }

  /// Tells the line how many pieces of work are done, and of how many.
  var counter: @Sendable (Int, Int) -> Void {
    let meter = meter
    let page = Terminal.errorPage(spokenLanguage)
    return { done, all in
      let bar = page.bar(Int64(done), of: Int64(all), length: 30)
      meter.note("[\(bar)] " + say("\(done) of \(all) done", "\(done) de \(all) listas"))
    }
  }

  /// Ends the line and wipes it out.
  func end() {
    timer.cancel()
    meter.wipe()
  }
}
