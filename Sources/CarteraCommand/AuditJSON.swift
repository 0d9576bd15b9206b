import Portfolio
import Preferences
import ScenarioFiles
import Selection

extension PortfolioAudit {
  /// Up to so many voters each one is listed.
  static let mostListed = 1000

  /// The audit as JSON.
  ///
  ///     { "voters": 3, "with_a_funded_project": 3, "worst_off": "v3", "least_satisfaction": "1/3",
  ///       "gini": 0.111111,
  ///       "satisfaction": [ { "id": "v1", "satisfaction": "1/2", "funded": 1, "money": "2/3" } ],
  ///       "ejr_plus": { "holds": false, "claims": [ { "id": "c", "strength": 1.25 } ],
  ///                     "deprived": { "id": "c", "voters": ["v1", "v2"] } },
  ///       "priceability": { "priceable": true, "payments": [ … ] },
  ///       "commune": [ { "value": "…", "funded": 1, "viable": 2, "cost": 900, "share": "3/4" } ],
  ///       "sdgs": [ … ],
  ///       "participation": { "funders": [ { "id": "port", "together": [5], "alone": [3],
  ///                                         "portfolio": ["b"], "better_alone": false } ],
  ///                          "pledges": [ { "id": "port#1", "displaces": [] } ] } }
  ///
  /// Shares and payments are fractions as texts. What was not asked for, is not decided or has more than 1000 rows is `null`.
  var json: JSONValue {
    .keys([
      "voters": .integer(satisfaction.voters),
      "with_a_funded_project": .integer(satisfaction.served),
      "worst_off": satisfaction.worstOff.map(voter) ?? .null,
      "least_satisfaction": .string(satisfaction.leastSatisfaction.description),
      "gini": .double((satisfaction.gini * 1_000_000).rounded() / 1_000_000),
      "satisfaction": isListed ? .array(standings) : .null,
      "ejr_plus": .keys([
        "holds": .bool(representation.holds),
        "claims": .array(
          representation.claims.map {
            .keys(["id": project($0.project), "strength": $0.strength.map(decimal) ?? .null])
          }
        ),
        "deprived": representation.strongest.map {
          .keys(["id": project($0.project), "voters": .array(members($0.groups).map(voter))])
        } ?? .null,
      ]),
      "priceability": prices,
      "commune": spending(by: "commune"),
      "sdgs": spending(by: "sdgs"),
      "participation": participation.map(PortfolioAudit.json) ?? .null,
    ])
  }

  private var isListed: Bool { electorate.election.voters.count <= PortfolioAudit.mostListed }

  private func voter(_ position: Int) -> JSONValue {
    .string(electorate.election.voters[position].id)
  }

  private func project(_ position: Int) -> JSONValue {
    .string(electorate.election.projects[position].id)
  }

  private func members(_ groups: [Int]) -> [Int] {
    groups.flatMap { electorate.groups[$0].members }.sorted()
  }

  private func decimal(_ fraction: Fraction) -> JSONValue {
    (fraction * 10_000).roundedHalfToEven.map { .double(Double($0) / 10_000) }
      ?? .string(fraction.description)
  }

  private var standings: [JSONValue] {
    satisfaction.standings.flatMap { standing in
      electorate.groups[standing.group].members.map { ($0, standing) }
    }.sorted { $0.0 < $1.0 }.map { member, standing in
      .keys([
        "id": voter(member), "satisfaction": .string(standing.satisfaction.description),
        "funded": .integer(standing.funded), "money": .string(standing.partOfMoney.description),
      ])
    }
  }

  private var prices: JSONValue {
    switch priceability {
    case .undecided: return .keys(["priceable": .null, "payments": .null])
    case .unpriceable: return .keys(["priceable": .bool(false), "payments": .null])
    case .priceable(let system):
      guard isListed, let system else {
        return .keys(["priceable": .bool(true), "payments": .null])
      }
      let payments = system.payments.flatMap {
        payment -> [(voter: Int, project: Int, amount: Fraction)] in
        let group = electorate.groups[payment.group]
        // A weight may stand for several voters; a row is what the stakeholder pays.
        let copies = Fraction(
          ExactInteger(group.multiplicity),
          ExactInteger(Int64(group.members.count))
        )
        return group.members.map {
          (voter: $0, project: payment.project, amount: payment.amount * copies)
        }
      }.sorted { ($0.voter, $0.project) < ($1.voter, $1.project) }
      return .keys([
        "priceable": .bool(true),
        "payments": .array(
          payments.map {
            .keys([
              "id": project($0.project), "voter": voter($0.voter),
              "amount": .string($0.amount.description),
            ])
          }
        ),
      ])
    }
  }

  private func spending(by column: String) -> JSONValue {
    guard let audit = spending.first(where: { $0.column == column }) else { return .null }
    return .array(
      audit.parts.map {
        .keys([
          "value": .string($0.value), "funded": .integer($0.funded), "viable": .integer($0.viable),
          "cost": .integer($0.cost.minorUnits), "share": .string($0.share.description),
        ])
      }
    )
  }

  private static func json(_ participation: Participation) -> JSONValue {
    .keys([
      "funders": .array(
        participation.standings.map {
          .keys([
            "id": .string($0.funder), "together": .array($0.together.map { .integer($0) }),
            "alone": .array($0.alone.map { .integer($0) }),
            "portfolio": .array($0.portfolio.map { .string($0) }),
            "better_alone": .bool($0.isBetterAlone),
          ])
        }
      ),
      "pledges": participation.effects.map { effects in
        .array(
          effects.map {
            .keys([
              "id": .string($0.pledge), "displaces": .array($0.displaced.map { .string($0) }),
            ])
          }
        )
      } ?? .null,
    ])
  }
}
