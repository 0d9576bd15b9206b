import Foundation
import TestSupport
import Testing

/// What a user reads in Spanish, the parser's own phrases too, and numbers in both languages.
struct LanguageTests {
  private let rich = CarteraProcess.fixtures + "/rich"
  private let mejillones = CarteraProcess.fixtures + "/../../../scenarios/mejillones"

  @Test func theOptionForTheLanguageIsHeardByHelp() throws {
    let help = try CarteraProcess.run(["solve", "--help"], locale: "es_CL.UTF-8")
    #expect(help.output.hasPrefix("RESUMEN: ") && help.output.contains("\nUSO: cartera solve "))
    let asked = try CarteraProcess.run(["solve", "--help", "--lang", "es"])
    #expect(asked.output == help.output && asked.code == 0)
  }

  @Test(arguments: [
    (["frob"], "Error: sobra el argumento 'frob'", 64),
    (["solve"], "Error: falta el argumento '<scenario>'", 64),
    (["solve", "a", "b", "c"], "Error: sobran 2 argumentos: 'b', 'c'", 64),
    (["solve", "a", "--frob"], "Error: no existe la opción '--frob'", 64),
    (
      ["solve", "a", "--lok", "b"],
      "Error: no existe la opción '--lok'. ¿Quiso decir '--lock'?", 64
    ),
    (["solve", "a", "--lock"], "Error: falta el valor de '--lock <id>'", 64),
    (
      ["solve", "a", "--ties", "coin"],
      "Error: el valor 'coin' no sirve para '--ties <canonical|any>'. Escriba uno de 'canonical' o 'any'.",
      64
    ),
    (
      ["check", "a", "--quiet=x"],
      "Error: la opción '--quiet' no lleva valor, y se dio 'x'.", 64
    ),
    (["solve", "a", "--budget", "80"], "no es una proporción. Escriba 80% o 0,8.", 64),
  ]) func wrongCallsAreAnsweredInSpanish(
    _ arguments: [String],
    _ line: String,
    _ code: Int32
  ) throws {
    let outcome = try CarteraProcess.run(arguments, locale: "es")
    #expect(outcome.code == code)
    #expect(outcome.error.contains(line))
    #expect(outcome.error.englishWords.isEmpty, "\(outcome.error)")
  }

  /// The same numbers in each command's table in both languages, each as its language writes them.
  @Test func numbersAreWrittenAsEachLanguageDoes() throws {
    try withTemporaryFolder { folder in
      let result = folder.path + "/result.json"
      let solved = try CarteraProcess.run(["solve", rich, "--format", "json", "-o", result])
      #expect(solved.code == 0)
      let tables = [
        ["check", rich], ["solve", rich], ["explain", rich], ["verify", rich, result],
        ["sweep", rich, "--over", "budget=50%:150%:25%", "--breakpoints"],
        ["compare", rich, result], ["frontier", rich, "--measures", "beneficiaries,-cost"],
        ["vote", mejillones], ["audit", rich, result], ["report", rich],
      ]
      for command in tables {
        let texts = try ["en", "es"].map {
          try CarteraProcess.run(command + ["--lang", $0, "--quiet"]).output
        }
        #expect(!texts[0].isEmpty && texts[0] != texts[1], "\(command)")
        let english = numbers(in: texts[0])
        let spanish = numbers(in: texts[1]).map { $0.exchangingMarks }
        #expect(english.sorted() == spanish.sorted(), "\(command)")
        for number in english where number.count > 3 {
          #expect(number.isGrouped, "\(command): \(number)")
        }
      }
    }
  }

  /// The numbers of a text, but for years, ids, codes, paths, attributes and style sheets.
  private func numbers(in text: String) -> [String] {
    text.replacing(#/<style>[\s\S]*</style>|<[^>]*>|[0-9a-f]{64}/#, with: " ")
      .replacing(#/\/\S+/#, with: " ")
      .replacing(#/[\p{L}_#-]+[-_#]?\d[\d.,]*|\b20\d\d\b|SHA-256/#, with: " ")
      .matches(of: #/\d[\d.,]*\d|\d/#).map { String($0.output) }
  }
}

extension String {
  /// The English words in a Spanish message: what the parser says in English has one of these.
  var englishWords: [String] {
    let english =
      #/\b(the|of|and|is|for|with|information|expected|missing|please|unknown|overview|usage|default|values|show|see|help:)\b/#
    return lowercased().replacing(#/--?[a-z][a-z-]*/#, with: "")
      .matches(of: english).map { String($0.output.0) }
  }

  /// Points for commas and the other way round.
  fileprivate var exchangingMarks: String {
    String(map { $0 == "." ? "," : $0 == "," ? "." : $0 })
  }

  /// Whether each three digits before the point are set apart by commas.
  fileprivate var isGrouped: Bool { wholeMatch(of: #/\d{1,3}(,\d{3})*(\.\d+)?/#) != nil }
}
