import Portfolio

/// A table's cells as text, before anything is known about its columns.
struct RawTable {
  /// The file's name as the scenario gives it, or the scenario's own for an inline table.
  var source: String
  /// The header's line.
  var headerLine: Int
  /// The headers as written, without the spaces around them; a column without one is empty.
  var headers: [String]
  /// The cells, as many as headers, without the spaces around them; no row is wholly blank.
  var rows: [[String]]
  /// Each row's line, counted from 1.
  var lines: [Int]
}

/// Mistakes, in the order in which they are found.
struct ProblemList {
  private(set) var all: [Problem] = []
  private var spoilt: Set<Place> = []

  /// Reports a mistake, unless the line is known to be spoilt.
  mutating func report(_ place: Place, _ english: String, _ spanish: String) {
    guard !isSpoilt(place) else { return }
    all.append(Problem(place, Text(en: english, es: spanish)))
  }

  /// Reports a mistake after which nothing else on its line can be trusted.
  mutating func reportLine(_ place: Place, _ english: String, _ spanish: String) {
    report(place, english, spanish)
    spoilt.insert(Place(source: place.source, line: place.line))
  }

  /// Whether the place's line has been reported as a whole.
  func isSpoilt(_ place: Place) -> Bool {
    !spoilt.isEmpty && spoilt.contains(Place(source: place.source, line: place.line))
  }
}

extension String {
  /// The text without the spaces around it; non-breaking and thin spaces are spaces too.
  var trimmed: String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return self }
    if !first.properties.isWhitespace, !last.properties.isWhitespace { return self }
    let scalars = unicodeScalars.drop { $0.properties.isWhitespace }
    guard let end = scalars.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
    return String(scalars[...end])
  }

  /// The text as it stands in a message: shortened when it is long, and on one line.
  var quotable: String {
    let line = count > 80 ? prefix(77) + "..." : self[...]
    return String(line.map { $0.isNewline ? " " : $0 })
  }
}
