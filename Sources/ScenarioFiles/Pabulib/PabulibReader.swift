public import Portfolio

/// Reads Pabulib `.pb` files.
///
/// UTF-8 (with or without a mark), LF, CRLF or CR; sections in any order, their names in any
/// letter case; columns in any order. What a file lacks or contradicts is an error, all errors at
/// once, each with its line.
public enum PabulibReader {
  /// Reads the file at `path`.
  ///
  /// - Throws: `FileError` if it is not there or cannot be read; `Problems` with all that is wrong.
  public static func read(_ path: String) throws -> PabulibFile {
    try read(
      bytes: FileBytes.read(path, as: path),
      source: path.fileName
    )
  }

  /// Reads a file from its bytes; `source` names it in problems.
  ///
  /// - Throws: `Problems` with all that is wrong with its sections and the width of its rows.
  public static func read(bytes: [UInt8], source: String) throws(Problems) -> PabulibFile {
    let records = try records(bytes, source)
    var problems: [Problem] = []
    func complain(_ line: Int?, _ english: String, _ spanish: String) {
      problems.append(
        Problem(Place(source: source, line: line), Text(en: english, es: spanish))
      )
    }
    var order: [PabulibFile.Section] = []
    var tables: [PabulibFile.Section: PabulibFile.Table] = [:]
    var current: PabulibFile.Section?
    for record in records {
      if let section = section(record) {
        if tables[section] != nil {
          complain(
            record.line,
            "the section \(section.rawValue) begins a second time. Join the two.",
            "la sección \(section.rawValue) comienza por segunda vez. Únalas."
          )
        } else {
          order.append(section)
          tables[section] = PabulibFile.Table(header: [])
        }
        current = section
        continue
      }
      guard let current, let header = tables[current]?.header else {
        if order.isEmpty, problems.isEmpty {
          complain(
            record.line,
            "\"\(record.fields[0])\" stands before any section. Begin the file with META.",
            "«\(record.fields[0])» está antes de toda sección. Comience el archivo con META."
          )
        }
        continue
      }
      if header.isEmpty {
        tables[current]?.header = record.fields.map(\.trimmed)
      } else if let row = row(record.fields, as: header.count) {
        // In place: a copy of the table for each row would take forever.
        tables[current]?.rows.append(row)
        tables[current]?.lines.append(record.line)
      } else {
        let (found, wanted) = (record.fields.count, header.count)
        complain(
          record.line,
          "the row has \(found) fields and the header of \(current.rawValue) has \(wanted). Put text with a semicolon in quotes, or fill in what is missing.",
          "la fila tiene \(found) campos y el encabezado de \(current.rawValue) tiene \(wanted). Ponga entre comillas el texto con punto y coma, o complete lo que falta."
        )
      }
    }
    for section in PabulibFile.Section.allCases where tables[section]?.header.isEmpty ?? true {
      complain(
        nil,
        "there is no section \(section.rawValue) with a header. Add it.",
        "no hay una sección \(section.rawValue) con encabezado. Agréguela."
      )
    }
    if let meta = tables[.meta], !meta.header.isEmpty, meta.header.count != 2 {
      complain(
        nil,
        "META has \(meta.header.count) columns. It must have two: key;value.",
        "META tiene \(meta.header.count) columnas. Debe tener dos: key;value."
      )
    }
    guard problems.isEmpty, let meta = tables[.meta], let projects = tables[.projects],
      let votes = tables[.votes]
    else { throw Problems(problems) }
    return PabulibFile(
      source: source,
      order: order,
      meta: meta,
      projects: projects,
      votes: votes
    )
  }

  private static func records(
    _ bytes: [UInt8],
    _ source: String
  ) throws(Problems) -> [DelimitedRecords.Record] {
    guard case .text(let text) = TextDecoding.decode(bytes) else {
      throw Problems([
        Problem(
          Place(source: source),
          Text(
            en: "this is not text. Save the file as UTF-8.",
            es: "esto no es texto. Guarde el archivo como UTF-8."
          )
        )
      ])
    }
    let records = DelimitedRecords(text)
    if let line = records.openQuoteLine {
      throw Problems([
        Problem(
          Place(source: source, line: line),
          Text(
            en: "a quote opens here and never closes. Close it, or double a quote inside a text.",
            es:
              "aquí se abre una comilla que no se cierra. Ciérrela, o duplique la comilla que va dentro de un texto."
          )
        )
      ])
    }
    return records.records
  }

  private static func section(_ record: DelimitedRecords.Record) -> PabulibFile.Section? {
    guard record.fields.dropFirst().allSatisfy(\.isEmpty) else { return nil }
    return PabulibFile.Section(rawValue: record.fields[0].trimmed.uppercased())
  }

  /// The fields as a row of this width: empty fields behind the last column are dropped.
  private static func row(_ fields: [String], as width: Int) -> [String]? {
    guard fields.count >= width, fields.dropFirst(width).allSatisfy(\.isEmpty) else { return nil }
    return Array(fields.prefix(width))
  }
}
