import Planning
import Portfolio
import Selection

// MARK: - What the planner's desk found

extension HTMLReport {
  /// How the best portfolio follows a setting: a picture and each step.
  var sweepSection: HTML {
    guard let (report, steps) = sweep, steps.contains(where: { $0.answer.aim != nil }) else {
      return .none
    }
    let solved = steps.filter { $0.answer.aim != nil }
    let points = solved.map { step in
      AxisPicture.Point(
        x: step.value.drawn,
        y: Double(step.answer.aim?.values.first ?? 0),
        title: "\(report.write(step.value)): \(report.points(step.answer.aim?.values))"
      )
    }
    let least = solved.min { first($0) < first($1) }
    let largest = solved.max { first($0) < first($1) }
    let ends = (
      solved.first.map { report.write($0.value) } ?? "",
      solved.last.map { report.write($0.value) } ?? ""
    )
    let values = (first(least), first(largest))
    let title = say(
      "\(report.header): points of the best portfolio",
      "\(report.header): puntos de la mejor cartera"
    )
    let picture = AxisPicture(
      name: "sweep",
      points: points,
      horizontal: AxisPicture.Axis(title: report.header, least: ends.0, largest: ends.1),
      vertical: AxisPicture.Axis(
        title: say("Points", "Puntos"),
        least: numerals.number(values.0),
        largest: numerals.number(values.1)
      ),
      title: title,
      description: say(
        "From \(ends.0) to \(ends.1), the points go from \(numerals.number(values.0)) to \(numerals.number(values.1)). The table below has every step.",
        "De \(ends.0) a \(ends.1), los puntos van de \(numerals.number(values.0)) a \(numerals.number(values.1)). La tabla de abajo tiene cada paso."
      )
    )
    let rows = steps.map { step in
      [
        report.write(step.value), report.points(step.answer.aim?.values),
        numerals.money(step.answer.totals.cost), numerals.number(Int64(step.answer.selected.count)),
        list(step.exchange?.entering ?? []), list(step.exchange?.leaving ?? []),
      ].map { HTML(text: $0) }
    }
    let caption = say(
      "The best portfolio at each value; what enters and leaves since the row above.",
      "La mejor cartera con cada valor; lo que ingresa y sale desde la fila anterior."
    )
    return section(
      say("If it were more, or less", "Si fuera más, o menos"),
      paragraph(
        say(
          "What the table would fund if one number were another: \(report.header.lowercased()).",
          "Lo que la mesa financiaría si un número fuera otro: \(report.header.lowercased())."
        )
      ),
      .tag("figure", [:], scroll(title, picture.svg)),
      scroll(
        caption,
        table(
          caption,
          [
            (report.header, false), (say("Points", "Puntos"), true), (say("Cost", "Costo"), true),
            (say("In", "Entran"), true), (say("Enter", "Ingresan"), false),
            (say("Leave", "Salen"), false),
          ],
          rows
        )
      )
    )
  }

  private func first(_ step: SweepStep?) -> Int64 { step?.answer.aim?.values.first ?? 0 }

  /// What can be had of each measure for what is given of the others.
  var frontierSection: HTML {
    guard let report = frontier, !report.frontier.points.isEmpty else { return .none }
    let frontier = report.frontier
    let criteria = frontier.criteria
    func write(_ value: Quantity, _ index: Int) -> String {
      numerals.sum(value, isMoney: criteria[index].measure.isMoney)
    }
    func axis(_ index: Int) -> AxisPicture.Axis {
      let values = frontier.points.map { $0.values[index] }.sorted { $0.drawn < $1.drawn }
      let hint =
        criteria[index].isLessBetter
        ? say("less is better", "menos es mejor") : say("more is better", "más es mejor")
      return AxisPicture.Axis(
        title: "\(measure(criteria[index].name)) (\(hint))",
        least: values.first.map { write($0, index) } ?? "",
        largest: values.last.map { write($0, index) } ?? ""
      )
    }
    let knee = say("proposed", "propuesta")
    let points = frontier.points.map { point in
      AxisPicture.Point(
        x: point.values[1].drawn,
        y: point.values[0].drawn,
        title: criteria.indices.map { "\(criteria[$0].name): \(write(point.values[$0], $0))" }
          .joined(separator: "; "),
        mark: point.isKnee ? knee : nil
      )
    }
    let names = criteria.map { measure($0.name) }
    let title = say(
      "Portfolios by \(names[0]) and \(names[1])",
      "Carteras según \(names[0]) y \(names[1])"
    )
    let (x, y) = (axis(1), axis(0))
    let picture = AxisPicture(
      name: "frontier",
      points: points,
      horizontal: x,
      vertical: y,
      title: title,
      description: say(
        "\(points.count) portfolios, from \(y.least) to \(y.largest) and from \(x.least) to \(x.largest). The table below has them, or a dozen of them.",
        "\(points.count) carteras, de \(y.least) a \(y.largest) y de \(x.least) a \(x.largest). La tabla de abajo las tiene, o una docena de ellas."
      )
    )
    // The picture has every point; a table of more than a dozen nobody reads.
    let shown = frontier.spread(atMost: 12).points
    let rows = shown.map { point -> [HTML] in
      let values = point.values.enumerated().map { write($1, $0) }
      let count = numerals.number(Int64(point.answer.selected.count))
      return (values + [count, point.isKnee ? knee : ""]).map { HTML(text: $0) }
    }
    var sentences = [
      paragraph(
        say(
          "None of these portfolios can have more of one without giving up some of another. The one that is proposed is where giving up a little of one gains most of the other.",
          "Ninguna de estas carteras puede mejorar en una medida sin ceder en otra. La propuesta es donde ceder un poco de una gana más de la otra."
        )
      )
    ]
    if shown.count < points.count || !frontier.isComplete {
      sentences.append(
        paragraph(
          frontier.isComplete
            ? say(
              "The table has \(shown.count) of the \(points.count), evenly spread.",
              "La tabla tiene \(shown.count) de las \(points.count), bien repartidas."
            )
            : say(
              "The search was stopped: there may be others.",
              "Se detuvo la búsqueda: puede haber otras."
            ),
          "note"
        )
      )
    }
    let caption = say(
      "What each portfolio has of each measure",
      "Lo que cada cartera tiene de cada medida"
    )
    return section(
      say("What could be traded for what", "Qué se podría cambiar por qué"),
      sentences.joined,
      .tag("figure", [:], scroll(title, picture.svg)),
      scroll(
        caption,
        table(
          caption,
          names.enumerated().map { ($1, $0 > 0) } + [
            (say("Initiatives", "Iniciativas"), true), (say("Which", "Cuál"), false),
          ],
          rows
        )
      )
    )
  }

  private func list(_ ids: [String]) -> String {
    ids.isEmpty ? "–" : ids.joined(separator: ", ")
  }
}

extension Quantity {
  /// The number for a picture, where a part in a thousand is too little to be seen.
  fileprivate var drawn: Double { Double(significand) / Double(Quantity.powerOfTen(decimals)) }
}
