import OrderedCollections

extension ScenarioValidation {
  mutating func validateCycles() {
    var known: Set<String> = []
    for name in draft.cycles where !known.insert(name).inserted {
      report(
        Place(source: draft.source, column: "cycles"),
        "the cycle \"\(name)\" stands twice. Give each cycle a name of its own.",
        "el ciclo «\(name)» aparece dos veces. Dé a cada ciclo un nombre propio."
      )
    }
    if draft.cycles.count > Scenario.mostCycles {
      report(
        Place(source: draft.source, column: "cycles"),
        "there are \(draft.cycles.count) cycles, more than \(Scenario.mostCycles). Use fewer, longer ones.",
        "hay \(draft.cycles.count) ciclos, más de \(Scenario.mostCycles). Use menos y más largos."
      )
    }
  }

  mutating func validateInitiatives() {
    let table = draft.initiatives
    if table.rows.isEmpty {
      report(
        table.place(-1),
        "the table of initiatives is empty. Write at least one initiative.",
        "la tabla de iniciativas está vacía. Escriba al menos una iniciativa."
      )
    }
    positions.reserveCapacity(table.rows.count)
    initiatives.reserveCapacity(table.rows.count)
    var total = Int128(0)
    var totalInvestment = Int128(0)
    for row in table.rows.indices {
      let item = table.rows[row]
      if item.id.isEmpty {
        report(
          table.place(row, "id"),
          "the id is blank. Give the initiative an id.",
          "el id está en blanco. Dé un id a la iniciativa."
        )
      } else if let first = positions.updateValue(row, forKey: item.id) {
        positions[item.id] = first
        let line = first < table.lines.count ? String(table.lines[first]) : "?"
        report(
          table.place(row, "id"),
          "\"\(item.id)\" is the id of line \(line) too. Give each initiative an id of its own.",
          "«\(item.id)» es también el id de la línea \(line). Dé a cada iniciativa un id propio."
        )
      }
      if item.id.utf8.contains(UInt8(ascii: ";")) {
        report(
          table.place(row, "id"),
          "\"\(item.id)\" holds a ;, which separates ids in lists. Write another sign.",
          "«\(item.id)» lleva un ;, que separa los id en las listas. Escriba otro signo."
        )
      }
      // The usual case first, for most tables are long and right.
      if item.cost < .zero || item.cost > .largest {
        validate(item.cost, table.place(row, "cost"))
      }
      if let investment = item.investment { validate(investment, table.place(row, "investment")) }
      total += Int128(item.cost.minorUnits)
      totalInvestment += Int128(item.investment?.minorUnits ?? 0)
      if item.awardProbability < 0 || item.awardProbability > 1 {
        report(
          table.place(row, "award_probability"),
          "\(item.awardProbability) is not a probability. Write a number from 0 to 1.",
          "\(item.awardProbability) no es una probabilidad. Escriba un número de 0 a 1."
        )
      }
      for goal in item.sdgs where !(1...17).contains(goal) {
        report(
          table.place(row, "sdgs"),
          "\(goal) is not a Sustainable Development Goal. Write numbers from 1 to 17.",
          "\(goal) no es un Objetivo de Desarrollo Sostenible. Escriba números de 1 a 17."
        )
      }
      var (earliest, latest) = (0, cycles.count - 1)
      if let name = item.earliest {
        earliest = cycle(name, default: earliest, at: table.place(row, "earliest"))
      }
      if let name = item.latest {
        latest = cycle(name, default: latest, at: table.place(row, "latest"))
      }
      if earliest > latest {
        report(
          table.place(row, "latest"),
          "the latest cycle \(cycles[latest]) comes before the earliest \(cycles[earliest])."
            + " Exchange them.",
          "el ciclo latest \(cycles[latest]) viene antes que earliest \(cycles[earliest])."
            + " Intercámbielos."
        )
      }
      initiatives.append(
        Initiative(
          id: item.id,
          name: item.name,
          cost: item.cost,
          investment: item.investment,
          awardProbability: item.awardProbability,
          sdgs: item.sdgs,
          requires: [],
          group: item.group,
          window: min(earliest, latest)...max(earliest, latest),
          status: item.status
        )
      )
    }
    if total > Int128(Money.largest.minorUnits), table.rows.allSatisfy({ $0.cost <= .largest }) {
      report(
        Place(source: table.source, column: table.headers["cost"] ?? "cost"),
        "the costs add up to more than 9000000000000000 minor units. Check the amounts.",
        "los costos suman más de 9000000000000000 unidades menores. Revise los montos."
      )
    }
    if totalInvestment > Int128(Money.largest.minorUnits),
      table.rows.allSatisfy({ $0.investment.map { $0 <= .largest } ?? true })
    {
      report(
        Place(source: table.source, column: table.headers["investment"] ?? "investment"),
        "the investments add up to more than 9000000000000000 minor units. Check the amounts.",
        "las inversiones suman más de 9000000000000000 unidades menores. Revise los montos."
      )
    }
    validateMeasures()
  }

  /// Reports numeric columns whose sums would not be exact, and viabilities outside 0…100.
  private mutating func validateMeasures() {
    let table = draft.initiatives
    for (name, column) in draft.measures {
      let sum = column.significands.reduce(Int128(0)) { $0 + Int128(($1 ?? 0).magnitude) }
      guard sum > Int128(Int64.max) else { continue }
      report(
        Place(source: table.source, column: table.headers[name] ?? name),
        "the numbers add up to more than 18 digits. Round them.",
        "los números suman más de 18 dígitos. Redondéelos."
      )
    }
    guard let viability = draft.measures["viability"] else { return }
    for row in table.rows.indices {
      guard let score = viability[row], score < 0 || score > 100 else { continue }
      report(
        table.place(row, "viability"),
        "\(score) is not a viability. Write a number from 0 to 100.",
        "\(score) no es una viabilidad. Escriba un número de 0 a 100."
      )
    }
  }

  mutating func validateRequirements() {
    let table = draft.initiatives
    for (row, item) in table.rows.enumerated() where !item.requires.isEmpty {
      initiatives[row].requires = resolve(item.requires, at: table.place(row, "requires"))
    }
    // Depth-first search; a grey initiative met again closes a cycle of requirements.
    enum Color { case white, grey, black }
    var colors = [Color](repeating: .white, count: initiatives.count)
    for start in initiatives.indices where colors[start] == .white {
      var path: [(position: Int, next: Int)] = [(start, 0)]
      colors[start] = .grey
      while let (position, next) = path.last {
        guard next < initiatives[position].requires.count else {
          colors[position] = .black
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let required = initiatives[position].requires[next]
        switch colors[required] {
        case .white:
          colors[required] = .grey
          path.append((required, 0))
        case .black: break
        case .grey:
          let from = path.firstIndex { $0.position == required } ?? 0
          let ids = (path[from...].map(\.position) + [required]).map { initiatives[$0].id }
          let chain = ids.joined(separator: " → ")
          report(
            table.place(position, "requires"),
            "the requirements go round in a circle: \(chain). Remove one of them.",
            "los requisitos forman un círculo: \(chain). Quite uno de ellos."
          )
        }
      }
    }
  }

  mutating func validateInteractions() {
    guard let table = draft.interactions else { return }
    if table.rows.isEmpty {
      report(
        table.place(-1),
        "the table of interactions is empty. Write one, or leave it out.",
        "la tabla de interacciones está vacía. Escriba una o quite la tabla."
      )
    }
    var pairs: Set<[Int]> = []
    for (row, item) in table.rows.enumerated() {
      let first = resolve([item.first], at: table.place(row, "a")).first
      let second = resolve([item.second], at: table.place(row, "b")).first
      guard let first, let second else { continue }
      if first == second {
        report(
          table.place(row, "b"),
          "an interaction needs two different initiatives.",
          "una interacción necesita dos iniciativas distintas."
        )
      } else if !pairs.insert([first, second].sorted()).inserted {
        report(
          table.place(row, "b"),
          "\(item.first) and \(item.second) have an interaction already. Keep one.",
          "\(item.first) y \(item.second) ya tienen una interacción. Deje una."
        )
      }
      if item.value.magnitude > 1_000_000_000_000 {
        report(
          table.place(row, "value"),
          "\(item.value) points are too many (at most 10^12).",
          "\(item.value) puntos son demasiados (a lo más 10^12)."
        )
      }
      interactions.append(Interaction(first: first, second: second, value: item.value))
    }
  }
}
