public import Portfolio
import Yams

/// A scenario as it was read, and the digest of the files that it was read from.
public struct ScenarioDocument: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The SHA-256 of its files, in lowercase hexadecimal digits (see `docs/format.md`).
  public let digest: String
}

/// Reads a scenario: a YAML file and the tables that it names.
public enum ScenarioReader {
  /// Reads the scenario at `path`, a YAML file or a folder with a `scenario.yaml`.
  ///
  /// - Parameter path: The file's or the folder's path.
  /// - Returns: The scenario, valid as a whole, and its digest.
  /// - Throws: `FileError` if a file is not there or cannot be read; `Problems` with everything
  ///   that is wrong with what the files say.
  public static func read(_ path: String) throws -> ScenarioDocument {
    let (bytes, source, folder) = try rules(path)
    return try read(bytes, source: source) { name in
      let isAbsolute = name.hasPrefix("/")
      return try FileBytes.read(isAbsolute ? name : folder + name, as: name)
    }
  }

  /// The bytes of a scenario's YAML file, its name, and what leads to files beside it: a path that
  /// ends in a slash, or nothing.
  static func rules(
    _ path: String
  ) throws(FileError) -> (bytes: [UInt8], source: String, folder: String) {
    let file =
      FileBytes.isFolder(path)
      ? (path.hasSuffix("/") ? path : path + "/") + "scenario.yaml" : path
    let source = file.fileName
    return (try FileBytes.read(file, as: file), source, String(file.dropLast(source.count)))
  }

  /// Reads a scenario from its bytes and a way to get at the tables that it names.
  static func read(
    _ bytes: [UInt8],
    source: String,
    meanings: [String: String] = [:],
    table: (String) throws -> [UInt8]
  ) throws -> ScenarioDocument {
    var problems = ProblemList()
    let root = YAMLDocument.read(bytes, source: source, &problems)
    // What is wrong with a table or a picture as YAML helps nobody.
    let isNamedYAML = [".yaml", ".yml"].contains { source.lowercased().hasSuffix($0) }
    if root?.mapping == nil, root != nil || !isNamedYAML {
      problems = ProblemList()
      problems.report(
        Place(source: source),
        "this is not a scenario. Give the scenario's YAML file or its folder; cartera import makes a scenario of a sheet of initiatives or of an election (.pb).",
        "esto no es un escenario. Entregue el archivo YAML del escenario o su carpeta; cartera import hace un escenario de una planilla de iniciativas o de una elección (.pb)."
      )
    }
    guard let root, root.mapping != nil else { throw Problems(problems.all) }
    var reading = ScenarioReading(source: source)
    reading.problems = problems
    reading.meanings = meanings
    var digest = ScenarioDigest()
    digest.add("scenario", bytes)
    let entries = Entries(
      root,
      keys: ScenarioReading.keys,
      at: Place(source: source, line: root.mark?.line),
      &reading.problems
    )
    var files: [TableKind: [UInt8]] = [:]
    for kind in TableKind.allCases {
      guard let name = entries[kind.rawValue]?.node.scalar?.string else { continue }
      let bytes = try table(TableName(name).file)
      digest.add(kind.rawValue, bytes)
      files[kind] = bytes
    }
    let scenario = try reading.scenario(entries, consume files)
    return ScenarioDocument(scenario: scenario, digest: digest.hexDigest())
  }
}

/// The digest of a scenario's files: SHA-256 over, for each file, its part's name, a line feed, its
/// length in decimal digits, a line feed, and its bytes.
struct ScenarioDigest {
  private var hash = SHA256()

  mutating func add(_ name: String, _ bytes: [UInt8]) {
    hash.update(Array("\(name)\n\(bytes.count)\n".utf8))
    hash.update(bytes)
  }

  consuming func hexDigest() -> String { hash.hexDigest() }
}
