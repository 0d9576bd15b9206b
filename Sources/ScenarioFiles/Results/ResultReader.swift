public import Portfolio
public import Selection

/// Reads a result JSON back into an answer.
public enum ResultReader {
  /// Reads the result file at `path`.
  ///
  /// - Throws: `FileError` if it is not there or cannot be read; `Problems` if it is not a result.
  public static func read(_ path: String) throws -> Answer {
    try read(
      bytes: FileBytes.read(path, as: path),
      source: path.fileName
    )
  }

  /// Reads a result from its bytes; `source` names it in problems.
  ///
  /// Unknown keys are passed over.
  public static func read(bytes: [UInt8], source: String) throws(Problems) -> Answer {
    try stored(bytes, source).answer()
  }

  /// The file taken apart.
  static func stored(_ bytes: [UInt8], _ source: String) throws(Problems) -> StoredResult {
    guard case .text(let text) = TextDecoding.decode(bytes, orElse: { _ in .notText }),
      let json = JSONText(text)
    else { throw notJSON(source) }
    return StoredResult(json: json, source: source)
  }

  /// What is said of a file that is not JSON.
  static func notJSON(_ source: String) -> Problems {
    let message = Text(
      en: "this is not valid JSON. Give a file that solve --format json wrote.",
      es: "esto no es JSON válido. Entregue un archivo escrito por solve --format json."
    )
    return Problems([Problem(Place(source: source), message)])
  }
}
