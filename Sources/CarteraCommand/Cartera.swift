public import ArgumentParser
import CMemoryShim
import Foundation
import Portfolio
import Reporting
import ScenarioFiles

/// The command line: which initiatives a table should fund, and who pays for what.
public struct Cartera: ParsableCommand {
  /// The name, the help and the commands.
  public static let configuration = CommandConfiguration(
    commandName: "cartera",
    abstract: say(
      "Decides which initiatives a table funds, and who pays for what.",
      "Decide qué iniciativas financia una mesa y quién paga qué."
    ),
    discussion: say(
      """
      Example: cartera solve scenarios/mejillones

      Exit codes: 0 answered; 1 a negative answer (no portfolio, not verified); 64 usage; \
      65 bad data; 66 file not found or unreadable; 70 internal error; 130 interrupted.
      """,
      """
      Ejemplo: cartera solve scenarios/mejillones

      Códigos de salida: 0 respondido; 1 respuesta negativa (sin cartera, no verificado); 64 uso; \
      65 datos con errores; 66 archivo inexistente o ilegible; 70 error interno; 130 interrumpido.
      """
    ),
    version: "0.1.0",
    subcommands: commands(for: CommandLine.arguments.dropFirst().first)
  )

  private static let commands: KeyValuePairs<String, any ParsableCommand.Type> = [
    "check": Check.self, "solve": Solve.self, "explain": Explain.self, "sweep": Sweep.self,
    "compare": Compare.self, "frontier": FrontierCommand.self, "robust": Robust.self,
    "simulate": Simulate.self,
    "merge": Merge.self, "report": Report.self,
    "vote": Vote.self, "audit": Audit.self, "weights": Weights.self, "verify": Verify.self,
    "import": Import.self, "export": Export.self, "generate": Generate.self,
  ]

  /// The command that a command line names first, or all: to prepare them all takes longer than
  /// solving a small table.
  private static func commands(for word: String?) -> [any ParsableCommand.Type] {
    let named = commands.filter { $0.key == word }
    return (named.isEmpty ? Array(commands) : named).map(\.value)
  }

  /// Makes the command; the parser does.
  public init() {}

  /// Runs the command line of this process and ends it.
  ///
  /// A pipe whose reader has gone (`cartera solve … | head`) ends the output quietly.
  public static func start() -> Never {
    cartera_keep_memory()
    Terminal.ignoreBrokenPipes()
    do {
      var command = try parsed(Array(CommandLine.arguments.dropFirst()))
      try command.run()
    } catch let failure as Failure {
      end(failure)
    } catch let problems as Problems {
      Terminal.writeError(ProblemReport(problems, on: Terminal.errorPage(spokenLanguage)).text)
      Foundation.exit(Failure.Code.badData.rawValue)
    } catch let error as FileError {
      end(Failure(.file, error.message))
    } catch let code as ExitCode {
      exit(withError: code)
    } catch {
      // The parser's own errors, help and version know their codes; the rest is ours.
      let code = exitCode(for: error)
      guard code == .failure else {
        let message = ParserSpeech.speak(fullMessage(for: error), in: spokenLanguage) + "\n"
        let isAnswer = code == .success
        _ = Terminal.write(Array(message.utf8), to: isAnswer ? STDOUT_FILENO : STDERR_FILENO)
        Foundation.exit(code.rawValue)
      }
      end(
        Failure(
          .internalError,
          Text(
            en:
              "internal error: \(error). Nothing was written. Please report it with the scenario.",
            es:
              "error interno: \(error). No se escribió nada. Por favor avísenos y adjunte el escenario."
          )
        )
      )
    }
    Foundation.exit(0)
  }

  /// The command of a command line.
  ///
  /// The command that stands first is asked first, without the tree of all: looking through that takes
  /// longer than solving a small table. Only what it does not take as it stands, such as a mistake or a call
  /// for help, goes through the whole tree, which knows the words for it. (The commands' `_superCommandName`
  /// tells the parser that they never stand alone: so it does not look for what only whole programs have.)
  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    let named = commands.first { $0.key == arguments.first }?.value
    if let command = try? named?.parse(Array(arguments.dropFirst())) { return command }
    return try parseAsRoot(arguments)
  }

  private static func end(_ failure: Failure) -> Never {
    Terminal.writeError("cartera: \(failure.message[spokenLanguage])\n")
    Foundation.exit(failure.code.rawValue)
  }
}
