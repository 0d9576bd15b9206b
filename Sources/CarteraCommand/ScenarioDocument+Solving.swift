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
  ) throws -> (answer: Answer, json: String, isInterrupted: Bool) {
    var options = options
    let interruption = Interruption(isQuiet: isQuiet)
    options.stop = interruption.stop
    let progress = Terminal.errorIsTerminal && !isQuiet ? ProgressLine() : nil
    defer { progress?.end() }
    options.progress = progress?.listener
    let selector = Selector(scenario, digest: digest, options: options)
    let (answer, json) = try verified(try selector.best())
    return (answer, json, interruption.stop.isRaised)
  }

  /// The answer and its result file as they are printed, once the verifier has read that file back
  /// and found every rule kept.
  private func verified(_ answer: Answer) throws -> (Answer, json: String) {
    var answer = answer
    answer.verified = true
    let json = ResultWriter.json(answer)
    let stored = try ResultReader.read(bytes: Array(json.utf8), source: "result")
    let violations = Verifier(scenario, digest: digest).violations(in: stored)
    guard violations.isEmpty else {
      let english = violations.map { "\n- \($0.rule.rawValue): \($0.message.english)" }.joined()
      let spanish = violations.map { "\n- \($0.rule.rawValue): \($0.message.spanish)" }.joined()
      throw Failure(
        .internalError,
        Text(
          en:
            "internal error: the answer breaks rules, so it is not shown. Please report it with the scenario.\(english)",
          es:
            "error interno: la respuesta rompe reglas, por lo que no se muestra. Por favor avísenos y adjunte el escenario.\(spanish)"
        )
      )
    }
    return (answer, json)
  }
}
