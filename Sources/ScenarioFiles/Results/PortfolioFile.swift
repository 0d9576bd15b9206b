public import Portfolio
public import Preferences
public import Selection

/// A result file, whichever command wrote it.
public enum PortfolioFile: Sendable {
  /// What `solve` wrote.
  case solved(Answer)
  /// What `vote` wrote: the ids in order of selection, and how they were chosen.
  case voted([String], VotingMethod)

  /// Reads the result file at `path`.
  ///
  /// - Throws: `FileError` if it is not there or cannot be read; `Problems` if it is no result.
  public static func read(_ path: String) throws -> PortfolioFile {
    try read(
      bytes: FileBytes.read(path, as: path),
      source: path.fileName
    )
  }

  /// Reads a result from its bytes; `source` names it in problems.
  ///
  /// - Throws: `Problems` if it is no result.
  public static func read(bytes: [UInt8], source: String) throws(Problems) -> PortfolioFile {
    let stored = try ResultReader.stored(bytes, source)
    guard let vote = try stored.vote() else { return .solved(try stored.answer()) }
    return .voted(vote.selected, vote.method)
  }
}
