extension ScenarioValidation {
  /// The most stakeholders in `nash`, so that the rounding of their logarithms stays within the
  /// tolerance that it states (`docs/model.md`).
  static let mostLogarithms = 1000

  /// What the modes `maximin` and `nash` need: stakeholders who want something.
  mutating func validateFairness() {
    let mode = draft.mode
    objective.refinement = draft.refinement?.value
    if let refinement = draft.refinement, mode.value != .maximin {
      report(
        refinement.place,
        "refine: \(refinement.value.rawValue) goes with mode: maximin only. Leave it out.",
        "refine: \(refinement.value.rawValue) solo va con mode: maximin. Quítelo."
      )
    }
    guard mode.value.isFair else { return }
    let word = mode.value.rawValue
    let voices = stakeholders.filter { $0.weight > 0 && $0.wantsSomething(of: initiatives.count) }
    if voices.isEmpty {
      report(
        mode.place,
        "the mode \"\(word)\" looks at how satisfied the stakeholders are, but none with a weight above 0 prefers"
          + " anything. Add ballots, or use mode: sum.",
        "el modo «\(word)» mira cuán satisfechos quedan los actores, pero ninguno con peso mayor que 0 prefiere"
          + " algo. Agregue preferencias (ballots) o use mode: sum."
      )
      return
    }
    if mode.value == .nash, voices.count > ScenarioValidation.mostLogarithms {
      report(
        mode.place,
        "the mode \"nash\" takes at most \(ScenarioValidation.mostLogarithms) stakeholders, but there are"
          + " \(voices.count). Join those who vote alike, or use mode: maximin.",
        "el modo «nash» admite a lo más \(ScenarioValidation.mostLogarithms) actores, pero hay"
          + " \(voices.count). Junte a quienes votan igual o use mode: maximin."
      )
    }
    for stakeholder in stakeholders where stakeholder.weight > 0 {
      if !stakeholder.wantsSomething(of: initiatives.count) {
        warn(
          mode.place,
          "\(stakeholder.id) prefers nothing, so the mode \"\(word)\" passes it over.",
          "\(stakeholder.id) no prefiere nada, por lo que el modo «\(word)» no lo considera."
        )
      } else if !stakeholder.values.keys.contains(where: {
        isViable($0) && stakeholder.wants($0, of: initiatives.count)
      }) {
        warn(
          mode.place,
          "nothing that \(stakeholder.id) prefers passes the gates: its satisfaction is 0 whatever is chosen.",
          "nada de lo que prefiere \(stakeholder.id) cumple los requisitos: su satisfacción es 0 pase lo que pase."
        )
      }
    }
    if mode.value == .nash, !interactions.isEmpty {
      warn(
        mode.place,
        "interactions are points, which the mode \"nash\" does not look at.",
        "las interacciones son puntos, que el modo «nash» no mira."
      )
    }
  }

  private mutating func warn(_ place: Place, _ english: String, _ spanish: String) {
    warnings.append(Problem(place, Text(en: english, es: spanish)))
  }
}

extension Stakeholder {
  /// Whether its ballot prefers any of `count` initiatives to nothing.
  func wantsSomething(of count: Int) -> Bool { values.keys.contains { wants($0, of: count) } }

  /// Whether its preference for the initiative at `position`, of `count`, is above 0.
  ///
  /// The last rank of a ranking is worth nothing (Borda), unless it is the only one.
  func wants(_ position: Int, of count: Int) -> Bool {
    guard let value = values[position] else { return false }
    return ballot == .ranking ? count == 1 || value < Quantity(Int64(count)) : value > 0
  }
}
