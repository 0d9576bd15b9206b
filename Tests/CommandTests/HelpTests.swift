import Foundation
import TestSupport
import Testing

/// What the commands say of themselves, in both languages.
struct HelpTests {
  /// The program's description of a command and its subcommands.
  private struct Description: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Description]?

    struct Argument: Decodable {
      let names: [Name]?
      struct Name: Decodable { let name: String }
    }

    /// The command and those below it, each with the words that call it.
    func all(after words: [String] = []) -> [(words: [String], command: Description)] {
      [(words, self)]
        + (subcommands ?? []).flatMap { $0.all(after: words + [$0.commandName]) }
    }
  }

  private struct Dump: Decodable { let command: Description }

  private func commands() throws -> [(words: [String], command: Description)] {
    let dump = try CarteraProcess.run(["--experimental-dump-help"])
    let root = try JSONDecoder().decode(Dump.self, from: Data(dump.output.utf8)).command
    return root.all().filter { $0.words != ["help"] }
  }

  @Test func everyCommandHasHelpWithAnExample() throws {
    let commands = try commands()
    #expect(commands.count >= 15)
    for (words, command) in commands {
      for (locale, marks) in [
        ("C", ["Example: ", "Examples: "]), ("es_CL.UTF-8", ["Ejemplo: ", "Ejemplos: "]),
      ] {
        let help = try CarteraProcess.run(words + ["--help"], locale: locale)
        #expect(help.code == 0 && help.error.isEmpty, "\(words)")
        let call = (["cartera"] + words).joined(separator: " ")
        // Long lines of help are broken.
        let text = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(
          marks.contains { text.contains($0 + call + " ") },
          "\(call) --help has no example that begins with \(marks[0])\(call)"
        )
        if locale != "C" { #expect(help.output.englishWords.isEmpty, "\(help.output)") }
        #expect(try unknownOptions(text, marks, command) == [], "\(call): \(locale)")
      }
    }
  }

  /// The options of an example that its command does not have.
  private func unknownOptions(
    _ help: String,
    _ marks: [String],
    _ command: Description
  ) throws -> [String] {
    guard let begin = marks.lazy.compactMap({ help.range(of: $0)?.upperBound }).first else {
      return []
    }
    let end = help[begin...].firstRange(of: #/ (USAGE|USO): /#)?.lowerBound ?? help.endIndex
    let names = Set((command.arguments ?? []).flatMap { $0.names ?? [] }.map(\.name))
    // The example ends with a blank line, which the words no longer show: a full stop ends prose.
    return help[begin..<end].split(separator: " ").prefix { !$0.hasSuffix(".") }
      .filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2).prefix { $0 != "=" }) }
      .filter { !names.contains($0) }
  }
}
