import Cartera
import MixedInteger
import Portfolio
import ScenarioFiles
import Selection

extension ScenarioDocument {
  /// Solves the scenario with progress on a terminal, until the proof or Ctrl-C, and verifies the
  /// answer.
  func solve(
    _ options: SelectionOptions,
    isQuiet: Bool
  ) throws -> (answer: Answer, file: [UInt8], isInterrupted: Bool) {
    var options = options
    let interruption = Interruption(isQuiet: isQuiet)
    options.stop = interruption.stop
    let progress = Terminal.errorIsTerminal && !isQuiet ? ProgressLine() : nil
    defer { progress?.end() }
    options.progress = progress?.listener
    do {
      let solved = try solve(options)
      return (solved.answer, solved.file, interruption.stop.isRaised)
    } catch let unverified as UnverifiedAnswer {
      throw Failure(unverified)
    }
  }
}

extension Failure {
  /// The end of a command whose answer breaks rules.
  fileprivate init(_ unverified: UnverifiedAnswer) {
    func list(in language: Language) -> String {
      unverified.violations.map { "\n- \($0.rule.rawValue): \($0.message[language])" }.joined()
    }
    self.init(
      .internalError,
      Text(
        en:
          "internal error: the answer breaks rules, so it is not shown. Please report it with the scenario.\(list(in: .english))",
        es:
          "error interno: la respuesta rompe reglas, por lo que no se muestra. Por favor avísenos y adjunte el escenario.\(list(in: .spanish))"
      )
    )
  }
}
