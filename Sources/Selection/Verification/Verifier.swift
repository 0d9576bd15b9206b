public import Portfolio

/// Checks an answer against its scenario, without the solver.
///
/// Every rule of the scenario and every number of the answer is computed again, in integers and exact fractions,
/// from nothing but the scenario and the answer. The verifier shares no code with the valuation,
/// the formulation or the payments, so that a mistake there cannot hide here. It can say neither
/// that an optimum is one nor that a conflict is minimal: those are proofs, and it checks that
/// what the answer claims of them agrees with itself.
///
/// It accepts any answer, however absurd, and reports what is wrong in a fixed order.
///
/// Complexity: O(n·(measures + ballots) + payments) for n initiatives.
public struct Verifier: Sendable {
  private let scenario: Scenario
  private let digest: String?

  /// Makes a verifier of answers to a scenario.
  ///
  /// - Parameters:
  ///   - scenario: the scenario as its files say, before the settings of an answer.
  ///   - digest: the SHA-256 of its files, which an answer must name; `nil`: not compared.
  public init(_ scenario: Scenario, digest: String? = nil) {
    self.scenario = scenario
    self.digest = digest
  }

  /// Everything that is wrong with an answer; empty if nothing is.
  public func violations(in answer: Answer) -> [Violation] {
    var verification = Verification(scenario, digest, answer)
    verification.run()
    return verification.violations
  }
}
