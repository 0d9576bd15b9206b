import Foundation
import TestSupport
import Testing

/// `--resume`: what a stopped run has found is not looked for again, and the end is the same.
struct ResumeTests {
  private let square = CarteraProcess.fixtures + "/square"
  private let rich = CarteraProcess.fixtures + "/rich"
  private var losLagos: String {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "scenarios/los-lagos").path
  }

  /// Runs a call whole, and again from each of some beginnings of the file that it keeps.
  private func expectResumed(_ call: [String]) throws {
    try withTemporaryFolder { folder in
      let whole = try CarteraProcess.run(call)
      #expect(whole.code == 0, "\(whole.error)")
      let file = folder.appending(path: "run.jsonl")
      let first = try CarteraProcess.run(call + ["--resume", file.path])
      #expect(first.output == whole.output)
      let kept = try Data(contentsOf: file)
      for share in [0, 1, 3, 7, 9, 10] {
        // Most ends are in the middle of a line, as a crash leaves them.
        try kept.prefix(kept.count * share / 10).write(to: file)
        let resumed = try CarteraProcess.run(call + ["--resume", file.path])
        #expect(resumed.code == 0, "\(resumed.error)")
        #expect(resumed.output == whole.output, "from \(share) tenths")
        let lines = try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).count
        #expect(lines == kept.split(separator: UInt8(ascii: "\n")).count)
      }
    }
  }

  @Test func fromAnyBeginning() throws {
    let form = ["--format", "json"]
    let sweep = ["sweep", square, "--over", "budget=40%:120%:20%", "--breakpoints", "--nested"]
    try expectResumed(sweep + form)
    try expectResumed(["frontier", square, "--measures", "beneficiaries,-cost"] + form)
    try expectResumed(["simulate", rich, "--samples", "500"] + form)
    try expectResumed(["sweep", rich, "--over", "limit:1=1:3:1", "--shard", "2/2"] + form)
    let robust = ["robust", rich, "--spread", "60%"]
    try expectResumed(robust + ["--samples", "30"] + form)
    try expectResumed(robust + ["--samples", "10", "--scores", "20%", "--costs", "30%"] + form)
    try expectResumed(robust + ["--samples", "30", "--shard", "1/2"] + form)
    try expectResumed(["robust", rich, "--deviation", "50%"] + form)
    try expectResumed(["robust", rich, "--deviation", "100%", "--shard", "2/3"] + form)
    try withTwoTerms {
      try expectResumed(["robust", $0, "--weights", "investment=1%..99%", "--exact"])
    }
    try expectResumed(sweep)
  }

  @Test func fromAnInterrupt() throws {
    let call = ["sweep", losLagos, "--over", "budget=50%:150%:10%", "--format", "json"]
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "run.jsonl").path
      let stopped = try CarteraProcess.run(call + ["--resume", file], interruptAfter: 0.7)
      #expect(stopped.code == 130 || stopped.code == 0)
      let resumed = try CarteraProcess.run(call + ["--resume", file])
      #expect(resumed.code == 0)
      #expect(resumed.output == (try CarteraProcess.run(call).output))
    }
  }

  @Test func whatCannotBeResumed() throws {
    try withTemporaryFolder { folder in
      let call = ["sweep", square, "--over", "budget=50%:100%:50%", "--lang", "en"]
      let file = folder.appending(path: "run.jsonl")
      let resume = ["--resume", file.path]
      #expect(try CarteraProcess.run(call + resume).code == 0)
      let other = try CarteraProcess.run(call + ["--lock", "PL-01"] + resume)
      #expect(other.code == 65)
      #expect(other.error.contains("is of another run"))
      var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
      lines[1] = "{}"
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: file)
      let damaged = try CarteraProcess.run(call + resume)
      #expect(damaged.code == 65)
      #expect(damaged.error.contains("run.jsonl:2 cannot be read"))
      let nowhere = folder.appending(path: "no/such/run.jsonl").path
      #expect(try CarteraProcess.run(call + ["--resume", nowhere]).code == 66)
    }
  }
}
