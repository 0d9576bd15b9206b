import Dispatch
package import Foundation
import Synchronization

/// The built program, run as a user runs it; for tests alone.
package enum CarteraProcess {
  /// What a run left behind.
  package struct Outcome {
    package var code: Int32
    package var output: String
    package var error: String
  }

  /// The tests do not run from a bundle in a build folder.
  struct NoBundle: Error {}

  /// The program beside the test bundle in the build folder.
  package static var program: URL {
    get throws {
      let bundle = CommandLine.arguments.lazy.compactMap { argument -> URL? in
        guard let range = argument.range(of: ".xctest") else { return nil }
        return URL(filePath: String(argument[..<range.upperBound]))
      }.first
      guard let bundle else { throw NoBundle() }
      return bundle.deletingLastPathComponent().appending(path: "cartera")
    }
  }

  /// Runs the program to its end, in the locale, with a short input, and with a Ctrl-C after some
  /// seconds if wanted.
  ///
  /// Both pipes are read while it runs, so that it never waits for us.
  package static func run(
    _ arguments: [String],
    locale: String = "C",
    input: String = "",
    interruptAfter: Double? = nil
  ) throws -> Outcome {
    let process = Process()
    process.executableURL = try program
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    for name in ["LC_MESSAGES", "LANG", "NO_COLOR"] { environment[name] = nil }
    environment["LC_ALL"] = locale
    process.environment = environment
    let output = Reading()
    let error = Reading()
    process.standardOutput = output.pipe
    process.standardError = error.pipe
    let answers = Pipe()
    process.standardInput = answers
    try answers.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try answers.fileHandleForWriting.close()
    try process.run()
    output.start()
    error.start()
    if let interruptAfter {
      Thread.sleep(forTimeInterval: interruptAfter)
      process.interrupt()
    }
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus,
      output: output.text(),
      error: error.text()
    )
  }

  /// One pipe and what was read from it on a thread of its own.
  private final class Reading: Sendable {
    let pipe = Pipe()
    private let bytes = Mutex(Data())
    private let done = DispatchGroup()

    func start() {
      DispatchQueue.global().async(group: done) { [self] in
        let all = pipe.fileHandleForReading.readDataToEndOfFile()
        bytes.withLock { $0 = all }
      }
    }

    func text() -> String {
      done.wait()
      return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
    }
  }
}

/// A folder that is gone after the test.
package func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder)
}
