import Portfolio
import ScenarioFiles

/// Asks which columns of a sheet are which: questions on standard error, answers from standard input,
/// one a line, from a terminal or a pipe.
struct ColumnQuestions {
  private let columns: SheetColumns
  private var taken: Set<String>

  init(_ columns: SheetColumns) {
    self.columns = columns
    taken = Set(columns.known.map(\.name))
  }

  /// What each header means that the format does not know, of those that mean a column at all.
  ///
  /// - Throws: `Failure` where the answers end before the questions.
  mutating func ask() throws(Failure) -> [(name: String, header: String)] {
    tell(introduction)
    var answers: [(name: String, header: String)] = []
    for (header, examples) in columns.unknown {
      guard let name = try ask(header, examples) else { continue }
      taken.insert(name)
      answers.append((name, header))
    }
    if !answers.isEmpty {
      let map = answers.map { "\($0.name)=\($0.header)" }.joined(separator: ",")
        .replacing("'", with: "'\\''")
      tell(
        say("The same without questions: --map '\(map)'", "Lo mismo sin preguntas: --map '\(map)'")
      )
    }
    return answers
  }

  private var introduction: String {
    let known = columns.known.map {
      say("\"\($0.header)\" is \($0.name)", "«\($0.header)» es \($0.name)")
    }
    .joined(separator: "; ")
    let missing = SheetColumns.required.filter { !taken.contains($0) }.joined(separator: ", ")
    let names = SheetColumns.names.filter { !taken.contains($0) }.joined(separator: ", ")
    var lines =
      known.isEmpty ? [] : [say("Known columns: \(known).", "Columnas conocidas: \(known).")]
    guard !columns.unknown.isEmpty else {
      return (lines + [say("There is nothing to ask.", "No hay nada que preguntar.")])
        .joined(separator: "\n")
    }
    lines.append(
      say(
        "For each of the others write which it is, or nothing to keep it under its own name.",
        "Para cada una de las otras escriba cuál es, o nada para conservarla con su nombre."
      )
    )
    lines.append(say("There are: \(names).", "Existen: \(names)."))
    if !missing.isEmpty {
      lines.append(say("Still needed: \(missing).", "Aún hacen falta: \(missing)."))
    }
    return lines.joined(separator: "\n")
  }

  /// The column that a header means, `nil` if none; asks again after an answer that is not one.
  private func ask(_ header: String, _ examples: [String]) throws(Failure) -> String? {
    let cells = examples.joined(separator: "; ")
    while true {
      Terminal.writeError(
        say("\"\(header)\" (such as \(cells)): ", "«\(header)» (por ejemplo \(cells)): ")
      )
      guard let line = readLine() else {
        throw Failure(
          .usage,
          Text(
            en:
              "the answers end before the column \"\(header)\". Give one line for each column, or use --map.",
            es:
              "las respuestas se acaban antes de la columna «\(header)». Dé una línea por columna, o use --map."
          )
        )
      }
      let answer = line.trimmingWhitespace
      if answer.isEmpty { return nil }
      guard let name = SheetColumns.name(answer) else {
        let hint = nearest(answer, in: SheetColumns.names)
        tell(
          say(
            "There is no column \"\(answer)\"." + (hint.map { " Did you mean \"\($0)\"?" } ?? ""),
            "No existe la columna «\(answer)»." + (hint.map { " ¿Quiso decir «\($0)»?" } ?? "")
          )
        )
        continue
      }
      if !taken.contains(name) { return name }
      tell(
        say("There is a column \(name) already.", "Ya hay una columna \(name).")
      )
    }
  }

  private func tell(_ line: String) { Terminal.writeError(line + "\n") }
}

extension String {
  /// The text without the white space at its ends.
  fileprivate var trimmingWhitespace: String {
    let text = drop { $0.isWhitespace }
    return String(text.reversed().drop { $0.isWhitespace }.reversed())
  }
}
