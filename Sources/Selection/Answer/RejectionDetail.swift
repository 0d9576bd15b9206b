public import Portfolio

extension Answer.Rejection {
  /// What stands in an initiative's way, as a sentence.
  ///
  /// In a long table most initiatives are outcompeted, and most of their sentences are read in one
  /// language or by nobody: these are made when they are asked for.
  public struct Detail: Hashable, Sendable {
    private enum Content: Hashable {
      case text(Text)
      case outcompeted(points: Int64, cost: Money, currency: Currency)
    }

    private let content: Content

    /// Makes the detail of a sentence.
    public init(_ text: Text) { content = .text(text) }

    /// The detail of an initiative whose money buys more points elsewhere.
    init(outcompetedWith points: Int64, for cost: Money, in currency: Currency) {
      content = .outcompeted(points: points, cost: cost, currency: currency)
    }

    /// The sentence in every language.
    public var text: Text { Text(en: self[.english], es: self[.spanish]) }

    /// The sentence in English.
    public var english: String { self[.english] }

    /// The sentence in `language`.
    public subscript(language: Language) -> String {
      switch content {
      case .text(let text): return text[language]
      case .outcompeted(let points, let cost, let currency):
        let numerals = Numerals(language, currency)
        var sentence = numerals.number(points)
        sentence.reserveCapacity(80)
        sentence += Detail.link[language]
        sentence += numerals.moneyWithCode(cost)
        sentence += Detail.end[language]
        return sentence
      }
    }

    private static let link = Text(en: " points for ", es: " puntos por ")
    private static let end = Text(
      en: ": the chosen ones together bring more",
      es: ": las elegidas juntas suman más"
    )
  }
}
