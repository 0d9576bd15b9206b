public import Portfolio
public import Preferences
public import Selection

/// What a voting rule funds, as people read it: the projects in order, ties, who pays under Equal
/// Shares, the audit, and what a loser lacked.
public struct VoteReport {
  private let method: VotingMethod
  private let outcome: VotingOutcome
  private let electorate: Electorate
  private let audit: PortfolioAudit
  private let explained: (project: Int, loss: LossExplanation?)?
  private let page: Page
  private let amounts: Amounts

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - outcome: What the method funded.
  ///   - method: The method.
  ///   - electorate: The voters as the method saw them.
  ///   - audit: The audit of what was funded.
  ///   - explained: The project that was asked about, and what it lacked; `nil` if it was funded or
  ///     no vote could have funded it.
  ///   - currency: The currency of all amounts, if there is one.
  ///   - page: The language, width and colour.
  public init(
    of outcome: VotingOutcome,
    by method: VotingMethod,
    _ electorate: Electorate,
    audit: PortfolioAudit,
    explained: (project: Int, loss: LossExplanation?)?,
    currency: Currency?,
    on page: Page
  ) {
    self.method = method
    self.outcome = outcome
    self.electorate = electorate
    self.audit = audit
    self.explained = explained
    self.page = page
    amounts = Amounts(language: page.language, election: electorate.election, currency: currency)
  }

  private var election: Election { electorate.election }

  private func say(_ english: String, _ spanish: String) -> String {
    Text(en: english, es: spanish)[page.language]
  }

  /// The report, each line with its end.
  public var text: String {
    var sections = [funded, payments]
    sections.append(AuditReport(audit, currency: amounts.currency, on: page).lines)
    if let explained {
      sections.append(explained.loss.map(lacked) ?? fate(of: explained.project))
    }
    return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") + "\n" }
      .joined(separator: "\n")
  }

  private var funded: [String] {
    let (count, all) = (outcome.selected.count, election.projects.count)
    let cost = amounts.money(election.cost(of: outcome.selected))
    let money = amounts.money(election.money)
    let rule = method.rule.rawValue
    var lines = page.paragraph(
      say(
        "\(rule) funds \(count) of \(all) for \(cost), of \(money).",
        "\(rule) financia \(count) de \(all) por \(cost), de \(money)."
      ),
      .heading
    )
    for (round, position) in outcome.selected.enumerated() {
      let project = election.projects[position]
      let name = project.name == project.id ? "" : " \(project.name)"
      lines.append("  \(round + 1). \(project.id)\(name): \(amounts.money(project.cost))")
    }
    for tie in outcome.ties {
      let (ids, chosen) = (amounts.list(tie.tied.map(amounts.id)), amounts.id(tie.chosen))
      lines += page.paragraph(
        say(
          "Tie in round \(tie.round) among \(ids): \(chosen) was taken.",
          "Empate en la ronda \(tie.round) entre \(ids): se tomó \(chosen)."
        )
      )
    }
    return lines
  }

  /// Who pays what, where the payers are few enough to be read.
  private var payments: [String] {
    guard let ledger = outcome.ledger, electorate.election.voters.count <= 40 else { return [] }
    var table = TextTable([
      .init(header: "Id"),
      .init(header: say("Who pays", "Quién paga"), fit: .truncated(12)),
      .init(header: say("How much", "Cuánto"), isRight: true),
    ])
    var last = -1
    for payment in ledger.payments {
      let isNew = payment.round != last
      last = payment.round
      table.append([
        isNew ? amounts.id(ledger.rounds[payment.round].project) : "",
        election.voters[payment.voter].id, amounts.money(payment.amount),
      ])
    }
    guard last >= 0 else { return [] }
    return page.paragraph(
      say("WHO PAYS, rounded", "QUIÉN PAGA, redondeado"),
      .heading
    ) + table.lines(on: page)
  }

  private func fate(of project: Int) -> [String] {
    let id = amounts.id(project)
    if let round = outcome.selected.firstIndex(of: project) {
      return page.paragraph(
        say(
          "\(id) was funded in round \(round + 1).",
          "\(id) se financió en la ronda \(round + 1)."
        )
      )
    }
    return page.paragraph(
      say(
        "\(id) is excluded or fails a gate: no vote could fund it.",
        "\(id) está excluida o no cumple un requisito: ningún voto podía financiarla."
      )
    )
  }

  private func lacked(_ loss: LossExplanation) -> [String] {
    let id = amounts.id(loss.project)
    let left = amounts.money(loss.moneyLeft)
    var sentences: [String] = []
    sentences.append(
      outcome.ledger != nil
        ? say(
          "\(id) was not funded: its supporters (\(loss.support)) have \(left) left together, and it costs \(cost(of: loss)).",
          "\(id) no se financió: a quienes la apoyan (\(loss.support)) les quedan \(left) en total, y cuesta \(cost(of: loss))."
        )
        : say(
          "\(id) was not funded: support \(loss.support), cost \(cost(of: loss)), left over \(left).",
          "\(id) no se financió: apoyos \(loss.support), costo \(cost(of: loss)), sobran \(left)."
        )
    )
    if let alternative = loss.alternative.map(amounts.id) {
      sentences.append(
        say(
          "\(alternative), an alternative of it, was funded.",
          "Se financió \(alternative), que es una alternativa."
        )
      )
    }
    if !loss.missing.isEmpty {
      let missing = amounts.list(loss.missing.map(amounts.id))
      sentences.append(
        say(
          "It requires \(missing), which was not funded.",
          "Requiere \(missing), que no se financió."
        )
      )
    }
    if let effective = loss.effective {
      let own = amounts.decimal(effective.own, decimals: 1)
      let theirs = amounts.decimal(effective.ofWinner, decimals: 1)
      let winner = amounts.id(effective.winner)
      sentences.append(
        say(
          "It could last be paid in round \(effective.round): its effective support was \(own), that of \(winner), which was bought, \(theirs).",
          "Se pudo pagar por última vez en la ronda \(effective.round): su apoyo efectivo era \(own); el de \(winner), que se compró, \(theirs)."
        )
      )
    }
    sentences.append(change(loss, id))
    return sentences.flatMap { page.paragraph($0) }
  }

  private func cost(of loss: LossExplanation) -> String {
    amounts.money(election.projects[loss.project].cost)
  }

  private func change(_ loss: LossExplanation, _ id: String) -> String {
    let cheaper = loss.winningCost.map { price in
      let difference = amounts.money(election.projects[loss.project].cost - price)
      return say("if it were \(difference) cheaper", "si costara \(difference) menos")
    }
    let wanted = loss.neededSupport.map { count in
      say(
        count == 1
          ? "with 1 more voter who wants only this"
          : "with \(count) more voters who want only this",
        count == 1
          ? "con 1 votante más que solo quiera esto"
          : "con \(count) votantes más que solo quieran esto"
      )
    }
    let ways = [cheaper, wanted].compactMap(\.self)
    guard !ways.isEmpty else {
      return say(
        "Neither a lower cost nor \(loss.mostSupport) more voters would have funded it.",
        "Ni un costo menor ni \(loss.mostSupport) votantes más la habrían financiado."
      )
    }
    let list = ways.joined(separator: say(", or ", ", o "))
    return say("It would be funded \(list).", "Se financiaría \(list).")
  }
}
