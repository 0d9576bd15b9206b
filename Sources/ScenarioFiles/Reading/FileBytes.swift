import Foundation
import Portfolio

/// Reads whole files into memory, by the system's own calls: Foundation's file manager also looks up
/// a file's owner and group, which takes longer than reading a small file.
enum FileBytes {
  /// No file of a scenario is larger; a longer one is surely not what was meant.
  static let mostBytes = 512 * 1024 * 1024

  /// The bytes of a regular file, which errors call `name`.
  ///
  /// - Throws: `FileError` if there is none, or it cannot be read.
  static func read(_ path: String, as name: String) throws(FileError) -> [UInt8] {
    guard let status = status(of: path) else {
      throw FileError(
        path: name,
        message: Text(
          en: "there is no file \"\(name)\". Check the name.",
          es: "no existe el archivo «\(name)». Revise el nombre."
        )
      )
    }
    // A device or a pipe might never end.
    guard status.type == S_IFREG, status.size <= mostBytes,
      let bytes = contents(path, count: status.size)
    else {
      throw FileError(
        path: name,
        message: status.type == S_IFDIR
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
    return bytes
  }

  /// Whether a path leads to a folder.
  static func isFolder(_ path: String) -> Bool { status(of: path)?.type == S_IFDIR }

  private static func status(of path: String) -> (type: mode_t, size: Int)? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return (status.st_mode & S_IFMT, Int(status.st_size))
  }

  private static func contents(_ path: String, count: Int) -> [UInt8]? {
    let descriptor = unsafe open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var error: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = unsafe UnsafeMutableBufferPointer(rebasing: buffer[filled...])
        let more = unsafe Foundation.read(descriptor, rest.baseAddress, rest.count)
        if more < 0, errno == EINTR { continue }
        if more < 0 { error = errno }
        guard more > 0 else { return }
        filled += more
      }
    }
    return error == 0 ? bytes : nil
  }
}

extension String {
  /// The last part of a path, without slashes around it.
  var fileName: String { split(separator: "/").last.map(String.init) ?? self }
}
