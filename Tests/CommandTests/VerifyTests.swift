import Foundation
import Selection
import TestSupport
import Testing

/// A result that is not true is not verified, and the broken rule is named.
struct VerifyTests {
  private static let scenario = CarteraProcess.fixtures + "/rich"

  /// What `solve` says of the scenario, found once for all tests.
  private static let solved = Result {
    try CarteraProcess.run([
      "solve", scenario, "--format", "json", "--budget", "90%", "--lock", "CA-09", "--exclude",
      "CI-11",
    ])
  }

  private func result() throws -> ResultFile {
    let outcome = try VerifyTests.solved.get()
    try #require(outcome.code == 0)
    return try ResultFile(outcome.output)
  }

  /// The exit code and the names of the broken rules.
  private func verify(_ result: ResultFile) throws -> (code: Int32, rules: Set<String>) {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "result.json")
      try result.data.write(to: file)
      let outcome = try CarteraProcess.run([
        "verify", VerifyTests.scenario, file.path, "--format", "json",
      ])
      #expect(outcome.error.isEmpty)
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
      let json = try #require(object as? [String: Any])
      let violations = try #require(json["violations"] as? [[String: String]])
      #expect(json["verified"] as? Bool == violations.isEmpty)
      return (outcome.code, Set(violations.compactMap { $0["rule"] }))
    }
  }

  /// Whatever the order of the keys.
  @Test func theResultItselfIsTrue() throws {
    let (code, rules) = try verify(result())
    #expect(code == 0)
    #expect(rules == [])
  }

  @Test(arguments: ResultMutation.all)
  func isNotVerified(_ mutation: ResultMutation) throws {
    let honest = try result()
    var spoilt = honest
    try mutation.spoil(&spoilt)
    #expect(try spoilt.data != honest.data)
    let (code, rules) = try verify(spoilt)
    #expect(code == 1)
    #expect(rules.isSuperset(of: mutation.rules), "\(rules.sorted())")
  }

  @Test func everyRuleIsBrokenByOneOfThem() {
    let broken = ResultMutation.all.reduce(into: Set()) { $0.formUnion($1.rules) }
    #expect(broken == Set(Violation.Rule.allCases.map(\.rawValue)))
  }
}
