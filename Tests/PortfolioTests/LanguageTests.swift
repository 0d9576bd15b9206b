import Foundation
import Testing

/// Every sentence of the sources stands in both languages, side by side.
///
/// The compiler sees to it that a `Text` has two sides; these tests read the sources themselves, for sides
/// that are empty, the same or exchanged, and for sentences that stand alone.
struct LanguageTests {
  @Test func noSideIsEmptyOrTheSame() throws {
    let pairs = try SourceTexts().pairs
    #expect(pairs.count > 800)
    for pair in pairs where !SourceTexts.same.contains(pair.english) {
      #expect(!pair.english.isEmpty && !pair.spanish.isEmpty, "\(pair.place)")
      #expect(pair.english != pair.spanish, "\(pair.place)")
    }
  }

  @Test func noSideIsInTheOtherLanguage() throws {
    let english = #/\b(the|of|and|is|are|with|which|for|this|that|not|write|every)\b/#
    let spanish = #/\b(el|la|los|las|de|del|que|una|para|con|por|según|escriba|cada)\b/#
    for pair in try SourceTexts().pairs {
      let (left, right) = (pair.english.unquoted, pair.spanish.unquoted)
      #expect(left.firstMatch(of: spanish) == nil, "\(pair.place): \(left)")
      #expect(right.firstMatch(of: english) == nil, "\(pair.place): \(right)")
    }
  }

  @Test func noSentenceStandsAlone() throws {
    for alone in try SourceTexts().alone { Issue.record("\(alone)") }
  }

  /// What is found in a source with one mistake of each kind.
  @Test func mistakesAreFound() {
    var texts = SourceTexts(
      of: """
        let a = Text(en: "two words", es: "")
        let b = say("no pair" + " here", "no pair here")
        print("said to nobody \\(say("one", "uno"))")
        report(place, "a \\(kind) is wrong", "\\(kind): está mal")
        precondition(x, "for programmers alone")
        """,
      in: "Sample.swift"
    )
    #expect(texts.pairs.map(\.place) == [1, 2, 3, 4].map { "Sample.swift:\($0)" })
    #expect(texts.pairs[0].english == "two words" && texts.pairs[0].spanish.isEmpty)
    #expect(texts.pairs[1].english == texts.pairs[1].spanish)
    #expect(texts.alone == ["Sample.swift:3: said to nobody \u{FFFC}"])
    texts = SourceTexts(of: "return (\"not a number\", \"no es un número\")", in: "Sample.swift")
    #expect(texts.alone.isEmpty && texts.pairs.count == 1)
  }
}

/// What the sources say, in pairs of two languages and alone.
struct SourceTexts {
  struct Pair {
    var english: String
    var spanish: String
    var place: String
  }

  private(set) var pairs: [Pair] = []
  private(set) var alone: [String] = []

  /// What is the same in both languages.
  static let same: Set<String> = ["sector", "Total"]

  /// Targets whose words only programmers read: a solver's errors reach people as internal ones, and
  /// what is drawn is a file.
  private static let technical: Set<String> = [
    "CGLPKShim", "CZlibShim", "GLPKSolver", "MixedInteger", "Synthetic",
  ]
  /// Files that hold words of tables, of formats or of style sheets.
  private static let formats: Set<String> = [
    "ColumnCatalog.swift", "Export.swift", "Money.swift", "ParserSpeech.swift", "ReportStyle.swift",
    "WorkbookWriter.swift",
  ]
  /// Literals that are no sentences, and words of results and of journals, which are in
  /// English by contract.
  private static let words: Set<String> = [
    "criterion \u{FFFC}", "gran total", "grand total", "sub total", "flow-title flow-description",
    "seal caution",
    "seal bad", "dot marked", "<!DOCTYPE html> ", "<!DOCTYPE html>  ",
    "; split of payments stopped before its proof",
    "branch and bound with exact Lagrangian bounds",
    "dynamic programming over the core of a knapsack", "pledge \u{FFFC} \u{FFFC}", "CVaR \u{FFFC}",
    "robust points", "floor \u{FFFC}", "protected cost", "differs \u{FFFC}",
    "corners \u{FFFC} above \u{FFFC} other than \u{FFFC}", "weights \u{FFFC}, points in 1/\u{FFFC}",
    "sample \u{FFFC} of seed \u{FFFC}, \u{FFFC}", "\u{FFFC}, weights \u{FFFC}",
    "scores \u{FFFC}, costs \u{FFFC}, awards \u{FFFC}",
    "deviation \u{FFFC}, rises \u{FFFC}, threshold \u{FFFC}",
  ]
  private static let calls: Set<String> = ["precondition", "preconditionFailure", "fatalError"]

  /// Reads all sources of this package.
  init() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    for path in paths where path.hasSuffix(".swift") {
      let target = String(path.prefix { $0 != "/" })
      let name = URL(filePath: path).lastPathComponent
      guard !SourceTexts.technical.contains(target) else { continue }
      let source = try String(contentsOf: root.appending(path: path), encoding: .utf8)
      let texts = SourceTexts(of: source, in: path)
      guard !SourceTexts.formats.contains(name) else { continue }
      pairs += texts.pairs
      alone += texts.alone
    }
  }

  /// A bracket that is open: whose it is, and its arguments' literals.
  private struct Bracket {
    struct Argument {
      var label: String?
      /// The literals' text, and the first one's line.
      var text = ""
      var line: Int?
      /// The literals of brackets inside this argument that are in no pair.
      var inner: [(text: String, line: Int)] = []
      /// Its own literals and those inside.
      var all: String { inner.reduce(text) { $0 + $1.text } }
    }

    var callee = ""
    var arguments = [Argument()]
  }

  /// Reads one source.
  init(of source: String, in path: String) {
    let tokens = SwiftTokens(source).all
    var open = [Bracket()]
    for (index, token) in tokens.enumerated() {
      let last = open.count - 1
      let argument = open[last].arguments.count - 1
      switch token {
      case .mark("("), .mark("["), .mark("{"):
        var bracket = Bracket()
        if token == .mark("("), index > 0, case .word(let name) = tokens[index - 1] {
          bracket.callee = name
        }
        open.append(bracket)
      case .mark(")"), .mark("]"), .mark("}"):
        guard open.count > 1 else { break }
        let rest = close(open.removeLast(), path)
        open[last - 1].arguments[open[last - 1].arguments.count - 1].inner += rest
      case .mark(","): open[last].arguments.append(Bracket.Argument())
      case .mark(":"):
        if index > 1, case .word(let label) = tokens[index - 1],
          tokens[index - 2] == .mark("(") || tokens[index - 2] == .mark(",")
        {
          open[last].arguments[argument].label = label
        }
      case .literal(let text, let line):
        if open[last].arguments[argument].line == nil {
          open[last].arguments[argument].line = line
        }
        open[last].arguments[argument].text += text
      case .word, .mark: break
      }
    }
    while let bracket = open.popLast() {
      for (text, line) in close(bracket, path) { report(text, line, path) }
    }
  }

  private mutating func report(_ text: String, _ line: Int, _ path: String) {
    guard text.isSentence, !SourceTexts.words.contains(where: text.hasSuffix) else { return }
    alone.append("\(path):\(line): \(text)")
  }

  /// Takes the pairs out of a bracket, and gives the literals that are in none.
  ///
  /// A pair is what is labelled `en` and `es`, the first two arguments of `say` and `help`, or two
  /// sentences side by side; of the last two arguments one may be a single word. `count` takes a word and its plural.
  private mutating func close(_ bracket: Bracket, _ path: String) -> [(text: String, line: Int)] {
    if SourceTexts.calls.contains(bracket.callee) { return [] }
    let arguments = bracket.arguments
    var rest: [(text: String, line: Int)] = []
    var position = 0
    while position < arguments.count {
      let left = arguments[position]
      if position + 1 < arguments.count, let line = left.line {
        let right = arguments[position + 1]
        let isLabelled = left.label == "en" && right.label == "es"
        let isSpoken = position == 0 && ["say", "help"].contains(bracket.callee)
        let isLast = position + 2 == arguments.count
        let isAlike =
          left.label == nil && right.label == nil && right.line != nil && bracket.callee != "count"
          && (left.text.isSentence && (isLast || right.text.isSentence)
            || isLast && right.text.isSentence)
        if isLabelled || isSpoken || isAlike {
          pairs.append(Pair(english: left.all, spanish: right.all, place: "\(path):\(line)"))
          position += 2
          continue
        }
      }
      rest += left.inner
      if let line = left.line { rest.append((left.text, line)) }
      position += 1
    }
    return rest
  }
}

extension String {
  /// Whether two words stand side by side.
  fileprivate var isSentence: Bool {
    contains(#/\p{L}{2,} [\p{L}\u{FFFC}]|[\p{L}\u{FFFC}] \p{L}{2,}/#)
  }

  /// The text in lower case without what it quotes, which may be of another language.
  fileprivate var unquoted: String {
    lowercased().replacing(
      #/«[^»]*»|\S+[\/=]\S+|\([^)]*\)|--?\w[\w-]*( \w+)?|cartera \w+/#,
      with: ""
    )
  }
}
