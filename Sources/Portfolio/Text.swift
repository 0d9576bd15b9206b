/// A language that Cartera speaks.
public enum Language: String, CaseIterable, Sendable {
  case spanish = "es"
  case english = "en"
}

/// A sentence in every language that Cartera speaks.
///
/// Both languages are written side by side where the sentence is made, so none can be missing.
public struct Text: Hashable, Sendable {
  /// The sentence in English.
  public let english: String
  /// The sentence in Spanish.
  public let spanish: String

  /// Makes a sentence from its two versions.
  public init(en english: String, es spanish: String) {
    self.english = english
    self.spanish = spanish
  }

  /// Makes a text that is the same in every language, such as an id or a number.
  public init(verbatim text: String) {
    self.init(en: text, es: text)
  }

  /// The sentence in `language`.
  public subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .spanish: spanish
    }
  }
}
