public import Selection

/// Keeps answers while a run goes on, so that another run of it can begin with them.
///
/// A planner asks the same question in the same words in every run of one scenario with the same
/// settings, and an answer is the same whoever finds it. So a run that was stopped and goes on ends as one
/// that was not.
public protocol AnswerJournal: Sendable {
  /// The answer that was kept to a question, perhaps without the reasons of what is out; `nil` if there is
  /// none.
  func answer(to question: String) -> Answer?

  /// Keeps the answer to a question; called from any thread.
  func keep(_ answer: Answer, to question: String) throws
}
