import Foundation
import TestSupport
import Testing

/// Where answers go, and where they do not.
struct OutputTests {
  private let square = CarteraProcess.fixtures + "/square"

  @Test func nothingIsWrittenOnError() throws {
    try withTemporaryFolder { folder in
      let output = folder.appending(path: "answer").path
      for arguments in [
        ["check", CarteraProcess.fixtures + "/broken"], ["check", "nowhere"],
        ["export", square, "--to", "lp", "--lock", "XX"],
        ["verify", square, square + "/scenario.yaml"],
      ] {
        let outcome = try CarteraProcess.run(arguments + ["--output", output])
        #expect(outcome.code >= 64)
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
  }

  @Test func anAnswerReplacesTheFileWhole() throws {
    try withTemporaryFolder { folder in
      let output = folder.appending(path: "answer.lp")
      try Data(repeating: 65, count: 100_000).write(to: output)
      let link = folder.appending(path: "link.lp")
      try FileManager.default.createSymbolicLink(at: link, withDestinationURL: output)
      let outcome = try CarteraProcess.run([
        "export", square, "--to", "lp", "--output", link.path,
      ])
      #expect(outcome.code == 0)
      #expect(outcome.output.isEmpty)
      let text = try String(contentsOf: output, encoding: .utf8)
      #expect(text == (try CarteraProcess.run(["export", square, "--to", "lp"]).output))
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names.sorted() == ["answer.lp", "link.lp"])
    }
  }

  @Test func aDeviceStaysADevice() throws {
    let outcome = try CarteraProcess.run(["check", square, "--output", "/dev/null"])
    #expect(outcome.code == 0)
    let type = try FileManager.default.attributesOfItem(atPath: "/dev/null")[.type]
    #expect(type as? FileAttributeType == .typeCharacterSpecial)
  }

  @Test func aFolderThatIsNotThere() throws {
    for output in ["/nowhere/answer", CarteraProcess.fixtures] {
      let outcome = try CarteraProcess.run(["check", square, "--output", output])
      #expect(outcome.code == 66)
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.hasPrefix("cartera: \(output)"))
    }
  }

  @Test func aClosedPipeEndsQuietly() throws {
    let program = try CarteraProcess.program.path
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/bash")
    shell.arguments = [
      "-c", "{ sleep 0.5; \"$0\" check \"$1\"; } | true; echo \"${PIPESTATUS[0]}\"", program,
      square,
    ]
    let output = Pipe()
    let error = Pipe()
    shell.standardOutput = output
    shell.standardError = error
    try shell.run()
    let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let junk = error.fileHandleForReading.readDataToEndOfFile()
    shell.waitUntilExit()
    #expect(said == "0\n")
    #expect(junk.isEmpty)
  }

  @Test func noColourWhereNobodyLooks() throws {
    let kept = try CarteraProcess.run(["check", square])
    let broken = try CarteraProcess.run(["check", CarteraProcess.fixtures + "/broken"])
    #expect(!(kept.output + broken.error).contains("\u{1B}"))
  }
}
