import Foundation
import Portfolio
import Selection

/// A result file's shape; each part turns itself into the answer's.
struct StoredResult: Decodable {
  struct Source: Decodable {
    let name: String
    let sha256: String
  }

  struct Objective: Decodable {
    let mode: Word<Portfolio.Objective.Mode>
    let value: OneOrMany
    let bound: OneOrMany
    let gap: Double
  }

  struct Settings: Decodable {
    let lock: [String]
    let exclude: [String]
    let budget: Percentage?
  }

  struct Choice: Decodable {
    struct Payment: Decodable {
      let funder: String
      let pledge: String
      let amount: Whole
    }

    let id: String
    let cycle: String?
    let cost: Whole
    let points: OneOrMany
    let payments: [Payment]
  }

  struct Rejection: Decodable {
    let id: String
    let reason: Word<Answer.Rejection.Reason>
    let detail: String
  }

  struct Funder: Decodable {
    let id: String
    let pledged: Whole
    let paid: Whole
    let left: Whole
  }

  struct Limit: Decodable {
    let limit: String
    let activity: Exact
    let min: Exact?
    let max: Exact?
  }

  // The names of the file's keys.
  // swift-format-ignore: AlwaysUseLowerCamelCase
  struct Totals: Decodable {
    let cost: Whole
    let investment: Whole
    let expected_investment: Whole
    let beneficiaries: Exact
    let leverage: Exact
  }

  struct Solver: Decodable {
    let glpk: String
    let method: String
    let nodes: Whole
    let seconds: Double
    let relaxation: Double?
  }

  let cartera: Version
  let scenario: Source
  let status: Word<Answer.Status>
  let objective: Objective?
  let ties: Word<Answer.Ties>
  let unique: Bool?
  let settings: Settings?
  let conflict: [String]?
  // swift-format-ignore: AlwaysUseLowerCamelCase
  let conflict_minimal: Bool?
  let selected: [Choice]
  let rejected: [Rejection]
  let funders: [Funder]
  let limits: [Limit]
  let totals: Totals
  let verified: Bool
  let solver: Solver

  /// The same as an answer.
  var answer: Answer {
    var answer = Answer(
      scenarioName: scenario.name,
      scenarioDigest: scenario.sha256,
      status: status.value,
      aim: objective.map {
        Answer.Aim(
          mode: $0.mode.value,
          values: $0.value.values,
          bounds: $0.bound.values,
          gap: $0.gap
        )
      },
      ties: ties.value,
      unique: unique,
      settings: Answer.Settings(
        lock: settings?.lock ?? [],
        exclude: settings?.exclude ?? [],
        budget: settings?.budget?.share
      ),
      selected: selected.map(choice),
      rejected: rejected.map {
        Answer.Rejection(id: $0.id, reason: $0.reason.value, detail: Text(verbatim: $0.detail))
      },
      funders: funders.map {
        Answer.FunderTotal(
          id: $0.id,
          pledged: Money(minorUnits: $0.pledged.value),
          paid: Money(minorUnits: $0.paid.value),
          left: Money(minorUnits: $0.left.value)
        )
      },
      limits: limits.map {
        Answer.LimitActivity(
          label: $0.limit,
          activity: $0.activity.quantity,
          min: $0.min?.quantity,
          max: $0.max?.quantity
        )
      },
      totals: Answer.Totals(
        cost: Money(minorUnits: totals.cost.value),
        investment: Money(minorUnits: totals.investment.value),
        expectedInvestment: Money(minorUnits: totals.expected_investment.value),
        beneficiaries: totals.beneficiaries.quantity,
        leverage: totals.leverage.quantity
      ),
      conflict: (conflict ?? []).map { Text(verbatim: $0) },
      verified: verified,
      work: Answer.Work(
        glpk: solver.glpk,
        method: solver.method,
        nodes: Int(solver.nodes.value),
        seconds: solver.seconds,
        relaxation: solver.relaxation
      )
    )
    answer.isConflictMinimal = conflict_minimal ?? true
    return answer
  }

  private func choice(_ stored: Choice) -> Answer.Choice {
    Answer.Choice(
      id: stored.id,
      cycle: stored.cycle ?? "",
      cost: Money(minorUnits: stored.cost.value),
      points: stored.points.values,
      payments: stored.payments.map {
        Answer.Payment(
          funder: $0.funder,
          pledge: $0.pledge,
          amount: Money(minorUnits: $0.amount.value)
        )
      }
    )
  }
}

/// The format's version, which must be 1.
struct Version: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard try container.decode(Whole.self).value == 1 else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "version")
    }
  }
}

/// One of an enumeration's words.
struct Word<Value: RawRepresentable<String>>: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Value(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "word")
    }
    self.value = value
  }
}

/// A whole number, or a list of them.
struct OneOrMany: Decodable {
  let values: [Int64]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    do {
      values = [try container.decode(Whole.self).value]
    } catch DecodingError.typeMismatch {
      values = try container.decode([Whole].self).map(\.value)
    }
  }
}

/// A whole number; by way of a decimal one, whose error says where it stands.
struct Whole: Decodable {
  let value: Int64

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let value = Int64(try container.decode(Decimal.self).description) else {
      throw DecodingError.typeMismatch(
        Int64.self,
        DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "whole")
      )
    }
    self.value = value
  }
}

/// An exact decimal number.
struct Exact: Decodable {
  let quantity: Quantity

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(Decimal.self).description
    guard let quantity = ScenarioReading.plainNumber(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "digits")
    }
    self.quantity = quantity
  }
}

/// A share written `80%`.
struct Percentage: Decodable {
  let share: Quantity

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard text.hasSuffix("%"), let value = ScenarioReading.plainNumber(String(text.dropLast())),
      value >= 0, value.decimals + 2 <= Quantity.mostDecimals
    else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "share")
    }
    share = Quantity(value.significand, decimals: value.decimals + 2)
  }
}
