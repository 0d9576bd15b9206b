public import Portfolio
import Preferences

/// Whether it pays for the funders to be at the table.
///
/// *Alone*: is a funder better off with its own money only? Its value of a portfolio are the points of what its pledges
/// may pay for; alone it could fund the best portfolio of those that its own money pays
/// (``Scenario/standingAlone(_:)``, solved to the proof). This is the participation constraint of cooperative
/// games, individual rationality: von Neumann and Morgenstern, "Theory of Games and Economic Behavior", 1944, chapter VI.
///
/// *Pledges*: does a pledge push out what was funded without it? The same method runs once more without each
/// pledge. More money for an initiative should not lose it; in voting this is limit monotonicity: Talmon and Faliszewski,
/// AAAI 2019, doi:10.1609/aaai.v33i01.33012181.
public struct Participation: Sendable {
  /// What a funder gets at the table and alone.
  public struct Standing: Hashable, Sendable {
    /// The funder's id.
    public let funder: String
    /// The points of what it may pay for: of the portfolio, and of the best it could fund alone; one number for each aim.
    public let together: [Int64], alone: [Int64]
    /// What it would fund alone, by id.
    public let portfolio: [String]

    /// Whether it is better off alone.
    public var isBetterAlone: Bool { together.lexicographicallyPrecedes(alone) }
  }

  /// What a pledge changes.
  public struct Effect: Hashable, Sendable {
    /// The pledge's id.
    public let pledge: String
    /// What is funded without the pledge and not with it, by id, in table order.
    public let displaced: [String]
  }

  /// Each funder with a pledge that is not withdrawn, in table order.
  public let standings: [Standing]
  /// Each such pledge, in table order; `nil` if the method cannot be repeated.
  public let effects: [Effect]?

  /// Compares a portfolio, given by positions, with what would be without the table or a pledge.
  ///
  /// - Parameters:
  ///   - selected: Positions of the chosen initiatives.
  ///   - scenario: The scenario that the portfolio was chosen from.
  ///   - excluded: Ids of what the user left out beyond the scenario.
  ///   - method: Runs the method that chose the portfolio on another scenario and gives
  ///     positions, `nil` if nothing keeps its rules; `nil`: it cannot be repeated.
  /// - Throws: What the selector and the method throw.
  public init(
    of selected: [Int],
    in scenario: Scenario,
    excluding excluded: [String] = [],
    repeating method: ((Scenario) throws -> [Int]?)?
  ) throws {
    let chosen = Set(selected)
    standings = try scenario.funders.indices.filter { funder in
      scenario.pledges.contains { $0.funder == funder && $0.status != .withdrawn }
    }.map { try Participation.standing($0, chosen, scenario, excluded) }
    effects = try method.map { method in
      try scenario.pledges.indices.filter { scenario.pledges[$0].status != .withdrawn }.map {
        let without = try method(scenario.withdrawing($0)) ?? []
        return Effect(
          pledge: scenario.pledges[$0].id,
          displaced: without.filter { !chosen.contains($0) }.sorted()
            .map { scenario.initiatives[$0].id }
        )
      }
    }
  }

  private static func standing(
    _ funder: Int,
    _ chosen: Set<Int>,
    _ scenario: Scenario,
    _ excluded: [String]
  ) throws -> Standing {
    let alone = scenario.standingAlone(funder)
    let mine = scenario.initiatives.indices.filter { position in
      alone.pledges.contains {
        alone.mayPay($0, for: position, startingIn: scenario.cycles.count - 1)
      }
    }
    let valuation = try Valuation(alone)
    /// The points of these initiatives, pairs included.
    func value(_ members: Set<Int>) -> [Int64] {
      var sums = valuation.points.map { points in members.reduce(Int64(0)) { $0 + points[$1] } }
      if alone.objective.mode == .sum {
        for pair in alone.interactions
        where members.contains(pair.first) && members.contains(pair.second) {
          sums[0] += pair.value
        }
      }
      return sums
    }
    var options = SelectionOptions()
    options.ties = .any
    let ids = alone.initiatives.map(\.id)
    let others = Set(scenario.initiatives.indices).subtracting(mine)
    options.settings = Answer.Settings(
      exclude: ids.indices.filter { others.contains($0) || excluded.contains(ids[$0]) }.map {
        ids[$0]
      }
    )
    let answer = try Selector(alone, digest: "", options: options).best()
    let best = answer.selected.compactMap { alone.positions[$0.id] }
    return Standing(
      funder: scenario.funders[funder].id,
      together: value(chosen.intersection(mine)),
      alone: value(Set(best)),
      portfolio: answer.selected.map(\.id)
    )
  }
}
