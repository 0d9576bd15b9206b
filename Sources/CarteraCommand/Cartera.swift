public import ArgumentParser
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
    subcommands: [
      Check.self, Solve.self, Explain.self, Sweep.self, Compare.self, FrontierCommand.self,
      Report.self, Vote.self, Audit.self, Weights.self, Verify.self, Import.self, Export.self,
      Generate.self,
    ]
  )

  /// Makes the command; the parser does.
  public init() {}

  /// Runs the command line of this process and ends it.
  ///
  /// A pipe whose reader has gone (`cartera solve … | head`) ends the output quietly.
  public static func start() -> Never {
    Terminal.ignoreBrokenPipes()
    do {
      var command = try parseAsRoot()
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
      guard exitCode(for: error) == .failure else { exit(withError: error) }
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

  private static func end(_ failure: Failure) -> Never {
    Terminal.writeError("cartera: \(failure.message[spokenLanguage])\n")
    Foundation.exit(failure.code.rawValue)
  }
}
