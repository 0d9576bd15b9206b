import ArgumentParser
import Portfolio
import Selection

/// What the user asks for beyond the scenario.
struct SettingsOptions: ParsableArguments {
  @Option(
    help: help(
      "This initiative must be in. Repeatable.",
      "Esta iniciativa debe entrar. Se puede repetir.",
      valueName: "id"
    )
  )
  var lock: [String] = []

  @Option(
    help: help(
      "This initiative must be out. Repeatable.",
      "Esta iniciativa debe quedar fuera. Se puede repetir.",
      valueName: "id"
    )
  )
  var exclude: [String] = []

  @Option(
    help: help(
      "Every pledge at this share of its amount, such as 80%.",
      "Cada aporte a esta parte de su monto, por ejemplo 80%.",
      valueName: "share"
    ),
    transform: { text in
      try share(
        text,
        atMost: 10,
        say("is not a share. Write 80% or 0.8.", "no es una proporción. Escriba 80% o 0,8.")
      )
    }
  )
  var budget: Quantity?

  /// Whether the user asks for anything.
  var isGiven: Bool { !lock.isEmpty || !exclude.isEmpty || budget != nil }

  /// Refuses settings beside a result file, which has its own.
  func refuse(beside result: String?) throws {
    guard result != nil, isGiven else { return }
    throw ValidationError(
      say(
        "--lock, --exclude and --budget are for solving: leave them or the result file out.",
        "--lock, --exclude y --budget son para resolver: quítelos, o quite el archivo de resultado."
      )
    )
  }

  /// The settings for a scenario.
  ///
  /// - Throws: `Failure` for an id that the scenario does not have or that is in both lists, and
  ///   for a budget beyond the largest amount.
  func settings(for scenario: Scenario) throws -> Answer.Settings {
    try requireInitiatives(lock + exclude, in: scenario)
    if let id = lock.first(where: exclude.contains) {
      throw Failure(
        .usage,
        Text(
          en: "\(id) is in --lock and in --exclude. Leave one out.",
          es: "\(id) está en --lock y en --exclude. Quite uno."
        )
      )
    }
    if let budget {
      let unit = Int128(Quantity.powerOfTen(budget.decimals))
      let all = Int128(scenario.pledged.minorUnits) * Int128(budget.significand) / unit
      guard all <= Int128(Money.largest.minorUnits) else {
        throw Failure(
          .usage,
          Text(
            en: "--budget makes the pledges larger than the largest amount. Write a smaller share.",
            es: "--budget lleva los aportes más allá del monto máximo. Escriba una parte menor."
          )
        )
      }
    }
    return Answer.Settings(lock: once(lock), exclude: once(exclude), budget: budget)
  }

  private func once(_ ids: [String]) -> [String] {
    var seen: Set<String> = []
    return ids.filter { seen.insert($0).inserted }
  }
}

/// Says of the first id that no initiative has that it does not exist.
func requireInitiatives(_ ids: [String], in scenario: Scenario) throws {
  for id in ids where scenario.positions[id] == nil {
    let hint = nearest(id, in: scenario.positions.keys)
    throw Failure(
      .usage,
      Text(
        en: "there is no initiative \"\(id)\"."
          + (hint.map { " Did you mean \"\($0)\"?" } ?? " Write the id of an initiative."),
        es: "no existe la iniciativa «\(id)»."
          + (hint.map { " ¿Quiso decir «\($0)»?" } ?? " Escriba el id de una iniciativa.")
      )
    )
  }
}
