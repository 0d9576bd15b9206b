import ArgumentParser
import Portfolio

/// The options of commands that write a folder.
struct FolderOptions: ParsableArguments {
  @Option(
    name: [.short, .long],
    help: help(
      "The folder to write: new or empty.",
      "La carpeta que se escribe: nueva o vacía.",
      valueName: "dir"
    )
  )
  var output: String

  @Option(name: .customLong("lang"), help: languageHelp) var language: Language?

  /// The language: the one asked for, else the locale's.
  var lang: Language { language ?? spokenLanguage }
}

/// What is said of `--lang`. (Each group of options has the option itself, as a group of one takes the
/// parser longer than the option.)
let languageHelp = help(
  "The language: es or en. Default: the locale's.",
  "El idioma: es o en. Por omisión, el del sistema.",
  valueName: "es|en"
)
