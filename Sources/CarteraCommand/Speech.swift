import ArgumentParser
import Foundation
import Portfolio

/// The language of this run: that of `--lang`, else that of the locale, else English.
///
/// It is looked up before the command line is parsed because help and usage errors speak it too.
let spokenLanguage = Language(arguments: CommandLine.arguments, environment: Terminal.environment)

/// A sentence in the language of this run.
func say(_ english: String, _ spanish: String) -> String {
  Text(en: english, es: spanish)[spokenLanguage]
}

/// The help of an option in the language of this run.
func help(_ english: String, _ spanish: String, valueName: String? = nil) -> ArgumentHelp {
  ArgumentHelp("\(say(english, spanish))", valueName: valueName)
}

extension Language {
  /// The language that a command line asks for, or that the locale's variables name: the first of
  /// `LC_ALL`, `LC_MESSAGES` and `LANG` that is set decides.
  init(arguments: [String], environment: (String) -> String?) {
    for (index, argument) in arguments.enumerated() {
      let value =
        argument == "--lang" && index + 1 < arguments.count
        ? arguments[index + 1]
        : argument.hasPrefix("--lang=") ? String(argument.dropFirst("--lang=".count)) : nil
      if let language = value.flatMap(Language.init(rawValue:)) {
        self = language
        return
      }
    }
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment)
      .first { !$0.isEmpty }
    let code = locale?.prefix { $0 != "_" && $0 != "." && $0 != "@" }
    self = code == "es" ? .spanish : .english
  }
}
