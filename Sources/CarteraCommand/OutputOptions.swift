import ArgumentParser
import Foundation
import Portfolio
import Reporting
import ScenarioFiles

/// The options that every command has.
struct OutputOptions: ParsableArguments {
  @Option(name: .customLong("lang"), help: languageHelp) var language: Language?

  @Option(
    name: [.short, .long],
    help: help(
      "Write the answer to this file, whole or not at all.",
      "Escribe la respuesta en este archivo, completa o nada.",
      valueName: "file"
    )
  )
  var output: String?

  @Flag(
    name: [.short, .long],
    help: help(
      "No progress and no warnings on standard error.",
      "Sin avances ni avisos en la salida de errores."
    )
  )
  var quiet = false

  /// The language of the answer: the one asked for, else the locale's.
  var lang: Language { language ?? spokenLanguage }

  /// The ending of the file's name, without its dot and in lower case; empty without a file.
  var ending: String { output.map { URL(filePath: $0).pathExtension.lowercased() } ?? "" }

  /// The page that the answer is written on.
  var page: Page {
    output == nil ? Terminal.page(lang) : Terminal.filePage(lang)
  }

  /// Reads a scenario and says what is odd in it.
  func read(_ scenario: String) throws -> ScenarioDocument {
    let document = try ScenarioReader.read(scenario)
    if !quiet {
      let report = WarningReport(document.scenario.warnings, on: Terminal.errorPage(lang))
      Terminal.writeError(report.text)
    }
    return document
  }

  /// Says before long work that the answer could not be written.
  func checkDestination() throws {
    guard let output else { return }
    let folder = URL(filePath: output).deletingLastPathComponent().path
    var isFolder: ObjCBool = false
    let exists = unsafe FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
    guard exists, isFolder.boolValue else {
      throw Failure(
        .file,
        Text(
          en: "\(output): there is no folder \(folder). Create it first.",
          es: "\(output): no existe la carpeta \(folder). Créela primero."
        )
      )
    }
    let isTaken = unsafe FileManager.default.fileExists(atPath: output, isDirectory: &isFolder)
    guard !isTaken || !isFolder.boolValue else {
      throw Failure(
        .file,
        Text(
          en: "\(output) is a folder. Name a file.",
          es: "\(output) es una carpeta. Nombre un archivo."
        )
      )
    }
  }

  /// Writes an answer to standard output or, whole or not at all, to the file.
  func write(_ text: String) throws { try write(Array(text.utf8)) }

  /// Writes an answer's bytes to standard output or, whole or not at all, to the file.
  func write(_ bytes: [UInt8]) throws {
    guard let output else {
      let error = Terminal.write(bytes, to: STDOUT_FILENO)
      guard error == 0 else { throw unwritable("-", error) }
      return
    }
    let file = URL(filePath: output).resolvingSymlinksInPath()
    // By the system's call: Foundation also looks up the owner, which a program linked with the C library's
    // archive should not.
    var status = stat()
    if unsafe stat(file.path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      // A device or a pipe must be written to, not replaced by a file.
      let descriptor = unsafe open(file.path, O_WRONLY)
      guard descriptor >= 0 else { throw unwritable(output, errno) }
      defer { close(descriptor) }
      let error = Terminal.write(bytes, to: descriptor)
      guard error == 0 else { throw unwritable(output, error) }
      return
    }
    do {
      try Data(bytes).write(to: file, options: .atomic)
    } catch {
      throw Failure(
        .file,
        Text(
          en: "\(output) could not be written: \(error.localizedDescription)",
          es: "no se pudo escribir \(output): \(error.localizedDescription)"
        )
      )
    }
  }

  private func unwritable(_ path: String, _ error: Int32) -> Failure {
    let reason = unsafe String(cString: strerror(error))
    return Failure(
      .file,
      Text(
        en: "\(path) could not be written: \(reason).",
        es: "no se pudo escribir \(path): \(reason)."
      )
    )
  }
}

/// What a table and a program can read.
enum AnswerFormat: String, WordArgument {
  case table, json
}
