public import Portfolio
import Preferences
public import Selection

/// What a portfolio does for each who has a say or gives, as people read it.
public struct AuditReport {
  private let audit: PortfolioAudit
  private let page: Page
  private let amounts: Amounts

  /// Makes a report; `currency` is that of all amounts, if there is one.
  public init(_ audit: PortfolioAudit, currency: Currency?, on page: Page) {
    self.audit = audit
    self.page = page
    amounts = Amounts(
      language: page.language,
      election: audit.electorate.election,
      currency: currency
    )
  }

  /// The report, each line with its end.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  var lines: [String] {
    var sections = [standings, verdicts] + audit.spending.map(spending)
    if let participation = audit.participation {
      sections.append(self.participation(participation))
    }
    return Array(sections.filter { !$0.isEmpty }.joined(separator: [""]))
  }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  private func ids(_ groups: [Int]) -> [String] {
    groups.flatMap { audit.electorate.groups[$0].members }.sorted().map {
      audit.electorate.election.voters[$0].id
    }
  }

  /// Each voter where they are few, and what can be said of all.
  private var standings: [String] {
    let satisfaction = audit.satisfaction
    var lines = page.paragraph(say("SATISFACTION", "SATISFACCIÓN"), .heading)
    if satisfaction.voters <= 40 {
      var table = TextTable([
        .init(header: "Id", fit: .truncated(12)),
        .init(header: say("Satisfied", "Satisfecho"), isRight: true),
        .init(header: say("Funded", "Financiadas"), isRight: true),
        .init(header: say("Of the money", "Del dinero"), isRight: true),
      ])
      for standing in satisfaction.standings {
        for id in ids([standing.group]) {
          table.append([
            id, amounts.percent(standing.satisfaction), String(standing.funded),
            amounts.percent(standing.partOfMoney),
          ])
        }
      }
      lines += table.lines(on: page)
    }
    let (served, voters) = (satisfaction.served, satisfaction.voters)
    lines += page.paragraph(
      say(
        "\(served) of \(voters) voters have something that they asked for.",
        "\(served) de \(voters) votantes tienen algo que pidieron."
      )
    )
    if let worst = satisfaction.worstOff {
      let id = audit.electorate.election.voters[worst].id
      let least = amounts.percent(satisfaction.leastSatisfaction)
      let gini = amounts.decimal(Fraction(satisfaction.giniMillionths, 1_000_000), decimals: 3)
      lines += page.paragraph(
        say(
          "Worst off is \(id) with \(least). The Gini index of the satisfactions is \(gini) (0: all equal).",
          "El menos satisfecho es \(id), con \(least). El índice de Gini de las satisfacciones es \(gini) (0: todas iguales)."
        )
      )
    }
    return lines
  }

  private var verdicts: [String] {
    page.paragraph(say("REPRESENTATION", "REPRESENTACIÓN"), .heading)
      + representation.flatMap { page.paragraph($0.text, $0.emphasis) }
  }

  /// A sentence, and how it is meant.
  typealias Sentence = (text: String, emphasis: Emphasis?)

  /// Whether groups get what their part of the money entitles them to.
  var representation: [Sentence] {
    var sentences: [Sentence] = []
    if let claim = audit.representation.strongest {
      let (who, project) = (ids(claim.groups), amounts.id(claim.project))
      let claims = amounts.list(audit.representation.claims.map { amounts.id($0.project) })
      let strength = claim.strength.map { amounts.decimal($0, decimals: 2) } ?? "∞"
      sentences.append(
        (
          say(
            "EJR+ up to one does not hold. A group could claim: \(claims). Most deprived: \(amounts.list(who)), who want \(project); what their part of the money could give each of them is \(strength) times what each has with it added.",
            "EJR+ salvo uno no se cumple. Un grupo podría reclamar: \(claims). El más postergado: \(amounts.list(who)), que quiere \(project); lo que su parte del dinero podría dar a cada uno es \(strength) veces lo que cada uno tendría si se agregara."
          ), .caution
        )
      )
    } else {
      sentences.append(
        (
          say(
            "EJR+ up to one holds: no group that agrees on a project gets less than its part of the money entitles it to.",
            "EJR+ salvo uno se cumple: ningún grupo que coincide en un proyecto recibe menos de lo que le corresponde por su parte del dinero."
          ), .good
        )
      )
    }
    switch audit.priceability {
    case .priceable:
      sentences.append(
        (
          say(
            "Priceable: with equal endowments the voters can pay for all of it, each only for what it wants, and no group could pay for one more.",
            "Se explica con precios: con dotaciones iguales los votantes pueden pagarlo todo, cada uno solo lo que quiere, y ningún grupo podría pagar otro más."
          ), .good
        )
      )
    case .unpriceable:
      sentences.append(
        (
          say(
            "Not priceable: no equal endowments explain it (proven).",
            "No se explica con precios: ninguna dotación igual lo logra (demostrado)."
          ), .caution
        )
      )
    case .undecided:
      sentences.append(
        (
          say(
            "Priceable or not: too large to be decided exactly.",
            "Si se explica con precios: demasiado grande para decidirlo en forma exacta."
          ), nil
        )
      )
    }
    return sentences
  }

  private func spending(_ spending: SpendingAudit) -> [String] {
    let title =
      spending.column == "sdgs" ? say("PER SDG", "POR ODS") : say("PER COMMUNE", "POR COMUNA")
    var table = TextTable([
      .init(
        header: spending.column == "sdgs" ? say("SDG", "ODS") : say("Commune", "Comuna"),
        fit: .truncated(12)
      ),
      .init(header: say("Funded", "Financiadas"), isRight: true),
      .init(header: say("Of", "De"), isRight: true),
      .init(header: say("Cost", "Costo"), isRight: true),
      .init(header: say("Of the money", "Del dinero"), isRight: true),
    ])
    for part in spending.parts {
      table.append([
        part.value.isEmpty ? "—" : part.value, String(part.funded), String(part.viable),
        amounts.money(part.cost.minorUnits), amounts.percent(part.share),
      ])
    }
    return page.paragraph(title, .heading) + table.lines(on: page)
  }

  private func participation(_ participation: Participation) -> [String] {
    var lines = page.paragraph(say("FUNDERS", "APORTANTES"), .heading)
    var table = TextTable([
      .init(header: "Id", fit: .truncated(12)),
      .init(header: say("Points together", "Puntos juntos"), isRight: true),
      .init(header: say("Points alone", "Puntos por su cuenta"), isRight: true),
      .init(header: say("It would fund alone", "Financiaría por su cuenta"), fit: .wrapped(20)),
    ])
    for standing in participation.standings {
      table.append([
        standing.funder, standing.together.map(amounts.number).joined(separator: "; "),
        standing.alone.map(amounts.number).joined(separator: "; "),
        amounts.list(standing.portfolio),
      ])
    }
    lines += table.lines(on: page)
    return lines + belonging(participation).flatMap { page.paragraph($0.text, $0.emphasis) }
  }

  /// Whether funders do well to stay at the table, and whether a pledge pushes something out.
  func belonging(_ participation: Participation) -> [Sentence] {
    let better = participation.standings.filter(\.isBetterAlone).map(\.funder)
    var sentences: [Sentence] = [
      better.isEmpty
        ? (
          say(
            "No funder is better off alone with its own money.",
            "Ningún aportante está mejor por su cuenta con su propio dinero."
          ), .good
        )
        : (
          say(
            "Better off alone: \(amounts.list(better)).",
            "Están mejor por su cuenta: \(amounts.list(better))."
          ), .caution
        )
    ]
    let harmful = participation.effects?.filter { !$0.displaced.isEmpty }
    if harmful?.isEmpty == true {
      sentences.append(
        (
          say(
            "No pledge pushes out what was funded without it.",
            "Ningún aporte desplaza lo que se financiaba sin él."
          ), .good
        )
      )
    }
    for effect in harmful ?? [] {
      let displaced = amounts.list(effect.displaced)
      sentences.append(
        (
          say(
            "Without the pledge \(effect.pledge), \(displaced) would be funded.",
            "Sin el aporte \(effect.pledge) se financiaría \(displaced)."
          ), .caution
        )
      )
    }
    return sentences
  }
}
