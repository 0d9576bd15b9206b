import ArgumentParser
import Portfolio
import ScenarioFiles

/// One of the equal parts that a run is cut into, so that several machines can share it.
struct Shard: Hashable, ExpressibleByArgument {
  /// Which part, from 1, and of how many.
  let number: Int, count: Int

  /// The most parts of one run.
  static let mostParts = 100_000

  /// Reads `2/8`; `nil` if there is no such part.
  init?(argument: String) {
    let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let number = numbers[0], let count = numbers[1],
      1...Shard.mostParts ~= count, 1...count ~= number
    else { return nil }
    self.init(number: number, count: count)
  }

  init(number: Int, count: Int) {
    self.number = number
    self.count = count
  }

  /// The part's pieces of so many; those of all parts are all pieces in their order.
  func range(of pieces: Int) -> Range<Int> {
    pieces * (number - 1) / count..<pieces * number / count
  }

  /// What a part's output says of itself, so that `merge` can join it.
  func mark(_ command: String) -> JSONValue {
    .keys([
      "command": .string(command), "number": .integer(number), "of": .integer(count),
    ])
  }
}

/// The option of commands whose work can be cut into parts.
struct ShardOption: ParsableArguments {
  @Option(
    help: help(
      "Do only this part of the run, such as 2/8; needs --format json. cartera merge joins the parts.",
      "Hace solo esta parte de la corrida, por ejemplo 2/8; necesita --format json. cartera merge une las partes.",
      valueName: "k/n"
    )
  )
  var shard: Shard?

  /// Requires the form that parts have.
  func require(_ format: AnswerFormat) throws {
    guard shard != nil, format != .json else { return }
    throw ValidationError(
      say("--shard needs --format json.", "--shard necesita --format json.")
    )
  }
}
