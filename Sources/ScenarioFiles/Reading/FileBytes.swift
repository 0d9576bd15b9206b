import Foundation
import Portfolio

/// Reads whole files into memory.
enum FileBytes {
  /// No file of a scenario is larger; a longer one is surely not what was meant.
  static let mostBytes = 512 * 1024 * 1024

  /// The bytes of a regular file, which errors call `name`.
  ///
  /// - Throws: `FileError` if there is none, or it cannot be read.
  static func read(_ path: String, as name: String) throws(FileError) -> [UInt8] {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target) else {
      throw FileError(
        path: name,
        message: Text(
          en: "there is no file \"\(name)\". Check the name.",
          es: "no existe el archivo «\(name)». Revise el nombre."
        )
      )
    }
    let type = attributes[.type] as? FileAttributeType
    let size = (attributes[.size] as? NSNumber)?.intValue ?? 0
    // A device or a pipe might never end.
    guard type == .typeRegular, size <= mostBytes,
      let data = FileManager.default.contents(atPath: target)
    else {
      throw FileError(
        path: name,
        message: type == .typeDirectory
          ? Text(
            en: "\"\(name)\" is a folder. Name a file.",
            es: "«\(name)» es una carpeta. Nombre un archivo."
          )
          : Text(
            en: "\"\(name)\" cannot be read. Check that it is a file that you may read.",
            es: "no se puede leer «\(name)». Revise que sea un archivo y que tenga permiso."
          )
      )
    }
    return [UInt8](data)
  }
}
