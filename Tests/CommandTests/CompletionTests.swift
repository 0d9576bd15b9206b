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
        bash -n \(file) && source \(file) && complete -p cartera
        offer() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
          COMPREPLY=(); _cartera cartera "${*: -1}" "${*: -2:1}"; echo "<${COMPREPLY[*]}>"; }
        offer cartera so; offer cartera solve --bud; offer cartera
        """
      let output = try run("bash", ["--norc"], text)
      #expect(output.contains("-F _cartera cartera"))
      #expect(output.contains("<solve>") && output.contains("<--budget>"))
    }
  }

  /// In a terminal of its own, as a person does: two words, each ended with a tab.
  @Test(.enabled(if: path("zsh") != nil, "there is no zsh"))
  func zsh() throws {
    try withScript("zsh") { file in
      let text = """
        zmodload zsh/zpty
        zpty shell zsh -f -i
        zpty -w shell "PS1='' PROMPT_EOL_MARK=''; autoload -U compinit; compinit -D -u; source \(file)"
        zpty -w shell 'cartera() { print -r -- "<$*>" }; print ready-$((1+1))'
        zpty -r shell out '*ready-2*'
        zpty -w -n shell $'cartera so\\t --bud\\t80%\\n'
        zpty -r shell out '*<*>*'
        print -r -- $out
        zpty -d shell
        """
      let output = try run("zsh", ["-f"], text)
      #expect(output.contains("<solve --budget 80%>"))
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
