import Portfolio
import Yams

/// A YAML file as a tree of nodes that know their lines.
///
/// Scalars stay text: an id `NO` or a cycle 2022 is what is written.
enum YAMLDocument {
  /// More aliases than this are refused: nested in each other they make a small file endless.
  static let mostAliases = 20

  /// The root's node, or `nil` after reporting why there is none.
  static func read(_ bytes: [UInt8], source: String, _ problems: inout ProblemList) -> Node? {
    guard case .text(let utf8) = TextDecoding.decode(bytes) else {
      problems.report(
        Place(source: source),
        "the file is not text. Give a YAML file, saved as UTF-8.",
        "el archivo no es texto. Entregue un archivo YAML, guardado como UTF-8."
      )
      return nil
    }
    let text = String(decoding: utf8, as: UTF8.self)
    if let line = lineOfAlias(mostAliases + 1, in: text) {
      problems.report(
        Place(source: source, line: line),
        "the file has more than \(mostAliases) aliases (*name). Write the values out.",
        "el archivo tiene más de \(mostAliases) alias (*nombre). Escriba los valores completos."
      )
      return nil
    }
    do {
      // The basic resolver gives no scalar a type, and nodes need nothing constructed.
      guard let node = try compose(yaml: text, .basic, Constructor([:], [:], [:]), .utf8) else {
        problems.report(
          Place(source: source),
          "the file is empty. A scenario begins with cartera: 1.",
          "el archivo está vacío. Un escenario comienza con cartera: 1."
        )
        return nil
      }
      return node
    } catch {
      report(error, source: source, text, &problems)
      return nil
    }
  }

  private static func report(
    _ error: any Error,
    source: String,
    _ text: String,
    _ problems: inout ProblemList
  ) {
    switch error as? YamlError {
    case .duplicatedKeysInMapping(let keys, let context):
      let key = keys.first?.quotable ?? ""
      problems.report(
        Place(source: source, line: context.mark.line, column: key),
        "the key \"\(key)\" stands twice. Delete one.",
        "la clave «\(key)» aparece dos veces. Borre una."
      )
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      problems.report(
        Place(source: source, line: mark.line),
        "this is not valid YAML: \(problem). Check indentation, quotes and brackets.",
        "esto no es YAML válido. Revise la sangría, las comillas y los paréntesis."
      )
    case .reader(_, let offset, _, _):
      let line = offset.map { text.prefix($0).count { $0.isNewline } + 1 }
      problems.report(
        Place(source: source, line: line),
        "a control character stands in the text. Delete it.",
        "hay un carácter de control en el texto. Bórrelo."
      )
    default:
      problems.report(
        Place(source: source),
        "this is not valid YAML, or it is nested too deeply.",
        "esto no es YAML válido o tiene demasiados niveles."
      )
    }
  }

  /// The line of the `count`-th alias: a star at the beginning of a word.
  private static func lineOfAlias(_ count: Int, in text: String) -> Int? {
    let openers = Set("[{,:?-".utf8)
    var (found, line) = (0, 1)
    var (before, previous) = (UInt8(ascii: "\n"), UInt8(ascii: "\n"))
    for byte in text.utf8 {
      if byte == UInt8(ascii: "\n") { line += 1 }
      let isName = Unicode.Scalar(byte).properties.isAlphabetic || (0x30...0x39).contains(byte)
      if previous == UInt8(ascii: "*"), isName || byte == 0x2D || byte == 0x5F,
        before <= 0x20 || openers.contains(before)
      {
        found += 1
        if found == count { return line }
      }
      (before, previous) = (previous, byte)
    }
    return nil
  }
}

/// A key's value in a YAML mapping.
struct Entry {
  let key: String
  let node: Node
  /// Where the key stands.
  let place: Place
}

/// A YAML mapping whose keys are known ones.
struct Entries {
  private var entries: [String: Entry] = [:]
  /// Where the mapping stands.
  let place: Place

  /// The entries of a node, reporting a node of another kind and unknown keys; values that are
  /// blank or null are left out.
  init(_ node: Node, keys: [String], at place: Place, _ problems: inout ProblemList) {
    self.place = place
    guard case .mapping(let mapping) = node else {
      problems.report(
        place,
        "this must have keys: \(keys.joined(separator: ", ")).",
        "esto debe tener las claves \(keys.joined(separator: ", "))."
      )
      return
    }
    for (keyNode, value) in mapping {
      let line = keyNode.mark?.line ?? place.line
      guard let key = keyNode.scalar?.string, keys.contains(key) else {
        let name = keyNode.scalar?.string.quotable ?? "?"
        let hint = nearest(name, in: keys)
        problems.report(
          Place(source: place.source, line: line, column: name),
          "there is no key \"\(name)\"."
            + (hint.map { " Did you mean \"\($0)\"?" }
              ?? " The keys here are \(keys.joined(separator: ", "))."),
          "no existe la clave «\(name)»."
            + (hint.map { " ¿Quiso decir «\($0)»?" }
              ?? " Las claves aquí son \(keys.joined(separator: ", ")).")
        )
        continue
      }
      if let scalar = value.scalar, scalar.isBlank { continue }
      entries[key] = Entry(
        key: key,
        node: value,
        place: Place(source: place.source, line: line, column: key)
      )
    }
  }

  subscript(_ key: String) -> Entry? { entries[key] }
}

extension Node.Scalar {
  /// Whether it says nothing: empty, `~` or `null`, without quotes.
  var isBlank: Bool {
    style == .plain && ["", "~", "null", "Null", "NULL"].contains(string)
  }
}
