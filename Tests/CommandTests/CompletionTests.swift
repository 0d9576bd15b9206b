import Foundation
import TestSupport
import Testing

/// The completion scripts load in the shells that are there, and offer the commands.
struct CompletionTests {
  /// Where a shell is; `nil` if there is none.
  private static func path(_ shell: String) -> String? {
    ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map { "\($0)/\(shell)" }
      .first(where: FileManager.default.isExecutableFile(atPath:))
  }

  /// Runs a shell on a program's text.
  private func run(_ shell: String, _ options: [String], _ text: String) throws -> String {
    let path = try #require(CompletionTests.path(shell))
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: path)
    process.arguments = options + ["-c", text]
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return String(decoding: output, as: UTF8.self)
  }

  private func withScript(_ shell: String, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let script = try CarteraProcess.run(["--generate-completion-script", shell])
      #expect(script.code == 0)
      let file = folder.appending(path: "cartera.\(shell)")
      try Data(script.output.utf8).write(to: file)
      try body(file.path)
    }
  }

  @Test(.enabled(if: path("bash") != nil, "there is no bash"))
  func bash() throws {
    try withScript("bash") { file in
      let text = """
        source \(file) && complete -p cartera && COMP_WORDS=(cartera so) COMP_CWORD=1 \
        COMP_LINE='cartera so' COMP_POINT=10 && _cartera cartera so cartera; echo "<${COMPREPLY[*]}>"
        """
      let output = try run("bash", ["--norc"], text)
      #expect(output.contains("-F _cartera cartera") && output.contains("<solve>"))
    }
  }

  @Test(.enabled(if: path("zsh") != nil, "there is no zsh"))
  func zsh() throws {
    try withScript("zsh") { file in
      let text =
        "autoload -U compinit; compinit -D -u; source \(file); print -r -- \"<$_comps[cartera]>\""
      let output = try run("zsh", ["-f"], text)
      #expect(output.contains("<_cartera>"))
    }
  }

  @Test(.enabled(if: path("fish") != nil, "there is no fish"))
  func fish() throws {
    try withScript("fish") { file in
      let output = try run("fish", ["--no-config"], "source \(file); complete -C 'cartera so'")
      #expect(output.contains("solve"))
    }
  }
}
