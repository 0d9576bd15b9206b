import Foundation
import TestSupport
import Testing

/// Parts of a run, joined, are the run byte for byte.
struct MergeTests {
  private let square = CarteraProcess.fixtures + "/square"
  private let rich = CarteraProcess.fixtures + "/rich"

  /// Runs the parts of a call into files.
  private func parts(_ call: [String], of count: Int, in folder: URL) throws -> [String] {
    try (1...count).map { number in
      let file = folder.appending(path: "part-\(number).json").path
      let outcome = try CarteraProcess.run(
        call + ["--shard", "\(number)/\(count)", "--output", file]
      )
      #expect(outcome.code == 0, "\(outcome.error)")
      return file
    }
  }

  private func expectMerged(_ call: [String], _ counts: [Int]) throws {
    let whole = try CarteraProcess.run(call)
    #expect(whole.code == 0, "\(whole.error)")
    for count in counts {
      try withTemporaryFolder { folder in
        let files = try parts(call, of: count, in: folder)
        let merged = try CarteraProcess.run(["merge"] + files.reversed())
        #expect(merged.code == 0, "\(merged.error)")
        #expect(merged.output == whole.output, "\(count) parts")
      }
    }
  }

  @Test func sweeps() throws {
    let call = ["sweep", square, "--over", "budget=40%:120%:8.7%", "--format", "json"]
    try expectMerged(call + ["--breakpoints"], [1, 2, 3, 13])
    // Some values have more decimals than others, which breakpoints share.
    let fine = ["sweep", square, "--over", "budget=93.7%:94.0%:0.15%", "--format", "json"]
    try expectMerged(fine + ["--breakpoints"], [3])
    try expectMerged(["sweep", rich, "--over", "limit:1=1:4:1", "--format", "json"], [2])
  }

  @Test func simulations() throws {
    let call = ["simulate", rich, "--format", "json", "--samples", "5000", "--seed", "9"]
    try expectMerged(call, [1, 3, 7])
    try expectMerged(call + ["--level", "0.333", "--budget", "70%"], [2])
  }

  @Test func robustness() throws {
    let call = ["robust", rich, "--format", "json", "--samples", "40", "--seed", "3"]
    try expectMerged(call + ["--spread", "60%"], [1, 2, 3, 50])
    try withTemporaryFolder { folder in
      let rival = folder.appending(path: "rival.json").path
      let other = try CarteraProcess.run([
        "solve", rich, "--budget", "60%", "--format", "json", "--output", rival,
      ])
      #expect(other.code == 0, "\(other.error)")
      try expectMerged(call + ["--spread", "60%", "--against", rival], [2])
    }
    for more in [["--scores", "20%"], ["--costs", "30%"], ["--awards", "--costs", "5%"]] {
      try expectMerged(call + more, [1, 3, 50])
    }
    for alone in [["--exact"], ["--exact", "--resume", "x"]] {
      let refused = ["robust", rich, "--format", "json", "--shard", "1/2"] + alone
      #expect(try CarteraProcess.run(refused).code == 64)
    }
  }

  @Test func protections() throws {
    func call(_ scenario: String, _ deviation: String) -> [String] {
      ["robust", scenario, "--format", "json", "--deviation", deviation]
    }
    try expectMerged(call(rich, "50%"), [1, 2, 30])
    try expectMerged(call(rich, "100%") + ["--gamma", "9"], [3])
    try expectMerged(call(rich, "100%") + ["--gamma", "0"], [2])
    // No portfolio that has both bears a rise.
    try expectMerged(call(square, "100%") + ["--lock", "PL-01", "--lock", "TB-02"], [3])
    try withTemporaryFolder { folder in
      let one = try parts(call(rich, "50%") + ["--gamma", "1"], of: 2, in: folder)
      let other = folder.appending(path: "other.json").path
      let last = call(rich, "50%") + ["--gamma", "2", "--shard", "2/2", "--output", other]
      #expect(try CarteraProcess.run(last).code == 0)
      let outcome = try CarteraProcess.run(["merge", "--lang", "en", one[0], other])
      #expect(outcome.code == 65)
      #expect(outcome.error.contains("gamma differs"), "\(outcome.error)")
      let text = try String(contentsOfFile: one[1], encoding: .utf8)
      let spoilt = text.replacing("\"ranks\"", with: "\"counts\"")
      try Data(spoilt.utf8).write(to: URL(filePath: one[1]))
      #expect(try CarteraProcess.run(["merge"] + one).code == 65)
    }
  }

  @Test func whatCannotBeMerged() throws {
    try withTemporaryFolder { folder in
      let call = ["sweep", square, "--over", "budget=50%:100%:10%", "--format", "json"]
      let files = try parts(call, of: 3, in: folder)
      func expectRefusal(_ files: [String], _ words: String) throws {
        let outcome = try CarteraProcess.run(["merge", "--lang", "en"] + files)
        #expect(outcome.code == 65)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error.contains(words), "\(outcome.error)")
      }
      try expectRefusal([files[0], files[2]], "part 2/3 is missing")
      try expectRefusal(files + [files[1]], "part 2/3 stands twice")
      let other = folder.appending(path: "other.json").path
      let wrong = try CarteraProcess.run(
        call + ["--lock", "PL-01", "--shard", "3/3", "--output", other]
      )
      #expect(wrong.code == 0)
      try expectRefusal([files[0], files[1], other], "settings differs")
      let text = try String(contentsOfFile: files[1], encoding: .utf8)
      let stopped = text.replacing("\"complete\": true", with: "\"complete\": false")
      try Data(stopped.utf8).write(to: URL(filePath: other))
      try expectRefusal([files[0], other, files[2]], "was interrupted")
      let whole = folder.appending(path: "whole.json").path
      #expect(try CarteraProcess.run(call + ["--output", whole]).code == 0)
      try expectRefusal([whole], "is no part of a run")
      try Data("{".utf8).write(to: URL(filePath: whole))
      try expectRefusal([whole], "not valid JSON")
    }
    for shard in ["0/2", "3/2", "2", "a/b", "1/2/3"] {
      let call = ["sweep", square, "--over", "budget=1:1:1", "--format", "json", "--shard", shard]
      #expect(try CarteraProcess.run(call).code == 64, "\(shard)")
    }
    let table = ["simulate", rich, "--shard", "1/2"]
    #expect(try CarteraProcess.run(table).code == 64)
    let nested = ["sweep", square, "--over", "budget=1:1:1", "--format", "json", "--nested"]
    #expect(try CarteraProcess.run(nested + ["--shard", "1/2"]).code == 64)
  }
}
