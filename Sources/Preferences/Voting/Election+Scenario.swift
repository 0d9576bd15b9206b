public import Portfolio

extension Election {
  /// Reads a scenario as an election: the stakeholders vote, the pledges are the money.
  ///
  /// An initiative that fails a gate is excluded. A ballot names what it gives a preference above
  /// 0, and that preference is its points.
  ///
  /// - Parameters:
  ///   - scenario: The scenario.
  ///   - hasPurses: Whether each pledge with an earmark is a voter of its own: its purse pays only
  ///     for what the earmark permits, and that is its ballot, since a funder that earmarks has said
  ///     what it wants. Otherwise all money is the budget.
  /// All cycles are taken together: ``VotingMethod`` refuses several.
  ///
  /// - Throws: `Problems` if nobody votes, or if the numbers are too large.
  public init(_ scenario: Scenario, hasPurses: Bool) throws(Problems) {
    guard !scenario.stakeholders.isEmpty else {
      throw Problems([
        Problem(
          Place(source: scenario.name, column: "ballots"),
          Text(en: "nobody votes. Add ballots.", es: "nadie vota. Agregue preferencias.")
        )
      ])
    }
    let viable = scenario.initiatives.indices.map(scenario.isViable)
    let projects = scenario.initiatives.enumerated().map { position, initiative in
      Project(
        id: initiative.id,
        name: initiative.name,
        cost: initiative.cost.minorUnits,
        status: viable[position] ? initiative.status : .excluded,
        group: initiative.group,
        requires: initiative.requires
      )
    }
    let profile = PreferenceProfile(scenario)
    let wishes = scenario.stakeholders.indices.map { stakeholder in
      projects.indices.map { profile.preference(of: $0, by: stakeholder) }
    }
    var whole: ExactInteger = 1
    for wish in wishes.joined() {
      whole = ExactInteger.leastCommonMultiple(whole, wish.denominator)
    }
    var voters: [Voter] = []
    for (stakeholder, wish) in zip(scenario.stakeholders, wishes) {
      var choices: [Choice] = []
      for (project, preference) in wish.enumerated() where preference > 0 {
        guard let points = (preference * Fraction(whole)).roundedDown else {
          throw Problems([Election.tooFine(scenario)])
        }
        choices.append(Choice(project, points: points))
      }
      voters.append(Voter(id: stakeholder.id, weight: stakeholder.weight, choices: choices))
    }
    var budget: Int64 = 0
    for pledge in scenario.pledges where pledge.status != .withdrawn {
      guard hasPurses, !pledge.earmarks.isEmpty else {
        budget += pledge.amount.minorUnits
        continue
      }
      guard let points = whole.int64 else { throw Problems([Election.tooFine(scenario)]) }
      voters.append(
        Voter(
          id: pledge.id,
          purse: pledge.amount.minorUnits,
          choices: projects.indices.filter { scenario.matches(pledge.earmarks, $0) }
            .map { Choice($0, points: points) }
        )
      )
    }
    self.init(
      name: scenario.name,
      projects: projects,
      voters: voters,
      budget: budget,
      unit: Quantity.powerOfTen(scenario.currency.decimals)
    )
  }

  private static func tooFine(_ scenario: Scenario) -> Problem {
    Problem(
      Place(source: scenario.name, column: "ballots"),
      Text(
        en:
          "the ballots' values have too many different scales to be compared exactly. Use fewer decimals.",
        es:
          "los valores de las preferencias tienen demasiadas escalas distintas para compararlas en forma exacta. Use menos decimales."
      )
    )
  }
}
