import Foundation
import Portfolio

/// A folder that a command makes and fills: whole, or not at all.
struct NewFolder {
  /// Adds bytes to the end of one of the folder's files.
  typealias Sink = (_ file: String, _ bytes: [UInt8]) throws -> Void

  private let path: String
  private let existed: Bool

  /// Looks at the folder.
  ///
  /// - Throws: `Failure` if there is something that must not be overwritten, or nowhere to put it.
  init(_ path: String) throws {
    self.path = path
    let manager = FileManager.default
    var isFolder: ObjCBool = false
    existed = unsafe manager.fileExists(atPath: path, isDirectory: &isFolder)
    guard existed else {
      let parent = URL(filePath: path).deletingLastPathComponent().path
      guard manager.fileExists(atPath: parent) else {
        throw Failure(
          .file,
          Text(
            en: "\(path): there is no folder \(parent). Create it first.",
            es: "\(path): no existe la carpeta \(parent). Créela primero."
          )
        )
      }
      return
    }
    guard isFolder.boolValue else {
      throw Failure(
        .file,
        Text(
          en: "\(path) is a file. Name a new or an empty folder.",
          es: "\(path) es un archivo. Nombre una carpeta nueva o vacía."
        )
      )
    }
    guard let content = try? manager.contentsOfDirectory(atPath: path), content.isEmpty else {
      throw Failure(
        .file,
        Text(
          en: "\(path) is not empty, and nothing is overwritten. Name a new or an empty folder.",
          es: "\(path) no está vacía y no se sobrescribe nada. Nombre una carpeta nueva o vacía."
        )
      )
    }
  }

  /// Writes the files; what was written is removed again when it cannot be finished.
  func fill(_ body: (Sink) throws -> Void) throws {
    var handles: [String: FileHandle] = [:]
    do {
      if !existed {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
      }
      try body { name, bytes in
        let handle = try handles[name] ?? makeFile(name)
        handles[name] = handle
        try handle.write(contentsOf: bytes)
      }
      for handle in handles.values { try handle.close() }
    } catch {
      for name in handles.keys { try? FileManager.default.removeItem(atPath: "\(path)/\(name)") }
      if !existed { try? FileManager.default.removeItem(atPath: path) }
      throw Failure(
        .file,
        Text(
          en: "\(path) could not be written: \(error.localizedDescription)",
          es: "no se pudo escribir \(path): \(error.localizedDescription)"
        )
      )
    }
  }

  private func makeFile(_ name: String) throws -> FileHandle {
    let file = URL(filePath: path).appending(path: name)
    try Data().write(to: file)
    return try FileHandle(forWritingTo: file)
  }
}
