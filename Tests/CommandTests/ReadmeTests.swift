import Foundation
import TestSupport
import Testing

/// The README shows what the program prints, and its example is a scenario.
struct ReadmeTests {
  private var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private func block(after fence: String) throws -> String {
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let start = try #require(text.range(of: fence + "\n"))
    let end = try #require(text[start.upperBound...].range(of: "```\n"))
    return String(text[start.upperBound..<end.lowerBound])
  }

  @Test func theRunIsReal() throws {
    let shown = try block(after: "```console\n$ cartera solve scenarios/mejillones --lang en")
    let scenario = root.appending(path: "scenarios/mejillones").path
    let outcome = try CarteraProcess.run(["solve", scenario, "--lang", "en"])
    #expect(outcome.code == 0)
    #expect(outcome.output == shown)
  }

  @Test func theExampleSolves() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(block(after: "```yaml").utf8).write(to: folder.appending(path: "scenario.yaml"))
    let outcome = try CarteraProcess.run(["solve", folder.path, "--lang", "en", "--format", "json"])
    #expect(outcome.error.isEmpty)
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("\"status\": \"optimal\""))
  }
}
