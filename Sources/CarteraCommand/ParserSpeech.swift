import Foundation
import Portfolio

/// What the argument parser says of its own accord, in Spanish: it speaks English alone.
enum ParserSpeech {
  /// A help screen, or the message about a command line that is wrong, in a language.
  ///
  /// Only the parser's own phrases are put into Spanish. What is quoted in them stays as it is.
  static func speak(_ message: String, in language: Language) -> String {
    guard language == .spanish else { return message }
    return phrases.reduce(message) { message, phrase in
      message.replacingOccurrences(
        of: phrase.key,
        with: phrase.value,
        options: .regularExpression
      )
    }
  }

  /// The parser's phrases as regular expressions, and what stands for them.
  static let phrases: KeyValuePairs<String, String> = [
    "(?m)^OVERVIEW: ": "RESUMEN: ",
    "(?m)^USAGE: ": "USO: ",
    "(?m)^Usage: ": "Uso: ",
    "(?m)^Help:  ": "Ayuda: ",
    "(?m)^ARGUMENTS:$": "ARGUMENTOS:",
    "(?m)^OPTIONS:$": "OPCIONES:",
    "(?m)^SUBCOMMANDS:$": "COMANDOS:",
    "<subcommand>": "<comando>",
    "Show the version\\.": "Muestra la versión.",
    "Show help information\\.": "Muestra esta ayuda.",
    "Show subcommand help information\\.": "Muestra la ayuda de un comando.",
    "\\(values:": "(valores:",
    "([(;]\\s*)default:": "$1por omisión:",
    "See '(.*)' for detailed help\\.": "Vea '$1' para saber más.",
    "See '(.*)' for more information\\.": "Vea '$1' para saber más.",
    "(?m)^Error: Missing expected argument ": "Error: falta el argumento ",
    "(?m)^Error: Missing one of: ": "Error: falta uno de: ",
    "(?m)^Error: Missing value for ": "Error: falta el valor de ",
    "(?m)^Error: Unexpected argument ": "Error: sobra el argumento ",
    "(?m)^Error: ([0-9]+) unexpected arguments: ": "Error: sobran $1 argumentos: ",
    "(?m)^Error: Unknown option ('[^']*')": "Error: no existe la opción $1",
    "(?m)\\. Did you mean ('[^']*')\\?$": ". ¿Quiso decir $1?",
    "(?m)^Error: Invalid option: ": "Error: opción no válida: ",
    "(?m)^Error: The value '(.*)' is invalid for ('[^']*')":
      "Error: el valor '$1' no sirve para $2",
    "\\. Please provide one of ('.*') and '": ". Escriba uno de $1 o '",
    "\\. Please provide one of ('.*') or '": ". Escriba uno de $1 o '",
    "\\. Please provide one of the following:": ". Escriba uno de estos:",
    "(?m)^Error: The option ('.*') does not take any value, but '(.*)' was specified\\.":
      "Error: la opción $1 no lleva valor, y se dio '$2'.",
    "(?m)^   or: Missing value for ('.*') in ": "   o: falta el valor de $1 en ",
  ]
}
