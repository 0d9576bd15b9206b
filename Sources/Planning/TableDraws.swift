public import Portfolio
public import Preferences

/// What of a table is uncertain besides the weights.
public struct Uncertainty: Hashable, Sendable {
  /// By which share of itself each initiative's value of each term may be more or less; 0: it is as planned.
  public var scores: Quantity
  /// By which share of itself each cost may be more or less; 0: it is as planned.
  public var costs: Quantity
  /// Whether the public funds are awarded by chance instead of counting with their expectation.
  public var awards: Bool

  /// Says what is uncertain; shares are 0…1.
  public init(scores: Quantity = 0, costs: Quantity = 0, awards: Bool = false) {
    self.scores = scores
    self.costs = costs
    self.awards = awards
  }
}

/// Samples of a table of which more is uncertain than the weights.
///
/// Every sample has for each initiative a stream of random bits for its values and one for its cost, which
/// depend on the seed, the sample and the initiative's row alone; awards are those of `AwardDraws`.
public struct TableDraws: Sendable {
  /// What is drawn.
  public let uncertainty: Uncertainty
  /// The awards, and with them how many samples there are and what they follow from.
  public let awards: AwardDraws
  private let scenario: Scenario

  private static let scoreStreams: UInt64 = 1
  private static let costStreams: UInt64 = 2

  /// Names the samples of a scenario's table.
  ///
  /// - Throws: `Problems` if the costs may come to more than a scenario may hold.
  public init(
    of scenario: Scenario,
    _ uncertainty: Uncertainty,
    samples: Int,
    seed: UInt64
  ) throws(Problems) {
    self.scenario = scenario
    self.uncertainty = uncertainty
    awards = AwardDraws(samples: samples, seed: seed)
    let most = scenario.initiatives.reduce(Int128(0)) { $0 + Int128(costs(of: $1).upperBound) }
    guard most <= Int128(Money.largest.minorUnits) else {
      throw Problems([
        Problem(
          Place(source: scenario.name, column: "cost"),
          Text(
            en:
              "the costs may come to more than 9000000000000000 minor units. Draw them more narrowly.",
            es:
              "los costos pueden llegar a más de 9000000000000000 unidades menores. Sortéelos en un rango menor."
          )
        )
      ])
    }
  }

  /// What is drawn in the samples of a block (`AwardDraws.blockSize`), one after the other.
  public func scores(ofBlock block: Int) -> [DrawnScores] {
    let positions = scenario.initiatives.indices
    let awarded =
      uncertainty.awards
      ? positions.map {
        awards.awards(of: $0, scenario.initiatives[$0].awardProbability, inBlock: block)
      } : nil
    let samples = awards.range(ofBlock: block)
    return samples.map { sample in
      DrawnScores(
        factors: uncertainty.scores > 0 ? factors(of: sample) : nil,
        awards: awarded.map { columns in columns.map { $0[sample - samples.lowerBound] } },
        costs: uncertainty.costs > 0 ? positions.map { cost(of: $0, in: sample) } : nil
      )
    }
  }

  /// For each term and initiative a factor, uniform among the millionths within the share.
  private func factors(of sample: Int) -> [[Int64]] {
    let reach = Int64(TableDraws.part(uncertainty.scores, of: DrawnScores.unit))
    let terms = scenario.objective.terms.indices
    let rows = scenario.initiatives.indices.map { position -> [Int64] in
      var stream = stream(TableDraws.scoreStreams, sample, position)
      return terms.map { _ in DrawnScores.unit + Int64.random(in: -reach...reach, using: &stream) }
    }
    return terms.map { term in rows.map { $0[term] } }
  }

  /// A cost, uniform among the whole minor units within the share.
  private func cost(of position: Int, in sample: Int) -> Money {
    var stream = stream(TableDraws.costStreams, sample, position)
    let range = costs(of: scenario.initiatives[position])
    return Money(minorUnits: Int64.random(in: range, using: &stream))
  }

  private func costs(of initiative: Initiative) -> ClosedRange<Int64> {
    let cost = initiative.cost.minorUnits
    let reach = Int64(TableDraws.part(uncertainty.costs, of: cost))
    return cost - reach...cost + reach
  }

  private func stream(_ kind: UInt64, _ sample: Int, _ position: Int) -> RandomStream {
    RandomStream(seed: awards.seed, path: kind, UInt64(sample), UInt64(position))
  }

  /// A share of a number, rounded down.
  private static func part(_ share: Quantity, of number: Int64) -> Int128 {
    Int128(number) * Int128(share.significand) / Int128(Quantity.powerOfTen(share.decimals))
  }
}
