public import ScenarioFiles
public import Selection

/// An answer in which the verifier found every rule kept, and its result file.
///
/// Only ``ScenarioDocument/solve(_:)`` and
/// ``ScenarioDocument/verified(_:)`` make one, so an answer that was not checked cannot pass for it.
public struct VerifiedAnswer: Hashable, Sendable {
  /// The answer, marked as verified.
  public let answer: Answer
  /// The bytes of the answer as the result file of `cartera solve --format json`.
  public let file: [UInt8]

  /// The same as text.
  public var json: String { String(decoding: file, as: UTF8.self) }
}

/// An answer that breaks rules of its scenario: a mistake of the program, never of its input.
public struct UnverifiedAnswer: Error, Hashable, Sendable {
  /// What is broken; never empty.
  public let violations: [Violation]
}

extension ScenarioDocument {
  /// The best portfolio and who pays for what, verified.
  ///
  /// The same scenario and options give the same answer, unless a time limit or a stop cuts the
  /// search. That nothing keeps the rules is an answer too: see `Answer.status`.
  ///
  /// - Parameter options: time, gap and ties, and what the table asks for beyond the scenario.
  /// - Returns: The answer and its result file.
  /// - Throws: `Problems` when a measure cannot be written in whole numbers, `SolverError` when GLPK fails fatally,
  ///   ``UnverifiedAnswer``.
  public func solve(_ options: SelectionOptions = .init()) throws -> VerifiedAnswer {
    try verified(Selector(scenario, digest: digest, options: options).best())
  }

  /// An answer to this scenario, such as a session's, once the verifier has read its result file
  /// back and found every rule kept in it.
  ///
  /// - Throws: ``UnverifiedAnswer`` with everything that is broken; `Problems` if the result file cannot be read back.
  public func verified(_ answer: Answer) throws -> VerifiedAnswer {
    var answer = answer
    answer.verified = true
    let file = ResultWriter.bytes(answer)
    let stored = try ResultReader.read(bytes: file, source: "result")
    let violations = Verifier(scenario, digest: digest).violations(in: stored)
    guard violations.isEmpty else { throw UnverifiedAnswer(violations: violations) }
    return VerifiedAnswer(answer: answer, file: file)
  }
}
