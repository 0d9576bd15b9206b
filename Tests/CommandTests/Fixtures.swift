import Foundation
import TestSupport

extension CarteraProcess {
  /// The folder with these tests' scenarios.
  static let fixtures = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures").path
}
