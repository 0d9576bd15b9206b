/// A Swift source as its words, marks and string literals.
///
/// What stands inside an interpolation follows its literal, between round brackets; in the literal
/// itself a full stop in its place would end a word, so it is an object replacement character.
struct SwiftTokens {
  enum Token: Hashable {
    case word(String)
    case mark(Character)
    case literal(String, line: Int)
  }

  private(set) var all: [Token] = []
  private let source: [Character]
  private var position = 0
  private var line = 1

  init(_ source: String) {
    self.source = Array(source)
    scan(isInterpolation: false)
  }

  private var letter: Character? { position < source.count ? source[position] : nil }

  private func isAt(_ text: String) -> Bool {
    position + text.count <= source.count && zip(text, source[position...]).allSatisfy { $0 == $1 }
  }

  private mutating func step(_ count: Int = 1) {
    for _ in 0..<count {
      if letter == "\n" { line += 1 }
      position += 1
    }
  }

  private mutating func scan(isInterpolation: Bool) {
    var depth = 0
    while let letter {
      if isAt("//") {
        while let next = self.letter, next != "\n" { step() }
      } else if letter == "\"" || isAt("#\"") {
        readLiteral()
      } else if letter.isWordLike {
        var word = ""
        while let next = self.letter, next.isWordLike {
          word.append(next)
          step()
        }
        all.append(.word(word))
      } else {
        if letter == "(" { depth += 1 }
        if letter == ")" {
          if isInterpolation, depth == 0 { return }
          depth -= 1
        }
        if !letter.isWhitespace { all.append(.mark(letter)) }
        step()
      }
    }
  }

  private mutating func readLiteral() {
    let isRaw = letter == "#"
    if isRaw { step() }
    let quote = isAt("\"\"\"") ? "\"\"\"" : "\""
    let end = isRaw ? quote + "#" : quote
    step(quote.count)
    let slot = all.count
    let first = line
    all.append(.literal("", line: first))
    var content = ""
    while let letter, !isAt(end) {
      if !isRaw, isAt("\\(") {
        step(2)
        all.append(.mark("("))
        scan(isInterpolation: true)
        all.append(.mark(")"))
        step()
        content += "\u{FFFC}"
      } else if !isRaw, letter == "\\" {
        content += " "
        step(2)
      } else {
        content.append(letter)
        step()
      }
    }
    step(end.count)
    all[slot] = .literal(content, line: first)
  }
}

extension Character {
  fileprivate var isWordLike: Bool { isLetter || isNumber || self == "_" }
}
