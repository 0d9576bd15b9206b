import ArgumentParser
import MixedInteger
import Planning
import ScenarioFiles

/// What the commands of the planner's desk share: progress on a terminal, and Ctrl-C that keeps
/// what is done.
struct Desk {
  private let interruption: Interruption
  private let progress: ProgressLine?

  /// Begins to watch for Ctrl-C and, on a terminal, to show progress.
  init(quiet: Bool) {
    interruption = Interruption(isQuiet: quiet)
    progress = Terminal.errorIsTerminal && !quiet ? ProgressLine() : nil
  }

  /// Raised by the first Ctrl-C.
  var stop: StopFlag { interruption.stop }

  /// A planner of a scenario as the user asked for it, with the answers of a file to resume from.
  func planner(
    of document: ScenarioDocument,
    _ settings: SettingsOptions,
    resuming file: String? = nil
  ) throws -> Planner {
    let asked = try settings.settings(for: document.scenario)
    var planner = Planner(
      document.scenario,
      digest: document.digest,
      settings: asked,
      stop: stop
    )
    planner.journal = try file.map { try ResumeFile($0, document, asked) }
    return planner
  }

  /// Does the work, which writes what it has when it is stopped, and ends with 130 in that case.
  func run(_ work: ((@Sendable (Int, Int) -> Void)?) throws -> Void) throws {
    defer { progress?.end() }
    do {
      try work(progress?.counter)
    } catch is Interrupted {
      throw ExitCode(130)
    }
    if stop.isRaised { throw ExitCode(130) }
  }
}
