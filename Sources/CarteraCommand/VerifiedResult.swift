import Portfolio
import ScenarioFiles
import Selection

/// The answer in a result file, once it is found to keep every rule of its scenario.
///
/// - `name`: The scenario as the user named it.
///
/// - Throws: `Failure` if it breaks a rule, belongs to another scenario, or that has changed since.
func verifiedResult(
  _ path: String,
  of name: String,
  _ scenario: Scenario,
  digest: String
) throws -> Answer {
  let answer = try ResultReader.read(path)
  guard Verifier(scenario, digest: digest).violations(in: answer).isEmpty else {
    throw Failure(
      .badData,
      Text(
        en: "\(path) breaks rules of its scenario. See: cartera verify \(name) \(path)",
        es: "\(path) rompe reglas de su escenario. Vea: cartera verify \(name) \(path)"
      )
    )
  }
  return answer
}
