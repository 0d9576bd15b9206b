import Portfolio
import Preferences
import TestSupport
import Testing

@Suite struct PreferenceProfileTests {
  private func scenario(
    _ stakeholders: [ScenarioDraft.StakeholderRow],
    _ ballots: [(String, Int, Quantity)],
    initiatives: Int = 4
  ) throws -> Scenario {
    var draft = try draft(costs: [Int64](repeating: 1, count: initiatives))
    draft.stakeholders = ScenarioDraft.Table(source: "stakeholders", rows: stakeholders)
    draft.ballots = ScenarioDraft.Table(
      source: "ballots",
      rows: ballots.map {
        ScenarioDraft.BallotRow(stakeholder: $0.0, initiative: "i\($0.1)", value: $0.2)
      }
    )
    draft.terms = [term("preference")]
    return try Scenario(draft)
  }

  private func preferences(_ scenario: Scenario) -> [Fraction] {
    let profile = PreferenceProfile(scenario)
    return scenario.initiatives.indices.map { profile.preference(of: $0, by: 0) }
  }

  @Test func scoresAreDividedByTheScaleOrTheLargest() throws {
    let values: [(String, Int, Quantity)] = [("a", 0, 5), ("a", 2, Quantity(25, decimals: 1))]
    #expect(
      preferences(try scenario([.init(id: "a", ballot: .score, scale: 7)], values))
        == [Fraction(5, 7), 0, Fraction(5, 14), 0]
    )
    #expect(
      preferences(try scenario([.init(id: "a", ballot: .score)], values))
        == [1, 0, Fraction(1, 2), 0]
    )
  }

  @Test func pointsAreDividedByTheLargestGiven() throws {
    #expect(
      preferences(
        try scenario(
          [.init(id: "a", ballot: .points, scale: 100)],
          [("a", 0, 30), ("a", 3, 40)]
        )
      ) == [Fraction(3, 4), 0, 0, 1]
    )
  }

  @Test func approvalsAreOneOrZero() throws {
    #expect(
      preferences(
        try scenario([.init(id: "a", ballot: .approval)], [("a", 1, 1), ("a", 2, 0)])
      ) == [0, 1, 0, 0]
    )
  }

  @Test func rankingsCountByBordaAmongAllInitiatives() throws {
    #expect(
      preferences(
        try scenario(
          [.init(id: "a", ballot: .ranking)],
          [("a", 1, 1), ("a", 2, 2), ("a", 3, 4)]
        )
      ) == [0, 1, Fraction(2, 3), 0]
    )
    #expect(
      preferences(
        try scenario([.init(id: "a", ballot: .ranking)], [("a", 0, 1)], initiatives: 1)
      ) == [1]
    )
  }

  @Test func zerosAreZero() throws {
    for ballot in [Stakeholder.BallotKind.score, .points, .approval] {
      let scenario = try scenario([.init(id: "a", ballot: ballot)], [("a", 0, 0)])
      #expect(preferences(scenario) == [0, 0, 0, 0])
      #expect(try Valuation(scenario).points == [[0, 0, 0, 0]])
    }
  }

  @Test func stakeholdersCountByTheirWeights() throws {
    let scenario = try scenario(
      [
        .init(id: "a", weight: 2, ballot: .score, scale: 7),
        .init(id: "b", weight: Quantity(5, decimals: 1), ballot: .approval),
        .init(id: "c", weight: 0, ballot: .approval),
      ],
      [("a", 0, 5), ("b", 0, 1), ("b", 1, 1), ("c", 2, 1)]
    )
    let profile = PreferenceProfile(scenario)
    #expect(profile.preference(of: 0) == Fraction(27, 35))
    #expect(profile.preference(of: 1) == Fraction(1, 5))
    #expect(profile.preference(of: 2) == 0)
    let column = try Valuation(scenario).measure(.preference)
    #expect(column == ExactColumn(denominator: 35, numerators: [27, 7, 0, 0]))
  }

  /// Ballots of many large denominators leave 128 bits; the points stay those of the fractions.
  @Test func pointsAreThoseOfTheFractionsHoweverLarge() throws {
    for seed in 0..<20 {
      var random = SplitMix64(seed: UInt64(seed))
      let voters = (0..<(seed + 1)).map { voter in
        ScenarioDraft.StakeholderRow(
          id: "s\(voter)",
          weight: Quantity(Int64.random(in: 1...999, using: &random), decimals: 2),
          ballot: .score,
          scale: Quantity(Int64.random(in: 900...99_999, using: &random))
        )
      }
      let ballots = voters.flatMap { voter in
        (0..<5).map { (voter.id, $0, Quantity(Int64.random(in: 0...900, using: &random))) }
      }
      let scenario = try scenario(voters, ballots, initiatives: 5)
      let valuation = try Valuation(scenario)
      let values = (0..<5).map { valuation.profile.preference(of: $0) }
      let largest = try #require(values.max())
      #expect(valuation.points == [values.map { ($0 / largest * 10_000).roundedHalfToEven ?? -1 }])
    }
  }
}
