import Foundation
import ScenarioFiles
import Synthetic
import TestSupport

extension SyntheticScenario {
  /// The scenario as it is read from its files.
  func document() throws -> ScenarioDocument {
    try withTemporaryFolder { folder in
      var files: [File: Data] = [:]
      try write { files[$0, default: Data()].append(contentsOf: $1) }
      for (file, data) in files { try data.write(to: folder.appending(path: file.rawValue)) }
      return try ScenarioReader.read(folder.path)
    }
  }
}
