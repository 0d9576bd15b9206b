import Planning
import Portfolio

// MARK: - What holds whatever the weights are

extension HTMLReport {
  /// Which initiatives are in for all weights, for some or for none, and what the portfolio can fall short.
  var robustSection: HTML {
    guard let (found, seed) = robustness else { return .none }
    let words = RobustWords(scenario: scenario, page: report.page)
    func ids(_ standing: Robustness.Standing) -> [String] {
      found.members.filter { $0.standing == standing }.map(\.id)
    }
    let (core, exterior) = (ids(.core), ids(.exterior))
    var parts = [
      paragraph(words.weights(found.set) + " " + words.basis(found, seed: seed)),
      paragraph(words.heading(.core, core.count)),
    ]
    if !core.isEmpty { parts.append(paragraph(core.joined(separator: ", "))) }
    parts.append(borderline(found, words))
    parts.append(paragraph(words.heading(.exterior, exterior.count)))
    if let regret = found.regret {
      parts.append(paragraph(words.largest(regret, found.set, isRival: false)))
    }
    return section(
      say("If other things mattered more", "Si otras cosas importaran más"),
      paragraph(
        say(
          "Nobody knows exactly how much each term of the objective weighs. Those of the core are in the best portfolio whatever the weights, within what is said here.",
          "Nadie sabe exactamente cuánto pesa cada término del objetivo. Las del núcleo están en la mejor cartera sean cuales sean los pesos, dentro de lo que aquí se dice."
        )
      ),
      parts.joined
    )
  }

  private func borderline(_ found: Robustness, _ words: RobustWords) -> HTML {
    let members = found.members.filter { $0.standing == .borderline }
    let heading = words.heading(.borderline, members.count)
    guard !members.isEmpty else { return paragraph(heading) }
    let rows = members.sorted { $0.count > $1.count }.map { member -> [HTML] in
      let interval = member.interval
      let name = scenario.positions[member.id].map { scenario.initiatives[$0].name } ?? ""
      return [
        member.id, name, words.share(member.count, member.weightings),
        words.range(interval.low, interval.high),
        member.isChosen ? say("in", "sí") : say("out", "no"),
      ].map { HTML(text: $0) }
    }
    return scroll(
      heading,
      table(
        heading,
        [
          ("Id", false), (say("Initiative", "Iniciativa"), false),
          (say("Best with", "Mejor con"), true), (say("95% within", "95 % entre"), true),
          (say("Chosen", "Elegida"), false),
        ],
        rows
      )
    )
  }
}
