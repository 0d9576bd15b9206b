import Portfolio

extension Verification {
  /// What holds for each chosen initiative: gates, status, window, requirements, groups, cost.
  mutating func checkChoices() {
    var start = [Int?](repeating: nil, count: isChosen.count)
    for item in chosen { start[item.position] = item.cycle }
    var alternative: [String: String] = [:]
    for item in chosen {
      let initiative = scenario.initiatives[item.position]
      checkGates(item)
      if initiative.status == .excluded {
        report(
          .choiceStatus,
          "\(initiative.id) is chosen, but the scenario excludes it.",
          "\(initiative.id) está elegida, pero el escenario la excluye."
        )
      }
      if let cycle = item.cycle, !initiative.window.contains(cycle) {
        let first = scenario.cycles[initiative.window.lowerBound]
        let last = scenario.cycles[initiative.window.upperBound]
        report(
          .choiceWindow,
          "\(initiative.id) starts in \(item.choice.cycle), outside of \(first) to \(last).",
          "\(initiative.id) parte en \(item.choice.cycle), fuera de \(first) a \(last)."
        )
      }
      for required in initiative.requires { check(required, requiredBy: item, start) }
      if let group = initiative.group {
        if let other = alternative[group] {
          report(
            .choiceGroup,
            "\(other) and \(initiative.id) are both chosen, but both are of the group \(group).",
            "\(other) y \(initiative.id) están elegidas, pero ambas son del grupo \(group)."
          )
        }
        alternative[group] = initiative.id
      }
      if item.choice.cost != initiative.cost {
        report(
          .choiceCost,
          Text(en: "the cost of \(initiative.id)", es: "el costo de \(initiative.id)"),
          says: item.choice.cost.minorUnits,
          truth: initiative.cost.minorUnits
        )
      }
    }
  }

  private mutating func checkGates(_ item: Chosen) {
    for gate in scenario.gates where !Verification.passes(gate, item.position, scenario) {
      let cell = scenario.cell(gate.column, of: item.position)
      report(
        .choiceGate,
        "\(item.choice.id) is chosen, but does not pass the gate on \(gate.column), where it has "
          + (cell ?? "nothing") + ".",
        "\(item.choice.id) está elegida, pero no cumple el requisito de \(gate.column), donde tiene "
          + (cell ?? "nada") + "."
      )
    }
  }

  private mutating func check(_ required: Int, requiredBy item: Chosen, _ start: [Int?]) {
    let id = scenario.initiatives[required].id
    if !isChosen[required] {
      report(
        .choiceRequirement,
        "\(item.choice.id) requires \(id), which is not chosen.",
        "\(item.choice.id) requiere \(id), que no está elegida."
      )
    } else if let ours = item.cycle, let theirs = start[required], theirs > ours {
      report(
        .choiceRequirement,
        "\(item.choice.id) starts in \(scenario.cycles[ours]), but \(id), which it requires, only"
          + " in \(scenario.cycles[theirs]).",
        "\(item.choice.id) parte en \(scenario.cycles[ours]), pero \(id), que requiere, recién en"
          + " \(scenario.cycles[theirs])."
      )
    }
  }

  /// What must be in or out whatever it is worth: committed initiatives, and the user's settings.
  mutating func checkDemands() {
    for position in scenario.initiatives.indices
    where scenario.initiatives[position].status == .committed && !isChosen[position] {
      let initiative = scenario.initiatives[position]
      report(
        .choiceStatus,
        "\(initiative.id) is committed, but not chosen.",
        "\(initiative.id) está comprometida, pero no elegida."
      )
    }
    for id in answer.settings.lock {
      guard let position = scenario.positions[id], !isChosen[position] else { continue }
      report(
        .settingsLock,
        "\(id) was to be in, but is not chosen.",
        "\(id) debía quedar dentro, pero no está elegida."
      )
    }
    for id in answer.settings.exclude {
      guard let position = scenario.positions[id], isChosen[position] else { continue }
      report(
        .settingsExclude,
        "\(id) was to be out, but is chosen.",
        "\(id) debía quedar fuera, pero está elegida."
      )
    }
  }
}
