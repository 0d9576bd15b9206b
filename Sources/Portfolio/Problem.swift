/// Where something stands in a scenario's files.
public struct Place: Hashable, Sendable {
  /// The file (as the scenario names it), or the scenario itself.
  public var source: String
  /// The line in the file, counted from 1; `nil` when the whole file is meant.
  public var line: Int?
  /// The column's header as written in the file, or the key in the YAML.
  public var column: String?

  /// Makes a place.
  public init(source: String, line: Int? = nil, column: String? = nil) {
    self.source = source
    self.line = line
    self.column = column
  }
}

extension Place: CustomStringConvertible {
  /// `initiatives.csv:14: cost`.
  public var description: String {
    let file = line.map { "\(source):\($0)" } ?? source
    return column.map { "\(file): \($0)" } ?? file
  }
}

/// One mistake in an input: where it stands, what was found and how to mend it.
public struct Problem: Hashable, Sendable {
  /// Where the mistake stands.
  public let place: Place
  /// What was found, and what to do about it.
  public let message: Text

  /// Makes a problem.
  public init(_ place: Place, _ message: Text) {
    self.place = place
    self.message = message
  }

  /// `initiatives.csv:14: cost: "12,5 millones" is not an amount …` in `language`.
  public func description(in language: Language) -> String {
    "\(place): \(message[language])"
  }
}

/// All the mistakes of an input, in the order of their places; never empty.
public struct Problems: Error, Hashable, Sendable {
  /// The mistakes.
  public let all: [Problem]

  /// Makes the error from its mistakes, each of which is kept once.
  public init(_ problems: [Problem]) {
    var seen: Set<Problem> = []
    all = problems.filter { seen.insert($0).inserted }
  }
}
