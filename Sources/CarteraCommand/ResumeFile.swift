import ArgumentParser
import Foundation
import Planning
import Portfolio
import ScenarioFiles
import Selection
import Synchronization

/// The option of commands that can go on where they were stopped.
struct ResumeOption: ParsableArguments {
  @Option(
    help: help(
      "Keep what is found in this file, and begin with what it holds.",
      "Guarda lo encontrado en este archivo y parte con lo que contiene.",
      valueName: "file"
    ),
    completion: .file()
  )
  var resume: String?
}

/// A file of answers: a line that says which scenario and settings they are of, then a line for each, written
/// as it is found.
///
/// What a crash leaves half written is a last line without an end, which is dropped.
final class ResumeFile: AnswerJournal {
  private struct State {
    var answers: [String: Answer] = [:]
    let handle: FileHandle
  }

  private let state: Mutex<State>

  /// Opens the file, or begins it.
  ///
  /// - Throws: `Failure` if it is of another scenario or other settings, damaged, or cannot be written.
  init(_ path: String, _ document: ScenarioDocument, _ settings: Answer.Settings) throws {
    let header: JSONValue = .keys([
      "cartera": .integer(1), "scenario": .string(document.digest),
      "settings": ResultWriter.settings(settings) ?? .null,
    ])
    var answers: [String: Answer] = [:]
    var lines = try ResumeFile.lines(of: path)
    if let first = lines.first {
      guard JSONValue(first) == header else {
        throw Failure(
          .badData,
          Text(
            en:
              "\(path) is of another run, or the scenario has changed since. Name another file, or delete it.",
            es:
              "\(path) es de otra corrida, o el escenario cambió después. Nombre otro archivo, o bórrelo."
          )
        )
      }
      for (number, line) in lines.enumerated().dropFirst() {
        guard let entry = JSONValue(line), let question = entry["question"]?.stringValue,
          let result = entry["result"],
          let answer = try? ResultReader.read(bytes: Array(result.text.utf8), source: path)
        else {
          throw Failure(
            .badData,
            Text(
              en:
                "\(path):\(number + 1) cannot be read. Delete this line; its answer will be found again.",
              es:
                "\(path):\(number + 1) no se puede leer. Borre esta línea; su respuesta se buscará de nuevo."
            )
          )
        }
        answers[question] = answer
      }
    } else {
      lines = [Array(header.line.utf8)]
    }
    do {
      let file = URL(filePath: path)
      let kept = lines.flatMap { $0 + [UInt8(ascii: "\n")] }
      try Data(kept).write(to: file, options: .atomic)
      let handle = try FileHandle(forWritingTo: file)
      _ = try handle.seekToEnd()
      state = Mutex(State(answers: answers, handle: handle))
    } catch {
      throw Failure(
        .file,
        Text(
          en: "\(path) could not be written: \(error.localizedDescription)",
          es: "no se pudo escribir \(path): \(error.localizedDescription)"
        )
      )
    }
  }

  /// The whole lines of a file; none if it does not exist.
  private static func lines(of path: String) throws -> [[UInt8]] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let bytes: [UInt8]
    do {
      bytes = Array(try Data(contentsOf: URL(filePath: path)))
    } catch {
      throw Failure(
        .file,
        Text(
          en: "\(path) could not be read: \(error.localizedDescription)",
          es: "no se pudo leer \(path): \(error.localizedDescription)"
        )
      )
    }
    let parts = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    return parts.dropLast().map(Array.init)
  }

  func answer(to question: String) -> Answer? { state.withLock { $0.answers[question] } }

  func keep(_ answer: Answer, to question: String) throws {
    var short = answer
    short.rejected = []
    let entry: JSONValue = .keys([
      "question": .string(question), "result": ResultWriter.value(short),
    ])
    try state.withLock { state in
      try state.handle.write(contentsOf: Data((entry.line + "\n").utf8))
      state.answers[question] = answer
    }
  }
}
