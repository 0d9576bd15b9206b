import Foundation
import Portfolio
import Reporting

/// The standard streams: what they are and how they are written.
enum Terminal {
  /// The page for standard output: as wide as the terminal (40 to 120 columns), else 100, with bars
  /// where it is a terminal.
  static func page(_ language: Language) -> Page {
    page(language, STDOUT_FILENO)
  }

  /// The page for standard error.
  static func errorPage(_ language: Language) -> Page {
    page(language, STDERR_FILENO)
  }

  /// The page for a file: never coloured.
  static func filePage(_ language: Language) -> Page { Page(language: language) }

  /// The value of a variable of the environment, if it is set.
  static func environment(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }

  /// Whether somebody looks at standard output.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether somebody looks at standard error.
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Makes a write to a pipe without a reader an error that can be handled, not the end.
  static func ignoreBrokenPipes() {
    signal(SIGPIPE, SIG_IGN)
  }

  /// Writes to standard error; there is nobody to tell if that fails.
  static func writeError(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Writes all bytes to an open file.
  ///
  /// - Returns: The error's number; 0 also when the reader of a pipe has gone, which is its right.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = unsafe Foundation.write(descriptor, rest.baseAddress, rest.count)
        if count < 0 {
          let error = errno
          if error == EINTR || error == EAGAIN { continue }
          return error == EPIPE ? 0 : error
        }
        written += count
      }
      return 0
    }
  }

  private static func page(_ language: Language, _ descriptor: Int32) -> Page {
    guard isatty(descriptor) == 1 else { return Page(language: language) }
    let isColored = (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
    var size = winsize()
    let isKnown = unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let width = isKnown ? min(Int(size.ws_col), 120) : 100
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment)
      .first { !$0.isEmpty }
    let isUnicode = (locale ?? "").lowercased().contains(#/utf-?8/#)
    return Page(
      language: language,
      width: width,
      isColored: isColored,
      hasBars: width >= 80,
      isASCII: !isUnicode
    )
  }
}
