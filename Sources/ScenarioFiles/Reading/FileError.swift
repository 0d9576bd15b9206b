public import Portfolio

/// A file that is not there, or cannot be read.
///
/// Apart from `Problems`, which are about what a file says.
public struct FileError: Error, Hashable, Sendable {
  /// The file's path.
  public let path: String
  /// What is wrong, and what to do about it.
  public let message: Text

  /// Makes an error about a file.
  public init(path: String, message: Text) {
    self.path = path
    self.message = message
  }
}
