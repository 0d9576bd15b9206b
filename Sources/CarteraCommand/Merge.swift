import ArgumentParser
import Portfolio
import ScenarioFiles

/// `cartera merge`: the parts of a run as the whole.
struct Merge: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    _superCommandName: "cartera",
    abstract: say(
      "Joins the parts of a run that --shard cut.",
      "Une las partes de una corrida que cortó --shard."
    ),
    discussion: say(
      """
      Example: cartera merge part-1.json part-2.json part-3.json part-4.json --output whole.json

      All parts must be there, of one run, and complete. The whole is, byte for byte, what the command \
      without --shard writes as JSON.
      """,
      """
      Ejemplo: cartera merge parte-1.json parte-2.json parte-3.json parte-4.json --output total.json

      Deben estar todas las partes, de una misma corrida y completas. El total es, byte por byte, lo \
      que el comando sin --shard escribe como JSON.
      """
    )
  )

  @Argument(
    help: help(
      "The parts, in any order.",
      "Las partes, en cualquier orden."
    ),
    completion: .file()
  )
  var parts: [String]

  @OptionGroup var output: OutputOptions

  /// How the parts of each command are joined, and which keys differ from part to part.
  private static let joints:
    [String: (varying: [String], join: @Sendable ([JSONValue]) -> JSONValue?)] = [
      "sweep": (["steps", "breakpoints"], { concatenate(["steps", "breakpoints"], $0) }),
      "robust": (
        ["samples", "impossible", "portfolios", "initiatives"], RobustJSON.merge
      ),
      ProtectionJSON.command: (["safe_from_all", "steps"], ProtectionJSON.merge),
      "simulate": (["drawn", "outcomes"], SimulationJSON.merge),
    ]

  func run() throws {
    try output.checkDestination()
    let files = try parts.map { try Part($0) }.sorted { $0.shard.number < $1.shard.number }
    guard let first = files.first, let joint = Merge.joints[first.command] else {
      throw Merge.noPart(parts.first ?? "")
    }
    for file in files {
      if let key = file.difference(from: first, but: joint.varying) {
        throw Failure(
          .badData,
          Text(
            en: "\(file.path) and \(first.path) are of different runs: \(key) differs.",
            es: "\(file.path) y \(first.path) son de corridas distintas: difiere \(key)."
          )
        )
      }
      if file.value["complete"] == .bool(false) {
        throw Failure(
          .badData,
          Text(
            en: "\(file.path) was interrupted. Run that part to its end.",
            es: "\(file.path) fue interrumpida. Termine esa parte."
          )
        )
      }
    }
    let numbers = files.map(\.shard.number)
    if let twice = zip(numbers, numbers.dropFirst()).first(where: { $0 == $1 })?.0 {
      throw Failure(
        .badData,
        Text(
          en: "part \(twice)/\(first.shard.count) stands twice. Name it once.",
          es: "la parte \(twice)/\(first.shard.count) está dos veces. Nómbrela una vez."
        )
      )
    }
    if let missing = (1...first.shard.count).first(where: { !numbers.contains($0) }) {
      throw Failure(
        .badData,
        Text(
          en: "part \(missing)/\(first.shard.count) is missing. Name all parts.",
          es: "falta la parte \(missing)/\(first.shard.count). Nombre todas las partes."
        )
      )
    }
    guard let whole = joint.join(files.map(\.value)) else { throw Merge.noPart(first.path) }
    if let drawn = whole["drawn"], whole["samples"] != drawn {
      throw Failure(
        .badData,
        Text(
          en: "some samples are missing: a part was interrupted. Run it to its end.",
          es: "faltan muestras: una parte fue interrumpida. Termínela."
        )
      )
    }
    try output.write(whole.text)
  }

  fileprivate static func noPart(_ path: String) -> Failure {
    Failure(
      .badData,
      Text(
        en: "\(path) is no part of a run. Give files that a command with --shard k/n wrote.",
        es:
          "\(path) no es parte de una corrida. Entregue archivos que escribió un comando con --shard k/n."
      )
    )
  }

  /// The first part with the items of all parts in some of its lists; a list that is `null` stays so.
  private static func concatenate(_ keys: [String], _ parts: [JSONValue]) -> JSONValue? {
    guard var whole = parts.first else { return nil }
    for key in keys where whole[key] != .null {
      var items: [JSONValue] = []
      for part in parts {
        guard let own = part[key]?.arrayItems else { return nil }
        items += own
      }
      whole[key] = .array(items)
    }
    whole["shard"] = nil
    return whole
  }
}

/// A file that holds a part of a run.
private struct Part {
  let path: String
  let value: JSONValue
  let command: String
  let shard: Shard

  init(_ path: String) throws {
    self.path = path
    value = try JSONValue.read(path)
    guard let mark = value["shard"], let command = mark["command"]?.stringValue,
      let number = mark["number"]?.integerValue, let count = mark["of"]?.integerValue,
      let shard = Shard(argument: "\(number)/\(count)")
    else { throw Merge.noPart(path) }
    self.command = command
    self.shard = shard
  }

  /// The first key in which two parts cannot be of one run; `nil` if they can.
  func difference(from other: Part, but varying: [String]) -> String? {
    if command != other.command || shard.count != other.shard.count { return "shard" }
    let keys = value.memberNames + other.value.memberNames
    return keys.first {
      $0 != "shard" && $0 != "complete" && !varying.contains($0) && value[$0] != other.value[$0]
    }
  }
}
