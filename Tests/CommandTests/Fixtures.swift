import Foundation
import TestSupport

extension CarteraProcess {
  /// The folder with these tests' scenarios.
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures").path
}

/// The square with two terms: PL-01 has the most beneficiaries and TB-02 the most investment; VE-03 with
/// PL-01 is never better than TB-02 with it.
func withTwoTerms(_ body: (String) throws -> Void) throws {
  try withTemporaryFolder { folder in
    let text = try String(
      contentsOfFile: CarteraProcess.fixtures + "/square" + "/scenario.yaml",
      encoding: .utf8
    )
    let two = text.replacing(
      "- { measure: beneficiaries, scale: raw }",
      with: "- { measure: beneficiaries, weight: 60 }\n    - { measure: investment, weight: 40 }"
    ).replacing("count, max: 2", with: "count, max: 1")
    try Data(two.utf8).write(to: folder.appending(path: "scenario.yaml"))
    try body(folder.path)
  }
}
