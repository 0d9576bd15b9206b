import Portfolio

/// The tables of a scenario and the columns that they know, in English and in Spanish.
///
/// A header is compared by its letters and digits alone, without case and accents.
enum TableKind: String, CaseIterable {
  case initiatives, funders, pledges, stakeholders, ballots, interactions

  /// The columns that must be there.
  var required: [String] {
    switch self {
    case .initiatives: ["id", "name", "cost"]
    case .funders: ["id"]
    case .pledges: ["funder", "amount"]
    case .stakeholders: ["id"]
    case .ballots: ["stakeholder", "initiative", "value"]
    case .interactions: ["a", "b", "value"]
    }
  }

  /// Each column's name, then the other headers that mean it.
  var columns: [[String]] {
    switch self {
    case .initiatives:
      [
        TableKind.id, TableKind.name + ["iniciativa", "initiative"],
        ["cost", "costo", "coste", "costo de diseño", "design cost"],
        TableKind.commune, TableKind.sector, TableKind.fundLine, TableKind.sdgs,
        [
          "investment", "inversión", "inversión pública", "inversión estimada",
          "public investment",
        ],
        [
          "award_probability", "probabilidad", "probabilidad de adjudicación",
          "probability", "award chance",
        ],
        ["viability", "viabilidad", "viabilidad técnica", "technical viability"],
        ["beneficiaries", "beneficiarios", "población beneficiaria", "personas beneficiarias"],
        ["hours", "horas", "horas profesionales"],
        ["priority", "prioridad", "prioridad municipal"],
        ["requires", "requiere", "requisitos", "depende de"],
        ["group", "grupo", "alternativas"],
        ["earliest", "desde", "earliest cycle", "ciclo desde", "primer ciclo"],
        ["latest", "hasta", "latest cycle", "ciclo hasta", "último ciclo"],
        TableKind.status,
      ]
    case .funders: [TableKind.id, TableKind.name, TableKind.kind]
    case .pledges:
      [
        ["funder", "aportante", "financista", "donante"], ["amount", "monto", "aporte", "aportes"],
        TableKind.id, ["cycle", "ciclo", "año"], TableKind.commune, TableKind.sector,
        TableKind.sdgs, TableKind.fundLine, TableKind.initiative,
        ["max_share", "porcentaje máximo", "proporción máxima", "máximo por iniciativa"],
        ["min_ticket", "aporte mínimo", "mínimo por iniciativa", "monto mínimo"],
        ["only_if", "solo si"], TableKind.status,
        ["notes", "note", "notas", "nota", "observaciones", "comentarios"],
      ]
    case .stakeholders:
      [
        TableKind.id, TableKind.name, TableKind.kind, ["weight", "peso", "ponderación"],
        ["ballot", "tipo de preferencia", "preferencia", "tipo de votación", "votación"],
        ["scale", "escala", "puntaje máximo"],
      ]
    case .ballots:
      [
        ["stakeholder", "actor", "votante"], TableKind.initiative,
        ["value", "valor", "puntaje", "voto"], TableKind.name,
      ]
    case .interactions:
      [
        ["a", "iniciativa a", "initiative a"], ["b", "iniciativa b", "initiative b"],
        ["value", "valor", "puntos", "points"],
      ]
    }
  }

  /// The canonical name of the column that a header means.
  func canonical(_ header: String) -> String? { names[header.headerKey] }

  /// The columns' names by the keys of the headers that mean them.
  private var names: [String: String] {
    switch self {
    case .initiatives: TableKind.initiativeNames
    case .funders: TableKind.funderNames
    case .pledges: TableKind.pledgeNames
    case .stakeholders: TableKind.stakeholderNames
    case .ballots: TableKind.ballotNames
    case .interactions: TableKind.interactionNames
    }
  }

  /// The known header that a header looks like a misspelling of.
  ///
  /// Short words are near to
  /// many others, so they must be nearer: one edit (or two letters exchanged) from four letters
  /// on, two from seven on.
  func misspelled(_ header: String) -> String? {
    let key = header.headerKey
    guard key.count >= 4 else { return nil }
    let known = TableKind.headers[self] ?? []
    if let exchanged = known.first(where: { TableKind.isExchange(key, $0.key) }) {
      return exchanged.header
    }
    let near = known.filter { known in
      let count = min(known.key.count, key.count)
      guard count >= 4, nearest(key, in: CollectionOfOne(known.key)) != nil else { return false }
      return count >= 7 || TableKind.isOneEdit(key, known.key)
    }
    guard let name = nearest(key, in: near.map(\.key)) else { return nil }
    return near.first { $0.key == name }?.header
  }

  private static let id = ["id", "código", "code", "identificador"]
  private static let name = ["name", "nombre", "nombre de la iniciativa"]
  private static let commune = ["commune", "comuna"]
  private static let sector = ["sector"]
  private static let fundLine = [
    "fund_line", "línea de financiamiento", "fuente", "fuente de financiamiento", "fondo",
  ]
  private static let sdgs = ["sdgs", "ods", "sdg"]
  private static let initiative = ["initiative", "iniciativa", "iniciativas", "initiatives"]
  private static let kind = ["kind", "tipo", "type"]
  private static let status = ["status", "estado"]

  private static let headers: [TableKind: [(header: String, key: String)]] = Dictionary(
    uniqueKeysWithValues: allCases.map { kind in
      (kind, kind.columns.flatMap(\.self).map { ($0, $0.headerKey) })
    }
  )

  // One for each, as most scenarios have few of the tables.
  private static let initiativeNames = initiatives.columnNames
  private static let funderNames = funders.columnNames
  private static let pledgeNames = pledges.columnNames
  private static let stakeholderNames = stakeholders.columnNames
  private static let ballotNames = ballots.columnNames
  private static let interactionNames = interactions.columnNames

  private var columnNames: [String: String] {
    var names: [String: String] = [:]
    for column in columns {
      for header in column { names[header.headerKey] = column[0] }
    }
    return names
  }

  private static func isOneEdit(_ left: String, _ right: String) -> Bool {
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    guard long.count - short.count <= 1 else { return false }
    let prefix = zip(short, long).prefix { $0 == $1 }.count
    let skip = short.count == long.count ? 1 : 0
    return short.dropFirst(prefix + skip) == long.dropFirst(prefix + 1)
  }

  private static func isExchange(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left), Array(right))
    guard left.count == right.count else { return false }
    let changed = left.indices.filter { left[$0] != right[$0] }
    guard changed.count == 2, changed[0] + 1 == changed[1] else { return false }
    return left[changed[0]] == right[changed[1]] && left[changed[1]] == right[changed[0]]
  }
}

/// The words that tables use for an enumeration's values, in Spanish beside the English ones.
enum ValueWords {
  static let initiativeStatus: [String: Initiative.Status] = [
    "open": .open, "abierta": .open, "abierto": .open,
    "committed": .committed, "comprometida": .committed, "comprometido": .committed,
    "excluded": .excluded, "excluida": .excluded, "excluido": .excluded,
  ]
  static let funderKind: [String: Funder.Kind] = [
    "company": .company, "empresa": .company,
    "municipality": .municipality, "municipalidad": .municipality, "municipio": .municipality,
    "regionalgovernment": .regionalGovernment, "gobiernoregional": .regionalGovernment,
    "gore": .regionalGovernment,
    "foundation": .foundation, "fundacion": .foundation,
    "community": .community, "comunidad": .community,
    "other": .other, "otro": .other, "otra": .other,
  ]
  static let pledgeStatus: [String: Pledge.Status] = [
    "pledged": .pledged, "comprometido": .pledged, "comprometida": .pledged,
    "formalized": .formalized, "formalizado": .formalized, "formalizada": .formalized,
    "withdrawn": .withdrawn, "retirado": .withdrawn, "retirada": .withdrawn,
  ]
  static let ballotKind: [String: Stakeholder.BallotKind] = [
    "score": .score, "puntaje": .score, "nota": .score,
    "points": .points, "puntos": .points,
    "approval": .approval, "aprobacion": .approval,
    "ranking": .ranking, "orden": .ranking,
  ]
  static let approval: [String: Quantity] = [
    "1": 1, "yes": 1, "si": 1, "x": 1, "true": 1, "verdadero": 1,
    "0": 0, "no": 0, "false": 0, "falso": 0,
  ]
}
