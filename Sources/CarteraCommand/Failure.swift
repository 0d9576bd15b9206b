import Portfolio

/// Why a command ends without its answer.
struct Failure: Error {
  /// The exit codes of errors (those of BSD's sysexits).
  enum Code: Int32 {
    case usage = 64
    case badData = 65
    case file = 66
    case internalError = 70
  }

  let code: Code
  let message: Text

  init(_ code: Code, _ message: Text) {
    self.code = code
    self.message = message
  }
}
