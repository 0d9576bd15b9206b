import Foundation
import TestSupport
import Testing

/// The version, the language, and what is said when the program is called wrongly.
struct UsageTests {
  @Test func version() throws {
    let outcome = try CarteraProcess.run(["--version"])
    #expect(outcome.code == 0)
    #expect(outcome.output == "0.1.0\n")
  }

  @Test func theOptionForTheLanguageWinsOverTheLocale() throws {
    let scenario = CarteraProcess.fixtures + "/square"
    let asked = try CarteraProcess.run(["check", scenario, "--lang", "en"], locale: "es_CL.UTF-8")
    #expect(asked.output.contains("OK: the scenario has no mistakes."))
    let given = try CarteraProcess.run(["check", scenario], locale: "es")
    #expect(given.output.contains("OK: el escenario no tiene errores."))
  }

  @Test(arguments: [
    ["frobnicate"], ["sweep", "SQUARE"], ["sweep", "SQUARE", "--over", "budget=1:2"],
    ["sweep", "SQUARE", "--over", "budget=2:1:5%"],
    ["sweep", "SQUARE", "--over", "limit:99=1:2:1"],
    ["sweep", "SQUARE", "--over", "pledge:none=1:2:1"], ["solve"], ["solve", "SQUARE", "--frob"],
    ["solve", "SQUARE", "--format", "xml"], ["check", "SQUARE", "--format", "csv"],
    ["verify", "SQUARE", "result.json", "--format", "csv"], ["export", "SQUARE"],
    ["export", "SQUARE", "--to", "xlsx"], ["export", "SQUARE", "--to", "lp", "--format", "json"],
    ["solve", "SQUARE", "--lang", "fr"], ["solve", "SQUARE", "--time-limit", "0"],
    ["solve", "SQUARE", "--time-limit=-1"], ["solve", "SQUARE", "--time-limit", "soon"],
    ["solve", "SQUARE", "--gap=-0.1"], ["solve", "SQUARE", "--gap", "200%"],
    ["solve", "SQUARE", "--ties", "coin"], ["solve", "SQUARE", "--budget", "80"],
    ["solve", "SQUARE", "--budget", "1.000.000"], ["solve", "SQUARE", "--budget", "%"],
    ["solve", "SQUARE", "--lock", "PL-01", "--exclude", "PL-01"],
    ["import", "sheet.csv"], ["import", "sheet.csv", "-o", "x", "--map", "cost"],
    ["import", "sheet.csv", "-o", "x", "--amounts-in", "7"],
    ["import", "sheet.csv", "-o", "x", "--currency", "XYZ"],
    ["report", "SQUARE", "result.json", "--lock", "PL-01"],
    ["simulate", "SQUARE", "--result", "result.json", "--lock", "PL-01"],
    ["weights", "j.csv"], ["weights", "j.csv", "--method", "guess"],
    ["weights", "j.csv", "--method", "roc", "--total", "99"],
    ["solve", "SQUARE", "--lock", "XX"], ["export", "SQUARE", "--to", "lp", "--exclude", "XX"],
  ])
  func wrongCalls(_ arguments: [String]) throws {
    let arguments = arguments.map { $0 == "SQUARE" ? CarteraProcess.fixtures + "/square" : $0 }
    let outcome = try CarteraProcess.run(arguments)
    #expect(outcome.code == 64)
    #expect(outcome.output.isEmpty)
    #expect(!outcome.error.isEmpty)
  }

  @Test func nashHasNoLinearModel() throws {
    let scenario = CarteraProcess.fixtures + "/nash.yaml"
    let outcome = try CarteraProcess.run(["export", scenario, "--to", "lp", "--lang", "en"])
    #expect(outcome.code == 64)
    #expect(
      outcome.error.contains("The mode nash maximizes logarithms, which no linear model can hold.")
    )
    let solved = try CarteraProcess.run(["solve", scenario, "--format", "json", "--lang", "en"])
    #expect(solved.code == 0)
    #expect(solved.output.contains("\"mode\": \"nash\""))
  }

  @Test func anUnknownInitiativeIsAnswered() throws {
    let scenario = CarteraProcess.fixtures + "/square"
    let english = try CarteraProcess.run(["solve", scenario, "--lock", "PL-1"])
    #expect(english.code == 64)
    #expect(
      english.error == "cartera: there is no initiative \"PL-1\". Did you mean \"PL-01\"?\n"
    )
    let spanish = try CarteraProcess.run(
      ["solve", scenario, "--exclude", "lejano"],
      locale: "es_CL.UTF-8"
    )
    #expect(
      spanish.error
        == "cartera: no existe la iniciativa «lejano». Escriba el id de una iniciativa.\n"
    )
  }

  @Test func sharesAreReadWithPointOrComma() throws {
    let scenario = CarteraProcess.fixtures + "/square"
    let results = try ["80%", "0.8", "0,8", "80,0%"].map {
      try CarteraProcess.run(["export", scenario, "--to", "lp", "--budget", $0])
    }
    #expect(results.allSatisfy { $0.code == 0 && $0.output == results[0].output })
    let whole = try CarteraProcess.run(["export", scenario, "--to", "lp"])
    #expect(whole.output != results[0].output)
  }

  /// Someone who gives a table or a picture for a scenario hears what to give instead, and nothing else.
  @Test func anotherFileIsNoScenario() throws {
    try withTemporaryFolder { folder in
      let picture = folder.appending(path: "foto.png")
      try Data([0x89, 0x50, 0x4E, 0x47, 0xFF, 0xFE, 0x00]).write(to: picture)
      let list = folder.appending(path: "list.yaml")
      try Data("- one\n- two\n".utf8).write(to: list)
      let tables = ["/rich/initiatives.csv", "/square/solve-csv.en.txt"]
        .map { CarteraProcess.fixtures + $0 }
      for path in tables + [picture.path, list.path] {
        let english = try CarteraProcess.run(["check", path])
        #expect(english.code == 65)
        #expect(english.error.contains("this is not a scenario. Give the scenario's YAML file"))
        #expect(english.error.contains("1 problem."))
        let spanish = try CarteraProcess.run(["check", path, "--lang", "es"])
        #expect(spanish.error.contains("esto no es un escenario"))
      }
    }
  }
}
