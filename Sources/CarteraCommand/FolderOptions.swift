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

  @OptionGroup var language: LanguageOption
}

/// The language of the answer.
struct LanguageOption: ParsableArguments {
  @Option(
    help: help(
      "The language: es or en. Default: the locale's.",
      "El idioma: es o en. Por omisión, el del sistema.",
      valueName: "es|en"
    )
  )
  var lang: Language = spokenLanguage
}
