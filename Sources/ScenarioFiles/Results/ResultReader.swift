import Foundation
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
      source: URL(fileURLWithPath: path).lastPathComponent
    )
  }

  /// Reads a result from its bytes; `source` names it in problems.
  ///
  /// Unknown keys are passed over.
  public static func read(bytes: [UInt8], source: String) throws(Problems) -> Answer {
    do {
      return try JSONDecoder().decode(StoredResult.self, from: Data(bytes)).answer
    } catch let error as DecodingError {
      throw Problems([problem(error, source)])
    } catch {
      throw Problems([Problem(Place(source: source), ResultReader.notJSON)])
    }
  }

  private static let notJSON = Text(
    en: "this is not valid JSON. Give a file that solve --format json wrote.",
    es: "esto no es JSON válido. Entregue un archivo escrito por solve --format json."
  )

  private static func problem(_ error: DecodingError, _ source: String) -> Problem {
    func place(_ path: [any CodingKey]) -> Place {
      var column = ""
      for key in path {
        if let index = key.intValue {
          column += "[\(index)]"
        } else {
          column += (column.isEmpty ? "" : ".") + key.stringValue
        }
      }
      return Place(source: source, column: column.isEmpty ? nil : column)
    }
    switch error {
    case .keyNotFound(let key, let context):
      return Problem(
        place(context.codingPath + [key]),
        Text(
          en: "the key is missing. Give a file that solve --format json wrote.",
          es: "falta la clave. Entregue un archivo escrito por solve --format json."
        )
      )
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      let kind = ResultReader.kind(type)
      return Problem(
        place(context.codingPath),
        Text(en: "this is not \(kind.english).", es: "esto no es \(kind.spanish).")
      )
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      return Problem(Place(source: source), notJSON)
    case .dataCorrupted(let context):
      return Problem(
        place(context.codingPath),
        Text(
          en: "this is not a value that can stand here.",
          es: "esto no es un valor que pueda ir aquí."
        )
      )
    @unknown default: return Problem(Place(source: source), notJSON)
    }
  }

  private static func kind(_ type: any Any.Type) -> Text {
    switch type {
    case is String.Type: Text(en: "a text", es: "un texto")
    case is Bool.Type: Text(en: "true or false", es: "true o false")
    case is Int.Type, is Int64.Type: Text(en: "a whole number", es: "un número entero")
    case is Double.Type, is Decimal.Type: Text(en: "a number", es: "un número")
    case is [String: Any].Type: Text(en: "an object with keys", es: "un objeto con claves")
    default: Text(en: "a list", es: "una lista")
    }
  }
}
