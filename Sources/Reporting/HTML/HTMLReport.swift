public import Planning
public import Portfolio
import Preferences
public import Selection

/// An answer as one HTML page for the council and the community: to read on a screen and to print.
///
/// The page needs no network and no script, and is the same for the same answer. It words what the
/// answer and the scenario say, and computes nothing but sums of them and each stakeholder's
/// satisfaction.
public struct HTMLReport {
  let report: PortfolioReport
  /// How fair the portfolio is, if that was found out.
  public var audit: PortfolioAudit?
  /// A sweep that the page shows too, with its steps.
  public var sweep: (report: SweepReport, steps: [SweepStep])?
  /// A frontier that the page shows too.
  public var frontier: FrontierReport?
  /// What is in whatever the weights are, which the page shows too, with the seed of the drawn weightings.
  public var robustness: (found: Robustness, seed: UInt64)?
  var answer: Answer { report.answer }
  var scenario: Scenario { report.scenario }
  var numerals: Numerals { report.numerals }
  var language: Language { report.page.language }

  /// Makes a report of an answer that was verified, in a language.
  public init(of answer: Answer, to scenario: Scenario, in language: Language) {
    report = PortfolioReport(of: answer, to: scenario, on: Page(language: language))
  }

  /// The page, with its newline at the end.
  public var text: String {
    let hasPortfolio = answer.status == .optimal || answer.status == .feasible
    let sections =
      hasPortfolio
      ? [
        portfolio, payments, places, rejected, fairness, sweepSection, frontierSection,
        robustSection, rules, certainty,
      ]
      : [conflict, rules, certainty]
    let head = HTML.tag(
      "head",
      [:],
      .void("meta", ["charset": "utf-8"]),
      .void("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      .tag("title", [:], HTML(text: "\(answer.scenarioName) · \(overline)")),
      .void("meta", ["name": "generator", "content": "Cartera"]),
      .tag("style", [:], .literal(reportStyle))
    )
    let body = HTML.tag(
      "body",
      [:],
      .tag(
        "div",
        ["class": "page"],
        .tag("header", [:], masthead),
        .literal("\n"),
        .tag("main", [:], sections.joined),
        footer
      )
    )
    let page = HTML.tag("html", ["lang": language.rawValue], head, .literal("\n"), body)
    return "<!DOCTYPE html>\n" + page.source + "\n"
  }

  func say(_ english: String, _ spanish: String) -> String { report.say(english, spanish) }

  // MARK: The top and the end

  private var overline: String {
    say("Report of the convergence table", "Informe de la mesa de convergencia")
  }

  private var masthead: HTML {
    let seal =
      switch answer.status {
      case .optimal: "seal"
      case .feasible, .unknown: "seal caution"
      case .infeasible: "seal bad"
      }
    var parts: [HTML] = [
      .tag("p", ["class": "over"], HTML(text: overline)),
      .tag("h1", [:], HTML(text: answer.scenarioName)),
    ]
    let hasPortfolio = answer.status == .optimal || answer.status == .feasible
    if hasPortfolio { parts.append(.tag("p", ["class": "lead"], HTML(text: inWords))) }
    parts.append(.tag("p", ["class": seal], HTML(text: report.certainty.first ?? "")))
    if hasPortfolio { parts.append(figures) }
    return parts.joined
  }

  /// The portfolio in two sentences.
  private var inWords: String {
    let (chosen, all) = (answer.selected.count, scenario.initiatives.count)
    let payers = answer.funders.count { $0.paid > .zero }
    let cost = numerals.moneyWithCode(answer.totals.cost)
    let share = percent(answer.totals.cost, of: answer.funders.reduce(.zero) { $0 + $1.pledged })
    return say(
      "The table funds \(count(chosen, "initiative", "initiatives")) of the \(all) that were proposed. They cost \(cost), which \(count(payers, "funder", "funders")) together pay: \(share) of what was pledged.",
      "La mesa financia \(count(chosen, "iniciativa", "iniciativas")) de las \(all) propuestas. Cuestan \(cost), que \(payers == 1 ? "paga 1 aportante" : "pagan entre \(payers) aportantes"): el \(share) de lo comprometido."
    )
  }

  private var figures: HTML {
    let totals = answer.totals
    var items: [(String, String, String)] = [
      (
        say("Initiatives", "Iniciativas"), "\(answer.selected.count)",
        say("of \(scenario.initiatives.count)", "de \(scenario.initiatives.count)")
      ),
      (
        say("Cost to the fund", "Costo para el fondo"), numerals.money(totals.cost),
        scenario.currency.code
      ),
    ]
    if totals.investment > .zero {
      items.append(
        (
          say("Public investment it goes after", "Inversión pública a la que postula"),
          numerals.money(totals.investment), scenario.currency.code
        )
      )
    }
    if totals.leverage > 0 {
      items.append(
        (
          say("Leverage", "Apalancamiento"), numerals.number(totals.leverage.rounded(decimals: 1)),
          say(
            "of public investment for each 1 of the fund",
            "de inversión pública por cada 1 del fondo"
          )
        )
      )
    }
    if totals.beneficiaries > 0 {
      items.append(
        (
          say("Beneficiaries", "Beneficiarios"), numerals.number(totals.beneficiaries),
          say(
            "people, who may count in several initiatives",
            "personas, que pueden contarse en varias iniciativas"
          )
        )
      )
    }
    let cells = items.map { title, value, unit in
      HTML.tag(
        "div",
        ["class": "figure"],
        .tag("dt", [:], HTML(text: title)),
        .tag(
          "dd",
          [:],
          .tag("b", [:], HTML(text: value)),
          .tag("span", ["class": "note"], HTML(text: unit))
        )
      )
    }
    return .tag("dl", ["class": "figures"], cells.joined)
  }

  private var footer: HTML {
    .tag(
      "footer",
      ["class": "note"],
      .tag(
        "p",
        [:],
        HTML(
          text: say(
            "Made with Cartera, free software that anybody may run again on the same input.",
            "Hecho con Cartera, software libre que cualquiera puede volver a ejecutar con los mismos datos."
          )
        )
      )
    )
  }

  // MARK: The certainty

  private var certainty: HTML {
    var items = report.certainty.map { HTML.tag("li", [:], HTML(text: $0)) }
    items.append(
      .tag(
        "li",
        [:],
        HTML(
          text: say(
            "The input's fingerprint (SHA-256 of the scenario's files): ",
            "Huella de los datos (SHA-256 de los archivos del escenario): "
          )
        ),
        .tag("code", [:], HTML(text: answer.scenarioDigest)),
        HTML(
          text: say(
            ". Whoever has the same files gets the same fingerprint and the same answer.",
            ". Quien tenga los mismos archivos obtiene la misma huella y la misma respuesta."
          )
        )
      )
    )
    return section(
      say("How sure it is", "Qué tan seguro es"),
      .tag("ul", ["class": "rules"], items.joined)
    )
  }

  private var conflict: HTML {
    guard !answer.conflict.isEmpty else { return .none }
    return section(
      say("What cannot hold together", "Lo que no puede cumplirse a la vez"),
      .tag(
        "ul",
        ["class": "rules"],
        answer.conflict.map { HTML.tag("li", [:], HTML(text: $0[language])) }.joined
      )
    )
  }

  // MARK: Pieces

  func section(_ title: String, _ content: HTML...) -> HTML {
    let heading = HTML.tag("h2", [:], HTML(text: title))
    return .tag("section", [:], heading, .literal("\n"), content.joined)
  }

  func paragraph(_ text: String, _ style: String = "") -> HTML {
    style.isEmpty ? .tag("p", [:], HTML(text: text)) : .tag("p", ["class": style], HTML(text: text))
  }

  /// A table or a picture that may be wider than the screen, which the keyboard can scroll too.
  func scroll(_ label: String, _ content: HTML) -> HTML {
    .tag(
      "div",
      ["class": "scroll", "role": "region", "aria-label": label, "tabindex": "0"],
      content
    )
  }

  /// A table: headers, of which those of numbers stand on the right, rows and a row of totals.
  func table(
    _ caption: String,
    _ headers: [(text: String, isNumber: Bool)],
    _ rows: [[HTML]],
    totals: [String] = [],
    style: String = "plain"
  ) -> HTML {
    let cells = { (column: Int) -> KeyValuePairs<String, String> in
      headers[column].isNumber ? ["class": "number"] : [:]
    }
    let head = headers.map { header in
      header.isNumber
        ? HTML.tag("th", ["scope": "col", "class": "number"], HTML(text: header.text))
        : HTML.tag("th", ["scope": "col"], HTML(text: header.text))
    }
    let body = rows.map { row in
      let first =
        headers[0].text == "Id"
        ? HTML.tag("th", ["scope": "row", "class": "id"], row[0])
        : HTML.tag("th", ["scope": "row"], row[0])
      let rest = row.indices.dropFirst().map { HTML.tag("td", cells($0), row[$0]) }
      return HTML.tag("tr", [:], ([first] + rest).joined)
    }
    var foot = HTML.none
    if !totals.isEmpty {
      let row = totals.indices.map { column in
        column == 0
          ? HTML.tag("th", ["scope": "row"], HTML(text: totals[column]))
          : HTML.tag("td", cells(column), HTML(text: totals[column]))
      }
      foot = .tag("tfoot", [:], .tag("tr", [:], row.joined))
    }
    return .tag(
      "table",
      ["class": style],
      .tag("caption", [:], HTML(text: caption)),
      .tag("thead", [:], .tag("tr", [:], head.joined)),
      .tag("tbody", [:], body.joined),
      foot
    )
  }

  /// `1 initiative`, `2 initiatives`.
  func count(_ number: Int, _ one: String, _ many: String) -> String {
    "\(numerals.number(Int64(number))) \(number == 1 ? one : many)"
  }

  /// A part of a whole in whole percents, rounded down: a part never passes for the whole.
  func percent(_ part: Money, of whole: Money) -> String {
    guard whole > .zero else { return numerals.percent(Quantity(0)) }
    let hundredths = Int128(part.minorUnits) * 100 / Int128(whole.minorUnits)
    return numerals.percent(Quantity(Int64(hundredths), decimals: 2))
  }
}
